using NodaTime;
using Palermo.Kernel;

namespace Palermo.Web.Timelines;

/// <summary>Counts of events in equal periods: months when they lie within five years, else years.</summary>
/// <param name="Monthly">True for months.</param>
public sealed record TimelineSpan(bool Monthly, IReadOnlyList<(LocalDate From, LocalDate To, int Count)> Periods)
{
    /// <summary>Counts events by their first day. An event known to the year alone counts in the month where it begins: shown as such by its bar.</summary>
    public static TimelineSpan Of(IEnumerable<EventTime> times)
    {
        var days = times.Select(t => t.From).ToArray();
        if (days.Length == 0) return new(false, []);
        var (first, last) = (days.Min(), days.Max());
        var monthly = Period.Between(first, last, PeriodUnits.Months).Months < 60;
        var counts = days.GroupBy(d => monthly ? d.Year * 12 + d.Month - 1 : d.Year).ToDictionary(g => g.Key, g => g.Count());
        List<(LocalDate, LocalDate, int)> periods = [];
        var (low, high) = monthly ? (first.Year * 12 + first.Month - 1, last.Year * 12 + last.Month - 1) : (first.Year, last.Year);
        for (var p = low; p <= high; p++)
        {
            var from = monthly ? new LocalDate(p / 12, p % 12 + 1, 1) : new LocalDate(p, 1, 1);
            periods.Add((from, (monthly ? from.PlusMonths(1) : from.PlusYears(1)).PlusDays(-1), counts.GetValueOrDefault(p)));
        }
        return new(monthly, periods);
    }
}
