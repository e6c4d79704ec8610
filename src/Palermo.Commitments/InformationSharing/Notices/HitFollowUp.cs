using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

/// <summary>A hit and what became of it. A hit is no ground for a measure by itself: the bureau that owns the entry confirms it first.</summary>
/// <remarks>States after the domain page "information exchange", 1.5; RPD Arts. 104-106. The owner has 24 hours to confirm.</remarks>
internal sealed record HitFollowUp
{
    public static readonly Duration TimeToConfirm = Duration.FromHours(24);

    /// <summary>The list and entry that were hit: the entry's own words, never the traveller's data.</summary>
    public required string EntryHit { get; init; }
    public RecordId? Entry { get; init; }
    public required string Owner { get; init; }
    /// <summary>True when it matched on all points, false when it only may be the same.</summary>
    public bool Exact { get; init; }
    public Instant ReceivedAt { get; init; }
    public string? Post { get; init; }
    public Instant? NotifiedAt { get; init; }
    public Instant? AnsweredAt { get; init; }
    public string? Answer { get; init; }
    public string? ActionTaken { get; init; }
    public bool FalsePositive { get; init; }
    public string? Reason { get; init; }

    /// <summary>Confirmed or refuted by the owner within 24 hours of being told.</summary>
    internal bool InTime => NotifiedAt is { } told && AnsweredAt is { } said && said - told <= TimeToConfirm;

    private static readonly Workflow Steps = new(
        [
            new("hit-received", new("Hit received", "Réponse positive reçue", "وردت إصابة")),
            new("first-line-verified", new("Verified at the first line", "Vérifiée en première ligne", "تحقق أولي")),
            new("second-line", new("Second line", "Deuxième ligne", "تدقيق ثانوي")),
            new("ncb-notified", new("Owner told", "Propriétaire informé", "أُبلغ صاحب المدخل")),
            new("ncb-confirmed", new("Confirmed by the owner", "Confirmée par le propriétaire", "أكدها صاحبها")),
            new("ncb-invalid", new("Not valid, says the owner", "Déclarée non valable", "غير صحيحة حسب صاحبها")),
            new("no-answer", new("No answer in 24 hours", "Sans réponse sous 24 heures", "لا رد خلال 24 ساعة")),
            new("action-taken", new("Action taken", "Suite donnée", "اتُّخذ إجراء")),
            new("closed", new("Closed", "Clôturée", "مغلقة"), Final: true),
        ],
        [
            new("verify", new("Same person or thing", "Identité vérifiée", "تحقق من الهوية"), "hit-received", "first-line-verified"),
            new("dismiss", new("Not the same", "Pas la même", "ليس هو نفسه"), "hit-received", "closed", Guards: [FalsePositiveSaid]),
            new("second-line", new("Second line", "Passer en deuxième ligne", "إحالة إلى التدقيق الثانوي"), "first-line-verified", "second-line"),
            new("notify", new("Tell the owner", "Informer le propriétaire", "إبلاغ صاحب المدخل"), "second-line", "ncb-notified", Guards: [Told]),
            new("confirm", new("Confirmed", "Confirmée", "مؤكدة"), "ncb-notified", "ncb-confirmed", Guards: [Answered]),
            new("invalidate", new("Not valid", "Non valable", "غير صحيحة"), "ncb-notified", "ncb-invalid", Guards: [Answered, FalsePositiveSaid]),
            new("wait-over", new("No answer", "Sans réponse", "لا رد"), "ncb-notified", "no-answer", Guards: [TimeIsOver]),
            new("late-answer", new("Answered late", "Réponse tardive", "رد متأخر"), "no-answer", "ncb-confirmed", Guards: [Answered]),
            new("act", new("Action taken", "Suite donnée", "اتُّخذ إجراء"), "ncb-confirmed", "action-taken", Guards: [ActionSaid]),
            new("close", new("Close", "Clôturer", "إغلاق"), "action-taken", "closed"),
            new("close-invalid", new("Close", "Clôturer", "إغلاق"), "ncb-invalid", "closed"),
            new("close-unanswered", new("Close", "Clôturer", "إغلاق"), "no-answer", "closed", Guards: [ReasonSaid]),
        ],
        [new("confirmation", new("Confirmation by the owner", "Confirmation par le propriétaire", "تأكيد صاحب المدخل"), (body, header) => header.State == "ncb-notified" && ((HitFollowUp)body).NotifiedAt is { } told ? (told + TimeToConfirm).InUtc().Date : null, "domain page, 1.3: 24 hours")]);

