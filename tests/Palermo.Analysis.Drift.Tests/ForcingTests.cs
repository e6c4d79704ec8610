using Palermo.Bench;

namespace Palermo.Analysis.Drift.Tests;

/// <summary>Forcing with gaps, over the date line, at the poles, that ends too soon or is in wrong units: a sentence or a stated fallback, never a silent zero.</summary>
public sealed class ForcingTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly double Origin = (Start - DateTimeOffset.UnixEpoch).TotalSeconds;
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    private static double[] Axis(double from, double step, int count) => [.. Enumerable.Range(0, count).Select(i => from + i * step)];

    private static GridFlow Flow(double[] lons, double[] lats, Func<double, double, (float, float)> value, GridFallback? fallback = null, params double[] hours)
    {
        if (hours.Length == 0) hours = [0, 48];
        var u = new float[lons.Length * lats.Length];
        var v = new float[u.Length];
        for (var i = 0; i < u.Length; i++) (u[i], v[i]) = value(lons[i % lons.Length], lats[i / lons.Length]);
        return new GridFlow(new ArrayFrames(new GridGeometry(lons, lats), [.. hours.Select(h => Origin + h * 3600)],
            [.. hours.Select(_ => u)], [.. hours.Select(_ => v)], "made"), fallback);
    }

    private static DriftSetup Drifter(IFlow current, double lon, double lat, double hours = 12, int members = 64, double radius = 0) => new()
    {
        Hypotheses = [new Hypothesis("one", 1, DriftRunTests.Exact("SLDMB"), Seeding.At(lon, lat, Start, radius))],
        Wind = new ConstantFlow(0, 0), Current = current, Duration = TimeSpan.FromHours(hours), Members = members,
    };

    [Theory]
    [InlineData(0, 359)]
    [InlineData(-180, 179)]
    [InlineData(-30, 329)]
    public void A_global_grid_has_no_seam(double first, double last)
    {
        // Everywhere 1 m/s eastward; the seam of the grid lies in the way.
        var current = Flow(Axis(first, 1, (int)(last - first) + 1), Axis(-80, 1, 161), (_, _) => (1, 0));
        foreach (var lon in new[] { first - .3, last + .5, 179.8, -.2 })
        {
            var run = DriftRun.Run(Drifter(current, lon, 20, 24));
            Assert.Equal(0, run.Last.LeftForcing);
            Assert.Equal(lon + 86_400 / (6_371_000 * Math.Cos(20 * Math.PI / 180)) * 180 / Math.PI, run.Longitude[5], 1e-4);
        }
    }

    [Fact]
    public void A_regional_grid_over_the_date_line_is_used_on_both_sides()
    {
        var current = Flow(Axis(175, .5, 21), Axis(-20, .5, 21), (lon, _) => ((float)(lon - 174) / 10, 0));
        foreach (var lon in new[] { 179.9, -180.1 })
        {
            var run = DriftRun.Run(Drifter(current, lon, -15, 6));
            Assert.Equal(0, run.Last.LeftForcing);
            Assert.InRange(run.Last.Cloud!.Longitude, -180, -179.8);
        }
    }

    [Fact]
    public void Forcing_up_to_the_pole_carries_a_member_over_it()
    {
        // Near the pole the grid gives a flow along the meridian of 10 E, over the pole and down that of 170 W.
        var current = Flow(Axis(0, 10, 36), Axis(80, .25, 41), (lon, _) =>
        {
            var angle = (lon - 10) * Math.PI / 180;
            return ((float)(-Math.Sin(-angle)), (float)Math.Cos(angle));
        });
        var run = DriftRun.Run(Drifter(current, 10, 89.8, 12));
        Assert.Equal(0, run.Last.LeftForcing);
        Assert.InRange(run.Latitude[0], 89.5, 89.9);
        Assert.InRange(Math.Abs(run.Last.Cloud!.Longitude), 160, 180);
    }

    [Fact]
    public void Along_a_gap_the_nodes_that_have_values_are_weighted_anew()
    {
        // No values east of 12.5; in the last cell before it only two of four nodes speak.
        var current = Flow(Axis(12, .1, 20), Axis(34, .1, 20), (lon, _) => lon > 12.45 ? (float.NaN, float.NaN) : (0, .4f));
        Assert.True(Prepared(current).TryAt(12.47, 35, Origin, out var east, out var north));
        Assert.Equal((0, .4), (Math.Round(east, 6), Math.Round(north, 6)));
        Assert.False(current.TryAt(12.7, 35, Origin, out _, out _));
    }

    private static GridFlow Prepared(GridFlow flow)
    {
        flow.Prepare(Origin, Origin);
        return flow;
    }

    [Fact]
    public void The_fast_way_and_the_exact_way_through_a_grid_agree()
    {
        var random = new Random(4);
        var current = Flow(Axis(12, .1, 30), Axis(34, .1, 30), (_, _) =>
            random.Next(12) == 0 ? (float.NaN, 0) : ((float)random.NextDouble() - .5f, (float)random.NextDouble() - .5f));
        var setup = Drifter(current, 13.4, 35.4, 12, 3000, 40_000);
        var fast = DriftRun.Run(setup);
        var slow = DriftRun.Run(setup with { Current = new FunctionFlow((lon, lat, t) => current.TryAt(lon, lat, t, out var u, out var v) ? (u, v) : null) });
        Assert.Equal(slow.State, fast.State);
        for (var i = 0; i < fast.Count; i++)
        {
            Assert.Equal(slow.Longitude[i], fast.Longitude[i], 2e-4);
            Assert.Equal(slow.Latitude[i], fast.Latitude[i], 2e-4);
        }
    }

    [Fact]
    public void Members_that_leave_the_grid_stop_there_and_the_answer_says_so()
    {
        var current = Flow(Axis(12, .1, 10), Axis(34, .1, 10), (_, _) => (1, 0));
        var run = DriftRun.Run(Drifter(current, 12.5, 34.5, 24));
        Assert.Equal(64, run.Last.LeftForcing);
        Assert.All(run.Longitude, l => Assert.InRange(l, 12.89, 12.92));
        Assert.Contains(run.Assumptions, a => a.Contains("64 of 64 members came where"));
    }

    [Fact]
    public void A_stated_fallback_is_used_and_named()
    {
        var current = Flow(Axis(12, .1, 10), Axis(34, .1, 10), (_, _) => (1, 0), new GridFallback(Otherwise: new ConstantFlow(.5, 0)));
        var run = DriftRun.Run(Drifter(current, 12.5, 34.5, 24));
        Assert.Equal(0, run.Last.LeftForcing);
        Assert.True(run.Longitude[0] > 13);
        Assert.Contains(run.Assumptions, a => a.Contains("FALLBACK where the grid has no value: constant, 0.5 m/s east"));
    }

    [Fact]
    public void A_grid_that_does_not_cover_the_start_is_refused()
    {
        var current = Flow(Axis(12, .1, 10), Axis(34, .1, 10), (_, _) => (1, 0));
        var problem = Assert.Throws<DriftProblem>(() => DriftRun.Run(Drifter(current, 20, 34.5)));
        Assert.Contains("current: no value where the object starts", problem.Message);
        Assert.Contains("elsewhere", problem.Message);
    }

    [Fact]
    public void A_file_that_ends_before_the_run_is_refused_unless_holding_is_allowed()
    {
        GridFlow Of(GridFallback? fallback) => Flow(Axis(12, .1, 30), Axis(34, .1, 30), (_, _) => (.1f, 0), fallback, 0, 3, 6);
        var problem = Assert.Throws<DriftProblem>(() => DriftRun.Run(Drifter(Of(null), 13, 35, 7)));
        Assert.Contains("from 2020-01-01 00:00Z to 2020-01-01 06:00Z", problem.Message);
        var held = DriftRun.Run(Drifter(Of(new GridFallback(HoldAfter: TimeSpan.FromHours(2))), 13, 35, 7));
        Assert.Contains(held.Assumptions, a => a.Contains("FALLBACK: first or last time held"));
        Assert.Throws<DriftProblem>(() => DriftRun.Run(Drifter(Of(new GridFallback(HoldAfter: TimeSpan.FromHours(2))), 13, 35, 9)));
        Assert.Throws<DriftProblem>(() => DriftRun.Run(Drifter(Of(null), 13, 35, 7) with { Backward = true }));
    }

    [Fact]
    public void A_single_time_holds_throughout_and_is_named() =>
        Assert.Contains("one time only", DriftRun.Run(Drifter(Flow(Axis(12, .1, 30), Axis(34, .1, 30), (_, _) => (.1f, 0), null, 5), 13, 35)).Setup.Current.Description);

    [Theory]
    [InlineData("m s-1", 1)]
    [InlineData("cm/s", .01)]
    [InlineData("knots", .514444)]
    public void Units_are_turned_into_metres_a_second(string units, double factor)
    {
        WriteWind(units);
        using var file = NetCdfFile.Open(path);
        var flow = Prepared(CfFlow.Wind(file));
        Assert.True(flow.TryAt(12.5, 34.5, Origin, out var east, out _));
        Assert.Equal(10 * factor, east, 1e-4);
    }

    [Theory]
    [InlineData("K", "not a speed")]
    [InlineData("degrees", "not a speed")]
    public void Wrong_units_are_refused(string units, string says)
    {
        WriteWind(units);
        using var file = NetCdfFile.Open(path);
        Assert.Contains(says, Assert.Throws<DriftProblem>(() => CfFlow.Wind(file)).Message);
    }

    [Fact]
    public void A_file_without_current_says_what_it_has()
    {
        WriteWind("m s-1");
        using var file = NetCdfFile.Open(path);
        var problem = Assert.Throws<DriftProblem>(() => CfFlow.Current(file));
        Assert.Contains("no current in it", problem.Message);
        Assert.Contains("u10, v10", problem.Message);
    }

    [Fact]
    public void A_fill_value_that_the_file_does_not_name_is_noticed()
    {
        WriteWind("m s-1", 9999);
        using var file = NetCdfFile.Open(path);
        Assert.Contains("not of this world", Assert.Throws<DriftProblem>(() => Prepared(CfFlow.Wind(file))).Message);
    }

    private void WriteWind(string units, float value = 10)
    {
        var plane = Enumerable.Repeat(value, 400).ToArray();
        GridFile.Write(path, Axis(12, .1, 20), Axis(34, .1, 20), [0, 24], "hours since 2020-01-01",
            [new GridFile.Field("u10", "eastward_wind", units, [plane, plane]), new GridFile.Field("v10", "northward_wind", units, [plane, plane])]);
    }

    [Theory]
    [InlineData("polar_stereographic")]
    [InlineData("rotated")]
    [InlineData("mercator")]
    [InlineData("lambert")]
    public void Every_projection_turns_its_vectors_by_where_its_y_axis_points(string kind)
    {
        var attributes = new Dictionary<string, object>
        {
            ["grid_mapping_name"] = kind switch { "rotated" => "rotated_latitude_longitude", "lambert" => "lambert_conformal_conic", _ => kind },
            ["earth_radius"] = new[] { 6371000.0 },
            ["grid_north_pole_latitude"] = new[] { 39.25 }, ["grid_north_pole_longitude"] = new[] { -162.0 },
            ["straight_vertical_longitude_from_pole"] = new[] { 58.0 }, ["latitude_of_projection_origin"] = new[] { kind == "polar_stereographic" ? -90.0 : 40.0 },
            ["longitude_of_central_meridian"] = new[] { 15.0 }, ["standard_parallel"] = kind == "lambert" ? [33.0, 45.0] : new[] { kind == "mercator" ? 20.0 : -71.0 },
        };
        var projection = CfProjections.From(new Mapping { Name = "crs", Dimensions = [], Shape = [], Attributes = attributes }, "made")!;
        foreach (var (lon, lat) in new[] { (10.0, 50.0), (17.0, 35.0), (-20.0, 42.0), (100.0, -30.0) })
            if (kind != "lambert" || lat > 0) NetCdfTests.ConvergencePointsAlongY(projection, lon, lat);
    }

    // Snyder, Map Projections, numerical example of the ellipsoidal Lambert conformal conic (page 296): Clarke 1866, 35 N 75 W.
    [Fact]
    public void The_lambert_projection_gives_the_worked_example_of_snyder()
    {
        var projection = CfProjections.From(new Mapping
        {
            Name = "crs", Dimensions = [], Shape = [],
            Attributes = new Dictionary<string, object>
            {
                ["grid_mapping_name"] = "lambert_conformal_conic", ["semi_major_axis"] = new[] { 6378206.4 }, ["semi_minor_axis"] = new[] { 6356583.8 },
                ["standard_parallel"] = new[] { 33.0, 45.0 }, ["latitude_of_projection_origin"] = new[] { 23.0 }, ["longitude_of_central_meridian"] = new[] { -96.0 },
            },
        }, "made")!;
        var (x, y) = projection.Forward(-75, 35);
        Assert.Equal(1894410.9, x, .2);
        Assert.Equal(1564649.5, y, .2);
    }

    private sealed class Mapping : NetCdfVariable
    {
        internal override double? DefaultFill => null;

        protected override double[] ReadRaw(ReadOnlySpan<long> start, ReadOnlySpan<long> count) => [];
    }

    // The real wind on its Lambert grid: at a node, east and north must be the stored components turned by the angle between the grid
    // and the meridian, which the file's own longitudes and latitudes give.
    [Fact]
    public void Real_wind_on_a_lambert_grid_is_turned_to_east_and_north()
    {
        using var file = NetCdfFile.Open(RealData.File("drift/arome_wind_2016-01-14.nc4"));
        var flow = CfFlow.Wind(file);
        flow.Prepare(flow.Frames.Times[0], flow.Frames.Times[0]);
        var (lon, lat) = (file.Find("longitude")!.ReadAll(), file.Find("latitude")!.ReadAll());
        var (u, v) = (file.Find("x_wind_10m")!.ReadAll(), file.Find("y_wind_10m")!.ReadAll());
        const int columns = 141;
        foreach (var (r, c) in new[] { (20, 30), (75, 70), (130, 120) })
        {
            var at = r * columns + c;
            var above = at + columns;
            var angle = Math.Atan2((lon[above] - lon[at]) * Math.Cos(lat[at] * Math.PI / 180), lat[above] - lat[at]);
            Assert.True(flow.TryAt(lon[at], lat[at], flow.Frames.Times[0], out var east, out var north));
            Assert.Equal(u[at] * Math.Cos(angle) + v[at] * Math.Sin(angle), east, .01);
            Assert.Equal(v[at] * Math.Cos(angle) - u[at] * Math.Sin(angle), north, .01);
        }
    }

    [Fact]
    public void Real_wind_and_current_on_their_own_projections_drive_a_run()
    {
        using var wind = NetCdfFile.Open(RealData.File("drift/arome_wind_2016-01-14.nc"));
        var flow = CfFlow.Wind(wind);
        var from = DateTimeOffset.UnixEpoch.AddSeconds(flow.Frames.Times[0]);
        var lons = wind.Find("longitude")!.ReadAll();
        var lats = wind.Find("latitude")!.ReadAll();
        var middle = 75 * 141 + 70;
        var run = DriftRun.Run(new DriftSetup
        {
            Hypotheses = [new Hypothesis("one", 1, LeewayTable.Standard["SKIFF-1"], Seeding.At(lons[middle], lats[middle], from, 2000))],
            Wind = flow, Current = new ConstantFlow(.1, 0), Duration = TimeSpan.FromHours(2), Members = 500,
        });
        Assert.Equal(0, run.Last.LeftForcing);
        Assert.Contains("Lambert", run.Assumptions[1]);
    }
}
