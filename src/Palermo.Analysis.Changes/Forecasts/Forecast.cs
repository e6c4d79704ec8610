namespace Palermo.Analysis.Changes;

/// <summary>What a forecast is made with.</summary>
/// <param name="Season">Periods in a year: 12 for months, 52 for weeks; 0 for none.</param>
/// <param name="Paths">Simulated futures, each with its own draw of the parameters.</param>
public sealed record ForecastOptions(int Season = 52, int Paths = 2000, ulong Seed = 1);

/// <summary>A forecast: many simulated futures, summed up step by step.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Point">Median of each step.</param>
/// <param name="Low80">10 % quantile; with <paramref name="High80"/> an interval of 80 %.</param>
/// <param name="Low95">2.5 % quantile.</param>
public sealed record Forecast(string Model, double[] Point, double[] Low80, double[] High80, double[] Low95, double[] High95, double[] Mean)
{
    /// <summary>Quantiles at which forecasts are scored.</summary>
    internal static readonly double[] Levels = [0.025, 0.1, 0.5, 0.9, 0.975];

    /// <summary>The quantile of a level of <see cref="Levels"/>.</summary>
    internal double At(int level, int step) => (level switch { 0 => Low95, 1 => Low80, 2 => Point, 3 => High80, _ => High95 })[step];

    /// <summary>Sums up simulated futures.</summary>
    /// <param name="paths">Step by step: the values of one step over all paths. Sorted in place.</param>
    internal static Forecast Of(string model, double[][] paths)
    {
        var forecast = new Forecast(model, new double[paths.Length], new double[paths.Length], new double[paths.Length], new double[paths.Length], new double[paths.Length], new double[paths.Length]);
        for (var h = 0; h < paths.Length; h++)
        {
            Array.Sort(paths[h]);
            double At(double p) => paths[h][(int)Math.Clamp(Math.Ceiling(p * paths[h].Length) - 1, 0, paths[h].Length - 1)];
            forecast.Low95[h] = At(0.025);
            forecast.Low80[h] = At(0.1);
            forecast.Point[h] = At(0.5);
            forecast.High80[h] = At(0.9);
            forecast.High95[h] = At(0.975);
            forecast.Mean[h] = paths[h].Average();
        }
        return forecast;
    }
}

/// <summary>A way to forecast counts.</summary>
public interface IForecaster
{
    /// <summary>kebab-case, such as <c>last-value</c>.</summary>
    string Name { get; }
    /// <summary>Forecasts the next steps from the counts so far.</summary>
    /// <returns>Null when the history is too short for this way, or it cannot be fitted.</returns>
    Forecast? Make(ReadOnlySpan<double> history, int horizon, ForecastOptions options);
}
