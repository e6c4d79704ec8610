using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

/// <summary>A request for a notice, from the draft of a service to its publication by the General Secretariat and its end.</summary>
/// <remarks>States after the domain page "information exchange", 1.3; RPD Arts. 73-96.</remarks>
internal sealed record NoticeRequest : NoticeBody
{
    /// <summary>Why the General Secretariat refused, in its words; a requester is told no more than it says.</summary>
    public string? RefusalReason { get; init; }
    /// <summary>What the General Secretariat asked for.</summary>
    public string? MoreInformation { get; init; }

    private static readonly Workflow Steps = new(
        [
            new("draft", new("Draft", "Projet", "مسودة")),
            new("ncb-review", new("Review by the bureau", "Examen par le BCN", "مراجعة المكتب المركزي")),
            new("submitted", new("Submitted", "Soumise", "مقدَّمة")),
            new("under-compliance-review", new("Under compliance review", "Contrôle de conformité", "قيد مراجعة المطابقة")),
            new("more-info-requested", new("More information requested", "Complément demandé", "طُلبت معلومات إضافية")),
            new("published", new("Published", "Publiée", "منشورة")),
            new("suspended", new("Suspended", "Suspendue", "معلَّقة")),
            new("refused", new("Refused", "Refusée", "مرفوضة"), Final: true),
            new("expired", new("Expired", "Expirée", "منتهية"), Final: true),
            new("cancelled", new("Cancelled", "Annulée", "ملغاة"), Final: true),
        ],
        [
            new("review", new("Give to the bureau", "Transmettre au BCN", "إحالة إلى المكتب"), "draft", "ncb-review"),
            new("return", new("Return to the author", "Renvoyer à l'auteur", "إعادة إلى المحرر"), "ncb-review", "draft"),
            new("submit", new("Submit", "Soumettre", "تقديم"), "ncb-review", "submitted", Guards: [NoticeGuards.Complies], FourEyes: true),
            new("take-up", new("Compliance review begins", "Ouvrir le contrôle de conformité", "بدء مراجعة المطابقة"), "submitted", "under-compliance-review"),
            new("ask", new("Ask for more", "Demander un complément", "طلب المزيد"), "under-compliance-review", "more-info-requested", Guards: [Asked]),
            new("answer", new("Answered", "Complément reçu", "وردت الإجابة"), "more-info-requested", "under-compliance-review"),
            new("publish", new("Published", "Publier", "نشر"), "under-compliance-review", "published", Guards: [NoticeGuards.Complies], FourEyes: true),
            new("refuse", new("Refused", "Refuser", "رفض"), "under-compliance-review", "refused", Guards: [RefusalHasReason]),
            new("suspend", new("Suspend", "Suspendre", "تعليق"), "published", "suspended"),
            new("reinstate", new("Reinstate", "Rétablir", "إعادة"), "suspended", "published", Guards: [NoticeGuards.Complies], FourEyes: true),
            new("cancel", new("Cancel", "Annuler", "إلغاء"), "published", "cancelled", Guards: [NoticeGuards.EndIsStated]),
            new("cancel-suspended", new("Cancel", "Annuler", "إلغاء"), "suspended", "cancelled", Guards: [NoticeGuards.EndIsStated]),
            new("expire", new("Expired", "Constater l'expiration", "تسجيل الانتهاء"), "published", "expired", Guards: [NoticeGuards.HasExpired]),
        ],
        [
            new("review-due", new("Review before expiry", "Réexamen avant expiration", "مراجعة قبل الانتهاء"), (body, header) => header.State is "published" or "suspended" ? ((NoticeRequest)body).ReviewDue : null, "RPD Art. 50: six months before"),
            new("expiry", new("Expiry", "Expiration", "انتهاء الصلاحية"), (body, header) => header.State is "published" or "suspended" ? ((NoticeRequest)body).ExpiresOn : null, "RPD Art. 49: then it is deleted"),
        ]);

    private static IEnumerable<Refusal> RefusalHasReason(GuardContext step)
    {
        if (string.IsNullOrWhiteSpace(step.As<NoticeRequest>().RefusalReason)) yield return new("notice.refusal", "Write down why, in the field \"Why it was refused\".", "RPD Art. 86", "refusalReason");
    }

    private static IEnumerable<Refusal> Asked(GuardContext step)
    {
        if (string.IsNullOrWhiteSpace(step.As<NoticeRequest>().MoreInformation)) yield return new("notice.question", "Write down what is asked for.", Field: "moreInformation");
    }

    public static Kind<NoticeRequest> Kind { get; } = new KindBuilder<NoticeRequest>("notice", "sharing",
            new("Notice", "Notice", "نشرة"), new("Notices", "Notices", "النشرات"))
        .Notice()
        .Field(x => x.RefusalReason, new("Why it was refused", "Motif du refus", "سبب الرفض"), f => f with { Type = FieldType.LongText, MaxLength = 4000 })
        .Field(x => x.MoreInformation, new("What was asked for", "Complément demandé", "المعلومات المطلوبة"), f => f with { Type = FieldType.LongText, MaxLength = 4000 })
        .Categories(SubjectCategory.Suspect, SubjectCategory.Convicted, SubjectCategory.OtherParty, SubjectCategory.MissingPerson, SubjectCategory.Deceased)
        .Workflow(Steps)
        .Build();
}
