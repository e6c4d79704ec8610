namespace Palermo.Analysis.Changes;

/// <summary>How much counts vary from one point to the next, beside what chance alone makes.</summary>
/// <param name="Ratio">Variance over mean: 1 for Poisson counts.</param>
/// <param name="Pairs">Neighbours compared.</param>
public sealed record Dispersion(double Ratio, int Pairs)
{
    /// <summary>From this ratio on a Poisson cost raises false alarms. Source: domain page border-routes 5.1.</summary>
    public const double Threshold = 1.5;

    /// <summary>The cost that suits the counts.</summary>
    public ChangeCost Recommended => Ratio > Threshold ? ChangeCost.NegativeBinomial : ChangeCost.Poisson;

    /// <summary>Share of the most different pairs left out, since changes of the rate are among them.</summary>
    private const double Trimmed = 0.1;

    /// <summary>So many pairs, evenly spread, are enough for three digits.</summary>
    private const int MostPairs = 20_000;

    /// <summary>Measures it.</summary>
    /// <param name="exposure">One a point, or empty for equal exposure.</param>
    /// <remarks>
    /// Of two neighbours with the same rate and together N, the first is binomial(N, e1/(e1+e2)); the square of its distance from
    /// the mean over its variance is 1 on average if the counts are Poisson, and about 1 + mean/size if negative binomial. Levels and
    /// changes of the rate cancel, but for the pairs that straddle a change: the tenth of pairs most different is left out and the rest
    /// scaled up. Slow waves (seasons) cancel too; drifting from point to point does not. Cost: one look at
    /// up to 20,000 pairs.
    /// </remarks>
    public static Dispersion Of(ReadOnlySpan<double> counts, ReadOnlySpan<double> exposure)
    {
        var step = 1 + counts.Length / MostPairs;
        var pairs = new double[Math.Max(0, (counts.Length - 1 + step - 1) / step)];
        var used = 0;
        for (var i = 1; i < counts.Length; i += step)
        {
            double a = counts[i - 1], both = a + counts[i];
            if (!(both > 0)) continue;
            double p = exposure.IsEmpty ? 0.5 : exposure[i - 1] / (exposure[i - 1] + exposure[i]), away = a - both * p;
            pairs[used++] = away * away / (both * p * (1 - p));
        }
        if (used == 0) return new(1, 0);
        Array.Sort(pairs, 0, used);
        var kept = used - (int)(used * Trimmed);
        double sum = 0;
        for (var i = 0; i < kept; i++) sum += pairs[i];
        return new(sum / kept / MeanOfLower((double)kept / used), used);
    }

    /// <summary>The mean of the lower share of a chi-square of one degree: 1 - 2·z·density(z)/share, where z cuts the normal on both sides.</summary>
    private static double MeanOfLower(double share)
    {
        if (share >= 1) return 1;
        var z = SpecialFunctions.NormalQuantile((1 + share) / 2);
        return 1 - 2 * z * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) / share;
    }
}
