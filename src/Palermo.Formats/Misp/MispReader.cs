using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>Reads a MISP event with its objects, attributes, references and tags (MISP core format, JSON).</summary>
public static class MispReader
{
    public const string Format = "misp";
    /// <summary>In a kept attribute: the property whose value stood there, so that the value itself is kept once.</summary>
    internal const string Hole = "palermo-property";
    internal const string Comment = "palermo:";
    internal const string LinkComment = "palermo:link";

    /// <summary>Attributes that stand alone and are something of ours: item type and property.</summary>
    private static readonly Dictionary<string, (string Type, string Property)> Loose = new(StringComparer.Ordinal)
    {
        ["phone-number"] = ("phone", "number"), ["email"] = ("email", "number"), ["email-src"] = ("email", "number"), ["email-dst"] = ("email", "number"),
        ["iban"] = ("bank-account", "iban"), ["bank-account-nr"] = ("bank-account", "number"), ["full-name"] = ("person", "name"), ["passport-number"] = ("travel-document", "number"),
    };

    /// <summary>Reads one event, alone or as the one answer of a query.</summary>
    /// <exception cref="MalformedDocument">It is no such event, or beyond the limits.</exception>
    public static ExchangeDocument Read(ReadOnlyMemory<byte> utf8, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        var root = JsonInput.Parse(utf8, limits).AsObject();
        if (root.Has("response"))
            root = root.At("response").Elements().ToArray() switch
            {
                [var only] => only.AsObject(),
                var several => throw root.At("response").Wrong($"It holds {several.Length} events; convert them one by one."),
            };
        var place = root.Required("Event").AsObject();
        var info = place.Required("info").AsText();
        var uuid = place.Required("uuid").AsUuid();
        if (place.Has("date") && !DateOnly.TryParseExact(place.At("date").AsText(), "yyyy-MM-dd", out _)) throw place.At("date").Wrong("A date such as 2026-11-24 is expected.");
        var sender = place.Has("Orgc") ? place.At("Orgc").AsObject().Text("name") : null;
        var (marking, _) = MispTags.Read(MispTags.Names(place));
        var document = new ExchangeDocument
        {
            Id = uuid, Title = info, Created = place.Text("date"), Origin = new(Format, place.At("uuid").AsText(), "Event"), Marking = marking,
            Message = sender is null ? null : new("spontaneous", Sender: sender),
        };
        var bag = new JsonObject();
        foreach (var (name, value) in place.Members())
            if (name is not ("uuid" or "info" or "date" or "Object" or "Attribute")) bag[name] = JsonInput.Node(value.Value);
        if (bag.Count > 0) document.Extensions[Format] = bag;

        HashSet<Guid> used = [uuid];
        if (place.Has("Attribute")) foreach (var attribute in place.At("Attribute").Elements()) Add(document, used, limits, Attribute(attribute), attribute);
        List<JsonPlace> objects = place.Has("Object") ? [.. place.At("Object").Elements()] : [];
        foreach (var part in objects) Add(document, used, limits, Object(part), part);
        var items = document.ById();
        var byUuid = items.Values.Where(i => i.Origin is { Format: Format }).ToDictionary(i => Guid.Parse(i.Origin!.Id), i => i);
        foreach (var part in objects) References(document, items, byUuid, used, limits, part);
        return document;
    }

    private static void Add(ExchangeDocument document, HashSet<Guid> used, ReadLimits limits, Item item, JsonPlace place)
    {
        if (document.Items.Count >= limits.MaxItems) throw place.Wrong($"There are more than {limits.MaxItems:N0} objects and attributes; split the event.");
        if (!used.Add(item.Id)) throw place.At("uuid").Wrong($"The UUID {item.Id} stands twice.");
        document.Items.Add(item);
    }

    private static Item Attribute(JsonPlace place)
    {
        var type = place.AsObject().Required("type").AsText();
        var value = place.Required("value").AsText();
        var (itemType, property) = Loose.GetValueOrDefault(type, (Item.OtherType, "name"));
        var item = new Item { Id = place.Required("uuid").AsUuid(), Type = itemType, Origin = new(Format, place.At("uuid").AsText(), "attribute:" + type) };
        item.Properties[property] = [value];
        (item.Marking, item.Grade) = MispTags.Read(MispTags.Names(place));
        var bag = new JsonObject();
        foreach (var (name, part) in place.Members())
            if (name is not ("uuid" or "value" or "type")) bag[name] = JsonInput.Node(part.Value);
        if (bag.Count > 0) item.Extensions[Format] = bag;
        return item;
    }

