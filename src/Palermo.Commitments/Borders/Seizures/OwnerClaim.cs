using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>The claim of somebody other than the person from whom a thing was taken: who, on what ground, told when, and what was decided.</summary>
/// <remarks>UNTOC, Art. 12(8): the rights of bona fide third parties are not to be prejudiced. Name and ground stand here; the asset keeps the dates alone.</remarks>
internal sealed record OwnerClaim
{
    public RecordId? Asset { get; init; }
    public string Claimant { get; init; } = "";
    public string? Contact { get; init; }
    public string Ground { get; init; } = "";
    public LocalDate? NotifiedOn { get; init; }
    public LocalDate? ObjectionUntil { get; init; }
    public LocalDate? ObjectionOn { get; init; }
    public string? Decision { get; init; }

    private static readonly Workflow Steps = new(
        [
            new("found", new("Owner found", "Propriétaire identifié", "عُرف المالك")),
            new("notified", new("Notified", "Avisé", "أُخطر")),
            new("objected", new("Objection lodged", "Opposition formée", "قُدِّم اعتراض")),
            new("upheld", new("Upheld", "Accueillie", "مقبول"), Final: true),
            new("rejected", new("Rejected", "Rejetée", "مرفوض"), Final: true),
            new("lapsed", new("No objection in time", "Sans opposition dans le délai", "لا اعتراض في المهلة"), Final: true),
        ],
        [
            new("notify", new("Notified", "Aviser", "الإخطار"), "found", "notified", Guards: [NeedsNotice]),
            new("object", new("Objection received", "Opposition reçue", "ورد اعتراض"), "notified", "objected", Guards: [NeedsObjection]),
            new("uphold", new("Uphold", "Accueillir", "قبول"), "objected", "upheld", [Role.Prosecutor.Name, Role.Supervisor.Name], [NeedsDecision], FourEyes: true),
            new("reject", new("Reject", "Rejeter", "رفض"), "objected", "rejected", [Role.Prosecutor.Name, Role.Supervisor.Name], [NeedsDecision], FourEyes: true),
            new("lapse", new("The time has passed", "Délai écoulé", "انقضت المهلة"), "notified", "lapsed", Guards: [TimePassed]),
        ],
        [new("objection", new("End of the time to object", "Fin du délai d'opposition", "انتهاء مهلة الاعتراض"), (body, header) => header.State == "notified" ? ((OwnerClaim)body).ObjectionUntil : null, "UNTOC, Art. 12(8); the law of the place")]);

    private static IEnumerable<Refusal> NeedsNotice(GuardContext step)
    {
        var claim = step.As<OwnerClaim>();
        if (claim.NotifiedOn is null || claim.ObjectionUntil is null) yield return new("claim.notice", "Say when the owner was told, and until when an objection may come.", "UNTOC, Art. 12(8)", "notifiedOn");
    }

    private static IEnumerable<Refusal> NeedsObjection(GuardContext step)
    {
        if (step.As<OwnerClaim>().ObjectionOn is null) yield return new("claim.objection", "Say when the objection came.", Field: "objectionOn");
    }

    private static IEnumerable<Refusal> NeedsDecision(GuardContext step)
    {
        if (string.IsNullOrWhiteSpace(step.As<OwnerClaim>().Decision)) yield return new("claim.decision", "Write the decision and its reasons.", Field: "decision");
    }

    private static IEnumerable<Refusal> TimePassed(GuardContext step)
    {
        if (step.As<OwnerClaim>().ObjectionUntil is { } until && step.Today <= until) yield return new("claim.runs", $"The owner may object until {until:uuuu-MM-dd}.", "UNTOC, Art. 12(8)", "objectionUntil");
    }

    public static Kind<OwnerClaim> Kind { get; } = new KindBuilder<OwnerClaim>("owner-claim", "borders",
            new("Owner's claim", "Revendication du propriétaire", "مطالبة المالك"), new("Owners' claims", "Revendications de propriétaires", "مطالبات الملاك"))
        .Field(x => x.Asset, new("Seized asset", "Bien saisi", "الشيء المضبوط"), f => f with { Required = true, LinkRole = "claims", LinkKind = SeizedAsset.Kind.Name })
        .Field(x => x.Claimant, new("Claimant", "Demandeur", "المطالِب"), f => f with { Required = true, Searched = true, Listed = true })
        .Field(x => x.Contact, new("Contact", "Contact", "جهة الاتصال"))
        .Field(x => x.Ground, new("Ground of the claim", "Fondement de la revendication", "سند المطالبة"), f => f with { Type = FieldType.LongText, Required = true, MaxLength = 4000 })
        .Field(x => x.NotifiedOn, new("Notified on", "Avisé le", "أُخطر في"), f => f with { Listed = true })
        .Field(x => x.ObjectionUntil, new("May object until", "Peut s'opposer jusqu'au", "له الاعتراض حتى"), f => f with { Listed = true })
        .Field(x => x.ObjectionOn, new("Objection received on", "Opposition reçue le", "ورد الاعتراض في"))
        .Field(x => x.Decision, new("Decision and reasons", "Décision et motifs", "القرار وأسبابه"), f => f with { Type = FieldType.LongText, MaxLength = 10_000 })
        .Title(x => x.Claimant)
        .Rule(x => x.ObjectionUntil < x.NotifiedOn ? [new Refusal("claim.until", "The time to object ends before the owner was told.", Field: "objectionUntil")] : [])
        .Workflow(Steps)
        .Categories(SubjectCategory.OtherParty)
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Prosecution)
        .Retention(1, 20, "Palermo, Borders: as long as the file of the case")
        .NeedsLegalBasis()
        .Build();
}
