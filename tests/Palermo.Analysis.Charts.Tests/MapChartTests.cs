namespace Palermo.Analysis.Charts.Tests;

public class MapChartTests
{
    private static readonly LonLat[] Square = [new(10, 34), new(12, 34), new(12, 36), new(10, 36)];

    [Fact]
    public void A_degree_of_longitude_is_shorter_by_the_cosine_of_the_latitude()
    {
        var svg = Svg.Of(new MapChart("Square", 8, 33, 14, 37).Polygon("box", Square));
        var ring = Svg.Paths(svg, "area").Single();
        var (wide, high) = (ring.Max(s => s.X) - ring.Min(s => s.X), ring.Max(s => s.Y) - ring.Min(s => s.Y));
        Assert.Equal(Math.Cos(35 * Math.PI / 180), wide / high, 0.001);
    }

    [Fact]
    public void The_scale_bar_measures_the_meridian()
    {
        var map = new MapChart("Bar", 8, 33, 14, 37).Polygon("box", Square);
        var svg = Svg.Of(map);
        var bar = Svg.Paths(svg, "scale").Single();
        var words = Svg.Texts(svg).Single(t => t.Value.Contains(" km (", StringComparison.Ordinal)).Value;
        var kilometres = double.Parse(words.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        var ring = Svg.Paths(svg, "area").Single();
        // Two degrees of latitude are 222.39 km on the mean sphere (2 x 6371.0088 x pi / 180).
        var unitsPerKilometre = (ring.Max(s => s.Y) - ring.Min(s => s.Y)) / 222.39;
        Assert.Equal(kilometres, (bar[2].X - bar[1].X) / unitsPerKilometre, 0.1);
    }

    [Fact]
    public void A_track_over_the_date_line_stays_one_line()
    {
        var svg = Svg.Of(new MapChart("Pacific", 170, -20, 190, -10).Track("ferry", [new(178, -15), new(179.5, -15), new(-179, -15), new(-175, -15)]));
        var track = Svg.Paths(svg, "track").Single();
        Assert.Equal(4, track.Length);
        Assert.True(track.Zip(track.Skip(1)).All(p => p.First.X < p.Second.X), "runs east without a jump");
        Assert.Contains(Svg.Texts(svg), t => t.Value == "180°E" || t.Value == "180°W");
    }

    [Fact]
    public void Land_far_outside_is_cut_off_so_that_the_file_stays_small()
    {
        var ring = Enumerable.Range(0, 20_000).Select(i => new LonLat(60 * Math.Cos(i * Math.PI / 10_000), 60 * Math.Sin(i * Math.PI / 10_000))).ToArray();
        var map = new MapChart("Small", 59.5, -0.5, 60.5, 0.5).Land([ring]);
        var land = Svg.Paths(Svg.Of(map), "land").Single();
        Assert.True(land.Length is > 20 and < 2000, $"{land.Length} places");
        Assert.True(map.ToSvg().Length < 30_000);
    }

    [Fact]
    public void A_ring_cut_at_the_edge_keeps_the_area_within()
    {
        Spot[] diamond = [new(0, -10), new(10, 0), new(0, 10), new(-10, 0)];
        var cut = RingClip.Clip(diamond, new Box(0, 0, 20, 20));
        Assert.Equal(50, Area(cut), 1e-9);                     // a quarter of the diamond's 200
        Assert.Empty(RingClip.Clip(diamond, new Box(50, 50, 5, 5)));
    }

    [Fact]
    public void Density_labels_and_points_are_drawn()
    {
        var svg = Svg.Of(new MapChart("All", 8, 33, 14, 37)
            .Cells("probability", [10, 11, 12], [34, 35, 36], [0.1, 0.2, 0.3, 0.4])
            .Points("particles", LonLat.Zip([10.5, 11.5, 40], [34.5, 35.5, 10]))
            .Coastline([Square]).Label(new(11, 35), "Last known place"));
        Assert.Equal(4, Svg.Paths(svg, "cells").Count);
        Assert.Equal(2, Svg.Paths(svg, "points").Count);         // the third lies outside
        Assert.Single(Svg.Paths(svg, "coast"));
        Assert.Contains(Svg.Texts(svg), t => t.Value == "Last known place");
        Assert.Contains(Svg.Texts(svg), t => t.Value == "10°E");
    }

    [Theory]
    [InlineData(10, 30, 10, 40)]
    [InlineData(10, 40, 20, 30)]
    [InlineData(0, -95, 10, 0)]
    [InlineData(0, 0, 400, 10)]
    public void Bounds_that_enclose_nothing_are_refused(double west, double south, double east, double north) =>
        Assert.Throws<ArgumentException>(() => new MapChart("m", west, south, east, north));

    private static double Area(Spot[] ring) =>
        Math.Abs(ring.Select((s, i) => (Next: ring[(i + 1) % ring.Length], s)).Sum(p => p.s.X * p.Next.Y - p.Next.X * p.s.Y)) / 2;
}
