using System.Text.Json;
using CsCheck;

namespace Palermo.Analysis.Drift.Tests;

public class AreaTests
{
    private static (double[] Lon, double[] Lat) Normal(int count, double lon, double lat, double km, int seed = 1)
    {
        var random = new Random(seed);
        double[] x = new double[count], y = new double[count];
        for (var i = 0; i < count; i++)
        {
            var r = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * km / 111.195;
            var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
            (x[i], y[i]) = (lon + r * cos / Math.Cos(lat * Math.PI / 180), lat + r * sin);
        }

        return (x, y);
    }

    // A round normal cloud of deviation s holds 50, 90, 95 % within 2 pi s2 ln(1/(1-p)).
    [Theory]
    [InlineData(.5)]
    [InlineData(.9)]
    [InlineData(.95)]
    public void Areas_of_a_normal_cloud_are_those_of_theory(double level)
    {
        var (lon, lat) = Normal(200_000, 12, 35, 10);
        var area = HighestDensity.Areas(ProbabilityGrid.Of(lon, lat, []), level)[0];
        // Smoothing by one cell of 1.852 km widens the deviation of 10 km to 10.17.
        var theory = 2 * Math.PI * (100 + 1.852 * 1.852) * Math.Log(1 / (1 - level));
        Assert.Equal(1, area.SquareKilometres / theory, .02);
        Assert.InRange(area.Contains, level, level + .002);
    }

    [Fact]
    public void Larger_shares_hold_smaller_ones_and_the_map_keeps_all_probability()
    {
        var (lon, lat) = Normal(3000, -175, -20, 6);
        var map = ProbabilityGrid.Of(lon, lat, []);
        Assert.Equal(1, map.Total, 1e-9);
        var areas = HighestDensity.Areas(map, .5, .9, .95);
        for (var i = 0; i < map.P.Length; i++)
        {
            Assert.True(!areas[0].Cells[i] || areas[1].Cells[i]);
            Assert.True(!areas[1].Cells[i] || areas[2].Cells[i]);
        }
    }

    [Fact]
    public void Outlines_enclose_exactly_the_marked_cells() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[0, int.MaxValue]).Sample(
            (columns, rows, seed) =>
            {
                var random = new Random(seed);
                var map = new ProbabilityGrid(10, 30, .1, .1, columns, rows);
                var cells = new bool[columns * rows];
                for (var i = 0; i < cells.Length; i++) cells[i] = random.Next(3) > 0;
                var polygons = Outline.Of(map, cells);
                for (var r = 0; r < rows; r++)
                    for (var c = 0; c < columns; c++)
                    {
                        var (x, y) = (10 + (c + .5) * .1, 30 + (r + .5) * .1);
                        var within = polygons.Count(p => Inside(p[0], x, y) && !p.Skip(1).Any(h => Inside(h, x, y)));
                        if (within != (cells[r * columns + c] ? 1 : 0)) return false;
                    }

                return polygons.All(p => p.All(ring => ring[0] == ring[^1]) && Twice(p[0]) > 0 && p.Skip(1).All(h => Twice(h) < 0));
            }, iter: LongForm.Rounds(500, 20_000), seed: "0N0XIzNsQ0O2");

    private static bool Inside((double X, double Y)[] ring, double x, double y)
    {
        var inside = false;
        for (var i = 0; i + 1 < ring.Length; i++)
            if (ring[i].Y > y != ring[i + 1].Y > y && x < ring[i].X + (y - ring[i].Y) / (ring[i + 1].Y - ring[i].Y) * (ring[i + 1].X - ring[i].X)) inside = !inside;
        return inside;
    }

    private static double Twice((double X, double Y)[] ring) =>
        Enumerable.Range(0, ring.Length - 1).Sum(i => ring[i].X * ring[i + 1].Y - ring[i + 1].X * ring[i].Y);

    [Fact]
    public void The_hull_holds_every_point_and_turns_left_only()
    {
        var (lon, lat) = Normal(2000, 3, 3, 5);
        var hull = Outline.Hull(lon, lat);
        Assert.Equal(hull[0], hull[^1]);
        for (var k = 0; k + 1 < hull.Length; k++)
            for (var i = 0; i < lon.Length; i++)
            {
                var cross = (hull[k + 1].Lon - hull[k].Lon) * (lat[i] - hull[k].Lat) - (hull[k + 1].Lat - hull[k].Lat) * (lon[i] - hull[k].Lon);
                Assert.True(cross > -1e-12);
            }
    }

    [Fact]
    public void An_area_over_the_date_line_is_cut_there()
    {
        var (lon, lat) = Normal(20_000, 180.02, 10, 10);
        var area = HighestDensity.Areas(ProbabilityGrid.Of(lon, lat, []), .9)[0];
        var all = area.Polygons.SelectMany(p => p[0]).ToArray();
        Assert.All(all, p => Assert.InRange(p.Lon, -180.0000001, 180.0000001));
        Assert.Contains(all, p => p.Lon > 179);
        Assert.Contains(all, p => p.Lon < -179);
    }

    [Fact]
    public void Maps_of_two_hypotheses_merge_by_weight()
    {
        var (a, b) = (Normal(5000, 12, 35, 5), Normal(5000, 12.8, 35.2, 5, 2));
        var merged = ProbabilityGrid.Merge([(ProbabilityGrid.Of(a.Lon, a.Lat, []), 3), (ProbabilityGrid.Of(b.Lon, b.Lat, []), 1)]);
        Assert.Equal(1, merged.Total, 1e-9);
        var west = 0.0;
        for (var i = 0; i < merged.P.Length; i++)
            if (merged.West + (i % merged.Columns + .5) * merged.CellWidth < 12.4) west += merged.P[i];
        Assert.Equal(.75, west, .01);
    }

    [Fact]
    public void The_geojson_of_a_run_is_read_back_with_its_areas()
    {
        var run = DriftRun.Run(DriftRunTests.Setup(LeewayTable.Standard["SKIFF-1"], new ConstantFlow(5, 2), new ConstantFlow(.1, 0), 6, 500));
        using var stream = new MemoryStream();
        DriftGeoJson.Write(stream, run, HighestDensity.Areas(ProbabilityGrid.Of(run), .5, .95));
        using var json = JsonDocument.Parse(stream.ToArray());
        var kinds = json.RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("properties").GetProperty("kind").GetString()).ToArray();
        Assert.Equal(new[] { "highest-density area", "highest-density area", "mean track", "hull of all members" }, kinds);
    }

    [Fact]
    public void The_ellipse_of_a_slanted_cloud_points_along_it()
    {
        var cloud = new CloudStatistics(0, 0, 0, 0, EastVariance: 5, EastNorthCovariance: 4, NorthVariance: 5);
        var (major, minor, direction) = cloud.Ellipse();
        Assert.Equal(3, major, 1e-12);
        Assert.Equal(1, minor, 1e-12);
        Assert.Equal(45, direction, 1e-12);
    }
}