    private static Item Object(JsonPlace place)
    {
        var name = place.AsObject().Required("name").AsText();
        if (name.Length is 0 or > 200) throw place.At("name").Wrong("The name of an object has 1 to 200 characters.");
        var about = place.Text("comment") is { } comment && comment.StartsWith(Comment + "{", StringComparison.Ordinal) ? JsonInput.Parse(Encoding.UTF8.GetBytes(comment[Comment.Length..]), ReadLimits.Default, place.Pointer + "/comment").AsObject() : (JsonPlace?)null;
        var type = about?.Text("type") ?? Crosswalk.TypeOf(name, ExchangeFormat.Misp) ?? Item.OtherType;
        if (!Crosswalk.Knows(type)) throw place.At("comment").Wrong($"'{JsonPlace.Short(type)}' is no type of item.");
        var item = new Item
        {
            Id = about?.Has("id") == true ? about.Value.At("id").AsUuid() : place.Required("uuid").AsUuid(), Type = type,
            Origin = about is null ? new(Format, place.At("uuid").AsText(), name) : about.Value.Has("origin") ? PalermoJson.OriginOf(about.Value.At("origin")) : null,
        };
        var attributes = new JsonArray();
        List<string> tags = [];
        Dictionary<string, List<string>> values = new(StringComparer.Ordinal);
        var made = about?.Has("made") == true ? about.Value.At("made").AsText() : null;
        var targets = Targets(type, name);
        if (place.Has("Attribute"))
            foreach (var attribute in place.At("Attribute").Elements())
            {
                var relation = attribute.AsObject().Required("object_relation").AsText();
                attribute.Required("type").AsText();
                var value = attribute.Required("value");
                var text = value.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? JsonInput.Raw(value.Value) : throw value.Wrong("A value is a text or a number.");
                tags.AddRange(MispTags.Names(attribute));
                var kept = new JsonObject();
                foreach (var (field, part) in attribute.Members())
                    if (field != "value") kept[field] = JsonInput.Node(part.Value);
                if (relation == made) kept[Hole] = "";
                else if (targets.FirstOrDefault(t => t.Target == relation) is { } target)
                {
                    if (!values.TryGetValue(target.Property, out var list)) values[target.Property] = list = [];
                    kept[Hole] = $"{target.Property}/{list.Count}";
                    list.Add(text);
                }
                else kept["value"] = JsonInput.Node(value.Value);
                attributes.Add(kept);
            }
        foreach (var (property, list) in values) item.Properties[property] = list;
        (item.Marking, item.Grade) = MispTags.Read(tags);
        if (about is not null) return item; // our own writing: its technical fields are made again
        var bag = new JsonObject();
        foreach (var (field, part) in place.Members())
            if (field is not ("uuid" or "name" or "Attribute" or "ObjectReference")) bag[field] = JsonInput.Node(part.Value);
        if (attributes.Count > 0) bag["Attribute"] = attributes;
        if (bag.Count > 0) item.Extensions[Format] = bag;
        return item;
    }

    /// <summary>The properties of an object: those named ftm-* have the names of FollowTheMoney.</summary>
    internal static IReadOnlyList<PropertyTarget> Targets(string type, string objectName) =>
        Crosswalk.Properties(type, objectName.StartsWith("ftm-", StringComparison.Ordinal) ? ExchangeFormat.Ftm : ExchangeFormat.Misp);

    private static void References(ExchangeDocument document, Dictionary<Guid, Item> items, Dictionary<Guid, Item> byUuid, HashSet<Guid> used, ReadLimits limits, JsonPlace place)
    {
        if (!place.Has("ObjectReference")) return;
        var uuid = place.At("uuid").AsUuid();
        var from = byUuid.GetValueOrDefault(uuid) ?? items[uuid];
        foreach (var reference in place.At("ObjectReference").Elements())
        {
            var kind = reference.AsObject().Required("relationship_type").AsText();
            var to = reference.Required("referenced_uuid").AsUuid();
            var target = byUuid.GetValueOrDefault(to) ?? items.GetValueOrDefault(to);
            if (target is null)
            {
                target = new() { Id = to, Type = Item.ReferenceType, Origin = new(Format, reference.At("referenced_uuid").AsText(), "reference") };
                Add(document, used, limits, target, reference);
                items[to] = target;
            }
            if (reference.Text("comment") == LinkComment) { from.Links[kind] = [.. from.Links.GetValueOrDefault(kind) ?? [], target.Id]; continue; }
            var id = reference.Has("uuid") ? reference.At("uuid").AsUuid() : StableId.Made(Format, uuid.ToString(), kind, to.ToString());
            var relation = new Item { Id = id, Type = Item.RelationType, Origin = new(Format, id.ToString(), "ObjectReference") };
            relation.Properties["kind"] = [kind];
            relation.Links["from"] = [from.Id];
            relation.Links["to"] = [target.Id];
            var bag = new JsonObject();
            foreach (var (field, part) in reference.Members())
                if (field is not ("relationship_type" or "referenced_uuid")) bag[field] = JsonInput.Node(part.Value);
            if (bag.Count > 0) relation.Extensions[Format] = bag;
            Add(document, used, limits, relation, reference);
        }
    }
}
