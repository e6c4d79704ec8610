using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Texts;

namespace Palermo.Web.Entry;

/// <summary>A value as one line that a person reads: cells of lists, differences between versions.</summary>
public static class FieldText
{
    /// <summary>The line; empty for nothing. Of a sourced field the preferred value.</summary>
    public static string Of(Field field, object? value, string language)
    {
        var shown = new Shown(language);
        switch (value)
        {
            case null: return "";
            case ISourced sourced:
                var statements = sourced.Statements.ToArray();
                var best = statements.FirstOrDefault(s => s.Preferred) ?? statements.FirstOrDefault();
                return best is null ? "" : Of(field, best.Value, language) + (statements.Length > 1 ? $" (+{statements.Length - 1})" : "");
            case string text: return field.Codes?.Find(text)?.Title.In(language) ?? text;
            case bool yes: return (yes ? ListSay.Yes : ListSay.No).In(language);
            case Enum code: return field.Codes?.Find(FieldWriter.Code(code))?.Title.In(language) ?? FieldWriter.Code(code);
            case LocalDate day: return shown.Day(day);
            case PartialDate date: return shown.Date(date);
            case Instant at: return shown.Moment(at);
            case EventTime time: return shown.Time(time);
            case Place place: return PlaceOf(place, shown);
            case int or long: return shown.Number(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
            case double or decimal: return shown.Number(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
            case IEnumerable<KeyValuePair<string, int>> counts: return shown.List(counts.Select(c => $"{c.Key} {shown.Number(c.Value)}"));
            case IEnumerable<string> lines: return shown.List(lines.Select(l => field.Codes?.Find(l)?.Title.In(language) ?? l));
            default: return FieldWriter.Text(value) ?? "";
        }
    }

    /// <summary>A value of a facet in words.</summary>
    public static string OfFacet(Field? field, string value, string language) =>
        field?.Codes?.Find(value)?.Title.In(language)
        ?? (field?.Type == FieldType.YesNo ? (value == "true" ? ListSay.Yes : ListSay.No).In(language) : value);

    private static string PlaceOf(Place place, Shown shown) =>
        place.Text ?? place.Gazetteer ?? (place.HasPoint ? shown.Point(place.Latitude!.Value, place.Longitude!.Value, place.RadiusMetres) : place.Country ?? "");
}
