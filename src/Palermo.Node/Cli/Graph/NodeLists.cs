using System.Globalization;

namespace Palermo.Node.Cli.Graphs;

/// <summary>Files that say something of some nodes: who must not be suggested, what a removal costs, which stage or role somebody has.</summary>
internal static class NodeLists
{
    /// <summary>A flag for each node named in a file, one name a line; null without a file. Names that are in no edge are passed over.</summary>
    public static bool[]? Flags(string? path, LoadedGraph loaded)
    {
        if (path is null) return null;
        var flags = new bool[loaded.Names.Count];
        foreach (var line in Lines(path))
            if (loaded.Table.Number(line.Trim()) is var v and >= 0) flags[v] = true;
        return flags;
    }

    /// <summary>The nodes named in an option, separated by commas, or in a file that is named with @ before it.</summary>
    public static int[] Named(string text, LoadedGraph loaded, string option)
    {
        var names = text.StartsWith('@') ? Lines(text[1..]) : text.Split(',');
        return [.. names.Select(name => name.Trim()).Where(name => name.Length > 0).Select(name => loaded.Node(name, option)).Distinct()];
    }

    /// <summary>A number for each node from a CSV of node and number; whoever is not in it has the number given.</summary>
    public static double[]? Costs(string? path, LoadedGraph loaded, double absent)
    {
        if (path is null) return null;
        var values = new double[loaded.Names.Count];
        values.AsSpan().Fill(absent);
        foreach (var (node, text, line) in Rows(path, loaded))
        {
            if (!double.TryParse(text, CultureInfo.InvariantCulture, out var value) || !(value > 0) || double.IsInfinity(value))
                throw new CliProblem($"{path}: line {line}, field cost: \"{text}\" is not a number above 0");
            values[node] = value;
        }
        return values;
    }

    /// <summary>A class for each node from a CSV of node and class; classes are numbered in the order of their names, whoever is not in it is of a class of its own.</summary>
    public static int[]? Classes(string? path, LoadedGraph loaded)
    {
        if (path is null) return null;
        var words = new string[loaded.Names.Count];
        words.AsSpan().Fill("");
        foreach (var (node, text, _) in Rows(path, loaded)) words[node] = text;
        var order = words.Distinct().Order(StringComparer.Ordinal).ToList();
        return [.. words.Select(word => order.IndexOf(word))];
    }

    private static IEnumerable<(int Node, string Text, int Line)> Rows(string path, LoadedGraph loaded)
    {
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            if (line.Trim().Length == 0) continue;
            var comma = line.LastIndexOf(',');
            if (comma < 0) throw new CliProblem($"{path}: line {number}: give two fields, node and value, with a comma between");
            var name = line[..comma].Trim().Trim('"');
            if (number == 1 && name == "node") continue;
            if (loaded.Table.Number(name) is var v and >= 0) yield return (v, line[(comma + 1)..].Trim(), number);
        }
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
