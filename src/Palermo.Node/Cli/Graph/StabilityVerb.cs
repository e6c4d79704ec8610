using System.CommandLine;
using Palermo.Analysis.Charts;
using Palermo.Analysis.Graphs;
using Network = Palermo.Analysis.Graphs.Graph;

namespace Palermo.Node.Cli.Graphs;

/// <summary><c>palermo graph stability</c>: how far an answer hangs on ties that were missed, are weak or false, or on one source.</summary>
internal static class StabilityVerb
{
    private static readonly Dictionary<string, Doubt> Doubts = new(StringComparer.Ordinal)
    {
        ["missing"] = Doubt.Missing, ["weak"] = Doubt.Weak, ["misplaced"] = Doubt.Misplaced,
    };

    public static Command Create()
    {
        var command = new Command("stability",
            "Computes an answer again on many networks as they might be, and says how often each node is in it. "
            + "Example: palermo graph stability calls.csv --of betweenness --top 10 --doubt missing --rate 0.2 --json");
        var input = new GraphInput(command);
        var of = new Option<string>("--of") { Description = "betweenness, pagerank, degree, core, dismantle (with --target), communities", DefaultValueFactory = _ => "betweenness" };
        of.AcceptOnlyFromAmong("betweenness", "pagerank", "degree", "core", "dismantle", "communities");
        var top = new Option<int>("--top") { Description = "how many count as first", DefaultValueFactory = _ => 10 };
        var target = new Option<int?>("--target") { Description = "for --of dismantle: largest component that may remain; a tenth when not given" };
        var doubt = new Option<string>("--doubt") { Description = "missing, weak (light ties first), misplaced, or source (leave out one source of evidence after the other)", DefaultValueFactory = _ => "missing" };
        doubt.AcceptOnlyFromAmong("missing", "weak", "misplaced", "source");
        var rate = new Option<double>("--rate") { Description = "share of ties in doubt", DefaultValueFactory = _ => 0.2 };
        var runs = new Option<int>("--runs") { Description = "networks to draw", DefaultValueFactory = _ => 100 };
        var plot = Plots.Option();
        foreach (var option in (Option[])[of, top, target, doubt, rate, runs, plot]) command.Options.Add(option);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var graph = loaded.Undirected();
            if (words.GetValue(rate) is not (>= 0 and <= 1)) throw new CliProblem("--rate: between 0 and 1");
            if (words.GetValue(runs) < 1) throw new CliProblem("--runs: 1 or more");
            if (words.GetValue(top) < 1) throw new CliProblem("--top: 1 or more");
            var largest = words.GetValue(target) ?? Math.Max(1, graph.NodeCount / 10);
            if (largest < 1) throw new CliProblem("--target: 1 or more");
            var bySource = words.GetValue(doubt) == "source";
            if (bySource && loaded.Table.Evidence is null) throw new CliProblem($"{loaded.Path}: --doubt source needs a CSV column named evidence");
            if (words.GetValue(of) == "communities") return Communities(loaded, graph, words.GetValue(doubt)!, words.GetValue(rate), words.GetValue(runs));
            var answer = AnswerOf(words.GetValue(of)!, words.GetValue(top), largest, loaded.Seed);
            var shares = bySource
                ? AnswerStability.Jackknife(loaded.Table, answer)
                : AnswerStability.OfSet(graph, answer, Doubts[words.GetValue(doubt)!], words.GetValue(rate), words.GetValue(runs), loaded.Seed, loaded.Threads);
            var now = answer(graph);
            var document = new
            {
                of = words.GetValue(of), doubt = words.GetValue(doubt), rate = bySource ? (double?)null : words.GetValue(rate),
                runs = bySource ? loaded.Table.EvidenceNames.Count : words.GetValue(runs),
                answer = now.Select(v => new { node = loaded.Names[v], stability = shares[v] }),
                alsoSeen = NodeTable.Top(shares, now.Length * 2).Where(v => shares[v] > 0 && !now.Contains(v)).Select(v => new { node = loaded.Names[v], stability = shares[v] }),
                mean = now.Length > 0 ? now.Average(v => shares[v]) : 1,
                provenance = loaded.Provenance(graph),
                caution = "Who was never looked at is not in the data, and no simulation finds them: say in words where the data end.",
            };
            NodeTable.WriteOut(loaded, graph, document, ("stability", shares));
            string[] names = [.. now.Take(30).Select(v => loaded.Names[v])];
            Plots.Write(words.GetValue(plot), new Chart($"Rank stability: {words.GetValue(of)}, {words.GetValue(doubt)} ties")
                {
                    X = Axis.Categories("nodes in the answer", names), Y = Axis.Linear("share of runs in which it stays", 0, 1),
                    Description = $"For each node of the answer, the share of {document.runs} networks whose answer holds it.",
                }.Bars(null, [.. now.Take(30).Select(v => shares[v])]).RuleY(0.8, "0.8"));
            if (loaded.Json) Answer.WriteJson(document);
            else
                foreach (var v in now) Console.WriteLine($"  {loaded.Names[v],-24} rank stability {shares[v]:P0}");
            return 0;
        });
        return command;
    }

    private static int Communities(LoadedGraph loaded, Network graph, string doubt, double rate, int runs)
    {
        if (!Doubts.TryGetValue(doubt, out var kind)) throw new CliProblem("--of communities goes with --doubt missing, weak or misplaced");
        var likeness = AnswerStability.OfPartition(graph,
            copy => Leiden.Find(copy, new LeidenOptions(Seed: loaded.Seed, Threads: 1)), kind, rate, runs, loaded.Seed, loaded.Threads);
        var document = new { of = "communities", doubt, rate, runs, normalisedMutualInformation = likeness, provenance = loaded.Provenance(graph) };
        if (loaded.Json) Answer.WriteJson(document);
        else Console.WriteLine($"communities: mean normalised mutual information with those at hand {likeness:F3} (1 is the same)");
        return 0;
    }

    private static Func<Network, int[]> AnswerOf(string of, int top, int target, ulong seed) => of switch
    {
        "betweenness" => graph => AnswerStability.First(Betweenness.Exact(graph, threads: 1), top),
        "pagerank" => graph => AnswerStability.First([.. PageRank.Of(graph, threads: 1).Scores], top),
        "degree" => graph => AnswerStability.First([.. Enumerable.Range(0, graph.NodeCount).Select(v => graph.Strength(v))], top),
        "core" => graph => AnswerStability.First([.. CoreNumbers.Of(graph).Select(core => (double)core)], top),
        _ => graph => Dismantler.Find(graph, new DismantlingOptions(target, Seed: seed, Effort: 0.2, Proof: 0, Threads: 1)).Order,
    };
}
