using CsCheck;

namespace Palermo.Analysis.Matching.Tests;

public class DateTests
{
    private static string Level(string a, string b)
    {
        var comparer = new DateComparer(RecordTable.Of(("birthDate", [a, b])).Find("birthDate")!);
        var level = comparer.Level(0, 1);
        Assert.Equal(level, comparer.Level(1, 0));
        return level == Comparer.Missing ? "missing" : comparer.Names[level];
    }

    [Theory]   // entity-matching.md 3.6
    [InlineData("1980-03-12", "1980-03-12", "the same day")]
    [InlineData("1980-03-12", "12/03/1980", "the same day")]
    [InlineData("19800312", "١٩٨٠-٠٣-١٢", "the same day")]
    [InlineData("1980-03-12", "1980-12-03", "day and month swapped")]
    [InlineData("1980-03-12", "1986-03-12", "one digit differs")]
    [InlineData("1980-03-12", "1908-03-12", "one digit differs")]        // neighbours swapped
    [InlineData("1980-03-12", "1981-03-25", "day or month the same, year within one")]
    [InlineData("1980-03-12", "1980-07-25", "the same year")]
    [InlineData("1980-03-12", "1982-07-25", "within two years")]
    [InlineData("1980-03-12", "1995-07-25", "different")]
    [InlineData("1980-03-12", "", "missing")]
    [InlineData("1980-03-12", "unknown", "missing")]
    [InlineData("1980", "1980-03-12", "the same year")]
    [InlineData("1995-13-09", "1995-13-09", "the same day")]             // impossible, but written down twice alike
    public void Two_dates_reach_their_level(string a, string b, string level) => Assert.Equal(level, Level(a, b));

    [Theory]
    [InlineData("1990-01-01"), InlineData("1990-12-31"), InlineData("1990-07-01"), InlineData("1990")]
    public void What_offices_write_for_an_unknown_day_is_known_to_the_year_only(string date) => Assert.Equal("the same year", Level(date, date));

    [Theory]
    [InlineData("1983-07-03", "1990-11-05", "different")]
    [InlineData("2000-01-01", "2007-09-12", "another calendar")]         // 1 Meskerem 2000
    [InlineData("1982-05-14", "1990-01-22", "another calendar")]
    [InlineData("1369-05-14", "1990-08-05", "another calendar")]         // Solar Hijri, 621 years
    [InlineData("1411-05-14", "1990-11-30", "another calendar")]         // Lunar Hijri, 579 years
    public void A_date_of_another_calendar_is_recognised(string a, string b, string level) => Assert.Equal(level, Level(a, b));

    [Fact]   // entity-matching.md 3.2
    public void The_first_of_Meskerem_2000_was_the_twelfth_of_September_2007() => Assert.Equal(new DateOnly(2007, 9, 12), Calendars.FromEthiopian(2000, 1, 1));

    [Fact]
    public void The_Ethiopian_year_begins_on_the_eleventh_or_twelfth_of_September() => Gen.Int[1900, 2020].Sample(year =>
    {
        var day = Calendars.FromEthiopian(year, 1, 1);
        Assert.Equal((9, true), (day.Month, day.Day is >= 11 and <= 13));
        Assert.Equal(year + 7, day.Year);
        Assert.Equal(Calendars.FromEthiopian(year + 1, 1, 1), Calendars.FromEthiopian(year, 13, 5).AddDays(year % 4 == 3 ? 2 : 1));
    });

    [Fact]
    public void Whatever_is_written_reading_a_date_does_not_throw() =>
        Gen.String[Gen.Char["0123456789-/. Tx٣"], 0, 14].Sample(text => Assert.InRange(PartialDate.Read(text).Year, 0, 9999));
}
