namespace Palermo.Analysis.Changes;

/// <summary>Counts whose mean remembers: mean = w + a·count before + b·mean before, a + b below 1; negative binomial around it.</summary>
/// <remarks>
/// INGARCH(1,1): Ferland, Latour and Oraichi (2006), J. Time Series Analysis 27; negative binomial: Zhu (2011), the same, 32. Maximum likelihood by the simplex of Nelder
/// and Mead on free scales; parameters are drawn from the normal that the curvature gives there.
/// </remarks>
public sealed class IngarchForecaster : IForecaster
{
    private const int Least = 20, Parameters = 4;

    /// <inheritdoc/>
    public string Name => "ingarch";

    private readonly record struct Model(double W, double A, double B, double Size)
    {
        /// <summary>From free numbers: ln w, the shares of a and b and what is left of 1 (softmax), ln size.</summary>
        public static Model Of(ReadOnlySpan<double> free)
        {
            double a = Math.Exp(Math.Clamp(free[1], -20, 20)), b = Math.Exp(Math.Clamp(free[2], -20, 20)), all = 1 + a + b;
            return new(Math.Exp(Math.Clamp(free[0], -20, 25)), a / all, b / all, Math.Exp(Math.Clamp(free[3], -5, 15)));
        }
    }

    /// <inheritdoc/>
    public Forecast? Make(ReadOnlySpan<double> history, int horizon, ForecastOptions options)
    {
        if (history.Length < Least) return null;
        double average = 0, spread = 0;
        foreach (var count in history) average += count / history.Length;
        if (average <= 0) return null;
        foreach (var count in history) spread += (count - average) * (count - average) / history.Length;
        var counts = history.ToArray();
        double Loss(ReadOnlySpan<double> free)
        {
            var model = Model.Of(free);
            double mean = average, loss = 0;
            for (var t = 1; t < counts.Length; t++)
            {
                mean = model.W + model.A * counts[t - 1] + model.B * mean;
                loss -= NegativeBinomial.LogProbability(counts[t], mean, model.Size);
            }
            return double.IsFinite(loss) ? loss : 1e300;
        }
        double[] start = [Math.Log(0.3 * average), Math.Log(1.2), Math.Log(1.2), Math.Log(Math.Max(0.5, average * average / Math.Max(spread - average, 0.1 * average)))];
        var best = Simplex.Minimise(Loss, start);
        var factor = Simplex.Curvature(Loss, best) is { } curvature && SymmetricMatrix.Factor(curvature, Parameters) ? SymmetricMatrix.Inverse(curvature, Parameters) : null;
        if (factor is not null && !SymmetricMatrix.Factor(factor, Parameters)) factor = null;
        var paths = new double[horizon][];
        for (var h = 0; h < horizon; h++) paths[h] = new double[options.Paths];
        Span<double> free = new double[Parameters], normal = new double[Parameters];
        for (var path = 0; path < options.Paths; path++)
        {
            var random = new SeededRandom(options.Seed, (ulong)path + 1);
            for (var i = 0; i < Parameters; i++) normal[i] = random.Normal();
            for (var i = 0; i < Parameters; i++)
            {
                free[i] = best[i];
                // A flat likelihood (a parameter at its edge) says nothing of its spread: the draw stays within two on the free scale.
                double away = 0;
                for (var j = 0; j <= i && factor is not null; j++) away += factor[i * Parameters + j] * normal[j];
                free[i] += Math.Clamp(away, -2, 2);
            }
            var model = Model.Of(free);
            var mean = average;
            for (var t = 0; t < counts.Length; t++) mean = model.W + model.A * counts[t] + model.B * mean;
            for (var h = 0; h < horizon; h++)
            {
                var count = random.NegativeBinomial(mean, model.Size);
                paths[h][path] = count;
                mean = model.W + model.A * count + model.B * mean;
            }
        }
        return Forecast.Of(Name, paths);
    }
}
