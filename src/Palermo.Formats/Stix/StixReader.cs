using System.Text.Json;
using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>Reads STIX 2.1 bundles (OASIS standard, 10 June 2021). What the crosswalk does not know is kept, object by object.</summary>
/// <remarks>Time and memory grow with the size of the bundle.</remarks>
public static class StixReader
{
    public const string Format = "stix";

    /// <summary>Our extension, by which a bundle carries what STIX has no place for (STIX 2.1, 7.3).</summary>
    internal const string Extension = "extension-definition--1f8f0f1b-6d3a-5c59-9b0f-6f2f6b1c7a10";
    internal const string ExtensionAuthor = "identity--7a0f7c3e-2c57-5f0a-8a55-0d8f4be5a9d2";

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="MalformedDocument">It breaks a rule of STIX 2.1, or is beyond the limits.</exception>
    public static ExchangeDocument Read(ReadOnlyMemory<byte> utf8, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        var root = JsonInput.Parse(utf8, limits).AsObject();
        if (root.Required("type").AsText() != "bundle") throw root.At("type").Wrong("A STIX document is an object of type 'bundle'.");
        StixRules.CheckId(root.Required("id"), "bundle");
        if (root.Text("spec_version") == "2.0") throw root.At("spec_version").Wrong("This is STIX 2.0; raise it to 2.1 first.");
        var bundleId = root.At("id").AsText();
        var document = new ExchangeDocument { Id = StableId.Of(Format, bundleId["bundle--".Length..]), Origin = new(Format, bundleId, "bundle") };

        List<(JsonPlace Place, Item Item)> objects = [];
        Dictionary<string, Item> byId = new(StringComparer.Ordinal);
        HashSet<Guid> used = [];
        HashSet<(string, string?)> versions = [];
        var bag = new JsonObject();
        foreach (var (name, value) in root.Members())
            if (name is not ("type" or "id" or "objects")) bag[name] = JsonInput.Node(value.Value);
        var markings = new JsonArray();
        foreach (var place in root.Required("objects").Elements())
        {
            if (objects.Count >= limits.MaxItems) throw place.Wrong($"There are more than {limits.MaxItems:N0} objects; split the bundle.");
            var (type, id) = StixRules.Check(place);
            if (id is Extension or ExtensionAuthor || id == StixTlp.Extension) continue;
            if (StixTlp.Knows(id)) { markings.Add(id); continue; }
            if (!versions.Add((id, place.Text("modified")))) throw place.Wrong($"The object {id} stands twice in the same version.");
            var item = Begin(place, type, id, used);
            byId.TryAdd(id, item);
            objects.Add((place, item));
            document.Items.Add(item);
        }
        if (markings.Count > 0) bag["markings"] = markings;
        if (bag.Count > 0) document.Extensions[Format] = bag;
        foreach (var (place, item) in objects) Fill(document, byId, used, place, item);
        FoldLinks(document);
        return document;
    }

    private static JsonPlace? OurExtension(JsonPlace place) =>
        place.Has("extensions") && place.At("extensions").AsObject().Has(Extension) ? place.At("extensions").At(Extension).AsObject() : null;

    private static Item Begin(JsonPlace place, string type, string id, HashSet<Guid> used)
    {
        var ours = OurExtension(place);
        var own = ours?.Has("item_id") == true ? ours.Value.At("item_id").AsUuid() : StableId.Of(Format, id[(id.IndexOf("--", StringComparison.Ordinal) + 2)..]);
        // The same UUID again: another version of the object, or one of another type.
        if (!used.Add(own) && !used.Add(own = StableId.Made(Format, id, place.Text("modified") ?? ""))) throw place.Wrong($"The id of {id} is that of another object.");
        var itemType = ours?.Text("item_type") ?? StixRules.TypeOf(type, place.Value);
        if (!Crosswalk.Knows(itemType)) throw ours!.Value.At("item_type").Wrong($"'{JsonPlace.Short(itemType)}' is no type of item.");
        var origin = ours?.Has("origin") == true ? PalermoJson.OriginOf(ours.Value.At("origin")) : ours is null ? new Origin(Format, id, type) : null;
        return new() { Id = own, Type = itemType, Origin = origin };
    }

