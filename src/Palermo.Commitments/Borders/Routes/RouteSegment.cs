using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>An assessment of a segment: what the analysis says, what a person judges of it, and whether it was issued. The analysis alone issues nothing.</summary>
internal sealed record RouteSegment : BorderEvent
{
    /// <summary>The hub where it begins.</summary>
    public string From { get; init; } = "";
    /// <summary>The hub where it ends.</summary>
    public string To { get; init; } = "";
    public SegmentStatus Status { get; init; }
    /// <summary>Independent events behind it in the span.</summary>
    public int Events { get; init; }
    public int Sources { get; init; }
    /// <summary>Figures as counted, one a unit, in words: they are not added.</summary>
    public string? Figures { get; init; }
    public string? Uncertainty { get; init; }
    /// <summary>Ids of the records behind it.</summary>
    public IReadOnlyList<string>? Evidence { get; init; }
    /// <summary>What the person who reviews it makes of it.</summary>
    public string? Judgement { get; init; }

    private static readonly CodeList Statuses = CodeList.Of<SegmentStatus>("segment-status",
        (SegmentStatus.Confirmed, new("Confirmed", "Confirmé", "مؤكَّد")), (SegmentStatus.Probable, new("Probable", "Probable", "مرجَّح")),
        (SegmentStatus.Possible, new("Possible", "Possible", "محتمل")), (SegmentStatus.Historic, new("Historic", "Historique", "تاريخي")));

    public static Words TitleOf(SegmentStatus status) => Statuses.Codes[(int)status].Title;

    /// <summary>True for an assessment that stands: reviewed or issued, and not of a way that nobody uses any more.</summary>
    internal static bool IsActive(RouteSegment body, string state) => state is "reviewed" or "issued" && body.Status != SegmentStatus.Historic;

    private static readonly Workflow Steps = new(
        [
            new("draft", new("Draft", "Projet", "مسودة")),
            new("reviewed", new("Reviewed", "Revue", "مُراجَع")),
            new("issued", new("Issued", "Publiée", "صادر")),
            new("superseded", new("Superseded", "Remplacée", "مستبدَل"), Final: true),
        ],
        [
            new("review", new("Review", "Réviser", "مراجعة"), "draft", "reviewed", Guards: [NeedsJudgement], FourEyes: true),
            new("issue", new("Issue", "Publier", "إصدار"), "reviewed", "issued"),
            new("supersede", new("Supersede", "Remplacer", "استبدال"), "issued", "superseded"),
            new("drop", new("Drop", "Abandonner", "ترك"), "draft", "superseded"),
        ],
        [new("review-again", new("Review again", "Réexaminer", "إعادة المراجعة"), (body, header) => header.State == "issued" ? ((RouteSegment)body).When.To.PlusMonths(6) : null, "Catalogue of indicators, C06-I1: reviewed in the last six months")]);

    private static IEnumerable<Refusal> NeedsJudgement(GuardContext step)
    {
        if (string.IsNullOrWhiteSpace(step.As<RouteSegment>().Judgement))
            yield return new("segment.judgement", "Write what you make of it, in the field Judgement, before you mark it as reviewed.", Field: "judgement");
    }

    public static Kind<RouteSegment> Kind { get; } = new KindBuilder<RouteSegment>("route-segment", "borders",
            new("Route assessment", "Évaluation de route", "تقييم مسار"), new("Route assessments", "Évaluations de routes", "تقييمات المسارات"))
        .Event(x => $"{x.From} – {x.To}, {x.When.From:uuuu-MM-dd} / {x.When.To:uuuu-MM-dd}")
        .Field(x => x.From, new("From", "De", "من"), f => f with { Required = true, Searched = true, Listed = true, MaxLength = 100 })
        .Field(x => x.To, new("To", "À", "إلى"), f => f with { Required = true, Searched = true, Listed = true, MaxLength = 100 })
        .Field(x => x.Status, new("Status", "Statut", "الحالة"), f => f with { Codes = Statuses, Filtered = true, Listed = true })
        .Field(x => x.Events, new("Independent events", "Événements indépendants", "أحداث مستقلة"), f => f with { Minimum = 0, Maximum = 1_000_000, Listed = true })
        .Field(x => x.Sources, new("Sources", "Sources", "المصادر"), f => f with { Minimum = 0, Maximum = 1_000_000 })
        .Field(x => x.Figures, new("Figures, each with its unit", "Chiffres, chacun avec son unité", "الأرقام، كل منها بوحدته"), f => f with { MaxLength = 1_000 })
        .Field(x => x.Uncertainty, new("How unsure", "Incertitude", "درجة عدم اليقين"), f => f with { Type = FieldType.LongText, MaxLength = 4_000 })
        .Field(x => x.Evidence, new("Records behind it", "Fiches à l'appui", "السجلات الداعمة"), f => f with { MaxLength = 40 })
        .Field(x => x.Judgement, new("Judgement of a person", "Jugement d'une personne", "حكم الشخص المسؤول"), f => f with { Type = FieldType.LongText, MaxLength = 4_000, Searched = true })
        .Rule(x => x.From == x.To ? [new Refusal("segment.ends", "A segment leads from one hub to another.", Field: "to")] : [])
        .Workflow(Steps)
        .Build();
}
