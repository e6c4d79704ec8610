using NodaTime;

namespace Palermo.Commitments.Borders;

/// <summary>A date of the zone: two digits each, unknown parts as fillers.</summary>
/// <param name="Year">Full year, null where unknown or not readable.</param>
/// <param name="Fault">What is wrong with it: <c>sign</c>, <c>gap</c>, <c>month</c> or <c>day</c>; null when nothing is.</param>
internal readonly record struct MrzDate(int? Year, int? Month, int? Day, string? Fault)
{
    /// <summary>The day, where it is known to the day.</summary>
    public LocalDate? Whole => Fault is null && (Year, Month, Day) is ({ } y, { } m, { } d) ? new(y, m, d) : null;

    /// <summary>As ISO 8601-2 writes a date with unknown parts: <c>1974-08-12</c>, <c>1974-XX-XX</c>. Null where it cannot be read.</summary>
    public string? Text => Fault is not null ? null : $"{Year?.ToString("0000", null) ?? "XXXX"}-{Month?.ToString("00", null) ?? "XX"}-{Day?.ToString("00", null) ?? "XX"}";

    /// <summary>A date of birth: this century unless it would lie after today, then the one before.</summary>
    /// <remarks>A holder of a hundred years or more is read a hundred years too young: two digits cannot say more.</remarks>
    public static MrzDate Birth(ReadOnlySpan<char> six, LocalDate today) =>
        Read(six, (year, month, day) =>
        {
            var century = today.Year / 100 * 100;
            var earliest = new LocalDate(century + year, month ?? 1, Math.Min(day ?? 1, CalendarSystem.Iso.GetDaysInMonth(century + year, month ?? 1)));
            return earliest > today ? century - 100 + year : century + year;
        });

    /// <summary>A date of expiry: 20 and the two digits, or 19 where that lies more years ahead than the window.</summary>
    /// <param name="yearsAhead">Most years ahead that a document runs; null: always this century (border-routes 9.1).</param>
    public static MrzDate Expiry(ReadOnlySpan<char> six, LocalDate today, int? yearsAhead) =>
        Read(six, (year, _, _) => today.Year / 100 * 100 + year is var full && yearsAhead is { } most && full > today.Year + most ? full - 100 : full);

    private static MrzDate Read(ReadOnlySpan<char> six, Func<int, int?, int?, int> century)
    {
        if (!Two(six[..2], out var year) || !Two(six[2..4], out var month) || !Two(six[4..], out var day)) return new(null, null, null, "sign");
        if ((day is not null && month is null) || (month is not null && year is null)) return new(null, null, null, "gap");
        if (month is < 1 or > 12) return new(null, null, null, "month");
        if (day is 0 or > 31) return new(null, null, null, "day");
        if (year is not { } given) return new(null, month, day, null);
        var full = century(given, month, day);
        return month is { } m && day > CalendarSystem.Iso.GetDaysInMonth(full, m) ? new(null, null, null, "day") : new(full, month, day, null);
    }

    /// <summary>Two digits, or two fillers for not known.</summary>
    private static bool Two(ReadOnlySpan<char> two, out int? value)
    {
        value = null;
        if (two is "<<") return true;
        if (!char.IsAsciiDigit(two[0]) || !char.IsAsciiDigit(two[1])) return false;
        value = (two[0] - '0') * 10 + two[1] - '0';
        return true;
    }
}
