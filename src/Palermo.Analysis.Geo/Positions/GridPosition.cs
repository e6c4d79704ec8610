using System.Globalization;
using System.Text.RegularExpressions;

namespace Palermo.Analysis.Geo;

/// <summary>Positions in the grids UTM and MGRS.</summary>
internal static partial class GridPosition
{
    public static ParsedPosition? TryParse(string s)
    {
        if (MgrsForm().IsMatch(s))
        {
            var (lat, lon, side) = Mgrs.Parse(MgrsWord().Replace(s, ""));
            return new ParsedPosition(lat, lon, PositionForm.Mgrs, side / Math.Sqrt(2), side > 1 ? [FormattableString.Invariant($"middle of a square of {side:0} m")] : [], []);
        }

        var m = UtmForm().Match(s);
        if (!m.Success) return null;
        var zone = int.Parse(m.Groups["zone"].Value, CultureInfo.InvariantCulture);
        if (zone is < 1 or > 60) throw new FormatException($"'{s}': there is no UTM zone {zone}; zones are 1 to 60");
        double Number(string group) => double.Parse(m.Groups[group].Value.Replace(" ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var (east, north) = (Number("east"), Number("north"));
        if (east is < 100_000 or > 900_000) throw new FormatException(FormattableString.Invariant($"'{s}': an easting of {east} m is outside the zone (100,000 to 900,000)"));
        if (north is < 0 or > 10_000_000) throw new FormatException(FormattableString.Invariant($"'{s}': a northing of {north} m does not exist (0 to 10,000,000)"));
        var step = m.Groups["east"].Value.Contains('.') ? .05 : .5;
        var word = m.Groups["hemisphere"].Value.ToUpperInvariant();
        if (word.Length > 1) return Of(word[0] == 'N', []);
        var letter = word.Length == 1 ? word[0] : m.Groups["band"].Value.ToUpperInvariant() is { Length: 1 } band ? band[0] : '\0';
        if (letter == '\0') return Of(true, ["no band and no hemisphere: north was taken"], (new Utm(zone, false, east, north), "southern hemisphere"));
        var ends = Utm.BandEnds(letter) ?? throw new FormatException($"'{s}': there is no latitude band {letter}");
        bool InBand(bool isNorth)
        {
            var lat = new Utm(zone, isNorth, east, north).ToPosition().Latitude;
            return lat >= ends.South - .5 && lat <= ends.North + .5;
        }

        var bandNorth = letter >= 'N';
        // N and S are bands and are also written for the hemispheres.
        if (letter is 'N' or 'S')
        {
            if (InBand(bandNorth)) return letter == 'S' ? Of(true, ["S was read as the latitude band 32 to 40 N, not as south"], (new Utm(zone, false, east, north), "S for southern hemisphere")) : Of(true, []);
            return Of(letter == 'N', [$"{letter} was read as the hemisphere, since the northing does not lie in the band {letter}"]);
        }

        if (!InBand(bandNorth)) throw new FormatException(FormattableString.Invariant($"'{s}': a northing of {north:0} m does not lie in the latitude band {letter}"));
        return Of(bandNorth, []);

        ParsedPosition Of(bool isNorth, string[] notes, params (Utm Utm, string Why)[] others)
        {
            var (lat, lon) = new Utm(zone, isNorth, east, north).ToPosition();
            return new ParsedPosition(lat, lon, PositionForm.Utm, step * Math.Sqrt(2), notes, [.. others.Select(o =>
            {
                var (la, lo) = o.Utm.ToPosition();
                return (la, lo, o.Why);
            })]);
        }
    }

    [GeneratedRegex(@"^(?:MGRS[\s:]*)?\d{1,2}\s*[C-HJ-NP-X]\s*[A-HJ-NP-Z][A-HJ-NP-V]\s*(?:\d{2,10}|\d{1,5}\s+\d{1,5})?$", RegexOptions.IgnoreCase)]
    private static partial Regex MgrsForm();

    [GeneratedRegex(@"^MGRS[\s:]*", RegexOptions.IgnoreCase)]
    private static partial Regex MgrsWord();

    [GeneratedRegex(@"^(?:UTM[\s:]*)?(?:ZONE[\s:]*)?(?<zone>\d{1,2})\s*(?:(?<hemisphere>NORTH|SOUTH)|(?<band>[C-HJ-NP-X]))?[\s,:;]+(?<east>\d{5,7}(?:\.\d+)?|\d{3} \d{3})\s*(?:M?E)?[\s,;/]+(?<north>\d{1,8}(?:\.\d+)?|\d \d{3} \d{3})\s*(?:M?N)?$", RegexOptions.IgnoreCase)]
    private static partial Regex UtmForm();
}
