using Palermo.Analysis.Notices;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

/// <summary>A diffusion: in the manner of a notice, sent by a bureau directly to chosen countries, under the same rules.</summary>
/// <remarks>RPD Arts. 97-101; wanted-person diffusions are checked before they become visible.</remarks>
internal sealed record Diffusion : NoticeBody
{
    /// <summary>Countries that get it.</summary>
    public IReadOnlyList<string>? Recipients { get; init; }
    /// <summary>Countries that the recorder bars (RPD Art. 58).</summary>
    public IReadOnlyList<string>? BarredCountries { get; init; }

    internal override NoticeApplication ToApplication() => base.ToApplication() with { Diffusion = true, Recipients = Recipients ?? [], BarredCountries = BarredCountries };

    private static readonly Workflow Steps = new(
        [
            new("draft", new("Draft", "Projet", "مسودة")),
            new("under-compliance-review", new("Under compliance review", "Contrôle de conformité", "قيد مراجعة المطابقة")),
            new("sent", new("Sent", "Envoyée", "مرسَلة")),
            new("refused", new("Refused", "Refusée", "مرفوضة"), Final: true),
            new("expired", new("Expired", "Expirée", "منتهية"), Final: true),
            new("cancelled", new("Cancelled", "Annulée", "ملغاة"), Final: true),
        ],
        [
            new("check", new("Compliance review begins", "Ouvrir le contrôle de conformité", "بدء مراجعة المطابقة"), "draft", "under-compliance-review", Guards: [NoticeGuards.Complies]),
            new("send", new("Send", "Envoyer", "إرسال"), "under-compliance-review", "sent", Guards: [NoticeGuards.Complies], FourEyes: true),
            new("send-unwanted", new("Send", "Envoyer", "إرسال"), "draft", "sent", Guards: [NoticeGuards.Complies, NotWanted], FourEyes: true),
            new("refuse", new("Refused", "Refuser", "رفض"), "under-compliance-review", "refused"),
            new("cancel", new("Cancel", "Annuler", "إلغاء"), "sent", "cancelled", Guards: [NoticeGuards.EndIsStated]),
            new("expire", new("Expired", "Constater l'expiration", "تسجيل الانتهاء"), "sent", "expired", Guards: [NoticeGuards.HasExpired]),
        ],
        [
            new("review-due", new("Review before expiry", "Réexamen avant expiration", "مراجعة قبل الانتهاء"), (body, header) => header.State == "sent" ? ((Diffusion)body).ReviewDue : null, "RPD Art. 50: six months before"),
            new("expiry", new("Expiry", "Expiration", "انتهاء الصلاحية"), (body, header) => header.State == "sent" ? ((Diffusion)body).ExpiresOn : null, "RPD Art. 49: then it is deleted"),
        ]);

    private static IEnumerable<Refusal> NotWanted(GuardContext step)
    {
        if (step.As<Diffusion>().Colour == NoticeColour.Red) yield return new("diffusion.review", "A wanted-person diffusion goes through the compliance review first.", "RPD Arts. 86 and 101");
    }

    public static Kind<Diffusion> Kind { get; } = new KindBuilder<Diffusion>("diffusion", "sharing",
            new("Diffusion", "Diffusion", "تعميم"), new("Diffusions", "Diffusions", "التعاميم"))
        .Notice()
        .Field(x => x.Recipients, new("Recipients", "Destinataires", "الجهات المستلِمة"), f => f with { Required = true, Listed = true, Help = new("Country codes, one a line.", "Codes de pays, un par ligne.", "رموز البلدان، واحد في كل سطر.") })
        .Field(x => x.BarredCountries, new("Barred countries", "Pays exclus", "البلدان المستبعدة"))
        .Rule(x => (x.Recipients ?? []).Where(r => (x.BarredCountries ?? []).Any(b => Countries.Same(b, r))).Select(r => new Refusal("diffusion.barred", $"{r} is barred and cannot be a recipient.", "RPD Art. 58", "recipients")))
        .Categories(SubjectCategory.Suspect, SubjectCategory.Convicted, SubjectCategory.OtherParty, SubjectCategory.MissingPerson, SubjectCategory.Deceased)
        .Workflow(Steps)
        .Build();
}
