namespace Palermo.Analysis.Estimation;

/// <summary>Chao's lower bound of a population.</summary>
/// <param name="Population">At least so many people; infinite when nobody was seen twice (use the corrected form).</param>
/// <param name="Corrected">The bias-corrected form, always finite.</param>
/// <param name="Variance">Variance of <paramref name="Population"/>.</param>
/// <param name="Interval">Log-normal interval of <paramref name="Population"/>.</param>
public sealed record ChaoEstimate(double Population, double Corrected, double Variance, Interval Interval, long Observed, long Once, long Twice);

/// <summary>A lower bound that holds when people differ in how easily they are seen.</summary>
/// <remarks>
/// Uses only how many people were seen by exactly one list (f1) and by exactly two (f2): N is at least n + f1^2 / (2 f2). It is
/// the honest floor when other estimates disagree; lists that refer to each other break it. Source: Chao (1987),
/// Biometrics 43, bound and variance; bias-corrected form f1(f1-1)/(2(f2+1)).
/// </remarks>
public static class ChaoBound
{
    /// <summary>The bound from a table of lists.</summary>
    public static ChaoEstimate Of(CaptureTable table, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Of(table.Observed, table.SeenTimes(1), table.SeenTimes(2), level);
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
