using NodaTime;

namespace Palermo.Kernel;

/// <summary>How exactly a time is known.</summary>
public enum TimePrecision { Minute, Hour, Day, Week, Month, Quarter, Year }

/// <summary>When something happened: a span of whole days and how exactly it is known. "In March 2016" is the month, not its first day.</summary>
/// <param name="From">First day, in the place's own calendar day.</param>
/// <param name="To">Last day, the same or later.</param>
/// <param name="At">The moment, when it is known to the hour or minute.</param>
public sealed record EventTime(LocalDate From, LocalDate To, TimePrecision Precision, Instant? At = null)
{
    public static EventTime OnDay(LocalDate day) => new(day, day, TimePrecision.Day);
    public static EventTime InMonth(int year, int month) => new(new(year, month, 1), new LocalDate(year, month, 1).PlusMonths(1).PlusDays(-1), TimePrecision.Month);
    public static EventTime InYear(int year) => new(new(year, 1, 1), new(year, 12, 31), TimePrecision.Year);

    /// <summary>What is wrong with it; events of the field lie between 1950 and tomorrow.</summary>
    public IEnumerable<Refusal> Problems(string field)
    {
        if (To < From) yield return new("time.order", $"It ends ({To:uuuu-MM-dd}) before it begins ({From:uuuu-MM-dd}).", Field: field);
        if (From.Year is < 1950 or > 2100) yield return new("time.range", $"The year {From.Year} is outside 1950 to 2100.", Field: field);
    }
}

/// <summary>A date known to the day, the month, the year or the decade, or estimated: birth dates above all.</summary>
/// <param name="Month">1 to 12, or null when not known.</param>
/// <param name="Day">1 to 31, or null when not known; never without the month.</param>
public sealed record PartialDate(int Year, int? Month = null, int? Day = null, bool Estimated = false)
{
    public IEnumerable<Refusal> Problems(string field)
    {
        if (Year is < 1850 or > 2100) yield return new("date.year", $"The year {Year} is outside 1850 to 2100.", Field: field);
        if (Day is not null && Month is null) yield return new("date.month", "A day needs its month.", Field: field);
        if (Month is < 1 or > 12) yield return new("date.month-range", $"There is no month {Month}.", Field: field);
        else if (Month is { } month && Day is { } day && (day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(Math.Clamp(Year, 1, 9999), month)))
            yield return new("date.day", $"{Year:0000}-{month:00} has no day {day}.", Field: field);
    }

    public override string ToString() => (Month, Day) switch
    {
        (null, _) => $"{Year:0000}",
        ({ } m, null) => $"{Year:0000}-{m:00}",
        ({ } m, { } d) => $"{Year:0000}-{m:00}-{d:00}",
    };
}
