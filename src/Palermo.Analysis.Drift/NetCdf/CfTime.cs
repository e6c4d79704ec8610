using System.Globalization;
using System.Text.RegularExpressions;

namespace Palermo.Analysis.Drift;

/// <summary>Reads times of CF-NetCDF: a count of units since an origin, in one of several calendars.</summary>
/// <remarks>
/// Calendars that are not of this world (no leap days, 360 days) are counted in themselves and the date that results is taken as
/// it is written: 30 February of a 360-day year has no counterpart and is refused.
/// Source: CF conventions 1.11, section 4.4.
/// </remarks>
internal sealed partial class CfTime
{
    private readonly double secondsPerUnit;
    private readonly double originSeconds;
    private readonly string calendar;

    private CfTime(double secondsPerUnit, double originSeconds, string calendar) =>
        (this.secondsPerUnit, this.originSeconds, this.calendar) = (secondsPerUnit, originSeconds, calendar);

    public static bool IsTimeUnit(string? units) => units is not null && Units().IsMatch(units);

    public static CfTime Parse(string units, string? calendar, string where)
    {
        var m = Units().Match(units);
        if (!m.Success) throw new DriftProblem($"{where}: time units '{units}' are not of the form 'hours since 2026-01-31 00:00:00'");
        double second = m.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "millisecond" or "milliseconds" or "msec" or "msecs" or "ms" => 0.001,
            "second" or "seconds" or "sec" or "secs" or "s" => 1,
            "minute" or "minutes" or "min" or "mins" => 60,
            "hour" or "hours" or "hr" or "hrs" or "h" => 3600,
            "day" or "days" or "d" => 86400,
            var other => throw new DriftProblem($"{where}: time unit '{other}' is not read; months and years have no fixed length"),
        };
        var name = Calendar(calendar, where);
        int Part(string group) => m.Groups[group].Success ? int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
        var (year, month, day) = (Part("year"), Part("month"), Part("day"));
        if (month is < 1 or > 12 || day < 1 || day > DaysIn(name, year, month) || Part("hour") > 24 || Part("minute") > 59)
            throw new DriftProblem($"{where}: the origin of '{units}' is not a date of the calendar '{name}'");
        var seconds = m.Groups["second"].Success ? double.Parse(m.Groups["second"].Value, CultureInfo.InvariantCulture) : 0;
        var origin = DayNumber(name, year, month, day) * 86400.0 + Part("hour") * 3600 + Part("minute") * 60 + seconds;
        if (m.Groups["sign"].Success)
            origin -= (m.Groups["sign"].Value == "-" ? -1 : 1) * (Part("zoneHour") * 3600 + Part("zoneMinute") * 60);
        return new CfTime(second, origin, name);
    }

    /// <summary>Seconds since 1970 UTC.</summary>
    public double Seconds(double value)
    {
        if (!double.IsFinite(value)) throw new DriftProblem("the time axis has a gap");
        var seconds = originSeconds + value * secondsPerUnit;
        if (calendar == "standard") return seconds;
        var day = Math.Floor(seconds / 86400);
        var (year, month, date) = Date(calendar, (long)day);
        if (date > DaysIn("standard", year, month))
            throw new DriftProblem($"the time axis has {date}.{month}.{year} of the calendar '{calendar}', a day that does not exist");
        return DayNumber("standard", year, month, date) * 86400.0 + (seconds - day * 86400);
    }

    private static string Calendar(string? calendar, string where) => (calendar ?? "standard").Trim().ToLowerInvariant() switch
    {
        // The gregorian reform of 1582 lies before any forecast: both are the same here.
        "" or "standard" or "gregorian" or "proleptic_gregorian" => "standard",
        "noleap" or "365_day" => "noleap",
        "all_leap" or "366_day" => "all_leap",
        "360_day" => "360_day",
        "julian" => "julian",
        var other => throw new DriftProblem($"{where}: calendar '{other}' is not known (standard, noleap, all_leap, 360_day and julian are)"),
    };

    private static int DaysIn(string calendar, int year, int month) => calendar switch
    {
        "360_day" => 30,
        "noleap" => month == 2 ? 28 : DateTime.DaysInMonth(2001, month),
        "all_leap" => DateTime.DaysInMonth(2000, month),
        "julian" => month == 2 ? year % 4 == 0 ? 29 : 28 : DateTime.DaysInMonth(2001, month),
        _ => year is >= 1 and <= 9999 ? DateTime.DaysInMonth(year, month) : 31,
    };

    // Days since 1 January 1970 of the same calendar; for the julian one, since the gregorian 1 January 1970.
    private static long DayNumber(string calendar, int year, int month, int day)
    {
        switch (calendar)
        {
            case "360_day":
                return (year - 1970) * 360L + (month - 1) * 30 + day - 1;
            case "noleap":
            case "all_leap":
                var sum = (year - 1970) * (calendar == "noleap" ? 365L : 366L) + day - 1;
                for (var m = 1; m < month; m++) sum += DaysIn(calendar, year, m);
                return sum;
            default:
                // Days from civil (H. Hinnant, chrono-compatible algorithms), years beginning in March.
                var y = month <= 2 ? year - 1 : year;
                var dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
                if (calendar == "julian") return 365L * y + FloorDiv(y, 4) + dayOfYear - 719470;
                return 365L * y + FloorDiv(y, 4) - FloorDiv(y, 100) + FloorDiv(y, 400) + dayOfYear - 719468;
        }
    }

    private static (int Year, int Month, int Day) Date(string calendar, long dayNumber)
    {
        var perYear = calendar switch { "360_day" => 360.0, "noleap" => 365, "all_leap" => 366, _ => 365.25 };
        var year = 1970 + (int)Math.Floor(dayNumber / perYear);
        while (DayNumber(calendar, year + 1, 1, 1) <= dayNumber) year++;
        while (DayNumber(calendar, year, 1, 1) > dayNumber) year--;
        var month = 1;
        while (month < 12 && DayNumber(calendar, year, month + 1, 1) <= dayNumber) month++;
        return (year, month, (int)(dayNumber - DayNumber(calendar, year, month, 1)) + 1);
    }

    private static long FloorDiv(int a, int b) => (long)Math.Floor((double)a / b);

    [GeneratedRegex(@"^\s*(?<unit>[A-Za-z]+)\s+since\s+(?<year>-?\d{1,5})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:[T\s]+(?<hour>\d{1,2})(?::(?<minute>\d{1,2})(?::(?<second>\d{1,2}(?:\.\d*)?))?)?)?\s*(?:Z|UTC|GMT|(?<sign>[+-])(?<zoneHour>\d{1,2}):?(?<zoneMinute>\d{2})?)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Units();
}
