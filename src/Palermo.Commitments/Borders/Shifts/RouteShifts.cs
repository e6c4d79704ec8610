using Palermo.Analysis.Changes;

namespace Palermo.Commitments.Borders;

/// <summary>How shifts are looked for.</summary>
/// <param name="Penalty">Price of a change; null: 3 ln n.</param>
/// <param name="MinMonths">Least months at a level.</param>
internal sealed record ShiftOptions(double? Penalty = null, int MinMonths = 3);

/// <summary>A change of the level of a series: what an analyst is alerted to.</summary>
/// <param name="Index">Month in which the new level begins, as index of the series.</param>
/// <param name="Earliest">Month as early as which it may have begun (95 %).</param>
/// <param name="Before">Level before, a month, with the wave of the year taken out; for each hour when there are hours.</param>
/// <param name="Ratio">After over before; null when one of them is 0.</param>
/// <param name="Gain">Twice the log-likelihood ratio of the change, against a penalty.</param>
internal sealed record RouteShift(
    int Index, int Earliest, int Latest, double Before, double After, int MonthsBefore, int MonthsAfter,
    double? Ratio, double? RatioLow, double? RatioHigh, double Gain)
{
    public bool Rise => After > Before;
}

/// <summary>What the watch over the latest counts says, month by month.</summary>
/// <param name="MonthsAtLevel">Months since the last change, at their most likely.</param>
/// <param name="Recent">Probability that the level changed within the last two months.</param>
/// <param name="Alert">True when the alert rule holds now.</param>
internal sealed record ShiftWatch(int MonthsAtLevel, double Recent, bool Alert);

/// <summary>The levels of a series and the shifts between them.</summary>
/// <param name="Wave">The wave of the year, from the series' first month on, mean 1.</param>
/// <param name="Exposure">Wave times hours: what each month was expected in proportion to.</param>
internal sealed record SeriesShifts(CountSeries Series, double[] Wave, double[] Exposure, ChangePointResult Split, IReadOnlyList<RouteShift> Shifts, ShiftWatch Watch)
{
    /// <summary>The level of a month in counts, with wave and hours put back.</summary>
    public double Expected(int month) => Split.Segments.First(s => month < s.To).Mean * Exposure[month];
}

/// <summary>Finds where the level of a route changed.</summary>
internal static class RouteShifts
{
    public const string Method = "borders/route-shift", Version = "1";
    /// <summary>A series shorter or thinner than this says nothing of levels.</summary>
    private const int LeastMonths = 24, LeastCounts = 30;

    /// <summary>Months between changes that the watch expects.</summary>
    private const double ExpectedRun = 24;

    /// <summary>The shifts of a series; null when it is too short or too thin.</summary>
    /// <remarks>
    /// Negative binomial cost, since counts of people come in groups; size estimated from the series; the wave of the year and the hours
    /// spent are its exposure. See <see cref="ChangePoints"/>.
    /// </remarks>
    public static SeriesShifts? Find(CountSeries series, ShiftOptions options)
    {
        var counts = series.Counts;
        if (counts.Length < LeastMonths || counts.Sum() < LeastCounts || counts.Length < 2 * options.MinMonths) return null;
        var rates = series.Exposure is { } hours ? [.. counts.Select((c, i) => c / hours[i] * hours.Average())] : counts;
        var wave = SeasonalPattern.Of(rates, 12);
        var exposure = SeasonalPattern.Over(counts.Length, wave);
        for (var i = 0; i < exposure.Length && series.Exposure is not null; i++) exposure[i] *= series.Exposure[i];
        var split = ChangePoints.Find(counts, exposure, new(ChangeCost.NegativeBinomial, options.Penalty ?? 3 * Math.Log(counts.Length), options.MinMonths));
        RouteShift[] shifts =
        [
            .. ChangeUncertainty.Of(counts, exposure, split).Select((u, j) => new RouteShift(
                u.Change, u.Earliest, u.Latest, split.Segments[j].Mean, split.Segments[j + 1].Mean, split.Segments[j].Length, split.Segments[j + 1].Length,
                u.Ratio is > 0 and < double.PositiveInfinity ? u.Ratio : null, u.RatioLow, u.RatioHigh, u.Gain)),
        ];
        return new(series, wave, exposure, split, shifts, Watch(counts, exposure, split));
    }

    private static ShiftWatch Watch(double[] counts, double[] exposure, ChangePointResult split)
    {
        // The watch expects the spread of the present level: mean and size give it.
        var present = split.Segments[^1];
        double dispersion = 1 + Math.Max(present.Mean, 1e-9) / split.Size!.Value, mean = Math.Max(counts.Sum() / exposure.Sum(), 1e-9);
        // A prior worth one month at the mean of the whole series.
        var watcher = new OnlineChanges(1, 1 / mean, ExpectedRun, dispersion);
        OnlineState state = default;
        for (var i = 0; i < counts.Length; i++) state = watcher.Take(counts[i], exposure[i]);
        return new(state.MostLikelyRun, state.Recent, state.Alert);
    }

    /// <summary>A fall on one route within so many months of a rise on another, of the same unit: that they coincide is shown, not that the same people moved.</summary>
    /// <param name="within">Months between the two.</param>
    public static IEnumerable<(SeriesShifts From, RouteShift Fall, SeriesShifts To, RouteShift Rise)> Moves(IReadOnlyList<SeriesShifts> all, int within = 3) =>
        from a in all
        from fall in a.Shifts
        where !fall.Rise
        from b in all
        where b.Series.Unit == a.Series.Unit && b.Series.Key != a.Series.Key
        from rise in b.Shifts
        where rise.Rise && Math.Abs(b.Series.At(a.Series.Month(fall.Index)) - rise.Index) <= within
        select (a, fall, b, rise);
}
