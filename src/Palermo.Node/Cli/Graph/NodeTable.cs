using System.Globalization;
using System.Text.Json;
using Palermo.Analysis.Graphs;

namespace Palermo.Node.Cli.Graphs;

/// <summary>Writes what was found about each node: to the file of <c>--out</c>, and as short lines for a person.</summary>
internal static class NodeTable
{
    /// <summary>Said with every ranking of people (domain page, section 4).</summary>
    public const string Caution =
        "A place in a network is a lead, not guilt. Victims, drivers and helpers may be central; check the evidence behind the ties, and record who decided what and why.";

    /// <summary>Writes columns of values to the file that the words ask for, if any.</summary>
    public static void WriteOut(LoadedGraph input, Palermo.Analysis.Graphs.Graph graph, object document, params (string Name, double[] Values)[] columns)
    {
        if (input.Out is null) return;
        switch (Path.GetExtension(input.Out).ToLowerInvariant())
        {
            case ".json":
                ToFile(input.Out, output => JsonSerializer.Serialize(output, document, Answer.Json));
                break;
            case ".graphml":
                ToFile(input.Out, output => GraphWriter.GraphMl(output, graph, input.Names, columns));
                break;
            case ".csv":
                ToFile(input.Out, output =>
                {
                    using var text = new StreamWriter(output);
                    GraphWriter.Row(text, ["node", .. columns.Select(column => column.Name)]);
                    for (var v = 0; v < graph.NodeCount; v++)
                        GraphWriter.Row(text, [input.Names[v], .. columns.Select(column => Number(column.Values[v]))]);
                });
                break;
            default:
                throw new CliProblem($"--out {input.Out}: give a name that ends in .csv, .json or .graphml");
        }
        Answer.Progress($"wrote {input.Out}");
    }

    /// <summary>Writes a file as a whole: under another name first, so that a failure leaves nothing half written.</summary>
    public static void ToFile(string path, Action<Stream> write)
    {
        try
        {
            var part = path + ".part";
            using (var output = File.Create(part)) write(output);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"--out {path}: cannot be written ({fault.Message})");
        }
    }

    /// <summary>The nodes of highest value, highest first; ties by the order of names.</summary>
    public static int[] Top(double[] values, int count)
    {
        var order = new int[values.Length];
        for (var v = 0; v < order.Length; v++) order[v] = v;
        Array.Sort(order, (a, b) => values[a] != values[b] ? values[b].CompareTo(values[a]) : a - b);
        return order[..Math.Min(count, order.Length)];
    }

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
