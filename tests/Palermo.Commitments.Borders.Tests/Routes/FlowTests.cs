using CsCheck;

namespace Palermo.Commitments.Borders.Tests;

public class FlowTests
{
    [Fact]
    public void Least_squares_without_a_bound_in_play_is_plain_least_squares()
    {
        // 2, 3, 4 on 1, 2, 3: intercept 1, slope 1. For 1, 2, 4 the intercept would be -2/3: held at zero, the slope through the origin is 17/14.
        var x = NonNegativeLeastSquares.Solve([1, 1, 1, 2, 1, 3], [2, 3, 4], 2);
        Assert.Equal(1, x[0], 1e-9);
        Assert.Equal(1, x[1], 1e-9);
        var bounded = NonNegativeLeastSquares.Solve([1, 1, 1, 2, 1, 3], [1, 2, 4], 2);
        Assert.Equal(0, bounded[0], 1e-12);
        Assert.Equal(17 / 14.0, bounded[1], 1e-9);
    }

    /// <summary>The conditions of Kuhn and Tucker say whether it is the least: gradient zero where x is above zero, and downhill nowhere else.</summary>
    [Fact]
    public void The_answer_meets_the_conditions_of_a_least_value() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 6]).SelectMany(n => Gen.Double[-3, 3].Array[n.Item1 * (n.Item1 + n.Item2) + n.Item1 + n.Item2].Select(v => (n.Item1, Rows: n.Item1 + n.Item2, Values: v))).Sample((columns, rows, values) =>
        {
            var (a, b) = (values[..(rows * columns)], values[(rows * columns)..]);
            var x = NonNegativeLeastSquares.Solve(a, b, columns);
            Assert.All(x, v => Assert.True(v >= 0));
            for (var j = 0; j < columns; j++)
            {
                double gradient = 0;
                for (var i = 0; i < rows; i++)
                {
                    var rest = -b[i];
                    for (var k = 0; k < columns; k++) rest += a[i * columns + k] * x[k];
                    gradient += a[i * columns + j] * rest;
                }
                Assert.True(gradient > -1e-6, $"downhill by {gradient}");
                if (x[j] > 1e-9) Assert.Equal(0, gradient, 1e-5);
            }
        }, iter: LongForm.Rounds(500, 20_000), seed: "0N0XIzNsQ0O2");

    [Fact]
    public void What_comes_into_a_transit_hub_goes_out_of_it_so_that_an_uncounted_leg_is_known()
    {
        // 0 -> 1 counted 100 a day, 1 -> 2 counted 60 a day, 1 -> 3 not counted: 40.
        FlowLeg[] legs = [new(0, 1), new(1, 2), new(1, 3)];
        var flows = FlowEstimator.Estimate(legs, [false, true, false, false], [new(0, 1_000, 10), new(1, 600, 10)], seed: 3);
        Assert.Equal(100, flows[0].Value, 0.01);
        Assert.Equal(60, flows[1].Value, 0.01);
        Assert.Equal(40, flows[2].Value, 0.01);
        Assert.All(flows, f => Assert.True(f.Determined && f.Low <= f.Value && f.Value <= f.High));
    }

    [Fact]
    public void A_leg_that_nothing_pins_down_is_not_estimated_and_is_said_not_to_be()
    {
        FlowLeg[] legs = [new(0, 1), new(1, 2), new(1, 3), new(4, 5)];
        var flows = FlowEstimator.Estimate(legs, [false, true, false, false, false, false], [new(0, 100, 1)], seed: 3);
        Assert.Equal([true, false, false, false], flows.Select(f => f.Determined));
    }

    [Fact]
    public void Counts_that_disagree_are_weighed_by_the_days_behind_them()
    {
        // In 100 a day over 90 days, out 70 a day over 10: conservation makes one figure of both, (90*100 + 10*70) / 100.
        var flows = FlowEstimator.Estimate([new(0, 1), new(1, 2)], [false, true, false], [new(0, 9_000, 90), new(1, 700, 10)], seed: 3);
        Assert.Equal(97, flows[0].Value, 0.01);
        Assert.Equal(97, flows[1].Value, 0.01);
    }

    /// <summary>Known truth: flows planted on a small graph, counted for some days with Poisson error.</summary>
    [Fact]
    public void The_interval_holds_a_planted_flow_in_about_nineteen_of_twenty_worlds()
    {
        FlowLeg[] legs = [new(0, 2), new(1, 2), new(2, 3), new(2, 4)];
        double[] truth = [30, 20, 35, 15];
        var worlds = LongForm.Rounds(60, 600);
        var held = 0;
        for (var w = 0; w < worlds; w++)
        {
            var random = new Random(w);
            int Poisson(double mean)
            {
                var (n, p, limit) = (0, random.NextDouble(), Math.Exp(-mean));
                while (p > limit) { n++; p *= random.NextDouble(); }
                return n;
            }
            // The last leg is never counted.
            FlowObservation[] counts = [.. Enumerable.Range(0, 3).SelectMany(l => Enumerable.Range(0, 8).Select(_ => new FlowObservation(l, Poisson(truth[l]), 1)))];
            var flows = FlowEstimator.Estimate(legs, [false, false, true, false, false], counts, w, resamplings: 200);
            held += Enumerable.Range(0, 4).Count(l => flows[l].Low <= truth[l] && truth[l] <= flows[l].High);
        }
        Assert.InRange(held / (4.0 * worlds), .9, 1);
    }

    [Fact]
    public void Impossible_observations_are_refused() =>
        Assert.Throws<ArgumentException>(() => FlowEstimator.Estimate([new(0, 1)], [false, false], [new(0, -1, 1)], 1));
}
