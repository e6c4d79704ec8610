using NodaTime;
using Palermo.Analysis.Estimation;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>A segment in two spans.</summary>
/// <param name="Ratio">Events a year in the second span for each in the first, with a 95 % interval; null where the first has none.</param>
/// <param name="Change">In words: more, fewer, new, gone, not shown.</param>
internal sealed record SegmentChange(Leg Leg, Segment? Before, Segment? After, double? Ratio, double? Low, double? High, string Change);

/// <summary>The same routes in two spans.</summary>
internal static class RouteComparison
{
    public static RoomAnalysis Analysis { get; } = new(
        "compare-routes",
        new("Two spans compared", "Comparaison de deux périodes", "مقارنة بين فترتين"),
        new("Each segment in two spans: events a year in each, their ratio with an interval, and whether a change is shown. Example: palermo borders compare-routes --before-from 2017-01-01 --before-to 2017-12-31 --from 2018-01-01 --to 2018-12-31 --data niger",
            "Chaque tronçon en deux périodes : événements par an, leur rapport avec intervalle, et si un changement est montré.",
            "كل مقطع في فترتين: الأحداث سنوياً ونسبتها مع مجال الثقة، وهل ظهر تغيّر."),
        [
            new("before-from", new("First day of the first span", "Premier jour de la première période", "أول يوم في الفترة الأولى"), Required: true),
            new("before-to", new("Last day of the first span", "Dernier jour de la première période", "آخر يوم في الفترة الأولى"), Required: true),
            new("from", new("First day of the second span", "Premier jour de la deuxième période", "أول يوم في الفترة الثانية"), Required: true),
            new("to", new("Last day of the second span", "Dernier jour de la deuxième période", "آخر يوم في الفترة الثانية"), Required: true),
        ],
        async (context, cancel) =>
        {
            var (before, after) = (RoutesAnalysis.SpanOf(context["before-from"], context["before-to"]), RoutesAnalysis.SpanOf(context["from"], context["to"]));
            if (!before.Done || !after.Done) return Outcome<AnalysisAnswer>.Refused([.. before.Refusals, .. after.Refusals]);
            var first = await RoutesAnalysis.FindAsync(context.Records, context.Session, before.Value.Start, before.Value.End, cancel);
            var second = await RoutesAnalysis.FindAsync(context.Records, context.Session, after.Value.Start, after.Value.End, cancel);
            var lines = Of(first, second).Select(c => new
            {
                segment = c.Leg.Id, from = c.Leg.From.Name, to = c.Leg.To.Name, eventsBefore = c.Before?.Independent ?? 0, eventsAfter = c.After?.Independent ?? 0,
                ratio = Rounded(c.Ratio), low = Rounded(c.Low), high = Rounded(c.High), change = c.Change,
                statusBefore = c.Before is { } b ? RoutesList.Code(b.Status) : null, statusAfter = c.After is { } a ? RoutesList.Code(a.Status) : null,
            }).ToArray();
            return new AnalysisAnswer(lines, [.. second.Notes, .. RoutesAnalysis.NotesOf(second)]);
        });

    private static double? Rounded(double? value) => value is { } v && double.IsFinite(v) ? Math.Round(v, 3) : null;

    /// <summary>Every segment of either span, those that changed first. Segments need not be alike: the spans are judged by events a year.</summary>
    public static IReadOnlyList<SegmentChange> Of(RouteMap before, RouteMap after)
    {
        var old = before.Segments.ToDictionary(s => s.Leg.Id);
        var young = after.Segments.ToDictionary(s => s.Leg.Id);
        double yearsBefore = Years(before), yearsAfter = Years(after);
        List<SegmentChange> changes = [];
        foreach (var id in old.Keys.Union(young.Keys))
        {
            var (b, a) = (old.GetValueOrDefault(id), young.GetValueOrDefault(id));
            var ratio = Rates.Ratio(a?.Independent ?? 0, yearsAfter, b?.Independent ?? 0, yearsBefore);
            var change = (b, a) switch
            {
                _ when ratio.Interval.Low > 1 => b is null ? "new" : "more",
                _ when ratio.Interval.High < 1 => a is null ? "gone" : "fewer",
                _ => "not shown",
            };
            changes.Add(new((a ?? b)!.Leg, b, a, Finite(ratio.Value), ratio.Interval.Low, Finite(ratio.Interval.High), change));
        }
        return [.. changes.OrderBy(c => c.Change == "not shown").ThenByDescending(c => Math.Max(c.Before?.Independent ?? 0, c.After?.Independent ?? 0)).ThenBy(c => c.Leg.Id, StringComparer.Ordinal)];
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static double Years(RouteMap map) => (Period.DaysBetween(map.From, map.To) + 1) / 365.25;

    /// <summary>The words of a change.</summary>
    public static Words TitleOf(string change) => change switch
    {
        "new" => new("New", "Nouveau", "جديد"),
        "more" => new("More events", "Plus d'événements", "أحداث أكثر"),
        "fewer" => new("Fewer events", "Moins d'événements", "أحداث أقل"),
        "gone" => new("Gone", "Disparu", "اختفى"),
        _ => new("No change shown", "Aucun changement montré", "لم يظهر تغيّر"),
    };
}
