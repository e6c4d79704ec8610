using CsCheck;
using Palermo.Analysis.Drift.Search;

namespace Palermo.Analysis.Drift.Tests;

public class SearchTheoryTests
{
    // Table of the rules of the field, part 3.
    [Theory]
    [InlineData(.25, .2212, .2460)]
    [InlineData(.5, .3935, .4691)]
    [InlineData(.75, .5276, .6528)]
    [InlineData(1, .6321, .7899)]
    [InlineData(1.5, .7769, .9399)]
    [InlineData(2, .8647, .9878)]
    public void Detection_follows_from_coverage_as_published(double coverage, double exponential, double inverseCube)
    {
        Assert.Equal(exponential, Detection.Pod(coverage), 5e-5);
        Assert.Equal(inverseCube, Detection.Pod(coverage, DetectionModel.InverseCube), 5e-5);
        Assert.Equal(Math.Min(1, coverage), Detection.Pod(coverage, DetectionModel.DefiniteRange));
    }

    // Abramowitz and Stegun, table 7.1.
    [Theory]
    [InlineData(.5, .5204998778)]
    [InlineData(1, .8427007929)]
    [InlineData(2, .9953222650)]
    [InlineData(2.6, .9997639656)]
    [InlineData(-1, -.8427007929)]
    public void The_error_function_is_that_of_the_tables(double x, double erf) => Assert.Equal(erf, Detection.Erf(x), 1e-9);

    [Fact]
    public void The_worked_example_of_corrections_and_effort_comes_out()
    {
        var w = new SweepWidthResult(3.6, .8, 1.1, .9, []).Nm;
        Assert.Equal(2.8512, w, 1e-9);
        var z = Detection.Effort(w, 150, 2);
        Assert.Equal(855.36, z, 1e-9);
        var c = Detection.Coverage(z, 900);
        Assert.Equal(.9504, c, 1e-9);
        Assert.Equal(.6134, Detection.Pod(c), 5e-5);
        Assert.Equal(.7664, Detection.Pod(c, DetectionModel.InverseCube), 5e-5);
    }

    // The example of the rules: 3.2.
    private static readonly double[] P = [.30, .25, .20, .15, .10];
    private static readonly double[] A = [100, 150, 80, 200, 300];
    private static readonly double[] W = [2, 2, 2, 2, 2];

    [Fact]
    public void The_optimal_effort_of_the_example_is_the_analytic_one()
    {
        var plan = EffortAllocation.Optimal(P, A, W, 150);
        Assert.Equal(.00177056, plan.Lambda[0], 1e-8);
        double[] z = [61.023, 47.451, 41.526, 0, 0], c = [1.2205, .6327, 1.0381, 0, 0], pod = [.7049, .4688, .6459, 0, 0];
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(z[i], plan.TrackMiles[0][i], 5e-4);
            Assert.Equal(c[i], plan.Coverage[i], 1e-4);
            Assert.Equal(pod[i], plan.Pod[i], 1e-4);
        }

