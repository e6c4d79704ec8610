using System.CommandLine;
using Palermo.Analysis.Graphs;

namespace Palermo.Node.Cli.Graphs;

/// <summary><c>palermo graph keyplayers</c>: the few who matter most together.</summary>
internal static class KeyPlayersVerb
{
    private static readonly Dictionary<string, KeyPlayerMeasure> Measures = new(StringComparer.Ordinal)
    {
        ["fragmentation"] = KeyPlayerMeasure.Fragmentation, ["distance"] = KeyPlayerMeasure.DistanceFragmentation, ["reach"] = KeyPlayerMeasure.Reach,
    };

    public static Command Create()
    {
        var command = new Command("keyplayers",
            "The set of so many nodes that matters most together: to break (fragmentation, distance) or to watch and inform (reach). "
            + "Example: palermo graph keyplayers ties.txt --size 3 --json");
        var input = new GraphInput(command);
        var size = new Option<int>("--size") { Description = "how many nodes", DefaultValueFactory = _ => 2 };
        var method = new Option<string>("--method") { Description = string.Join(", ", Measures.Keys), DefaultValueFactory = _ => "fragmentation" };
        method.AcceptOnlyFromAmong([.. Measures.Keys]);
        var untouchable = new Option<string?>("--untouchable") { Description = "file of names, one a line, that must never be suggested" };
        foreach (var option in (Option[])[size, method, untouchable]) command.Options.Add(option);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var graph = loaded.Undirected();
            var flags = NodeLists.Flags(words.GetValue(untouchable), loaded);
            var most = graph.NodeCount - (flags?.Count(flag => flag) ?? 0);
            if (words.GetValue(size) < 0 || words.GetValue(size) > most) throw new CliProblem($"--size: between 0 and {most}");
            var measure = Measures[words.GetValue(method)!];
            var found = KeyPlayers.Find(graph, words.GetValue(size), measure, loaded.Seed, flags, loaded.Threads);
            var document = new
            {
                measure = words.GetValue(method), size = found.Nodes.Length, nodes = found.Nodes.Select(v => loaded.Names[v]), value = found.Value,
                valueOfNobody = KeyPlayers.Score(graph, [], measure), everySetTried = found.Exact,
                provenance = loaded.Provenance(graph), caution = NodeTable.Caution,
            };
            var column = new double[graph.NodeCount];
            foreach (var v in found.Nodes) column[v] = 1;
            NodeTable.WriteOut(loaded, graph, document, ("keyplayer", column));
            if (loaded.Json) Answer.WriteJson(document);
            else Console.WriteLine($"{string.Join(' ', found.Nodes.Select(v => loaded.Names[v]))}: {words.GetValue(method)} {found.Value:F4}{(found.Exact ? ", every set tried" : "")}");
            return 0;
        });
        return command;
    }
}
