using System.Xml.Linq;
using Palermo.Analysis.Drift.Search;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift.Tests;

public class SearchAtSeaTests
{
    // Tables of the rules, 3.1: corners of each table and a value within.
    [Theory]
    [InlineData(Platform.Vessel, SearchObject.PersonInWater, 2, .3)]
    [InlineData(Platform.Vessel, SearchObject.Boat12To20, 25, 11.3)]
    [InlineData(Platform.Vessel, SearchObject.Raft15, 10, 4.0)]
    [InlineData(Platform.MerchantShip, SearchObject.Boat8To12, 40, 11.6)]
    [InlineData(Platform.MerchantShip, SearchObject.Raft4, 5, 2.3)]
    [InlineData(Platform.FixedWing, SearchObject.Raft25, 20, 3.5)]
    [InlineData(Platform.FixedWing, SearchObject.PersonInWater, 2, 0)]
    [InlineData(Platform.Helicopter, SearchObject.Boat12To20, 40, 14.7)]
    [InlineData(Platform.Helicopter, SearchObject.Raft6, 5, 1.4)]
    public void Sweep_widths_are_those_of_the_tables(Platform platform, SearchObject target, double visibility, double nm)
    {
        var width = SweepWidth.Of(platform, target, new SearchConditions(visibility));
        Assert.Equal(nm, width.Nm, 1e-12);
        Assert.DoesNotContain(width.Notes, n => n.Contains("interpolated in visibility"));
    }

    [Fact]
    public void Between_columns_the_width_is_interpolated_and_says_so()
    {
        var width = SweepWidth.Of(Platform.Vessel, SearchObject.Raft15, new SearchConditions(12));
        Assert.Equal(4.0 + .4 * 1.1, width.Nm, 1e-12);
        Assert.Contains(width.Notes, n => n.Contains("interpolated in visibility"));
        Assert.Equal(6.2, SweepWidth.Of(Platform.Vessel, SearchObject.Raft15, new SearchConditions(60)).Nm, 1e-12);
    }

    [Theory]
    [InlineData(10, .5, SearchObject.PersonInWater, 1)]
    [InlineData(15, 0, SearchObject.PersonInWater, .5)]
    [InlineData(0, 1.2, SearchObject.Boat12To20, .8)]
    [InlineData(26, 0, SearchObject.Raft6, .25)]
    [InlineData(10, 2, SearchObject.Boat12To20, .5)]
    public void Wind_and_sea_narrow_the_width_by_the_worse_of_the_two(double wind, double seas, SearchObject target, double factor) =>
        Assert.Equal(factor, SweepWidth.Weather(target, new SearchConditions(10, wind, seas)));

    [Theory]
    [InlineData(Platform.FixedWing, SearchObject.PersonInWater, 150, 1.2)]
    [InlineData(Platform.FixedWing, SearchObject.Boat12To20, 210, 1.0)]
    [InlineData(Platform.Helicopter, SearchObject.PersonInWater, 60, 1.5)]
    [InlineData(Platform.Helicopter, SearchObject.Raft4, 60, 1.3)]
    [InlineData(Platform.Helicopter, SearchObject.Boat5To8, 105, .95)]
    [InlineData(Platform.Vessel, SearchObject.Raft6, 12, 1)]
    public void The_speed_of_aircraft_matters(Platform platform, SearchObject target, double knots, double factor) =>
        Assert.Equal(factor, SweepWidth.Of(platform, target, new SearchConditions(10, SpeedKnots: knots)).Speed, 1e-12);

    [Fact]
    public void Flotation_widens_what_a_helicopter_sees_of_a_person() =>
        Assert.Equal(.4, SweepWidth.Of(Platform.Helicopter, SearchObject.PersonInWater, new SearchConditions(20, Flotation: true)).Nm, 1e-12);

    [Fact]
    public void An_expanding_square_is_the_published_one()
    {
        (double, double)[] published = [(0, 0), (0, 2), (2, 2), (2, -2), (-2, -2), (-2, 4), (4, 4), (4, -4), (-4, -4)];
        Near(published, SearchPattern.ExpandingSquare(2, 8), 1e-9);
    }

