using System.Diagnostics;
using System.Globalization;
using Palermo.Analysis.Matching;

namespace Palermo.Bench;

/// <summary>Workload a of the measurements: linkage of a million people, and how it scales.</summary>
internal static class MatchingBench
{
    private const string Peer = "Splink 4.0.16 on DuckDB 1.5.6, same definition, another run on 2 cores: 1,000,000 records in 19.9 s wall [18.6 to 21.5] of which train 7 to 8, predict 9, cluster 1; F1 0.9510 at p >= .95; 1.22 GiB";

    public static int Run(string[] args)
    {
        var sizes = args.Where(a => int.TryParse(a, out _)).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        if (sizes.Length == 0) sizes = [1_000_000];
        var runs = args.Contains("--once") ? 1 : 5;
        var people = MatchingPeople.Load(Pool());
        if (people is null)
        {
            Console.Error.WriteLine("the pools of names are absent: set PALERMO_DATA to the folder that holds linkage/splink_historical_part_a.csv.gz");
            return 2;
        }
        Console.WriteLine($"machine: {Environment.ProcessorCount} cores, .NET {Environment.Version}; generator seed 7, model person, no tuning, threshold {DefaultModels.Threshold}");
        foreach (var size in sizes) One(people, size, runs);
        Console.WriteLine($"peer: {Peer}");
        return 0;
    }

    private static string? Pool()
    {
        var folder = Environment.GetEnvironmentVariable("PALERMO_DATA") ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../..", "shared", "data"));
        return Path.Combine(folder, "linkage", "splink_historical_part_a.csv.gz");
    }

    private static void One(MatchingPeople people, int size, int runs)
    {
        var (table, truth) = people.Make(size);
        GC.Collect();
        Console.WriteLine($"{size:N0} records, {truth.Distinct().Count():N0} people, {Measures.TruePairs(truth):N0} true pairs");
        var times = new List<double[]>();
        Accuracy pairs = default, clusters = default;
        var scored = 0L;
        for (var run = 0; run < runs; run++)
        {
            var clock = Stopwatch.StartNew();
            var linkage = Linkage.Prepare(table, DefaultModels.Of("person"));
            var train = clock.Elapsed.TotalSeconds;
            var links = linkage.ScorePairs();
            var score = clock.Elapsed.TotalSeconds - train;
            var groups = Clustering.AverageLinkage(table.Count, links, DefaultModels.Threshold, linkage.Weight);
            var cluster = clock.Elapsed.TotalSeconds - train - score;
            times.Add([train, score, cluster, clock.Elapsed.TotalSeconds]);
            scored = linkage.PairsScored;
            if (run > 0) continue;
            pairs = Measures.Pairwise(links.Where(l => l.Probability >= DefaultModels.Threshold).Select(l => (l.Left, l.Right)), truth);
            clusters = Measures.ClusterPairs(groups.ClusterOf, truth);
            foreach (var rule in linkage.Blocking) Console.WriteLine($"    {rule.Rule,-28}{rule.Blocks,10:N0} blocks {rule.Pairs,12:N0} pairs {rule.PairsLeftOut,14:N0} left out");
        }
        string Figure(int column) => string.Create(CultureInfo.InvariantCulture, $"{times.Select(t => t[column]).Order().ElementAt(runs / 2):0.000} s [{times.Min(t => t[column]):0.000} to {times.Max(t => t[column]):0.000}]");
        Console.WriteLine($"  after load, {runs} runs in one process, median [min to max]: all {Figure(3)}; train {Figure(0)}, score {Figure(1)}, cluster {Figure(2)}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {scored:N0} pairs scored; pairs P {pairs.Precision:0.0000} R {pairs.Recall:0.0000} F1 {pairs.F1:0.0000}; clusters P {clusters.Precision:0.0000} R {clusters.Recall:0.0000} F1 {clusters.F1:0.0000}; peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:0} MiB, records included"));
    }
}
