namespace Palermo.Analysis.Changes;

/// <summary>Negative binomial counts whose ln mean has a trend, two waves a year and the lag ln(y + 1) of the count before.</summary>
/// <remarks>
/// Domain page border-routes 7. Fitted on at most the last four years, since routes change; paths are simulated step by step, each with
/// its own draw of coefficients and size. Where the history is shorter than two seasons the waves are left out. A path may not exceed
/// ten times the highest count so far: a trend carried forward on a log scale has no other bound.
/// </remarks>
public sealed class LogLinearForecaster : IForecaster
{
    private const int Waves = 2, MostSeasons = 4, MostTimesHighest = 10;

    /// <inheritdoc/>
    public string Name => "log-linear";

    /// <inheritdoc/>
    public Forecast? Make(ReadOnlySpan<double> history, int horizon, ForecastOptions options)
    {
        var season = options.Season;
        if (season > 1 && history.Length > MostSeasons * season + 1) history = history[^(MostSeasons * season + 1)..];
        var waves = season > 3 && history.Length >= 2 * season ? Waves : 0;
        int columns = 3 + 2 * waves, rows = history.Length - 1;
        if (rows < columns + 6) return null;
        var design = new double[rows * columns];
        for (var i = 0; i < rows; i++) Row(design.AsSpan(i * columns, columns), i + 1, rows, season, waves, history[i]);
        if (CountRegression.Fit(design, columns, history[1..], []) is not { } fit) return null;
        var factor = (double[])fit.Covariance.Clone();
        if (!SymmetricMatrix.Factor(factor, columns)) return null;
        double highest = 1;
        foreach (var count in history) highest = Math.Max(highest, count);
        var paths = new double[horizon][];
        for (var h = 0; h < horizon; h++) paths[h] = new double[options.Paths];
        Span<double> row = new double[columns], beta = new double[columns], normal = new double[columns];
        for (var path = 0; path < options.Paths; path++)
        {
            var random = new SeededRandom(options.Seed, (ulong)path + 1);
            for (var a = 0; a < columns; a++) normal[a] = random.Normal();
            for (var a = 0; a < columns; a++)
            {
                beta[a] = fit.Coefficients[a];
                for (var b = 0; b <= a; b++) beta[a] += factor[a * columns + b] * normal[b];
            }
            var size = double.IsInfinity(fit.Size) ? fit.Size : fit.Size * Math.Exp(Math.Min(fit.SizeError, 1) * random.Normal());
            var before = history[^1];
            for (var h = 0; h < horizon; h++)
            {
                Row(row, history.Length + h, rows, season, waves, before);
                double eta = 0;
                for (var a = 0; a < columns; a++) eta += row[a] * beta[a];
                var mean = Math.Min(Math.Exp(Math.Min(eta, 50)), MostTimesHighest * highest);
                paths[h][path] = before = random.NegativeBinomial(mean, size);
            }
        }
        return Forecast.Of(Name, paths);
    }

    private static void Row(Span<double> row, int t, int length, int season, int waves, double before)
    {
        row[0] = 1;
        row[1] = (double)t / length - 0.5;
        row[2] = Math.Log(before + 1);
        for (var k = 1; k <= waves; k++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * k * t / season);
            row[1 + 2 * k] = sine;
            row[2 + 2 * k] = cosine;
        }
    }
}
