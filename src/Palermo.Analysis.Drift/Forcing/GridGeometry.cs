using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>Where the nodes of a grid lie: two axes, in degrees or in the metres of a map projection.</summary>
/// <remarks>Both axes increase. Evenly spaced axes are found by arithmetic, others by bisection.</remarks>
public sealed class GridGeometry
{
    private readonly double[] xs, ys;

    /// <param name="xs">Positions of the columns, increasing: degrees east, or metres when projected.</param>
    /// <param name="ys">Positions of the rows, increasing: degrees north, or metres when projected.</param>
    /// <param name="projection">The map projection of the axes; null when they are longitude and latitude.</param>
    /// <exception cref="DriftProblem">Fewer than two nodes on an axis, or an axis that does not increase.</exception>
    public GridGeometry(double[] xs, double[] ys, IMapProjection? projection = null)
    {
        CheckAxis(xs, "x");
        CheckAxis(ys, "y");
        (this.xs, this.ys, Projection) = (xs, ys, projection);
        Dx = (xs[^1] - xs[0]) / (xs.Length - 1);
        Dy = (ys[^1] - ys[0]) / (ys.Length - 1);
        IsEven = Even(xs, Dx) && Even(ys, Dy);
        // The last column plus one step is the first again: the grid goes round the world.
        IsGlobal = projection is null && Math.Abs(xs[^1] + Dx - xs[0] - 360) < Dx * 1e-3;
        if (projection is null && xs[^1] - xs[0] > 360 + Dx)
            throw new DriftProblem($"the longitudes of the grid span {xs[^1] - xs[0]:0.#} degrees, more than the world");
        if (projection is null && (ys[0] < -90.001 || ys[^1] > 90.001))
            throw new DriftProblem($"the latitudes of the grid run from {ys[0]} to {ys[^1]}, beyond a pole");
    }

    public int Columns => xs.Length;

    public int Rows => ys.Length;

    public double X0 => xs[0];

    public double Y0 => ys[0];

    /// <summary>Mean spacing of the columns.</summary>
    public double Dx { get; }

    /// <summary>Mean spacing of the rows.</summary>
    public double Dy { get; }

    public IMapProjection? Projection { get; }

    /// <summary>Evenly spaced on both axes.</summary>
    public bool IsEven { get; }

    /// <summary>The columns go round the world: after the last comes the first.</summary>
    public bool IsGlobal { get; }

    /// <summary>True when the fast path applies: even spacing in longitude and latitude.</summary>
    internal bool IsPlain => IsEven && Projection is null;

    /// <summary>Grid coordinates of a place, in columns and rows from the first node.</summary>
    /// <returns>False outside the grid.</returns>
    public bool TryLocate(double longitude, double latitude, out double column, out double row)
    {
        double x, y;
        if (Projection is null)
        {
            y = latitude;
            x = longitude - 360 * Math.Floor((longitude - xs[0]) / 360);
            // A grid that ends at 180 may be asked for -180, one turn less than its last column.
            if (!IsGlobal && x > xs[^1] && x - 360 >= xs[0] - 1e-9) x -= 360;
        }
        else
        {
            (x, y) = Projection.Forward(longitude, latitude);
        }

        column = Find(xs, x, Dx, IsEven);
        row = Find(ys, y, Dy, IsEven);
        var last = IsGlobal ? xs.Length : xs.Length - 1;
        if (IsGlobal && !IsEven && x > xs[^1]) column = xs.Length - 1 + (x - xs[^1]) / (xs[0] + 360 - xs[^1]);
        return column >= 0 && column <= last && row >= 0 && row <= ys.Length - 1;
    }

    private static double Find(double[] axis, double value, double spacing, bool even)
    {
        if (double.IsNaN(value)) return double.NaN;
        if (even) return (value - axis[0]) / spacing;
        if (value < axis[0]) return -1;
        if (value > axis[^1]) return axis.Length;
        var at = Array.BinarySearch(axis, value);
        if (at >= 0) return at;
        at = ~at - 1;
        return at + (value - axis[at]) / (axis[at + 1] - axis[at]);
    }

    private static bool Even(double[] axis, double spacing)
    {
        // Axes are often stored as floats: allow their rounding.
        var allowed = Math.Max(spacing * 1e-3, Math.Max(Math.Abs(axis[0]), Math.Abs(axis[^1])) * 1e-6);
        for (var i = 0; i < axis.Length; i++)
            if (Math.Abs(axis[0] + i * spacing - axis[i]) > allowed) return false;
        return true;
    }

    private static void CheckAxis(double[] axis, string name)
    {
        if (axis.Length < 2) throw new DriftProblem($"the {name} axis of the grid has {axis.Length} node; at least 2 are needed");
        for (var i = 0; i < axis.Length; i++)
        {
            if (!double.IsFinite(axis[i])) throw new DriftProblem($"the {name} axis of the grid has no value at node {i}");
            if (i > 0 && axis[i] <= axis[i - 1]) throw new DriftProblem($"the {name} axis of the grid does not increase at node {i}");
        }
    }
}