    [Fact]
    public void A_sector_search_is_the_published_one()
    {
        (double, double)[] published = [(0, 0), (0, 5), (4.33, 2.5), (0, 0), (-4.33, -2.5), (-4.33, 2.5), (0, 0), (4.33, -2.5), (0, -5), (0, 0)];
        var sector = SearchPattern.Sector(5);
        Near(published, sector, 5e-3);
        Assert.Equal(45, SearchPattern.Length(sector), 1e-9);
        Assert.Equal(18, SearchPattern.Sector(5, 0, 2).Length - 1);
    }

    [Fact]
    public void Parallel_tracks_start_half_a_spacing_inside_and_cover_the_width()
    {
        var legs = SearchPattern.Parallel(20, 10, 2);
        Assert.Equal(10, legs.Length);
        Assert.Equal((-4.0, -9.0), legs[0]);
        Assert.Equal((-4.0, 9.0), legs[1]);
        Assert.Equal((-2.0, 9.0), legs[2]);
        // Every place of the rectangle is within half a spacing of a leg.
        for (var x = -5.0; x <= 5; x += .25) Assert.True(legs.Min(p => Math.Abs(p.East - x)) <= 1 + 1e-9);
    }

    [Fact]
    public void A_creeping_line_has_its_legs_across_the_course()
    {
        var legs = SearchPattern.CreepingLine(20, 10, 2, 90);
        // Course east: legs run north and south, advancing from west to east.
        Assert.Equal(20, legs.Length);
        Assert.Equal(-9, legs[0].East, 1e-9);
        Assert.Equal(legs[0].East, legs[1].East, 1e-9);
        Assert.Equal(8, Math.Abs(legs[1].North - legs[0].North), 1e-9);
        Assert.Equal(9, legs[^1].East, 1e-9);
    }

    [Fact]
    public void A_track_line_goes_out_and_back_half_a_spacing_beside_the_route()
    {
        var there = SearchPattern.TrackLine([(0, 0), (0, 10), (10, 10)], 2, comeBack: true);
        Near([(-1, 0), (-1, 11), (10, 11), (10, 9), (1, 9), (1, 0)], there, 1e-9);
    }

    [Fact]
    public void In_a_co_ordinated_search_the_vessel_stays_under_the_aircraft()
    {
        var (corners, vessel) = SearchPattern.Coordinated(20, 10, 2, 120);
        // From the middle of the first leg to the middle of the last: nine spacings.
        var hours = (SearchPattern.Length(corners) - 8) / 120;
        Assert.Equal(18, vessel * hours, 1e-9);
    }

