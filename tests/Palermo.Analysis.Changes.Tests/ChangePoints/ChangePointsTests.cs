using CsCheck;

namespace Palermo.Analysis.Changes.Tests;

public class ChangePointsTests
{
    /// <summary>The worked series of the domain page, section 5.1.</summary>
    internal static readonly double[] Worked = [12, 9, 11, 14, 10, 13, 8, 12, 11, 10, 31, 28, 35, 30, 27, 33, 29, 36, 30, 32, 15, 12, 17, 14, 13, 16];

    [Theory]
    [InlineData(2, 6.51619, -2101.749702)]
    [InlineData(3, 9.77429, -2095.233509)]
    public void The_worked_series_changes_after_the_tenth_and_the_twentieth_point(double times, double penalty, double objective)
    {
        var found = ChangePoints.Find(Worked, options: new(Penalty: times * Math.Log(26)));
        Assert.Equal(penalty, found.Penalty, 5);
        Assert.Equal([10, 20], found.Changes);
        Assert.Equal(objective, found.Objective, 6);
        Assert.Equal([11.0, 31.1, 14.5], found.Segments.Select(s => s.Mean));
        Assert.Equal(ChangeCost.Poisson, found.Dispersion!.Recommended);
    }

    [Fact]
    public void Without_words_the_penalty_is_twice_the_logarithm_of_the_number_of_points() =>
        Assert.Equal(-2101.749702, ChangePoints.Find(Worked).Objective, 6);

    [Fact]
    public void A_high_penalty_leaves_the_worked_series_whole() =>
        Assert.Equal(-2003.943068, ChangePoints.Find(Worked, options: new(Penalty: 1e6)).Objective, 6);

