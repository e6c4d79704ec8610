using System.Globalization;

namespace Palermo.Analysis.Geo;

/// <summary>A position read from text.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
/// <param name="Form">The form in which it was given.</param>
/// <param name="ErrorMetres">How far off the words leave it: half a unit of the last digit, or of the compass point.</param>
/// <param name="Notes">What was taken for granted, in words.</param>
/// <param name="Alternatives">Other readings of the same text, when there are any.</param>
public sealed record ParsedPosition(
    double Latitude, double Longitude, PositionForm Form, double ErrorMetres, IReadOnlyList<string> Notes, IReadOnlyList<(double Latitude, double Longitude, string Why)> Alternatives);

/// <summary>Forms in which positions are written.</summary>
public enum PositionForm
{
    DecimalDegrees, DegreesMinutes, DegreesMinutesSeconds, Utm, Mgrs, FromPlace, Place,
}

/// <summary>Reads a position in any of the forms in which people give one.</summary>
/// <remarks>
/// Degrees with fractions, with minutes, with seconds, signs or letters, compact or not; UTM; MGRS; a distance and a direction from a
/// place or from another position ("34 nm north of Zuwara"). Where a text can be read in two ways, the first is chosen, the other is
/// given beside it, and a note says so. What3words and plus codes are not read.
/// </remarks>
public static class PositionText
{
    /// <param name="text">The words, as heard or typed.</param>
    /// <param name="places">Names that may occur; null: none.</param>
    /// <exception cref="FormatException">The text is no position; the message says what was understood and what is missing.</exception>
    public static ParsedPosition Parse(string text, Gazetteer? places = null) => Parse(text, places, 0);

    internal static ParsedPosition Parse(string text, Gazetteer? places, int depth)
    {
        var s = Plain(text);
        if (s.Length == 0) throw new FormatException("the position is empty");
        if (s.Length > 300) throw new FormatException("the text is longer than any position");
        if (depth > 3) throw new FormatException("a position that refers to a position that refers to a position is not read");
        return RelativePosition.TryParse(s, places, depth)
            ?? GridPosition.TryParse(s)
            ?? AnglePosition.TryParse(s)
            ?? Place(s, places)
            ?? throw new FormatException(
                $"'{text}' is not a position that is read; write for example 34.50 N 12.25 E, 34°30.0'N 012°15.0'E, 34 30 00 N 12 15 00 E, 33S 248000 3821000, 33SUV4821, or 34 nm north of Zuwara"
                + Hint(s, places));
    }

    private static ParsedPosition? Place(string s, Gazetteer? places)
    {
        if (places?.Find(s) is not { Count: > 0 } found) return null;
        return new ParsedPosition(found[0].Latitude, Geodesy.WrapLongitude(found[0].Longitude), PositionForm.Place, 5000,
            found.Count > 1 ? [$"{found.Count} places are called {found[0].Name}; the first was taken"] : [],
            [.. found.Skip(1).Select(p => (p.Latitude, p.Longitude, $"{p.Name}, {p.Country}"))]);
    }

    internal static string Hint(string name, Gazetteer? places)
    {
        if (places is null) return "; no list of places was given";
        var near = places.Near(name);
        return near.Count > 0 ? $"; near that name are {string.Join(", ", near)}" : "";
    }

    // One kind of each sign: quotes, primes, dashes and spaces come in many.
    private static string Plain(string text)
    {
        var s = new System.Text.StringBuilder(text.Trim());
        foreach (var (from, to) in new[]
        {
            ('\u2019', '\''), ('\u2018', '\''), ('\u2032', '\''), ('\u02B9', '\''), ('\u00B4', '\''), ('`', '\''),
            ('\u201C', '"'), ('\u201D', '"'), ('\u2033', '"'), ('\u02BA', '"'), ('\u00BA', '\u00B0'), ('\u02DA', '\u00B0'),
            ('\u2212', '-'), ('\u2013', '-'), ('\u2014', '-'), ('\u00A0', ' '), ('\u202F', ' '), ('\u2009', ' '), ('\t', ' '),
        }) s.Replace(from, to);
        s.Replace("''", "\"");
        // Arabic and other decimal digits.
        for (var i = 0; i < s.Length; i++)
            if (s[i] > 127 && char.IsDigit(s[i])) s[i] = (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(s[i]));
        s.Replace('\u066B', '.').Replace('\u060C', ',');
        return s.ToString();
    }
}
