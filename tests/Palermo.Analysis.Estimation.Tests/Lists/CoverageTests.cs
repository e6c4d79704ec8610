using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation.Tests;

/// <summary>Known truth: populations are made with chosen chances, and the intervals must hold the true size as often as they say.</summary>
public class CoverageTests
{
    private static readonly string[] Names = ["A", "B", "C", "D"];

    /// <summary>Draws the lists of a population: chances by log-odds for each list, and extra log-odds for pairs on which both are.</summary>
    private static CaptureTable Draw(int population, double[] lists, (int Pair, double Extra)[] pairs, ref SeededRandom random)
    {
        var weights = new double[1 << lists.Length];
        for (var c = 0; c < weights.Length; c++)
        {
            double log = 0;
            for (var i = 0; i < lists.Length; i++) if ((c >> i & 1) == 1) log += lists[i];
            foreach (var (pair, extra) in pairs) if ((c & pair) == pair) log += extra;
            weights[c] = Math.Exp(log);
        }
        var counts = new double[weights.Length];
        Binomial.Multinomial(population, weights, counts, ref random);
        counts[0] = 0;
        return new CaptureTable(Names[..lists.Length], [.. counts.Select(n => (long)n)]);
    }

    /// <summary>Share of intervals that hold the truth; one that could not be made does not.</summary>
    private static double Coverage(int rounds, double truth, Func<int, Interval?> interval)
    {
        var held = 0;
        Parallel.For(0, rounds, r => { if (interval(r) is { } i && i.Contains(truth)) Interlocked.Increment(ref held); });
        return held / (double)rounds;
    }

    /// <summary>Nominal 95 %, give or take four standard errors of the simulation and a point for the approximation.</summary>
    private static void IsNominal(double coverage, int rounds)
    {
        var slack = 4 * Math.Sqrt(0.95 * 0.05 / rounds) + 0.01;
        Assert.InRange(coverage, 0.95 - slack, Math.Min(1, 0.95 + slack));
    }

    [Fact]
    public void Wald_and_profile_intervals_of_the_true_model_cover_as_often_as_they_say()
    {
        var rounds = LongForm.Rounds(800, 10_000);
        (int, double)[] pairs = [(0b0011, 0.9)];
        double[] lists = [-1.6, -1.2, -1.9, -1.4];
        CaptureTable Table(int r)
        {
            var random = new SeededRandom(21, r);
            return Draw(3000, lists, pairs, ref random);
        }
        IsNominal(Coverage(rounds, 3000, r => LogLinear.Fit(Table(r), [0b0011]).Interval), rounds);
        IsNominal(Coverage(rounds, 3000, r => ProfileInterval.Of(Table(r), [0b0011])?.Interval), rounds);
    }

    [Fact]
    public void Leaving_a_true_dependence_out_is_punished()
    {
        // The same population, and the model that believes in independence: its interval misses nearly always.
        var coverage = Coverage(200, 3000, r =>
        {
            var random = new SeededRandom(22, r);
            return LogLinear.Independence(Draw(3000, [-1.6, -1.2, -1.9, -1.4], [(0b0011, 0.9)], ref random)).Interval;
        });
        Assert.True(coverage < 0.5, $"{coverage}");
    }

    [Fact]
    public void The_bootstrap_with_selection_covers_when_the_dependence_has_to_be_found()
    {
        var rounds = LongForm.Rounds(150, 1000);
        IsNominal(Coverage(rounds, 4000, r =>
        {
            var random = new SeededRandom(23, r);
            var table = Draw(4000, [-1.4, -1.1, -1.6, -1.3], [(0b0011, 1.0)], ref random);
            return Bootstrap.OfStepwise(table, LongForm.Rounds(300, 1000), seed: r)?.Interval;
        }), rounds);
    }

    [Fact]
    public void Two_lists_by_Chapman_cover_as_often_as_they_say()
    {
        var rounds = LongForm.Rounds(2000, 20_000);
        IsNominal(Coverage(rounds, 800, r =>
        {
            var random = new SeededRandom(24, r);
            var table = Draw(800, [-1.2, -1.0], [], ref random);
            return TwoLists.Chapman(table.OnAll(1), table.OnAll(2), table.OnAll(3)).Interval;
        }), rounds);
    }

    [Fact]
    public void The_floor_for_unequal_lists_stays_below_the_truth_when_people_differ_and_the_classic_bound_may_not()
    {
        double floor = 0, classic = 0, alike = 0;
        const int rounds = 200;
        for (var r = 0; r < rounds; r++)
        {
            // Half the people are seldom listed.
            var random = new SeededRandom(25, r);
            var often = Draw(2000, [-1, -1.5, -0.5, -1], [], ref random);
            var seldom = Draw(2000, [-2.5, -3, -2, -2.5], [], ref random);
            var mixed = new CaptureTable(Names, [.. often.Counts.ToArray().Zip(seldom.Counts.ToArray(), (a, b) => (long)(a + b))]);
            floor += ChaoBound.OfUnequalLists(mixed)!.Population / rounds;
            // Everybody alike and lists independent: the classic bound overshoots, the other does not.
            var equal = Draw(4000, [-1, -1.5, -0.5, -1], [], ref random);
            classic += ChaoBound.Of(equal).Population / rounds;
            alike += ChaoBound.OfUnequalLists(equal)!.Population / rounds;
        }
        Assert.InRange(floor, 2500, 4000);
        Assert.Equal(4000, alike, 40.0);
        Assert.True(classic > 4100, $"{classic}");
    }

    [Fact]
    public void Averaging_over_graphs_covers_when_lists_are_independent()
    {
        var rounds = LongForm.Rounds(150, 1000);
        IsNominal(Coverage(rounds, 1200, r =>
        {
            var random = new SeededRandom(26, r);
            return GraphAveraging.Run(Draw(1200, [-0.8, -0.6, -1.0], [], ref random), new GraphAveragingOptions(MostUnseen: 4000)).Interval;
        }), rounds);
    }
}
