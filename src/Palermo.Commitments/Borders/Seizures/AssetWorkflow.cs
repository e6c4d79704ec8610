using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>The way of a seized thing from the place where it was found to its end: who may take which step, and what must be so before.</summary>
/// <remarks>
/// border-routes 8: Detected, Seized, Registered (24 hours), In custody, forensic examination and back, preservation order, judicial decision, executed, closed.
/// Third parties: UNTOC, Art. 12(8), their rights are not to be prejudiced. Disposal: UNTOC, Art. 14.
/// </remarks>
internal static class AssetWorkflow
{
    public const string Detected = "detected", Seized = "seized", Registered = "registered", InCustody = "in-custody", Examined = "forensic-exam", Preserved = "preservation-order",
        Confiscation = "confiscation-ordered", Release = "release-ordered", Return = "return-ordered", Destruction = "destruction-ordered",
        Sold = "sold", PublicUse = "public-use", Destroyed = "destroyed", Returned = "returned", Closed = "closed";

    /// <summary>States in which it lies somewhere and costs.</summary>
    private static readonly string[] Kept = [Seized, Registered, InCustody, Examined, Preserved, Confiscation, Release, Return, Destruction];

    /// <summary>True while the authority holds it.</summary>
    public static bool IsKept(string state) => Kept.Contains(state);

    /// <summary>True once it left the authority's hands into use by somebody: seen again, it has come back.</summary>
    public static bool LeftHands(string state, SeizedAsset asset) => state is Sold or PublicUse or Returned or Destroyed || (state == Closed && asset.DisposedOn is not null);

    private static readonly ImmutableSet Deciders = [Role.Prosecutor.Name, Role.Supervisor.Name];

    public static Workflow Steps { get; } = new(
        [
            new(Detected, new("Detected", "Repéré", "مرصود")),
            new(Seized, new("Seized", "Saisi", "مضبوط")),
            new(Registered, new("Registered", "Inscrit", "مقيَّد")),
            new(InCustody, new("In custody", "Sous garde", "في الحيازة")),
            new(Examined, new("Forensic examination", "Expertise", "فحص جنائي")),
            new(Preserved, new("Preservation order", "Ordonnance conservatoire", "أمر تحفظي")),
            new(Confiscation, new("Confiscation ordered", "Confiscation ordonnée", "أُمر بالمصادرة")),
            new(Release, new("Release ordered", "Mainlevée ordonnée", "أُمر برفع الضبط")),
            new(Return, new("Return to owner ordered", "Restitution ordonnée", "أُمر بالإعادة إلى المالك")),
            new(Destruction, new("Destruction for safety ordered", "Destruction de sécurité ordonnée", "أُمر بالإتلاف للسلامة")),
            new(Sold, new("Sold", "Vendu", "مبيع")),
            new(PublicUse, new("In public use", "Affecté à un service public", "في استعمال عام")),
            new(Destroyed, new("Destroyed", "Détruit", "مُتلَف")),
            new(Returned, new("Returned", "Restitué", "مُعاد")),
            new(Closed, new("Closed", "Clos", "مغلق"), Final: true),
        ],
        [
            new("seize", new("Record the seizure", "Constater la saisie", "إثبات الضبط"), Detected, Seized, Guards: [NeedsSeizure]),
            new("register", new("Enter in the register", "Inscrire au registre", "القيد في السجل"), Seized, Registered, Guards: [NeedsNumber]),
            new("take-into-custody", new("Take into custody", "Prendre en garde", "تسلُّم الحيازة"), Registered, InCustody, Guards: [NeedsCustody]),
            new("send-to-examination", new("Send to examination", "Envoyer à l'expertise", "الإحالة إلى الفحص"), InCustody, Examined, Guards: [NeedsCustody]),
            new("back-from-examination", new("Back from examination", "Retour d'expertise", "العودة من الفحص"), Examined, InCustody, Guards: [NeedsCustody]),
            new("preserve", new("Preservation order", "Ordonnance conservatoire", "أمر تحفظي"), InCustody, Preserved, Deciders, [NeedsDecision], FourEyes: true),
            .. Orders(InCustody, ""), .. Orders(Preserved, "-preserved"),
            new("sell", new("Sold", "Vendre", "البيع"), Confiscation, Sold, Guards: [NeedsExecution, OwnersRights, CustodyExplained, NotStolen, NeedsMarking]),
            new("put-to-use", new("Put to public use", "Affecter à un service public", "التخصيص لاستعمال عام"), Confiscation, PublicUse, Guards: [NeedsExecution, OwnersRights, CustodyExplained, NotStolen]),
            new("destroy", new("Destroyed", "Détruire", "الإتلاف"), Confiscation, Destroyed, Guards: [NeedsExecution, OwnersRights, CustodyExplained]),
            new("destroy-for-safety", new("Destroyed for safety", "Détruire par sécurité", "الإتلاف للسلامة"), Destruction, Destroyed, Guards: [NeedsExecution]),
            new("release", new("Released to the holder", "Remettre au détenteur", "التسليم إلى الحائز"), Release, Returned, Guards: [NeedsExecution]),
            new("return", new("Returned to the owner", "Restituer au propriétaire", "الإعادة إلى المالك"), Return, Returned, Guards: [NeedsExecution]),
            .. Ends(),
        ],
        [
            new("registration", new("Entry in the register", "Inscription au registre", "القيد في السجل"), (body, header) => header.State is Detected or Seized ? RegisterBy((SeizedAsset)body) : null, "Palermo, Borders: 24 hours, or as the record says"),
            new("objection", new("End of the time to object", "Fin du délai d'opposition", "انتهاء مهلة الاعتراض"), (body, header) => IsKept(header.State) ? ((SeizedAsset)body).ObjectionUntil() : null, "UNTOC, Art. 12(8); the law of the place"),
            new("decision", new("Judicial decision", "Décision judiciaire", "القرار القضائي"), (body, header) => header.State is Registered or InCustody or Examined or Preserved ? ((SeizedAsset)body).DecisionDue : null, "the law of the place"),
            new("execution", new("Execution of the decision", "Exécution de la décision", "تنفيذ القرار"), (body, header) => header.State is Confiscation or Release or Return or Destruction ? ((SeizedAsset)body).ExecuteBy : null, "the decision"),
        ]);

