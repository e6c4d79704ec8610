namespace Palermo.Analysis.Changes;

/// <summary>A fitted log-linear model of counts.</summary>
/// <param name="Coefficients">One a column of the design.</param>
/// <param name="Covariance">Of the coefficients, from the model, row by row.</param>
/// <param name="Means">Fitted means.</param>
/// <param name="Size">Size of the negative binomial; infinite when the counts vary no more than chance.</param>
/// <param name="SizeError">Standard error of ln size; 0 when it is infinite.</param>
public sealed record CountFit(double[] Coefficients, double[] Covariance, double[] Means, double Size, double SizeError, double LogLikelihood)
{
    /// <summary>Standard error of a coefficient, from the model.</summary>
    public double Error(int column) => Math.Sqrt(Covariance[column * Coefficients.Length + column]);
}

/// <summary>Negative binomial regression: ln of the mean is linear, the variance is mean + mean²/size.</summary>
/// <remarks>
/// Coefficients by iteratively reweighted least squares, size by maximum likelihood, in turn (Hilbe 2011, Negative Binomial
/// Regression, ch. 8; as MASS::glm.nb does). Cost: rows times columns squared for each of about ten steps.
/// </remarks>
public static class CountRegression
{
    /// <summary>From this size on counts cannot be told from Poisson's.</summary>
    private const double Largest = 1e7;

    /// <summary>Fits it.</summary>
    /// <param name="design">Row by row, rows times columns.</param>
    /// <param name="offset">ln exposure of each row; empty for none.</param>
    /// <returns>The fit, or null when the design cannot be told apart (a column repeats others) or the steps do not settle.</returns>
    public static CountFit? Fit(ReadOnlySpan<double> design, int columns, ReadOnlySpan<double> counts, ReadOnlySpan<double> offset, bool poisson = false)
    {
        var rows = counts.Length;
        if (columns < 1 || design.Length != rows * columns) throw new ArgumentException($"A design of {rows} rows and {columns} columns has {rows * columns} figures, not {design.Length}.", nameof(design));
        if (!offset.IsEmpty && offset.Length != rows) throw new ArgumentException($"There are {offset.Length} offsets for {rows} rows.", nameof(offset));
        if (rows <= columns) return null;
        var means = new double[rows];
        var beta = new double[columns];
        var gram = new double[columns * columns];
        var right = new double[columns];
        for (var i = 0; i < rows; i++)
        {
            if (!(counts[i] >= 0 && double.IsFinite(counts[i]))) throw new ArgumentException($"Row {i + 1} has the count {counts[i]}: a count is 0 or more.", nameof(counts));
            means[i] = counts[i] + 0.5;
        }
        var size = double.PositiveInfinity;
        double before = double.NegativeInfinity, likelihood = 0;
        for (var step = 0; step < 200; step++)
        {
            Array.Clear(gram);
            Array.Clear(right);
            for (var i = 0; i < rows; i++)
            {
                var mean = means[i];
                double weight = mean / (1 + mean / size), response = Math.Log(mean) - (offset.IsEmpty ? 0 : offset[i]) + (counts[i] - mean) / mean;
                var row = design.Slice(i * columns, columns);
                for (var a = 0; a < columns; a++)
                {
                    if (row[a] == 0) continue;
                    var w = weight * row[a];
                    right[a] += w * response;
                    for (var b = 0; b <= a; b++) gram[a * columns + b] += w * row[b];
                }
            }
            if (!SymmetricMatrix.Factor(gram, columns)) return null;
            right.CopyTo(beta, 0);
            SymmetricMatrix.Solve(gram, columns, beta);
            for (var i = 0; i < rows; i++)
            {
                var eta = offset.IsEmpty ? 0 : offset[i];
                var row = design.Slice(i * columns, columns);
                for (var a = 0; a < columns; a++) eta += row[a] * beta[a];
                means[i] = Math.Exp(Math.Clamp(eta, -30, 30));
            }
            if (!poisson) size = BestSize(counts, means);
            likelihood = LogLikelihood(counts, means, size);
            if (Math.Abs(likelihood - before) < 1e-9 * (1 + Math.Abs(likelihood)))
                return new(beta, SymmetricMatrix.Inverse(gram, columns), means, size, SizeError(counts, means, size), likelihood);
            before = likelihood;
        }
        return null;
    }

    /// <summary>Covariance of the coefficients that holds when rows of a cluster hang together in any way: the sandwich, times G/(G-1).</summary>
    /// <remarks>Source: Liang and Zeger (1986), Biometrika 73. With fewer than about thirty clusters it is too small: use randomisation.</remarks>
    public static double[] Clustered(CountFit fit, ReadOnlySpan<double> design, ReadOnlySpan<double> counts, ReadOnlySpan<int> clusters)
    {
        var p = fit.Coefficients.Length;
        Dictionary<int, double[]> scores = [];
        for (var i = 0; i < counts.Length; i++)
        {
            if (!scores.TryGetValue(clusters[i], out var score)) scores[clusters[i]] = score = new double[p];
            var pull = (counts[i] - fit.Means[i]) / (1 + fit.Means[i] / fit.Size);
            for (var a = 0; a < p; a++) score[a] += design[i * p + a] * pull;
        }
        var middle = new double[p * p];
        foreach (var score in scores.Values)
            for (var a = 0; a < p; a++)
                for (var b = 0; b < p; b++) middle[a * p + b] += score[a] * score[b];
        var factor = scores.Count / Math.Max(1.0, scores.Count - 1);
        var half = Multiply(fit.Covariance, middle, p);
        var whole = Multiply(half, fit.Covariance, p);
        for (var i = 0; i < whole.Length; i++) whole[i] *= factor;
        return whole;
    }

    private static double[] Multiply(double[] a, double[] b, int n)
    {
        var c = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var k = 0; k < n; k++)
            {
                var x = a[i * n + k];
                if (x == 0) continue;
                for (var j = 0; j < n; j++) c[i * n + j] += x * b[k * n + j];
            }
        return c;
    }

    private static double LogLikelihood(ReadOnlySpan<double> counts, double[] means, double size)
    {
        double sum = 0;
        for (var i = 0; i < counts.Length; i++) sum += NegativeBinomial.LogProbability(counts[i], means[i], size);
        return sum;
    }

    /// <summary>Derivative of the log-likelihood by size.</summary>
    private static double Slope(ReadOnlySpan<double> counts, double[] means, double size)
    {
        double sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            double y = counts[i], m = means[i];
            sum += SpecialFunctions.Digamma(y + size) - SpecialFunctions.Digamma(size) + Math.Log(size / (size + m)) + (m - y) / (size + m);
        }
        return sum;
    }

    private static double BestSize(ReadOnlySpan<double> counts, double[] means)
    {
        double low = Math.Log(1e-3), high = Math.Log(Largest);
        if (Slope(counts, means, Largest) > 0) return double.PositiveInfinity;
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            if (Slope(counts, means, Math.Exp(middle)) > 0) low = middle; else high = middle;
        }
        return Math.Exp((low + high) / 2);
    }

    private static double SizeError(ReadOnlySpan<double> counts, double[] means, double size)
    {
        if (double.IsInfinity(size)) return 0;
        const double h = 1e-3;
        // Second derivative by ln size: that of the slope times size.
        double up = size * Math.Exp(h), down = size * Math.Exp(-h);
        var curve = (Slope(counts, means, up) * up - Slope(counts, means, down) * down) / (2 * h);
        return curve < 0 ? 1 / Math.Sqrt(-curve) : 1;
    }
}
