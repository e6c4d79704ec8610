using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class RouteForecastTests
{
    private static CountSeries Series(double[] counts) => new("detections/x", SeriesUnit.Detections, "central-mediterranean", new(2012, 1, 1), counts, null, Words.Same("test"));

    [Fact]
    public void A_route_with_a_summer_is_forecast_by_a_model_that_beats_the_baselines()
    {
        var made = RouteForecasts.Make(Series(RouteShiftsTests.Simulated(6, 1)), 2)!;
        Assert.Equal(5, made.Scores.Count);
        Assert.True(made.Beaten);
        Assert.Equal("log-linear", made.Best.Model);
        Assert.Equal(2, made.Best.Point.Length);
        Assert.True(made.Best.Low95[0] <= made.Best.Low80[0] && made.Best.Low80[0] <= made.Best.Point[0] && made.Best.Point[0] <= made.Best.High80[0] && made.Best.High80[0] <= made.Best.High95[0]);
    }

    [Fact]
    public void Where_no_model_is_better_a_baseline_is_shown()
    {
        // A walk without season: tomorrow is today.
        var random = new Palermo.Analysis.Changes.SeededRandom(5);
        double level = 500;
        double[] counts = [.. Enumerable.Range(0, 100).Select(_ => Math.Round(level *= Math.Exp(0.25 * random.Normal())))];
        var made = RouteForecasts.Make(Series(counts), 2)!;
        Assert.Equal(made.Beaten, made.Best.Model is "log-linear" or "ingarch");
        var shown = made.Scores.Single(s => s.Model == made.Best.Model);
        Assert.All(made.Scores.Where(s => s.Model is "last-value" or "seasonal-naive" or "mean-of-four"), s => Assert.True(shown.Pinball <= s.Pinball));
    }

    [Fact]
    public void A_short_series_is_not_forecast() => Assert.Null(RouteForecasts.Make(Series([.. Enumerable.Repeat(10.0, 47)]), 2));

    [Fact]
    public void Real_routes_are_forecast_with_intervals_that_hold()
    {
        var made = RouteShiftsTests.RealDetections().Select(s => RouteForecasts.Make(s, 1)).OfType<RouteForecast>().ToArray();
        Assert.True(made.Length >= 6);
        // Each interval of a chosen way holds about as often as it says, over all routes together.
        var shown = made.Select(m => m.Scores.Single(s => s.Model == m.Best.Model)).ToArray();
        Assert.InRange(shown.Average(s => s.Coverage80), 0.65, 0.95);
        Assert.InRange(shown.Average(s => s.Coverage95), 0.82, 1);
    }
}
