using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>A population estimated from two lists.</summary>
/// <param name="Population">Estimated number of people, seen or unseen; infinite when the lists share nobody (Lincoln-Petersen).</param>
/// <param name="Variance">Its estimated variance, or null where the method gives none.</param>
/// <param name="Observed">People on at least one list.</param>
/// <param name="Interval">Log-normal interval, never below the observed; null where there is no variance.</param>
/// <param name="Wald">The plain interval, which may fall below the observed; for comparison.</param>
public sealed record TwoListEstimate(double Population, double? Variance, long Observed, Interval? Interval, Interval? Wald)
{
    /// <summary>Standard error, in people.</summary>
    public double? StandardError => Variance is { } v ? Math.Sqrt(v) : null;
}

/// <summary>How many people there are, seen or unseen, from two lists that overlap.</summary>
/// <remarks>
/// Assumes a closed population in the period, perfect matching, independent lists and equal chance of being listed. Missed links
/// make the estimate too high, false links too low; where lists refer people to each other it is too low: use three
/// lists or more.
/// </remarks>
public static class TwoLists
{
    /// <summary>The classic ratio n1 n2 / m; biased upwards in small samples.</summary>
    /// <param name="first">People on the first list.</param>
    /// <param name="second">People on the second list.</param>
    /// <param name="both">People on both.</param>
    /// <exception cref="ArgumentOutOfRangeException">Counts that no two lists can have.</exception>
    public static TwoListEstimate LincolnPetersen(long first, long second, long both)
    {
        Check(first, second, both);
        var observed = first + second - both;
        var population = both == 0 ? (observed == 0 ? 0 : double.PositiveInfinity) : (double)first * second / both;
        return new TwoListEstimate(population, null, observed, null, null);
    }

    /// <summary>Chapman's nearly unbiased form, finite even when the lists share nobody.</summary>
    /// <remarks>
    /// Source: Chapman (1951), estimate; Seber (1970), variance; log-normal interval as in Chao (1987), on the unseen part.
    /// </remarks>
    /// <inheritdoc cref="LincolnPetersen" path="/param"/>
    /// <exception cref="ArgumentOutOfRangeException">Counts that no two lists can have.</exception>
    public static TwoListEstimate Chapman(long first, long second, long both, double level = 0.95)
    {
        Check(first, second, both);
        Interval.RequireLevel(level);
        double n1 = first, n2 = second, m = both;
        var population = (n1 + 1) * (n2 + 1) / (m + 1) - 1;
        var variance = (n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) * (m + 1) * (m + 2));
        var observed = first + second - both;
        var half = Quantiles.Normal(0.5 + level / 2) * Math.Sqrt(variance);
        return new TwoListEstimate(population, variance, observed, LogNormal(population, variance, observed, level),
            new Interval(population - half, population + half, level, "Wald"));
    }

    /// <summary>Interval [n + f0/C, n + f0 C] with f0 = N - n and C = exp(z sqrt(ln(1 + var/f0^2))).</summary>
    internal static Interval LogNormal(double population, double variance, long observed, double level)
    {
        var unseen = population - observed;
        if (!(unseen > 0)) return new Interval(observed, Math.Max(observed, population), level, "log-normal");
        var c = Math.Exp(Quantiles.Normal(0.5 + level / 2) * Math.Sqrt(Math.Log(1 + variance / (unseen * unseen))));
        return new Interval(observed + unseen / c, observed + unseen * c, level, "log-normal");
    }

    private static void Check(long first, long second, long both)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        if (both < 0 || both > Math.Min(first, second))
            throw new ArgumentOutOfRangeException(nameof(both), both, $"People on both lists lie from 0 to {Math.Min(first, second)}, the size of the shorter list.");
    }
}
