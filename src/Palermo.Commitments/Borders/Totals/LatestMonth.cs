using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>The latest whole month with incidents against the twelve before it.</summary>
/// <param name="Average">Incidents a month in the twelve months before.</param>
/// <param name="High">More than chance brings in 19 of 20 months that are alike.</param>
/// <param name="Low">Fewer.</param>
internal sealed record LatestMonth(LocalDate Month, int Incidents, int Before, double Average, bool High, bool Low)
{
    /// <remarks>
    /// Incidents of a month that is like those before are negative binomial: a Poisson count whose mean the twelve months tell only so well (gamma
    /// with shape one half more than their sum). The interval leaves 2.5 % on each side. Null where fewer than twelve months lie before it. The running month is left out: it is not whole.
    /// </remarks>
    public static LatestMonth? Of(IReadOnlyCollection<DeathOrMissing> events, LocalDate today)
    {
        var running = new LocalDate(today.Year, today.Month, 1);
        var months = events.Where(e => e.When.Precision <= TimePrecision.Month && e.When.From < running).GroupBy(e => new LocalDate(e.When.From.Year, e.When.From.Month, 1)).ToDictionary(g => g.Key, g => g.Count());
        if (months.Count == 0) return null;
        var month = months.Keys.Max();
        if (months.Keys.Min() > month.PlusMonths(-12)) return null;
        int now = months[month], sum = Enumerable.Range(1, 12).Sum(k => months.GetValueOrDefault(month.PlusMonths(-k)));
        return new(month, now, months.GetValueOrDefault(month.PlusMonths(-1)), sum / 12.0, UpperTail(now, sum + .5) < .025, 1 - UpperTail(now + 1, sum + .5) < .025);
    }

    /// <summary>Chance of at least k when twelve months like it held s - 1/2: one month's mean is gamma(s, 12).</summary>
    internal static double UpperTail(int k, double s)
    {
        // Negative binomial with size s and success 12/13, term by term from zero; by logarithms, since the first terms of a large sum are too small for a number.
        double log = s * Math.Log(12 / 13.0), below = 0;
        for (var i = 0; i < k; i++)
        {
            below += Math.Exp(log);
            log += Math.Log((s + i) / (i + 1) / 13);
        }
        return Math.Max(0, 1 - below);
    }
}
