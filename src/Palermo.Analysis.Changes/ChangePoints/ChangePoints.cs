namespace Palermo.Analysis.Changes;

/// <summary>Finds where the rate of a series changed: the split of least cost, each change having a price.</summary>
/// <remarks>
/// The answer is exact: no other split costs less. See <see cref="FunctionalPruning{TFamily}"/> for the method and its cost; a
/// million points take about a tenth of a second. A change found is a change of counts: it may be one of patrols, of recording or of
/// the season.
/// </remarks>
public static class ChangePoints
{
    /// <summary>Rounds in which size and split of a negative binomial are found in turn.</summary>
    private const int MostRounds = 10;
    /// <summary>So many neighbours, evenly spread, are enough to know the variance.</summary>
    private const int MostPairs = 20_000;

    /// <summary>The best split of a series.</summary>
    /// <param name="values">Counts of 0 or more; any finite figures for squares.</param>
    /// <param name="exposure">What each count was taken over (patrol hours, days), above 0; empty for equal exposure.</param>
    /// <exception cref="ArgumentException">Fewer points than a segment needs, figures that cannot be counts, exposure of another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Penalty, least segment or size outside their range.</exception>
    public static ChangePointResult Find(ReadOnlySpan<double> values, ReadOnlySpan<double> exposure = default, ChangeOptions? options = null)
    {
        options ??= new();
        Check(values, exposure, options);
        var dispersion = options.Cost == ChangeCost.Gaussian ? null : Dispersion.Of(values, exposure);
        var penalty = options.Penalty ?? DefaultPenalty(values, exposure, options.Cost);
        if (options.Cost != ChangeCost.NegativeBinomial || options.Size is not null)
            return Split(values, exposure, options, penalty, options.Size, dispersion);
        var size = NegativeBinomialSize.Start(values, exposure, dispersion!);
        ChangePointResult? found = null;
        for (var round = 0; round < MostRounds; round++)
        {
            var next = Split(values, exposure, options, penalty, size, dispersion);
            if (found is not null && next.Changes.SequenceEqual(found.Changes)) return next;
            found = next;
            size = NegativeBinomialSize.Within(values, exposure, next.Segments);
        }
        return found!;
    }

    /// <summary>The cost of one run of points as the domain page writes it, without penalty.</summary>
    /// <param name="size">Size of the negative binomial for each unit of exposure.</param>
    /// <param name="squares">Sum of value²/exposure, for squares.</param>
    internal static double CostOf(ChangeCost cost, double sum, double exposure, double size = 0, double squares = 0) => cost switch
    {
        ChangeCost.Poisson => sum <= 0 ? 0 : 2 * (sum - sum * Math.Log(sum / exposure)),
        ChangeCost.NegativeBinomial => sum <= 0 ? 0
            : -2 * (size * exposure * Math.Log(size / (size + sum / exposure)) + sum * Math.Log(sum / exposure / (size + sum / exposure))),
        _ => squares - sum * sum / exposure,
    };

    private static ChangePointResult Split(ReadOnlySpan<double> values, ReadOnlySpan<double> exposure, ChangeOptions options, double penalty, double? size, Dispersion? dispersion)
    {
        var n = values.Length;
        double total = 0, whole = 0, squares = 0, lowest = double.PositiveInfinity, highest = double.NegativeInfinity, least = double.PositiveInfinity;
        for (var i = 0; i < n; i++)
        {
            double e = exposure.IsEmpty ? 1 : exposure[i], y = values[i], rate = exposure.IsEmpty ? y : y / e;
            total += y;
            whole += e;
            if (rate < lowest) lowest = rate;
            if (rate > highest) highest = rate;
            if (y > 0 && y < least) least = y;
        }
        var mean = total / whole;
        for (var i = 0; i < n && options.Cost == ChangeCost.Gaussian; i++)
        {
            double e = exposure.IsEmpty ? 1 : exposure[i], away = values[i] - mean * e;
            squares += away * away / e;
        }
        // One rate throughout, or nothing at all: there is nothing to split.
        var last = new int[n + 1];
        if (highest > lowest && n >= 2 * options.MinSegment)
        {
            ReadOnlySpan<double> exposures = exposure.IsEmpty ? [1.0] : exposure;
            if (options.Cost == ChangeCost.Gaussian)
            {
                var spread = Math.Sqrt(squares / whole);
                double from = (lowest - mean) / spread, to = (highest - mean) / spread;
                new FunctionalPruning<GaussianFamily>(new(), penalty / (spread * spread), from, from, to).Run(exposures, values, new(1, mean, 1 / spread), options.MinSegment, last);
            }
            else
            {
                // A segment of zeros has rate 0, which has no logarithm: so low a rate costs the same.
                var floor = lowest > 0 ? lowest / mean : 1e-12 * least / total;
                var scale = new RateScale(mean, 0, 1);
                if (options.Cost == ChangeCost.Poisson)
                    new FunctionalPruning<PoissonFamily>(new(), penalty, floor, 0, highest / mean).Run(exposures, values, scale, options.MinSegment, last);
                else
                    new FunctionalPruning<NegativeBinomialFamily>(new(size!.Value / mean), penalty, floor, 0, highest / mean).Run(exposures, values, scale, options.MinSegment, last);
            }
        }
        List<int> changes = [];
        for (var t = last[n]; t > 0; t = last[t]) changes.Add(t);
        changes.Reverse();
        return Describe(values, exposure, options.Cost, changes, penalty, size, dispersion);
    }

