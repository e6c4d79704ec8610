using System.Text.Json;
using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>Reads FollowTheMoney entities (followthemoney.tech): one JSON object a line, as its tools stream them.</summary>
/// <remarks>Time and memory grow with the number of entities.</remarks>
public static class FtmReader
{
    public const string Format = "ftm";
    /// <summary>The key under which a line carries what FollowTheMoney has no property for; its tools keep unknown keys beside an entity.</summary>
    internal const string Ours = "palermo";

    /// <summary>Reads the lines of a file.</summary>
    /// <exception cref="MalformedDocument">A line is no entity, or the file is beyond the limits.</exception>
    public static ExchangeDocument Read(ReadOnlyMemory<byte> utf8, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        if (utf8.Length > limits.MaxBytes) throw new MalformedDocument("document", $"It is larger than {limits.MaxBytes:N0} bytes; split it.");
        List<(JsonPlace Place, Item Item)> lines = [];
        Dictionary<string, Item> byId = new(StringComparer.Ordinal);
        HashSet<Guid> used = [];
        var number = 0;
        JsonPlace? header = null;
        for (var rest = utf8; rest.Length > 0;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            number++;
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            var place = JsonInput.Parse(line, limits, $"line {number}").AsObject();
            if (header is null && lines.Count == 0 && !place.Has("schema") && place.Has(Ours)) { header = place.At(Ours).AsObject(); continue; }
            if (lines.Count >= limits.MaxItems) throw place.Wrong($"There are more than {limits.MaxItems:N0} entities; split the file.");
            var item = Begin(place, used);
            byId[place.At("id").AsText()] = item;
            lines.Add((place, item));
        }
        if (lines.Count == 0 && header is null) throw new MalformedDocument("document", "It holds no entity: one JSON object a line is expected.");
        // The file has no id of its own: it gets one from the entities in it.
        var document = new ExchangeDocument
        {
            Id = header?.Has("id") == true ? header.Value.At("id").AsUuid() : StableId.Made(["ftm", .. byId.Keys.Order(StringComparer.Ordinal)]),
            Title = header?.Text("title"), Created = header?.Text("created"), Message = header?.Has("message") == true ? PalermoJson.MessageOf(header.Value.At("message")) : null,
            Marking = header?.Has("marking") == true ? PalermoJson.MarkingOf(header.Value.At("marking")) : null,
            Origin = header is null ? new(Format, "entities", "entities") : header.Value.Has("origin") ? PalermoJson.OriginOf(header.Value.At("origin")) : null,
        };
        document.Items.AddRange(lines.Select(l => l.Item));
        foreach (var (place, item) in lines) Fill(document, byId, used, place, item);
        return document;
    }

    private static Item Begin(JsonPlace place, HashSet<Guid> used)
    {
        var id = place.Required("id").AsText();
        if (id.Length is 0 or > 1024) throw place.At("id").Wrong("An id has 1 to 1024 characters.");
        var schema = place.Required("schema").AsText();
        if (schema.Length is 0 or > 100 || !schema.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiLetterUpper(schema[0]))
            throw place.At("schema").Wrong($"'{JsonPlace.Short(schema)}' is no name of a schema, such as Person.");
        JsonPlace? ours = place.Has(Ours) ? place.At(Ours).AsObject() : null;
        var own = StableId.Of(Format, id);
        if (!used.Add(own)) throw place.At("id").Wrong($"'{JsonPlace.Short(id)}' stands on an earlier line already; merge the entity first (ftm aggregate).");
        var type = ours?.Text("type") ?? Crosswalk.TypeOf(schema, ExchangeFormat.Ftm) ?? Item.OtherType;
        if (!Crosswalk.Knows(type)) throw ours!.Value.At("type").Wrong($"'{JsonPlace.Short(type)}' is no type of item.");
        // An interval with several owners or none is no relation between two: it stays whole, with its links.
        if (type == Item.RelationType && !(Ends(place, schema, "from") == 1 && Ends(place, schema, "to") == 1)) type = Item.OtherType;
        var origin = ours?.Has("type") != true ? new(Format, id, schema) : ours.Value.Has("origin") ? PalermoJson.OriginOf(ours.Value.At("origin")) : null;
        return new() { Id = own, Type = type, Origin = origin };
    }

    private static int Ends(JsonPlace place, string schema, string end) =>
        place.Has("properties") && Crosswalk.LinkProperty(schema, end) is { } name && place.At("properties").AsObject() is var all && all.Has(name)
            ? all.At(name).Value is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 1
            : 0;

    private static void Fill(ExchangeDocument document, Dictionary<string, Item> byId, HashSet<Guid> used, JsonPlace place, Item item)
    {
        var schema = place.At("schema").AsText();
        var targets = Crosswalk.Properties(item.Type, ExchangeFormat.Ftm);
        var bag = new JsonObject();
        var unknown = new JsonObject();
        JsonPlace? ours = place.Has(Ours) ? place.At(Ours) : null;
        var made = ours?.Has("made") == true ? ours.Value.At("made").Elements().Select(e => e.AsText()).ToHashSet(StringComparer.Ordinal) : [];
        if (place.Has("properties"))
            foreach (var (name, values) in place.At("properties").Members())
            {
                // Older files write a single value without its list.
                IReadOnlyList<string> texts = values.Value.ValueKind == JsonValueKind.Array ? [.. values.Elements().Select(Scalar)] : [Scalar(values)];
                if (made.Contains(name)) continue;
                if (Crosswalk.LinkRole(schema, name) is { } role) item.Links[role] = [.. texts.Select(t => End(document, byId, used, t))];
                else if (targets.FirstOrDefault(t => t.Target == name) is { } target) item.Properties[target.Property] = texts;
                else unknown[name] = JsonInput.List(texts);
            }
        if (item.Type == Item.RelationType)
        {
            // The schema of the interval is the kind of the relation.
            if (ours?.Has("kind") == true) item.Properties["kind"] = [.. ours.Value.At("kind").Elements().Select(k => k.AsText())];
            else if (ours?.Has("type") != true) item.Properties["kind"] = [schema == "UnknownLink" ? "linked-to" : schema.ToLowerInvariant()];
        }
        if (ours is { } extra)
        {
            if (extra.Has("marking")) item.Marking = PalermoJson.MarkingOf(extra.At("marking"));
            if (extra.Has("grade")) item.Grade = PalermoJson.GradeOf(extra.At("grade"));
        }
        foreach (var (name, value) in place.Members())
            if (name is not ("id" or "schema" or "properties" or Ours)) bag[name] = JsonInput.Node(value.Value);
        if (unknown.Count > 0) bag["properties"] = unknown;
        if (bag.Count > 0) item.Extensions[Format] = bag;
    }

    private static string Scalar(JsonPlace place) => place.Value.ValueKind switch
    {
        JsonValueKind.String => place.Value.GetString()!,
        JsonValueKind.Number => place.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw place.Wrong("A value is a text or a number."),
    };

    private static Guid End(ExchangeDocument document, Dictionary<string, Item> byId, HashSet<Guid> used, string id)
    {
        if (byId.TryGetValue(id, out var item)) return item.Id;
        var own = StableId.Of(Format, id);
        if (!used.Add(own)) used.Add(own = StableId.Made(Format, "reference", id));
        item = new() { Id = own, Type = Item.ReferenceType, Origin = new(Format, id, "Thing") };
        byId[id] = item;
        document.Items.Add(item);
        return item.Id;
    }
}
