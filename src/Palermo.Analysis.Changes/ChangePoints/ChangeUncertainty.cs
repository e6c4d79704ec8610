namespace Palermo.Analysis.Changes;

/// <summary>How sure a change is: where it may lie, and how large it is.</summary>
/// <param name="Change">Index of the first point of the new segment.</param>
/// <param name="Earliest">First index where it may lie as well, the other changes held.</param>
/// <param name="Latest">Last such index.</param>
/// <param name="Ratio">Mean after over mean before; infinite after zeros; null for squares.</param>
/// <param name="RatioLow">Lower end of its interval.</param>
/// <param name="Gain">How much the cost rises when this change is taken out, penalty not counted: twice the log-likelihood ratio.</param>
public sealed record ChangeUncertainty(int Change, int Earliest, int Latest, double? Ratio, double? RatioLow, double? RatioHigh, double Gain)
{
    /// <summary>For each change of a split.</summary>
    /// <remarks>
    /// Places whose cost is at most -2 ln(1 - sqrt(level)) more are kept, 7.35 for 95 %: the likelihood of a place is a walk to both sides, not a parabola
    /// (Hansen 2000, Econometrica 68, for thresholds; the same limit). The ratio's interval is Wald's on the log scale, with the variance of the family. Cost: linear.
    /// </remarks>
    public static IReadOnlyList<ChangeUncertainty> Of(ReadOnlySpan<double> values, ReadOnlySpan<double> exposure, ChangePointResult split, double level = 0.95)
    {
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "The level of an interval lies between 0 and 1.");
        var found = new ChangeUncertainty[split.Changes.Count];
        var z = SpecialFunctions.NormalQuantile((1 + level) / 2);
        for (var j = 0; j < found.Length; j++)
        {
            Segment before = split.Segments[j], after = split.Segments[j + 1];
            var (earliest, latest, best, whole) = Places(values, exposure, split, before.From, after.To, split.Changes[j], -2 * Math.Log(1 - Math.Sqrt(level)));
            var (ratio, low, high) = split.Cost == ChangeCost.Gaussian ? (default(double?), default(double?), default(double?)) : RatioOf(before, after, split.Size, z);
            found[j] = new(split.Changes[j], earliest, latest, ratio, low, high, whole - best);
        }
        return found;
    }

    private static (int Earliest, int Latest, double Best, double Whole) Places(ReadOnlySpan<double> values, ReadOnlySpan<double> exposure, ChangePointResult split, int from, int to, int change, double within)
    {
        double allSum = 0, allExposure = 0, allSquares = 0;
        for (var i = from; i < to; i++) Add(values, exposure, i, ref allSum, ref allExposure, ref allSquares);
        var costs = new double[to - from];
        double sum = 0, e = 0, squares = 0;
        for (var i = from; i < to - 1; i++)
        {
            Add(values, exposure, i, ref sum, ref e, ref squares);
            costs[i + 1 - from] = ChangePoints.CostOf(split.Cost, sum, e, split.Size ?? 0, squares)
                + ChangePoints.CostOf(split.Cost, allSum - sum, allExposure - e, split.Size ?? 0, allSquares - squares);
        }
        var best = costs[change - from];
        var scale = split.Cost == ChangeCost.Gaussian ? Math.Max(1e-300, best / Math.Max(1, to - from - 2)) : 1;
        int earliest = change, latest = change;
        for (var c = 1; c < costs.Length; c++)
        {
            if ((costs[c] - best) / scale > within) continue;
            earliest = Math.Min(earliest, c + from);
            latest = Math.Max(latest, c + from);
        }
        return (earliest, latest, best, ChangePoints.CostOf(split.Cost, allSum, allExposure, split.Size ?? 0, allSquares));
    }

    private static void Add(ReadOnlySpan<double> values, ReadOnlySpan<double> exposure, int i, ref double sum, ref double all, ref double squares)
    {
        var e = exposure.IsEmpty ? 1 : exposure[i];
        sum += values[i];
        all += e;
        squares += values[i] * values[i] / e;
    }

    private static (double?, double?, double?) RatioOf(Segment before, Segment after, double? size, double z)
    {
        if (before.Sum <= 0 || after.Sum <= 0) return (before.Sum <= 0 ? double.PositiveInfinity : 0, before.Sum <= 0 ? null : 0, null);
        double Part(Segment s) => (1 + (size is { } k ? s.Mean / k : 0)) / s.Sum;
        double log = Math.Log(after.Mean / before.Mean), error = Math.Sqrt(Part(before) + Part(after));
        return (Math.Exp(log), Math.Exp(log - z * error), Math.Exp(log + z * error));
    }
}
