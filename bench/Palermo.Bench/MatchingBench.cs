using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Palermo.Analysis.Charts;
using Palermo.Analysis.Matching;
using Palermo.Node.Cli.Match;

namespace Palermo.Bench;

/// <summary>Workload a of the measurements: linkage of a million people, and how it scales.</summary>
internal static class MatchingBench
{
    private const string Peer = "Splink 4.0.16 on DuckDB 1.5.6, same definition, another run on 2 cores: 1,000,000 records in 19.9 s wall [18.6 to 21.5] of which train 7 to 8, predict 9, cluster 1; F1 0.9510 at p >= .95; 1.22 GiB";

    public static int Run(string[] args)
    {
        if (args is ["--measured", var measured, var times]) return Measured(measured, int.Parse(times, CultureInfo.InvariantCulture));
        var sizes = args.Where(a => int.TryParse(a, out _)).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        if (sizes.Length == 0) sizes = [1_000_000];
        var runs = args.Contains("--once") ? 1 : 5;
        var picture = args.SkipWhile(a => a != "--picture").ElementAtOrDefault(1);
        var people = MatchingPeople.Load(Pool());
        if (people is null)
        {
            Console.Error.WriteLine("the pools of names are absent: set PALERMO_DATA to the folder that holds linkage/splink_historical_part_a.csv.gz");
            return 2;
        }
        Console.WriteLine($"machine: {Environment.ProcessorCount} cores, .NET {Environment.Version}; generator seed 7, model person, no tuning, threshold {DefaultModels.Threshold}");
        // Beyond a million one run is enough for a plot, and five would take the machine for minutes.
        double[] seconds = [.. sizes.Select(size => One(people, size, size > 1_000_000 ? 1 : runs))];
        Console.WriteLine($"peer: {Peer}");
        if (picture is not null) File.WriteAllText(picture, Plot([.. sizes.Select(s => (double)s)], seconds).ToSvg());
        return 0;
    }

    private static string? Pool()
    {
        var folder = Environment.GetEnvironmentVariable("PALERMO_DATA") ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../..", "shared", "data"));
        return Path.Combine(folder, "linkage", "splink_historical_part_a.csv.gz");
    }

    /// <summary>Writes the records to a file, and measures a process that reads it: its memory is that of the work alone.</summary>
    /// <returns>Median seconds after load.</returns>
    private static double One(MatchingPeople people, int size, int runs)
    {
        var folder = Directory.CreateTempSubdirectory("palermo-bench");
        try
        {
            var file = Path.Combine(folder.FullName, "people.csv");
            people.Write(file, size);
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["matching", "--measured", file, runs.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var seconds = double.NaN;
            while (child.StandardOutput.ReadLine() is { } line)
            {
                if (line.StartsWith(Mark, StringComparison.Ordinal)) seconds = double.Parse(line.AsSpan(Mark.Length), CultureInfo.InvariantCulture);
                else Console.WriteLine(line);
            }
            child.WaitForExit();
            return seconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Begins the line by which the measured process hands its median on.</summary>
    private const string Mark = "median-seconds ";

    private static Chart Plot(double[] sizes, double[] seconds) => new Chart("Linkage after load, by number of records")
    {
        X = Axis.Log("records"), Y = Axis.Log("seconds"), Height = 380,
        Description = "Seconds of linkage after load against the number of records, both on logarithmic axes, with a straight line through the first point for comparison.",
    }.Line("as the number of records", sizes, [.. sizes.Select(s => seconds[0] * s / sizes[0])], dashed: true).LineWithPoints("measured", sizes, seconds);

    private static int Measured(string file, int runs)
    {
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var clock = Stopwatch.StartNew();
        var input = MatchInput.Read([file], "id", "person", []);
        var load = clock.Elapsed.TotalSeconds;
        var afterLoad = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        var times = new List<double[]>();
        Linkage? linkage = null;
        ScoredPair[] links = [];
        Clusters? groups = null;
        var peak = 0.0;
        for (var run = 0; run < runs; run++)
        {
            clock.Restart();
            linkage = Linkage.Prepare(input.Table, DefaultModels.Of("person"));
            var train = clock.Elapsed.TotalSeconds;
            links = linkage.ScorePairs();
            var score = clock.Elapsed.TotalSeconds - train;
            groups = Clustering.AverageLinkage(input.Table.Count, links, DefaultModels.Threshold, linkage.Weight);
            var cluster = clock.Elapsed.TotalSeconds - train - score;
            times.Add([train, score, cluster, clock.Elapsed.TotalSeconds]);
            if (run == 0) peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        }
        var pairs = Measures.Pairwise(links.Where(l => l.Probability >= DefaultModels.Threshold).Select(l => (l.Left, l.Right)), input.Truth);
        var clusters = Measures.ClusterPairs(groups!.ClusterOf, input.Truth);
        string Figure(int column) => string.Create(CultureInfo.InvariantCulture, $"{times.Select(t => t[column]).Order().ElementAt(runs / 2):0.000} s [{times.Min(t => t[column]):0.000} to {times.Max(t => t[column]):0.000}]");
        Console.WriteLine($"{input.Table.Count:N0} records, {input.Truth.Distinct().Count():N0} people, {Measures.TruePairs(input.Truth):N0} true pairs; read from CSV in {load:0.00} s");
        Console.WriteLine($"  after load, {runs} runs in one process, median [min to max]: all {Figure(3)}; train {Figure(0)}, score {Figure(1)}, cluster {Figure(2)}; first run {times[0][3]:0.000} s");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {linkage!.PairsScored:N0} pairs scored; pairs P {pairs.Precision:0.0000} R {pairs.Recall:0.0000} F1 {pairs.F1:0.0000}; clusters P {clusters.Precision:0.0000} R {clusters.Recall:0.0000} F1 {clusters.F1:0.0000}; peak memory of the process {afterLoad:0} MiB after load, {peak:0} MiB after the first run, records included"));
        Console.WriteLine(Mark + times.Select(t => t[3]).Order().ElementAt(runs / 2).ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }
}
