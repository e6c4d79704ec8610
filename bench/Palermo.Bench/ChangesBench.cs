using System.Diagnostics;
using Palermo.Analysis.Changes;

namespace Palermo.Bench;

/// <summary>Workload d: change points of long series.</summary>
internal static class ChangesBench
{
    private const int Runs = 9;

    /// <summary>The workloads of section d and the million counts of the goal, with and without changes.</summary>
    public static int Run(string[] words)
    {
        var load = MachineLoad.Begin();
        Console.WriteLine("Squares: segments of 500, N(mu, 1), mu uniform in -5 to 5, seed 1, penalty 3 ln n, least segment 2, match within 5");
        Gaussian(2_000, "ruptures Pelt l2 jump 1: 19.5 s, 3/3, P 1.0, R 1.0");
        Gaussian(20_000, "ruptures KernelCPD linear: 0.060 s [0.049 to 0.070], 35/39, P .971, R .872");
        Gaussian(100_000, "ruptures KernelCPD linear: 0.230 s [0.193 to 0.354], 185/199, P .914, R .849");
        Console.WriteLine("Counts: segments of 500, rate uniform in 5 to 45, seed 1, penalty 2 ln n, least segment 2");
        Counts(ChangeCost.Poisson, 1_000_000, 500);
        Counts(ChangeCost.Poisson, 1_000_000, int.MaxValue);
        Counts(ChangeCost.NegativeBinomial, 1_000_000, 500);
        Counts(ChangeCost.NegativeBinomial, 1_000_000, int.MaxValue);
        Counts(ChangeCost.Poisson, 10_000_000, 500);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"memory peak {process.PeakWorkingSet64 / 1048576.0:F0} MiB; {load.End()}");
        return 0;
    }

    private static void Gaussian(int n, string peer)
    {
        var random = new SeededRandom(1);
        var values = new double[n];
        double mean = 0;
        List<int> truth = [];
        for (var i = 0; i < n; i++)
        {
            if (i % 500 == 0)
            {
                mean = -5 + 10 * random.Uniform();
                if (i > 0) truth.Add(i);
            }
            values[i] = mean + random.Normal();
        }
        var found = Time($"squares, {n:N0}", peer, values, new(ChangeCost.Gaussian, 3 * Math.Log(n)));
        var hits = found.Changes.Count(c => truth.Any(t => Math.Abs(t - c) <= 5));
        Console.WriteLine($"    {found.Changes.Count}/{truth.Count} changes, P {(double)hits / found.Changes.Count:F3}, R {(double)truth.Count(t => found.Changes.Any(c => Math.Abs(t - c) <= 5)) / truth.Count:F3}, objective {found.Objective:F6}");
    }

    private static void Counts(ChangeCost cost, int n, int length)
    {
        var random = new SeededRandom(1);
        var values = new double[n];
        double rate = 20;
        for (var i = 0; i < n; i++)
        {
            if (i % length == 0) rate = 5 + 40 * random.Uniform();
            values[i] = random.NegativeBinomial(rate, cost == ChangeCost.Poisson ? double.PositiveInfinity : 8);
        }
        var found = Time($"{cost}, {n:N0}, {(length == int.MaxValue ? "no change" : $"a change every {length}")}", cost == ChangeCost.Poisson && n == 1_000_000 ? "goal 0.2 s" : "none",
            values, new(cost, Size: cost == ChangeCost.NegativeBinomial ? 8 : null));
        Console.WriteLine($"    {found.Changes.Count} changes, objective {found.Objective:F4}");
    }

    private static ChangePointResult Time(string what, string peer, double[] values, ChangeOptions options)
    {
        ChangePointResult? found = null;
        var times = new double[Runs];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            found = ChangePoints.Find(values, options: options);
            times[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        var memory = (GC.GetAllocatedBytesForCurrentThread() - before) / Runs;
        var first = times[0];
        Array.Sort(times);
        Console.WriteLine($"{what}: median {times[Runs / 2]:F2} ms [{times[0]:F2} to {times[^1]:F2}], first {first:F2}, {memory / 1024.0:F0} KiB taken a run; peer: {peer}");
        return found!;
    }
}
