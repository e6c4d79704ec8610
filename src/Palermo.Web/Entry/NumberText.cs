using System.Globalization;
using System.Text;

namespace Palermo.Web.Entry;

/// <summary>Reads numbers as people write them: spaces, commas or points between thousands, Arabic and Persian digits.</summary>
public static class NumberText
{
    /// <summary>The number, or null when the text is none. Nothing is guessed: a text with two meanings is read by the conventions, or not at all.</summary>
    public static double? Number(string text, EntryConventions conventions) =>
        Canonical(text, conventions) is { } canonical
        && double.TryParse(canonical, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    /// <summary>The whole number, or null when the text is none; 12.0 is 12.</summary>
    public static long? Whole(string text, EntryConventions conventions) =>
        Number(text, conventions) is { } number && number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? (long)number : null;

    private static string? Canonical(string text, EntryConventions conventions)
    {
        var (decimalMark, groupMark) = conventions.DecimalComma ? (',', '.') : ('.', ',');
        var canonical = new StringBuilder(text.Length);
        int sinceGroup = -1, digits = 0; // digits since the last group mark; -1: no mark yet
        var inFraction = false;
        foreach (var c in text.AsSpan().Trim())
        {
            if (Digit(c) is { } digit)
            {
                canonical.Append((char)('0' + digit));
                digits++;
                if (!inFraction && sinceGroup >= 0) sinceGroup++;
            }
            else if (c == decimalMark || c == '\u066B')
            {
                if (inFraction || sinceGroup is >= 0 and not 3) return null;
                canonical.Append('.');
                inFraction = true;
            }
            else if (c == groupMark || c is ' ' or '\u00A0' or '\u202F' or '\u2009' or '\'' or '\u066C')
            {
                // A mark between thousands has one to three digits before it and three after.
                if (inFraction || digits == 0 || sinceGroup is >= 0 and not 3 || (sinceGroup < 0 && digits > 3)) return null;
                sinceGroup = 0;
            }
            else if (c is '-' or '\u2212' or '+' && canonical.Length == 0) canonical.Append(c == '+' ? '+' : '-');
            else if (c is 'e' or 'E' && digits > 0 && sinceGroup < 0 && !canonical.ToString().Contains('e', StringComparison.Ordinal)) canonical.Append('e');
            else if (c is '-' or '+' && canonical.Length > 0 && canonical[^1] == 'e') canonical.Append(c);
            else return null;
        }
        return digits == 0 || sinceGroup is >= 0 and not 3 ? null : canonical.ToString();
    }

    /// <summary>The value of a decimal digit of the Latin, Arabic or Persian set; null for any other character.</summary>
    internal static int? Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= '\u0660' and <= '\u0669' => c - '\u0660',
        >= '\u06F0' and <= '\u06F9' => c - '\u06F0',
        _ => null,
    };

    /// <summary>The text with Arabic and Persian digits as 0 to 9.</summary>
    internal static string LatinDigits(string text) =>
        text.AsSpan().IndexOfAnyInRange('\u0660', '\u06F9') < 0 ? text : string.Concat(text.Select(c => Digit(c) is { } d ? (char)('0' + d) : c));
}
