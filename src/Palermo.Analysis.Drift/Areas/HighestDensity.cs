namespace Palermo.Analysis.Drift;

/// <summary>The smallest area that holds a given share of the probability.</summary>
/// <param name="Level">The share asked for (0 to 1).</param>
/// <param name="Contains">The share that its cells hold: at least the level, by at most one cell.</param>
/// <param name="SquareKilometres">Its area.</param>
/// <param name="Cells">True for each cell of the map that belongs to it.</param>
/// <param name="Polygons">Its outline: polygons, each an outer ring and the rings of its holes.</param>
public sealed record DensityArea(double Level, double Contains, double SquareKilometres, bool[] Cells, IReadOnlyList<IReadOnlyList<(double Lon, double Lat)[]>> Polygons)
{
    /// <summary>Its area in square nautical miles.</summary>
    public double SquareNauticalMiles => SquareKilometres / (1.852 * 1.852);
}

/// <summary>Areas of highest density: where to look first.</summary>
public static class HighestDensity
{
    /// <summary>The areas of the given shares, in the order given.</summary>
    /// <remarks>Cells are taken in order of probability for each km2, the densest first: no other area of that share is smaller.</remarks>
    public static IReadOnlyList<DensityArea> Areas(ProbabilityGrid map, params ReadOnlySpan<double> levels)
    {
        var density = new double[map.P.Length];
        for (var i = 0; i < density.Length; i++) density[i] = map.P[i] / map.CellArea(i / map.Columns);
        var order = Enumerable.Range(0, density.Length).Where(i => map.P[i] > 0).ToArray();
        Array.Sort(order.Select(i => -density[i]).ToArray(), order);
        var total = map.Total;
        var areas = new List<DensityArea>();
        foreach (var level in levels)
        {
            if (!(level > 0 && level <= 1)) throw new ArgumentOutOfRangeException(nameof(levels), $"a share of {level} is not above 0 and at most 1");
            var cells = new bool[map.P.Length];
            double held = 0, km2 = 0;
            foreach (var i in order)
            {
                if (held >= level * total - 1e-12) break;
                cells[i] = true;
                held += map.P[i];
                km2 += map.CellArea(i / map.Columns);
            }

            areas.Add(new DensityArea(level, held / total, km2, cells, Outline.Of(map, cells)));
        }

        return areas;
    }
}
