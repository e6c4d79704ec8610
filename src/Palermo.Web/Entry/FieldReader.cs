using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Web.Entry;

/// <summary>
/// Makes the JSON of a body from texts. What cannot be understood goes into the JSON as it was written, so that
/// <see cref="Kind.Parse"/>, which alone judges, refuses it by name.
/// </summary>
public static class FieldReader
{
    /// <summary>The JSON of a body. Empty texts are left out.</summary>
    public static JsonObject Read(Kind kind, EntryTexts texts, EntryConventions conventions)
    {
        var body = new JsonObject();
        foreach (var field in kind.Fields)
        {
            var value = field.IsSourced ? Sourced(kind, field, texts, conventions) : Value(field, field.Name, texts, conventions);
            if (value is not null) body[field.Name] = value;
        }
        return body;
    }

    private static JsonObject? Sourced(Kind kind, Field field, EntryTexts texts, EntryConventions conventions)
    {
        var statements = new JsonArray();
        var indexes = texts.Indexes(field.Name);
        var next = indexes.Select(i => int.TryParse(texts[$"{field.Name}[{i}].id"], out var id) ? id : 0).DefaultIfEmpty().Max();
        foreach (var i in indexes)
        {
            var path = $"{field.Name}[{i}]";
            if (texts[path + ".remove"] is not null) continue;
            var value = Value(field, path + ".value", texts, conventions);
            if (value is null && texts[path + ".source"] is null) continue;
            var known = int.TryParse(texts[path + ".id"], out var id);
            if (!known) id = ++next;
            var preferred = texts[field.Name + ".preferred"];
            var statement = new JsonObject
            {
                ["id"] = id,
                ["value"] = value,
                ["source"] = texts[path + ".source"] ?? "",
                ["handling"] = JsonSerializer.SerializeToNode(HandlingEntry.Read(path + ".handling", texts, kind.DefaultHandling), BodyJson.Options),
            };
            if (HandlingEntry.ReadGrading(path + ".grading", texts) is { } grading) statement["grading"] = JsonSerializer.SerializeToNode(grading, BodyJson.Options);
            foreach (var day in (ReadOnlySpan<string>)["firstSeen", "lastSeen"])
                if (texts[$"{path}.{day}"] is { } seen) statement[day] = Date(seen, conventions);
            if (preferred is not null && preferred == (known ? id.ToString(CultureInfo.InvariantCulture) : $"new-{i}")) statement["preferred"] = true;
            statements.Add(statement);
        }
        return statements.Count == 0 ? null : new() { ["statements"] = statements };
    }

    private static JsonNode? Value(Field field, string path, EntryTexts texts, EntryConventions conventions)
    {
        switch (field.Type)
        {
            case FieldType.Place: return Place(path, texts, conventions);
            case FieldType.EventTime: return Time(path, texts, conventions);
        }
        if (texts[path] is not { } text) return null;
        return field.Type switch
        {
            FieldType.WholeNumber => NumberText.Whole(text, conventions) is { } whole ? JsonValue.Create(whole) : JsonValue.Create(text),
            FieldType.Number => NumberText.Number(text, conventions) is { } number ? JsonValue.Create(number) : JsonValue.Create(text),
            FieldType.YesNo => YesNo(text) is { } yes ? JsonValue.Create(yes) : JsonValue.Create(text),
            FieldType.Date => Date(text, conventions),
            FieldType.PartialDate => DateText.Partial(text, conventions.Dates) is { } date ? JsonSerializer.SerializeToNode(date, BodyJson.Options) : JsonValue.Create(text),
            FieldType.Moment => Moment(text),
            FieldType.Code => JsonValue.Create(Code(field, text)),
            FieldType.Codes => Array(Lines(text, conventions).Select(line => Code(field, line))),
            FieldType.Texts => Array(Lines(text, conventions)),
            FieldType.Counts => Counts(text, conventions),
            FieldType.Reference => JsonValue.Create(RecordIn(text)),
            FieldType.Part => Part(text),
            _ => JsonValue.Create(text),
        };
    }

