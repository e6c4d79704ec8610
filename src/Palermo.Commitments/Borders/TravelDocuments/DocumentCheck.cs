using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What the chip said.</summary>
internal enum ChipResult { NoneExpected, NotRead, Passed, Failed, Missing }

/// <summary>What an officer concluded of a document. Nothing here is about the person who carries it.</summary>
internal enum CheckOutcome { InOrder, SentToSecondLine, Doubtful, FraudConfirmed, NotDecided }

/// <summary>A check of a travel document: the zone, the chip, the eye, the registers, and what the officer concluded.</summary>
/// <remarks>
/// No name, no date of birth and no zone is kept, and the number only where the document was not in order. A claim to protection is not kept
/// here either: it is referred at once, and lives in protection alone (law 3). 1951 Convention, Art. 31: no penalty for the way of entry.
/// </remarks>
internal sealed record DocumentCheck : BorderEvent
{
    public string? DocumentType { get; init; }
    public string? Issuer { get; init; }
    public string? DocumentNumber { get; init; }
    /// <summary>Whether the zone was in order; null where it was not read.</summary>
    public bool? MrzInOrder { get; init; }
    /// <summary>Codes of what was not, such as <c>check.birth</c>.</summary>
    public IReadOnlyList<string>? MrzProblems { get; init; }
    public ChipResult? Chip { get; init; }
    public string? Visual { get; init; }
    public IReadOnlyList<LookupNote> Lookups { get; init; } = [];
    public CheckOutcome Outcome { get; init; }
    public FraudKind? Fraud { get; init; }
    public RecordId? FraudRecord { get; init; }

    public static readonly CodeList ChipResults = CodeList.Of<ChipResult>("chip-result",
        (ChipResult.NoneExpected, new("No chip expected", "Pas de puce attendue", "لا شريحة متوقعة")), (ChipResult.NotRead, new("Not read", "Non lue", "لم تُقرأ")),
        (ChipResult.Passed, new("Read, signature good", "Lue, signature valide", "قُرئت والتوقيع صحيح")), (ChipResult.Failed, new("Read, signature or data not good", "Lue, signature ou données non valides", "قُرئت والتوقيع أو البيانات غير صحيحة")),
        (ChipResult.Missing, new("Missing where expected", "Absente alors qu'attendue", "مفقودة وهي متوقعة")));

    public static readonly CodeList Outcomes = CodeList.Of<CheckOutcome>("check-outcome",
        (CheckOutcome.InOrder, new("Nothing found", "Rien à signaler", "لم يُعثر على شيء")), (CheckOutcome.SentToSecondLine, new("Sent to the second line", "Envoyé en deuxième ligne", "أُحيلت إلى الخط الثاني")),
        (CheckOutcome.Doubtful, new("Doubtful", "Douteux", "مشكوك فيها")), (CheckOutcome.FraudConfirmed, new("Fraud confirmed by an examiner", "Fraude confirmée par un expert", "احتيال أكده فاحص")),
        (CheckOutcome.NotDecided, new("Not decided", "Non tranché", "لم يُحسم")));

    public static Kind<DocumentCheck> Kind { get; } = new KindBuilder<DocumentCheck>("travel-document-check", "borders",
            new("Travel-document check", "Contrôle de document de voyage", "فحص وثيقة سفر"), new("Travel-document checks", "Contrôles de documents de voyage", "فحوص وثائق السفر"))
        .Event(x => $"{x.Issuer} {x.DocumentType} {x.PlaceAndDay}".Trim())
        .Field(x => x.DocumentType, new("Document code", "Code du document", "رمز الوثيقة"), f => f with { MaxLength = 3, Filtered = true, Listed = true })
        .Field(x => x.Issuer, new("Issuer (code as in the zone)", "Émetteur (code de la bande)", "جهة الإصدار (الرمز كما في المنطقة)"), f => f with { MaxLength = 3, Filtered = true, Listed = true })
        .Field(x => x.DocumentNumber, new("Document number", "Numéro du document", "رقم الوثيقة"), f => f with { Type = FieldType.Identifier, IdentifierType = DocumentLookup.NumberType, Normalise = AssetNumbers.Plain, MaxLength = 30 })
        .Field(x => x.MrzInOrder, new("Machine readable zone in order", "Zone de lecture automatique en ordre", "المنطقة المقروءة آلياً سليمة"))
        .Field(x => x.MrzProblems, new("What was not in order", "Ce qui n'était pas en ordre", "ما لم يكن سليماً"))
        .Field(x => x.Chip, new("Chip", "Puce", "الشريحة"), f => f with { Codes = ChipResults })
        .Field(x => x.Visual, new("What the eye found", "Constat visuel", "ما لوحظ بالعين"), f => f with { Type = FieldType.LongText, MaxLength = 4000 })
        .Field(x => x.Lookups, new("Queries of registers of stolen and lost documents", "Interrogations des registres de documents volés et perdus", "استعلامات سجلات الوثائق المسروقة والمفقودة"))
        .Field(x => x.Outcome, new("Result", "Résultat", "النتيجة"), f => f with { Codes = Outcomes, Filtered = true, Listed = true })
        .Field(x => x.Fraud, new("Kind of fraud", "Type de fraude", "نوع الاحتيال"), f => f with { Codes = FraudKinds.Kinds, Filtered = true, Listed = true })
        .Field(x => x.FraudRecord, new("In the fraud register", "Au registre des fraudes", "في سجل الاحتيال"), f => f with { LinkRole = "fraud", LinkKind = DocumentFraud.Kind.Name })
        .Rule(Rules)
        .Categories(SubjectCategory.SmuggledPerson, SubjectCategory.OtherParty)
        .Retention(1, 3, "Palermo, Borders: long enough to see a series, no longer")
        .NeedsLegalBasis()
        .Build();

    private static IEnumerable<Refusal> Rules(DocumentCheck x)
    {
        if (x.Outcome == CheckOutcome.FraudConfirmed && x.Fraud is null) yield return new("check.fraud", "Say which kind of fraud was confirmed.", Field: "fraud");
        if (x.Outcome == CheckOutcome.InOrder && x.DocumentNumber is not null)
            yield return new("check.number", "The number of a document in order is not kept: leave it out.", "Directive (EU) 2016/680, Art. 4(1)(c)", "documentNumber");
        if (x.Outcome == CheckOutcome.InOrder && x.Fraud is not null) yield return new("check.outcome", "A document in order bears no kind of fraud.", Field: "outcome");
        if (x.Lookups.Any(l => l.Result == LookupResult.Hit && x.Outcome == CheckOutcome.FraudConfirmed && l.Reference is null))
            yield return new("check.hit", "A hit is confirmed with the issuer before any measure: note the reference of the confirmation.", "INTERPOL SLTD; border-routes 9.3", "lookups");
    }
}
