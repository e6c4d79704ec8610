using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;
using Palermo.Web.Documents;
using Palermo.Web.Texts;

namespace Palermo.Commitments.Borders;

/// <summary>The monthly route bulletin as a document to be edited and sent: the figures of the page, with the same words and the same suppression.</summary>
internal static class BulletinDocument
{
    private const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static RoomAnalysis Analysis { get; } = new(
        "bulletin", BulletinSay.Title,
        new("The monthly route bulletin as a document to be edited (.docx): detections and deaths by route, segments and their status, patrols, sources. Example: palermo borders bulletin --month 2016-03 --language fr --out bulletin.docx --data niger",
            "Le bulletin mensuel des routes en document modifiable (.docx) : détections et morts par route, tronçons et statuts, patrouilles, sources.",
            "نشرة المسارات الشهرية وثيقةً قابلة للتحرير (docx.): عمليات الرصد والموتى حسب المسار، والمقاطع وحالاتها، والدوريات، والمصادر."),
        [
            new("month", new("Month, such as 2016-03", "Mois, par exemple 2016-03", "الشهر، مثل 2016-03"), Required: true),
            new("language", new("Language of the document", "Langue du document", "لغة الوثيقة"), Allowed: ["en", "fr", "ar"]),
        ],
        async (context, cancel) =>
        {
            var asked = Bulletin.MonthOf(context["month"]!);
            if (!asked.TryGet(out var month)) return Outcome<AnalysisAnswer>.Refused(asked.Refusals);
            var bulletin = await Bulletin.ReadAsync(context.Records, context.Session, month, cancel);
            if (bulletin.IsEmpty) return new Refusal("bulletin.empty", BulletinSay.NoMonth.English, Field: "month");
            var issued = await Bulletin.IssuedAsync(context.Records, context.Session, month, cancel);
            return new AnalysisAnswer(new ProducedFile("docx", MediaType, Write(bulletin, [.. issued.Select(r => r.Title)], context.Today, context["language"] ?? "en")), []);
        }, Produces: "docx");

    /// <summary>Writes the document.</summary>
    /// <param name="issued">Titles of the assessments issued for the month.</param>
    /// <param name="today">The day on which it is made; it stands on the document.</param>
    public static byte[] Write(Bulletin b, IReadOnlyList<string> issued, LocalDate today, string language)
    {
        var shown = new Shown(language);
        string T(Words words, params object[] values) => string.Format(CultureInfo.InvariantCulture, words.In(language), values);
        string Interval(double? value, double? low, double? high, int decimals) => value is { } v ? $"{shown.Exact(v, decimals)} ({shown.Exact(low!.Value, decimals)} – {shown.Exact(high!.Value, decimals)})" : "–";
        string N(long? count) => count is { } n ? shown.Number(n) : "–";
        string StatusOf(SegmentStatus? status) => status is { } s ? T(RouteSegment.TitleOf(s)) : T(BulletinSay.Unknown);

        var document = new WordDocument(language, T(BulletinSay.TitleOf, shown.Time(EventTime.InMonth(b.Month.Year, b.Month.Month))), b.Marking.ToString(), today.AtMidnight().InUtc().ToInstant())
            .Text(T(BulletinSay.MadeOn, shown.Day(today)), note: true)
            .Heading(T(BulletinSay.AtAGlance))
            .Text(T(BulletinSay.Confirmed, b.Segments.Count(s => s.Status == SegmentStatus.Confirmed), b.Segments.Count(s => s.Status == SegmentStatus.Probable)))
            .Heading(T(BulletinSay.StatusChanged), level: 2);
        if (b.Changes.Count == 0) document.Text(T(BulletinSay.NoneChanged));
        else document.Items(b.Changes.Select(c => $"{c.Leg.From.Name} – {c.Leg.To.Name}: {StatusOf(c.Before)} → {StatusOf(c.After)}"));
        if (b.Detections.Count > 0)
            document.Heading(T(BulletinSay.Detections)).Text(T(BulletinSay.DetectionsLead), note: true).Table(T(BulletinSay.Detections),
                [new(T(BordersSay.Route), Weight: 4), new(T(BulletinSay.ThisMonth), true), new(T(BulletinSay.MonthBefore), true), new(T(BulletinSay.YearBefore), true), new(T(RoutesSay.Ratio), true, 3)],
                b.Detections.Select(r => (string[])[T(Routes.Title(r.Route)), N(r.Month), N(r.MonthBefore), N(r.YearBefore), Interval(r.Ratio, r.Low, r.High, 2)]));
        if (b.Deaths.Count > 0)
            document.Heading(T(BulletinSay.Deaths)).Text(T(BulletinSay.DeathsLead), note: true).Table(T(BulletinSay.Deaths),
                [new(T(BordersSay.Route), Weight: 4), new(T(BordersSay.DeadAndMissing), true)],
                b.Deaths.Select(t => (string[])[T(Routes.Title(t.Route)), t.DeadAndMissing is { } n ? shown.Number(n) : T(BulletinSay.NotShown)]));
        if (b.Segments.Count > 0)
            document.Heading(T(BulletinSay.Segments)).Text($"{T(BulletinSay.SegmentsLead)} {T(RoutesSay.StatusLead)}", note: true).Table(T(BulletinSay.Segments),
                [new(T(RoutesSay.Segment), Weight: 5), new(T(RoutesSay.Status)), new(T(RoutesSay.Events), true), new(T(RoutesSay.Sources), true), new(T(RoutesSay.Yearly), true, 4)],
                b.Segments.Select(s => (string[])[$"{s.Leg.From.Name} – {s.Leg.To.Name}", T(RouteSegment.TitleOf(s.Status)), shown.Number(s.Independent), shown.Number(s.Sources), Interval(s.Yearly.Value, s.Yearly.Low, s.Yearly.High, 1)]));
        if (b.Effort.Count > 0)
            document.Heading(T(BulletinSay.Effort)).Text(T(PatrolEffort.Caveat), note: true).Table(T(BulletinSay.Effort),
                [new(T(BulletinSay.MonthOf)), new(T(BulletinSay.Patrols), true), new(T(BulletinSay.Hours), true), new(T(CountUnits.Title(CountUnit.Detections)), true), new(T(BulletinSay.Per1000), true, 3)],
                b.Effort.Select(m => (string[])[m.Period, shown.Number(m.Patrols), shown.Number(m.Hours, 0), shown.Number(m.Detections), Interval(m.Per1000Hours, m.Low, m.High, 1)]));
        document.Heading(T(BulletinSay.Assessments));
        if (issued.Count == 0) document.Text(T(BulletinSay.NoAssessments));
        else document.Items(issued);
        return document.Heading(T(BulletinSay.HowToRead)).Text(T(BulletinSay.Units)).Text(T(BulletinSay.Coarse)).Text(T(RoutesAnalysis.Unseen))
            .Heading(T(RoutesSay.Sources), level: 2).Items(b.Sources.Select(s => T(s))).ToBytes();
    }
}
