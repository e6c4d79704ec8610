using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>Writes FollowTheMoney entities, one JSON object a line. Type, marking, grade and origin go beside the entity under the key <c>palermo</c>.</summary>
public static class FtmWriter
{
    /// <summary>Kinds of relation that have a schema of their own; every other is an UnknownLink.</summary>
    private static readonly Dictionary<string, string> Schemata = new[] { "Ownership", "Directorship", "Membership", "Family", "Associate", "Employment", "Representation", "Succession", "ProjectParticipant" }
        .ToDictionary(s => s.ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Links without which the schema has no meaning: FollowTheMoney refuses the entity.</summary>
    private static readonly Dictionary<string, string[]> RequiredLinks = new(StringComparer.Ordinal)
    {
        ["Payment"] = ["payer", "beneficiary"], ["Passport"] = ["holder"], ["Identification"] = ["holder"],
    };

    /// <summary>Properties that the schema requires; where we have none, they are made of the best words there are and marked as made.</summary>
    private static readonly Dictionary<string, string> RequiredName = new(StringComparer.Ordinal)
    {
        ["Person"] = "name", ["Organization"] = "name", ["Company"] = "name", ["LegalEntity"] = "name", ["PublicBody"] = "name", ["Vessel"] = "name", ["Event"] = "name",
        ["UserAccount"] = "username", ["Document"] = "fileName", ["Passport"] = "number", ["Identification"] = "number",
    };

    /// <summary>Writes the lines.</summary>
    /// <param name="dropped">What was left out.</param>
    public static byte[] Write(ExchangeDocument document, out IReadOnlyList<DroppedField> dropped)
    {
        var drops = new Drops(document, "FollowTheMoney");
        var items = document.ById();
        var ids = items.Values.ToDictionary(i => i.Id, i => i.Origin is { Format: FtmReader.Format } origin ? origin.Id : i.Id.ToString());
        var written = items.Values.Where(i => SchemaOf(i) is not null && Missing(i, items) is null).Select(i => i.Id).ToHashSet();
        using var output = new MemoryStream();
        if (Header(document) is { } header) output.Write(JsonInput.Write(header, indented: false));
        foreach (var item in document.Items.Where(i => !i.IsReference))
        {
            if (!written.Contains(item.Id))
            {
                drops.Whole(item, SchemaOf(item) is null ? $"FollowTheMoney has no schema for {item.Origin?.Type ?? item.Type}." : Missing(item, items)!);
                continue;
            }
            if (item.Type == Item.RelationType && item.Links.Where(l => l.Key is "from" or "to").SelectMany(l => l.Value).FirstOrDefault(e => !written.Contains(e) && !FromHere(items[e])) is var lost && lost != default)
            {
                drops.Whole(item, $"One end of the relation, {items[lost].Origin?.Id ?? lost.ToString()}, has no place in FollowTheMoney.");
                continue;
            }
            output.Write(JsonInput.Write(Entity(item, items, ids, written, drops), indented: false));
        }
        drops.Bags(FtmReader.Format);
        dropped = drops.All;
        return output.ToArray();
    }

    private static bool FromHere(Item item) => item is { IsReference: true, Origin.Format: FtmReader.Format };

    private static string? SchemaOf(Item item)
    {
        if (item.IsReference) return null;
        if (item.Origin is { Format: FtmReader.Format } origin) return origin.Type;
        if (item.Type == Item.RelationType) return Schemata.GetValueOrDefault(item["kind"] ?? "") ?? "UnknownLink";
        return Crosswalk.Class(item.Type, ExchangeFormat.Ftm);
    }

    private static string? Missing(Item item, Dictionary<Guid, Item> items) =>
        item.Origin is { Format: FtmReader.Format } || SchemaOf(item) is not { } schema ? null
        : RequiredLinks.GetValueOrDefault(schema, []).FirstOrDefault(role => item.Links.GetValueOrDefault(role) is not { Count: > 0 } ends || ends.All(e => SchemaOf(items[e]) is null && !FromHere(items[e]))) is { } lacking
            ? $"FollowTheMoney refuses a {schema} without its {lacking}." : null;

    private static JsonObject? Header(ExchangeDocument document)
    {
        if (document.Origin is { Format: FtmReader.Format }) return null;
        var ours = new JsonObject { ["id"] = document.Id.ToString() };
        if (document.Origin is { } origin) ours["origin"] = OriginJson(origin);
        var whole = System.Text.Json.JsonDocument.Parse(PalermoJson.Write(new ExchangeDocument { Id = document.Id, Title = document.Title, Created = document.Created, Message = document.Message, Marking = document.Marking })).RootElement;
        foreach (var name in (ReadOnlySpan<string>)["title", "created", "message", "marking"])
            if (whole.TryGetProperty(name, out var value)) ours[name] = JsonInput.Node(value);
        return new() { [FtmReader.Ours] = ours };
    }

    private static JsonObject OriginJson(Origin origin) => new() { ["format"] = origin.Format, ["id"] = origin.Id, ["type"] = origin.Type };

    private static JsonObject Entity(Item item, Dictionary<Guid, Item> items, Dictionary<Guid, string> ids, HashSet<Guid> written, Drops drops)
    {
        var schema = SchemaOf(item)!;
        var foreign = item.Origin is not { Format: FtmReader.Format };
        var targets = Crosswalk.Properties(item.Type, ExchangeFormat.Ftm);
        SortedDictionary<string, JsonNode?> properties = new(StringComparer.Ordinal);
        foreach (var (property, values) in item.Properties)
        {
            if (property == "kind" && item.Type == Item.RelationType) continue;
            if (targets.FirstOrDefault(t => t.Property == property) is { } target) properties[target.Target] = JsonInput.List(values);
            else for (var n = 0; n < values.Count; n++) drops.Property(item, property, n);
        }
        foreach (var (role, ends) in item.Links)
        {
            var name = Crosswalk.LinkProperty(schema, role);
            List<string> kept = [];
            for (var n = 0; n < ends.Count; n++)
                if (name is null) drops.Link(item, role, n, $"FollowTheMoney has no property for the link '{role}' of a {schema}.");
                else if (!written.Contains(ends[n]) && !FromHere(items[ends[n]])) drops.Link(item, role, n, $"The other end, {items[ends[n]].Origin?.Id ?? ends[n].ToString()}, has no place in FollowTheMoney.");
                else kept.Add(ids[ends[n]]);
            if (kept.Count > 0) properties[name!] = JsonInput.List(kept);
        }
        var made = new JsonArray();
        if (foreign && RequiredName.TryGetValue(schema, out var required) && !properties.ContainsKey(required))
        {
            properties[required] = JsonInput.List([item.Caption]);
            made.Add(required);
        }
        var bag = item.Extensions.GetValueOrDefault(FtmReader.Format);
        foreach (var (name, value) in bag?["properties"] as JsonObject ?? []) properties[name] = value?.DeepClone();
        var json = new JsonObject { ["id"] = ids[item.Id] };
        if (properties.Count > 0 || foreign || bag?["properties"] is not null) json["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, p.Value)));
        json["schema"] = schema;
        foreach (var (name, value) in bag ?? [])
            if (name != "properties") json[name] = value?.DeepClone();

        var ours = new JsonObject();
        if (foreign) ours["type"] = item.Type;
        if (foreign && item.Origin is { } origin) ours["origin"] = OriginJson(origin);
        if (foreign && item.Type == Item.RelationType && item.Properties.GetValueOrDefault("kind") is { } kinds) ours["kind"] = JsonInput.List(kinds);
        if (item.Marking is { IsEmpty: false } marking) ours["marking"] = PalermoJson.MarkingJson(marking);
        if (item.Grade is { } grade) ours["grade"] = PalermoJson.GradeJson(grade);
        if (made.Count > 0) ours["made"] = made;
        if (ours.Count > 0) json[FtmReader.Ours] = ours;
        drops.Bags(item, FtmReader.Format);
        return json;
    }
}
