using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Palermo.Formats;

/// <summary>
/// Checks the bags of a document in palermo JSON: they have the shape that the reader of the format gives them. Writers rely on it, and the
/// document may come from anybody.
/// </summary>
internal static class KeptSource
{
    /// <summary>What is wrong with a bag; null when it can be written back.</summary>
    public static string? Problem(string format, JsonObject bag) => format switch
    {
        StixReader.Format => Texts(bag["object_marking_refs"], "object_marking_refs") ?? Texts(bag["markings"], "markings") ?? Granular(bag["granular_markings"])
            ?? (bag["extensions"] is null or JsonObject ? null : "'extensions' is an object."),
        FtmReader.Format => bag["properties"] is null or JsonObject ? null : "'properties' is an object.",
        MispReader.Format => Tags(bag) ?? Attributes(bag["Attribute"]),
        CiseReader.Format => bag["entity"] is { } entity ? Tree(entity, 0) : bag["message"] is { } message ? Tree(message, 0) : null,
        _ => null,
    };

    private static bool IsText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out _);

    private static string? Texts(JsonNode? node, string name) => node is null || (node is JsonArray list && list.All(IsText)) ? null : $"'{name}' is a list of texts.";

    private static string? Granular(JsonNode? node) =>
        node is null || (node is JsonArray list && list.All(g => g is JsonObject marking && (marking["marking_ref"] is null || IsText(marking["marking_ref"])))) ? null : "'granular_markings' is a list of objects with a 'marking_ref'.";

    private static string? Tags(JsonObject holder) =>
        holder["Tag"] is null || (holder["Tag"] is JsonArray list && list.All(t => t is JsonObject tag && IsText(tag["name"]))) ? null : "'Tag' is a list of objects with a 'name'.";

    private static string? Attributes(JsonNode? node)
    {
        if (node is null) return null;
        if (node is not JsonArray list) return "'Attribute' is a list.";
        foreach (var kept in list)
        {
            if (kept is not JsonObject attribute || !IsText(attribute["object_relation"])) return "An attribute is an object with an 'object_relation'.";
            if (attribute[MispReader.Hole] is { } hole && !IsHole(hole)) return $"'{MispReader.Hole}' names a property and a number.";
            if (Tags(attribute) is { } problem) return problem;
        }
        return null;
    }

    private static bool IsHole(JsonNode hole) => IsText(hole) && hole.GetValue<string>() is var text && text.LastIndexOf('/') is var cut and > 0
        && int.TryParse(text.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string? Tree(JsonNode? node, int depth)
    {
        if (depth > ReadLimits.Default.MaxDepth) return "The kept XML is nested too deeply.";
        if (node is not JsonObject json) return "An element of the kept XML is an object.";
        if (json[XmlTree.ItemId] is { } id) return IsText(id) && Guid.TryParse(id.GetValue<string>(), out _) ? null : "The id of an item is a UUID.";
        if (!IsText(json["n"]) || !IsName(json["n"]!.GetValue<string>())) return "An element of the kept XML has a name.";
        if (json[XmlTree.Hole] is { } hole && !IsHole(hole)) return "A kept value names its property and a number.";
        if (json["t"] is { } text && !(IsText(text) && text.GetValue<string>().All(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)))) return "The text of a kept element is text that XML can hold.";
        if (json["a"] is { } attributes)
        {
            if (attributes is not JsonObject list) return "Attributes are an object.";
            foreach (var (name, value) in list)
                if (!IsText(value) || !(name == "xmlns" || IsName(name.StartsWith("xmlns:", StringComparison.Ordinal) ? name[6..] : name))) return "An attribute has a name and a text.";
        }
        if (json["c"] is null) return null;
        if (json["c"] is not JsonArray children) return "Children are a list.";
        return children.Select(c => Tree(c, depth + 1)).FirstOrDefault(problem => problem is not null);
    }

    private static bool IsName(string text)
    {
        try
        {
            return XName.Get(text).LocalName.Length > 0;
        }
        catch (Exception wrong) when (wrong is XmlException or ArgumentException)
        {
            return false;
        }
    }
}
