using System.CommandLine;
using Palermo.Analysis.Graphs;

namespace Palermo.Node.Cli.Graphs;

/// <summary><c>palermo graph communities</c>: who belongs with whom.</summary>
internal static class CommunitiesVerb
{
    public static Command Create()
    {
        var command = new Command("communities",
            "Groups that are tied more closely inside than outside (Leiden). Example: palermo graph communities calls.csv --stability 20 --json");
        var input = new GraphInput(command);
        var method = new Option<string>("--method") { Description = "modularity (leiden is another word for it), or cpm (give --resolution: the density inside a group)", DefaultValueFactory = _ => "modularity" };
        method.AcceptOnlyFromAmong("modularity", "leiden", "cpm");
        var resolution = new Option<double?>("--resolution") { Description = "gamma: 1 for modularity; higher gives more, smaller groups" };
        var iterations = new Option<int>("--iterations") { Description = "runs of the method, each from the last", DefaultValueFactory = _ => new LeidenOptions().Iterations };
        var stability = new Option<int>("--stability") { Description = "compare so many seeds (20 is good) and say which groups hold", DefaultValueFactory = _ => 0 };
        foreach (var option in (Option[])[method, resolution, iterations, stability]) command.Options.Add(option);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var graph = loaded.Undirected();
            var cpm = words.GetValue(method) == "cpm";
            var gamma = words.GetValue(resolution) ?? (cpm ? 0.1 : 1);
            var runs = words.GetValue(stability);
            if (!(gamma >= 0) || double.IsInfinity(gamma)) throw new CliProblem($"--resolution {gamma}: a number of 0 or more");
            if (words.GetValue(iterations) < 1) throw new CliProblem("--iterations: 1 or more");
            if (runs is 1 or < 0) throw new CliProblem("--stability: 2 seeds or more, 20 is good");
            var options = new LeidenOptions(
                cpm ? LeidenQuality.ConstantPotts : LeidenQuality.Modularity, gamma, words.GetValue(iterations), Seed: loaded.Seed, Threads: loaded.Threads);
            var stable = runs > 0 ? CommunityStability.Measure(graph, options, runs) : null;
            var found = stable?.Best ?? Leiden.Find(graph, options);
            var groups = found.Groups();
            var document = new
            {
                method = cpm ? "leiden-cpm" : "leiden-modularity",
                resolution = gamma,
                modularity = found.Modularity(graph),
                quality = cpm ? found.ConstantPotts(graph, gamma) : found.Modularity(graph, gamma),
                count = found.Count,
                communities = groups.Select((group, g) => new
                {
                    id = g,
                    size = group.Length,
                    stability = stable?.PairStability[g],
                    publish = stable is null ? (bool?)null : stable.PairStability[g] > CommunityStability.Publishable,
                    members = group.Select(v => loaded.Names[v]),
                }),
                seeds = stable is null ? null : new { runs, qualities = stable.Qualities, agreement = stable.Agreement },
                provenance = loaded.Provenance(graph),
                caution = NodeTable.Caution,
            };
            var column = new double[graph.NodeCount];
            for (var v = 0; v < column.Length; v++) column[v] = found[v];
            NodeTable.WriteOut(loaded, graph, document, ("community", column));
            if (loaded.Json) Answer.WriteJson(document);
            else
            {
                Console.WriteLine($"{found.Count} communities, modularity {found.Modularity(graph):F4}");
                foreach (var group in groups.Take(20))
                    Console.WriteLine($"  {group.Length,7}  {string.Join(' ', group.Take(12).Select(v => loaded.Names[v]))}{(group.Length > 12 ? " …" : "")}");
            }
            return 0;
        });
        return command;
    }
}
