using Palermo.Kernel;

namespace Palermo.Web.Entry;

/// <summary>Markings and grades as texts of a form.</summary>
internal static class HandlingEntry
{
    public static readonly SienaCodes[] Codes = [SienaCodes.H1, SienaCodes.H2, SienaCodes.H3];

    /// <summary>Reads a marking; what is absent is as in the marking to begin with.</summary>
    public static Handling Read(string path, EntryTexts texts, Handling otherwise)
    {
        if (texts[path + ".tlp"] is not { } tlp) return otherwise;
        return new(
            Enum.GetValues<Tlp>().Where(t => FieldWriter.Code(t) == tlp).DefaultIfEmpty(otherwise.Tlp).First(),
            Codes.Where(c => texts.Has(path + ".codes", c.ToString())).Aggregate(SienaCodes.H0, (all, c) => all | c),
            texts[path + ".restriction"],
            Names(texts[path + ".recipients"]),
            texts[path + ".consent"] is not null);
    }

    /// <summary>Reads a grade; null when no scheme was chosen.</summary>
    public static Grading? ReadGrading(string path, EntryTexts texts)
    {
        if (texts[path + ".scheme"] is not { } scheme) return null;
        foreach (var known in Enum.GetValues<GradingScheme>())
            if (FieldWriter.Code(known) == scheme)
                // A letter or digit left empty becomes one that no scheme has, so that the grade is refused with the letters that exist.
                return new(known, char.ToUpperInvariant((texts[path + ".source"] ?? "?")[0]), (texts[path + ".information"] ?? "?")[0]);
        return null;
    }

    /// <summary>Names separated by commas or lines.</summary>
    public static ImmutableSet Names(string? text) =>
        ImmutableSet.Of((text ?? "").Split([',', ';', '\n', '،'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
