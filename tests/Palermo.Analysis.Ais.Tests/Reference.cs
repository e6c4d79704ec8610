using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Palermo.Analysis.Ais.Messages;

namespace Palermo.Analysis.Ais.Tests;

/// <summary>Reads the outputs of other decoders, and ours, and compares them field by field.</summary>
internal static class Reference
{
    public static List<JsonObject> Ours(string path, TextForm form)
    {
        using var input = AisReader.Open(path);
        using var output = new MemoryStream();
        AisReader.WriteText(input, output, form, 1);
        return Lines(Encoding.UTF8.GetString(output.ToArray()));
    }

    public static List<JsonObject> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!.AsObject())];

    public static string Text(string path)
    {
        using var input = AisReader.Open(path);
        using var reader = new StreamReader(input, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Each message of the reference beside ours: of the same type and MMSI, in order. A type 24 of ours is its two parts put together, as the reference puts them.</summary>
    public static IEnumerable<(JsonObject Theirs, JsonObject? Ours)> Pairs(List<JsonObject> theirs, List<JsonObject> ours)
    {
        var waiting = ours.GroupBy(Key).ToDictionary(g => g.Key, g => new Queue<JsonObject>(g));
        foreach (var message in theirs)
        {
            if (!waiting.TryGetValue(Key(message), out var queue) || queue.Count == 0)
            {
                yield return (message, null);
                continue;
            }
            if ((int)message["type"]! != 24)
            {
                yield return (message, queue.Dequeue());
                continue;
            }
            var joined = new JsonObject();
            foreach (var (name, value) in queue.Reverse().SelectMany(part => part)) joined[name] = value?.DeepClone();
            yield return (message, joined);
        }
    }

    public static (int, int) Key(JsonObject message) => ((int)message["type"]!, (int)message["mmsi"]!);

    /// <summary>Whether two values say the same: equal, or numbers that differ by less than the tolerance (a number in quotes counts as a number).</summary>
    public static bool Same(JsonNode? a, JsonNode? b, double tolerance)
    {
        if (JsonNode.DeepEquals(a, b)) return true;
        if (a is JsonArray x && b is JsonArray y)
            return x.Count == y.Count && x.Zip(y).All(pair => Same(pair.First, pair.Second, tolerance));
        if (a is JsonObject p && b is JsonObject q)
            return p.All(field => Same(field.Value, q[field.Key], tolerance));
        return Number(a) is { } m && Number(b) is { } n && Math.Abs(m - n) <= tolerance;
    }

    public static double? Number(JsonNode? node) =>
        node is JsonValue && double.TryParse(node.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
