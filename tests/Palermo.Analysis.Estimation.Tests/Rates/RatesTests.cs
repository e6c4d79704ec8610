using CsCheck;
using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation.Tests;

public class RatesTests
{
    [Theory]   // domain page, section 2
    [InlineData(0, 0, 3.6889)]
    [InlineData(5, 1.6235, 11.6683)]
    [InlineData(12, 6.2006, 20.9616)]
    public void Exact_Poisson_intervals_equal_the_published_ones(long events, double low, double high)
    {
        var interval = Rates.Count(events);
        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]   // domain page, section 2
    public void Twelve_deaths_among_3400_attempts_are_3_529_per_thousand()
    {
        var rate = Rates.Rate(12, 3400);
        Assert.Equal(3.529, rate.Value, 0.0005);
        Assert.Equal(1.824, rate.Interval.Low, 0.0005);
        Assert.Equal(6.165, rate.Interval.High, 0.0005);
    }

    [Fact]   // R documentation of poisson.test: breast cancer counts 11 of 800 against 21 of 3011
    public void Rate_ratio_equals_the_worked_example_of_R()
    {
        var ratio = Rates.Ratio(11, 800, 6 + 8 + 7, 1083 + 1050 + 878);
        Assert.Equal(1.971488, ratio.Value, 0.0000005);
        Assert.Equal(0.8584264, ratio.Interval.Low, 0.0000005);
        Assert.Equal(4.277266, ratio.Interval.High, 0.0000005);
        Assert.Equal(0.07967, ratio.PValue, 0.000005);
    }

    [Fact]   // R documentation of binom.test: Conover (1971), 682 of 925 Mendelian peas against 3/4
    public void Proportion_of_peas_equals_the_worked_example_of_R()
    {
        var interval = Rates.ClopperPearson(682, 925);
        Assert.Equal(0.7076683, interval.Low, 0.00000005);
        Assert.Equal(0.7654066, interval.High, 0.00000005);
        Assert.Equal(0.3825, Rates.BinomialTest(682, 925, 0.75), 0.00005);
    }

    [Fact]   // Newcombe (1998), Statistics in Medicine 17, table I: methods 3 (Wilson) and 5 (Clopper-Pearson)
    public void Proportions_equal_Newcombes_table()
    {
        foreach (var (x, n, wilsonLow, wilsonHigh, exactLow, exactHigh) in new (long, long, double, double, double, double)[]
        {
            (81, 263, .2553, .3662, .2527, .3676), (15, 148, .0624, .1605, .0578, .1617),
            (0, 20, 0, .1611, 0, .1684), (1, 29, .0061, .1718, .0009, .1776),
        })
        {
            var wilson = Rates.Wilson(x, n);
            var exact = Rates.ClopperPearson(x, n);
            Assert.Equal(wilsonLow, wilson.Low, 0.00005);
            Assert.Equal(wilsonHigh, wilson.High, 0.00005);
            Assert.Equal(exactLow, exact.Low, 0.00005);
            Assert.Equal(exactHigh, exact.High, 0.00005);
        }
    }

    [Fact]
    public void An_exact_interval_leaves_exactly_half_of_the_error_in_each_tail() =>
        Gen.Select(Gen.Long[0, 2_000_000], Gen.Double[0.5, 0.999]).Sample((x, level) =>
        {
            var interval = Rates.Count(x, level);
            if (x > 0) Assert.Equal((1 - level) / 2, Quantiles.PoissonTail(x, interval.Low), 1e-9);
            Assert.Equal((1 - level) / 2, Quantiles.PoissonCdf(x, interval.High), 1e-9);
        }, iter: 300);

    [Fact]
    public void Exact_intervals_of_proportions_cover_at_least_their_level_whatever_the_truth()
    {
        const int n = 23;
        var intervals = Enumerable.Range(0, n + 1).Select(x => Rates.ClopperPearson(x, n)).ToArray();
        for (var p = 0.001; p < 1; p += 0.0037)
        {
            double covered = 0;
            for (var x = 0; x <= n; x++)
                if (intervals[x].Contains(p)) covered += Quantiles.BinomialProbability(x, n, p);
            Assert.True(covered >= 0.95 - 1e-9, $"at {p} only {covered} is covered");
        }
    }

    [Fact]
    public void The_two_sided_test_equals_the_plain_sum_over_all_outcomes() =>
        Gen.Select(Gen.Int[1, 60], Gen.Double[0.02, 0.98]).SelectMany((n, p) => Gen.Select(Gen.Int[0, n], Gen.Const(n), Gen.Const(p)))
        .Sample((x, n, p) =>
        {
            var seen = Quantiles.BinomialProbability(x, n, p) * (1 + 1e-7);
            var sum = Enumerable.Range(0, n + 1).Select(k => Quantiles.BinomialProbability(k, n, p)).Where(q => q <= seen).Sum();
            Assert.Equal(Math.Min(1, sum), Rates.BinomialTest(x, n, p), 1e-9);
        }, iter: 500);

    [Fact]
    public void Rates_without_an_event_or_without_exposure_are_refused_in_words()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Rates.Count(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rates.Rate(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rates.Ratio(0, 10, 0, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rates.ClopperPearson(5, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rates.Count(3, 1));
        Assert.Equal(double.PositiveInfinity, Rates.Ratio(3, 10, 0, 10).Interval.High);
    }
}
