using System.Globalization;

namespace Palermo.Analysis.Matching;

/// <summary>A birth date as records have it: to the day, the month or the year only, and possibly impossible.</summary>
/// <remarks>
/// Digits are kept as written (1995-13-09 stays so), since a slip of the pen is evidence too. 1 January, 31 December and 1 July are
/// what offices write when day and month are unknown: such a date is known to the year only (entity-matching 3.6).
/// </remarks>
public readonly record struct PartialDate
{
    private PartialDate(int year, int month, int day)
    {
        Year = year;
        Month = month;
        Day = day;
    }

    /// <summary>Year as written; 0 when there is no date.</summary>
    public int Year { get; }

    /// <summary>Month as written, 0 when unknown.</summary>
    public int Month { get; }

    /// <summary>Day as written, 0 when unknown.</summary>
    public int Day { get; }

    /// <summary>True when there is no date.</summary>
    public bool IsMissing => Year == 0;

    /// <summary>True when day and month are known and are not an office's usual stand-in.</summary>
    public bool IsToTheDay => Day > 0 && Month > 0 && (Day, Month) is not ((1, 1) or (31, 12) or (1, 7));

    /// <summary>A date of known parts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Year outside 1 to 9999, month or day outside 0 to 99.</exception>
    public static PartialDate Of(int year, int month = 0, int day = 0)
    {
        if (year is < 1 or > 9999) throw new ArgumentOutOfRangeException(nameof(year), year, "a year is 1 to 9999");
        if (month is < 0 or > 99) throw new ArgumentOutOfRangeException(nameof(month), month, "two digits");
        if (day is < 0 or > 99) throw new ArgumentOutOfRangeException(nameof(day), day, "two digits");
        return new(year, month, day);
    }

    /// <summary>Reads a date: 1980-03-12, 19800312, 12/03/1980 (day first), 1980-03, 1980; digits of any script. Anything else is missing.</summary>
    public static PartialDate Read(ReadOnlySpan<char> text)
    {
        Span<int> parts = stackalloc int[3];
        Span<int> lengths = stackalloc int[3];
        int n = 0, length = 0, value = 0;
        foreach (var c in text)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : c < 0x80 ? -1 : CharUnicodeInfo.GetDecimalDigitValue(c);
            if (digit >= 0)
            {
                if (++length > 8) return default;
                value = value * 10 + digit;
                continue;
            }
            if (c is 'T' or ' ' && n == 2) break;                        // a time of day follows
            if (c is not ('-' or '/' or '.' or ' ') || length == 0 || n == 2) return default;
            (parts[n], lengths[n++]) = (value, length);
            (value, length) = (0, 0);
        }
        if (length > 0) (parts[n], lengths[n++]) = (value, length);
        return (n, lengths[0]) switch
        {
            (1, 8) => Made(parts[0] / 10000, parts[0] / 100 % 100, parts[0] % 100),
            (1, 4) => Made(parts[0], 0, 0),
            (2, 4) => Made(parts[0], parts[1], 0),
            (2, _) when lengths[1] == 4 => Made(parts[1], parts[0], 0),
            (3, 4) => Made(parts[0], parts[1], parts[2]),
            (3, _) when lengths[2] == 4 => Made(parts[2], parts[1], parts[0]),
            _ => default,
        };
    }

    private static PartialDate Made(int year, int month, int day) =>
        year is < 1 or > 9999 || month > 99 || day > 99 ? default : new(year, month, month == 0 ? 0 : day);

    /// <summary>The eight digits of the date as a number of nibbles, for digit by digit comparison.</summary>
    internal uint Nibbles
    {
        get
        {
            uint result = 0;
            for (var (rest, shift) = (Year * 10000 + Month * 100 + Day, 0); shift < 32; rest /= 10, shift += 4) result |= (uint)(rest % 10) << shift;
            return result;
        }
    }

    /// <summary>ISO 8601, as far as known.</summary>
    public override string ToString() => Year == 0 ? "" : Month == 0 ? $"{Year:0000}" : Day == 0 ? $"{Year:0000}-{Month:00}" : $"{Year:0000}-{Month:00}-{Day:00}";
}
