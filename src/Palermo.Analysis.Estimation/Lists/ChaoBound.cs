namespace Palermo.Analysis.Estimation;

/// <summary>Chao's lower bound of a population.</summary>
/// <param name="Population">At least so many people; infinite when nobody was seen twice (use the corrected form).</param>
/// <param name="Corrected">The bias-corrected form, always finite.</param>
/// <param name="Variance">Variance of <paramref name="Population"/>.</param>
/// <param name="Interval">Log-normal interval of <paramref name="Population"/>.</param>
public sealed record ChaoEstimate(double Population, double Corrected, double Variance, Interval Interval, long Observed, long Once, long Twice);

/// <summary>The lower bound for lists of different sizes.</summary>
/// <param name="Population">At least so many people.</param>
/// <param name="Interval">Interval of the bound, on the log of the unseen.</param>
public sealed record UnequalChaoEstimate(double Population, Interval Interval, long Observed);

/// <summary>Lower bounds that hold when people differ in how easily they are seen.</summary>
/// <remarks>
/// <para>The classic bound uses only how many people were seen by exactly one list (f1) and by exactly two (f2): N is at least
/// n + f1^2 / (2 f2). Source: Chao (1987), Biometrics 43, bound and variance; bias-corrected form f1(f1-1)/(2(f2+1)). It was made for many
/// occasions alike: with a few lists, or lists of different size, it lies above the truth even when lists are independent (workload
/// estimation-coverage), and is then no bound.</para>
/// <para><see cref="OfUnequalLists"/> is the floor for a few lists of different sizes. Lists that refer people to each other break both.</para>
/// </remarks>
public static class ChaoBound
{
    /// <summary>The bound from a table of lists.</summary>
    public static ChaoEstimate Of(CaptureTable table, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Of(table.Observed, table.SeenTimes(1), table.SeenTimes(2), level);
    }

    /// <summary>The bound for lists of different sizes.</summary>
    /// <remarks>
    /// Main effects of the lists, and a broken line in the number of lists beyond two that takes up what unequal chances add there; pieces
    /// that come out negative are left out, the most negative first. Source: Rivest and Baillargeon (2007), Biometrics 63, model Mth with
    /// Chao's bound, as in Rcapture. With two lists it is their ratio.
    /// </remarks>
    /// <returns>null when nothing bounds the population: too few people on two lists.</returns>
    public static UnequalChaoEstimate? OfUnequalLists(CaptureTable table, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        Interval.RequireLevel(level);
        int[] lists = [.. Enumerable.Range(0, table.Lists).Where(i => table.OnAll(1 << i) > 0)];
        if (table.Observed == 0 || table.SeenTimes(1) == table.Observed) return null;
        var most = Enumerable.Range(1, table.Lists).Last(k => table.SeenTimes(k) > 0);
        // Cells of lists that nobody is on are left out with the list.
        var empty = Enumerable.Range(0, table.Lists).Except(lists).Sum(i => 1 << i);
        int[] cells = [.. Enumerable.Range(1, table.Counts.Length - 1).Where(c => (c & empty) == 0)];
        double[] counts = [.. cells.Select(c => table.Counts[c])];
        var pieces = Enumerable.Range(1, Math.Max(0, most - 2)).ToList();
        while (true)
        {
            double[][] rows = [.. cells.Select(c =>
            {
                var seen = System.Numerics.BitOperations.PopCount((uint)c);
                return (double[])[1, .. lists.Select(i => (double)(c >> i & 1)), .. pieces.Select(j => (double)Math.Max(seen - j - 1, 0))];
            })];
            var fit = DensePoisson.Fit(rows, counts);
            if (fit is not var (beta, variance))
            {
                if (pieces.Count == 0) return null;
                pieces.RemoveAt(pieces.Count - 1);          // too sparse for its last piece
                continue;
            }
            var first = 1 + lists.Length;
            var lowest = Enumerable.Range(0, pieces.Count).Where(j => beta[first + j] < 0).OrderBy(j => beta[first + j]).Cast<int?>().FirstOrDefault();
            if (lowest is { } negative)
            {
                pieces.RemoveAt(negative);
                continue;
            }
            var half = Numerics.Quantiles.Normal(0.5 + level / 2) * Math.Sqrt(variance);
            return new UnequalChaoEstimate(table.Observed + Math.Exp(beta[0]),
                new Interval(table.Observed + Math.Exp(beta[0] - half), table.Observed + Math.Exp(beta[0] + half), level, "Wald on the log of the unseen"), table.Observed);
        }
    }

    /// <summary>The bound from the three counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts that cannot be: negative, or more once and twice than were seen at all.</exception>
    public static ChaoEstimate Of(long observed, long once, long twice, double level = 0.95)
    {
        Interval.RequireLevel(level);
        ArgumentOutOfRangeException.ThrowIfNegative(once);
        ArgumentOutOfRangeException.ThrowIfNegative(twice);
        if (observed < once + twice) throw new ArgumentOutOfRangeException(nameof(observed), observed, "More people were seen once and twice than were seen at all.");
        double n = observed, f1 = once, f2 = twice;
        var corrected = n + f1 * (f1 - 1) / (2 * (f2 + 1));
        if (once == 0) return new ChaoEstimate(n, n, 0, new Interval(n, n, level, "log-normal"), observed, once, twice);
        if (twice == 0)
            return new ChaoEstimate(double.PositiveInfinity, corrected, double.PositiveInfinity,
                new Interval(n, double.PositiveInfinity, level, "log-normal"), observed, once, twice);
        var r = f1 / f2;
        var bound = n + f1 * f1 / (2 * f2);
        var variance = f2 * (r * r / 2 + r * r * r + r * r * r * r / 4);
        return new ChaoEstimate(bound, corrected, variance, TwoLists.LogNormal(bound, variance, observed, level), observed, once, twice);
    }
}
