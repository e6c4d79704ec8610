using System.IO.Compression;
using System.Text;

namespace Palermo.Analysis.Geo.Tests;

public class LandMaskTests
{
    [Theory]
    [InlineData("Palermo", 38.10, 13.35, true)]
    [InlineData("Lampedusa", 35.51, 12.58, true)]
    [InlineData("between Lampedusa and Libya", 34.0, 12.5, false)]
    [InlineData("Tripoli, south of it", 32.7, 13.2, true)]
    [InlineData("off Zuwara", 33.2, 12.1, false)]
    [InlineData("Agadez", 16.97, 7.99, true)]
    [InlineData("English Channel", 50.0, -2.0, false)]
    [InlineData("Caspian Sea, a lake of this land", 42.0, 51.0, false)]
    [InlineData("Fiji, Vanua Levu", -16.6, 179.2, true)]
    [InlineData("east of Fiji, over the date line", -18.0, 182.0, false)]
    [InlineData("Chukotka, over the date line", 67.0, -178.0, true)]
    [InlineData("South Pole", -90, 0, true)]
    [InlineData("North Pole", 90, 0, false)]
    [InlineData("Southern Ocean", -60, 20, false)]
    public void Known_places_are_land_or_sea(string place, double lat, double lon, bool land)
    {
        Assert.NotEmpty(place);
        Assert.Equal(land, LandMask.World.IsLand(lat, lon));
    }

    [Fact]
    public void The_raster_and_the_edges_never_differ()
    {
        var world = LandMask.World;
        using var stream = typeof(LandMask).Assembly.GetManifestResourceStream("land-10m.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var rings = TopoJson.Rings(bytes, "land");
        var cut = new CutAtDateLine(rings);
        var (x0, y0, x1, y1) = (cut.X0, cut.Y0, cut.X1, cut.Y1);
        Assert.True(world.Edges > 400_000);
        var random = new Random(10);
        var land = 0;
        for (var i = 0; i < LongForm.Rounds(300, 5000); i++)
        {
            // Half of the places anywhere, half near a point of the coast.
            double lat = random.NextDouble() * 180 - 90, lon = random.NextDouble() * 360 - 180;
            if (i % 2 == 0)
            {
                var ring = rings[random.Next(rings.Count)];
                var point = ring[random.Next(ring.Length)];
                (lon, lat) = (Math.Clamp(point.Lon + (random.NextDouble() - .5) * .2, -180, 179.99), Math.Clamp(point.Lat + (random.NextDouble() - .5) * .2, -90, 90));
            }

            var inside = false;
            for (var k = 0; k < x0.Length; k++)
                if (y0[k] > lat != y1[k] > lat && lon < x0[k] + (lat - y0[k]) / (y1[k] - y0[k]) * (x1[k] - x0[k])) inside = !inside;

            Assert.Equal(inside, world.IsLand(lat, lon));
            if (inside) land++;
        }

        Assert.InRange(land, 50, LongForm.Rounds(250, 4500));
    }

    // Land covers 29.2 % of the Earth: 148.94 of 510.07 million km2 (CIA World Factbook). In this layer the ice shelves of Antarctica
    // (1.56 million km2) and the Caspian Sea (0.37) are not land.
    [Fact]
    public void Land_covers_its_known_share_of_the_earth()
    {
        double land = 0, all = 0;
        for (var lat = -89.5; lat < 90; lat++)
            for (var lon = -179.75; lon < 180; lon += .5)
            {
                var weight = Math.Cos(lat * Math.PI / 180);
                all += weight;
                if (LandMask.World.IsLand(lat, lon)) land += weight;
            }

        Assert.Equal((148.94 - 1.56 - .37) / 510.07, land / all, .002);
    }

    [Fact]
    public void A_box_at_sea_holds_no_land_and_one_with_an_island_may()
    {
        Assert.False(LandMask.World.MayHoldLand(new GeoBox(33.8, 12.0, 34.6, 13.5)));
        Assert.True(LandMask.World.MayHoldLand(new GeoBox(35.3, 12.0, 35.7, 13.0)));
        Assert.True(LandMask.World.MayHoldLand(new GeoBox(-17, 179.5, -16, 181)));
    }

    [Fact]
    public void The_distance_to_shore_is_that_to_the_nearest_edge()
    {
        var square = new LandMask([[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]], "a square");
        Assert.Equal(111.195, square.DistanceToShore(.5, -1, 300_000) / 1000, .01);
        Assert.Equal(55.6, square.DistanceToShore(.5, .5, 300_000) / 1000, .01);
        Assert.Equal(157.25, square.DistanceToShore(-1, 2, 300_000) / 1000, .05);
        Assert.Equal(double.PositiveInfinity, square.DistanceToShore(.5, -1, 100_000));
        Assert.InRange(LandMask.World.DistanceToShore(35.50, 12.75, 50_000), 5_000, 20_000);
    }

    [Fact]
    public void The_coast_at_ten_and_at_fifty_million_agree_almost_everywhere()
    {
        var coarse = new LandMask(TopoJson.Rings(File.ReadAllBytes(RealData.File("geo/natural_earth_land_50m.topojson")), "land"), "50m");
        var random = new Random(50);
        var differ = 0;
        for (var i = 0; i < 20_000; i++)
        {
            double lat = Math.Asin(2 * random.NextDouble() - 1) * 180 / Math.PI, lon = random.NextDouble() * 360 - 180;
            if (coarse.IsLand(lat, lon) != LandMask.World.IsLand(lat, lon)) differ++;
        }

        Assert.InRange(differ, 1, 150);
    }

    [Fact]
    public void Towns_lie_on_land()
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(RealData.File("geo/places_sahel_mediterranean.csv.gz")), CompressionMode.Decompress));
        file.ReadLine();
        int towns = 0, ashore = 0;
        while (file.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (!double.TryParse(cells[2], System.Globalization.CultureInfo.InvariantCulture, out var lat) || !double.TryParse(cells[3], System.Globalization.CultureInfo.InvariantCulture, out var lon)) continue;
            towns++;
            // Harbour towns may lie on the water's side of a coast drawn at this scale.
            if (LandMask.World.IsLand(lat, lon) || LandMask.World.DistanceToShore(lat, lon, 5000) < 5000) ashore++;
        }

        Assert.True(towns > 2000 && ashore >= towns - 3, $"{ashore} of {towns}");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("{\"type\":\"Topology\",\"objects\":{\"land\":{\"type\":\"Polygon\",\"arcs\":[[7]]}},\"arcs\":[],\"transform\":{\"scale\":[1,1],\"translate\":[0,0]}}")]
    [InlineData("{\"type\":\"Topology\",\"objects\":{\"land\":{\"type\":\"Polygon\",\"arcs\":[[\"a\"]]}}}")]
    [InlineData("{\"objects\":{\"sea\":{}}}")]
    [InlineData("{\"arcs\":[[[1,")]
    public void What_is_no_topology_is_refused(string json) =>
        Assert.Throws<FormatException>(() => TopoJson.Rings(Encoding.UTF8.GetBytes(json), "land"));
}