    private static Gen<double> Among(params double[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static readonly Gen<(ChangeCost Cost, double[] Values, double[]? Exposure, double Penalty, int Least, double Size)> Series =
        from cost in Gen.Enum<ChangeCost>()
        from n in Gen.Int[1, 12]
        from level in Among(0.3, 3.0, 40.0, 5000.0)
        from values in Gen.Double[0, 2].Select(Gen.Bool, (x, zero) => Math.Round(zero ? x * level : x * level / 4)).Array[n]
        from exposed in Gen.Bool
        from exposure in Gen.Double[0.2, 5].Array[n]
        from penalty in Among(0.001, 0.5, 3.0, 12.0)
        from least in Gen.Int[1, Math.Min(n, 4)]
        from size in Among(0.4, 5.0, 300.0)
        select (cost, values, exposed ? exposure : null, penalty, least, size);

    [Fact]
    public void No_split_of_a_short_series_costs_less() => Series.Sample(s =>
    {
        var found = ChangePoints.Find(s.Values, s.Exposure, new(s.Cost, s.Penalty, s.Least, s.Size));
        var slow = new SlowSplit(s.Cost, s.Values, s.Exposure, s.Size);
        var best = slow.EverySplit(s.Penalty, s.Least);
        // Squares of large figures lose digits in the slow form.
        var rounding = 1e-8 * Math.Max(1, Math.Abs(best)) + 1e-15 * s.Values.Select((y, i) => y * y / (s.Exposure?[i] ?? 1)).Sum();
        Assert.True(Math.Abs(found.Objective - best) <= rounding, $"{found.Objective} against {best}");
        Assert.Equal(best, slow.Dynamic(s.Penalty, s.Least, prune: false).Objective, 5);
        Assert.All(found.Segments, segment => Assert.True(segment.Length >= s.Least));
    }, iter: LongForm.Rounds(400, 20_000), seed: "0000KOIPe036");

    [Theory]
    [InlineData(ChangeCost.Poisson, 40, 2, 1)]
    [InlineData(ChangeCost.Poisson, 500, 2, 2)]
    [InlineData(ChangeCost.Poisson, 5000, 1, 3)]
    [InlineData(ChangeCost.NegativeBinomial, 60, 3, 4)]
    [InlineData(ChangeCost.NegativeBinomial, 700, 2, 5)]
    [InlineData(ChangeCost.Gaussian, 40, 2, 6)]
    [InlineData(ChangeCost.Gaussian, 500, 4, 7)]
    public void A_long_series_costs_what_an_independent_implementation_finds(ChangeCost cost, int length, int least, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var n = LongForm.Rounds(3000, 20_000);
        var values = new double[n];
        var exposure = new double[n];
        double rate = 20;
        for (var i = 0; i < n; i++)
        {
            if (i % length == 0) rate = 2 + 40 * random.Uniform();
            exposure[i] = 0.5 + random.Uniform();
            values[i] = cost switch
            {
                ChangeCost.Poisson => random.Poisson(rate * exposure[i]),
                ChangeCost.NegativeBinomial => random.NegativeBinomial(rate * exposure[i], 8 * exposure[i]),
                _ => rate * exposure[i] + 3 * random.Normal(),
            };
        }
        var penalty = 2 * Math.Log(n) * (cost == ChangeCost.Gaussian ? 9 : 1);
        var found = ChangePoints.Find(values, exposure, new(cost, penalty, least, 8));
        var (objective, changes) = new SlowSplit(cost, values, exposure, 8).Dynamic(penalty, least, prune: true);
        Assert.Equal(changes, found.Changes);
        Assert.True(Math.Abs(objective - found.Objective) < 1e-7 * Math.Abs(objective) + 1e-5, $"{found.Objective} against {objective}");
    }

    [Fact]
    public void Pruning_by_inequality_changes_nothing() => Series.Sample(s =>
    {
        var slow = new SlowSplit(s.Cost, s.Values, s.Exposure, s.Size);
        Assert.Equal(slow.Dynamic(s.Penalty, s.Least, prune: false).Objective, slow.Dynamic(s.Penalty, s.Least, prune: true).Objective, 6);
    }, iter: 200, seed: "0000KOIPe036");

    [Fact]
    public void More_patrols_with_more_counts_are_no_change()
    {
        double[] exposure = [.. Enumerable.Range(0, 60).Select(i => i < 30 ? 10.0 : 30)], counts = [.. exposure.Select((e, i) => Math.Round(e * (1 + i % 3 * 0.1)))];
        Assert.Empty(ChangePoints.Find(counts, exposure).Changes);
        Assert.Equal([30], ChangePoints.Find(counts).Changes);
    }

    [Fact]
    public void Overdispersed_counts_are_told_and_suit_the_negative_binomial()
    {
        var random = new SeededRandom(11);
        var counts = new double[400];
        for (var i = 0; i < counts.Length; i++) counts[i] = random.NegativeBinomial(i < 200 ? 60 : 180, 6);
        var poisson = ChangePoints.Find(counts);
        Assert.Equal(ChangeCost.NegativeBinomial, poisson.Dispersion!.Recommended);
        Assert.True(poisson.Changes.Count > 20, "a Poisson cost raises false alarms on such counts");
        var found = ChangePoints.Find(counts, options: new(ChangeCost.NegativeBinomial, 3 * Math.Log(counts.Length)));
        Assert.Single(found.Changes);
        Assert.InRange(found.Changes[0], 194, 206);
        Assert.InRange(found.Size!.Value, 4, 9);
    }

    /// <summary>Variance over mean is 1 + mean/size; a change of level within does not show.</summary>
    [Theory]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(20, 2)]
    [InlineData(5, 5)]
    public void Dispersion_is_variance_over_mean_and_does_not_see_changes(double size, double expected)
    {
        double sum = 0;
        for (var round = 0; round < 200; round++)
        {
            var random = new SeededRandom((ulong)round, 77);
            double[] exposure = [.. Enumerable.Range(0, 60).Select(_ => 0.5 + random.Uniform())];
            sum += Dispersion.Of([.. exposure.Select((e, i) => random.NegativeBinomial((i < 30 ? 20 : 21) * e, size * e))], exposure).Ratio / 200;
        }
        Assert.InRange(sum / expected, 0.9, 1.1);
        Assert.InRange(Dispersion.Of(Worked, []).Ratio, 0.4, 1.2);
    }

    [Fact]
    public void A_large_size_is_Poisson()
    {
        var found = ChangePoints.Find(Worked, options: new(ChangeCost.NegativeBinomial, Size: 1e7));
        Assert.Equal([10, 20], found.Changes);
        // The negative binomial's terms tend to 2(S - S ln mean) + 2 S ln size: the size stays in both.
        Assert.Equal(-2101.749702 + 2 * Worked.Sum() * Math.Log(1e7), found.Objective, 2);
    }

    [Theory]
    [InlineData(new double[] { 3, 3, 3, 3 })]
    [InlineData(new double[] { 0, 0, 0, 0, 0 })]
    [InlineData(new double[] { 7 })]
    public void A_series_of_one_level_is_one_segment(double[] counts)
    {
        var found = ChangePoints.Find(counts, options: new(MinSegment: 1));
        Assert.Empty(found.Changes);
        Assert.Equal(counts.Average(), found.Segments.Single().Mean, 12);
    }

    [Fact]
    public void Zeros_then_counts_are_a_change()
    {
        double[] counts = [.. new double[30], .. Enumerable.Repeat(4.0, 30)];
        Assert.Equal([30], ChangePoints.Find(counts).Changes);
        Assert.Equal([30], ChangePoints.Find([.. counts.Reverse()]).Changes);
    }

    [Fact]
    public void Wrong_input_is_refused_with_the_figure()
    {
        Assert.Contains("Point 2 is -1", Assert.Throws<ArgumentException>(() => ChangePoints.Find([1, -1, 2])).Message);
        Assert.Contains("Point 3 has exposure 0", Assert.Throws<ArgumentException>(() => ChangePoints.Find([1, 1, 2], [1, 1, 0])).Message);
        Assert.Contains("2 exposures for 3", Assert.Throws<ArgumentException>(() => ChangePoints.Find([1, 1, 2], [1, 1])).Message);
        Assert.Contains("fewer than one segment", Assert.Throws<ArgumentException>(() => ChangePoints.Find([1], options: new(MinSegment: 2))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePoints.Find([1, 2], options: new(Penalty: -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePoints.Find([1, 2], options: new(ChangeCost.NegativeBinomial, Size: 0)));
    }

    /// <summary>Killick, Fearnhead and Eckley: changes are found and few are invented. Rates stated in the guide.</summary>
    [Fact]
    public void Planted_shifts_are_found_and_quiet_series_raise_few_alarms()
    {
        int rounds = LongForm.Rounds(200, 4000), found = 0, falseAlarms = 0;
        for (var round = 0; round < rounds; round++)
        {
            var random = new SeededRandom((ulong)round + 1000);
            double[] quiet = new double[120], shifted = new double[120];
            for (var i = 0; i < 120; i++)
            {
                quiet[i] = random.NegativeBinomial(40, 10);
                shifted[i] = random.NegativeBinomial(i < 60 ? 40 : 80, 10);
            }
            var options = new ChangeOptions(ChangeCost.NegativeBinomial, 3 * Math.Log(120));
            if (ChangePoints.Find(quiet, options: options).Changes.Count > 0) falseAlarms++;
            if (ChangePoints.Find(shifted, options: options).Changes.Any(c => Math.Abs(c - 60) <= 5)) found++;
        }
        Assert.True(found >= 0.93 * rounds, $"{found} of {rounds} doublings were found within five points");
        Assert.True(falseAlarms <= 0.05 * rounds, $"{falseAlarms} of {rounds} quiet series raised an alarm");
    }
}
