using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Texts;

namespace Palermo.Web.Tests;

public class ShownTests
{
    [Theory]
    [InlineData("en", "18 Apr 2015")]
    [InlineData("fr", "18 avr. 2015")]
    [InlineData("ar", "18 أبريل 2015")]
    public void A_day_reads_as_the_reader_writes_it(string language, string expected) =>
        Assert.Equal(expected, new Shown(language).Day(new(2015, 4, 18)));

    [Fact]
    public void A_time_is_shown_no_more_exactly_than_it_is_known()
    {
        var shown = new Shown("en");
        Assert.Equal("Mar 2016", shown.Time(EventTime.InMonth(2016, 3)));
        Assert.Equal("2016", shown.Time(EventTime.InYear(2016)));
        Assert.Equal("Q2 2016", shown.Time(new(new(2016, 4, 1), new(2016, 6, 30), TimePrecision.Quarter)));
        Assert.Equal("3 Mar 2016 – 9 Mar 2016", shown.Time(new(new(2016, 3, 3), new(2016, 3, 9), TimePrecision.Week)));
        Assert.Equal("3 Mar 2016, 04:30 UTC", shown.Time(new(new(2016, 3, 3), new(2016, 3, 3), TimePrecision.Minute, Instant.FromUtc(2016, 3, 3, 4, 30))));
    }

    [Fact]
    public void A_point_bears_no_more_decimals_than_its_radius()
    {
        var shown = new Shown("en");
        Assert.Equal("33° N, 12° E", shown.Point(32.93123, 12.08456, 150_000));
        Assert.Equal("32.93° N, 12.08° E", shown.Point(32.93123, 12.08456, 5_000));
        Assert.Equal("32.9312° S, 12.0846° W", shown.Point(-32.93123, -12.08456, 10));
    }

    [Fact]
    public void A_count_that_stopped_says_more_than()
    {
        Assert.Equal("more than 10,000", new Shown("en").Count(RecordPage.CountCap + 1));
        Assert.Equal("plus de 10\u202f000", new Shown("fr").Count(RecordPage.CountCap + 1));
        Assert.Equal("8,047", new Shown("ar").Count(8047));
    }
}
