namespace Palermo.Analysis.Changes;

/// <summary>The simple forecasts that a model must beat: the last value, the value a year ago, the mean of the last four.</summary>
/// <remarks>
/// Their intervals come from their own past errors at the same distance, on the scale ln(count + 1): each is added to the forecast. At
/// least eight such errors are needed.
/// </remarks>
public sealed class Baseline : IForecaster
{
    private const int LeastErrors = 8;
    private readonly Func<ReadOnlySpan<double>, int, int, double?> _point;

    private Baseline(string name, Func<ReadOnlySpan<double>, int, int, double?> point) => (Name, _point) = (name, point);

    public string Name { get; }

    public static Baseline LastValue { get; } = new("last-value", (history, _, _) => history.Length == 0 ? null : history[^1]);

    public static Baseline SeasonalNaive { get; } = new("seasonal-naive", (history, step, season) =>
    {
        if (season < 2 || history.Length < season) return null;
        return history[history.Length - season + step % season];
    });

    public static Baseline MeanOfFour { get; } = new("mean-of-four", (history, _, _) => history.Length < 4 ? null : (history[^1] + history[^2] + history[^3] + history[^4]) / 4);

    /// <summary>All three.</summary>
    public static IReadOnlyList<Baseline> All { get; } = [LastValue, SeasonalNaive, MeanOfFour];

    /// <inheritdoc/>
    public Forecast? Make(ReadOnlySpan<double> history, int horizon, ForecastOptions options)
    {
        var paths = new double[horizon][];
        for (var h = 0; h < horizon; h++)
        {
            if (_point(history, h, options.Season) is not { } point) return null;
            List<double> errors = [];
            for (var origin = 1; origin + h < history.Length; origin++)
                if (_point(history[..origin], h, options.Season) is { } then) errors.Add(Math.Log((history[origin + h] + 1) / (then + 1)));
            if (errors.Count < LeastErrors) return null;
            // The middle of the errors is taken off, so that the median is the plain forecast itself.
            errors.Sort();
            var middle = (errors[(errors.Count - 1) / 2] + errors[errors.Count / 2]) / 2;
            paths[h] = [.. errors.Select(e => Math.Max(0, (point + 1) * Math.Exp(e - middle) - 1))];
        }
        var forecast = Forecast.Of(Name, paths);
        for (var h = 0; h < horizon; h++) forecast.Point[h] = _point(history, h, options.Season)!.Value;
        return forecast;
    }
}
