using System.Diagnostics;
using Palermo.Analysis.Estimation;

namespace Palermo.Bench;

/// <summary>Workloads of estimation and protection: WORKLOADS sections h and j.</summary>
internal static class EstimationBench
{
    /// <summary>The United Kingdom's six lists of 2013 (LA NG PF GO GP NCA), as published with SparseMSE.</summary>
    private static readonly CaptureTable UnitedKingdom = new("LA NG PF GO GP NCA".Split(' '),
        ("100000:54 010000:463 001000:907 000100:695 000010:316 000001:57 110000:15 101000:19 100100:3 011000:56 010100:19 010010:1 010001:3 001100:69 "
        + "001010:10 001001:31 000110:8 000101:6 000011:1 111000:1 110100:1 011100:4 011001:3 001101:1 111100:1")
        .Split(' ').Select(c => c.Split(':')).Select(c => (c[0].Select((b, i) => b == '1' ? 1 << i : 0).Sum(), long.Parse(c[1]))));

    /// <summary>Stepwise, 1,000 resamples with jackknife, every model of pairs, and graph averaging on the United Kingdom's lists.</summary>
    public static int Lists(string[] words)
    {
        var fit = Stepwise.Fit(UnitedKingdom);
        Console.WriteLine($"UK six lists, observed {UnitedKingdom.Observed}: stepwise {fit.Estimate.Population:F2}, pairs {string.Join(' ', fit.Steps.Select(s => s.Pair))}");
        Console.WriteLine("peer: SparseMSE 2.0.1 gives 11417.99 with the same pairs");
        BootstrapEstimate? boot = null;
        Report("1,000 bootstraps and jackknife, stepwise selection in each", Repeat(7, () => boot = Bootstrap.OfStepwise(UnitedKingdom, 1000, seed: 1)),
            "SparseMSE: 33.2 s cpu for 100, so about 332 s for 1,000 (computed, another run)");
        Console.WriteLine($"  BCa 95 %: {boot!.Interval.Low:F0} to {boot.Interval.High:F0} (SparseMSE, 100 resamples: 9,619 to 14,946)");
        Report("20,000 bootstraps", Repeat(1, () => boot = Bootstrap.OfStepwise(UnitedKingdom, 20_000, seed: 1)), "none");
        Console.WriteLine($"  BCa 95 %: {boot!.Interval.Low:F0} to {boot.Interval.High:F0}");
        ModelSearchResult? models = null;
        Report("all 32,768 models of pairs", Repeat(3, () => models = ModelSearch.Run(UnitedKingdom)), "none run");
        Console.WriteLine($"  {models!.Fitted} fitted; best by AIC: {models.Best[0].Pairs} at {models.Best[0].Population:F0}");
        GraphAveragedEstimate? graphs = null;
        Report("18,154 decomposable graphs, 40,000 numbers of unseen", Repeat(3, () => graphs = GraphAveraging.Run(UnitedKingdom, new GraphAveragingOptions(MostUnseen: 40_000))), "dga lists graphs for at most five lists");
        Console.WriteLine($"  median {graphs!.Median:F0}");
        Memory();
        return 0;
    }

    /// <summary>Two-way tables of twelve attributes of a million people, protected with complementary cells.</summary>
    public static int Protect(string[] words)
    {
        var people = Million();
        string[] columns = [.. people.Columns.Select(c => c.Name)];
        LinkedResult? linked = null;
        Report($"{people.Rows:N0} people, {columns.Length} attributes: all {columns.Length * (columns.Length - 1) / 2} two-way tables counted and protected together",
            Repeat(5, () => linked = LinkedTables.Protect(people, columns)), "none run; goal 1 s");
        var cells = linked!.Tables.Sum(t => t.States.Length);
        Console.WriteLine($"  {cells:N0} cells with totals, {linked.Tables.Sum(t => t.SuppressedCount):N0} hidden, {linked.Rounds} rounds, {linked.Narrow.Count} totals too narrow");
        var watch = Stopwatch.StartNew();
        var worst = linked.Tables.SelectMany(t => Attack.On(t)).Min(r => r.Width ?? long.MaxValue);
        Console.WriteLine($"  exact attack on every hidden cell: {watch.Elapsed.TotalSeconds:F3} s, narrowest range {worst} (threshold {SmallCounts.DefaultThreshold})");
        var table = people.Count(["a1", "a3", "a5"]);
        ProtectedTable? three = null;
        Report($"one three-way table of {table.CellCount:N0} cells", Repeat(5, () => three = SmallCounts.Protect(people.Count(["a1", "a3", "a5"]))), "none run");
        Console.WriteLine($"  {three!.SuppressedCount} hidden");
        Memory();
        return 0;
    }

    /// <summary>A million invented people: twelve attributes of 2 to 24 categories with long tails, seed 7.</summary>
    private static CodedTable Million()
    {
        const int rows = 1_000_000;
        int[] widths = [2, 3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24];
        var columns = new CodedColumn[widths.Length];
        Parallel.For(0, widths.Length, c =>
        {
            var random = new Random(7 + c);
            var codes = new int[rows];
            // Each category about half as common as the one before, but never rarer than a few in a million.
            for (var r = 0; r < rows; r++)
            {
                var code = 0;
                while (code < widths[c] - 1 && random.NextDouble() < 0.55) code++;
                codes[r] = code;
            }
            columns[c] = new CodedColumn($"a{c + 1}", [.. Enumerable.Range(0, widths[c]).Select(i => $"v{i}")], codes);
        });
        return new CodedTable(columns);
    }

    private static (double[] Seconds, double Processor) Repeat(int times, Action work)
    {
        work();                                   // once unmeasured: the compiler's work is not ours
        var seconds = new double[times];
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            seconds[i] = watch.Elapsed.TotalSeconds;
        }
        process.Refresh();
        Array.Sort(seconds);
        return (seconds, (process.TotalProcessorTime - before).TotalSeconds / times);
    }

    private static void Report(string what, (double[] Seconds, double Processor) runs, string peer) =>
        Console.WriteLine($"{what}: median {runs.Seconds[runs.Seconds.Length / 2]:F4} s [{runs.Seconds[0]:F4} to {runs.Seconds[^1]:F4}], {runs.Seconds.Length} runs, processor {runs.Processor:F4} s a run; peer: {peer}");

    private static void Memory() =>
        Console.WriteLine($"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:F0} MiB, {Environment.ProcessorCount} cores");
}