    internal static ChangePointResult Describe(ReadOnlySpan<double> values, ReadOnlySpan<double> exposure, ChangeCost cost, List<int> changes, double penalty, double? size, Dispersion? dispersion)
    {
        var segments = new Segment[changes.Count + 1];
        var objective = penalty * changes.Count;
        for (var j = 0; j < segments.Length; j++)
        {
            int from = j == 0 ? 0 : changes[j - 1], to = j == changes.Count ? values.Length : changes[j];
            double sum = 0, e = exposure.IsEmpty ? to - from : 0, squares = 0;
            for (var i = from; i < to; i++)
            {
                sum += values[i];
                if (!exposure.IsEmpty) e += exposure[i];
            }
            var mean = sum / e;
            for (var i = from; i < to && cost == ChangeCost.Gaussian; i++)
            {
                double each = exposure.IsEmpty ? 1 : exposure[i], away = values[i] - mean * each;
                squares += away * away / each;
            }
            segments[j] = new(from, to, sum, e, mean);
            objective += cost == ChangeCost.Gaussian ? squares : CostOf(cost, sum, e, size ?? 0);
        }
        return new(changes, segments, objective, cost, penalty, cost == ChangeCost.NegativeBinomial ? size : null, dispersion);
    }

    private static double DefaultPenalty(ReadOnlySpan<double> values, ReadOnlySpan<double> exposure, ChangeCost cost)
    {
        var penalty = 2 * Math.Log(values.Length);
        if (cost != ChangeCost.Gaussian || values.Length < 2) return penalty;
        // Half the median square of differences between neighbours, which a few changes do not move; 0.454936 is the median of a
        // chi-square of one degree.
        var step = 1 + values.Length / MostPairs;
        var squares = new double[(values.Length - 1 + step - 1) / step];
        for (int i = 1, at = 0; i < values.Length; i += step, at++)
        {
            double a = exposure.IsEmpty ? 1 : exposure[i - 1], b = exposure.IsEmpty ? 1 : exposure[i], away = values[i] / b - values[i - 1] / a;
            squares[at] = away * away / (1 / a + 1 / b);
        }
        Array.Sort(squares);
        var variance = squares[squares.Length / 2] / 0.454936;
        return variance > 0 ? penalty * variance : penalty;
    }

    private static void Check(ReadOnlySpan<double> values, ReadOnlySpan<double> exposure, ChangeOptions options)
    {
        if (options.MinSegment < 1) throw new ArgumentOutOfRangeException(nameof(options), options.MinSegment, "A segment has at least 1 point.");
        if (options.Penalty is { } penalty && !(penalty > 0 && double.IsFinite(penalty)))
            throw new ArgumentOutOfRangeException(nameof(options), penalty, "The penalty of a change is a finite number above 0.");
        if (options.Size is { } size && !(size > 0 && double.IsFinite(size)))
            throw new ArgumentOutOfRangeException(nameof(options), size, "The size of a negative binomial is a finite number above 0.");
        if (values.Length < options.MinSegment)
            throw new ArgumentException($"The series has {values.Length} points, fewer than one segment of {options.MinSegment}.", nameof(values));
        if (!exposure.IsEmpty && exposure.Length != values.Length)
            throw new ArgumentException($"There are {exposure.Length} exposures for {values.Length} points.", nameof(exposure));
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]) || (values[i] < 0 && options.Cost != ChangeCost.Gaussian))
                throw new ArgumentException($"Point {i + 1} is {values[i]}: {(options.Cost == ChangeCost.Gaussian ? "a figure must be finite" : "a count is 0 or more")}.", nameof(values));
        for (var i = 0; i < exposure.Length; i++)
            if (!(exposure[i] > 0 && double.IsFinite(exposure[i])))
                throw new ArgumentException($"Point {i + 1} has exposure {exposure[i]}: it must be above 0.", nameof(exposure));
    }
}
