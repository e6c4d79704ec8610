using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Palermo.Formats;

/// <summary>
/// An XML element kept as JSON, in order. Where a value became a property of an item, the tree holds the name of the property; where an
/// element became an item of its own, it holds the item's id: everything is kept once.
/// </summary>
/// <remarks>Keys: n name, a attributes, c children, t text; h property and index ("hole"); i id of an item.</remarks>
internal static class XmlTree
{
    public const string Hole = "h";
    public const string ItemId = "i";

    /// <summary>Keeps an element.</summary>
    /// <param name="replace">What stands in place of a child element; null to keep the child itself.</param>
    public static JsonObject Keep(XElement element, Func<XElement, JsonObject?> replace)
    {
        var json = new JsonObject { ["n"] = element.Name.ToString() };
        if (element.HasAttributes)
            json["a"] = new JsonObject(element.Attributes().Select(a => KeyValuePair.Create(a.IsNamespaceDeclaration ? "xmlns" + (a.Name.LocalName == "xmlns" ? "" : ":" + a.Name.LocalName) : a.Name.ToString(), (JsonNode?)a.Value)));
        if (element.HasElements) json["c"] = new JsonArray([.. element.Elements().Select(e => (JsonNode)(replace(e) ?? Keep(e, replace)))]);
        else if (element.Value.Length > 0) json["t"] = element.Value;
        return json;
    }

    /// <summary>The element again.</summary>
    /// <param name="value">The value for a hole; null leaves the element out.</param>
    /// <param name="item">The element of an item; null leaves it out.</param>
    public static XElement? Restore(JsonObject json, Func<string, string?> value, Func<Guid, XElement?> item)
    {
        if (json[ItemId]?.GetValue<string>() is { } id) return item(Guid.Parse(id));
        var element = new XElement(XName.Get(json["n"]!.GetValue<string>()));
        foreach (var (name, text) in json["a"] as JsonObject ?? [])
            element.Add(name == "xmlns" ? new XAttribute("xmlns", text!.GetValue<string>())
                : name.StartsWith("xmlns:", StringComparison.Ordinal) ? new XAttribute(XNamespace.Xmlns + name[6..], text!.GetValue<string>())
                : new XAttribute(XName.Get(name), text!.GetValue<string>()));
        if (json[Hole]?.GetValue<string>() is { } hole)
        {
            if (value(hole) is not { } filled) return null;
            element.Value = filled;
            return element;
        }
        if (json["t"]?.GetValue<string>() is { } kept) element.Value = kept;
        foreach (var child in json["c"] as JsonArray ?? [])
            if (Restore((JsonObject)child!, value, item) is { } restored) element.Add(restored);
        return element;
    }

    /// <summary>Paths of the leaves that nobody mapped, each once.</summary>
    public static IEnumerable<string> UnmappedPaths(JsonObject tree)
    {
        return Walk(tree, "").Distinct(StringComparer.Ordinal);

        static IEnumerable<string> Walk(JsonObject node, string path)
        {
            if (node.ContainsKey(Hole) || node.ContainsKey(ItemId)) yield break;
            if (node["c"] is not JsonArray children)
            {
                if (path.Length > 0) yield return path;
                yield break;
            }
            foreach (var child in children.Select(c => (JsonObject)c!).Where(c => c["n"] is not null))
                foreach (var found in Walk(child, (path.Length == 0 ? "" : path + "/") + XName.Get(child["n"]!.GetValue<string>()).LocalName)) yield return found;
        }
    }
}
