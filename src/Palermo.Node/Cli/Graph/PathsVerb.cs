using System.CommandLine;
using Palermo.Analysis.Graphs;

namespace Palermo.Node.Cli.Graphs;

/// <summary><c>palermo graph paths</c>: how one node reaches another.</summary>
internal static class PathsVerb
{
    public static Command Create()
    {
        var command = new Command("paths",
            "A shortest way between two nodes, or with --respect-time the earliest way whose contacts follow one another. "
            + "Example: palermo graph paths calls.csv --from ana --to omar --respect-time --json");
        var input = new GraphInput(command);
        var from = new Option<string>("--from") { Description = "where it starts", Required = true };
        var to = new Option<string>("--to") { Description = "where it ends", Required = true };
        var time = new Option<bool>("--respect-time") { Description = "each contact begins after the one before has ended (needs a CSV column time)" };
        var start = new Option<double?>("--start") { Description = "with --respect-time: contacts from this time on (the number in the file; seconds since 1970 for dates)" };
        var until = new Option<double?>("--until") { Description = "with --respect-time: contacts that end by this time" };
        var directed = new Option<bool>("--directed") { Description = "edges lead only from their first end to their second" };
        var strength = new Option<bool>("--by-strength") { Description = "a strong tie is a short way: length 1 / weight" };
        foreach (var option in (Option[])[from, to, time, start, until, directed, strength]) command.Options.Add(option);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var a = loaded.Node(words.GetValue(from)!, "--from");
            var b = loaded.Node(words.GetValue(to)!, "--to");
            return words.GetValue(time)
                ? InTime(loaded, a, b, words.GetValue(directed), words.GetValue(start), words.GetValue(until))
                : InSteps(loaded, a, b, words.GetValue(directed), words.GetValue(strength));
        });
        return command;
    }

    private static int InSteps(LoadedGraph loaded, int from, int to, bool directed, bool byStrength)
    {
        var graph = loaded.Graph(directed);
        var path = ShortestPath.Find(graph, from, to, byStrength);
        var nodes = path?.Nodes.Select(v => loaded.Names[v]).ToArray();
        if (loaded.Json)
            Answer.WriteJson(new
            {
                from = loaded.Names[from], to = loaded.Names[to], found = path is not null, nodes,
                length = path?.Length, shortestPaths = path?.Count, provenance = loaded.Provenance(graph),
            });
        else Console.WriteLine(nodes is null ? "there is no way" : $"{string.Join(" - ", nodes)} (length {path!.Length:G6}, one of {path.Count:G6})");
        return path is null ? 1 : 0;
    }

    private static int InTime(LoadedGraph loaded, int from, int to, bool directed, double? start, double? until)
    {
        if (loaded.Table.Time is null)
            throw new CliProblem($"{loaded.Path}: --respect-time needs times: give a CSV with a column named time (numbers or ISO 8601 dates)");
        var graph = loaded.Keep is null ? loaded.Table.ToTemporal(directed || loaded.Table.Directed) : OneLayer(loaded, directed);
        var path = EarliestArrival.Path(graph, from, to, start ?? double.NegativeInfinity, until ?? double.PositiveInfinity);
        if (loaded.Json)
            Answer.WriteJson(new
            {
                from = loaded.Names[from], to = loaded.Names[to], found = path is not null,
                departure = path is { Count: > 0 } ? path[0].Time : (double?)null,
                arrival = path is { Count: > 0 } ? path[^1].Time + path[^1].Duration : (double?)null,
                contacts = path?.Select(contact => new
                {
                    from = loaded.Names[contact.From], to = loaded.Names[contact.To], time = contact.Time, duration = contact.Duration,
                    layer = loaded.Table.LayerNames.Count > 0 ? loaded.Table.LayerNames[contact.Layer] : null,
                }),
                provenance = loaded.Provenance(loaded.Graph(directed)),
            });
        else if (path is null) Console.WriteLine("there is no way that respects time");
        else
            foreach (var contact in path)
                Console.WriteLine($"{contact.Time:G12}: {loaded.Names[contact.From]} - {loaded.Names[contact.To]}");
        return path is null ? 1 : 0;
    }

    private static TemporalGraph OneLayer(LoadedGraph loaded, bool directed)
    {
        var whole = loaded.Table;
        var contacts = new List<Contact>();
        for (var i = 0; i < whole.Count; i++)
            if (loaded.Keep!(i))
                contacts.Add(new Contact(whole.From[i], whole.To[i], whole.Time![i], whole.Duration?[i] ?? 0, whole.Layer![i], whole.Weight?[i] ?? 1));
        return new TemporalGraph(whole.NodeCount, [.. contacts], directed || whole.Directed);
    }
}
