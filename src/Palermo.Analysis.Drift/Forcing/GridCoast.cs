using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>Land from a mask on a grid: a place is land when the nearest node is.</summary>
/// <param name="mask">1 land, 0 sea, row by row; NaN counts as sea. Outside the grid there is sea.</param>
public sealed class GridCoast(GridGeometry grid, double[] mask, string source) : ICoast
{
    private readonly bool any = Array.Exists(mask, m => m > 0.5);

    public string Description => $"mask of {System.IO.Path.GetFileName(source)}, {grid.Columns} x {grid.Rows}";

    public bool IsLand(double latitude, double longitude)
    {
        if (!grid.TryLocate(longitude, latitude, out var column, out var row)) return false;
        var (c, r) = ((int)Math.Round(column), (int)Math.Round(row));
        return mask[r * grid.Columns + (c == grid.Columns ? 0 : c)] > 0.5;
    }

    public bool MayHoldLand(GeoBox box) => any;
}
