namespace Palermo.Commitments.Borders;

/// <summary>Least squares with unknowns that cannot be negative.</summary>
internal static class NonNegativeLeastSquares
{
    /// <summary>The x of zero or more that makes |A x - b| least.</summary>
    /// <param name="a">Rows by columns, row after row.</param>
    /// <param name="b">One value a row.</param>
    /// <remarks>
    /// Active-set method of Lawson and Hanson, Solving Least Squares Problems (1974), ch. 23, with the inner problem solved by Householder
    /// reflections and, where columns depend on each other, the least weighty of them left at zero. O(rows · columns²) a step; at most three times
    /// as many steps as columns.
    /// </remarks>
    public static double[] Solve(double[] a, double[] b, int columns)
    {
        var rows = b.Length;
        if (a.Length != rows * columns) throw new ArgumentException($"{a.Length} entries do not make {rows} rows of {columns} columns.", nameof(a));
        var x = new double[columns];
        var passive = new bool[columns];
        var refused = new bool[columns];
        var residual = (double[])b.Clone();
        var tolerance = 1e-10 * Math.Max(1, a.Length == 0 ? 0 : a.Max(Math.Abs)) * Math.Max(1, b.Length == 0 ? 0 : b.Max(Math.Abs)) * Math.Max(rows, columns);
        for (var step = 0; step < 3 * columns + 3; step++)
        {
            var (best, at) = (tolerance, -1);
            for (var j = 0; j < columns; j++)
            {
                if (passive[j] || refused[j]) continue;
                double gradient = 0;
                for (var i = 0; i < rows; i++) gradient += a[i * columns + j] * residual[i];
                if (gradient > best) (best, at) = (gradient, j);
            }
            if (at < 0) break;
            passive[at] = true;
            var z = Least(a, b, columns, passive);
            // A column that the others already express would come in backwards: it stays out.
            if (z is null || z[at] <= 0)
            {
                passive[at] = false;
                refused[at] = true;
                continue;
            }
            Array.Clear(refused);
            while (Enumerable.Range(0, columns).Any(j => passive[j] && z[j] <= 0))
            {
                var alpha = 1.0;
                for (var j = 0; j < columns; j++)
                    if (passive[j] && z[j] <= 0) alpha = Math.Min(alpha, x[j] / (x[j] - z[j]));
                for (var j = 0; j < columns; j++)
                {
                    if (!passive[j]) continue;
                    x[j] += alpha * (z[j] - x[j]);
                    if (x[j] <= 1e-12) (x[j], passive[j]) = (0, false);
                }
                z = Least(a, b, columns, passive) ?? throw new InvalidOperationException("Columns that were independent before are not: the numbers are too far apart in size.");
            }
            z.CopyTo(x, 0);
            for (var i = 0; i < rows; i++)
            {
                residual[i] = b[i];
                for (var j = 0; j < columns; j++) residual[i] -= a[i * columns + j] * x[j];
            }
        }
        return x;
    }

    /// <summary>Least squares over some columns, zero for the others; null when these depend on each other.</summary>
    private static double[]? Least(double[] a, double[] b, int columns, bool[] use)
    {
        int[] taken = [.. Enumerable.Range(0, columns).Where(j => use[j])];
        int m = b.Length, n = taken.Length;
        if (n > m) return null;
        var q = new double[m * n];
        for (var i = 0; i < m; i++) for (var k = 0; k < n; k++) q[i * n + k] = a[i * columns + taken[k]];
        var y = (double[])b.Clone();
        var diagonal = new double[n];
        for (var k = 0; k < n; k++)
        {
            double norm = 0;
            for (var i = k; i < m; i++) norm += q[i * n + k] * q[i * n + k];
            norm = Math.Sqrt(norm);
            double whole = 0;
            for (var i = 0; i < m; i++) whole += a[i * columns + taken[k]] * a[i * columns + taken[k]];
            if (norm <= 1e-10 * Math.Sqrt(whole) || norm == 0) return null;
            diagonal[k] = q[k * n + k] > 0 ? -norm : norm;
            q[k * n + k] -= diagonal[k];
            double length = 0;
            for (var i = k; i < m; i++) length += q[i * n + k] * q[i * n + k];
            for (var c = k + 1; c <= n; c++)
            {
                double dot = 0;
                for (var i = k; i < m; i++) dot += q[i * n + k] * (c < n ? q[i * n + c] : y[i]);
                var scale = 2 * dot / length;
                for (var i = k; i < m; i++)
                {
                    if (c < n) q[i * n + c] -= scale * q[i * n + k];
                    else y[i] -= scale * q[i * n + k];
                }
            }
        }
        var x = new double[columns];
        for (var k = n - 1; k >= 0; k--)
        {
            var sum = y[k];
            for (var c = k + 1; c < n; c++) sum -= q[k * n + c] * x[taken[c]];
            x[taken[k]] = sum / diagonal[k];
        }
        return x;
    }
}
