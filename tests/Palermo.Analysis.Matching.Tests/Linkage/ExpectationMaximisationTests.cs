namespace Palermo.Analysis.Matching.Tests;

public class ExpectationMaximisationTests
{
    private static LevelPatterns Worked() => new(
        [.. new[] { "111", "110", "101", "011", "100", "010", "001", "000" }.SelectMany(g => g.Select(c => (byte)(c == '1' ? 0 : 1)))],
        [180, 60, 40, 50, 600, 900, 500, 17670], [2, 2, 2]);

    private static double[][] Rates(double agree) => [.. Enumerable.Range(0, 3).Select(_ => new[] { agree, 1 - agree })];

    private static EmResult Run(int iterations, double tolerance = 0) =>
        ExpectationMaximisation.Fit(Worked(), 0.05, Rates(.9), Rates(.1), fixU: false, tolerance: tolerance, maxIterations: iterations);

    [Fact]   // entity-matching.md 1.3
    public void The_worked_example_gives_its_values_after_one_and_two_iterations()
    {
        var one = Run(1);
        Assert.Equal(0.011827, one.Prior, 5e-7);
        Assert.Equal([0.892255, 0.913217, 0.876209], one.M.Select(m => Math.Round(m[0], 6)));
        Assert.Equal([0.033847, 0.049282, 0.028474], one.U.Select(u => Math.Round(u[0], 6)));
        var two = Run(2);
        Assert.Equal(0.012609, two.Prior, 5e-7);
        Assert.Equal([0.894608, 0.908283, 0.877428], two.M.Select(m => Math.Round(m[0], 6)));
        Assert.Equal([0.033137, 0.048661, 0.027787], two.U.Select(u => Math.Round(u[0], 6)));
        Assert.Equal(-10674.5067, two.LogLikelihoods[1], 5e-4);
    }

    [Fact]
    public void The_worked_example_converges_to_its_values_and_posteriors()
    {
        var fit = Run(1000, 1e-12);
        Assert.True(fit.Converged);
        Assert.InRange(fit.Iterations, 70, 85);
        Assert.Equal(0.0134358, fit.Prior, 5e-8);
        Assert.Equal([0.878349, 0.885175, 0.857486], fit.M.Select(m => Math.Round(m[0], 6)));
        Assert.Equal([0.032637, 0.048255, 0.027346], fit.U.Select(u => Math.Round(u[0], 6)));
        Assert.Equal(-10672.63629, fit.LogLikelihoods[^1], 5e-5);
        double P(params byte[] g) => Math.Round(ExpectationMaximisation.Posterior(g, fit.Prior, fit.M, fit.U), 6);
        Assert.Equal([0.995279, 0.496244, 0.580986, 0.006437, 0.004582, 0.006437, 0.000030],
            [P(0, 0, 0), P(0, 0, 1), P(0, 1, 0), P(0, 1, 1), P(1, 0, 1), P(1, 1, 0), P(1, 1, 1)]);
    }

    [Fact]
    public void The_likelihood_never_decreases()
    {
        for (ulong seed = 1; seed <= (ulong)LongForm.Rounds(20, 400); seed++)
        {
            var random = new SplitMix(seed);
            var levels = new[] { 2, 3, 4, 3 };
            var rows = Enumerable.Range(0, 60).SelectMany(_ => levels.Select(l => random.Below(6) == 0 ? (byte)255 : (byte)random.Below(l))).ToArray();
            var counts = Enumerable.Range(0, 60).Select(_ => (long)random.Below(500) + 1).ToArray();
            double[] Start(int l) { var r = Enumerable.Range(0, l).Select(_ => random.Unit() + 0.05).ToArray(); return [.. r.Select(x => x / r.Sum())]; }
            var fit = ExpectationMaximisation.Fit(new LevelPatterns(rows, counts, levels), 0.1, [.. levels.Select(Start)], [.. levels.Select(Start)], fixU: seed % 2 == 0, tolerance: 0, maxIterations: 60);
            for (var i = 1; i < fit.Iterations; i++) Assert.True(fit.LogLikelihoods[i] >= fit.LogLikelihoods[i - 1] - 1e-7, $"seed {seed}, iteration {i}");
            Assert.All(fit.M.Concat(fit.U), r => Assert.Equal(1, r.Sum(), 1e-9));
        }
    }

    [Fact]
    public void Known_parameters_are_recovered_from_simulated_pairs()
    {
        var random = new SplitMix(5);
        double[] m = [.92, .85, .78, .9], u = [.02, .05, .1, .01];
        var counts = new long[16];
        for (var p = 0; p < 200_000; p++)
        {
            var match = random.Unit() < 0.03;
            var g = 0;
            for (var k = 0; k < 4; k++) g = g << 1 | (random.Unit() < (match ? m[k] : u[k]) ? 0 : 1);
            counts[g]++;
        }
        var rows = Enumerable.Range(0, 16).SelectMany(g => Enumerable.Range(0, 4).Select(k => (byte)(g >> 3 - k & 1))).ToArray();
        double[][] Start(double a) => [.. Enumerable.Range(0, 4).Select(_ => new[] { a, 1 - a })];
        var fit = ExpectationMaximisation.Fit(new LevelPatterns(rows, counts, [2, 2, 2, 2]), 0.1, Start(.8), Start(.1), fixU: false, tolerance: 1e-9, maxIterations: 2000);
        Assert.Equal(0.03, fit.Prior, 0.002);
        for (var k = 0; k < 4; k++)
        {
            Assert.Equal(m[k], fit.M[k][0], 0.02);
            Assert.Equal(u[k], fit.U[k][0], 0.004);
        }
    }

    [Fact]
    public void When_the_classes_change_places_on_the_way_they_are_named_right()
    {
        var fit = ExpectationMaximisation.Fit(Worked(), 0.95, Rates(.1), Rates(.9), fixU: false, tolerance: 1e-12, maxIterations: 1000);
        Assert.Equal(0.0134358, fit.Prior, 1e-6);
        Assert.Equal(0.878349, fit.M[0][0], 1e-5);
    }

    [Fact]
    public void Nothing_to_learn_from_is_refused() =>
        Assert.Throws<ArgumentException>(() => ExpectationMaximisation.Fit(new LevelPatterns([], [], [2]), 0.1, [[.9, .1]], [[.1, .9]], false));
}
