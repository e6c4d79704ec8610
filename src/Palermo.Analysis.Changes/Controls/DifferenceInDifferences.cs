namespace Palermo.Analysis.Changes;

/// <summary>How counts in some areas changed against the comparison: a ratio of ratios.</summary>
/// <param name="Ratio">(A1/A0)/(C1/C0): 1 is no effect.</param>
/// <param name="LogError">Standard error of ln ratio.</param>
/// <param name="PValue">Two-sided, against 1.</param>
public sealed record EffectRatio(double Ratio, double Low, double High, double Level, double LogError, double PValue)
{
    /// <summary>True when the interval lies wholly on one side of 1.</summary>
    public bool Clear => Low > 1 || High < 1;

    internal static EffectRatio Of(double log, double error, double level, double freedom = double.PositiveInfinity)
    {
        var z = SpecialFunctions.StudentQuantile((1 + level) / 2, freedom);
        return new(Math.Exp(log), Math.Exp(log - z * error), Math.Exp(log + z * error), level, error, 2 * SpecialFunctions.StudentAbove(Math.Abs(log) / error, freedom));
    }
}

/// <summary>Poisson difference-in-differences from four counts, and the same by shuffling which areas were treated.</summary>
public static class DifferenceInDifferences
{
    /// <summary>The effect from four counts.</summary>
    /// <param name="dispersion">Variance over mean of the counts, 1 or more: widens the interval by its root.</param>
    /// <param name="freedom">Degrees of freedom of the dispersion where it was estimated from the same counts; without end when it is known.</param>
    /// <returns>Null when one of the counts is 0: the ratio cannot be estimated.</returns>
    /// <remarks>ln ratio = ln(A1/A0) - ln(C1/C0), standard error sqrt(dispersion·(1/A0 + 1/A1 + 1/C0 + 1/C1)). Takes for granted that without the control both would have changed alike.</remarks>
    public static EffectRatio? Of(double before, double after, double comparisonBefore, double comparisonAfter, double dispersion = 1, double level = 0.95, double freedom = double.PositiveInfinity)
    {
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "The level of an interval lies between 0 and 1.");
        if (!(dispersion > 0)) throw new ArgumentOutOfRangeException(nameof(dispersion), dispersion, "The dispersion is above 0.");
        if (!(freedom >= 1)) throw new ArgumentOutOfRangeException(nameof(freedom), freedom, "A dispersion is estimated with one degree of freedom or more.");
        if (before <= 0 || after <= 0 || comparisonBefore <= 0 || comparisonAfter <= 0) return null;
        var error = Math.Sqrt(dispersion * (1 / before + 1 / after + 1 / comparisonBefore + 1 / comparisonAfter));
        return EffectRatio.Of(Math.Log(after / before) - Math.Log(comparisonAfter / comparisonBefore), error, level, freedom);
    }

    /// <summary>How unusual the ratio is among all ways in which as many of the areas could have been treated.</summary>
    /// <param name="areas">Before and after of each area, the treated ones first.</param>
    /// <param name="treated">How many were.</param>
    /// <returns>The two-sided share of assignments with a ratio as far from 1, and how many assignments were looked at.</returns>
    /// <remarks>
    /// Randomisation inference (Fisher 1935; Rosenbaum 2002, ch. 2): all assignments when there are at most 20,000, else as many drawn
    /// at random and the real one. A count of 0 is taken as one half. The share cannot be below 1/assignments: with few areas it shows nothing.
    /// </remarks>
    public static Randomisation Randomise(ReadOnlySpan<(double Before, double After)> areas, int treated, ulong seed, int draws = 20_000)
    {
        if (treated < 1 || treated >= areas.Length) throw new ArgumentOutOfRangeException(nameof(treated), treated, $"Of {areas.Length} areas at least one is treated and one is not.");
        double b = 0, a = 0;
        foreach (var area in areas) { b += area.Before; a += area.After; }
        var chosen = new int[treated];
        for (var i = 0; i < treated; i++) chosen[i] = i;
        var seen = Math.Abs(LogRatio(areas, chosen, b, a)) * (1 - 1e-9);
        long asFar = 0, all = 0;
        if (Choices(areas.Length, treated) <= draws)
        {
            do
            {
                all++;
                if (Math.Abs(LogRatio(areas, chosen, b, a)) >= seen) asFar++;
            }
            while (Advance(chosen, areas.Length));
            return new((double)asFar / all, all, true);
        }
        var random = new SeededRandom(seed);
        var order = new int[areas.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < treated; i++)
            {
                var j = i + random.Below(order.Length - i);
                (order[i], order[j]) = (order[j], order[i]);
            }
            if (Math.Abs(LogRatio(areas, order.AsSpan(0, treated), b, a)) >= seen) asFar++;
        }
        return new((asFar + 1.0) / (draws + 1), draws + 1, false);
    }

    private static double LogRatio(ReadOnlySpan<(double Before, double After)> areas, ReadOnlySpan<int> treated, double before, double after)
    {
        double t0 = 0, t1 = 0;
        foreach (var i in treated) { t0 += areas[i].Before; t1 += areas[i].After; }
        static double Some(double x) => Math.Max(x, 0.5);
        return Math.Log(Some(t1) / Some(t0)) - Math.Log(Some(after - t1) / Some(before - t0));
    }

    private static double Choices(int n, int k)
    {
        double count = 1;
        for (var i = 0; i < k; i++) count = count * (n - i) / (i + 1);
        return count;
    }

    private static bool Advance(int[] chosen, int n)
    {
        var i = chosen.Length - 1;
        while (i >= 0 && chosen[i] == n - chosen.Length + i) i--;
        if (i < 0) return false;
        chosen[i]++;
        for (var j = i + 1; j < chosen.Length; j++) chosen[j] = chosen[j - 1] + 1;
        return true;
    }
}

/// <summary>What shuffling the treatment showed.</summary>
/// <param name="Assignments">Assignments looked at, the real one among them.</param>
/// <param name="Exact">True when they were all there are.</param>
public sealed record Randomisation(double PValue, long Assignments, bool Exact);
