using System.CommandLine;
using Palermo.Analysis.Graphs;

namespace Palermo.Node.Cli.Graphs;

/// <summary><c>palermo graph convert</c>: from one format of networks to another.</summary>
internal static class ConvertVerb
{
    public static Command Create()
    {
        var command = new Command("convert",
            "Writes the network in another format, doubles merged: .txt (edge list), .csv or .graphml by the ending of --out. Example: palermo graph convert calls.csv --out calls.graphml");
        var input = new GraphInput(command);
        var directed = new Option<bool>("--directed") { Description = "edges lead only from their first end to their second" };
        command.Options.Add(directed);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var graph = loaded.Graph(words.GetValue(directed));
            if (loaded.Out is null) throw new CliProblem("--out: name the file to write");
            try
            {
                NodeTable.ToFile(loaded.Out, output => Write(output, Path.GetExtension(loaded.Out).ToLowerInvariant(), graph, loaded.Names));
            }
            catch (ArgumentException fault)
            {
                throw new CliProblem($"--out {loaded.Out}: {fault.Message}");
            }
            if (loaded.Json) Answer.WriteJson(new { written = loaded.Out, provenance = loaded.Provenance(graph) });
            else Console.WriteLine($"wrote {loaded.Out}: {graph.NodeCount} nodes, {graph.EdgeCount} edges");
            return 0;
        });
        return command;
    }

    private static void Write(Stream output, string ending, Palermo.Analysis.Graphs.Graph graph, IReadOnlyList<string> names)
    {
        if (ending == ".graphml")
        {
            GraphWriter.GraphMl(output, graph, names);
            return;
        }
        using var text = new StreamWriter(output);
        if (ending == ".csv") GraphWriter.Csv(text, graph, names);
        else if (ending == ".txt") GraphWriter.EdgeList(text, graph, names);
        else throw new CliProblem($"--out: give a name that ends in .txt, .csv or .graphml, not \"{ending}\"");
    }
}
