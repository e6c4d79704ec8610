using CsCheck;

namespace Palermo.Analysis.Geo.Tests;

/// <summary>Geohash, H3 sizes, equal-area cells and the spreading of uncertain places: worked values of the border-route rules, section 2.</summary>
public class CellTests
{
    private static readonly Gen<(double Lat, double Lon)> Places = Gen.Select(Gen.Double[-89.9, 89.9], Gen.Double[-180, 179.999]);

    [Theory]
    [InlineData(57.64911, 10.40744, "u4pruydqqvj")]
    [InlineData(16.97, 7.99, "s5j8tc")]
    [InlineData(32.93, 12.08, "smbe6f")]
    public void Geohashes_are_those_of_the_rules(double lat, double lon, string expected) => Assert.Equal(expected, Geohash.Encode(lat, lon, expected.Length));

    [Fact]
    public void Geohash_cells_have_the_sizes_of_the_rules_at_the_equator()
    {
        foreach (var (letters, east, north) in new[] { (4, 39.1, 19.5), (5, 4.9, 4.9), (6, 1.22, 0.61) })
        {
            var box = Geohash.Decode(Geohash.Encode(0.001, 0.001, letters));
            var (kmNorth, kmEast) = Geodesy.MetresPerDegree(0);
            Assert.Equal(east, (box.East - box.West) * kmEast / 1000, east * 0.01);
            Assert.Equal(north, (box.North - box.South) * kmNorth / 1000, north * 0.01);
        }
    }

    [Fact]
    public void A_geohash_names_the_cell_in_which_the_place_lies_and_a_shorter_one_a_cell_around_it() =>
        Gen.Select(Places, Gen.Int[1, 12]).Sample((place, length) =>
        {
            var text = Geohash.Encode(place.Lat, place.Lon, length);
            var box = Geohash.Decode(text);
            Assert.True(box.Contains(place.Lat, place.Lon));
            if (length > 1) Assert.Equal(text[..^1], Geohash.Encode(place.Lat, place.Lon, length - 1));
        }, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void What_is_no_geohash_is_refused_in_words()
    {
        Assert.Contains("no a, i, l or o", Assert.Throws<FormatException>(() => Geohash.Decode("u4a")).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Geohash.Decode(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => Geohash.Encode(91, 0, 5));
    }

    // h3geo.org, version 3.
    [Theory]
    [InlineData(2, 86_745.85, 158.2, 5_882)]
    [InlineData(3, 12_392.26, 59.8, 41_162)]
    [InlineData(4, 1_770.32, 22.6, 288_122)]
    [InlineData(5, 252.90, 8.54, 2_016_842)]
    [InlineData(6, 36.13, 3.23, 14_117_882)]
    [InlineData(7, 5.16, 1.22, 98_825_162)]
    [InlineData(8, 0.737, 0.461, 691_776_122)]
    public void Sizes_of_hexagons_are_those_published(int resolution, double area, double edge, long count)
    {
        Assert.Equal(area, CellSize.SquareKilometres(resolution), area * 0.001);
        Assert.Equal(edge, CellSize.EdgeKilometres(resolution), edge * 0.002);
        Assert.Equal(count, CellSize.Count(resolution));
        // The Earth's surface over the number of cells is their average area, but for the twelve pentagons.
        Assert.Equal(area, 4 * Math.PI * Math.Pow(Geodesy.MeanRadiusMetres / 1000, 2) / count, area * 0.01);
    }

    [Fact]
    public void A_place_lies_in_its_cell_and_the_cell_is_as_large_as_the_others() =>
        Places.Sample(place =>
        {
            var grid = EqualAreaGrid.OfResolution(4);
            var cell = grid.At(place.Lat, place.Lon);
            var box = grid.Box(cell);
            Assert.True(box.Widened(1).Contains(place.Lat, place.Lon), $"{place} not in {box}");
            Assert.Equal(cell, grid.At(grid.Centre(cell).Latitude, grid.Centre(cell).Longitude));
            // All but the cell at the date line, and the caps at the poles.
            if (cell.Column < grid.Columns(cell.Row) - 1 && Math.Abs(place.Lat) < 85)
                Assert.Equal(1_770.32e6, grid.SquareMetres(cell), 1_770.32e6 * 0.002);
        }, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void All_cells_together_cover_the_Earth_once()
    {
        var grid = new EqualAreaGrid(3);
        var area = 0.0;
        for (var row = 0; row < grid.Rows; row++)
            for (var column = 0; column < grid.Columns(row); column++) area += grid.SquareMetres(new(row, column));
        Assert.Equal(4 * Math.PI * Geodesy.MeanRadiusMetres * Geodesy.MeanRadiusMetres, area, area * 1e-9);
    }

    [Fact]
    public void Weights_of_an_uncertain_place_sum_to_one_whatever_its_radius() =>
        Gen.Select(Places, Gen.Double[0, 400_000]).Sample((place, radius) =>
        {
            var spread = Spread.Over(EqualAreaGrid.OfResolution(3), place.Lat, place.Lon, radius);
            Assert.Equal(1, spread.Sum(c => c.Weight), 1e-9);
            Assert.All(spread, c => Assert.True(c.Weight >= 0));
            Assert.Equal(spread.Count, spread.Select(c => c.Cell).Distinct().Count());
        }, iter: 300, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void The_shares_of_an_uncertain_place_are_those_of_a_normal_distribution_drawn_many_times()
    {
        var grid = new EqualAreaGrid(0.5);
        const double lat = 35.1, lon = 12.3, radius = 60_000;
        var exact = Spread.Over(grid, lat, lon, radius).ToDictionary(c => c.Cell, c => c.Weight);
        var random = new Random(17);
        var drawn = new Dictionary<GridCell, int>();
        const int draws = 200_000;
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        for (var i = 0; i < draws; i++)
        {
            var (north, east) = Geodesy.MetresPerDegree(lat);
            var cell = grid.At(lat + Normal() * radius / 1.96 / north, lon + Normal() * radius / 1.96 / east);
            drawn[cell] = drawn.GetValueOrDefault(cell) + 1;
        }
        foreach (var (cell, weight) in exact.Where(c => c.Value > 0.01))
            Assert.Equal(weight, drawn.GetValueOrDefault(cell) / (double)draws, 0.006);
    }

    [Fact]
    public void A_place_measured_on_the_spot_lies_in_one_cell() =>
        Assert.Equal([(EqualAreaGrid.OfResolution(5).At(35.5, 12.6), 1.0)], Spread.Over(EqualAreaGrid.OfResolution(5), 35.5, 12.6, 0));
}