    private static void Fill(ExchangeDocument document, Dictionary<string, Item> byId, HashSet<Guid> used, JsonPlace place, Item item)
    {
        var type = place.At("type").AsText();
        var ours = OurExtension(place);
        HashSet<string> taken = new(StringComparer.Ordinal) { "type", "id" };
        var madeName = ours?.Has("caption") == true;
        foreach (var target in Crosswalk.Properties(item.Type, ExchangeFormat.Stix))
        {
            if (!place.Has(target.Target)) continue;
            taken.Add(target.Target);
            if (madeName && target.Target is "name" or "relationship_type") continue;
            if (target.Target == "confidence" && ours?.Has("graded") == true) continue; // computed from the grade
            item.Properties[target.Property] = Values(place.At(target.Target), target);
        }
        foreach (var condition in Crosswalk.ClassCell(item.Type, ExchangeFormat.Stix).Where(c => c.Contains('=')))
            if (place.Text(condition[..condition.IndexOf('=')]) == condition[(condition.IndexOf('=') + 1)..]) taken.Add(condition[..condition.IndexOf('=')]);

        if (type == "relationship")
        {
            taken.Add("source_ref");
            taken.Add("target_ref");
            item.Links["from"] = [End(document, byId, used, place.At("source_ref"))];
            item.Links["to"] = [End(document, byId, used, place.At("target_ref"))];
        }
        foreach (var (property, role, isList) in StixRules.References)
        {
            if (!place.Has(property)) continue;
            taken.Add(property);
            item.Links[role] = isList ? [.. place.At(property).Elements().Select(e => End(document, byId, used, e))] : [End(document, byId, used, place.At(property))];
        }
        if (ours is { } extension) TakeBack(item, extension, place, taken);
        else if (StixTlp.Strictest(MarkingRefs(place)) is { } tlp) item.Marking = new(tlp);

        var bag = new JsonObject();
        foreach (var (name, value) in place.Members())
            if (!taken.Contains(name)) bag[name] = JsonInput.Node(value.Value);
        if (bag["extensions"] is JsonObject extensions && extensions.Remove(Extension) && extensions.Count == 0) bag.Remove("extensions");
        if (ours is not null) foreach (var own in (ReadOnlySpan<string>)["created", "modified", "spec_version", "object_marking_refs"]) bag.Remove(own);
        if (bag.Count > 0) item.Extensions[Format] = bag;
    }

    private static void TakeBack(Item item, JsonPlace extension, JsonPlace place, HashSet<string> taken)
    {
        if (extension.Has("properties"))
            foreach (var (name, values) in extension.At("properties").Members())
                item.Properties[name] = [.. item.Properties.GetValueOrDefault(name) ?? [], .. values.Elements().Select(v => v.AsText())];
        if (extension.Has("links"))
            foreach (var (role, ends) in extension.At("links").Members()) item.Links[role] = [.. ends.Elements().Select(e => e.AsUuid())];
        if (extension.Has("grade"))
            item.Grade = PalermoJson.GradeOf(extension.At("grade"));
        item.Marking = extension.Has("marking") ? PalermoJson.MarkingOf(extension.At("marking")) : StixTlp.Strictest(MarkingRefs(place)) is { } tlp ? new(tlp) : null;
        if (extension.Has("link")) item.Extensions[FoldedLink] = new() { ["role"] = extension.At("link").AsText() };
        taken.Add("object_marking_refs");
    }

    internal static IEnumerable<string> MarkingRefs(JsonPlace place)
    {
        if (place.Has("object_marking_refs"))
            foreach (var reference in place.At("object_marking_refs").Elements()) yield return reference.AsText();
        // A marking on a part counts for the whole: other formats cannot mark parts.
        if (place.Has("granular_markings"))
            foreach (var part in place.At("granular_markings").Elements())
                if (part.AsObject().Text("marking_ref") is { } reference) yield return reference;
    }

    private static IReadOnlyList<string> Values(JsonPlace place, PropertyTarget target)
    {
        if (target.IsList) return [.. place.Elements().Select(e => e.AsText())];
        if (target.IsNumber) return place.Value.ValueKind == JsonValueKind.Number ? [place.Value.GetRawText()] : throw place.Wrong("A number is expected.");
        return [place.AsText()];
    }

    /// <summary>The item at the other end; what the bundle only names becomes a reference.</summary>
    private static Guid End(ExchangeDocument document, Dictionary<string, Item> byId, HashSet<Guid> used, JsonPlace place)
    {
        StixRules.CheckId(place, null);
        var id = place.AsText();
        if (byId.TryGetValue(id, out var item)) return item.Id;
        var cut = id.IndexOf("--", StringComparison.Ordinal);
        var made = StableId.Of(Format, id[(cut + 2)..]);
        if (!used.Add(made)) used.Add(made = StableId.Made(Format, id));
        item = new() { Id = made, Type = Item.ReferenceType, Origin = new(Format, id, id[..cut]) };
        byId[id] = item;
        document.Items.Add(item);
        return item.Id;
    }

    /// <summary>Links that had to be written as relationships become links again.</summary>
    private static void FoldLinks(ExchangeDocument document)
    {
        if (document.Items.All(i => !i.Extensions.ContainsKey(FoldedLink))) return;
        var items = document.ById();
        foreach (var link in document.Items.Where(i => i.Extensions.ContainsKey(FoldedLink)))
        {
            var role = link.Extensions[FoldedLink]["role"]!.GetValue<string>();
            var from = items[link.Links["from"][0]];
            from.Links[role] = [.. from.Links.GetValueOrDefault(role) ?? [], link.Links["to"][0]];
        }
        document.Items.RemoveAll(i => i.Extensions.ContainsKey(FoldedLink));
    }

    private const string FoldedLink = "palermo-link";
}