    private static IEnumerable<Transition> Orders(string from, string suffix) =>
    [
        new("order-confiscation" + suffix, new("Confiscation ordered", "Confiscation ordonnée", "أمر بالمصادرة"), from, Confiscation, Deciders, [NeedsDecision, Says(AssetOrder.Confiscation)], FourEyes: true),
        new("order-release" + suffix, new("Release ordered", "Mainlevée ordonnée", "أمر برفع الضبط"), from, Release, Deciders, [NeedsDecision, Says(AssetOrder.Release)], FourEyes: true),
        new("order-return" + suffix, new("Return to a bona fide owner ordered", "Restitution au propriétaire de bonne foi", "أمر بالإعادة إلى مالك حسن النية"), from, Return, Deciders, [NeedsDecision, Says(AssetOrder.ReturnToOwner)], FourEyes: true),
        new("order-destruction" + suffix, new("Destruction for safety ordered", "Destruction de sécurité ordonnée", "أمر بالإتلاف للسلامة"), from, Destruction, Deciders, [NeedsDecision, Says(AssetOrder.DestructionForSafety)], FourEyes: true),
    ];

    private static IEnumerable<Transition> Ends() => ((string[])[Sold, PublicUse, Destroyed, Returned]).Select(from =>
        new Transition("close-" + from, new("Close the file", "Clore le dossier", "إغلاق الملف"), from, Closed, FourEyes: true));

    private static LocalDate RegisterBy(SeizedAsset asset)
    {
        var hours = asset.RegisterWithinHours ?? SeizedAsset.UsualHours;
        return asset.When.At is { } at ? (at + Duration.FromHours(hours)).InUtc().Date : asset.When.To.PlusDays((hours + 23) / 24);
    }

    private static IEnumerable<Refusal> NeedsSeizure(GuardContext step)
    {
        if (step.As<SeizedAsset>().Seizure is null) yield return new("seizure.link", "Name the seizure in which it was taken: place, authority and legal basis stand there.", Field: "seizure");
    }

    private static IEnumerable<Refusal> NeedsNumber(GuardContext step)
    {
        if (string.IsNullOrWhiteSpace(step.As<SeizedAsset>().RegisterNumber)) yield return new("seizure.number", "Give its number in the register.", Field: "registerNumber");
    }

    private static IEnumerable<Refusal> NeedsCustody(GuardContext step)
    {
        var asset = step.As<SeizedAsset>();
        if (asset.Custody.Count == 0) yield return new("seizure.custody", "Record the hand-over first: from whom, to whom, when, why.", "ISO/IEC 27037", "custody");
    }