    private static JsonObject? Place(string path, EntryTexts texts, EntryConventions conventions)
    {
        var place = new JsonObject();
        Degrees("latitude");
        Degrees("longitude");
        if (texts[path + ".radiusKm"] is { } radius)
            place["radiusMetres"] = NumberText.Number(radius, conventions) is { } km ? JsonValue.Create(km * 1000) : JsonValue.Create(radius);
        if (texts[path + ".text"] is { } words) place["text"] = words;
        if (texts[path + ".country"] is { } country) place["country"] = country.Length == 3 ? country.ToUpperInvariant() : country;
        if (texts[path + ".gazetteer"] is { } known) place["gazetteer"] = known;
        return place.Count == 0 ? null : place;

        void Degrees(string name)
        {
            if (texts[$"{path}.{name}"] is not { } text) return;
            // A point between degrees and their decimals is read in every language: coordinates are copied from maps.
            var degrees = NumberText.Number(text, conventions) ?? NumberText.Number(text, conventions with { DecimalComma = !conventions.DecimalComma });
            place[name] = degrees is { } number ? JsonValue.Create(number) : JsonValue.Create(text);
        }
    }

    private static JsonNode? Time(string path, EntryTexts texts, EntryConventions conventions)
    {
        var (from, to, at) = (texts[path + ".from"], texts[path + ".to"], texts[path + ".at"]);
        if (from is null && to is null && at is null) return null;
        if (from is null && at is not null) from = at.Split('T')[0];
        if (from is null || DateText.Span(from, conventions.Dates) is not { } span) return new JsonObject { ["from"] = from ?? "", ["to"] = to ?? "" };
        if (to is not null)
        {
            if (DateText.Span(to, conventions.Dates) is not { } end) return new JsonObject { ["from"] = from, ["to"] = to };
            span = span with { To = end.To, Precision = span.Precision > end.Precision ? span.Precision : end.Precision };
        }
        var json = (JsonObject)JsonSerializer.SerializeToNode(span, BodyJson.Options)!;
        if (texts[path + ".precision"] is { } precision) json["precision"] = precision;
        if (at is not null) (json["at"], json["precision"]) = (Moment(at), texts[path + ".precision"] ?? FieldWriter.Code(TimePrecision.Minute));
        return json;
    }

    private static JsonValue Date(string text, EntryConventions conventions) =>
        JsonValue.Create(DateText.Day(text, conventions.Dates) is { } day ? LocalDatePattern.Iso.Format(day) : text);

    private static JsonValue Moment(string text)
    {
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true }) return JsonValue.Create(text);
        foreach (var pattern in (ReadOnlySpan<string>)["uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd'T'HH:mm:ss", "uuuu-MM-dd'T'HH:mm:ss.FFFFFFF", "uuuu-MM-dd HH:mm", "uuuu-MM-dd HH:mm:ss"])
            if (LocalDateTimePattern.CreateWithInvariantCulture(pattern).Parse(text) is { Success: true, Value: var local })
                return JsonValue.Create(InstantPattern.ExtendedIso.Format(local.InUtc().ToInstant()));
        return JsonValue.Create(text);
    }

    private static bool? YesNo(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "y" or "1" or "x" or "oui" or "o" or "vrai" or "نعم" => true,
        "false" or "no" or "n" or "0" or "non" or "faux" or "لا" => false,
        _ => null,
    };

    /// <summary>The code that a text names: the code itself, or its words in any language.</summary>
    private static string Code(Field field, string text) =>
        field.Codes!.Find(text)?.Value
        ?? field.Codes.Codes.FirstOrDefault(c => Same(text, c.Value) || Same(text, c.Title.English) || Same(text, c.Title.French) || Same(text, c.Title.Arabic))?.Value
        ?? text;

    private static bool Same(string text, string words) => string.Equals(text, words, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Lines(string text, EntryConventions conventions) =>
        (conventions.ListSeparator is { } mark ? text.Split('\n', mark) : text.Split('\n')).Select(l => l.Trim()).Where(l => l.Length > 0);

    private static JsonNode Counts(string text, EntryConventions conventions)
    {
        var counts = new JsonObject();
        foreach (var line in text.Split('\n', ';').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            var at = line.LastIndexOfAny([' ', '=', ':', '\t']);
            if (at <= 0 || NumberText.Whole(line[(at + 1)..], conventions) is not { } number || !counts.TryAdd(line[..at].TrimEnd(' ', '=', ':'), number)) return JsonValue.Create(text);
        }
        return counts;
    }

    /// <summary>The id in an address of a record's page, or the text itself.</summary>
    private static string RecordIn(string text)
    {
        foreach (var part in text.Split('/', '?', '#'))
            if (RecordId.TryParse(part, null, out _)) return part;
        return text;
    }

    private static JsonNode? Part(string text)
    {
        try { return JsonNode.Parse(text); }
        catch (JsonException) { return JsonValue.Create(text); }
    }

    private static JsonArray Array(IEnumerable<string> items) => new([.. items.Select(i => JsonValue.Create(i))]);
}
