using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

/// <summary>The counting rules: detections are not persons, and persons, detections and surveys are never summed.</summary>
public class CountUnitTests
{
    private static readonly EventTime Day = EventTime.OnDay(new(2024, 3, 2));
    private static readonly Place Agadez = new(16.97, 7.99, 5_000, "Agadez");

    /// <summary>One event of each kind that bears a figure.</summary>
    private static readonly object[] Bodies =
    [
        new Detection { When = Day, Where = Agadez, Persons = 7 }, new DetectionCount { When = EventTime.InMonth(2024, 3), Where = Agadez, Detections = 11, Route = "central-mediterranean" },
        new Interception { When = Day, Where = Agadez, Persons = 13, MedicalNeeds = "none", ProtectionNeeds = "none" }, new Rescue { When = Day, Where = Agadez, Persons = 17 },
        new Arrival { When = Day, Where = Agadez, Persons = 19 }, new ArrivalCount { When = EventTime.InYear(2024), Where = Agadez, Arrivals = 23, Route = "central-mediterranean" },
        new FlowCount { When = Day, Where = Agadez, Counted = 29, Methodology = "A", Towards = "Dirkou" }, new DeathOrMissing { When = Day, Where = Agadez, Dead = 31 },
        new SeizureEvent { When = Day, Where = Agadez, Item = "Hilux", Authority = "Police" }, new CrossingPointControl { When = Day, Where = Agadez, Controlled = 37 },
        new PatrolLog { When = Day, Where = Agadez, Hours = 41 }, new PushbackAllegation { When = Day, Where = Agadez, About = "a unit" },
    ];

    [Fact]
    public void Figures_of_two_units_are_refused_whatever_the_two()
    {
        var figures = Bodies.Select(b => CountUnits.Of(b)!.Value).ToArray();
        Assert.Equal(Enum.GetValues<CountUnit>(), figures.Select(f => f.Unit).Distinct().Order());
        foreach (var a in figures)
            foreach (var b in figures)
            {
                var sum = CountUnits.Sum([a, b]);
                if (a.Unit == b.Unit) Assert.Equal(a.Count + b.Count, sum.Value.Count);
                else Assert.Equal("units.mixed", Assert.Single(sum.Refusals).Code);
            }
    }

    [Fact]
    public void Side_by_side_each_unit_has_its_own_figure_and_nothing_is_lost()
    {
        var figures = Bodies.Select(b => CountUnits.Of(b)!.Value).ToArray();
        var lines = CountUnits.SideBySide(figures);
        Assert.Equal(lines.Count, lines.Select(l => l.Unit).Distinct().Count());
        Assert.Equal(figures.Sum(f => f.Count), lines.Sum(l => l.Count)); // the test adds them once, to see that none is lost
        Assert.Equal(18, lines.Single(l => l.Unit == CountUnit.Detections).Count);
    }

    [Fact]
    public void A_map_of_routes_made_of_everything_keeps_each_unit_to_itself()
    {
        var inputs = RouteSimulation.Inputs(
            [.. Bodies.OfType<MovementEvent>().Where(b => CountUnits.Of(b) is not null).Select((b, i) => RouteSimulation.Event(i, b.Where.Latitude!.Value, b.Where.Longitude!.Value, b.When.From, "s" + i) with { Figure = CountUnits.Of(b), Route = null })],
            [new("central-mediterranean", EventTime.InMonth(2024, 3), new(CountUnit.Detections, 11), "Frontex"), new("central-mediterranean", EventTime.InYear(2024), new(CountUnit.PersonsArrived, 23), "UNHCR")]);
        var map = RouteFinder.Find(inputs, new(2024, 1, 1), new(2024, 12, 31));
        var totals = Bodies.Select(b => CountUnits.Of(b)!.Value.Count).ToHashSet();
        foreach (var figures in map.Segments.Select(s => s.Figures).Concat(map.Clusters.Select(c => c.Figures)).Concat(map.Routes.Select(r => r.Figures)))
        {
            Assert.Equal(figures.Count, figures.Select(f => f.Unit).Distinct().Count());
            Assert.All(figures, f => Assert.True(f.Unit == CountUnit.Detections || f.Unit == CountUnit.PersonsArrived || totals.Contains(f.Count), $"{f} is the sum of several"));
        }
        Assert.Contains(map.Routes, r => r.Route == "central-mediterranean" && r.Figures.Count == 2);
    }

    [Fact]
    public void Flows_refuse_to_mix_methods_and_look_at_nothing_but_flow_counts()
    {
        FlowCount Count(string method, int counted) => new() { When = Day, Where = Agadez, Counted = counted, Methodology = method, Towards = "Dirkou" };
        Assert.Equal("units.methods", Assert.Single(FlowsAnalysis.Estimate([Count("A", 10), Count("B", 12)], Gazetteer.Seed, null).Refusals).Code);
        Assert.Equal(10, Assert.Single(FlowsAnalysis.Estimate([Count("A", 10), Count("B", 12)], Gazetteer.Seed, "A").Value).PerDay);
        Assert.Equal("flows.method", Assert.Single(FlowsAnalysis.Estimate([Count("A", 10)], Gazetteer.Seed, "C").Refusals).Code);
    }

    [Fact]
    public void The_bulletin_adds_detections_to_detections_only()
    {
        PublishedFigure[] published =
        [
            new("central-mediterranean", EventTime.InMonth(2016, 10), new(CountUnit.Detections, 100), "Frontex, sea"), new("central-mediterranean", EventTime.InMonth(2016, 10), new(CountUnit.Detections, 20), "Frontex, land"),
            new("central-mediterranean", EventTime.InMonth(2016, 10), new(CountUnit.PersonsArrived, 7_000), "UNHCR"), new("central-mediterranean", EventTime.InMonth(2015, 10), new(CountUnit.Detections, 60), "Frontex"),
        ];
        var line = Assert.Single(Bulletin.DetectionsOf(published, new LocalDate(2016, 10, 1)));
        Assert.Equal((120L, null, 60L), (line.Month, line.MonthBefore, line.YearBefore));
        Assert.Equal(2, line.Ratio!.Value, 1e-9);
        Assert.InRange(1, 0, line.Low!.Value);
    }

    [Fact]
    public void Deaths_totals_count_one_publication_and_deaths_only() =>
        Assert.Equal(31, Assert.Single(DeathTotals.Sum(Bodies.OfType<DeathOrMissing>(), "year", null)).DeadAndMissing);
}
