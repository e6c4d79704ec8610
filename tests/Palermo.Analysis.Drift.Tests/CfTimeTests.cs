using System.Globalization;

namespace Palermo.Analysis.Drift.Tests;

public class CfTimeTests
{
    [Theory]
    [InlineData("seconds since 1970-01-01 00:00:00 +00:00", null, 86400, "1970-01-02T00:00:00Z")]
    [InlineData("hours since 1950-01-01", "gregorian", 666_624, "2026-01-18T00:00:00Z")]
    [InlineData("hours since 1900-01-01 00:00:0.0", "standard", 1_104_504, "2026-01-01T00:00:00Z")]
    [InlineData("days since 2000-02-28T12:00:00Z", "proleptic_gregorian", 1.5, "2000-03-01T00:00:00Z")]
    [InlineData("minutes since 2026-03-01 00:00 +02:00", null, 0, "2026-02-28T22:00:00Z")]
    [InlineData("minutes since 2026-03-01 00:00 -0130", null, 0, "2026-03-01T01:30:00Z")]
    [InlineData("days since 2023-12-31", "noleap", 60, "2024-03-01T00:00:00Z")]
    [InlineData("days since 2025-02-28", "366_day", 2, "2025-03-01T00:00:00Z")]
    [InlineData("days since 2026-01-01", "360_day", 89, "2026-03-30T00:00:00Z")]
    // Thirteen days lie between the calendars, but a forecast names its day: 1 January of the julian calendar is meant as 1 January.
    [InlineData("days since 2026-01-01", "julian", 0, "2026-01-01T00:00:00Z")]
    [InlineData("hours since 2026-01-31 00:00:00 UTC", null, -1, "2026-01-30T23:00:00Z")]
    public void Times_of_every_calendar_are_read(string units, string? calendar, double value, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture),
            DateTimeOffset.UnixEpoch.AddSeconds(CfTime.Parse(units, calendar, "file").Seconds(value)));

    [Theory]
    [InlineData("fortnights since 2026-01-01", null, "fortnights")]
    [InlineData("months since 2026-01-01", null, "no fixed length")]
    [InlineData("hours after 2026-01-01", null, "not of the form")]
    [InlineData("hours since 2026-02-30", null, "not a date")]
    [InlineData("hours since 2026-01-01", "martian", "martian")]
    public void Times_that_cannot_be_told_are_refused(string units, string? calendar, string says) =>
        Assert.Contains(says, Assert.Throws<DriftProblem>(() => CfTime.Parse(units, calendar, "file")).Message);

    [Fact]
    public void A_day_that_does_not_exist_is_refused() =>
        Assert.Contains("does not exist", Assert.Throws<DriftProblem>(() => CfTime.Parse("days since 2026-02-01", "360_day", "file").Seconds(29)).Message);
}
