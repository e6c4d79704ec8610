namespace Palermo.Analysis.Estimation;

/// <summary>Whether the largest contributors to a sum of money could be worked out from it.</summary>
/// <remarks>Source: Hundepool et al. (2012), Statistical Disclosure Control, 4.2; the house's limits in the domain page, 3.3.</remarks>
public static class Dominance
{
    /// <summary>The (n, k) rule: unsafe when the n largest make more than k of the total.</summary>
    /// <param name="contributions">What each contributor adds, 0 or more.</param>
    public static bool IsDominated(ReadOnlySpan<decimal> contributions, int largest = 2, decimal share = 0.85m)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, 1);
        if (share is <= 0 or >= 1) throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        var sorted = Sorted(contributions);
        return sorted.Take(largest).Sum() > share * sorted.Sum();
    }

    /// <summary>The p % rule: unsafe when the second largest, who knows his own part, can tell the largest to within p %.</summary>
    public static bool IsTooClose(ReadOnlySpan<decimal> contributions, decimal percent = 10)
    {
        if (percent is <= 0 or > 100) throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage lies above 0 and up to 100.");
        var sorted = Sorted(contributions);
        if (sorted.Length == 0 || sorted[0] == 0) return false;
        return sorted.Skip(2).Sum() < percent / 100 * sorted[0];
    }

    private static decimal[] Sorted(ReadOnlySpan<decimal> contributions)
    {
        var sorted = contributions.ToArray();
        foreach (var c in sorted) if (c < 0) throw new ArgumentOutOfRangeException(nameof(contributions), c, "A contribution is 0 or more.");
        Array.Sort(sorted, (a, b) => b.CompareTo(a));
        return sorted;
    }
}
