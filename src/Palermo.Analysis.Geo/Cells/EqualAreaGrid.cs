namespace Palermo.Analysis.Geo;

/// <summary>A cell of an <see cref="EqualAreaGrid"/>.</summary>
/// <param name="Row">From the south pole, from 0.</param>
/// <param name="Column">From the date line eastwards, from 0.</param>
public readonly record struct GridCell(int Row, int Column);

/// <summary>Cells of equal area over the whole Earth: rows of equal height, in each as many columns as its length holds (sinusoidal).</summary>
/// <remarks>
/// row = floor((latitude + 90) / step), column = floor((longitude + 180) · cos(middle latitude of the row) / step). The last cell of a row,
/// at the date line, may be narrower: <see cref="SquareMetres"/> gives each cell's own area. Every call is O(1).
/// </remarks>
public sealed class EqualAreaGrid
{
    private const double Radian = Math.PI / 180;

    /// <param name="stepDegrees">Height of a row, degrees, above 0 and at most 90.</param>
    public EqualAreaGrid(double stepDegrees)
    {
        if (!(stepDegrees is > 0 and <= 90)) throw new ArgumentOutOfRangeException(nameof(stepDegrees), stepDegrees, "A step lies above 0 and at 90 degrees at most.");
        Step = stepDegrees;
        Rows = (int)Math.Ceiling(180 / stepDegrees);
    }

    /// <summary>Cells as large as the hexagons of an H3 resolution are on average.</summary>
    public static EqualAreaGrid OfResolution(int resolution) =>
        new(Math.Sqrt(CellSize.SquareKilometres(resolution)) / (Geodesy.MetresPerDegree(0).North / 1000));

    /// <summary>Height of a row, degrees.</summary>
    public double Step { get; }

    public int Rows { get; }

    /// <summary>Cells in a row, at least one.</summary>
    public int Columns(int row) => Math.Max(1, (int)Math.Ceiling(360 * Cosine(row) / Step - 1e-9));

    /// <summary>The cell of a place.</summary>
    /// <param name="longitude">Degrees east, in any turn.</param>
    public GridCell At(double latitude, double longitude)
    {
        if (!(Math.Abs(latitude) <= 90)) throw new ArgumentOutOfRangeException(nameof(latitude), latitude, "A latitude lies within -90 to 90.");
        var row = Math.Clamp((int)Math.Floor((latitude + 90) / Step), 0, Rows - 1);
        return new(row, ColumnAt(row, longitude));
    }

    internal int ColumnAt(int row, double longitude) =>
        Math.Clamp((int)Math.Floor((Geodesy.WrapLongitude(longitude) + 180) * Cosine(row) / Step), 0, Columns(row) - 1);

    /// <summary>Edges of a cell.</summary>
    public GeoBox Box(GridCell cell)
    {
        var south = -90 + cell.Row * Step;
        var width = Step / Cosine(cell.Row);
        return new(south, -180 + cell.Column * width, Math.Min(90, south + Step), cell.Column == Columns(cell.Row) - 1 ? 180 : -180 + (cell.Column + 1) * width);
    }

    /// <summary>Middle of a cell.</summary>
    public (double Latitude, double Longitude) Centre(GridCell cell)
    {
        var box = Box(cell);
        return ((box.South + box.North) / 2, (box.West + box.East) / 2);
    }

    /// <summary>Area of a cell on the sphere.</summary>
    public double SquareMetres(GridCell cell)
    {
        var box = Box(cell);
        return Geodesy.MeanRadiusMetres * Geodesy.MeanRadiusMetres * (box.East - box.West) * Radian * (Math.Sin(box.North * Radian) - Math.Sin(box.South * Radian));
    }

    private double Cosine(int row) => Math.Max(1e-6, Math.Cos(Math.Min(90, -90 + (row + .5) * Step) * Radian));
}
