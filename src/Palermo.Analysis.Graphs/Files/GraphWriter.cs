using System.Globalization;
using System.Xml;

namespace Palermo.Analysis.Graphs;

/// <summary>Writes networks: as an edge list, as CSV, or as GraphML with what was found about each node.</summary>
public static class GraphWriter
{
    /// <summary>Writes <c>a b</c> or <c>a b weight</c>, one edge a line.</summary>
    /// <exception cref="ArgumentException">A name with a blank in it, which an edge list cannot hold.</exception>
    public static void EdgeList(TextWriter output, Graph graph, IReadOnlyList<string> names)
    {
        foreach (var (from, to, weight) in graph.Edges())
        {
            foreach (var end in (ReadOnlySpan<int>)[from, to])
                if (names[end].AsSpan().IndexOfAny(" \t,;\"#%") >= 0)
                    throw new ArgumentException($"the name \"{names[end]}\" has a blank or sign that an edge list cannot hold: write CSV or GraphML", nameof(names));
            output.Write(names[from]);
            output.Write(' ');
            output.Write(names[to]);
            if (graph.Weighted)
            {
                output.Write(' ');
                output.Write(Text(weight));
            }
            output.Write('\n');
        }
    }

    /// <summary>Writes CSV (RFC 4180, UTF-8) with the columns source, target and, when there are weights, weight.</summary>
    public static void Csv(TextWriter output, Graph graph, IReadOnlyList<string> names)
    {
        output.Write(graph.Weighted ? "source,target,weight\n" : "source,target\n");
        foreach (var (from, to, weight) in graph.Edges())
            Row(output, graph.Weighted ? [names[from], names[to], Text(weight)] : [names[from], names[to]]);
    }

    /// <summary>Writes one row of CSV, quoting where needed.</summary>
    /// <remarks>A cell that a spreadsheet would run as a formula is given a leading apostrophe (OWASP, CSV injection).</remarks>
    public static void Row(TextWriter output, IReadOnlyList<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0) output.Write(',');
            var cell = cells[i];
            if (IsFormula(cell)) cell = "'" + cell;
            output.Write(cell.AsSpan().IndexOfAny(",;\"\n\r ") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }
        output.Write('\n');
    }

    /// <summary>Writes GraphML, with named columns of values of the nodes (communities, ranks), for Gephi and the like.</summary>
    /// <param name="columns">For each column its name and one value a node.</param>
    public static void GraphMl(Stream output, Graph graph, IReadOnlyList<string> names, IReadOnlyList<(string Name, double[] Values)>? columns = null)
    {
        columns ??= [];
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, CloseOutput = false });
        const string Space = "http://graphml.graphdrawing.org/xmlns";
        xml.WriteStartElement("graphml", Space);
        for (var i = 0; i < columns.Count; i++) Key($"n{i}", "node", columns[i].Name);
        if (graph.Weighted) Key("w", "edge", "weight");
        xml.WriteStartElement("graph", Space);
        xml.WriteAttributeString("edgedefault", graph.Directed ? "directed" : "undirected");
        for (var v = 0; v < graph.NodeCount; v++)
        {
            xml.WriteStartElement("node", Space);
            xml.WriteAttributeString("id", names[v]);
            for (var i = 0; i < columns.Count; i++) Data($"n{i}", columns[i].Values[v]);
            xml.WriteEndElement();
        }
        foreach (var (from, to, weight) in graph.Edges())
        {
            xml.WriteStartElement("edge", Space);
            xml.WriteAttributeString("source", names[from]);
            xml.WriteAttributeString("target", names[to]);
            if (graph.Weighted) Data("w", weight);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();

        void Key(string id, string of, string name)
        {
            xml.WriteStartElement("key", Space);
            xml.WriteAttributeString("id", id);
            xml.WriteAttributeString("for", of);
            xml.WriteAttributeString("attr.name", name);
            xml.WriteAttributeString("attr.type", "double");
            xml.WriteEndElement();
        }

        void Data(string key, double value)
        {
            xml.WriteStartElement("data", Space);
            xml.WriteAttributeString("key", key);
            xml.WriteString(Text(value));
            xml.WriteEndElement();
        }
    }

    private static bool IsFormula(string cell) =>
        cell.Length > 0 && "=@\t\r+-".Contains(cell[0], StringComparison.Ordinal)
        && !double.TryParse(cell, CultureInfo.InvariantCulture, out _);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
