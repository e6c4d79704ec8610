using System.Text.Json;

namespace Palermo.Analysis.Geo;

/// <summary>Reads the rings of polygons from TopoJSON, where neighbours share their borders as arcs.</summary>
/// <remarks>Source: The TopoJSON Format Specification, M. Bostock and C. Metcalf (2013). Cost: one pass over the text.</remarks>
public static class TopoJson
{
    /// <summary>All rings, outer ones and holes, of the polygons of one object.</summary>
    /// <param name="json">The document, UTF-8.</param>
    /// <param name="objectName">Name of the object, such as <c>land</c>.</param>
    /// <returns>Closed rings of (longitude, latitude).</returns>
    /// <exception cref="FormatException">The text is not a topology, lacks the object, or names arcs that do not exist.</exception>
    public static List<(float Lon, float Lat)[]> Rings(ReadOnlySpan<byte> json, string objectName)
    {
        try
        {
            return Read(json, objectName);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or OverflowException)
        {
            throw new FormatException($"not a TopoJSON document: {e.Message}", e);
        }
    }

    private static List<(float, float)[]> Read(ReadOnlySpan<byte> json, string objectName)
    {
        var reader = new Utf8JsonReader(json);
        List<List<int>>? rings = null;
        var arcs = new List<int[]>();
        double scaleX = 1, scaleY = 1, moveX = 0, moveY = 0;
        var quantised = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException("not a TopoJSON document");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("objects"u8)) rings = Objects(ref reader, objectName);
            else if (reader.ValueTextEquals("arcs"u8)) arcs = Arcs(ref reader);
            else if (reader.ValueTextEquals("transform"u8))
            {
                using var transform = JsonDocument.ParseValue(ref reader);
                var scale = transform.RootElement.GetProperty("scale");
                var translate = transform.RootElement.GetProperty("translate");
                (scaleX, scaleY, moveX, moveY) = (scale[0].GetDouble(), scale[1].GetDouble(), translate[0].GetDouble(), translate[1].GetDouble());
                quantised = true;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (rings is null) throw new FormatException($"the TopoJSON document has no object '{objectName}'");
        if (!quantised) throw new FormatException("the TopoJSON document has no transform; unquantised topologies are not read");
        var decoded = arcs.ConvertAll(arc =>
        {
            var points = new (float, float)[arc.Length / 2];
            long x = 0, y = 0;
            for (var i = 0; i < points.Length; i++)
            {
                (x, y) = (x + arc[2 * i], y + arc[2 * i + 1]);
                points[i] = ((float)(x * scaleX + moveX), (float)(y * scaleY + moveY));
            }

            return points;
        });
        return rings.ConvertAll(ring => Join(ring, decoded));
    }

    private static (float, float)[] Join(List<int> ring, List<(float, float)[]> arcs)
    {
        var points = new List<(float, float)>();
        foreach (var index in ring)
        {
            var which = index < 0 ? ~index : index;
            if (which >= arcs.Count) throw new FormatException($"a ring names arc {which} of {arcs.Count}");
            var arc = arcs[which];
            // The first point of an arc repeats the last of the one before.
            for (var i = points.Count == 0 ? 0 : 1; i < arc.Length; i++) points.Add(index < 0 ? arc[arc.Length - 1 - i] : arc[i]);
        }

        return [.. points];
    }

    private static List<int[]> Arcs(ref Utf8JsonReader reader)
    {
        var arcs = new List<int[]>();
        var numbers = new List<int>();
        reader.Read();
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.Number) numbers.Add(reader.GetInt32());
            else if (reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth + 1)
            {
                arcs.Add([.. numbers]);
                numbers.Clear();
            }
        }

        return arcs;
    }

    private static List<List<int>>? Objects(ref Utf8JsonReader reader, string objectName)
    {
        using var objects = JsonDocument.ParseValue(ref reader);
        if (!objects.RootElement.TryGetProperty(objectName, out var found)) return null;
        var rings = new List<List<int>>();
        Collect(found, rings);
        return rings;
    }

    private static void Collect(JsonElement geometry, List<List<int>> rings)
    {
        switch (geometry.GetProperty("type").GetString())
        {
            case "GeometryCollection":
                foreach (var part in geometry.GetProperty("geometries").EnumerateArray()) Collect(part, rings);
                break;
            case "Polygon":
                foreach (var ring in geometry.GetProperty("arcs").EnumerateArray()) rings.Add([.. ring.EnumerateArray().Select(a => a.GetInt32())]);
                break;
            case "MultiPolygon":
                foreach (var polygon in geometry.GetProperty("arcs").EnumerateArray())
                    foreach (var ring in polygon.EnumerateArray()) rings.Add([.. ring.EnumerateArray().Select(a => a.GetInt32())]);
                break;
            default:
                break; // Points and lines enclose nothing.
        }
    }
}
