using System.Globalization;
using System.Text.RegularExpressions;

namespace Palermo.Analysis.Geo;

/// <summary>Positions as two angles.</summary>
internal static partial class AnglePosition
{
    private readonly record struct Angle(double Degrees, char Letter, PositionForm Form, double StepDegrees);

    public static ParsedPosition? TryParse(string s)
    {
        s = Words().Replace(s, " ");
        s = Units().Replace(s, w => char.ToUpperInvariant(w.Value[0]) switch { 'D' => "°", 'M' => "'", _ => "\"" });
        s = Winds().Replace(s, w => char.ToUpperInvariant(w.Value[0]) switch { 'O' => "W", var c => c.ToString() });
        s = s.Trim(' ', ',', ';', '(', ')', '[', ']');
        if (s.StartsWith("geo:", StringComparison.OrdinalIgnoreCase)) s = s[4..].Split(';', '?')[0];
        // Two numbers apart by a comma and with decimal commas themselves: 34,5 12,25.
        if (!s.Contains('.') && DecimalCommas().IsMatch(s)) s = DecimalComma().Replace(s, "$1.$2");
        foreach (var (first, second) in Halves(s))
        {
            if (Read(first) is not { } a || Read(second) is not { } b) continue;
            return Pair(a, b, s);
        }

        return null;
    }

