using System.CommandLine;
using Palermo.Analysis.Graphs;

namespace Palermo.Node.Cli.Graphs;

/// <summary>The verbs that give each node a number: betweenness, pagerank, core.</summary>
internal static class RankVerbs
{
    private const int UsualSamples = 1_000;

    public static Command Betweenness()
    {
        var command = new Command("betweenness",
            "For how many pairs of others each node lies on the shortest way. Example: palermo graph betweenness calls.csv --top 20 --json");
        var input = new GraphInput(command);
        var (directed, strength, top) = (Directed(), ByStrength(), TopOption());
        var samples = new Option<int?>("--samples") { Description = "estimate from so many sources, with a bound on the error of each value; 1000 with --method sampled" };
        var confidence = new Option<double>("--confidence") { Description = "chance that all bounds hold at once", DefaultValueFactory = _ => 0.95 };
        var method = new Option<string>("--method") { Description = "exact, sampled (see --samples), or bridging: only pairs of different communities", DefaultValueFactory = _ => "exact" };
        method.AcceptOnlyFromAmong("exact", "sampled", "bridging");
        foreach (var option in (Option[])[directed, strength, top, samples, confidence, method]) command.Options.Add(option);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var graph = loaded.Graph(words.GetValue(directed));
            var byStrength = words.GetValue(strength);
            double[] values;
            double[]? errors = null;
            if (words.GetValue(method) == "bridging")
            {
                if (words.GetValue(samples) is not null) throw new CliProblem("--samples goes with --method sampled");
                TooMuch.CheckSweeps(graph);
                var groups = Leiden.Find(graph.Undirected(), new LeidenOptions(Seed: loaded.Seed, Threads: loaded.Threads));
                values = Analysis.Graphs.Betweenness.Bridging(graph, groups.Of(), byStrength, loaded.Threads);
            }
            else if (words.GetValue(method) == "sampled" || words.GetValue(samples) is not null)
            {
                var count = words.GetValue(samples) ?? UsualSamples;
                if (count < 2) throw new CliProblem($"--samples {count}: 2 or more");
                if (words.GetValue(confidence) is not (> 0 and < 1)) throw new CliProblem("--confidence: between 0 and 1");
                var estimate = SampledBetweenness.Estimate(graph, count, loaded.Seed, words.GetValue(confidence), byStrength, loaded.Threads);
                (values, errors) = (estimate.Values, estimate.Errors);
            }
            else
            {
                // In steps and without direction trees and twins are folded first: what is left is known only then.
                if (graph.Directed || (byStrength && graph.Weighted)) TooMuch.CheckSweeps(graph);
                values = Analysis.Graphs.Betweenness.Exact(graph, byStrength, loaded.Threads);
            }
            return Show(loaded, graph, words.GetValue(top), "betweenness", values, new
            {
                method = (words.GetValue(method), errors) switch { ("bridging", _) => "bridging", (_, null) => "exact", _ => "sampled" },
                samples = errors is null ? (int?)null : words.GetValue(samples) ?? UsualSamples,
                largestError = errors?.Max(),
                pairs = Analysis.Graphs.Betweenness.Pairs(graph),
            }, errors);
        });
        return command;
    }

    public static Command PageRank()
    {
        var command = new Command("pagerank",
            "Where a walker who follows ties is mostly found. Example: palermo graph pagerank payments.csv --directed --json");
        var input = new GraphInput(command);
        var (directed, top) = (Directed(), TopOption());
        var damping = new Option<double>("--damping") { Description = "chance to follow a tie", DefaultValueFactory = _ => 0.85 };
        var tolerance = new Option<double>("--tolerance") { Description = "summed absolute error", DefaultValueFactory = _ => 1e-10 };
        foreach (var option in (Option[])[directed, top, damping, tolerance]) command.Options.Add(option);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var graph = loaded.Graph(words.GetValue(directed));
            if (words.GetValue(damping) is not (>= 0 and < 1)) throw new CliProblem("--damping: 0 or more and below 1");
            if (!(words.GetValue(tolerance) > 0)) throw new CliProblem("--tolerance: above 0");
            var rank = Analysis.Graphs.PageRank.Of(graph, words.GetValue(damping), words.GetValue(tolerance), threads: loaded.Threads);
            return Show(loaded, graph, words.GetValue(top), "pagerank", [.. rank.Scores],
                new { damping = words.GetValue(damping), iterations = rank.Iterations, errorBound = rank.ErrorBound });
        });
        return command;
    }

    public static Command Core()
    {
        var command = new Command("core",
            "The k-core of each node: the densest part it belongs to. Example: palermo graph core calls.csv --json");
        var input = new GraphInput(command);
        var top = TopOption();
        command.Options.Add(top);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var graph = loaded.Undirected();
            var core = CoreNumbers.Of(graph);
            var values = new double[core.Length];
            for (var v = 0; v < values.Length; v++) values[v] = core[v];
            var components = Components.Of(graph);
            return Show(loaded, graph, words.GetValue(top), "core", values,
                new { innermost = core.Length == 0 ? 0 : core.Max(), components = components.Count, largestComponent = components.Sizes.Count > 0 ? components.Sizes[0] : 0 });
        });
        return command;
    }

    private static int Show(LoadedGraph loaded, Palermo.Analysis.Graphs.Graph graph, int? top, string name, double[] values, object about, double[]? errors = null)
    {
        if (top is < 0) throw new CliProblem($"--top {top}: 0 or more");
        var shown = NodeTable.Top(values, top ?? values.Length);
        var document = new
        {
            measure = name,
            about,
            sum = values.Sum(),
            max = values.Length > 0 ? values.Max() : 0,
            values = shown.Select(v => new { node = loaded.Names[v], value = values[v], error = errors?[v] }),
            provenance = loaded.Provenance(graph),
            caution = NodeTable.Caution,
        };
        NodeTable.WriteOut(loaded, graph, document, errors is null ? [(name, values)] : [(name, values), ("error", errors)]);
        if (loaded.Json) Answer.WriteJson(document);
        else
        {
            Console.WriteLine($"{name}: {graph.NodeCount} nodes, {graph.EdgeCount} edges, sum {values.Sum():G10}");
            foreach (var v in shown.Take(top ?? 20))
                Console.WriteLine($"  {loaded.Names[v],-24} {values[v]:G10}{(errors is null ? "" : $" ± {errors[v]:G4}")}");
            Console.WriteLine(NodeTable.Caution);
        }
        return 0;
    }

    private static Option<bool> Directed() => new("--directed") { Description = "edges lead only from their first end to their second" };

    private static Option<bool> ByStrength() => new("--by-strength") { Description = "a strong tie is a short way: length 1 / weight" };

    private static Option<int?> TopOption() => new("--top") { Description = "show only the highest so many" };
}
