using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What the room's page shows of deaths and disappearances: one reading of the records, several ways to look at it.</summary>
/// <param name="Years">Totals of every year, whatever year was chosen.</param>
/// <param name="Quarters">Values by quarter over all routes chosen, with intervals, small counts suppressed.</param>
internal sealed record BordersOverview(
    DeathTotal Whole, IReadOnlyList<DeathTotal> Years, IReadOnlyList<DeathTotal> Routes, IReadOnlyList<DeathTotal> Causes, IReadOnlyList<IndicatorValue> Quarters)
{
    /// <summary>Looks at events.</summary>
    /// <param name="year">Only this year in the totals; null: all.</param>
    /// <param name="route">Only this route; null: all.</param>
    public static BordersOverview Of(IReadOnlyList<DeathOrMissing> events, int? year, string? route)
    {
        var chosen = route is null ? events : [.. events.Where(e => (e.Route ?? Borders.Routes.NotStated) == route)];
        var inYear = year is { } y ? [.. chosen.Where(e => e.When.From.Year == y)] : chosen;
        var years = DeathTotals.Sum(chosen, "year", null);
        return new(
            DeathTotals.Sum(inYear, "year", null).Aggregate(new DeathTotal("", 0, 0, 0, 0), (a, b) => new("", a.Incidents + b.Incidents, a.Dead + b.Dead, a.Missing + b.Missing, a.DeadAndMissing + b.DeadAndMissing)),
            years,
            DeathTotals.Sum(year is null ? events : events.Where(e => e.When.From.Year == year), "route", null),
            DeathTotals.Sum(inYear, "cause", null),
            Together(inYear));
    }

    private static IReadOnlyList<IndicatorValue> Together(IReadOnlyList<DeathOrMissing> events)
    {
        var dated = events.Where(e => e.When.Precision <= TimePrecision.Month).ToArray();
        if (dated.Length == 0) return [];
        var span = new DateInterval(dated.Min(e => e.When.From), dated.Max(e => e.When.From));
        return BordersIndicators.ByRouteAndQuarter([.. dated.Select(e => e with { Route = "all" })], span);
    }
}
