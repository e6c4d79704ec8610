using System.Collections;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Web.Entry;

/// <summary>Writes values of a body as the texts that <see cref="FieldReader"/> reads back: what a form begins with, and what an export holds.</summary>
public static class FieldWriter
{
    /// <summary>The texts of a whole body.</summary>
    public static EntryTexts Write(Kind kind, object body)
    {
        var texts = new EntryTexts();
        foreach (var field in kind.Fields) Write(field, field.Get(body), texts);
        return texts;
    }

    /// <summary>The texts of one field.</summary>
    public static void Write(Field field, object? value, EntryTexts into)
    {
        if (value is not ISourced sourced)
        {
            WriteValue(field.Name, value, into);
            return;
        }
        var n = 0;
        foreach (var statement in sourced.Statements)
        {
            var path = $"{field.Name}[{n++}]";
            into.Set(path + ".id", statement.Id.ToString(CultureInfo.InvariantCulture));
            WriteValue(path + ".value", statement.Value, into);
            into.Set(path + ".source", statement.Source);
            if (statement.Preferred) into.Set($"{field.Name}.preferred", statement.Id.ToString(CultureInfo.InvariantCulture));
            WriteHandling(path + ".handling", statement.Handling, into);
            var json = JsonSerializer.SerializeToElement(statement, statement.GetType(), BodyJson.Options);
            WriteGrading(path + ".grading", json.TryGetProperty("grading", out var grade) ? grade.Deserialize<Grading>(BodyJson.Options) : null, into);
            foreach (var day in (ReadOnlySpan<string>)["firstSeen", "lastSeen"])
                into.Set($"{path}.{day}", json.TryGetProperty(day, out var seen) && seen.ValueKind == JsonValueKind.String ? seen.GetString() : null);
        }
    }

    internal static void WriteValue(string path, object? value, EntryTexts into)
    {
        switch (value)
        {
            case null: return;
            case Place place:
                into.Set(path + ".latitude", Number(place.Latitude));
                into.Set(path + ".longitude", Number(place.Longitude));
                into.Set(path + ".radiusKm", place.RadiusMetres == 0 ? null : Number(place.RadiusMetres / 1000));
                into.Set(path + ".text", place.Text);
                into.Set(path + ".country", place.Country);
                into.Set(path + ".gazetteer", place.Gazetteer);
                return;
            case EventTime time:
                into.Set(path + ".from", LocalDatePattern.Iso.Format(time.From));
                into.Set(path + ".to", LocalDatePattern.Iso.Format(time.To));
                into.Set(path + ".precision", Code(time.Precision));
                into.Set(path + ".at", time.At is { } at ? Moment(at) : null);
                return;
            default:
                into.Set(path, Text(value));
                return;
        }
    }

    /// <summary>One value as one text that can be read back; null for nothing.</summary>
    internal static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        Enum code => Code(code),
        LocalDate date => LocalDatePattern.Iso.Format(date),
        PartialDate date => (date.Estimated ? "~" : "") + date,
        Instant at => Moment(at),
        RecordId id => id.ToString(),
        double number => Number(number),
        IFormattable number and (int or long or decimal) => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable<KeyValuePair<string, int>> counts => string.Join('\n', counts.Select(c => $"{c.Key} {c.Value.ToString(CultureInfo.InvariantCulture)}")),
        IEnumerable<string> lines => string.Join('\n', lines),
        _ => JsonSerializer.Serialize(value, value.GetType(), BodyJson.Options),
    };

    internal static string Code(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string? Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>As an input of type <c>datetime-local</c> takes it, in UTC; seconds only where there are some.</summary>
    private static string Moment(Instant at)
    {
        var utc = at.InUtc().LocalDateTime;
        return utc.ToString(utc.TickOfSecond != 0 ? "uuuu-MM-dd'T'HH:mm:ss.FFFFFFF" : utc.Second != 0 ? "uuuu-MM-dd'T'HH:mm:ss" : "uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
    }

    internal static void WriteHandling(string path, Handling handling, EntryTexts into)
    {
        into.Set(path + ".tlp", Code(handling.Tlp));
        into.Set(path + ".codes", string.Join('\n', HandlingEntry.Codes.Where(c => handling.Codes.HasFlag(c))));
        into.Set(path + ".restriction", handling.Restriction);
        into.Set(path + ".recipients", string.Join(", ", handling.Recipients));
        into.Set(path + ".consent", handling.OriginatorConsent ? "true" : null);
    }

    internal static void WriteGrading(string path, Grading? grading, EntryTexts into)
    {
        if (grading is null) return;
        into.Set(path + ".scheme", Code(grading.Scheme));
        into.Set(path + ".source", grading.Source.ToString());
        into.Set(path + ".information", grading.Information.ToString());
    }
}
