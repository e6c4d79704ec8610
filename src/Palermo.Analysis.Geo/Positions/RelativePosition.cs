using System.Globalization;
using System.Text.RegularExpressions;

namespace Palermo.Analysis.Geo;

/// <summary>A distance and a direction from a place: "34 nm north of Zuwara", "10 miles bearing 045 from 34 N 12 E".</summary>
internal static partial class RelativePosition
{
    private static readonly string[] Points = ["n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw"];

    // What watch officers hear around the Mediterranean; longer words first, so that northeast is not read as north.
    private static readonly (string Word, string Letters)[] Spoken =
    [
        ("north", "n"), ("south", "s"), ("east", "e"), ("west", "w"), ("nord", "n"), ("norte", "n"), ("sud", "s"), ("sur", "s"),
        ("ouest", "w"), ("ovest", "w"), ("oeste", "w"), ("este", "e"), ("est", "e"),
    ];

    public static ParsedPosition? TryParse(string s, Gazetteer? places, int depth)
    {
        var m = Form().Match(s);
        if (!m.Success) m = BearingFirst().Match(s);
        if (!m.Success) return null;
        var number = m.Groups["distance"].Value.Replace(',', '.');
        var distance = double.Parse(number, CultureInfo.InvariantCulture);
        var (unit, unitName) = Unit(m.Groups["unit"].Value);
        var from = m.Groups["from"].Value.Trim();
        double bearing, half;
        var notes = new List<string>();
        if (m.Groups["degrees"].Success)
        {
            bearing = double.Parse(m.Groups["degrees"].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
            if (bearing > 360) throw new FormatException(FormattableString.Invariant($"a bearing of {bearing} degrees does not exist; it ends at 360"));
            half = .5;
            notes.Add("the bearing was taken as true, not magnetic");
        }
        else
        {
            if (Letters(m.Groups["direction"].Value) is not { } letters || Array.IndexOf(Points, letters) is not (>= 0 and var point)) return null;
            bearing = point * 22.5;
            // The coarser the word, the wider what it may mean: who says "north" thinks in eight winds, who says "north-east" in sixteen.
            half = letters.Length == 1 ? 22.5 : letters.Length == 2 ? 11.25 : 5.625;
            notes.Add(FormattableString.Invariant($"'{m.Groups["direction"].Value.Trim()}' may be up to {half} degrees to either side"));
        }

        ParsedPosition origin;
        try
        {
            origin = PositionText.Parse(from, places, depth + 1);
        }
        catch (FormatException)
        {
            throw new FormatException($"'{from}' is neither a known place nor a position{PositionText.Hint(from, places)}");
        }

        var metres = distance * unit;
        if (metres > 20_000_000) throw new FormatException(FormattableString.Invariant($"a distance of {distance} {unitName} is more than half way round the Earth"));
        var place = Ellipsoid.Destination(origin.Latitude, origin.Longitude, bearing, metres);
        var along = LastDigit(number) / 2 * unit;
        var across = metres * Math.Tan(half * Math.PI / 180);
        notes.AddRange(origin.Notes);
        var error = Math.Sqrt(along * along + across * across + origin.ErrorMetres * origin.ErrorMetres);
        return new ParsedPosition(place.Latitude, place.Longitude, PositionForm.FromPlace, error, notes,
            [.. origin.Alternatives.Select(a =>
            {
                var other = Ellipsoid.Destination(a.Latitude, a.Longitude, bearing, metres);
                return (other.Latitude, other.Longitude, $"from {a.Why}");
            })]);
    }

    // "34" is known to one, "30" more likely to ten, "12.5" to a tenth.
    private static double LastDigit(string number)
    {
        var point = number.IndexOf('.');
        if (point >= 0) return Math.Pow(10, -(number.Length - point - 1));
        var zeros = number.Length - number.TrimEnd('0').Length;
        return number.Length > 1 ? Math.Pow(10, Math.Min(zeros, number.Length - 1)) : 1;
    }

    private static (double Metres, string Name) Unit(string unit) => unit.ToLowerInvariant().TrimEnd('.') switch
    {
        "km" or "kms" or "kilometre" or "kilometres" or "kilometer" or "kilometers" => (1000, "km"),
        "m" or "metre" or "metres" or "meter" or "meters" => (1, "m"),
        // At sea a mile is a nautical mile.
        _ => (Geodesy.MetresPerNauticalMile, "NM"),
    };

    private static string? Letters(string direction)
    {
        var s = direction.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var letters = "";
        while (s.Length > 0)
        {
            var word = Spoken.FirstOrDefault(w => s.StartsWith(w.Word, StringComparison.Ordinal));
            if (word.Word is not null) (letters, s) = (letters + word.Letters, s[word.Word.Length..]);
            else if ("nsew".Contains(s[0])) (letters, s) = (letters + s[0], s[1..]);
            else return null;
            if (letters.Length > 3) return null;
        }

        return letters;
    }

    [GeneratedRegex(@"^(?:about|approx\.?|approximately|some|circa|ca\.?|~)?\s*(?<distance>\d+(?:[.,]\d+)?)\s*(?<unit>nm|nmi|nautical miles?|naut\.? ?miles?|miles?|mi|M|km|kms|kilomet(?:re|er)s?|met(?:re|er)s?|m)\.?\s+(?:(?:to the|in the|due|bearing|direction|at|on)\s+)*(?:(?<degrees>\d{1,3}(?:[.,]\d+)?)\s*(?:°|deg(?:rees)?)?\s*(?:T|true)?|(?<direction>[A-Za-z][A-Za-z -]*?))\s+(?:of|from|off|de|di|da|del|du)\s+(?<from>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    [GeneratedRegex(@"^(?:bearing\s+)?(?:(?<degrees>\d{3}(?:[.,]\d+)?)\s*(?:°|deg(?:rees)?)?\s*(?:T|true)?|(?<direction>[A-Za-z][A-Za-z -]*?))\s*[,/]?\s+(?<distance>\d+(?:[.,]\d+)?)\s*(?<unit>nm|nmi|nautical miles?|miles?|km|kilomet(?:re|er)s?)\.?\s+(?:of|from|off)\s+(?<from>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex BearingFirst();
}
