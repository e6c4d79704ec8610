using NodaTime;

namespace Palermo.Kernel;

/// <summary>A step that a hold can block.</summary>
public enum HeldStep { Return, Transfer, Sharing, Disposal, Publication }

/// <summary>
/// An authority blocks a step for somebody or something. Others see one wording for every kind of hold; the reason is for the
/// decision-maker, the lawyer and the appeal body, and lies in the record of the authority that set it, not here.
/// </summary>
/// <param name="Subject">A random reference, not the record's id: it tells neither what is held nor when it was made.</param>
/// <param name="Blocks">The steps that are not available.</param>
/// <param name="SetBy">The authority that set it, and alone may lift it.</param>
/// <param name="Ask">Whom to ask, as shown to others.</param>
public sealed record Hold(string Subject, IReadOnlyList<HeldStep> Blocks, string SetBy, string Ask, LocalDate Since, LocalDate ReviewOn, LocalDate? LiftedOn = null)
{
    private static readonly Workflow Steps = new(
        [new("standing", new("Standing", "En vigueur", "قائم")), new("lifted", new("Lifted", "Levé", "مرفوع"), Final: true)],
        [new("lift", new("Lift", "Lever", "رفع"), "standing", "lifted", Guards: [OnlyWhoSetIt])],
        [new("review", new("Review of the hold", "Réexamen du blocage", "مراجعة المنع"), (body, header) => header.State == "standing" ? ((Hold)body).ReviewOn : null, "the authority that set it")]);

    private static IEnumerable<Refusal> OnlyWhoSetIt(GuardContext step)
    {
        if (step.Session.Actor.Organisation != step.As<Hold>().SetBy)
            yield return new("hold.only-who-set-it", $"Only the authority that set the hold may lift it: ask {step.As<Hold>().Ask}.");
    }

    /// <summary>What everybody else is told, alike for every hold.</summary>
    public static Words Wording(string ask) => new(
        $"Not available for this step. Ask {ask}.", $"Non disponible pour cette étape. Adressez-vous à {ask}.", $"غير متاح لهذه الخطوة. راجع {ask}.");

    /// <summary>The refusals of a step: one wording whatever the reason, and one refusal for each authority to be asked.</summary>
    /// <param name="holds">Holds on the subject, in whatever state.</param>
    public static IReadOnlyList<Refusal> Bars(IEnumerable<Hold> holds, HeldStep step, LocalDate today) =>
    [
        .. holds.Where(h => h.Blocks.Contains(step) && h.Since <= today && (h.LiftedOn is not { } lifted || today < lifted))
            .Select(h => h.Ask).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(ask => new Refusal("hold", Wording(ask).English)),
    ];

    private static readonly CodeList HeldSteps = CodeList.Of<HeldStep>("held-step",
        (HeldStep.Return, new("Return", "Retour", "العودة")), (HeldStep.Transfer, new("Transfer", "Transfert", "النقل")), (HeldStep.Sharing, new("Sharing", "Partage", "المشاركة")),
        (HeldStep.Disposal, new("Disposal", "Disposition", "التصرف")), (HeldStep.Publication, new("Publication", "Publication", "النشر")));

    public static Kind<Hold> Kind { get; } = new KindBuilder<Hold>("hold", "shared",
            new("Hold", "Blocage", "منع"), new("Holds", "Blocages", "حالات المنع"))
        .Field(x => x.Subject, new("Reference", "Référence", "المرجع"), f => f with { Type = FieldType.Identifier, IdentifierType = HoldReference.IdentifierType, Required = true, Listed = true, MaxLength = 32 })
        .Field(x => x.Blocks, new("Steps that are blocked", "Étapes bloquées", "الخطوات الممنوعة"), f => f with { Type = FieldType.Codes, Codes = HeldSteps, Required = true, Listed = true })
        .Field(x => x.SetBy, new("Set by", "Posé par", "وضعته"), f => f with { Required = true })
        .Field(x => x.Ask, new("Ask", "S'adresser à", "يُراجَع"), f => f with { Required = true, Listed = true })
        .Field(x => x.Since, new("Since", "Depuis", "منذ"), f => f with { Required = true, Listed = true })
        .Field(x => x.ReviewOn, new("Review on", "Réexamen le", "تاريخ المراجعة"), f => f with { Required = true, Listed = true })
        .Field(x => x.LiftedOn, new("Lifted on", "Levé le", "رُفع في"))
        .Title(x => x.Subject)
        .Rule(x => x.ReviewOn < x.Since ? [new Refusal("hold.review", "The review lies before the beginning.", Field: "reviewOn")] : [])
        .Workflow(Steps)
        // Every purpose: a hold that somebody cannot see would not hold him.
        .Purposes([.. Purpose.All.Keys])
        .StillNeeded((x, _) => x.LiftedOn is null ? new Refusal("retention.hold-stands", "The hold stands: only the authority that set it ends it.") : null)
        .Retention(1, 5, "the authority that set it")
        .Build();
}
