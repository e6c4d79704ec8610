using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>Collects what a writer leaves out, with paths into the document in palermo JSON.</summary>
internal sealed class Drops(ExchangeDocument document, string formatTitle)
{
    private readonly List<DroppedField> _dropped = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> _index = document.Items.Select((item, n) => (item.Id, n)).ToDictionary(p => p.Id, p => p.n);

    public IReadOnlyList<DroppedField> All => _dropped;

    private void Add(string path, Item? item, string reason)
    {
        if (_paths.Add(path)) _dropped.Add(new(path, item is null ? null : item.Origin?.Id ?? item.Id.ToString(), reason));
    }

    private string Of(Item item) => $"/items/{_index[item.Id]}";

    public void Whole(Item item, string reason) => Add(Of(item), item, reason);
    public void Part(Item item, string part, string reason) => Add($"{Of(item)}/{part}", item, reason);
    public void Document(string part, string reason) => Add("/" + part, null, reason);

    public void Property(Item item, string property, int index, string? reason = null) =>
        Add($"{Of(item)}/properties/{property}/{index}", item, reason ?? $"{formatTitle} has no place for '{property}' of a {item.Type}.");

    public void Link(Item item, string role, int index, string reason) => Add($"{Of(item)}/links/{role}/{index}", item, reason);

    /// <summary>Lists what lies in the bags of other formats: what nobody mapped is not sent on.</summary>
    public void Bags(Item item, string? ownFormat)
    {
        foreach (var (format, bag) in item.Extensions)
            if (format != ownFormat)
                foreach (var path in Paths(format, bag)) Add($"{Of(item)}/extensions/{path}", item, $"A field of {format} that the crosswalk does not know; it stays in palermo JSON.");
    }

    public void Bags(string? ownFormat)
    {
        foreach (var (format, bag) in document.Extensions)
            if (format != ownFormat)
                foreach (var path in Paths(format, bag)) Add($"/extensions/{path}", null, $"A field of the {format} document that the crosswalk does not know; it stays in palermo JSON.");
    }

    /// <summary>The paths under which the content of a bag is listed: one a field.</summary>
    internal static IEnumerable<string> Paths(string format, JsonObject bag)
    {
        foreach (var (name, value) in bag)
        {
            yield return $"{format}/{name.Replace("~", "~0").Replace("/", "~1")}";
            // Attributes of MISP stand in one list: each that nobody mapped is named.
            if (format == MispReader.Format && name == "Attribute" && value is JsonArray attributes)
                for (var n = 0; n < attributes.Count; n++)
                    if (attributes[n] is JsonObject attribute && !attribute.ContainsKey(MispReader.Hole)) yield return $"{format}/Attribute/{n}";
            // Elements of CISE stand in a tree: each leaf that nobody mapped is named.
            if (format == CiseReader.Format && value is JsonObject tree)
                foreach (var path in XmlTree.UnmappedPaths(tree)) yield return $"{format}/{name}/{path}";
        }
    }
}
