namespace Palermo.Analysis.Charts;

/// <summary>Checks grids of cells and turns them into coloured areas.</summary>
internal static class CellGrids
{
    /// <summary>Shades of a grid: more would not be told apart by eye, and would make files large.</summary>
    private const int Shades = 24;

    public static CellGrid Check(string name, IReadOnlyList<double> xEdges, IReadOnlyList<double> yEdges, IReadOnlyList<double> values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Rising(xEdges, nameof(xEdges));
        Rising(yEdges, nameof(yEdges));
        var cells = (long)(xEdges.Count - 1) * (yEdges.Count - 1);
        if (values.Count != cells)
            throw new ArgumentException($"The grid '{name}' has {xEdges.Count - 1} columns and {yEdges.Count - 1} rows but {values.Count} values; give {cells}.", nameof(values));
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var value in values)
            if (double.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high) (low, high) = (0, 1);
        if (low == high) high = low + Math.Max(1e-9, Math.Abs(low));
        return new CellGrid(name, [.. xEdges], [.. yEdges], [.. values], low, high);
    }

    /// <summary>One mark a shade; neighbours of equal shade in a row are one rectangle.</summary>
    public static IEnumerable<Mark> Marks(CellGrid grid, Func<double, double> x, Func<double, double> y, double opacity = 1)
    {
        var rings = new List<Spot[]>[Shades];
        var columns = grid.XEdges.Length - 1;
        for (var row = 0; row < grid.YEdges.Length - 1; row++)
        {
            var (top, bottom) = (y(grid.YEdges[row + 1]), y(grid.YEdges[row]));
            for (var column = 0; column < columns;)
            {
                var shade = Shade(grid, grid.Values[row * columns + column]);
                var end = column + 1;
                while (end < columns && Shade(grid, grid.Values[row * columns + end]) == shade) end++;
                if (shade >= 0)
                {
                    var (left, right) = (x(grid.XEdges[column]), x(grid.XEdges[end]));
                    (rings[shade] ??= []).Add([new(left, top), new(right, top), new(right, bottom), new(left, bottom)]);
                }
                column = end;
            }
        }
        for (var shade = 0; shade < Shades; shade++)
            if (rings[shade] is { } some) yield return new AreasMark(some, new Fill(Colour(shade), opacity), null, "cells", Crisp: true);
    }

    /// <summary>The colour bar with the values at its ends and its middle.</summary>
    public static IEnumerable<Mark> Bar(CellGrid grid, Box box)
    {
        var step = box.Height / Shades;
        for (var shade = 0; shade < Shades; shade++)
        {
            var top = box.Bottom - (shade + 1) * step;
            yield return new AreasMark([[new(box.X, top), new(box.Right, top), new(box.Right, top + step), new(box.X, top + step)]],
                new Fill(Colour(shade)), null, "colour-bar", Crisp: true);
        }
        var scale = Scale.Fit(Axis.Linear("", grid.Low, grid.High), grid.Low, grid.High, box.Bottom, box.Y);
        foreach (var tick in scale.Ticks(55))
            yield return new TextMark(new(box.Right + 5, scale.At(tick.Value) + 4), tick.Label, 11, TextAnchor.Start, Palette.Ink);
        yield return new TextMark(new(box.X - 6, box.Y + box.Height / 2), grid.Name, 12, TextAnchor.Middle, Palette.Ink, Turned: true);
    }

    private static Rgb Colour(int shade) => Palette.Value(shade / (Shades - 1.0));

    private static int Shade(CellGrid grid, double value) => double.IsFinite(value)
        ? Math.Min(Shades - 1, (int)((value - grid.Low) / (grid.High - grid.Low) * Shades))
        : -1;

    private static void Rising(IReadOnlyList<double> edges, string which)
    {
        if (edges.Count < 2) throw new ArgumentException($"A grid needs two edges or more; {which} has {edges.Count}.", which);
        for (var i = 0; i < edges.Count; i++)
            if (!double.IsFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1]))
                throw new ArgumentException($"The edges of a grid must rise; {which}[{i}] is {edges[i]}.", which);
    }
}
