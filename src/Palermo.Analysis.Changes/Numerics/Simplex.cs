namespace Palermo.Analysis.Changes;

/// <summary>Finds the least of a function of a few numbers without derivatives.</summary>
internal static class Simplex
{
    internal delegate double Function(ReadOnlySpan<double> at);

    /// <summary>The simplex of Nelder and Mead (1965), Computer Journal 7, with its usual coefficients.</summary>
    public static double[] Minimise(Function f, double[] start, double step = 0.5, int most = 600)
    {
        var n = start.Length;
        var points = new double[n + 1][];
        var values = new double[n + 1];
        for (var i = 0; i <= n; i++)
        {
            points[i] = (double[])start.Clone();
            if (i > 0) points[i][i - 1] += step;
            values[i] = f(points[i]);
        }
        for (var round = 0; round < most; round++)
        {
            Array.Sort(values, points);
            if (values[n] - values[0] < 1e-9 * (1 + Math.Abs(values[0]))) break;
            var centre = new double[n];
            for (var i = 0; i < n; i++) for (var j = 0; j < n; j++) centre[j] += points[i][j] / n;
            double[] Along(double by)
            {
                var at = new double[n];
                for (var j = 0; j < n; j++) at[j] = centre[j] + by * (points[n][j] - centre[j]);
                return at;
            }
            var mirrored = Along(-1);
            var value = f(mirrored);
            if (value < values[0])
            {
                var further = Along(-2);
                var furtherValue = f(further);
                (points[n], values[n]) = furtherValue < value ? (further, furtherValue) : (mirrored, value);
                continue;
            }
            if (value < values[n - 1]) { (points[n], values[n]) = (mirrored, value); continue; }
            var nearer = Along(value < values[n] ? -0.5 : 0.5);
            var nearerValue = f(nearer);
            if (nearerValue < Math.Min(value, values[n])) { (points[n], values[n]) = (nearer, nearerValue); continue; }
            for (var i = 1; i <= n; i++)
            {
                for (var j = 0; j < n; j++) points[i][j] = points[0][j] + 0.5 * (points[i][j] - points[0][j]);
                values[i] = f(points[i]);
            }
        }
        return points[Array.IndexOf(values, values.Min())];
    }

    /// <summary>Second derivatives by central differences, row by row; null where they are not finite.</summary>
    public static double[]? Curvature(Function f, double[] at)
    {
        const double h = 1e-3;
        var n = at.Length;
        var matrix = new double[n * n];
        double Moved(int i, double di, int j, double dj)
        {
            var moved = (double[])at.Clone();
            moved[i] += di;
            moved[j] += dj;
            return f(moved);
        }
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
                matrix[i * n + j] = matrix[j * n + i] = (Moved(i, h, j, h) - Moved(i, h, j, -h) - Moved(i, -h, j, h) + Moved(i, -h, j, -h)) / (4 * h * h);
        return Array.TrueForAll(matrix, double.IsFinite) ? matrix : null;
    }
}