        Assert.Equal(.45786, plan.Pos, 5e-6);
        Assert.Equal(.30333, EffortAllocation.Uniform(P, A, W, 150).Pos, 5e-6);
        double[] posterior = [.16329, .24494, .13063, .27668, .18445];
        var (after, pos) = EmptySearch.Update(P, plan.Pod);
        Assert.Equal(plan.Pos, pos, 1e-12);
        for (var i = 0; i < 5; i++) Assert.Equal(posterior[i], after[i], 1e-5);
    }

    private static readonly Gen<(double[] P, double[] A, double[] W, double L)> Case =
        Gen.Select(Gen.Int[1, 30], Gen.Int[0, int.MaxValue]).Select(
            (n, seed) =>
            {
                var random = new Random(seed);
                double[] Draw(Func<double> one) => [.. Enumerable.Range(0, n).Select(_ => one())];
                var p = Draw(() => random.Next(5) == 0 ? 0 : random.NextDouble());
                if (p.Sum() == 0) p[0] = 1;
                var sum = p.Sum();
                return (Draw(() => 0).Select((_, i) => p[i] / sum).ToArray(), Draw(() => 1 + 300 * random.NextDouble()), Draw(() => .1 + 4 * random.NextDouble()), 500 * random.NextDouble());
            });

    [Fact]
    public void The_optimum_is_better_than_uniform_on_a_thousand_cases_and_never_worse()
    {
        var (better, cases) = (0, 0);
        Case.Sample(c =>
        {
            var optimal = EffortAllocation.Optimal(c.P, c.A, c.W, c.L);
            var uniform = EffortAllocation.Uniform(c.P, c.A, c.W, c.L);
            Interlocked.Increment(ref cases);
            if (optimal.Pos > uniform.Pos + 1e-12) Interlocked.Increment(ref better);
            return optimal.Pos >= uniform.Pos - 1e-12 && Math.Abs(optimal.TrackMiles[0].Sum() - c.L) < 1e-6 * (1 + c.L) && optimal.TrackMiles[0].All(z => z >= 0);
        }, iter: 1000, seed: "0N0XIzNsQ0O2");
        Assert.True(cases >= 1000);
        // Equal only where there is one cell, or no effort.
        Assert.True(better > .93 * cases, $"{better} of {cases}");
    }

    [Fact]
    public void At_the_optimum_every_searched_cell_gains_the_same_from_the_next_mile_and_no_other_gains_more() =>
        Case.Sample(c =>
        {
            var plan = EffortAllocation.Optimal(c.P, c.A, c.W, c.L);
            for (var i = 0; i < c.P.Length; i++)
            {
                var gain = c.P[i] * c.W[i] / c.A[i] * Math.Exp(-plan.Coverage[i]);
                if (plan.TrackMiles[0][i] > 1e-9 ? Math.Abs(gain / plan.Lambda[0] - 1) > 1e-9 : gain > plan.Lambda[0] * (1 + 1e-9)) return false;
            }

            return true;
        }, iter: LongForm.Rounds(300, 10_000), seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Bisection_on_the_multiplier_finds_the_same() =>
        Case.Sample(c =>
        {
            var plan = EffortAllocation.Optimal(c.P, c.A, c.W, c.L);
            double low = -5000, high = 10;
            for (var k = 0; k < 200; k++)
            {
                var middle = (low + high) / 2;
                var used = 0.0;
                for (var i = 0; i < c.P.Length; i++)
                    if (c.P[i] > 0) used += c.A[i] / c.W[i] * Math.Max(0, Math.Log(c.P[i] * c.W[i] / c.A[i]) - middle);
                if (used > c.L) low = middle; else high = middle;
            }

            // Below 1e-300 the multiplier is nothing but zero.
            return c.L < 1e-6 || low < -690 || Math.Abs(Math.Exp(low) / plan.Lambda[0] - 1) < 1e-6;
        }, iter: LongForm.Rounds(300, 5000), seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Searchers_of_one_width_do_together_what_one_with_all_their_miles_does() =>
        Case.Sample(c =>
        {
            var width = Enumerable.Repeat(2.0, c.P.Length).ToArray();
            var one = EffortAllocation.Optimal(c.P, c.A, width, c.L);
            var three = EffortAllocation.Optimal(c.P, c.A, [(width, c.L * .5), (width, c.L * .3), (width, c.L * .2)]);
            return Math.Abs(one.Pos - three.Pos) < 1e-6;
        }, iter: LongForm.Rounds(100, 2000), seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Several_searchers_are_at_their_common_optimum() =>
        Case.Sample(c =>
        {
            var random = new Random(c.P.Length);
            var other = c.W.Select(w => w * (.2 + random.NextDouble())).ToArray();
            var plan = EffortAllocation.Optimal(c.P, c.A, [(c.W, c.L), (other, c.L / 2)]);
            // No small shift of miles of either searcher from one cell to another may gain.
            foreach (var (sweep, z) in new[] { (c.W, plan.TrackMiles[0]), (other, plan.TrackMiles[1]) })
            {
                double highest = 0, lowest = double.MaxValue;
                for (var i = 0; i < c.P.Length; i++)
                {
                    var gain = c.P[i] * sweep[i] / c.A[i] * Math.Exp(-plan.Coverage[i]);
                    highest = Math.Max(highest, gain);
                    if (z[i] > 1e-6 * c.L) lowest = Math.Min(lowest, gain);
                }

                if (c.L > 1 && highest > lowest * 1.02 + 1e-7) return false;
            }

            return true;
        }, iter: LongForm.Rounds(100, 2000), seed: "0N0XIzNsQ0O2");

    [Fact]
    public void The_update_after_an_empty_search_conserves_probability() =>
        Case.Sample(c =>
        {
            var pod = c.W.Select(w => Math.Min(.999, w / 4.2)).ToArray();
            var (posterior, pos) = EmptySearch.Update(c.P, pod);
            return Math.Abs(posterior.Sum() - c.P.Sum()) < 1e-12 && posterior.All(p => p >= 0)
                && Math.Abs(pos - c.P.Zip(pod, (p, d) => p * d).Sum()) < 1e-12;
        }, iter: 1000, seed: "0N0XIzNsQ0O2");

    // Simulation: truth is one member; searches detect it with the stated chance; among the trials that found nothing it lies as often in each part as Bayes says.
    [Fact]
    public void The_update_is_true_for_a_target_that_moves()
    {
        var start = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
        var run = DriftRun.Run(DriftRunTests.Setup(LeewayTable.Standard["PIW-1"], new ConstantFlow(6, 0), new ConstantFlow(.2, 0), 6, 4000) with { KeepTracks = true });
        var at = run.Notes[3].Time;
        var middle = run.Notes[3].Cloud!.Longitude;
        // The western half is searched after 3 hours, with 0.7.
        double Pod(double lon, double lat) => lon < middle ? .7 : 0;
        var (posterior, pos) = EmptySearch.Update(run, run.Weight, at, Pod);
        Assert.Equal(1, posterior.Sum(), 1e-9);
        var random = new Random(3);
        var missed = new double[run.Count];
        int trials = 400_000, found = 0;
        for (var k = 0; k < trials; k++)
        {
            var truth = random.Next(run.Count);
            var (lon, lat) = EmptySearch.Place(run, truth, at);
            if (random.NextDouble() < Pod(lon, lat)) found++;
            else missed[truth]++;
        }

        Assert.Equal(pos, found / (double)trials, .003);
        var farWest = run.Longitude.OrderBy(l => l).ElementAt(run.Count / 4);
        var simulated = missed.Where((_, i) => run.Longitude[i] < farWest).Sum() / missed.Sum();
        var computed = posterior.Where((_, i) => run.Longitude[i] < farWest).Sum();
        Assert.Equal(computed, simulated, .003);
        Assert.True(start < at);
    }

    [Fact]
    public void A_search_that_was_certain_and_found_nothing_is_a_contradiction() =>
        Assert.Contains("certain", Assert.Throws<InvalidOperationException>(() => EmptySearch.Update([.5, .5], [1, 1])).Message);

    [Fact]
    public void Independent_searches_add_up() => Assert.Equal(.88, Detection.Cumulative(.4, .8), 1e-12);

    [Fact]
    public void Wrong_cells_are_refused_by_number()
    {
        Assert.Contains("cell 2", Assert.Throws<ArgumentOutOfRangeException>(() => EffortAllocation.Optimal([.5, -.1], [1, 1], [1, 1], 1)).Message);
        Assert.Contains("cell 1", Assert.Throws<ArgumentOutOfRangeException>(() => EffortAllocation.Optimal([.5], [0], [1], 1)).Message);
        Assert.Throws<ArgumentException>(() => EffortAllocation.Optimal([.5], [1, 2], [1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Detection.Pod(-1));
    }
}
