using System.Text.Json;
using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>The form in which all formats meet, as JSON: <c>docs/schemas/palermo-exchange-1.schema.json</c>. Nothing is dropped in it.</summary>
public static class PalermoJson
{
    public const string Format = "palermo-exchange";
    private static readonly string[] DocumentFields = ["format", "version", "id", "origin", "title", "created", "message", "marking", "extensions", "items"];
    private static readonly string[] ItemFields = ["id", "type", "origin", "properties", "links", "marking", "grade", "extensions"];

    /// <summary>Writes a document.</summary>
    public static byte[] Write(ExchangeDocument document)
    {
        var json = new JsonObject { ["format"] = Format, ["version"] = 1, ["id"] = document.Id.ToString() };
        if (document.Origin is { } from) json["origin"] = OriginJson(from);
        if (document.Title is { } title) json["title"] = title;
        if (document.Created is { } created) json["created"] = created;
        if (document.Message is { } message) json["message"] = MessageJson(message);
        if (document.Marking is { IsEmpty: false } marking) json["marking"] = MarkingJson(marking);
        if (document.Extensions.Count > 0) json["extensions"] = Bags(document.Extensions);
        json["items"] = new JsonArray([.. document.Items.Select(ItemJson)]);
        return JsonInput.Write(json);
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="MalformedDocument">It is no such document: the place and the reason.</exception>
    public static ExchangeDocument Read(ReadOnlyMemory<byte> utf8, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        var root = JsonInput.Parse(utf8, limits).AsObject();
        if (root.Text("format") != Format) throw root.Wrong($"'format' must be \"{Format}\".");
        if (!(root.Required("version").Value is { ValueKind: JsonValueKind.Number } version && version.TryGetInt32(out var number) && number == 1))
            throw root.At("version").Wrong("This program reads version 1.");
        Known(root, DocumentFields);
        var document = new ExchangeDocument
        {
            Id = root.Required("id").AsUuid(), Origin = root.Has("origin") ? OriginOf(root.At("origin")) : null, Title = root.Text("title"), Created = root.Text("created"),
            Message = root.Has("message") ? MessageOf(root.At("message")) : null, Marking = root.Has("marking") ? MarkingOf(root.At("marking")) : null,
        };
        ReadBags(root, document.Extensions);
        HashSet<Guid> seen = [];
        foreach (var place in root.Required("items").Elements())
        {
            if (document.Items.Count >= limits.MaxItems) throw place.Wrong($"There are more than {limits.MaxItems:N0} items; split the document.");
            var item = ItemOf(place);
            if (!seen.Add(item.Id)) throw place.Wrong($"The id {item.Id} stands twice.");
            document.Items.Add(item);
        }
        var n = 0;
        foreach (var item in document.Items)
        {
            foreach (var (role, ends) in item.Links)
                foreach (var end in ends.Where(end => !seen.Contains(end)))
                    throw new MalformedDocument($"/items/{n}/links/{role}", $"It names {end}, which is no item of the document.");
            n++;
        }
        return document;
    }

    private static void Known(JsonPlace place, string[] fields)
    {
        foreach (var (name, value) in place.Members())
            if (!fields.Contains(name)) throw value.Wrong($"There is no such field; the fields are {string.Join(", ", fields)}.");
    }

    private static JsonObject OriginJson(Origin origin) => new() { ["format"] = origin.Format, ["id"] = origin.Id, ["type"] = origin.Type };

    internal static Origin OriginOf(JsonPlace place)
    {
        Known(place, ["format", "id", "type"]);
        return new(place.Required("format").AsText(), place.Required("id").AsText(), place.Required("type").AsText());
    }

    internal static JsonObject MarkingJson(Marking marking)
    {
        var json = new JsonObject();
        if (marking.Tlp is { } tlp) json["tlp"] = tlp;
        if (marking.Pap is { } pap) json["pap"] = pap;
        if (marking.Handling is { Count: > 0 } handling) json["handling"] = JsonInput.List(handling);
        if (marking.Restriction is { } words) json["restriction"] = words;
        if (marking.Classification is { } level) json["classification"] = level;
        return json;
    }

    internal static Marking MarkingOf(JsonPlace place)
    {
        Known(place, ["tlp", "pap", "handling", "restriction", "classification"]);
        var marking = new Marking(place.Text("tlp"), place.Text("pap"), place.Has("handling") ? [.. place.At("handling").Elements().Select(e => e.AsText())] : null, place.Text("restriction"), place.Text("classification"));
        return marking.Problem() is { } problem ? throw place.At(problem.Field).Wrong(problem.Reason) : marking;
    }

    internal static JsonObject GradeJson(Grade grade) => new() { ["scheme"] = grade.Scheme, ["source"] = grade.Source, ["information"] = grade.Information };

    internal static Grade GradeOf(JsonPlace place)
    {
        Known(place, ["scheme", "source", "information"]);
        var grade = new Grade(place.Required("scheme").AsText(), place.Required("source").AsText(), place.Required("information").AsText());
        return grade.Problem() is { } problem ? throw place.Wrong(problem) : grade;
    }

    private static JsonObject MessageJson(MessageHeader message)
    {
        var json = new JsonObject { ["kind"] = message.Kind };
        if (message.Correlation is { } correlation) json["correlation"] = correlation;
        if (message.Sender is { } sender) json["sender"] = sender;
        if (message.Recipients is { Count: > 0 } to) json["recipients"] = JsonInput.List(to);
        if (message.Urgency is { } urgency) json["urgency"] = urgency;
        if (message.Purpose is { } purpose) json["purpose"] = purpose;
        if (message.PersonalData is { } personal) json["personalData"] = personal;
        return json;
    }

    internal static MessageHeader MessageOf(JsonPlace place)
    {
        Known(place, ["kind", "correlation", "sender", "recipients", "urgency", "purpose", "personalData"]);
        var kind = place.Required("kind");
        if (!MessageHeader.Kinds.Contains(kind.AsText())) throw kind.Wrong($"'{JsonPlace.Short(kind.AsText())}' is no kind of message: use one of {string.Join(", ", MessageHeader.Kinds)}.");
        if (place.Text("urgency") is { } urgency && !MessageHeader.Urgencies.Contains(urgency)) throw place.At("urgency").Wrong($"Use one of {string.Join(", ", MessageHeader.Urgencies)}.");
        bool? personal = !place.Has("personalData") ? null : place.At("personalData").Value.ValueKind switch
        {
            JsonValueKind.True => true, JsonValueKind.False => false, _ => throw place.At("personalData").Wrong("true or false is expected."),
        };
        return new(kind.AsText(), place.Text("correlation"), place.Text("sender"), place.Has("recipients") ? [.. place.At("recipients").Elements().Select(e => e.AsText())] : null,
            place.Text("urgency"), place.Text("purpose"), personal);
    }

    private static JsonNode ItemJson(Item item)
    {
        var json = new JsonObject { ["id"] = item.Id.ToString(), ["type"] = item.Type };
        if (item.Origin is { } origin) json["origin"] = OriginJson(origin);
        if (item.Properties.Count > 0) json["properties"] = new JsonObject(item.Properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)JsonInput.List(p.Value))));
        if (item.Links.Count > 0) json["links"] = new JsonObject(item.Links.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)JsonInput.List(l.Value.Select(id => id.ToString())))));
        if (item.Marking is { IsEmpty: false } marking) json["marking"] = MarkingJson(marking);
        if (item.Grade is { } grade) json["grade"] = GradeJson(grade);
        if (item.Extensions.Count > 0) json["extensions"] = Bags(item.Extensions);
        return json;
    }

    private static Item ItemOf(JsonPlace place)
    {
        Known(place.AsObject(), ItemFields);
        var type = place.Required("type");
        if (!Crosswalk.Knows(type.AsText())) throw type.Wrong($"'{JsonPlace.Short(type.AsText())}' is no type of item: use one of {string.Join(", ", Crosswalk.Types)} or reference.");
        var item = new Item { Id = place.Required("id").AsUuid(), Type = type.AsText(), Origin = place.Has("origin") ? OriginOf(place.At("origin")) : null };
        if (place.Has("properties"))
            foreach (var (name, values) in place.At("properties").Members())
                item.Properties[name] = [.. values.Elements().Select(v => v.AsText())];
        if (place.Has("links"))
            foreach (var (role, ends) in place.At("links").Members())
                item.Links[role] = [.. ends.Elements().Select(e => e.AsUuid())];
        if (item.Type == Item.RelationType)
            foreach (var end in (ReadOnlySpan<string>)["from", "to"])
                if (item.Links.GetValueOrDefault(end) is not { Count: 1 }) throw place.Wrong($"A relation has one link '{end}'.");
        if (place.Has("marking")) item.Marking = MarkingOf(place.At("marking"));
        if (place.Has("grade")) item.Grade = GradeOf(place.At("grade"));
        ReadBags(place, item.Extensions);
        return item;
    }

    private static JsonObject Bags(SortedDictionary<string, JsonObject> bags) => new(bags.Select(b => KeyValuePair.Create(b.Key, (JsonNode?)b.Value.DeepClone())));

    private static void ReadBags(JsonPlace place, SortedDictionary<string, JsonObject> into)
    {
        if (!place.Has("extensions")) return;
        foreach (var (format, bag) in place.At("extensions").Members()) into[format] = (JsonObject)JsonInput.Node(bag.AsObject().Value);
    }
}