    // Where the one angle ends and the other begins: after a letter, at a comma, or in the middle of the numbers.
    private static IEnumerable<(string, string)> Halves(string s)
    {
        if (LettersBehind().Match(s) is { Success: true } behind) yield return (behind.Groups[1].Value, behind.Groups[2].Value);
        if (LettersBefore().Match(s) is { Success: true } before) yield return (before.Groups[1].Value, before.Groups[2].Value);
        var comma = s.Split([',', ';', '/'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (comma.Length == 2) yield return (comma[0], comma[1]);
        // NMEA 0183: 3430.25,N,01215.50,E.
        if (comma.Length == 4) yield return (comma[0] + comma[1], comma[2] + comma[3]);
        var parts = s.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 2 or 4 or 6) yield return (string.Join(' ', parts[..(parts.Length / 2)]), string.Join(' ', parts[(parts.Length / 2)..]));
    }

    private static Angle? Read(string text)
    {
        var s = text.Trim(' ', ',', ';', ':').ToUpperInvariant();
        var letter = '\0';
        if (s.Length == 0) return null;
        if ("NSEWO".Contains(s[^1])) (letter, s) = (s[^1], s[..^1].Trim());
        else if ("NSEWO".Contains(s[0])) (letter, s) = (s[0], s[1..].Trim(' ', ':', '='));
        // Ouest, ovest, oeste.
        if (letter == 'O') letter = 'W';
        var negative = s.StartsWith('-');
        if (negative || s.StartsWith('+')) s = s[1..].Trim();
        if (negative && letter != '\0') return null;
        var m = Compact().Match(s);
        double degrees;
        double step;
        PositionForm form;
        if (m.Success)
        {
            // 3430.25 is 34 degrees 30.25 minutes; 343015 is 34 degrees 30 minutes 15 seconds.
            var whole = m.Groups[1].Value;
            var fraction = m.Groups[2].Value;
            var seconds = whole.Length >= 6;
            var d = int.Parse(whole[..^(seconds ? 4 : 2)], CultureInfo.InvariantCulture);
            var minutes = seconds ? int.Parse(whole.AsSpan(whole.Length - 4, 2), CultureInfo.InvariantCulture) : 0;
            var last = double.Parse(whole[^2..] + fraction, CultureInfo.InvariantCulture);
            if (minutes >= 60 || last >= 60) return null;
            degrees = d + (seconds ? minutes / 60.0 + last / 3600 : last / 60);
            step = Unit(fraction) / (seconds ? 3600 : 60);
            form = seconds ? PositionForm.DegreesMinutesSeconds : PositionForm.DegreesMinutes;
        }
        else
        {
            m = Spaced().Match(s);
            if (!m.Success) return null;
            var (d, min, sec) = (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value);
            double Number(string n) => n.Length == 0 ? 0 : double.Parse(n, CultureInfo.InvariantCulture);
            if (Number(min) >= 60 || Number(sec) >= 60 || (min.Length > 0 && d.Contains('.')) || (sec.Length > 0 && min.Contains('.'))) return null;
            degrees = Number(d) + Number(min) / 60 + Number(sec) / 3600;
            (form, step) = sec.Length > 0 ? (PositionForm.DegreesMinutesSeconds, Unit(sec) / 3600)
                : min.Length > 0 ? (PositionForm.DegreesMinutes, Unit(min) / 60) : (PositionForm.DecimalDegrees, Unit(d));
        }

        return new Angle(negative || letter is 'S' or 'W' ? -degrees : degrees, letter, form, step);
    }

    // The last digit: 1 for "34", 0.01 for "34.25".
    private static double Unit(string number)
    {
        var point = number.IndexOf('.');
        return point < 0 ? 1 : Math.Pow(10, -(number.Length - point - 1));
    }

    private static ParsedPosition Pair(Angle a, Angle b, string s)
    {
        var notes = new List<string>();
        var alternatives = new List<(double, double, string)>();
        bool Is(Angle x, string letters) => letters.Contains(x.Letter);
        Angle lat, lon;
        if (Is(a, "NS") && !Is(b, "NS")) (lat, lon) = (a, b);
        else if (Is(b, "NS") && !Is(a, "NS")) (lat, lon) = (b, a);
        else if (Is(a, "EW") && !Is(b, "EW")) (lat, lon) = (b, a);
        else if (Is(b, "EW") && !Is(a, "EW")) (lat, lon) = (a, b);
        else if (a.Letter == '\0' && b.Letter == '\0')
        {
            (lat, lon) = (a, b);
            if (Math.Abs(a.Degrees) > 90)
            {
                (lat, lon) = (b, a);
                notes.Add("no letters: the first number is beyond 90, so it is the longitude");
            }
            else
            {
                notes.Add("no letters: latitude was taken to come first");
                if (Math.Abs(b.Degrees) <= 90) alternatives.Add((b.Degrees, a.Degrees, "longitude first"));
            }
        }
        else
        {
            throw new FormatException($"'{s}' has two {(Is(a, "NS") ? "latitudes" : "longitudes")} and no {(Is(a, "NS") ? "longitude" : "latitude")}");
        }

        if (Math.Abs(lat.Degrees) > 90) throw new FormatException(FormattableString.Invariant($"'{s}': a latitude of {Math.Abs(lat.Degrees):0.####} degrees does not exist; it ends at 90"));
        if (Math.Abs(lon.Degrees) > 180 && !(lon.Letter == '\0' && lon.Degrees is > 180 and <= 360))
            throw new FormatException(FormattableString.Invariant($"'{s}': a longitude of {Math.Abs(lon.Degrees):0.####} degrees does not exist; it ends at 180"));
        var (north, east) = Geodesy.MetresPerDegree(lat.Degrees);
        var error = Math.Sqrt(Math.Pow(lat.StepDegrees / 2 * north, 2) + Math.Pow(lon.StepDegrees / 2 * east, 2));
        return new ParsedPosition(lat.Degrees, Geodesy.WrapLongitude(lon.Degrees), lat.Form > lon.Form ? lat.Form : lon.Form, error, notes, alternatives);
    }

    [GeneratedRegex(@"\b(?:lat(?:itude)?|lon(?:g|gitude)?|position|posn?|gps|is)\b[\s.:=]*", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<![A-Za-z])(?:deg(?:rees?)?|min(?:utes?)?|sec(?:onds?)?)\.?(?![A-Za-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Units();

    [GeneratedRegex(@"\b(?:north|nord|norte|south|sud|sur|east|este|est|west|ouest|ovest|oeste)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Winds();

    [GeneratedRegex(@"^[^,]*\d,\d+[^,\d]+\d+,\d+[^,]*$")]
    private static partial Regex DecimalCommas();

    [GeneratedRegex(@"(\d),(\d)")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^(.*?\d[^A-Za-z]*?[NSEWO])(?:[a-z]*)?[\s,;/-]*([+\d].*[NSEWO]?)$", RegexOptions.IgnoreCase)]
    private static partial Regex LettersBehind();

    [GeneratedRegex(@"^([NSEWO]\s*[:=]?\s*\d[^A-Za-z]*?)[\s,;/-]*([NSEWO]\s*[:=]?\s*\d[^A-Za-z]*)$", RegexOptions.IgnoreCase)]
    private static partial Regex LettersBefore();

    [GeneratedRegex(@"^(\d{4,7})(\.\d+)?'?$")]
    private static partial Regex Compact();

    [GeneratedRegex("""^(\d{1,3}(?:\.\d+)?)\s*(?:°|D|DEG(?:REES)?)?(?:[\s:-]*(\d{1,2}(?:\.\d+)?)\s*(?:'|M|MIN(?:UTES)?)?(?:[\s:-]*(\d{1,2}(?:\.\d+)?)\s*(?:"|S|SEC(?:ONDS)?)?)?)?$""")]
    private static partial Regex Spaced();
}
