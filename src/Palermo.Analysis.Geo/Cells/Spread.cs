namespace Palermo.Analysis.Geo;

/// <summary>Spreads an event whose place is not known exactly over the cells where it may have been.</summary>
/// <remarks>
/// A two-dimensional normal distribution around the point with standard deviation radius / 1.96 on each axis, cut at four standard
/// deviations and scaled so that the weights sum to 1. The share of a cell is the product of the shares of its row and, within the row, of its
/// column: exact on a plane, and good as long as the radius is small against the Earth. O(cells covered).
/// </remarks>
public static class Spread
{
    /// <summary>Cells with their weights, which sum to 1.</summary>
    /// <param name="radiusMetres">The place lies within this distance of the point, on each axis, with 95 % confidence; 0: all weight in one cell.</param>
    /// <exception cref="ArgumentOutOfRangeException">A radius below 0 or above 5,000 km.</exception>
    public static IReadOnlyList<(GridCell Cell, double Weight)> Over(EqualAreaGrid grid, double latitude, double longitude, double radiusMetres)
    {
        if (!(radiusMetres is >= 0 and <= 5_000_000)) throw new ArgumentOutOfRangeException(nameof(radiusMetres), radiusMetres, "A radius lies from 0 to 5,000 km.");
        var sigma = radiusMetres / 1.96;
        var north = sigma / Geodesy.MetresPerDegree(0).North;
        if (north * 4 < grid.Step * 1e-6) return [(grid.At(latitude, longitude), 1)];
        List<(GridCell Cell, double Weight)> cells = [];
        var first = grid.At(Math.Max(-90, latitude - 4 * north), longitude).Row;
        var last = grid.At(Math.Min(90, latitude + 4 * north), longitude).Row;
        for (var row = first; row <= last; row++)
        {
            var box = grid.Box(new(row, 0));
            var inRow = Within(box.South, box.North, latitude, north);
            var middle = Math.Clamp(latitude, box.South, box.North);
            var east = Math.Min(45, sigma / Math.Max(1, Geodesy.MetresPerDegree(middle).East));
            var width = box.East - box.West;
            var columns = grid.Columns(row);
            var left = (int)Math.Floor((longitude - 4 * east + 180) / width);
            var right = (int)Math.Floor((longitude + 4 * east + 180) / width);
            if (right - left >= columns) (left, right) = (0, columns - 1);
            for (var column = left; column <= right; column++)
            {
                var share = inRow * Within(-180 + column * width, -180 + (column + 1) * width, longitude, east);
                if (share > 0) cells.Add((new(row, ((column % columns) + columns) % columns), share));
            }
        }
        var total = cells.Sum(c => c.Weight);
        return [.. cells.GroupBy(c => c.Cell).Select(g => (g.Key, g.Sum(c => c.Weight) / total))];
    }

    private static double Within(double low, double high, double mean, double deviation) => Normal((high - mean) / deviation) - Normal((low - mean) / deviation);

    /// <summary>Standard normal distribution function by the complementary error function of Press et al., Numerical Recipes (1992), 6.2: relative error below 1.2e-7.</summary>
    private static double Normal(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + x / 2);
        var tail = t * Math.Exp(-x * x - 1.26551223 + t * (1.00002368 + t * (.37409196 + t * (.09678418 + t * (-.18628806 + t * (.27886807
            + t * (-1.13520398 + t * (1.48851587 + t * (-.82215223 + t * .17087277)))))))));
        return z >= 0 ? 1 - tail / 2 : tail / 2;
    }
}
