using System.Globalization;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>A line of the totals.</summary>
/// <param name="Key">The year, or the name of the route or cause.</param>
/// <param name="Incidents">Entries of the source.</param>
/// <param name="DeadAndMissing">Dead and missing together, nobody twice: at least that many.</param>
internal sealed record DeathTotal(string Key, int Incidents, int Dead, int Missing, int DeadAndMissing);

/// <summary>Totals of deaths and disappearances by year, route or cause.</summary>
internal static class DeathTotals
{
    public static RoomAnalysis Analysis { get; } = new(
        "totals",
        new("Totals of deaths and disappearances", "Totaux des décès et disparitions", "مجاميع الوفيات وحالات الفقدان"),
        new("Dead and missing by year, route or cause, as the source counts them: minimum estimates.",
            "Morts et disparus par année, route ou cause, tels que la source les compte : des estimations minimales.",
            "الموتى والمفقودون حسب السنة أو المسار أو السبب كما يعدّهم المصدر: تقديرات دنيا."),
        [
            new("by", new("By", "Par", "حسب"), Required: true, Allowed: ["year", "route", "cause"]),
            new("year", new("Year", "Année", "السنة")),
            new("edition", new("Publication", "Publication", "المنشور"), Allowed: [DeathOrMissing.FullExport, DeathOrMissing.Cleaned, "own"]),
        ],
        RunAsync);

    private static async ValueTask<Outcome<AnalysisAnswer>> RunAsync(AnalysisContext context, CancellationToken cancel)
    {
        int? year = null;
        if (context["year"] is { } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) || given is < 1950 or > 2100)
                return new Refusal("totals.year", $"'{text}' is no year between 1950 and 2100.", Field: "year");
            year = given;
        }
        var (edition, notes) = await ChooseAsync(context, cancel);
        List<DeathOrMissing> events = [];
        await foreach (var record in context.Records.ScanAsync(context.Session, Of(edition, year), AccessAction.Read, cancel))
            if (record.As<DeathOrMissing>() is var body && body.Edition == edition) events.Add(body);
        return new AnalysisAnswer(Sum(events, context["by"]!, year), notes);
    }

    /// <summary>The publication to count: the one asked for, else the fullest there is. Two tell of the same incidents and are never added.</summary>
    internal static async ValueTask<(string? Edition, IReadOnlyList<Words> Notes)> ChooseAsync(AnalysisContext context, CancellationToken cancel)
    {
        var counts = await context.Records.FacetsAsync(context.Session, new(DeathOrMissing.Kind.Name), cancel);
        var there = counts.Where(f => f.Field == "edition" && f.Count > 0).Select(f => f.Value).ToHashSet(StringComparer.Ordinal);
        var edition = context["edition"] switch
        {
            "own" => null,
            { } named => named,
            null => there.Contains(DeathOrMissing.FullExport) ? DeathOrMissing.FullExport : there.Contains(DeathOrMissing.Cleaned) ? DeathOrMissing.Cleaned : null,
        };
        var cite = DeathOrMissing.Cite(edition);
        List<Words> notes =
        [
            new($"Source: {cite.English}. Minimum estimates; figures grow as the publisher adds records.",
                $"Source : {cite.French}. Estimations minimales ; les chiffres augmentent à mesure que l'éditeur ajoute des fiches.",
                $"المصدر: {cite.Arabic}. تقديرات دنيا؛ تزداد الأرقام مع إضافة الناشر سجلات."),
        ];
        foreach (var other in there.Where(e => e != edition))
        {
            var left = DeathOrMissing.Cite(other);
            notes.Add(new($"Not added, since it tells of the same incidents: {left.English}.", $"Non ajouté, car il décrit les mêmes incidents : {left.French}.", $"لم يُضف لأنه يصف الحوادث نفسها: {left.Arabic}."));
        }
        return (edition, notes);
    }

    internal static RecordQuery Of(string? edition, int? year) => new(
        DeathOrMissing.Kind.Name,
        Facets: edition is null ? null : new Dictionary<string, ImmutableSet> { ["edition"] = [edition] },
        From: year is { } y ? new(y, 1, 1) : null,
        To: year is { } z ? new(z, 12, 31) : null);

    /// <summary>Sums events by a key: years in order, routes and causes by their toll.</summary>
    /// <param name="year">Only events that begin in this year; null: all.</param>
    internal static IReadOnlyList<DeathTotal> Sum(IEnumerable<DeathOrMissing> events, string by, int? year)
    {
        var totals = events
            .Where(e => year is null || e.When.From.Year == year)
            .GroupBy(e => by switch
            {
                "year" => e.When.From.Year.ToString("0000", CultureInfo.InvariantCulture),
                "route" => Routes.Title(e.Route ?? Routes.NotStated).English,
                _ => DeathOrMissing.TitleOf(e.Cause).English,
            })
            .Select(g => new DeathTotal(g.Key, g.Count(), g.Sum(e => e.Dead), g.Sum(e => e.Missing), g.Sum(e => e.Total)));
        return by == "year"
            ? [.. totals.OrderBy(t => t.Key, StringComparer.Ordinal)]
            : [.. totals.OrderByDescending(t => t.DeadAndMissing).ThenBy(t => t.Key, StringComparer.Ordinal)];
    }
}
