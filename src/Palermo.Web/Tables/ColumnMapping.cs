using System.Text;
using Palermo.Kernel;
using Palermo.Web.Entry;
using Palermo.Web.Texts;

namespace Palermo.Web.Tables;

/// <summary>What a column of a file can be for a kind.</summary>
public sealed record ColumnTarget(string Path, Words Title);

/// <summary>Which column of a file is which field of a kind.</summary>
public static class ColumnMapping
{
    /// <summary>The row's own name in its source: by it the same row is known again in a later file.</summary>
    public const string Reference = "@reference";
    /// <summary>Ends a path that takes latitude and longitude in one cell.</summary>
    public const string Coordinates = ".coordinates";

    /// <summary>Everything that a column can be, the reference first.</summary>
    public static IReadOnlyList<ColumnTarget> Targets(Kind kind)
    {
        List<ColumnTarget> targets = [new(Reference, RecordSay.Reference)];
        foreach (var path in FieldPaths.Of(kind))
        {
            if (path.Field.IsSourced && path.Path != path.Field.Name) continue;
            targets.Add(new(path.Path, path.Title));
            if (path.Field.Type == FieldType.Place && path.Path.EndsWith(".longitude", StringComparison.Ordinal))
                targets.Add(new(path.Field.Name + Coordinates, new($"{path.Field.Label.English}: latitude, longitude", $"{path.Field.Label.French} : latitude, longitude", $"{path.Field.Label.Arabic}: العرض، الطول")));
        }
        return targets;
    }

    /// <summary>The likely target of each heading: the field's path or label in any language, whatever case, accents and marks.</summary>
    /// <returns>Target paths by heading; a heading that fits nothing is absent, and no target is taken twice.</returns>
    public static IReadOnlyDictionary<string, string> Guess(IReadOnlyList<string> headings, Kind kind)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        void Name(string? name, string path) { if (name is not null) names.TryAdd(Folded(name), path); }
        foreach (var field in kind.Fields)
        {
            // The plain name of a place means its words, that of a time its first day.
            var main = field.Type switch { FieldType.Place => field.Name + ".text", FieldType.EventTime => field.Name + ".from", _ => field.Name };
            foreach (var name in (string[])[field.Name, field.Label.English, field.Label.French, field.Label.Arabic]) Name(name, main);
            if (field.Type == FieldType.EventTime)
                foreach (var name in (string[])["date", "event date", "incident date", "date de l'événement", "التاريخ"]) Name(name, main);
        }
        foreach (var target in Targets(kind))
        {
            Name(target.Path, target.Path);
            foreach (var title in (string[])[target.Title.English, target.Title.French, target.Title.Arabic]) Name(title, target.Path);
            if (target.Path.EndsWith(".latitude", StringComparison.Ordinal)) foreach (var name in (string[])["latitude", "lat", "y", "خط العرض"]) Name(name, target.Path);
            if (target.Path.EndsWith(".longitude", StringComparison.Ordinal)) foreach (var name in (string[])["longitude", "lon", "long", "lng", "x", "خط الطول"]) Name(name, target.Path);
            if (target.Path.EndsWith(Coordinates, StringComparison.Ordinal)) foreach (var name in (string[])["coordinates", "coordonnées", "الإحداثيات", "position"]) Name(name, target.Path);
            if (target.Path.EndsWith(".country", StringComparison.Ordinal)) foreach (var name in (string[])["country", "pays", "iso3", "البلد"]) Name(name, target.Path);
            if (target.Path.EndsWith(".text", StringComparison.Ordinal)) foreach (var name in (string[])["place", "location", "lieu", "المكان"]) Name(name, target.Path);
        }
        foreach (var name in (string[])["record.reference", "id", "reference", "ref", "référence", "numéro", "number", "no", "المرجع", "الرقم"]) Name(name, Reference);
        Dictionary<string, string> mapping = new(StringComparer.Ordinal);
        foreach (var heading in headings)
            if (names.TryGetValue(Folded(heading), out var path) && !mapping.ContainsValue(path)) mapping[heading] = path;
        return mapping;
    }

    internal static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
            if (char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>A name for the shape of a file: its headings, whatever their order.</summary>
    public static string ShapeOf(IReadOnlyList<string> headings) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', headings.Select(Folded).Order(StringComparer.Ordinal)))))[..16];
}
