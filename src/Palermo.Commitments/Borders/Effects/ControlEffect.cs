using Palermo.Analysis.Changes;
using Palermo.Analysis.Estimation;

namespace Palermo.Commitments.Borders;

/// <summary>Monthly detections of one area: a route and type of border.</summary>
internal sealed record EffectArea(string Name, string Route, AreaRole Role, double[] Counts);

/// <summary>Where the months before and after lie, as indices of the series: to is not included.</summary>
internal sealed record EffectWindow(int BeforeFrom, int BeforeTo, int AfterFrom, int AfterTo)
{
    public int Months => AfterTo - AfterFrom;

    /// <summary>The windows of equal length around a control; null when fewer than three months lie on a side.</summary>
    /// <param name="start">Month in which it began.</param>
    /// <param name="midMonth">True when it began after the first days of that month: the month then belongs to neither side.</param>
    /// <param name="end">First month in which it no longer held; null while it does.</param>
    public static EffectWindow? Around(int start, bool midMonth, int? end, int length, int months)
    {
        var after = midMonth ? start + 1 : start;
        months = Math.Min(months, Math.Min(start, Math.Min(end ?? length, length) - after));
        return months < 3 ? null : new(start - months, start, after, after + months);
    }

    public double Before(double[] counts) => counts.AsSpan()[BeforeFrom..BeforeTo].ToArray().Sum();
    public double After(double[] counts) => counts.AsSpan()[AfterFrom..AfterTo].ToArray().Sum();
}

/// <summary>How a fall or rise as large as the one seen comes about without any control.</summary>
/// <param name="Months">Earlier months at which the same comparison was made.</param>
/// <param name="Share">Share of them with a change as far in the same direction.</param>
internal sealed record Placebo(int Months, double Share);

/// <summary>Deaths beside detections in treated areas and alternatives together.</summary>
/// <param name="Before">Dead and missing per 1,000 detections, before.</param>
/// <param name="Ratio">After over before, exact; null when nobody died in either.</param>
internal sealed record Harm(RateEstimate Before, RateEstimate After, RateRatio? Ratio, long IncidentsBefore, long IncidentsAfter, RateRatio? IncidentRatio);

/// <summary>What is concluded of a control. Nothing is concluded that is not shown.</summary>
internal enum EffectVerdict { NotShown, TreatedRose, FellInAll, FellNetNotShown, PartlyDisplaced, Displaced }

/// <summary>The effect of a control, with every way it was looked at.</summary>
internal sealed record ControlEffectResult(
    BeforeAfter Counts, EffectWindow Window, double Dispersion,
    EffectRatio? Treated, EffectRatio? Buffer, EffectRatio? Net, DisplacementResult Quotient, QuotientInterval? QuotientInterval,
    PanelEffects? Regression, Randomisation? Shuffled, PreTrend? PreTrend, Placebo? TreatedPlacebo, Placebo? NetPlacebo, Harm? Harm, EffectVerdict Verdict);

/// <summary>Judges a control by the counts of areas before and after it (border-route rules, section 6).</summary>
internal static class ControlEffect
{
    private const ulong Seed = 1;
    /// <summary>With fewer earlier months the placebo comparison says nothing.</summary>
    private const int LeastPlacebos = 12;
    private const double PlaceboShare = 0.1;

    /// <summary>Judges it.</summary>
    /// <param name="areas">At least one treated and one of the comparison, all of one unit and of equal length.</param>
    /// <param name="deaths">Monthly dead and missing in treated areas and alternatives; empty when none are recorded.</param>
    /// <param name="incidents">Monthly fatal incidents there.</param>
    public static ControlEffectResult Judge(IReadOnlyList<EffectArea> areas, EffectWindow window, double[] deaths, double[] incidents)
    {
        double[] Sum(params AreaRole[] roles)
        {
            var sum = new double[areas[0].Counts.Length];
            foreach (var area in areas.Where(a => roles.Contains(a.Role)))
                for (var t = 0; t < sum.Length; t++) sum[t] += area.Counts[t];
            return sum;
        }
        double[] a = Sum(AreaRole.Treated), b = Sum(AreaRole.Buffer), c = Sum(AreaRole.Comparison), ab = Sum(AreaRole.Treated, AreaRole.Buffer);
        var counts = new BeforeAfter(window.Before(a), window.After(a), window.Before(b), window.After(b), window.Before(c), window.After(c));
        EffectRatio? Ratio(double[] group)
        {
            var (dispersion, freedom) = DispersionOf(group, c, window);
            return DifferenceInDifferences.Of(window.Before(group), window.After(group), counts.C0, counts.C1, dispersion, freedom: freedom);
        }
        EffectRatio? treated = Ratio(a), buffer = areas.Any(x => x.Role == AreaRole.Buffer) ? Ratio(b) : null, net = Ratio(ab);
        (double, double)[] Areas(AreaRole role) => [.. areas.Where(x => x.Role == role).Select(x => (window.Before(x.Counts), window.After(x.Counts)))];
        (double, double)[] ofTreated = Areas(AreaRole.Treated), ofComparison = Areas(AreaRole.Comparison);
        var length = window.AfterTo - window.BeforeFrom;
        var panel = new ControlPanel([.. areas.Select(x => x.Role)], length, [.. areas.SelectMany(x => x.Counts[window.BeforeFrom..window.AfterTo])], null, window.AfterFrom - window.BeforeFrom);
        Placebo? placebo = Placebos(a, c, window, treated), netPlacebo = Placebos(ab, c, window, net);
        return new(
            counts, window, DispersionOf(a, c, window).Value, treated, buffer, net, DisplacementQuotient.Of(counts),
            DisplacementQuotient.Bootstrap(ofTreated, Areas(AreaRole.Buffer), ofComparison, Seed),
            ControlRegression.Effects(panel), ofTreated.Length + ofComparison.Length >= 4 ? DifferenceInDifferences.Randomise([.. ofTreated, .. ofComparison], ofTreated.Length, Seed) : null,
            ControlRegression.BeforeTheControl(panel), placebo, netPlacebo, HarmOf(ab, deaths, incidents, window),
            Conclude(Shown(treated, placebo), buffer, Shown(net, netPlacebo)));
    }

