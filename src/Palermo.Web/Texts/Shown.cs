using System.Globalization;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Web.Texts;

/// <summary>Numbers, dates and sizes as a reader of a language writes them.</summary>
/// <param name="Language"><c>en</c>, <c>fr</c> or <c>ar</c>. Arabic pages use the digits 0 to 9, as the offices of the Maghreb and the Sahel do.</param>
public readonly record struct Shown(string Language)
{
    private static readonly string[] EnglishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] FrenchMonths = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
    private static readonly string[] ArabicMonths = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

    /// <summary>The short name of a month, 1 to 12.</summary>
    public string Month(int month) => (Language switch { "fr" => FrenchMonths, "ar" => ArabicMonths, _ => EnglishMonths })[month - 1];

    public string Day(LocalDate day) => $"{day.Day} {Month(day.Month)} {day.Year}";

    /// <summary>A moment in UTC, which every node means the same by.</summary>
    public string Moment(Instant at)
    {
        var utc = at.InUtc();
        return $"{Day(utc.Date)}, {utc.Hour:00}:{utc.Minute:00} UTC";
    }

    /// <summary>A time as exactly as it is known, and no more.</summary>
    public string Time(EventTime time) => time switch
    {
        { At: { } at, Precision: TimePrecision.Minute or TimePrecision.Hour } => Moment(at),
        { Precision: TimePrecision.Year } when time.From.Year == time.To.Year => Year(time.From.Year),
        { Precision: TimePrecision.Quarter } when time.From.Year == time.To.Year => $"{(Language == "fr" ? "T" : Language == "ar" ? "ر" : "Q")}{(time.From.Month + 2) / 3} {time.From.Year}",
        { Precision: TimePrecision.Month } when time.From.Year == time.To.Year && time.From.Month == time.To.Month => $"{Month(time.From.Month)} {time.From.Year}",
        _ when time.From == time.To => Day(time.From),
        _ => $"{Day(time.From)} – {Day(time.To)}",
    };

    public string Date(PartialDate date)
    {
        var text = (date.Month, date.Day) switch
        {
            ({ } m, { } d) when m is >= 1 and <= 12 => $"{d} {Month(m)} {date.Year}",
            ({ } m, null) when m is >= 1 and <= 12 => $"{Month(m)} {date.Year}",
            _ => Year(date.Year),
        };
        return date.Estimated ? "≈ " + text : text;
    }

    private static string Year(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>A whole number with its thousands apart.</summary>
    public string Number(long number) => Language switch
    {
        "fr" => number.ToString("N0", French),
        _ => number.ToString("N0", CultureInfo.InvariantCulture),
    };

    /// <summary>Several things in one line, with the comma of the language.</summary>
    public string List(IEnumerable<string> items) => string.Join(Language == "ar" ? "، " : ", ", items);

    /// <summary>A number with up to so many decimals.</summary>
    public string Number(double number, int decimals = 6) =>
        number.ToString("#,##0." + new string('#', decimals), Language == "fr" ? French : CultureInfo.InvariantCulture);

    /// <summary>A number with exactly so many decimals: for figures that stand under each other or in an interval.</summary>
    public string Exact(double number, int decimals) =>
        number.ToString("#,##0" + (decimals > 0 ? "." + new string('0', decimals) : ""), Language == "fr" ? French : CultureInfo.InvariantCulture);

    /// <summary>A count that stopped at a cap: "more than 10,000".</summary>
    public string Count(int count) => count > RecordPage.CountCap
        ? string.Format(CultureInfo.InvariantCulture, ListSay.MoreThan.In(Language), Number(RecordPage.CountCap))
        : Number(count);

    /// <summary>A size in bytes, kB or MB (1 kB is 1,000 bytes).</summary>
    public string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} {(Language == "fr" ? "o" : "B")}",
        < 1_000_000 => $"{Number(bytes / 1e3, 1)} {(Language == "fr" ? "ko" : "kB")}",
        _ => $"{Number(bytes / 1e6, 1)} {(Language == "fr" ? "Mo" : "MB")}",
    };

    /// <summary>A point in degrees, with no more decimals than its radius bears.</summary>
    public string Point(double latitude, double longitude, double radiusMetres)
    {
        var decimals = radiusMetres switch { >= 100_000 => 0, >= 10_000 => 1, >= 1_000 => 2, >= 100 => 3, _ => 4 };
        return $"{Number(Math.Abs(latitude), decimals)}° {(latitude >= 0 ? "N" : "S")}, {Number(Math.Abs(longitude), decimals)}° {(longitude >= 0 ? "E" : "W")}";
    }

    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u202f", NumberGroupSizes = [3] };
}