    private static void Near((double East, double North)[] expected, (double East, double North)[] actual, double by)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].East, actual[i].East, by);
            Assert.Equal(expected[i].North, actual[i].North, by);
        }
    }

    [Fact]
    public void Seen_from_the_drifting_datum_a_route_is_the_pattern_itself()
    {
        var pattern = SearchPattern.ExpandingSquare(1, 6);
        var start = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
        var route = SearchRoute.Lay("square", pattern, 34, 12.5, start, 10, .8, -.4);
        for (var i = 0; i < pattern.Length; i++)
        {
            var hours = (route.Waypoints[i].Time!.Value - start).TotalHours;
            var east = (route.Waypoints[i].Longitude - 12.5) * 60 * Math.Cos(34 * Math.PI / 180) * 1852 / 1853.25 - .8 * hours;
            var north = (route.Waypoints[i].Latitude - 34) * 60 - -.4 * hours;
            Assert.Equal(pattern[i].East, east, .02);
            Assert.Equal(pattern[i].North, north, .02);
        }

        Assert.True(route.Fits(1.2));
        Assert.False(route.Fits(1.1));
    }

    [Fact]
    public void A_route_is_written_as_gpx_with_all_its_points()
    {
        var start = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
        var gpx = XDocument.Parse(SearchRoute.Gpx([SearchRoute.Lay("A & B", SearchPattern.Sector(5), 34, 12.5, start, 12)]));
        XNamespace ns = "http://www.topografix.com/GPX/1/1";
        Assert.Equal("1.1", gpx.Root!.Attribute("version")!.Value);
        Assert.Equal("A & B", gpx.Root.Element(ns + "rte")!.Element(ns + "name")!.Value);
        var points = gpx.Descendants(ns + "rtept").ToArray();
        Assert.Equal(10, points.Length);
        Assert.Equal("2026-09-01T00:25:00Z", points[1].Element(ns + "time")!.Value);
        Assert.Equal("34.083", points[1].Attribute("lat")!.Value[..6]);
    }

    [Fact]
    public void A_route_over_the_date_line_is_cut_there()
    {
        using var stream = new MemoryStream();
        SearchRoute.GeoJson(stream, [SearchRoute.Lay("line", [(-30, 0), (30, 0)], 10, 180)]);
        using var json = System.Text.Json.JsonDocument.Parse(stream.ToArray());
        Assert.Equal(2, json.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates").GetArrayLength());
    }

    // Hayward et al. (1975), worked values of the rules, part 4.
    [Theory]
    [InlineData(0, 106.7)]
    [InlineData(5, 132.1)]
    [InlineData(10, 176.8)]
    [InlineData(15, 276.8)]
    [InlineData(18, 431.2)]
    [InlineData(20, 700.7)]
    [InlineData(26, 700.7)]
    public void Cooling_times_are_those_of_the_formula(double celsius, double minutes) =>
        Assert.Equal(minutes, Survival.CoolingTime(celsius).TotalMinutes, .05);

    [Fact]
    public void Half_live_at_the_median_and_fewer_later()
    {
        var median = TimeSpan.FromHours(5);
        Assert.Equal(1, Survival.Share(TimeSpan.Zero, median));
        Assert.Equal(.5, Survival.Share(median, median), 1e-12);
        Assert.Equal(.1587, Survival.Share(median * Math.Exp(.5), median), 1e-4);
    }

    // Worked value of the rules, part 5.
    [Fact]
    public void An_asset_meets_the_drifting_target_where_published()
    {
        var meeting = Intercept.Meet(20, 10, 1, -.5, 15)!.Value;
        Assert.Equal(1.56341, meeting.Hours, 1e-5);
        Assert.Equal(21.5634, meeting.EastNm, 1e-4);
        Assert.Equal(9.2183, meeting.NorthNm, 1e-4);
        var later = Intercept.Meet(20, 10, 1, -.5, 15, 2)!.Value;
        Assert.Equal(15 * (later.Hours - 2), Math.Sqrt(later.EastNm * later.EastNm + later.NorthNm * later.NorthNm), 1e-9);
        Assert.Null(Intercept.Meet(20, 0, 10, 0, 5));
        Assert.Null(Intercept.Meet(20, 0, 5, 0, 5));
        Assert.Equal(2, Intercept.Meet(20, 0, -5, 0, 5)!.Value.Hours, 1e-9);
    }

    private static (double[] Lon, double[] Lat, double[] Weight) Cloud()
    {
        var run = DriftRun.Run(DriftRunTests.Setup(LeewayTable.Standard["LIFE-RAFT-NB-1"], new ConstantFlow(5, -3), new ConstantFlow(.1, 0), 12, 4000));
        return (run.Longitude, run.Latitude, run.Weight);
    }

    private static readonly DateTimeOffset Now = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    private static SearchAsset Boat(string name, double lat, double lon, double endurance = 10) => new(name, lat, lon, 18, 14, endurance, 2.5);

    [Fact]
    public void A_plan_beats_uniform_effort_and_stays_below_its_bound()
    {
        var (lon, lat, weight) = Cloud();
        var plan = SearchPlanner.Plan(lon, lat, weight, [Boat("one", 34.3, 12.6, 4), Boat("two", 33.5, 13.4, 8), new SearchAsset("plane", 35.5, 12.6, 160, 150, 2, 1.2, Airborne: true)], Now, .3, -.1);
        Assert.Equal(3, plan.Tasks.Count);
        Assert.InRange(plan.Pos, plan.Uniform, plan.Bound);
        Assert.Equal(plan.Pos, plan.Tasks.Sum(t => t.Pos), 1e-9);
        foreach (var t in plan.Tasks)
        {
            Assert.True(t.Route.Fits(t.OnSceneHours), $"{t.Route.Hours} in {t.OnSceneHours}");
            Assert.True(2 * t.TransitHours + t.OnSceneHours <= t.Asset.EnduranceHours + 1e-9);
            Assert.Equal(t.Asset.SweepNm / t.SpacingNm, t.Coverage, 1e-9);
            // The stated share of members lies in the stated rectangle, as it is before the drift.
            var inside = 0.0;
            for (var i = 0; i < lon.Length; i++)
            {
                var (x, y) = plan.Frame.Plane(lon[i], lat[i]);
                var back = SearchPattern.Turned(x - t.Centre.East, y - t.Centre.North, -t.Course);
                if (Math.Abs(back.East) <= t.WidthNm / 2 && Math.Abs(back.North) <= t.LengthNm / 2) inside += weight[i];
            }

            Assert.Equal(inside, t.Contains, .01);
        }
    }

    [Fact]
    public void Rectangles_stay_a_mile_apart()
    {
        var (lon, lat, weight) = Cloud();
        var plan = SearchPlanner.Plan(lon, lat, weight, [Boat("one", 34, 12.6), Boat("two", 34, 12.7), Boat("three", 34, 12.8)], Now);
        Assert.True(plan.Tasks.Count >= 2);
        foreach (var a in plan.Tasks)
            foreach (var b in plan.Tasks.Where(b => b != a))
                foreach (var corner in b.Route.Waypoints)
                {
                    var (x, y) = plan.Frame.Plane(corner.Longitude, corner.Latitude);
                    var back = SearchPattern.Turned(x - a.Centre.East, y - a.Centre.North, -a.Course);
                    Assert.False(Math.Abs(back.East) < a.WidthNm / 2 + .9 && Math.Abs(back.North) < a.LengthNm / 2 + .9);
                }
    }

    [Fact]
    public void More_assets_never_make_the_plan_worse_and_those_that_cannot_come_are_named()
    {
        var (lon, lat, weight) = Cloud();
        var one = SearchPlanner.Plan(lon, lat, weight, [Boat("one", 34, 12.6)], Now);
        var two = SearchPlanner.Plan(lon, lat, weight, [Boat("one", 34, 12.6), Boat("far", 36, 20, 4), Boat("two", 34, 12.8)], Now);
        Assert.True(two.Pos > one.Pos);
        Assert.Contains(two.Unused, u => u.StartsWith("far: its endurance", StringComparison.Ordinal));
    }

    [Fact]
    public void When_people_do_not_live_long_the_quick_asset_is_sent_to_the_likeliest_place()
    {
        var (lon, lat, weight) = Cloud();
        SearchAsset[] assets = [new("slow", 34.5, 11.5, 8, 8, 16, 2), new("quick", 34, 12.8, 140, 100, 2.2, 1.2)];
        double Contains(Func<double, double>? alive) =>
            SearchPlanner.Plan(lon, lat, weight, assets, Now, alive: alive).Tasks.Single(t => t.Asset.Name == "quick").Pos;
        Assert.True(Contains(hours => Survival.Share(TimeSpan.FromHours(hours), TimeSpan.FromHours(2))) >= Contains(null) - 1e-9);
    }

    [Fact]
    public void The_nearest_row_stands_in_where_a_table_has_none()
    {
        var width = SweepWidth.Of(Platform.MerchantShip, SearchObject.Boat12To20, new SearchConditions(20));
        Assert.Equal(7.6, width.Uncorrected);
        Assert.Contains(width.Notes, n => n.Contains("Boat8To12 stands in"));
        Assert.Equal(1.2, SweepWidth.Of(Platform.FixedWing, SearchObject.Raft4, new SearchConditions(20)).Uncorrected);
    }
}