    /// <summary>The effect as far as it is shown: an interval off 1, and rarely so far off at earlier months.</summary>
    private static EffectRatio? Shown(EffectRatio? effect, Placebo? placebo) =>
        effect is { Clear: true } && placebo is { Share: > PlaceboShare } ? effect with { Low = Math.Min(effect.Low, 1), High = Math.Max(effect.High, 1) } : effect;

    /// <summary>The conclusion from the three ratios.</summary>
    public static EffectVerdict Conclude(EffectRatio? treated, EffectRatio? buffer, EffectRatio? net) => (treated, buffer, net) switch
    {
        (null or { Clear: false }, _, _) => EffectVerdict.NotShown,
        ({ Ratio: > 1 }, _, _) => EffectVerdict.TreatedRose,
        (_, _, { High: < 1 }) => EffectVerdict.FellInAll,
        (_, { Low: > 1 }, _) => EffectVerdict.Displaced,
        (_, { Ratio: > 1 }, _) => EffectVerdict.PartlyDisplaced,
        _ => EffectVerdict.FellNetNotShown,
    };

    /// <summary>Dispersion of two groups together, weighted as the variance of the ratio weights them, and its degrees of freedom (Satterthwaite 1946).</summary>
    private static (double Value, double Freedom) DispersionOf(double[] group, double[] comparison, EffectWindow window)
    {
        double Weight(double[] x) => 1 / Math.Max(1, window.Before(x)) + 1 / Math.Max(1, window.After(x));
        double own = Weight(group), other = Weight(comparison);
        var (s, f) = Spread(group, window);
        var (t, g) = Spread(comparison, window);
        double a = own * s / (own + other), b = other * t / (own + other);
        return (a + b, Math.Max(1, (a + b) * (a + b) / (a * a / f + b * b / g)));
    }

    /// <summary>
    /// Variance over mean of the months in the windows, from neighbours, with the wave of the year allowed for; 1 or more. Each pair counts with its size,
    /// since the variance of a sum is wanted: busy months vary most. Beside it how many independent squares that is worth: those of two pairs that share a
    /// month are correlated by a quarter.
    /// </summary>
    private static (double Value, double Freedom) Spread(double[] counts, EffectWindow window)
    {
        var wave = SeasonalPattern.Over(counts.Length, SeasonalPattern.Of(counts, 12));
        double squares = 0, sum = 0, variance = 0;
        foreach (var (from, to) in ((int, int)[])[(window.BeforeFrom, window.BeforeTo), (window.AfterFrom, window.AfterTo)])
        {
            var earlier = 0.0;
            for (var t = from + 1; t < to; t++)
            {
                // Of two Poisson counts with the same level the first is binomial.
                double both = counts[t - 1] + counts[t], p = wave[t - 1] / (wave[t - 1] + wave[t]), away = counts[t - 1] - both * p;
                squares += away * away / (p * (1 - p));
                sum += both;
                variance += both * both + both * earlier / 2;
                earlier = both;
            }
        }
        // The wave was fitted to the same months: it took one year's worth of their spread with it.
        var years = counts.Length / 12;
        return sum > 0 ? (Math.Max(1, squares / sum * (years >= 3 ? years / (years - 1.0) : 1)), sum * sum / variance) : (1, 1);
    }

    /// <summary>The same comparison at every earlier month whose windows end before the control: what chance and slow change do by themselves.</summary>
    private static Placebo? Placebos(double[] group, double[] comparison, EffectWindow window, EffectRatio? effect)
    {
        if (effect is null) return null;
        int gap = window.AfterFrom - window.BeforeTo, months = window.Months, seen = 0, asFar = 0;
        for (var start = months; start + gap + months <= window.BeforeTo; start++)
        {
            var there = new EffectWindow(start - months, start, start + gap, start + gap + months);
            if (DifferenceInDifferences.Of(there.Before(group), there.After(group), there.Before(comparison), there.After(comparison)) is not { } ratio) continue;
            seen++;
            if (effect.Ratio < 1 ? ratio.Ratio <= effect.Ratio : ratio.Ratio >= effect.Ratio) asFar++;
        }
        return seen < LeastPlacebos ? null : new(seen, (double)asFar / seen);
    }

    private static Harm? HarmOf(double[] detections, double[] deaths, double[] incidents, EffectWindow window)
    {
        if (deaths.Length == 0) return null;
        double before = window.Before(detections), after = window.After(detections);
        if (before <= 0 || after <= 0) return null;
        long dead0 = (long)window.Before(deaths), dead1 = (long)window.After(deaths), fatal0 = (long)window.Before(incidents), fatal1 = (long)window.After(incidents);
        return new(Rates.Rate(dead0, before), Rates.Rate(dead1, after),
            dead0 + dead1 > 0 ? Rates.Ratio(dead1, after, dead0, before) : null, fatal0, fatal1,
            fatal0 + fatal1 > 0 ? Rates.Ratio(fatal1, after, fatal0, before) : null);
    }
}
