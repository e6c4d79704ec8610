namespace Palermo.Analysis.Changes;

/// <summary>How well a way of forecasting did.</summary>
/// <param name="Forecasts">Forecasts scored: origins times steps.</param>
/// <param name="MeanAbsoluteScaled">MASE: mean absolute error over that of the simplest forecast in sample; below 1 beats it.</param>
/// <param name="Pinball">Mean pinball loss over the quantiles 2.5, 10, 50, 90 and 97.5 %, in counts.</param>
/// <param name="Coverage80">Share of the true values within the 80 % interval.</param>
public sealed record ForecastScore(string Model, int Forecasts, double MeanAbsoluteScaled, double Pinball, double Coverage80, double Coverage95);

/// <summary>Scores forecasts as they would have been made: at each origin from the past alone.</summary>
/// <remarks>
/// MASE: Hyndman and Koehler (2006), Int. J. Forecasting 22, scaled by the mean absolute step of the season (or from one count to the
/// next) in the first training stretch. Pinball loss: Gneiting and Raftery (2007), JASA 102. Only origins where every way gave a forecast count, so that all are
/// scored on the same ones.
/// </remarks>
public static class RollingOrigin
{
    /// <summary>Scores each way.</summary>
    /// <param name="first">Counts before the first origin.</param>
    /// <param name="step">Periods between origins.</param>
    public static IReadOnlyList<ForecastScore> Score(ReadOnlySpan<double> series, IReadOnlyList<IForecaster> ways, int horizon, int first, int step, ForecastOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        if (first < 2 || first + horizon > series.Length) throw new ArgumentOutOfRangeException(nameof(first), first, $"With {series.Length} counts and {horizon} steps ahead the first origin lies from 2 to {series.Length - horizon}.");
        var scale = Scale(series[..first], options.Season);
        int n = ways.Count, scored = 0;
        double[] absolute = new double[n], pinball = new double[n], in80 = new double[n], in95 = new double[n];
        var made = new Forecast[n];
        for (var origin = first; origin + horizon <= series.Length; origin += step)
        {
            var all = true;
            for (var i = 0; i < n && all; i++)
            {
                if (ways[i].Make(series[..origin], horizon, options) is { } forecast) made[i] = forecast; else all = false;
            }
            if (!all) continue;
            for (var h = 0; h < horizon; h++)
            {
                scored++;
                var truth = series[origin + h];
                for (var i = 0; i < n; i++)
                {
                    var forecast = made[i];
                    absolute[i] += Math.Abs(truth - forecast.Point[h]);
                    for (var q = 0; q < Forecast.Levels.Length; q++) pinball[i] += Pinball(truth, forecast.At(q, h), Forecast.Levels[q]) / Forecast.Levels.Length;
                    if (truth >= forecast.Low80[h] && truth <= forecast.High80[h]) in80[i]++;
                    if (truth >= forecast.Low95[h] && truth <= forecast.High95[h]) in95[i]++;
                }
            }
        }
        if (scored == 0) return [];
        return [.. Enumerable.Range(0, n).Select(i => new ForecastScore(ways[i].Name, scored, absolute[i] / scored / scale, pinball[i] / scored, in80[i] / scored, in95[i] / scored))];
    }

    /// <summary>The loss of a quantile: weighted distance, heavier on the side it should rarely be on.</summary>
    public static double Pinball(double truth, double quantile, double level) => truth >= quantile ? level * (truth - quantile) : (1 - level) * (quantile - truth);

    private static double Scale(ReadOnlySpan<double> training, int season)
    {
        var lag = season > 1 && training.Length > season + 1 ? season : 1;
        double sum = 0;
        for (var t = lag; t < training.Length; t++) sum += Math.Abs(training[t] - training[t - lag]);
        return Math.Max(sum / (training.Length - lag), 1e-9);
    }
}
