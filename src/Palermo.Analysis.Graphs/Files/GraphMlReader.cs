using System.Text;
using System.Xml;

namespace Palermo.Analysis.Graphs;

/// <summary>Reads GraphML (graphml.graphdrawing.org): nodes, edges, and of their data weight, time, duration, layer and evidence.</summary>
/// <remarks>One pass; document types are refused, so no entity can be expanded. Nested graphs and hyperedges are not read, and say so.</remarks>
public static class GraphMlReader
{
    private const int DeepestElement = 64;

    /// <summary>Reads the graph of a file. When there are several, the first.</summary>
    /// <exception cref="GraphFileException">Not XML, not GraphML, or an edge that cannot be.</exception>
    public static EdgeTable Read(Stream xml)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, IgnoreProcessingInstructions = true,
        };
        try
        {
            // Opening reads the first bytes already: a file in no encoding at all fails here.
            using var reader = XmlReader.Create(xml, settings);
            return Read(reader);
        }
        catch (XmlException fault)
        {
            throw new GraphFileException(fault.LineNumber, $"not well-formed XML ({fault.Message})");
        }
    }

    private static EdgeTable Read(XmlReader reader)
    {
        var table = new EdgeTableBuilder();
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var graphs = 0;
        var root = true;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (root && reader.LocalName != "graphml")
                throw new GraphFileException(Line(reader), $"the first element is {reader.LocalName}, not graphml");
            root = false;
            if (reader.Depth > DeepestElement) throw new GraphFileException(Line(reader), "elements are nested too deeply");
            switch (reader.LocalName)
            {
                case "key":
                    if (reader.GetAttribute("for") is "edge" or "all" or null)
                        keys[Need(reader, "id")] = (reader.GetAttribute("attr.name") ?? Need(reader, "id")).ToLowerInvariant();
                    break;
                case "graph":
                    if (reader.Depth > 1) throw new GraphFileException(Line(reader), "a graph within a node is not read: give a flat graph");
                    if (++graphs > 1) return table.Build();
                    table.Directed = reader.GetAttribute("edgedefault") == "directed";
                    break;
                case "node":
                    table.Node(Encoding.UTF8.GetBytes(Need(reader, "id")), Line(reader));
                    break;
                case "hyperedge":
                    throw new GraphFileException(Line(reader), "a hyperedge is not read: give edges of two ends");
                case "edge":
                    ReadEdge(reader, table, keys);
                    break;
            }
        }
        if (graphs == 0) throw new GraphFileException(0, "there is no graph element in it");
        return table.Build();
    }

    private static void ReadEdge(XmlReader reader, EdgeTableBuilder table, Dictionary<string, string> keys)
    {
        var line = Line(reader);
        var from = table.Node(Encoding.UTF8.GetBytes(Need(reader, "source")), line);
        var to = table.Node(Encoding.UTF8.GetBytes(Need(reader, "target")), line);
        double? weight = null, time = null, duration = null;
        string? layer = null, evidence = null;
        if (!reader.IsEmptyElement)
        {
            var depth = reader.Depth;
            while (reader.Read() && reader.Depth > depth)
            {
                if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "data") continue;
                var key = reader.GetAttribute("key") ?? "";
                var text = reader.IsEmptyElement ? "" : Text(reader);
                var cell = Encoding.UTF8.GetBytes(text.Trim());
                switch (keys.GetValueOrDefault(key, key.ToLowerInvariant()))
                {
                    case "weight": weight = EdgeListReader.Number(cell, "weight", line); break;
                    case "time" or "start" or "date": time = EdgeListReader.Time(cell, "time", line); break;
                    case "duration": duration = EdgeListReader.Number(cell, "duration", line); break;
                    case "layer" or "type": layer = text; break;
                    case "evidence": evidence = text; break;
                }
            }
        }
        table.Edge(from, to, new EdgeValues(weight, time, duration, layer, evidence), line);
    }

    private static string Text(XmlReader reader)
    {
        var depth = reader.Depth;
        var text = new StringBuilder();
        while (reader.Read() && reader.Depth > depth)
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) text.Append(reader.Value);
        return text.ToString();
    }

    private static string Need(XmlReader reader, string attribute) =>
        reader.GetAttribute(attribute)
        ?? throw new GraphFileException(Line(reader), $"the element {reader.LocalName} has no attribute {attribute}");

    private static int Line(XmlReader reader) => ((IXmlLineInfo)reader).LineNumber;
}
