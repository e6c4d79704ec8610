using System.Collections.Frozen;
using System.Globalization;

namespace Palermo.Analysis.Notices;

/// <summary>Country codes as they come: two letters, three letters, the extra codes of travel documents (ICAO 9303-3, section 5), English names.</summary>
public static class Countries
{
    private static readonly Lazy<FrozenDictionary<string, string>> Known = new(() =>
    {
        Dictionary<string, string> known = new(StringComparer.OrdinalIgnoreCase);
        foreach (var region in CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new RegionInfo(c.Name)).Where(r => r.ThreeLetterISORegionName is { Length: 3 }))
            foreach (var name in (ReadOnlySpan<string>)[region.TwoLetterISORegionName, region.ThreeLetterISORegionName, region.EnglishName]) known[name] = region.ThreeLetterISORegionName.ToUpperInvariant();
        foreach (var british in (ReadOnlySpan<string>)["UK", "GBD", "GBN", "GBO", "GBP", "GBS"]) known[british] = "GBR";
        known["D"] = "DEU";
        return known.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    });

    /// <summary>The three-letter code; null when the text is no country that is known here.</summary>
    public static string? Find(string text) => Known.Value.GetValueOrDefault(text.Trim());

    /// <summary>The three-letter code, or the text in capitals.</summary>
    public static string Code(string text) => Find(text) ?? text.Trim().ToUpperInvariant();

    public static bool Same(string a, string b) => Code(a) == Code(b);

    /// <summary>True unless the two are known to be different countries: for rules that protect a person, where a misspelt name must not open the door.</summary>
    public static bool MayBeSame(string a, string b) => Find(a) is not { } first || Find(b) is not { } second || first == second;
}
