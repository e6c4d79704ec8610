using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>The routes of a span, as a list, as GeoJSON or as KML.</summary>
internal static class RoutesAnalysis
{
    public static RoomAnalysis Analysis { get; } = new(
        "routes",
        new("Routes", "Routes", "المسارات"),
        new("The ways between hubs that events show in a span, with status, events and sources behind each, and intervals. Example: palermo borders routes --from 2016-01-01 --to 2016-12-31 --geojson --data niger",
            "Les trajets entre lieux de passage que montrent les événements d'une période, avec statut, événements et sources, et intervalles.",
            "الطرق بين نقاط العبور كما تبيّنها أحداث فترة ما، مع الحالة والأحداث والمصادر وراء كل منها ومجالات الثقة."),
        [
            new("from", new("First day, as 2016-01-01", "Premier jour, comme 2016-01-01", "اليوم الأول، مثل 2016-01-01"), Required: true),
            new("to", new("Last day, as 2016-12-31", "Dernier jour, comme 2016-12-31", "اليوم الأخير، مثل 2016-12-31"), Required: true),
            new("geojson", new("Answer in GeoJSON, nothing finer than cells of 1,770 km²", "Répondre en GeoJSON, rien de plus fin que des mailles de 1 770 km²", "الإجابة بصيغة GeoJSON بخلايا لا تقل عن 1770 كم²"), Shape: ParameterShape.Flag),
            new("kml", new("Answer in KML, as coarse", "Répondre en KML, aussi grossier", "الإجابة بصيغة KML بالدقة نفسها"), Shape: ParameterShape.Flag),
        ],
        RunAsync);

    /// <summary>A span of more than this takes no more meaning, and much time. Years.</summary>
    private const int LongestYears = 30;

    private static async ValueTask<Outcome<AnalysisAnswer>> RunAsync(AnalysisContext context, CancellationToken cancel)
    {
        var span = SpanOf(context["from"], context["to"]);
        if (!span.TryGet(out var days)) return Outcome<AnalysisAnswer>.Refused(span.Refusals);
        if (context["geojson"] is not null && context["kml"] is not null) return new Refusal("routes.form", "Choose one of --geojson and --kml.", Field: "kml");
        var outside = context["geojson"] is not null || context["kml"] is not null;
        var map = await FindAsync(context.Records, context.Session, days.Start, days.End, cancel, outside ? AccessAction.Export : AccessAction.Read);
        IReadOnlyList<Words> notes = [.. map.Notes, .. NotesOf(map)];
        if (context["geojson"] is not null) return new AnalysisAnswer(RoutesGeoJson.Write(map), notes);
        if (context["kml"] is not null) return new AnalysisAnswer(RoutesKml.Write(map), notes);
        return new AnalysisAnswer(map.Segments.Select(RoutesList.Of).ToArray(), notes);
    }

    public static async ValueTask<RouteMap> FindAsync(IRecords records, Session session, LocalDate from, LocalDate to, CancellationToken cancel, AccessAction action = AccessAction.Read) =>
        RouteFinder.Find(await RouteEvidenceReader.ReadAsync(records, session, from, to, action, cancel), from, to);

    /// <summary>The last day of which any event of the way tells, at most today; null when there is none.</summary>
    public static async ValueTask<LocalDate?> LatestAsync(IRecords records, Session session, LocalDate today, CancellationToken cancel)
    {
        LocalDate? latest = null;
        foreach (var kind in (string[])[.. RouteEvidenceReader.Kinds, DetectionCount.Kind.Name])
            if ((await records.ListAsync(session, new(kind, To: today, Order: RecordOrder.LatestEvent), 1, cancel: cancel)).Rows is [{ Time: { } time }]) latest = latest is { } l && l > time.To ? l : time.To;
        return latest > today ? today : latest;
    }

    /// <summary>The span of two dates as written.</summary>
    public static Outcome<DateInterval> SpanOf(string? from, string? to)
    {
        List<Refusal> faults = [];
        LocalDate Day(string? text, string field)
        {
            if (LocalDatePattern.Iso.Parse(text ?? "") is { Success: true } day && day.Value.Year is >= 1950 and <= 2100) return day.Value;
            faults.Add(new("routes.date", $"'{text}' is not a date between 1950 and 2100. Write it as 2016-03-31.", Field: field));
            return default;
        }
        var (first, last) = (Day(from, "from"), Day(to, "to"));
        if (faults.Count == 0 && last < first) faults.Add(new("routes.span", $"The span ends ({last:uuuu-MM-dd}) before it begins ({first:uuuu-MM-dd}).", Field: "to"));
        if (faults.Count == 0 && first.PlusYears(LongestYears) < last) faults.Add(new("routes.long", $"The span is longer than {LongestYears} years. Take a shorter one.", Field: "to"));
        if (faults.Count > 0) return faults.ToArray();
        return new DateInterval(first, last);
    }

    /// <summary>What a reader must know of a map of routes.</summary>
    public static IEnumerable<Words> NotesOf(RouteMap map)
    {
        yield return new(
            $"{map.Events} events, of which {map.Unplaced} lie in no corridor or have no point: they show on no segment. Units are kept apart: detections are crossings, not persons, and no figure of one unit is added to another.",
            $"{map.Events} événements, dont {map.Unplaced} hors de tout corridor ou sans point : aucun tronçon ne les montre. Les unités restent séparées : une détection est un passage, non une personne.",
            $"{map.Events} حدثاً، منها {map.Unplaced} خارج كل ممر أو بلا نقطة فلا تظهر على أي مقطع. تبقى الوحدات منفصلة: عملية الرصد عبور لا شخص.");
        yield return Unseen;
    }

    /// <summary>What events cannot say.</summary>
    public static readonly Words Unseen = new(
        "A segment shows where events were reported, not where people pass unseen; fewer events can mean fewer crossings, less patrol, or better evasion.",
        "Un tronçon montre où des événements ont été signalés, non où l'on passe inaperçu ; moins d'événements peut signifier moins de passages, moins de patrouilles ou une meilleure dissimulation.",
        "يُظهر المقطع أين أُبلغ عن أحداث لا أين يمر الناس دون أن يُروا؛ قد تعني قلة الأحداث عبوراً أقل أو دوريات أقل أو تخفياً أفضل.");
}
