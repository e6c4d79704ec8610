using System.Diagnostics;
using System.IO.Compression;
using Palermo.Analysis.Graphs;

namespace Palermo.Bench;

/// <summary>Networks: the workloads of section c, on the networks of the dismantling benchmark of Artime et al. (2024).</summary>
internal static class GraphsWorkload
{
    /// <summary>Leiden on com-dblp, seeds 1 to 10: time of each, modularity.</summary>
    public static int Communities(string[] args)
    {
        var iterations = args.Length > 0 ? int.Parse(args[0]) : new LeidenOptions().Iterations;
        var graph = Load("com-dblp");
        Leiden.Find(graph, new LeidenOptions(Iterations: 1, Seed: 99)); // the first run compiles
        var times = new List<(double Clock, double Processor)>();
        var qualities = new List<double>();
        for (ulong seed = 1; seed <= 10; seed++)
        {
            Partition? found = null;
            times.Add(Seconds(() => found = Leiden.Find(graph, new LeidenOptions(Iterations: iterations, Seed: seed))));
            qualities.Add(found!.Modularity(graph));
            Console.WriteLine($"  seed {seed,2}: {times[^1].Clock:F3} s, modularity {qualities[^1]:F5}, {found.Count} communities");
        }
        Report($"Leiden, {iterations} iterations, com-dblp (time without loading)", times, "igraph 10 iterations 7.9 s of processor time at .8371; GVE-Leiden 0.20 s at .8179");
        qualities.Sort();
        Console.WriteLine($"modularity: median {(qualities[4] + qualities[5]) / 2:F5} [{qualities[0]:F5} to {qualities[^1]:F5}]");
        return 0;
    }

    /// <summary>Exact betweenness on internet-topology and powergrid.</summary>
    public static int Brokers(string[] args)
    {
        foreach (var (network, runs, peer) in ((string, int, string)[])
            [("opsahl-powergrid", 5, "igraph 1.76 s of processor time, networkx 36.3 s; sum 219,544,880 (rounded)"),
             ("internet-topology", 3, "graph-tool on 2 threads 65.5 s, igraph 81.9 s of processor time; sum 1.6722017e9, max 85,874,379")])
        {
            var graph = Load(network);
            var times = new List<(double Clock, double Processor)>();
            double[] values = [];
            for (var run = 0; run < runs; run++) times.Add(Seconds(() => values = Betweenness.Exact(graph)));
            Report($"exact betweenness, {network}", times, peer);
            Console.WriteLine($"sum {values.Sum():R}, max {values.Max():R}");
        }
        return 0;
    }

    /// <summary>PageRank and k-core on com-dblp.</summary>
    public static int Ranks(string[] args)
    {
        var graph = Load("com-dblp");
        PageRankResult? rank = null;
        var times = new List<(double Clock, double Processor)>();
        for (var run = 0; run < 11; run++) times.Add(Seconds(() => rank = PageRank.Of(graph)));
        Report("PageRank at 1e-10, com-dblp", times[1..], "graph-tool on 2 threads 0.28 s without loading, at its looser tolerance");
        Console.WriteLine($"{rank!.Iterations} rounds, error at most {rank.ErrorBound:E1}, max {rank.Scores.Max():R}");
        times.Clear();
        var innermost = 0;
        for (var run = 0; run < 6; run++) times.Add(Seconds(() => innermost = CoreNumbers.Of(graph).Max()));
        Report("k-core, com-dblp", times[1..], "igraph 0.15 s without loading, max 113");
        Console.WriteLine($"max {innermost}");
        return 0;
    }

    /// <summary>Dismantling: CoreHD with reinsertion alone, the search, and the proof below 1,000 nodes. NAME... [--effort X] chooses networks.</summary>
    public static int Dismantle(string[] args)
    {
        var at = Array.IndexOf(args, "--effort");
        var effort = at >= 0 ? double.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture) : 1;
        var names = (at >= 0 ? args[..at] : args).ToHashSet();
        foreach (var (network, target, peer) in ((string, int, string)[])
            [("corruption", 31, "27 by CoreHD and GND with reinsertion"), ("moreno_crime_projected", 76, "18 by CoreHD and GND with reinsertion"),
             ("internet-topology", 348, "716 by CoreHD"), ("email-EuAll", 2_653, "1,070 by CoreHD"), ("com-dblp", 3_171, "21,928 by CoreHD")])
        {
            if (names.Count > 0 && !names.Contains(network)) continue;
            var graph = Load(network);
            foreach (var method in (DismantlingMethod[])[DismantlingMethod.CoreHighDegree, DismantlingMethod.Search])
            {
                Dismantling? found = null;
                var time = Seconds(() => found = Dismantler.Find(graph, new DismantlingOptions(target, method, Effort: effort)));
                var removed = new bool[graph.NodeCount];
                foreach (var v in found!.Order) removed[v] = true;
                Console.WriteLine($"{network}, {method}: {found.Order.Length} removals leave {Components.Largest(graph, removed)} (target {target}), {time.Clock:F2} s (processor time {time.Processor:F2} s), "
                    + $"R {found.Curve.Robustness:F4}, {(found.Optimal ? "proved optimal" : $"bound {found.LowerBound:G6}")}; peer {peer}");
            }
        }
        Console.WriteLine(Memory());
        return 0;
    }

    private static Graph Load(string network)
    {
        var folder = Environment.GetEnvironmentVariable("PALERMO_DATA");
        for (var up = new DirectoryInfo(Environment.CurrentDirectory); folder is null && up is not null; up = up.Parent)
            if (Directory.Exists(Path.Combine(up.FullName, "shared", "data", "networks"))) folder = Path.Combine(up.FullName, "shared", "data");
        if (folder is null) throw new DirectoryNotFoundException("the networks are not here: set PALERMO_DATA to the folder that holds networks/");
        var clock = Stopwatch.StartNew();
        using var file = File.OpenRead(Path.Combine(folder, "networks", network + ".txt.gz"));
        using var text = new GZipStream(file, CompressionMode.Decompress);
        var graph = EdgeListReader.Read(text).ToGraph();
        Console.WriteLine($"{network}: {graph.NodeCount} nodes, {graph.EdgeCount} edges, loaded in {clock.Elapsed.TotalSeconds:F2} s");
        return graph;
    }

    // Processor time of all threads beside the clock: on a shared machine the clock also counts the work of others.
    private static (double Clock, double Processor) Seconds(Action work)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        work();
        return (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static void Report(string what, IEnumerable<(double Clock, double Processor)> times, string peer)
    {
        var clock = times.Select(time => time.Clock).Order().ToArray();
        var processor = times.Select(time => time.Processor).Order().ToArray();
        Console.WriteLine($"{what}: median {clock[clock.Length / 2]:F3} s [{clock[0]:F3} to {clock[^1]:F3}], "
            + $"processor time {processor[processor.Length / 2]:F3} s [{processor[0]:F3} to {processor[^1]:F3}], {clock.Length} runs, {Memory()}");
        Console.WriteLine($"peer, measured on another run: {peer}");
    }

    private static string Memory() => $"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB";
}
