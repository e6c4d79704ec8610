using System.CommandLine;
using Palermo.Analysis.Graphs;

namespace Palermo.Node.Cli.Graphs;

/// <summary><c>palermo graph links</c>: ties that may exist unseen, as hypotheses to check.</summary>
internal static class LinksVerb
{
    private static readonly Dictionary<string, LinkScore> Scores = new(StringComparer.Ordinal)
    {
        ["resource-allocation"] = LinkScore.ResourceAllocation, ["adamic-adar"] = LinkScore.AdamicAdar, ["common"] = LinkScore.CommonNeighbours,
    };

    public static Command Create()
    {
        var command = new Command("links",
            "Ties that the shape of the network suggests and nobody has seen: hypotheses, each with its reason, and how well such guesses do on this network. "
            + "Example: palermo graph links ties.txt --top 10 --json");
        var input = new GraphInput(command);
        var top = new Option<int>("--top") { Description = "how many", DefaultValueFactory = _ => 20 };
        var method = new Option<string>("--method") { Description = string.Join(", ", Scores.Keys), DefaultValueFactory = _ => "resource-allocation" };
        method.AcceptOnlyFromAmong([.. Scores.Keys]);
        command.Options.Add(top);
        command.Options.Add(method);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var graph = loaded.Undirected();
            if (words.GetValue(top) < 0) throw new CliProblem("--top: 0 or more");
            var score = Scores[words.GetValue(method)!];
            var found = LinkPrediction.Suggest(graph, words.GetValue(top), score);
            var skill = LinkPrediction.Validate(graph, score, seed: loaded.Seed);
            var document = new
            {
                method = words.GetValue(method),
                status = "hypothesis",
                chanceThatAHiddenTieScoresHigher = skill,
                hypotheses = found.Select(one => new { a = loaded.Names[one.A], b = loaded.Names[one.B], score = one.Score, shared = one.Shared.Select(v => loaded.Names[v]) }),
                provenance = loaded.Provenance(graph),
                caution = "None of these is an edge. Check each against evidence; a person decides.",
            };
            if (loaded.Out is not null)
            {
                if (!loaded.Out.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) throw new CliProblem($"--out {loaded.Out}: hypotheses are written as .json only, so that nobody takes them for edges");
                NodeTable.WriteOut(loaded, graph, document);
            }
            if (loaded.Json) Answer.WriteJson(document);
            else
            {
                Console.WriteLine(skill is { } chance ? $"a hidden tie scores higher than an absent one in {chance:P0} of draws (50 % is guessing)" : "too small to say how well such guesses do");
                foreach (var one in found)
                    Console.WriteLine($"  {loaded.Names[one.A]} ? {loaded.Names[one.B]}  {one.Score:F3}  by {string.Join(' ', one.Shared.Take(6).Select(v => loaded.Names[v]))}");
                Console.WriteLine("Hypotheses, not ties: check each against evidence.");
            }
            return 0;
        });
        return command;
    }
}
