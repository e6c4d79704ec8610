namespace Palermo.Analysis.Estimation;

/// <summary>Poisson regression on any columns: for the few models whose terms are not sets of lists.</summary>
/// <remarks>Newton steps with Cholesky; the same certificate of existence as <see cref="LogLinearFitter"/>. Cost: cells times columns squared, a step.</remarks>
internal static class DensePoisson
{
    /// <summary>Fits log mean = rows times coefficients.</summary>
    /// <returns>Coefficients, and the variance of the first; null when no maximum was certified.</returns>
    public static (double[] Coefficients, double Variance)? Fit(double[][] rows, ReadOnlySpan<double> counts)
    {
        int p = rows[0].Length;
        var beta = new double[p];
        var information = new double[p, p];
        var score = new double[p];
        var eta = new double[rows.Length];
        var delta = new double[rows.Length];
        // First a weighted regression from means of count + 0.1, then Newton steps.
        for (var i = 0; i < rows.Length; i++) eta[i] = Math.Log(counts[i] + 0.1);
        var certified = false;
        for (var step = 0; step < 80; step++)
        {
            Array.Clear(information);
            Array.Clear(score);
            for (var i = 0; i < rows.Length; i++)
            {
                var mu = Math.Exp(Math.Min(eta[i], 100));
                var target = step == 0 ? mu * eta[i] + counts[i] - mu : counts[i] - mu;
                for (var a = 0; a < p; a++)
                {
                    if (rows[i][a] == 0) continue;
                    score[a] += rows[i][a] * target;
                    for (var b = 0; b <= a; b++) information[a, b] += mu * rows[i][a] * rows[i][b];
                }
            }
            if (!Factor(information, p)) return null;
            Solve(information, score, p);
            if (step == 0) score.CopyTo(beta, 0);
            double least = 0, most = 0;
            for (var i = 0; i < rows.Length; i++)
            {
                double d = 0;
                for (var a = 0; a < p; a++) d += rows[i][a] * score[a];
                delta[i] = step == 0 ? d - eta[i] : d;
                least = Math.Min(least, delta[i]);
                most = Math.Max(most, delta[i]);
            }
            if (step > 0 && least > -0.5) certified = true;
            var shrink = step > 0 && most > 4 ? 4 / most : 1;
            for (var i = 0; i < rows.Length; i++) eta[i] += shrink * delta[i];
            if (step > 0) for (var a = 0; a < p; a++) beta[a] += shrink * score[a];
            if (step > 0 && certified && Math.Max(most, -least) < 1e-9)
            {
                Array.Clear(score);
                score[0] = 1;
                Solve(information, score, p);
                return (beta, score[0]);
            }
        }
        return null;
    }

    private static bool Factor(double[,] a, int p)
    {
        for (var i = 0; i < p; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++) sum -= a[i, k] * a[j, k];
                if (j < i) a[i, j] = sum / a[j, j];
                else if (sum > 1e-13 * a[i, i]) a[i, i] = Math.Sqrt(sum);
                else return false;
            }
        return true;
    }

    private static void Solve(double[,] a, double[] x, int p)
    {
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < i; j++) x[i] -= a[i, j] * x[j];
            x[i] /= a[i, i];
        }
        for (var i = p - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < p; j++) x[i] -= a[j, i] * x[j];
            x[i] /= a[i, i];
        }
    }
}
