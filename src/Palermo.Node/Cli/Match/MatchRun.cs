using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Palermo.Analysis.Matching;

namespace Palermo.Node.Cli.Match;

/// <summary>What <c>dedupe</c> and <c>link</c> have in common: load, train, score, cluster, write, report.</summary>
internal static class MatchRun
{
    public sealed record Request(string[] Files, string Id, string? Truth, string[] Maps, string Kind, double? Threshold, string? Model, string? SaveModel, string? Out, string? LinksOut, int Threads, bool Json);

    public static int Run(Request request)
    {
        GCSettings.LatencyMode = GCLatencyMode.Batch;            // nobody waits on this process but for its end
        var clock = Stopwatch.StartNew();
        var model = LoadModel(request.Model, request.Kind);
        var input = MatchInput.Read(request.Files, request.Id, request.Truth, request.Maps);
        var load = Lap(clock);
        var options = new LinkageOptions { Threads = request.Threads, Train = !model.Trained };
        Linkage linkage;
        try
        {
            linkage = Linkage.Prepare(input.Table, model, options);
        }
        catch (ArgumentException wrong)
        {
            throw new CliProblem($"{string.Join(", ", request.Files)}: {wrong.Message.Split(" (Parameter")[0]}");
        }
        var train = Lap(clock);
        var pairs = linkage.ScorePairs();
        var score = Lap(clock);
        var threshold = request.Threshold ?? model.Threshold;
        var clusters = Clustering.AverageLinkage(input.Table.Count, pairs, threshold, linkage.Weight);
        var cluster = Lap(clock);
        var report = Report(input, linkage, pairs, clusters, threshold, new MatchSeconds(load, train, score, cluster));
        if (request.Out is not null) WriteClusters(request, input, clusters);
        if (request.LinksOut is not null) WriteLinks(request, input, pairs, threshold);
        if (request.SaveModel is not null) File.WriteAllText(request.SaveModel, ModelJson.Write(linkage.Model));
        if (request.Json) Answer.WriteJson(report);
        else Say(report);
        return 0;
    }

    public static LinkageModel LoadModel(string? file, string kind)
    {
        try
        {
            if (file is null) return DefaultModels.Of(kind);
            if (!File.Exists(file)) throw new CliProblem($"{file}: there is no such file");
            return ModelJson.Read(File.ReadAllText(file), file);
        }
        catch (ArgumentException wrong)
        {
            throw new CliProblem($"--kind: {wrong.Message.Split(" (Parameter")[0]}");
        }
        catch (FormatException wrong)
        {
            throw new CliProblem(wrong.Message);
        }
    }

    private static MatchReport Report(MatchInput input, Linkage linkage, ScoredPair[] pairs, Clusters clusters, double threshold, MatchSeconds seconds)
    {
        var table = input.Table;
        var links = pairs.Where(p => p.Probability >= threshold).Select(p => (p.Left, p.Right)).ToList();
        var truth = input.Truth;
        var sizes = new int[clusters.Count];
        foreach (var c in clusters.ClusterOf) sizes[c]++;
        return new MatchReport
        {
            Records = table.Count, Kind = linkage.Model.Kind, PairsPossible = table.PairCount, PairsScored = linkage.PairsScored, Threshold = threshold,
            Links = links.Count, Clusters = clusters.Count, RecordsInClusters = sizes.Where(s => s > 1).Sum(), LinksRefused = clusters.Refused.Count, Prior = linkage.Model.Prior,
            Pairwise = truth.Length == 0 ? null : AccuracyFigures.Of(Measures.Pairwise(links, truth, table.Split)),
            Cluster = truth.Length == 0 ? null : AccuracyFigures.Of(Measures.ClusterPairs(clusters.ClusterOf, truth, table.Split)),
            Bcubed = truth.Length == 0 ? null : AccuracyFigures.Of(Measures.BCubed(clusters.ClusterOf, truth)),
            PairCompleteness = truth.Length == 0 ? null : Math.Round(Measures.PairCompleteness(linkage, truth), 6),
            ReductionRatio = Math.Round(Measures.ReductionRatio(linkage.PairsScored, table.PairCount), 9),
            Seconds = seconds, Blocking = linkage.Blocking, Training = linkage.Passes, Understood = input.Understood, Warnings = linkage.Warnings,
        };
    }

    private static double Lap(Stopwatch clock)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        return Math.Round(seconds, 4);
    }

    private static void WriteClusters(Request request, MatchInput input, Clusters clusters)
    {
        using var to = Create(request.Out!);
        to.WriteLine(input.Table.Split > 0 ? "file,id,cluster" : "id,cluster");
        for (var r = 0; r < clusters.ClusterOf.Length; r++)
        {
            if (input.Table.Split > 0) to.Write(r < input.Table.Split ? "1," : "2,");
            to.WriteLine($"{Quoted(input.Ids[r])},{clusters.ClusterOf[r]}");
        }
    }

    private static void WriteLinks(Request request, MatchInput input, ScoredPair[] pairs, double threshold)
    {
        using var to = Create(request.LinksOut!);
        to.WriteLine("left,right,probability,weight");
        foreach (var pair in pairs.Where(p => p.Probability >= threshold).OrderByDescending(p => p.Weight).ThenBy(p => p.Left).ThenBy(p => p.Right))
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Quoted(input.Ids[pair.Left])},{Quoted(input.Ids[pair.Right])},{pair.Probability:0.000000},{pair.Weight:0.000}"));
    }

    private static StreamWriter Create(string file)
    {
        try
        {
            return new StreamWriter(file);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{file}: cannot be written ({wrong.Message})");
        }
    }

    public static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static void Say(MatchReport r)
    {
        Console.WriteLine($"{r.Records:N0} records, {r.PairsScored:N0} pairs scored of {r.PairsPossible:N0} possible");
        Console.WriteLine($"{r.Links:N0} links at probability {r.Threshold} or more; {r.RecordsInClusters:N0} records in groups, {r.LinksRefused:N0} links refused");
        if (r.Pairwise is { } p) Console.WriteLine($"pairs     precision {p.Precision:0.0000}  recall {p.Recall:0.0000}  F1 {p.F1:0.0000}");
        if (r.Cluster is { } c) Console.WriteLine($"clusters  precision {c.Precision:0.0000}  recall {c.Recall:0.0000}  F1 {c.F1:0.0000}");
        if (r.Bcubed is { } b) Console.WriteLine($"B-cubed   precision {b.Precision:0.0000}  recall {b.Recall:0.0000}  F1 {b.F1:0.0000}");
        Console.WriteLine($"seconds: load {r.Seconds.Load:0.00}, train {r.Seconds.Train:0.00}, score {r.Seconds.Score:0.00}, cluster {r.Seconds.Cluster:0.00}");
        foreach (var warning in r.Warnings) Console.WriteLine($"note: {warning}");
    }
}
