using NodaTime;
using Palermo.Analysis.Estimation;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Detections by the hours of patrol behind them: both are shown, since rising detections may be rising patrols.</summary>
internal static class PatrolEffort
{
    // Before the analysis, whose answer bears it.
    public static readonly Words Caveat = new(
        "Fewer detections can mean fewer crossings, less patrol, or better evasion: look at the hours beside them.",
        "Moins de détections peut signifier moins de passages, moins de patrouilles ou une meilleure dissimulation : regardez les heures à côté.",
        "قد تعني قلة عمليات الرصد عبوراً أقل أو دوريات أقل أو تخفياً أفضل: انظر إلى الساعات بجانبها.");

    public static RoomAnalysis Analysis { get; } = new(
        "effort",
        new("Detections by patrol hours", "Détections par heures de patrouille", "عمليات الرصد حسب ساعات الدورية"),
        new("Patrols, hours and detections by month, with detections in 1,000 hours and their interval. Example: palermo borders effort --from 2024-01-01 --to 2024-12-31 --data niger",
            "Patrouilles, heures et détections par mois, avec détections pour 1 000 heures et leur intervalle.",
            "الدوريات والساعات وعمليات الرصد شهرياً، مع عمليات الرصد لكل 1000 ساعة ومجال الثقة."),
        [new("from", new("First day", "Premier jour", "اليوم الأول"), Required: true), new("to", new("Last day", "Dernier jour", "اليوم الأخير"), Required: true)],
        async (context, cancel) =>
        {
            var span = RoutesAnalysis.SpanOf(context["from"], context["to"]);
            if (!span.TryGet(out var days)) return Outcome<AnalysisAnswer>.Refused(span.Refusals);
            List<PatrolLog> logs = [];
            await foreach (var record in context.Records.ScanAsync(context.Session, new(PatrolLog.Kind.Name, From: days.Start, To: days.End), AccessAction.Read, cancel)) logs.Add(record.As<PatrolLog>());
            return new AnalysisAnswer(ByMonth(logs), [Caveat]);
        });

    internal sealed record Month(string Period, int Patrols, double Hours, int Detections, double? Per1000Hours, double? Low, double? High);

    /// <summary>One line a month, in order. Patrols of more than a month count where they begin.</summary>
    internal static Month[] ByMonth(IEnumerable<PatrolLog> logs) =>
    [
        .. logs.GroupBy(l => new YearMonth(l.When.From.Year, l.When.From.Month)).OrderBy(g => g.Key).Select(g =>
        {
            var (hours, detections) = (g.Sum(l => l.Hours), g.Sum(l => l.Detections));
            var rate = hours > 0 ? Rates.Rate(detections, hours, per: 1000) : null;
            return new Month($"{g.Key.Year:0000}-{g.Key.Month:00}", g.Count(), hours, detections, Rounded(rate?.Value), Rounded(rate?.Interval.Low), Rounded(rate?.Interval.High));
        }),
    ];

    private static double? Rounded(double? value) => value is { } v ? Math.Round(v, 3) : null;
}