    private static IEnumerable<Refusal> NeedsDecision(GuardContext step)
    {
        var asset = step.As<SeizedAsset>();
        if (asset.DecisionBy is null || asset.DecisionOn is null || asset.DecisionReference is null)
            yield return new("seizure.decision", "Name the decision: which authority, on which day, under which reference.", "UNTOC, Art. 12", "decisionReference");
        if (asset.DecisionHash is null && asset.DecisionRecord is null)
            yield return new("seizure.decision-document", "Add the decision itself: its SHA-256, or the record that holds it.", Field: "decisionHash");
        if (asset.DecisionOn > step.Today) yield return new("seizure.decision-day", "The decision lies after today.", Field: "decisionOn");
    }

    /// <summary>The order as the record states it is the one that the step carries out: it stays readable when the file is closed.</summary>
    private static Func<GuardContext, IEnumerable<Refusal>> Says(AssetOrder order) => step => step.As<SeizedAsset>().Order == order ? []
        : [new Refusal("seizure.order", $"The record must say that {order switch { AssetOrder.Confiscation => "confiscation", AssetOrder.Release => "release", AssetOrder.ReturnToOwner => "return to an owner", _ => "destruction for safety" }} was ordered.", Field: "order")];

    private static IEnumerable<Refusal> NeedsExecution(GuardContext step)
    {
        var asset = step.As<SeizedAsset>();
        if (asset.DisposedOn is null || string.IsNullOrWhiteSpace(asset.DisposedTo))
            yield return new("seizure.execution", "Say when it was carried out and to whom it was handed.", "UNTOC, Art. 14", "disposedOn");
    }

    /// <summary>No disposal while an owner may still be heard.</summary>
    internal static IEnumerable<Refusal> OwnersRights(GuardContext step)
    {
        var asset = step.As<SeizedAsset>();
        const string source = "UNTOC, Art. 12(8)";
        switch (asset.Owner)
        {
            case OwnerStanding.NotLookedInto:
                yield return new("seizure.owner", "Nobody has looked for an owner yet: do, and record what was found.", source, "owner");
                yield break;
            case OwnerStanding.ThirdParty when asset.OwnerNotifiedOn is null || asset.ObjectionDays is null:
                yield return new("seizure.owner-notified", "The owner must be notified, with the days to object.", source, "ownerNotifiedOn");
                yield break;
        }
        if (asset.ObjectionUntil() is { } until && step.Today <= until)
            yield return new("seizure.objection-runs", $"The owner may object until {until:uuuu-MM-dd}.", source, "objectionDays");
        if (asset.ObjectionOn is not null && asset.Objection is null or ObjectionOutcome.Pending)
            yield return new("seizure.objection-pending", "The owner's objection is not decided.", source, "objection");
        if (asset.Objection == ObjectionOutcome.Upheld)
            yield return new("seizure.objection-upheld", "The owner's objection was upheld: it goes back to the owner.", source, "objection");
    }

    private static IEnumerable<Refusal> CustodyExplained(GuardContext step)
    {
        var asset = step.As<SeizedAsset>();
        if (asset.CustodyBreaks().Count > 0 && string.IsNullOrWhiteSpace(asset.CustodyExplanation))
            yield return new("seizure.custody-broken", "The chain of custody has a break: explain it. The break stays on record.", "ISO/IEC 27037", "custodyExplanation");
    }

    private static IEnumerable<Refusal> NotStolen(GuardContext step)
    {
        var asset = step.As<SeizedAsset>();
        if (asset.Class is not (SeizedClass.Vehicle or SeizedClass.Vessel or SeizedClass.OutboardEngine)) yield break;
        if (asset.StolenChecks.Count == 0)
            yield return new("seizure.stolen-check", "Ask the registers of stolen vehicles, vessels and engines first, and note the answer.", "border-routes 8", "stolenChecks");
        else if (asset.StolenChecks.MaxBy(c => c.QueriedAt)!.Result is not LookupResult.NoHit and var result)
            yield return new("seizure.stolen", result == LookupResult.Error ? "The last query gave no answer: ask again." : "The last query gave a hit: it may be somebody's stolen property. Have the issuer confirm it, then ask again.", "border-routes 8", "stolenChecks");
    }

    private static IEnumerable<Refusal> NeedsMarking(GuardContext step)
    {
        var asset = step.As<SeizedAsset>();
        if (asset.Class is SeizedClass.OutboardEngine or SeizedClass.Vessel && string.IsNullOrWhiteSpace(asset.Marking))
            yield return new("seizure.marking", "Mark it before it is sold, or destroy it: engines sold have come back to smugglers.", "border-routes 8", "marking");
    }
}