    private static IEnumerable<Refusal> FalsePositiveSaid(GuardContext step)
    {
        var body = step.As<HitFollowUp>();
        if (!body.FalsePositive || string.IsNullOrWhiteSpace(body.Reason)) yield return new("hit.false-positive", "Mark it as a false positive and say why: it improves the list.", Field: "falsePositive");
    }

    private static IEnumerable<Refusal> Told(GuardContext step)
    {
        if (step.As<HitFollowUp>().NotifiedAt is null) yield return new("hit.notified", "Write down when the owner was told: the 24 hours run from then.", "RPD Art. 105", "notifiedAt");
    }

    private static IEnumerable<Refusal> Answered(GuardContext step)
    {
        if (step.As<HitFollowUp>().AnsweredAt is null) yield return new("hit.answered", "Write down when the owner answered.", "RPD Art. 105", "answeredAt");
    }

    private static IEnumerable<Refusal> TimeIsOver(GuardContext step)
    {
        if (step.As<HitFollowUp>().NotifiedAt is { } told && step.Today < (told + TimeToConfirm).InUtc().Date) yield return new("hit.waiting", "The owner's 24 hours still run.", "RPD Art. 105");
    }

    private static IEnumerable<Refusal> ActionSaid(GuardContext step)
    {
        if (string.IsNullOrWhiteSpace(step.As<HitFollowUp>().ActionTaken)) yield return new("hit.action", "Write down what was done, and under which law.", "RPD Art. 106", "actionTaken");
    }

    private static IEnumerable<Refusal> ReasonSaid(GuardContext step)
    {
        if (string.IsNullOrWhiteSpace(step.As<HitFollowUp>().Reason)) yield return new("hit.reason", "Say why it is closed without an answer.", Field: "reason");
    }

    public static Kind<HitFollowUp> Kind { get; } = new KindBuilder<HitFollowUp>("hit-follow-up", "sharing",
            new("Hit", "Réponse positive", "إصابة"), new("Hits", "Réponses positives", "الإصابات"))
        .Field(x => x.EntryHit, new("Entry that was hit", "Inscription concernée", "المدخل المصاب"), f => f with { Required = true, Searched = true, Listed = true, Help = new("The words of the entry, not those of the traveller's papers.", "Les termes de l'inscription, non ceux des papiers du voyageur.", "ألفاظ المدخل لا ألفاظ وثائق المسافر.") })
        .Field(x => x.Entry, new("Record", "Fiche", "السجل"), f => f with { LinkRole = "hit" })
        .Field(x => x.Owner, new("Owner of the entry", "Propriétaire", "صاحب المدخل"), f => f with { Required = true, Filtered = true, Listed = true })
        .Field(x => x.Exact, new("Matched on all points", "Concordance complète", "تطابق تام"), f => f with { Filtered = true, Listed = true })
        .Field(x => x.ReceivedAt, new("Received at", "Reçue le", "وردت في"), f => f with { Required = true, Listed = true })
        .Field(x => x.Post, new("Post", "Poste", "المركز"), f => f with { Filtered = true })
        .Field(x => x.NotifiedAt, new("Owner told at", "Propriétaire informé le", "أُبلغ صاحبه في"))
        .Field(x => x.AnsweredAt, new("Owner answered at", "Réponse du propriétaire le", "رد صاحبه في"))
        .Field(x => x.Answer, new("Answer", "Réponse", "الرد"), f => f with { Type = FieldType.LongText, MaxLength = 4000 })
        .Field(x => x.ActionTaken, new("Action taken", "Suite donnée", "الإجراء المتخذ"), f => f with { Type = FieldType.LongText, MaxLength = 4000 })
        .Field(x => x.FalsePositive, new("False positive", "Faux positif", "إصابة خاطئة"), f => f with { Filtered = true })
        .Field(x => x.Reason, new("Reason", "Motif", "السبب"), f => f with { Type = FieldType.LongText, MaxLength = 4000 })
        .Title(x => x.EntryHit)
        .Rule(x => x.AnsweredAt < x.NotifiedAt ? [new Refusal("hit.order", "The answer lies before the question.", Field: "answeredAt")] : [])
        .Rule(x => x.NotifiedAt < x.ReceivedAt ? [new Refusal("hit.order", "The owner was told before the hit came.", Field: "notifiedAt")] : [])
        .Workflow(Steps)
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Cooperation)
        .Retention(1, 3, "domain page, section 5: as logs of SLTD queries")
        .Build();
}
