using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift.Search;

/// <summary>The cloud counted in square cells of a frame around its mean, turned along its longer axis.</summary>
/// <remarks>Cells are numbered from the left rear corner: x to the right of the course, y along it.</remarks>
public sealed class SearchFrame
{
    private readonly double north, east;

    internal SearchFrame(double[] lon, double[] lat, double[] weight)
    {
        var cloud = CloudStatistics.Of(lon, lat, weight);
        (Latitude, Longitude) = (cloud.Latitude, cloud.Longitude);
        var (major, _, direction) = cloud.Ellipse();
        Course = direction;
        var perDegree = Geodesy.MetresPerDegree(Latitude, Drawing.EarthRadius);
        (north, east) = (perDegree.North / Geodesy.MetresPerNauticalMile, perDegree.East / Geodesy.MetresPerNauticalMile);
        // Three deviations to each side hold nearly all of it.
        CellNm = Math.Max(6 * major / 1.852 / Size, .05);
        P = new double[Size * Size];
        var (sin, cos) = Math.SinCos(Course * Math.PI / 180);
        var sum = 0.0;
        for (var i = 0; i < lon.Length; i++)
        {
            sum += weight[i];
            var (x, y) = Plane(lon[i], lat[i]);
            var (right, along) = (x * cos - y * sin, x * sin + y * cos);
            var (cx, cy) = ((int)Math.Floor(right / CellNm + Size / 2.0), (int)Math.Floor(along / CellNm + Size / 2.0));
            if (cx < 0 || cy < 0 || cx >= Size || cy >= Size) continue;
            P[cy * Size + cx] += weight[i];
        }

        for (var i = 0; i < P.Length; i++) P[i] /= sum;
        Prefix = Sums(P);
    }

    /// <summary>Cells along each side.</summary>
    public int Size => 36;

    public double Latitude { get; }

    public double Longitude { get; }

    /// <summary>Direction of the longer axis (degrees).</summary>
    public double Course { get; }

    /// <summary>Side of a cell.</summary>
    public double CellNm { get; }

    /// <summary>Probability of each cell, row by row from the rear left.</summary>
    public double[] P { get; }

    internal double[] Prefix { get; }

    /// <summary>Twice the cell number to NM from the middle: the sum of two edges gives the middle between them.</summary>
    internal double At(int twice) => (twice / 2.0 - Size / 2.0) * CellNm;

    internal (double East, double North) Plane(double longitude, double latitude) =>
        (Geodesy.LongitudeDifference(Longitude, longitude) * east, (latitude - Latitude) * north);

    internal (double Latitude, double Longitude) Place(double eastNm, double northNm) =>
        (Latitude + northNm / north, Geodesy.WrapLongitude(Longitude + eastNm / east));

    /// <summary>Sums of what earlier searches leave in each cell.</summary>
    internal double[] Left(IEnumerable<(int X0, int Y0, int X1, int Y1, double Pod)> searched)
    {
        var left = (double[])P.Clone();
        foreach (var (x0, y0, x1, y1, pod) in searched)
            for (var y = y0; y < y1; y++)
                for (var x = x0; x < x1; x++) left[y * Size + x] *= 1 - pod;
        return Sums(left);
    }

    internal double Sum(double[] prefix, int x0, int y0, int x1, int y1)
    {
        var w = Size + 1;
        return prefix[y1 * w + x1] - prefix[y0 * w + x1] - prefix[y1 * w + x0] + prefix[y0 * w + x0];
    }

    private double[] Sums(double[] p)
    {
        var w = Size + 1;
        var s = new double[w * w];
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++) s[(y + 1) * w + x + 1] = p[y * Size + x] + s[y * w + x + 1] + s[(y + 1) * w + x] - s[y * w + x];
        return s;
    }
}
