namespace Palermo.Analysis.Changes;

/// <summary>Estimates the size of negative binomial counts whose rate changes now and then.</summary>
internal static class NegativeBinomialSize
{
    /// <summary>Where counts vary no more than chance, the size is so large that the cost is Poisson's.</summary>
    private const double MostTimesMean = 1e6;

    /// <summary>A first size, from the dispersion between neighbours: 1 + mean/size.</summary>
    public static double Start(ReadOnlySpan<double> counts, ReadOnlySpan<double> exposure, Dispersion dispersion)
    {
        double total = 0, whole = 0;
        for (var i = 0; i < counts.Length; i++) { total += counts[i]; whole += exposure.IsEmpty ? 1 : exposure[i]; }
        var mean = Math.Max(total / whole, 1e-9);
        return dispersion.Ratio <= 1 + 1 / MostTimesMean ? mean * MostTimesMean : mean / (dispersion.Ratio - 1);
    }

    /// <summary>The size at which the squares about the means of the segments are what they should be: Pearson's sum equals the degrees left.</summary>
    /// <remarks>Bisection on 1/size; sixty rounds over the points.</remarks>
    public static double Within(ReadOnlySpan<double> counts, ReadOnlySpan<double> exposure, IReadOnlyList<Segment> segments)
    {
        var free = counts.Length - segments.Count;
        double highest = 0;
        foreach (var segment in segments) highest = Math.Max(highest, segment.Mean);
        if (free <= 0 || highest <= 0) return Math.Max(highest, 1) * MostTimesMean;
        double low = 1 / (highest * MostTimesMean), high = 1e6 / highest;
        if (Pearson(counts, exposure, segments, low) <= free) return 1 / low;
        for (var round = 0; round < 60; round++)
        {
            var middle = Math.Sqrt(low * high);
            if (Pearson(counts, exposure, segments, middle) > free) low = middle; else high = middle;
        }
        return 1 / Math.Sqrt(low * high);
    }

    private static double Pearson(ReadOnlySpan<double> counts, ReadOnlySpan<double> exposure, IReadOnlyList<Segment> segments, double inverse)
    {
        double sum = 0;
        foreach (var segment in segments)
        {
            if (segment.Mean <= 0) continue;
            double part = 0;
            for (var i = segment.From; i < segment.To; i++)
            {
                double e = exposure.IsEmpty ? 1 : exposure[i], away = counts[i] - segment.Mean * e;
                part += away * away / e;
            }
            sum += part / (segment.Mean * (1 + segment.Mean * inverse));
        }
        return sum;
    }
}
