using Palermo.Kernel;
using Palermo.Web.Texts;

namespace Palermo.Web.Entry;

/// <summary>One text of a field: most fields have one, a place or a time several.</summary>
/// <param name="Path">Such as <c>where.latitude</c>.</param>
/// <param name="Title">Such as "Where: latitude".</param>
public sealed record FieldPath(Field Field, string Path, Words Title);

/// <summary>The texts that the fields of a kind are written as: names of inputs, and columns of imports and exports.</summary>
public static class FieldPaths
{
    /// <summary>The paths of all fields, in the order of the declaration.</summary>
    public static IReadOnlyList<FieldPath> Of(Kind kind) => [.. kind.Fields.SelectMany(Of)];

    /// <summary>The paths of a field.</summary>
    public static IEnumerable<FieldPath> Of(Field field) => field.Type switch
    {
        FieldType.Place =>
        [
            Sub(field, "latitude", FormSay.Latitude), Sub(field, "longitude", FormSay.Longitude), Sub(field, "radiusKm", FormSay.RadiusKm),
            Sub(field, "text", FormSay.PlaceWords), Sub(field, "country", FormSay.Country), Sub(field, "gazetteer", FormSay.Gazetteer),
        ],
        FieldType.EventTime =>
        [
            Sub(field, "from", FormSay.TimeFrom), Sub(field, "to", FormSay.TimeTo), Sub(field, "precision", FormSay.TimePrecision), Sub(field, "at", FormSay.TimeAt),
        ],
        _ => [new(field, field.Name, field.Label)],
    };

    private static FieldPath Sub(Field field, string name, Words title) => new(field, $"{field.Name}.{name}",
        new($"{field.Label.English}: {title.English}", $"{field.Label.French} : {title.French}", $"{field.Label.Arabic}: {title.Arabic}"));
}
