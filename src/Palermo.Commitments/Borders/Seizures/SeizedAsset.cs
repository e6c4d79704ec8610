using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What is known of an owner other than the person from whom the thing was taken.</summary>
internal enum OwnerStanding { NotLookedInto, NoneFound, ThirdParty, SameAsHolder }

/// <summary>What became of an owner's objection.</summary>
internal enum ObjectionOutcome { Pending, Upheld, Rejected, Withdrawn }

/// <summary>What the judicial authority ordered.</summary>
internal enum AssetOrder { Confiscation, Release, ReturnToOwner, DestructionForSafety }

/// <summary>What a query of a register of stolen things answered. Nothing else of the answer is kept.</summary>
internal enum LookupResult { NoHit, PossibleHit, Hit, Error }

/// <summary>A query of a register, as it is kept: when, where, and what it answered.</summary>
/// <param name="Register">The register asked, such as INTERPOL SMV.</param>
/// <param name="Reference">The register's own reference for the answer.</param>
internal sealed record LookupNote(string Register, Instant QueriedAt, LookupResult Result, string? Reference = null);

/// <summary>One thing that was seized: what it is, who had it, what it costs, whose it is, and what the court said.</summary>
/// <remarks>
/// Names of people stand in the seizure report and in the owner's claim, not here: the register serves statistics too. Sources: border-routes 8;
/// UNTOC, Arts. 2(f), 2(g), 12 and 14; Smuggling of Migrants Protocol, Arts. 8, 9 and 11; ISO/IEC 27037 for custody.
/// </remarks>
internal sealed record SeizedAsset
{
    /// <summary>When it was seized.</summary>
    public required EventTime When { get; init; }
    public RecordId? Seizure { get; init; }
    /// <summary>Number in the register of exhibits.</summary>
    public string? RegisterNumber { get; init; }
    public SeizedClass Class { get; init; }
    public string Item { get; init; } = "";
    public string? Make { get; init; }
    public string? Model { get; init; }
    public string? Vin { get; init; }
    public string? Plate { get; init; }
    public string? EngineNumber { get; init; }
    public string? HullNumber { get; init; }
    public string? Imo { get; init; }
    public string? Imei { get; init; }
    public string? Phone { get; init; }
    public string? SerialNumber { get; init; }

    public decimal? EstimatedValue { get; init; }
    public string? Currency { get; init; }
    public string? Valuer { get; init; }

    public IReadOnlyList<CustodyStep> Custody { get; init; } = [];
    /// <summary>What the keeper says of a break in the chain. The break stays.</summary>
    public string? CustodyExplanation { get; init; }
    public Place? StoredAt { get; init; }
    public LocalDate? StoredSince { get; init; }
    public LocalDate? StoredUntil { get; init; }
    public decimal? StorageCostPerDay { get; init; }
    public string? StorageCurrency { get; init; }

    public IReadOnlyList<LookupNote> StolenChecks { get; init; } = [];

    public OwnerStanding Owner { get; init; }
    public LocalDate? OwnerNotifiedOn { get; init; }
    /// <summary>Days to object by the law of the place, from the notification.</summary>
    public int? ObjectionDays { get; init; }
    public LocalDate? ObjectionOn { get; init; }
    public ObjectionOutcome? Objection { get; init; }

    public LocalDate? DecisionDue { get; init; }
    public AssetOrder? Order { get; init; }
    public string? DecisionBy { get; init; }
    public LocalDate? DecisionOn { get; init; }
    public string? DecisionReference { get; init; }
    /// <summary>SHA-256 of the decision as received, hex.</summary>
    public string? DecisionHash { get; init; }
    public RecordId? DecisionRecord { get; init; }

    /// <summary>How it was marked so that it is known again.</summary>
    public string? Marking { get; init; }
    public LocalDate? ExecuteBy { get; init; }
    public LocalDate? DisposedOn { get; init; }
    public string? DisposedTo { get; init; }
    public decimal? Proceeds { get; init; }
    public string? ProceedsCurrency { get; init; }
    /// <summary>Hours within which it must be in the register; 24 unless the law of the place says otherwise.</summary>
    public int? RegisterWithinHours { get; init; }

