using NodaTime;
using Palermo.Analysis.Estimation;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Detections of a route in a month, the month before and the same month a year before.</summary>
/// <param name="Ratio">To the year before, with a 95 % interval; null where either is missing or zero.</param>
internal sealed record BulletinRoute(string Route, long? Month, long? MonthBefore, long? YearBefore, double? Ratio, double? Low, double? High);

/// <summary>Dead and missing of a route in a month; null where the count is not shown.</summary>
internal sealed record BulletinToll(string Route, long? DeadAndMissing, int Incidents);

/// <summary>A segment whose status is another than at the end of the month before.</summary>
internal sealed record StatusChange(Leg Leg, SegmentStatus? Before, SegmentStatus? After);

/// <summary>What happened on the routes in a month, fit to be printed: each figure with its unit, intervals, small counts suppressed.</summary>
internal sealed record Bulletin(
    LocalDate Month, IReadOnlyList<BulletinRoute> Detections, IReadOnlyList<BulletinToll> Deaths, IReadOnlyList<Segment> Segments, IReadOnlyList<StatusChange> Changes,
    IReadOnlyList<PatrolEffort.Month> Effort, Handling Marking, IReadOnlyList<Words> Sources)
{
    public bool IsEmpty => Detections.Count == 0 && Deaths.Count == 0 && Segments.Count == 0 && Effort.Count == 0;

    /// <summary>The first day of a month written as <c>2016-03</c>.</summary>
    public static Outcome<LocalDate> MonthOf(string text) =>
        NodaTime.Text.LocalDatePattern.Iso.Parse(text + "-01") is { Success: true, Value: { Year: >= 1951 and <= 2100 } first } ? first
            : (Outcome<LocalDate>)new Refusal("bulletin.month", $"'{text}' is not a month. Write it as 2016-03.", Field: "month");

    /// <summary>Assessments of routes that were issued for a month.</summary>
    public static async ValueTask<IReadOnlyList<RecordRow>> IssuedAsync(IRecords records, Session session, LocalDate month, CancellationToken cancel) =>
        (await records.ListAsync(session, new(RouteSegment.Kind.Name, State: "issued", From: month, To: month.PlusMonths(1).PlusDays(-1), Order: RecordOrder.LatestEvent), 100, cancel: cancel)).Rows;

    /// <summary>Reads a month.</summary>
    /// <param name="month">Its first day.</param>
    public static async ValueTask<Bulletin> ReadAsync(IRecords records, Session session, LocalDate month, CancellationToken cancel)
    {
        var end = month.PlusMonths(1).PlusDays(-1);
        // Both maps are made of one reading: thirteen months, each map looking at twelve of them.
        var inputs = await RouteEvidenceReader.ReadAsync(records, session, month.PlusMonths(-12), end, AccessAction.Read, cancel);
        var now = RouteFinder.Find(inputs, month.PlusMonths(-11), end);
        var before = RouteFinder.Find(inputs, month.PlusMonths(-12), month.PlusDays(-1));
        List<PatrolLog> logs = [];
        await foreach (var record in records.ScanAsync(session, new(PatrolLog.Kind.Name, From: month.PlusMonths(-2), To: end), AccessAction.Read, cancel)) logs.Add(record.As<PatrolLog>());
        return new(month, DetectionsOf(inputs.Published, month), DeathsOf(inputs.Events, month, end), [.. now.Segments.Where(s => s.Status != SegmentStatus.Historic)], ChangesOf(before, now), PatrolEffort.ByMonth(logs), inputs.Marking,
            [.. inputs.Published.Where(p => p.When.From >= month && p.When.From <= end).Select(p => p.Source).Distinct(StringComparer.Ordinal).Select(Words.Same), .. inputs.Notes]);
    }

    internal static IReadOnlyList<BulletinRoute> DetectionsOf(IReadOnlyList<PublishedFigure> published, LocalDate month)
    {
        // One unit only, and only what is counted by the month.
        var detections = published.Where(p => p.Figure.Unit == CountUnit.Detections && p.When.Precision == TimePrecision.Month).ToLookup(p => (p.Route, p.When.From));
        long? Of(string route, LocalDate at) => detections[(route, at)].Select(p => p.Figure).ToArray() is { Length: > 0 } all ? (long)CountUnits.Sum(all).Value.Count : null;
        List<BulletinRoute> routes = [];
        foreach (var route in published.Where(p => p.Figure.Unit == CountUnit.Detections && p.When.From == month).Select(p => p.Route).Distinct().Order(StringComparer.Ordinal))
        {
            var (now, last, year) = (Of(route, month), Of(route, month.PlusMonths(-1)), Of(route, month.PlusYears(-1)));
            var ratio = now is { } a && year is > 0 ? Rates.Ratio(a, 1, year.Value, 1) : null;
            routes.Add(new(route, now, last, year, ratio?.Value, ratio?.Interval.Low, ratio?.Interval.High));
        }
        return [.. routes.OrderByDescending(r => r.Month)];
    }

    private static IReadOnlyList<BulletinToll> DeathsOf(IReadOnlyList<RouteEvidence> events, LocalDate month, LocalDate end)
    {
        var inMonth = events.Where(e => e.Figure is { Unit: CountUnit.DeadAndMissing } && e.When.Precision <= TimePrecision.Month && e.When.From >= month && e.When.From <= end)
            .GroupBy(e => e.Route ?? Routes.NotStated).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        if (inMonth.Length == 0) return [];
        var counts = inMonth.Select(g => (long)Math.Max(0, CountUnits.Sum(g.Select(e => e.Figure!.Value)).Value.Count)).ToArray();
        var shown = SmallCounts.Protect([new("route", [.. inMonth.Select(g => g.Key)])], counts);
        return [.. inMonth.Select((g, i) => new BulletinToll(g.Key, shown[i], g.Count())).OrderByDescending(t => t.DeadAndMissing ?? 0).ThenBy(t => t.Route, StringComparer.Ordinal)];
    }

    internal static IReadOnlyList<StatusChange> ChangesOf(RouteMap before, RouteMap now)
    {
        var (old, young) = (before.Segments.ToDictionary(s => s.Leg.Id), now.Segments.ToDictionary(s => s.Leg.Id));
        return [.. old.Keys.Union(young.Keys)
            .Select(id => (Leg: (young.GetValueOrDefault(id) ?? old[id]).Leg, Before: old.GetValueOrDefault(id)?.Status, After: young.GetValueOrDefault(id)?.Status))
            .Where(c => c.Before != c.After).OrderBy(c => c.After ?? SegmentStatus.Historic).ThenBy(c => c.Leg.Id, StringComparer.Ordinal).Select(c => new StatusChange(c.Leg, c.Before, c.After))];
    }
}
