namespace Palermo.Analysis.Changes;

/// <summary>Small dense symmetric positive definite matrices, row by row: factor, solve, invert.</summary>
internal static class SymmetricMatrix
{
    /// <summary>Factors A into L·L' in place (lower triangle). False when it is not positive definite: a column repeats others.</summary>
    public static bool Factor(Span<double> a, int n)
    {
        for (var j = 0; j < n; j++)
        {
            var scale = a[j * n + j];
            var d = scale;
            for (var k = 0; k < j; k++) d -= a[j * n + k] * a[j * n + k];
            if (!(d > 1e-11 * Math.Abs(scale)) || !(d > 0)) return false;
            var root = Math.Sqrt(d);
            a[j * n + j] = root;
            for (var i = j + 1; i < n; i++)
            {
                var sum = a[i * n + j];
                for (var k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
                a[i * n + j] = sum / root;
            }
        }
        return true;
    }

    /// <summary>Solves L·L'·x = b in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++)
        {
            var sum = b[i];
            for (var k = 0; k < i; k++) sum -= factor[i * n + k] * b[k];
            b[i] = sum / factor[i * n + i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = b[i];
            for (var k = i + 1; k < n; k++) sum -= factor[k * n + i] * b[k];
            b[i] = sum / factor[i * n + i];
        }
    }

    /// <summary>The inverse of L·L'.</summary>
    public static double[] Inverse(ReadOnlySpan<double> factor, int n)
    {
        var inverse = new double[n * n];
        var column = new double[n];
        for (var j = 0; j < n; j++)
        {
            Array.Clear(column);
            column[j] = 1;
            Solve(factor, n, column);
            for (var i = 0; i < n; i++) inverse[i * n + j] = column[i];
        }
        return inverse;
    }
}
