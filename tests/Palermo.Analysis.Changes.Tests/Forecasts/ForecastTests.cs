namespace Palermo.Analysis.Changes.Tests;

public class ForecastTests
{
    private static readonly ForecastOptions Monthly = new(12, 500);

    private static double[] Seasonal(ulong seed, int n = 96, double size = 12)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, n).Select(t => random.NegativeBinomial(60 * Math.Exp(0.7 * Math.Sin(2 * Math.PI * t / 12)), size))];
    }

    [Fact]
    public void Baselines_say_what_their_names_say()
    {
        double[] series = [.. Enumerable.Range(0, 40).Select(t => (double)(t % 12 + 1))];
        Assert.Equal([4.0, 4, 4], Baseline.LastValue.Make(series, 3, Monthly)!.Point);
        Assert.Equal([5.0, 6, 7], Baseline.SeasonalNaive.Make(series, 3, Monthly)!.Point);
        Assert.Equal([2.5, 2.5], Baseline.MeanOfFour.Make(series, 2, Monthly)!.Point);
        Assert.Null(Baseline.SeasonalNaive.Make(series.AsSpan(0, 8), 3, Monthly));
    }

    [Fact]
    public void A_seasonal_series_is_forecast_better_than_by_the_baselines()
    {
        var scores = RollingOrigin.Score(Seasonal(1), [.. Baseline.All, new LogLinearForecaster()], 4, 60, 3, Monthly);
        var model = scores.Single(s => s.Model == "log-linear");
        foreach (var baseline in scores.Where(s => s.Model != "log-linear"))
        {
            Assert.True(model.MeanAbsoluteScaled < baseline.MeanAbsoluteScaled, $"{model} against {baseline}");
            Assert.True(model.Pinball < baseline.Pinball);
        }
    }

    [Fact]
    public void Intervals_hold_the_truth_as_often_as_they_say()
    {
        double within80 = 0, within95 = 0, all = 0;
        for (var round = 0; round < LongForm.Rounds(8, 60); round++)
            foreach (var score in RollingOrigin.Score(Seasonal((ulong)round + 20), [new LogLinearForecaster()], 4, 60, 4, Monthly))
            {
                within80 += score.Coverage80 * score.Forecasts;
                within95 += score.Coverage95 * score.Forecasts;
                all += score.Forecasts;
            }
        Assert.InRange(within80 / all, 0.74, 0.9);
        Assert.InRange(within95 / all, 0.9, 0.99);
    }

    [Fact]
    public void Ingarch_follows_counts_that_remember_and_covers_them()
    {
        double within = 0, all = 0, mase = 0;
        for (var round = 0; round < LongForm.Rounds(4, 40); round++)
        {
            var random = new SeededRandom((ulong)round + 4);
            var series = new double[150];
            double mean = 50;
            for (var t = 0; t < series.Length; t++)
            {
                series[t] = random.NegativeBinomial(mean, 20);
                mean = 5 + 0.6 * series[t] + 0.3 * mean;
            }
            var score = RollingOrigin.Score(series, [new IngarchForecaster()], 4, 100, 8, new(0, 400)).Single();
            within += score.Coverage80 * score.Forecasts;
            all += score.Forecasts;
            mase += score.MeanAbsoluteScaled;
        }
        Assert.InRange(within / all, 0.68, 0.93);
        Assert.True(mase / LongForm.Rounds(4, 40) < 1.6);
    }

    [Fact]
    public void A_forecast_is_the_same_for_the_same_seed()
    {
        var series = Seasonal(3);
        Assert.Equal(new LogLinearForecaster().Make(series, 6, Monthly)!.High95, new LogLinearForecaster().Make(series, 6, Monthly)!.High95);
        Assert.NotEqual(new LogLinearForecaster().Make(series, 6, Monthly)!.Mean, new LogLinearForecaster().Make(series, 6, Monthly with { Seed = 2 })!.Mean);
    }

    [Fact]
    public void Pinball_loss_is_least_at_the_quantile_itself()
    {
        Assert.Equal(0.9 * 10, RollingOrigin.Pinball(20, 10, 0.9), 12);
        Assert.Equal(0.1 * 10, RollingOrigin.Pinball(10, 20, 0.9), 12);
    }

    [Fact]
    public void A_short_history_is_not_forecast()
    {
        Assert.Null(new LogLinearForecaster().Make([1, 2, 3], 2, Monthly));
        Assert.Null(new IngarchForecaster().Make([1, 2, 3], 2, Monthly));
    }
}
