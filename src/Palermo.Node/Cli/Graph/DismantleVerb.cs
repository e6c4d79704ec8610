using System.CommandLine;
using System.Globalization;
using Palermo.Analysis.Graphs;

namespace Palermo.Node.Cli.Graphs;

/// <summary><c>palermo graph dismantle</c>: few removals after which no large component is left.</summary>
internal static class DismantleVerb
{
    private static readonly Dictionary<string, DismantlingMethod> Methods = new(StringComparer.Ordinal)
    {
        ["search"] = DismantlingMethod.Search, ["corehd"] = DismantlingMethod.CoreHighDegree, ["ci"] = DismantlingMethod.CollectiveInfluence,
        ["explosive"] = DismantlingMethod.ExplosiveImmunization, ["gnd"] = DismantlingMethod.Generalised,
        ["degree"] = DismantlingMethod.Degree, ["degree-adaptive"] = DismantlingMethod.DegreeAdaptive,
        ["betweenness"] = DismantlingMethod.Betweenness, ["betweenness-adaptive"] = DismantlingMethod.BetweennessAdaptive,
    };

    public static Command Create()
    {
        var command = new Command("dismantle",
            "Which few removals leave no component larger than the target; below 1,000 nodes with a proof where one is reached. "
            + "Example: palermo graph dismantle ties.txt --target 30 --untouchable protected.txt --json");
        var input = new GraphInput(command);
        var target = new Option<string>("--target") { Description = "largest component that may remain: a number of nodes, or a share such as 10%", DefaultValueFactory = _ => "10%" };
        var method = new Option<string>("--method") { Description = string.Join(", ", Methods.Keys), DefaultValueFactory = _ => "search" };
        method.AcceptOnlyFromAmong([.. Methods.Keys]);
        var untouchable = new Option<string?>("--untouchable") { Description = "file of names, one a line, that must never be suggested: victims, witnesses, sources, protected actors" };
        var cost = new Option<string?>("--cost") { Description = "CSV with the columns node,cost; whoever is not in it costs 1" };
        var budget = new Option<double?>("--budget") { Description = "instead of --target: the smallest largest component that so much cost can buy" };
        var effort = new Option<double>("--effort") { Description = "how long to search, 1 being usual", DefaultValueFactory = _ => 1 };
        var proof = new Option<double>("--proof") { Description = "work to spend on a proof below 1,000 nodes: 1 is a minute or so at most, 0 none", DefaultValueFactory = _ => 1 };
        foreach (var option in (Option[])[target, method, untouchable, cost, budget, effort, proof]) command.Options.Add(option);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var graph = loaded.Undirected();
            if (words.GetValue(effort) is not (>= 0 and <= 1000)) throw new CliProblem("--effort: between 0 and 1000");
            if (words.GetValue(proof) is not (>= 0 and <= 10_000)) throw new CliProblem("--proof: between 0 and 10000");
            var options = new DismantlingOptions(
                Target(words.GetValue(target)!, graph.NodeCount), Methods[words.GetValue(method)!], loaded.Seed, words.GetValue(effort),
                Untouchable(words.GetValue(untouchable), loaded), Cost(words.GetValue(cost), loaded), words.GetValue(proof), loaded.Threads);
            if (words.GetValue(budget) is { } spend && !(spend >= 0)) throw new CliProblem("--budget: 0 or more");
            var found = words.GetValue(budget) is { } money ? Dismantler.WithinBudget(graph, money, options) : Dismantler.Find(graph, options);
            return Show(loaded, graph, found, words.GetValue(method)!);
        });
        return command;
    }

    private static int Show(LoadedGraph loaded, Palermo.Analysis.Graphs.Graph graph, Dismantling found, string method)
    {
        var position = new double[graph.NodeCount];
        for (var i = 0; i < found.Order.Length; i++) position[found.Order[i]] = i + 1;
        var document = new
        {
            method,
            target = found.Target,
            reached = found.Reached,
            removals = found.Order.Length,
            cost = found.Cost,
            optimal = found.Optimal,
            lowerBound = found.LowerBound,
            order = found.Order.Select(v => loaded.Names[v]),
            largestBefore = found.Curve.Largest[0],
            largestAfter = found.Curve.Largest.Skip(1),
            robustness = found.Curve.Robustness,
            provenance = loaded.Provenance(graph),
            caution = NodeTable.Caution + " Expect rivals to fill the gap: see graph resilience.",
        };
        NodeTable.WriteOut(loaded, graph, document, ("removal", position));
        if (loaded.Json) Answer.WriteJson(document);
        else
        {
            Console.WriteLine($"{found.Order.Length} removals leave a largest component of {found.Curve.Largest[^1]} (target {found.Target}); "
                + (found.Optimal ? "proved: fewer cannot do" : $"not proved; at least {found.LowerBound:G6} are needed"));
            for (var i = 0; i < Math.Min(50, found.Order.Length); i++)
                Console.WriteLine($"  {loaded.Names[found.Order[i]],-24} largest left {found.Curve.Largest[i + 1]}");
            Console.WriteLine(NodeTable.Caution);
        }
        return found.Reached ? 0 : 1;
    }

    private static int Target(string text, int nodes)
    {
        if (text.EndsWith('%') && double.TryParse(text[..^1], CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100)
            return Math.Max(1, (int)(percent / 100 * nodes));
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1) return count;
        throw new CliProblem($"--target {text}: a number of nodes, 1 or more, or a share such as 10%");
    }

    private static bool[]? Untouchable(string? path, LoadedGraph loaded)
    {
        if (path is null) return null;
        var flags = new bool[loaded.Names.Count];
        foreach (var name in Lines(path))
        {
            if (name.Trim().Length == 0) continue;
            var v = loaded.Table.Number(name.Trim());
            if (v >= 0) flags[v] = true;
        }
        return flags;
    }

    private static double[]? Cost(string? path, LoadedGraph loaded)
    {
        if (path is null) return null;
        var cost = new double[loaded.Names.Count];
        cost.AsSpan().Fill(1);
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            if (line.Trim().Length == 0 || (number == 1 && line.Replace(" ", "", StringComparison.Ordinal) == "node,cost")) continue;
            var comma = line.LastIndexOf(',');
            if (comma < 0 || !double.TryParse(line[(comma + 1)..], CultureInfo.InvariantCulture, out var value) || !(value > 0) || double.IsInfinity(value))
                throw new CliProblem($"{path}: line {number}: give node,cost with a cost above 0");
            var v = loaded.Table.Number(line[..comma].Trim().Trim('"'));
            if (v >= 0) cost[v] = value;
        }
        return cost;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{path}: cannot be read ({fault.Message})");
        }
    }
}
