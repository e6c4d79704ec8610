namespace Palermo.Analysis.Matching;

/// <summary>Observed comparison vectors with their counts: what EM learns from.</summary>
/// <param name="Levels">Levels per vector, one row a vector, one byte a comparison; 255 is missing.</param>
/// <param name="Counts">How many pairs have each vector.</param>
/// <param name="LevelCounts">Number of levels of each comparison.</param>
public sealed record LevelPatterns(byte[] Levels, long[] Counts, int[] LevelCounts)
{
    /// <summary>Number of comparisons.</summary>
    public int Comparisons => LevelCounts.Length;

    internal ReadOnlySpan<byte> Row(int pattern) => Levels.AsSpan(pattern * Comparisons, Comparisons);
}

/// <summary>What EM found.</summary>
/// <param name="Prior">Share of pairs that match (lambda).</param>
/// <param name="M">m by comparison and level.</param>
/// <param name="U">u by comparison and level.</param>
/// <param name="LogLikelihoods">Natural log-likelihood of the parameters that entered each iteration; never decreases without pseudo-counts.</param>
/// <param name="Converged">False when the limit of iterations was reached first.</param>
public sealed record EmResult(double Prior, double[][] M, double[][] U, IReadOnlyList<double> LogLikelihoods, bool Converged)
{
    /// <summary>Number of iterations made.</summary>
    public int Iterations => LogLikelihoods.Count;
}

/// <summary>Estimates m, u and the prior from comparison vectors alone, by expectation and maximisation.</summary>
/// <remarks>Source: Dempster, Laird and Rubin (1977); Winkler (1988); steps and stopping rule of entity-matching 1.3. Cost: vectors times comparisons an iteration.</remarks>
public static class ExpectationMaximisation
{
    /// <summary>Most levels a comparison may have.</summary>
    public const int MaxLevels = 32;

    /// <summary>Fits the model.</summary>
    /// <param name="prior">Start of lambda, 0 to 1.</param>
    /// <param name="m">Start of m by comparison and level.</param>
    /// <param name="u">Start of u, or its fixed value.</param>
    /// <param name="fixU">True to hold u, as when it was estimated from random pairs.</param>
    /// <param name="pseudoCounts">Imagined pairs that have the starting m, which steady the estimate on little data; 0 for plain EM.</param>
    /// <param name="tolerance">Stops when no parameter changes by more.</param>
    /// <exception cref="ArgumentException">Fewer than two comparisons with data, or no pair at all.</exception>
    public static EmResult Fit(LevelPatterns patterns, double prior, double[][] m, double[][] u, bool fixU,
        double pseudoCounts = 0, double tolerance = 1e-6, int maxIterations = 500)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(m);
        ArgumentNullException.ThrowIfNull(u);
        var total = patterns.Counts.Sum();
        if (total == 0) throw new ArgumentException("no pair to learn from", nameof(patterns));
        var start = m;
        m = Copy(m);
        u = Copy(u);
        var history = new List<double>();
        var weights = new double[patterns.Counts.Length];
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            history.Add(Expect(patterns, prior, m, u, weights));
            var change = Maximise(patterns, weights, total, start, pseudoCounts, fixU, ref prior, m, u);
            if (change < tolerance) return Guarded(prior, m, u, history, true, fixU);
        }
        return Guarded(prior, m, u, history, false, fixU);
    }

    /// <summary>The chance that a pair with this vector matches.</summary>
    public static double Posterior(ReadOnlySpan<byte> levels, double prior, double[][] m, double[][] u)
    {
        ArgumentNullException.ThrowIfNull(m);
        ArgumentNullException.ThrowIfNull(u);
        double match = prior, other = 1 - prior;
        for (var k = 0; k < levels.Length; k++)
        {
            if (levels[k] == Comparer.Missing) continue;
            match *= m[k][levels[k]];
            other *= u[k][levels[k]];
        }
        return match + other > 0 ? match / (match + other) : 0;
    }

    private static double Expect(LevelPatterns patterns, double prior, double[][] m, double[][] u, double[] weights)
    {
        var likelihood = 0.0;
        for (var g = 0; g < weights.Length; g++)
        {
            double match = prior, other = 1 - prior;
            var row = patterns.Row(g);
            for (var k = 0; k < row.Length; k++)
            {
                if (row[k] == Comparer.Missing) continue;
                match *= m[k][row[k]];
                other *= u[k][row[k]];
            }
            var sum = match + other;
            weights[g] = sum > 0 ? match / sum : 0;
            likelihood += patterns.Counts[g] * Math.Log(Math.Max(sum, double.Epsilon));
        }
        return likelihood;
    }

    private static double Maximise(LevelPatterns patterns, double[] weights, long total, double[][] start, double pseudo, bool fixU,
        ref double prior, double[][] m, double[][] u)
    {
        var change = 0.0;
        var matched = 0.0;
        for (var g = 0; g < weights.Length; g++) matched += weights[g] * patterns.Counts[g];
        change = Math.Max(change, Math.Abs(prior - matched / total));
        prior = Math.Clamp(matched / total, 1e-12, 1 - 1e-12);
        Span<double> ofMatch = stackalloc double[MaxLevels], ofOther = stackalloc double[MaxLevels];
        for (var k = 0; k < patterns.Comparisons; k++)
        {
            var levels = patterns.LevelCounts[k];
            ofMatch.Clear();
            ofOther.Clear();
            double sumMatch = 0, sumOther = 0;
            for (var g = 0; g < weights.Length; g++)
            {
                var level = patterns.Levels[g * patterns.Comparisons + k];
                if (level == Comparer.Missing) continue;
                var match = patterns.Counts[g] * weights[g];
                ofMatch[level] += match;
                ofOther[level] += patterns.Counts[g] - match;
                sumMatch += match;
                sumOther += patterns.Counts[g] - match;
            }
            for (var l = 0; l < levels; l++)
            {
                if (sumMatch + pseudo > 0) change = Math.Max(change, Set(ref m[k][l], (ofMatch[l] + pseudo * start[k][l]) / (sumMatch + pseudo)));
                if (!fixU && sumOther > 0) change = Math.Max(change, Set(ref u[k][l], ofOther[l] / sumOther));
            }
        }
        return change;
    }

    private static double Set(ref double target, double value)
    {
        var change = Math.Abs(target - value);
        target = value;
        return change;
    }

    /// <summary>The two classes are only named by the start: where matches agree less than others, the names were swapped on the way.</summary>
    private static EmResult Guarded(double prior, double[][] m, double[][] u, List<double> history, bool converged, bool fixU)
    {
        var swapped = !fixU && m.Where((levels, k) => levels[0] < u[k][0]).Count() * 2 > m.Length;
        return swapped ? new(1 - prior, u, m, history, converged) : new(prior, m, u, history, converged);
    }

    private static double[][] Copy(double[][] rates) => [.. rates.Select(r => (double[])r.Clone())];
}
