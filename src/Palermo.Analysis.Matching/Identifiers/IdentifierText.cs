using System.Globalization;
using System.Text;

namespace Palermo.Analysis.Matching;

/// <summary>First step of every identifier: compatibility forms folded, digits of every script to 0-9, capitals, letters and digits kept.</summary>
internal static class IdentifierText
{
    /// <summary>Identifiers longer than this are cut; no identifier of the kinds known here comes near.</summary>
    public const int MaxLength = 128;

    /// <summary>Capital letters A to Z and digits of the text, in order; all else dropped.</summary>
    public static string LettersAndDigits(string text) => Keep(text, letters: true, extra: '\0');

    public static string Digits(string text) => Keep(text, letters: false, extra: '\0');

    /// <summary>Letters, digits and one more sign that means something (the filler of an MRZ, the plus of a phone).</summary>
    public static string Keep(string text, bool letters, char extra)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var c in text)
        {
            if (result.Length == MaxLength) break;
            if (c == extra && extra != '\0') result.Append(c);
            else if (char.IsAsciiDigit(c)) result.Append(c);
            else if (letters && char.IsAsciiLetter(c)) result.Append((char)(c & 0xDF));
            else if (c >= 0x80)
            {
                var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
                if (digit >= 0) result.Append((char)('0' + digit));
                else if (letters && LetterTable.Latin[c] is { Length: > 0 } latin && latin[^1] is >= 'A' and <= 'Z') result.Append(latin.TrimStart('^'));
            }
        }
        return result.ToString();
    }

    /// <summary>Letters that optical readers and hurried hands take for digits: O/0, I/1, B/8, S/5, Z/2 (entity-matching 4).</summary>
    public static string FoldConfusions(string value) => string.Create(value.Length, value, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = from[i] switch { 'O' or 'Q' or 'D' => '0', 'I' or 'L' => '1', 'B' => '8', 'S' => '5', 'Z' => '2', var c => c };
    });

    /// <summary>Luhn's sum over a run of digits, 0 for a valid number.</summary>
    public static int Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var d = digits[^(i + 1)] - '0';
            if (i % 2 == 1) d = d > 4 ? 2 * d - 9 : 2 * d;
            sum += d;
        }
        return sum % 10;
    }
}
