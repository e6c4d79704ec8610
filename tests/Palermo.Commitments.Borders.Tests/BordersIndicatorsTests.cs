using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class BordersIndicatorsTests
{
    private static readonly DateInterval Year = new(new(2016, 1, 1), new(2016, 12, 31));

    private static DeathOrMissing Incident(string route, LocalDate day, int dead) =>
        new() { When = EventTime.OnDay(day), Where = new(Text: "at sea"), Route = route, Dead = dead };

    [Fact]
    public void Equal_tolls_give_the_exact_Poisson_interval_scaled()
    {
        // Garwood (1936): 10 events, 4.795 to 18.390.
        var (low, high) = BordersIndicators.CompoundInterval([.. Enumerable.Repeat(3.0, 10)]);
        Assert.Equal(3 * 4.795, low, 0.01);
        Assert.Equal(3 * 18.390, high, 0.01);
    }

    [Fact]
    public void One_large_shipwreck_says_less_than_many_small_ones()
    {
        var (lowOne, highOne) = BordersIndicators.CompoundInterval([800, 1, 1]);
        var (lowMany, highMany) = BordersIndicators.CompoundInterval([.. Enumerable.Repeat(1.0, 802)]);
        Assert.True(highOne - lowOne > 10 * (highMany - lowMany));
    }

    [Fact]
    public void Small_counts_are_not_shown_and_cannot_be_worked_out()
    {
        DeathOrMissing[] events =
        [
            Incident("central-mediterranean", new(2016, 1, 5), 40), Incident("central-mediterranean", new(2016, 5, 5), 700),
            Incident("western-mediterranean", new(2016, 1, 9), 3), Incident("western-mediterranean", new(2016, 8, 9), 25),
        ];
        var values = BordersIndicators.ByRouteAndQuarter(events, Year);
        Assert.Equal(8, values.Count);
        var small = values.Single(v => v.Part == "western-mediterranean" && v.From == new LocalDate(2016, 1, 1));
        Assert.Null(small.Value);
        Assert.NotNull(small.Note);
        Assert.DoesNotContain(values, v => v.Value is > 0 and < 5);
        Assert.All(values.Where(v => v.Value is not null), v => Assert.True(v.Low <= v.Value && v.Value <= v.High));
        Assert.True(values.Count(v => v.Value is null) >= 2, "a lone suppressed cell could be worked out from the others");
    }

    [Fact]
    public void A_death_dated_to_the_year_belongs_to_no_quarter()
    {
        DeathOrMissing[] events = [Incident("darien", new(2016, 1, 1), 10) with { When = EventTime.InYear(2016) }];
        Assert.Empty(BordersIndicators.ByRouteAndQuarter(events, Year));
    }
}
