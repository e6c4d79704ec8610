namespace Palermo.Analysis.Matching;

/// <summary>Dates that were written down in another calendar without being converted.</summary>
public static class Calendars
{
    /// <summary>The Gregorian date of an Ethiopian one (Amete Mihret era).</summary>
    /// <param name="month">1 (Meskerem) to 13 (Pagume).</param>
    /// <remarks>JDN = 1723856 + 365 Y + floor(Y/4) + 30 (M-1) + D - 1 (entity-matching 3.2; 1 Meskerem 2000 is 12 September 2007).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Month outside 1 to 13, day outside 1 to 30.</exception>
    public static DateOnly FromEthiopian(int year, int month, int day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        if (month is < 1 or > 13) throw new ArgumentOutOfRangeException(nameof(month), month, "1 to 13");
        if (day is < 1 or > 30) throw new ArgumentOutOfRangeException(nameof(day), day, "1 to 30");
        var julianDay = 1723856 + 365 * year + year / 4 + 30 * (month - 1) + day - 1;
        return DateOnly.FromDayNumber(julianDay - 1721426);              // day number 0 is JDN 1721426, 1 January of year 1
    }

    /// <summary>Whether one of the two may be the other in another calendar: Ethiopian (7 or 8 years behind), Solar Hijri (621 or 622), Lunar Hijri (about 579 today).</summary>
    internal static bool MayDiffer(in PartialDate a, in PartialDate b)
    {
        var years = Math.Abs(a.Year - b.Year);
        if (years is 7 or 8)
        {
            if (!a.IsToTheDay || !b.IsToTheDay) return true;
            var (early, late) = a.Year < b.Year ? (a, b) : (b, a);
            if (early.Day == late.Day && early.Month == late.Month) return true;             // only the year was taken over
            return early is { Month: >= 1 and <= 13, Day: >= 1 and <= 30 } && FromEthiopian(early.Year, early.Month, early.Day) is var day
                && day.Year == late.Year && day.Month == late.Month && Math.Abs(day.Day - late.Day) <= 1;
        }
        return years is 621 or 622 or >= 577 and <= 581;
    }
}