    /// <summary>Hours to registration where the record names none (border-routes 8).</summary>
    public const int UsualHours = 24;

    /// <summary>The last day for an owner to object; null while it does not run.</summary>
    public LocalDate? ObjectionUntil() => OwnerNotifiedOn is { } notified && ObjectionDays is { } days ? Deadlines.Due(notified, days, DeadlineUnit.CalendarDays) : null;

    /// <summary>Breaks of the chain of custody: red flags, kept for good.</summary>
    public IReadOnlyList<Refusal> CustodyBreaks() => Kernel.Custody.Breaks(Custody);

    /// <summary>Who has it now, by the last step.</summary>
    public string? Keeper() => Custody.Count == 0 ? null : Custody[^1].To;

    private static readonly CodeList Owners = CodeList.Of<OwnerStanding>("owner-standing",
        (OwnerStanding.NotLookedInto, new("Not looked into", "Non recherché", "لم يُبحث عنه")),
        (OwnerStanding.NoneFound, new("Looked for, none found", "Recherché, aucun trouvé", "بُحث عنه ولم يُعثر على أحد")),
        (OwnerStanding.ThirdParty, new("A third party", "Un tiers", "طرف ثالث")),
        (OwnerStanding.SameAsHolder, new("The person from whom it was taken", "La personne chez qui le bien a été saisi", "الشخص الذي ضُبط لديه")));

    private static readonly CodeList Outcomes = CodeList.Of<ObjectionOutcome>("objection-outcome",
        (ObjectionOutcome.Pending, new("Pending", "En cours", "قيد النظر")), (ObjectionOutcome.Upheld, new("Upheld", "Accueillie", "مقبول")),
        (ObjectionOutcome.Rejected, new("Rejected", "Rejetée", "مرفوض")), (ObjectionOutcome.Withdrawn, new("Withdrawn", "Retirée", "مسحوب")));

    private static readonly CodeList Orders = CodeList.Of<AssetOrder>("asset-order",
        (AssetOrder.Confiscation, new("Confiscation", "Confiscation", "المصادرة")), (AssetOrder.Release, new("Release to the holder", "Mainlevée", "رفع الضبط")),
        (AssetOrder.ReturnToOwner, new("Return to a bona fide owner", "Restitution au propriétaire de bonne foi", "الإعادة إلى مالك حسن النية")),
        (AssetOrder.DestructionForSafety, new("Destruction for safety", "Destruction de sécurité", "الإتلاف للسلامة")));

