namespace Palermo.Analysis.Geo;

/// <summary>How much harder a kilometre is than on a plain track: multiplied where several hold.</summary>
/// <param name="Paved">On a paved road.</param>
/// <param name="Track">On a track or plain ground: the unit.</param>
/// <param name="Erg">In a sand sea.</param>
/// <param name="Mountain">In mountains.</param>
/// <param name="Patrolled">Where patrols stand, beside what the ground costs.</param>
/// <param name="NoWater">Farther than 200 km from water, beside what the ground costs.</param>
/// <remarks>Starting values to be calibrated, after the border-route rules of the project, section 4: they are nobody's measurement.</remarks>
public sealed record TerrainFactors(double Paved = .5, double Track = 1, double Erg = 3, double Mountain = 3, double Patrolled = 1.5, double NoWater = 2)
{
    /// <summary>The distance to water beyond which <see cref="NoWater"/> holds, metres.</summary>
    public const double FarFromWaterMetres = 200_000;
}

/// <summary>A window of the Earth in cells of equal degrees, each with the cost of a kilometre in it.</summary>
/// <remarks>Rows from the south, cells of a row from the west. Cells narrow towards the poles; their true widths are used. A window may lie over the date line.</remarks>
public sealed class CostGrid
{
    private readonly float[] _factor;

    private CostGrid(GeoBox box, double step, int rows, int columns, float[] factor) => (Box, Step, Rows, Columns, _factor) = (box, step, rows, columns, factor);

    /// <summary>Makes a grid by asking for each cell.</summary>
    /// <param name="box">The window; it is filled with whole cells from its south-west corner.</param>
    /// <param name="stepDegrees">Height and width of a cell, degrees.</param>
    /// <param name="factor">Cost of a kilometre at a place (the middle of a cell): above 0, or infinity where nobody can pass.</param>
    /// <exception cref="ArgumentException">More than 4 million cells, or a factor that is not above 0.</exception>
    public static CostGrid Build(GeoBox box, double stepDegrees, Func<double, double, double> factor)
    {
        if (!(stepDegrees > 0)) throw new ArgumentOutOfRangeException(nameof(stepDegrees), stepDegrees, "A step lies above 0.");
        var rows = Math.Max(1, (int)Math.Ceiling((box.North - box.South) / stepDegrees));
        var columns = Math.Max(1, (int)Math.Ceiling((box.East - box.West) / stepDegrees));
        if ((long)rows * columns > 4_000_000) throw new ArgumentException($"{rows} by {columns} cells are more than 4 million: take a larger step or a smaller window.", nameof(stepDegrees));
        var factors = new float[rows * columns];
        var grid = new CostGrid(box, stepDegrees, rows, columns, factors);
        for (var i = 0; i < factors.Length; i++)
        {
            var (lat, lon) = grid.Centre(i);
            var cost = factor(Math.Clamp(lat, -90, 90), lon);
            if (!(cost > 0)) throw new ArgumentException($"The cost of a kilometre at {lat}, {lon} is {cost}: it must be above 0.", nameof(factor));
            factors[i] = (float)cost;
        }
        return grid;
    }

    public GeoBox Box { get; }
    public double Step { get; }
    public int Rows { get; }
    public int Columns { get; }
    public int Count => _factor.Length;

    /// <summary>Cost of a kilometre in a cell.</summary>
    public double this[int cell] => _factor[cell];

    internal ReadOnlySpan<float> Factors => _factor;

    /// <summary>Middle of a cell; the longitude in the turn of the window.</summary>
    public (double Latitude, double Longitude) Centre(int cell) => (Box.South + (cell / Columns + .5) * Step, Box.West + (cell % Columns + .5) * Step);

    /// <summary>The cell of a place, or -1 outside the window.</summary>
    public int At(double latitude, double longitude)
    {
        var middle = Box.West + Columns * Step / 2;
        var lon = middle + Geodesy.LongitudeDifference(middle, longitude);
        var (row, column) = ((int)Math.Floor((latitude - Box.South) / Step), (int)Math.Floor((lon - Box.West) / Step));
        return row >= 0 && row < Rows && column >= 0 && column < Columns ? row * Columns + column : -1;
    }

    /// <summary>Area of a cell on the sphere, square metres.</summary>
    public double SquareMetres(int cell)
    {
        var (north, east) = Geodesy.MetresPerDegree(Centre(cell).Latitude);
        return north * Step * east * Step;
    }
}
