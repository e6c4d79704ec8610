using System.CommandLine;
using System.Globalization;
using Palermo.Analysis.Charts;
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
        var compare = new Option<bool>("--compare") { Description = "also run the other methods (but the slow adaptive betweenness) and set them side by side" };
        var plot = Plots.Option();
        foreach (var option in (Option[])[target, method, untouchable, cost, budget, effort, proof, compare, plot]) command.Options.Add(option);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var graph = loaded.Undirected();
            if (words.GetValue(effort) is not (>= 0 and <= 1000)) throw new CliProblem("--effort: between 0 and 1000");
            if (words.GetValue(proof) is not (>= 0 and <= 10_000)) throw new CliProblem("--proof: between 0 and 10000");
            var options = new DismantlingOptions(
                Target(words.GetValue(target)!, graph.NodeCount), Methods[words.GetValue(method)!], loaded.Seed, words.GetValue(effort),
                NodeLists.Flags(words.GetValue(untouchable), loaded), NodeLists.Costs(words.GetValue(cost), loaded, absent: 1), words.GetValue(proof), loaded.Threads);
            if (words.GetValue(budget) is { } spend && !(spend >= 0)) throw new CliProblem("--budget: 0 or more");
            var found = words.GetValue(budget) is { } money ? Dismantler.WithinBudget(graph, money, options) : Dismantler.Find(graph, options);
            var others = new List<(string Method, Dismantling Found)>();
            if (words.GetValue(compare))
                foreach (var (name, other) in Methods)
                    if (other != options.Method && other is not (DismantlingMethod.Search or DismantlingMethod.BetweennessAdaptive))
                        others.Add((name, Dismantler.Find(graph, options with { Target = found.Target, Method = other })));
            Plot(words.GetValue(plot), words.GetValue(method)!, found, others);
            return Show(loaded, graph, found, words.GetValue(method)!, others);
        });
        return command;
    }

    private static int Show(LoadedGraph loaded, Palermo.Analysis.Graphs.Graph graph, Dismantling found, string method, List<(string Method, Dismantling Found)> others)
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
            compared = others.Count == 0 ? null : others.Select(other => new
            {
                method = other.Method, reached = other.Found.Reached, removals = other.Found.Order.Length, cost = other.Found.Cost, robustness = other.Found.Curve.Robustness,
            }),
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
            foreach (var (name, other) in others) Console.WriteLine($"  method {name}: {other.Order.Length} removals, robustness {other.Curve.Robustness:F4}");
            Console.WriteLine(NodeTable.Caution);
        }
        return found.Reached ? 0 : 1;
    }

    private static void Plot(string? path, string method, Dismantling found, List<(string Method, Dismantling Found)> others)
    {
        var chart = new Chart("What is left after each removal")
        {
            X = Axis.Linear("nodes removed", 0), Y = Axis.Linear("nodes in the largest component", 0),
            Description = $"{found.Order.Length} removals leave a largest component of {found.Curve.Largest[^1]}; the target is {found.Target}.",
        };
        foreach (var (name, one) in (IEnumerable<(string, Dismantling)>)[(method, found), .. others.OrderBy(other => other.Found.Order.Length).Take(5)])
            chart = chart.Step($"{name} ({one.Order.Length})",
                [.. Enumerable.Range(0, one.Curve.Largest.Length).Select(i => (double)i)], [.. one.Curve.Largest.Select(size => (double)size)]);
        Plots.Write(path, chart.RuleY(found.Target, "target"));
    }

    private static int Target(string text, int nodes)
    {
        if (text.EndsWith('%') && double.TryParse(text[..^1], CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100)
            return Math.Max(1, (int)(percent / 100 * nodes));
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1) return count;
        throw new CliProblem($"--target {text}: a number of nodes, 1 or more, or a share such as 10%");
    }
}
