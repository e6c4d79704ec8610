namespace Palermo.Analysis.Estimation.Tests;

public class BootstrapTests
{
    [Fact]
    public void Resampling_the_United_Kingdom_gives_an_interval_like_the_published_one()
    {
        var boot = Bootstrap.OfStepwise(Published.Uk6, 2000, seed: 7)!;
        Assert.Equal(11417.99, boot.Population, 0.01);
        // SparseMSE from 100 resamples: 9,619 to 14,946. A percentile of 100 resamples is known to some 5 %, one of 2,000 to 2 %.
        Assert.InRange(boot.Interval.Low, 9_100, 10_200);
        Assert.InRange(boot.Interval.High, 13_700, 16_200);
        Assert.Equal(0, boot.Unbounded);
        Assert.True(boot.PairShares["PF:NCA"] > 0.95);
    }

    [Fact]
    public void The_same_seed_gives_the_same_answer_and_another_seed_another()
    {
        var first = Bootstrap.OfStepwise(Published.Western, 100, seed: 3)!;
        Assert.Equal(first.Replicates, Bootstrap.OfStepwise(Published.Western, 100, seed: 3)!.Replicates);
        Assert.NotEqual(first.Replicates, Bootstrap.OfStepwise(Published.Western, 100, seed: 4)!.Replicates);
    }

    [Fact]   // Hyndman and Fan (1996): (n + 1/3) p + 1/3
    public void Quantiles_are_of_type_eight()
    {
        double[] sorted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        Assert.Equal(10.333333333 * 0.25 + 1.0 / 3, Bootstrap.Quantile(sorted, 0.25), 1e-8);
        Assert.Equal(5.5, Bootstrap.Quantile(sorted, 0.5), 1e-12);
        Assert.Equal(1, Bootstrap.Quantile(sorted, 0));
        Assert.Equal(10, Bootstrap.Quantile(sorted, 1));
        Assert.Equal(double.PositiveInfinity, Bootstrap.Quantile([1, 2, double.PositiveInfinity], 0.9));
    }

    [Fact]   // Efron (1987): without bias and acceleration BCa reads the nominal percentile
    public void Without_bias_and_acceleration_the_percentile_is_the_nominal_one()
    {
        Assert.Equal(0.025, Bootstrap.Adjusted(0.025, 0, 0), 1e-12);
        Assert.True(Bootstrap.Adjusted(0.025, 0.2, 0) > 0.025);
        // z0 .1, a .05 at 97.5 %: Phi(.1 + 2.05996 / (1 - .05 * 2.05996)) = Phi(2.39649)
        Assert.Equal(Numerics.Quantiles.NormalCdf(0.1 + 2.05996398454 / (1 - 0.05 * 2.05996398454)), Bootstrap.Adjusted(0.975, 0.1, 0.05), 1e-9);
    }

    [Fact]
    public void Nearly_disjoint_lists_leave_the_interval_open_above()
    {
        var boot = Bootstrap.OfStepwise(new CaptureTable(["A", "B"], [0, 300, 200, 1]), 500)!;
        Assert.True(boot.Unbounded > 100);
        Assert.Equal(double.PositiveInfinity, boot.Interval.High);
        Assert.Null(Bootstrap.OfStepwise(new CaptureTable(["A", "B"], [0, 300, 200, 0]), 500));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.OfStepwise(Published.Unit, 5));
    }
}