    public static Kind<SeizedAsset> Kind { get; } = new KindBuilder<SeizedAsset>("seized-asset", "borders",
            new("Seized asset", "Bien saisi", "شيء مضبوط"), new("Seized assets", "Biens saisis", "الأشياء المضبوطة"))
        .Field(x => x.When, new("Seized", "Saisi", "ضُبط"), f => f with { Required = true, Listed = true })
        .Field(x => x.Seizure, new("Seizure", "Saisie", "عملية الضبط"), f => f with { LinkRole = "seized-in", LinkKind = SeizureEvent.Kind.Name })
        .Field(x => x.RegisterNumber, new("Number in the register", "Numéro au registre", "الرقم في السجل"), f => f with { Type = FieldType.Identifier, IdentifierType = AssetNumbers.Exhibit, Normalise = AssetNumbers.Plain, Searched = true, Listed = true })
        .Field(x => x.Class, new("Class", "Catégorie", "الفئة"), f => f with { Codes = SeizureEvent.Classes, Filtered = true, Listed = true })
        .Field(x => x.Item, new("Item", "Objet", "الشيء"), f => f with { Required = true, Searched = true, Listed = true })
        .Field(x => x.Make, new("Make", "Marque", "الصانع"), f => f with { Searched = true })
        .Field(x => x.Model, new("Model", "Modèle", "الطراز"), f => f with { Searched = true })
        .Number(x => x.Vin, AssetNumbers.Vin, new("Chassis number (VIN)", "Numéro de châssis (VIN)", "رقم الشاسيه (VIN)"))
        .Number(x => x.Plate, AssetNumbers.Plate, new("Plate", "Plaque", "اللوحة"))
        .Number(x => x.EngineNumber, AssetNumbers.Engine, new("Engine number", "Numéro de moteur", "رقم المحرك"))
        .Number(x => x.HullNumber, AssetNumbers.Hull, new("Hull number (HIN)", "Numéro de coque (HIN)", "رقم البدن (HIN)"))
        .Number(x => x.Imo, AssetNumbers.Imo, new("IMO number", "Numéro OMI", "رقم المنظمة البحرية الدولية (IMO)"))
        .Number(x => x.Imei, AssetNumbers.Imei, new("Device number (IMEI)", "Numéro d'appareil (IMEI)", "رقم الجهاز (IMEI)"))
        .Number(x => x.Phone, AssetNumbers.Phone, new("Phone number", "Numéro de téléphone", "رقم الهاتف"))
        .Number(x => x.SerialNumber, AssetNumbers.Serial, new("Serial number", "Numéro de série", "الرقم التسلسلي"))
        .Field(x => x.EstimatedValue, new("Estimated value", "Valeur estimée", "القيمة المقدرة"), f => f with { Minimum = 0, Listed = true })
        .Field(x => x.Currency, new("Currency", "Monnaie", "العملة"), f => f with { MaxLength = 3, Listed = true })
        .Field(x => x.Valuer, new("Valued by", "Évalué par", "قدَّره"))
        .Field(x => x.Custody, new("Chain of custody", "Chaîne de possession", "سلسلة الحيازة"), f => f with
        {
            OwnPage = BordersAddresses.Seizures + "/",
            Help = new("Hand-overs are added on the asset's own page; none is ever removed.", "Les remises s'ajoutent sur la page du bien ; aucune n'est supprimée.", "تُضاف عمليات التسليم في صفحة الشيء نفسه، ولا تُحذف أي منها."),
        })
        .Field(x => x.CustodyExplanation, new("Explanation of a break in custody", "Explication d'une rupture de la chaîne", "تفسير انقطاع الحيازة"), f => f with { Type = FieldType.LongText, MaxLength = 4000 })
        .Field(x => x.StoredAt, new("Stored at", "Entreposé à", "مكان التخزين"))
        .Field(x => x.StoredSince, new("Stored since", "Entreposé depuis", "مخزَّن منذ"))
        .Field(x => x.StoredUntil, new("Stored until", "Entreposé jusqu'au", "مخزَّن حتى"))
        .Field(x => x.StorageCostPerDay, new("Storage cost a day", "Coût d'entreposage par jour", "كلفة التخزين يومياً"), f => f with { Minimum = 0 })
        .Field(x => x.StorageCurrency, new("Currency of the storage cost", "Monnaie du coût d'entreposage", "عملة كلفة التخزين"), f => f with { MaxLength = 3 })
        .Field(x => x.StolenChecks, new("Queries of registers of stolen things", "Interrogations des registres de biens volés", "استعلامات سجلات المسروقات"), f => f with { OwnPage = BordersAddresses.Seizures + "/" })
        .Field(x => x.Owner, new("Owner", "Propriétaire", "المالك"), f => f with { Codes = Owners, Filtered = true })
        .Field(x => x.OwnerNotifiedOn, new("Owner notified on", "Propriétaire avisé le", "أُخطر المالك في"))
        .Field(x => x.ObjectionDays, new("Days to object", "Délai d'opposition", "مهلة الاعتراض"), f => f with
        {
            Minimum = 1, Maximum = 3650, Unit = "d",
            Help = new("Calendar days from the notification, by the law of the place.", "Jours calendaires à compter de l'avis, selon la loi du lieu.", "أيام تقويمية من الإخطار وفق قانون المكان."),
        })
        .Field(x => x.ObjectionOn, new("Objection received on", "Opposition reçue le", "ورد الاعتراض في"))
        .Field(x => x.Objection, new("Outcome of the objection", "Suite de l'opposition", "مآل الاعتراض"), f => f with { Codes = Outcomes })
        .Field(x => x.DecisionDue, new("Decision due by", "Décision attendue au plus tard le", "القرار مستحق قبل"))
        .Field(x => x.Order, new("Ordered", "Ordonné", "المأمور به"), f => f with { Codes = Orders, Filtered = true })
        .Field(x => x.DecisionBy, new("Decided by", "Décidé par", "صدر القرار عن"))
        .Field(x => x.DecisionOn, new("Decided on", "Décidé le", "تاريخ القرار"))
        .Field(x => x.DecisionReference, new("Reference of the decision", "Référence de la décision", "مرجع القرار"), f => f with { Searched = true })
        .Field(x => x.DecisionHash, new("SHA-256 of the decision", "SHA-256 de la décision", "بصمة القرار SHA-256"), f => f with { MaxLength = 64 })
        .Field(x => x.DecisionRecord, new("Record of the decision", "Fiche de la décision", "سجل القرار"), f => f with { LinkRole = "decided-by" })
        .Field(x => x.Marking, new("Marked so that it is known again", "Marquage pour être reconnu", "علامة لتمييزه لاحقاً"), f => f with
        {
            Help = new("Engines sold at auction have come back to smugglers: stamp or paint, and say how.", "Des moteurs vendus aux enchères sont revenus aux passeurs : poinçon ou peinture, et lesquels.", "عادت محركات بيعت بالمزاد إلى المهربين: اختم أو ادهن، واذكر كيف."),
        })
        .Field(x => x.ExecuteBy, new("To be carried out by", "À exécuter au plus tard le", "يُنفَّذ قبل"))
        .Field(x => x.DisposedOn, new("Carried out on", "Exécuté le", "نُفِّذ في"))
        .Field(x => x.DisposedTo, new("Handed to", "Remis à", "سُلِّم إلى"))
        .Field(x => x.Proceeds, new("Proceeds", "Produit", "العائد"), f => f with { Minimum = 0 })
        .Field(x => x.ProceedsCurrency, new("Currency of the proceeds", "Monnaie du produit", "عملة العائد"), f => f with { MaxLength = 3 })
        .Field(x => x.RegisterWithinHours, new("Hours to registration", "Heures jusqu'à l'inscription", "ساعات حتى التسجيل"), f => f with
        {
            Minimum = 1, Maximum = 720, Unit = "h",
            Help = new("24 unless the law of the place says otherwise.", "24, sauf si la loi du lieu en dispose autrement.", "24 ما لم يحدد قانون المكان غير ذلك."),
        })
        .Title(x => x.RegisterNumber is { Length: > 0 } number ? $"{number}: {x.Item}" : x.Item)
        .Rule(Rules)
        .Workflow(AssetWorkflow.Steps)
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Prosecution, Purpose.Statistics)
        .Retention(1, 20, "Palermo, Borders: until the decision is carried out, then as long as the file of the case")
        .NeedsLegalBasis()
        .Build();

    private static IEnumerable<Refusal> Rules(SeizedAsset x)
    {
        foreach (var (amount, currency, field) in ((decimal?, string?, string)[])
            [(x.EstimatedValue, x.Currency, "currency"), (x.StorageCostPerDay, x.StorageCurrency, "storageCurrency"), (x.Proceeds, x.ProceedsCurrency, "proceedsCurrency")])
        {
            if (amount is not null && currency is null) yield return new("seizure.currency", "An amount needs its currency (ISO 4217, such as XOF).", Field: field);
            if (currency is not null && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))) yield return new("seizure.currency", $"'{currency}' is no currency code: three capitals, such as XOF.", Field: field);
        }
        if (x.StoredUntil < x.StoredSince) yield return new("seizure.stored", "Storage ended before it began.", Field: "storedUntil");
        if (x.DecisionHash is { } hash && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))) yield return new("seizure.hash", "A SHA-256 has 64 hexadecimal digits.", Field: "decisionHash");
        if (x.ObjectionOn < x.OwnerNotifiedOn) yield return new("seizure.objection-date", "The objection lies before the owner was notified.", Field: "objectionOn");
        if (x.ObjectionOn is not null && x.Objection is null) yield return new("seizure.objection-outcome", "Say what became of the objection: pending at first.", Field: "objection");
        if (x.Custody.Any(s => string.IsNullOrWhiteSpace(s.From) || string.IsNullOrWhiteSpace(s.To) || string.IsNullOrWhiteSpace(s.Purpose)))
            yield return new("seizure.custody-step", "Each hand-over names who gave, who took, and why.", Field: "custody");
    }
}
