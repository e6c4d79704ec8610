using NodaTime;
using Palermo.Analysis.Geo;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class RouteFinderTests
{
    private static readonly LocalDate End = new(2024, 12, 31), Start = new(2024, 1, 1);
    private static HubPlace Hub(string name) => Gazetteer.Seed.Find(name) ?? throw new ArgumentException(name);
    private static RouteMap Find(params IEnumerable<RouteEvidence> events) => RouteFinder.Find(RouteSimulation.Inputs([.. events]), Start, End);
    private static Segment? Of(RouteMap map, string id) => map.Segments.FirstOrDefault(s => s.Leg.Id == id);

    [Fact]
    public void The_seed_has_the_hubs_of_the_rules_and_finds_them_by_any_of_their_names()
    {
        Assert.True(Gazetteer.Seed.Hubs.Count >= 60);
        foreach (var (name, lat, lon) in new[] { ("Agadez", 16.97, 7.99), ("Lampedusa", 35.50, 12.61), ("la restinga", 27.64, -17.98), ("ZUWARAH", 32.93, 12.08), ("Šid", 45.13, 19.23), ("séguédine", 20.20, 12.98) })
            Assert.Equal((lat, lon), (Hub(name).Latitude, Hub(name).Longitude));
        Assert.Equal("Zuwara", Gazetteer.Seed.Mentioned("Off the coast of Zuwarah, Libya")!.Name);
        Assert.Equal("Al Qatrun", Gazetteer.Seed.Mentioned("30 km south of Al-Qatrun")!.Name);
        Assert.Null(Gazetteer.Seed.Mentioned("Gaol of an unnamed town")); // Gao is a word of its own, or it is not named
        Assert.All(Legs.Known(Gazetteer.Seed), l => Assert.NotEqual(l.From, l.To));
        Assert.True(Legs.Known(Gazetteer.Seed).Count >= 55);
    }

    [Fact]
    public void A_hub_of_the_node_takes_the_place_of_the_seeds_of_the_same_name()
    {
        var own = Gazetteer.Seed.With([(default, new Hub("Dirkou Oasis", new(19.01, 12.91, 500), HubRole.Hub, ["Dirkou"])), (default, new Hub("Nowhere", new(Text: "unknown"), HubRole.Hub))]);
        Assert.Equal("Dirkou Oasis", own.Find("Dirkou")!.Name);
        Assert.Equal(Gazetteer.Seed.Hubs.Count, own.Hubs.Count);
        Assert.Null(own.Find("Nowhere")); // without a point it is on no map
    }

    // Border-route rules, section 4: Confirmed >= 3 events from >= 2 sources in 180 days, Probable 2, Possible 1, Historic none in 365 days.
    [Theory]
    [InlineData(3, 2, 10, SegmentStatus.Confirmed)]
    [InlineData(3, 1, 10, SegmentStatus.Probable)]
    [InlineData(2, 2, 10, SegmentStatus.Probable)]
    [InlineData(1, 1, 179, SegmentStatus.Possible)]
    [InlineData(0, 0, 200, SegmentStatus.Possible)]
    [InlineData(0, 0, 364, SegmentStatus.Possible)]
    [InlineData(0, 0, 365, SegmentStatus.Historic)]
    internal void The_status_is_that_of_the_rules(int recent, int sources, int daysSinceLast, SegmentStatus expected) =>
        Assert.Equal(expected, RouteFinder.StatusOf(recent, sources, daysSinceLast, new()));

    [Fact]
    public void Events_that_state_a_way_make_its_segments_in_the_order_stated()
    {
        var stated = Enumerable.Range(0, 3).Select(i => RouteSimulation.Event(i, 19, 12.9, End.PlusDays(-10 * i), $"patrol {i}") with { Path = ["Agadez", "Dirkou", "Madama"] });
        var map = Find(stated);
        Assert.Equal(["agadez--dirkou", "dirkou--madama"], map.Segments.Select(s => s.Leg.Id).Order());
        Assert.All(map.Segments, s => Assert.Equal((SegmentStatus.Confirmed, 3, null), (s.Status, s.Independent, s.Chance)));
        Assert.True(map.Segments.Single(s => s.Leg.Id == "dirkou--madama").Leg.Origin.HasFlag(LegOrigin.Stated));
        Assert.True(map.Segments.Single(s => s.Leg.Id == "agadez--dirkou").Leg.Origin.HasFlag(LegOrigin.Known));
    }

    [Fact]
    public void Reports_of_one_happening_count_once_however_many_tell_of_it()
    {
        var told = Enumerable.Range(0, 6).Select(i => RouteSimulation.Event(i, 19.001 + i * .001, 12.9, End, $"paper {i}") with { Path = ["Agadez", "Dirkou"] });
        var segment = Assert.Single(Find(told).Segments);
        Assert.Equal((1, SegmentStatus.Possible, 6), (segment.Independent, segment.Status, segment.Events.Count));
    }

    [Fact]
    public void The_weight_halves_every_180_days_and_the_interval_is_that_of_the_gamma_rule()
    {
        RouteEvidence At(int days) => RouteSimulation.Event(days, 19, 12.9, End.PlusDays(-days), "patrol") with { Path = ["Agadez", "Dirkou"], Strength = .8 };
        Assert.Equal(.8, Assert.Single(Find(At(0)).Segments).Weight, 1e-12);
        Assert.Equal(.4, Assert.Single(Find(At(180)).Segments).Weight, 1e-12);
        Assert.Equal(.2, Assert.Single(RouteFinder.Find(RouteSimulation.Inputs([At(360)]), new(2023, 1, 1), End).Segments).Weight, 1e-12);
        // Gamma(0.5 + 1, 1 year of 366 days): quantiles of chi-square with 3 degrees, 0.2158 and 9.3484, halved (Abramowitz and Stegun, table 26.8).
        var yearly = Assert.Single(Find(At(0)).Segments).Yearly;
        Assert.Equal(.21580 / 2 / (366 / 365.25), yearly.Low, 1e-4);
        Assert.Equal(9.34840 / 2 / (366 / 365.25), yearly.High, 1e-4);
    }

    [Fact]
    public void A_track_makes_the_legs_that_it_passes_in_its_order()
    {
        var path = Track.Read("16.97, 7.99, 2024-12-01T06:00:00Z\n19.00, 12.90, 2024-12-02T06:00:00Z\n20.20, 12.98\n21.95, 13.65, 2024-12-04T06:00:00Z").Value;
        var map = Find(RouteSimulation.Event(0, 19, 12.9, End, "seized phone") with { Track = path, Kind = "track" });
        Assert.Equal(["agadez--dirkou", "dirkou--seguedine", "seguedine--madama"], map.Segments.Select(s => s.Leg.Id).Order());
        Assert.All(map.Segments, s => Assert.True(s.Leg.Origin.HasFlag(LegOrigin.Track)));
        Assert.Contains("Line 2", Assert.Single(Track.Read("1, 2\nnorth of here").Refusals).Message, StringComparison.Ordinal);
        Assert.Contains("goes back", Assert.Single(Track.Read("1, 2, 2024-12-02T06:00:00Z\n1, 2, 2024-12-01T06:00:00Z").Refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_at_sea_belongs_to_no_way_by_land_and_one_of_another_route_to_no_way_of_this()
    {
        var middle = Geodesy.Interpolate(32.93, 12.08, 35.50, 12.61, .5);
        var map = Find(RouteSimulation.Event(0, middle.Latitude, middle.Longitude, End, "a", 1_000) with { Route = "central-mediterranean" });
        Assert.Equal("zuwara--lampedusa", Assert.Single(map.Segments).Leg.Id);
        Assert.Empty(Find(RouteSimulation.Event(0, middle.Latitude, middle.Longitude, End, "a", 1_000) with { Route = "us-mexico" }).Segments);
    }

    [Fact]
    public void A_hub_that_the_source_names_decides_between_ways_that_fit()
    {
        // Off Zawiya, nearer to its way than to Zuwara's.
        RouteEvidence off = RouteSimulation.Event(0, 33.3, 12.6, End, "a", 30_000) with { Route = "central-mediterranean" };
        Assert.NotEqual("zuwara--lampedusa", Find(off).Segments[0].Leg.Id);
        Assert.Equal("zuwara--lampedusa", Find(off with { Place = "Rescued off Zuwara, Libya" }).Segments[0].Leg.Id);
    }

    [Fact]
    public void What_is_dated_to_a_year_lies_on_no_segment() =>
        Assert.Empty(Find(RouteSimulation.Event(0, 19, 12.9, End, "a") with { When = EventTime.InYear(2024), Path = ["Agadez", "Dirkou"] }).Segments);

    [Fact]
    public void Dense_places_become_clusters_named_by_the_hub_near_them()
    {
        var events = Enumerable.Range(0, 8).Select(i => RouteSimulation.Event(i, 19.3 + .01 * i, 5.8 + .01 * (i % 3), End.PlusDays(-i), "post", 2_000));
        var cluster = Assert.Single(Find(events).Clusters);
        Assert.Equal(8, cluster.Events);
        Assert.Contains(cluster.Hub!.Name, new[] { "Assamaka", "In Guezzam" });
        Assert.Empty(Find(events.Take(3)).Clusters);
    }

    [Fact]
    public void An_event_known_to_100_km_is_spread_over_cells_and_adds_up_to_one_event()
    {
        var exact = Find(RouteSimulation.Event(0, 25, 13, End, "a", 0));
        Assert.Equal(1, Assert.Single(exact.Density).Events, 1e-9);
        // One event alone reaches one expected event in no cell; twenty of the same place do in some, and together are no more than twenty.
        Assert.Empty(Find(RouteSimulation.Event(0, 25, 13, End, "a", 100_000)).Density);
        var twenty = Find(Enumerable.Range(0, 20).Select(i => RouteSimulation.Event(i, 25, 13, End.PlusDays(-i), "a", 100_000))).Density;
        Assert.True(twenty.Count > 1);
        Assert.InRange(twenty.Sum(c => c.Events), 5, 20);
    }

    [Fact]
    public void The_chance_of_so_many_in_a_corridor_is_binomial()
    {
        // R: pbinom(4, 20, 0.1, lower.tail = FALSE) = 0.0431745; pbinom(0, 5, 0.5, FALSE) = 0.96875; dbinom(5,5,.5) = .03125
        Assert.Equal(.0431745, CorridorCounts.BinomialTail(5, 20, .1), 1e-6);
        Assert.Equal(.96875, CorridorCounts.BinomialTail(1, 5, .5), 1e-12);
        Assert.Equal(.03125, CorridorCounts.BinomialTail(5, 5, .5), 1e-12);
        Assert.Equal(1, CorridorCounts.BinomialTail(0, 5, .5));
        Assert.Equal(2.3349784e-7, CorridorCounts.BinomialTail(600, 2_000, .25), 1e-13); // summed in another program
    }

    [Fact]
    public void The_same_events_give_the_same_map_whatever_their_order()
    {
        var random = new Random(5);
        var events = RouteSimulation.Along(random, Hub("Agadez"), Hub("Dirkou"), 30, End, 20_000, 10_000, "sahara-desert").ToArray();
        string Text(RouteMap map) => string.Join('\n', map.Segments.Select(s => $"{s.Leg.Id} {s.Status} {s.Independent} {s.Weight:0.000000}"));
        Assert.Equal(Text(Find(events)), Text(Find(events.Reverse())));
    }

    [Fact]
    public void GeoJson_and_KML_show_nothing_finer_than_the_published_cells_and_no_record()
    {
        var random = new Random(6);
        var events = RouteSimulation.Along(random, Hub("Agadez"), Hub("Dirkou"), 40, End, 5_000, 2_000, "sahara-desert").ToArray();
        var inputs = RouteSimulation.Inputs(events, [new("central-mediterranean", EventTime.InMonth(2024, 11), new(CountUnit.Detections, 900), "Frontex")]);
        var map = RouteFinder.Find(inputs, Start, End);
        Assert.NotEmpty(map.Clusters);
        var json = RoutesGeoJson.Write(map);
        var text = json.ToJsonString();
        Assert.DoesNotContain("evidence", text, StringComparison.Ordinal);
        var features = json["features"]!.AsArray();
        Assert.All(features.Where(f => (string?)f!["properties"]!["feature"] == "cluster"), f =>
        {
            var ring = f!["geometry"]!["coordinates"]![0]!.AsArray();
            var (w, s, e, n) = ((double)ring[0]![0]!, (double)ring[0]![1]!, (double)ring[2]![0]!, (double)ring[2]![1]!);
            var (north, east) = Geodesy.MetresPerDegree((s + n) / 2);
            Assert.InRange((e - w) * east * (n - s) * north / 1e6, 1_765, 1_776);
        });
        var route = features.Single(f => (string?)f!["properties"]!["feature"] == "route" && (string?)f["properties"]!["route"] == "central-mediterranean");
        Assert.Contains("schematic", (string)route!["properties"]!["geometryIs"]!, StringComparison.Ordinal);
        var kml = System.Xml.Linq.XDocument.Parse(RoutesKml.Write(map));
        Assert.Equal("http://www.opengis.net/kml/2.2", kml.Root!.Name.NamespaceName);
        Assert.Equal(map.Segments.Count, kml.Descendants().Count(d => d.Name.LocalName == "LineString"));
    }
}
