using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>From whom something was taken.</summary>
internal enum TakenFrom { Person, Entity, Abandoned, Unknown }

/// <summary>The report of a seizure: from whom, before which witnesses, what was said, and the receipt. Names stand here and nowhere else of the register.</summary>
/// <remarks>A person from whom a boat or a car is taken is no suspect by that alone, and a smuggled person never is (Smuggling of Migrants Protocol, Art. 5).</remarks>
internal sealed record SeizureReport
{
    public RecordId? Seizure { get; init; }
    public string ReceiptNumber { get; init; } = "";
    public TakenFrom From { get; init; }
    /// <summary>Name of the person or entity; null where nobody was there.</summary>
    public string? FromName { get; init; }
    public string? FromAddress { get; init; }
    /// <summary>Service number of the officer who seized.</summary>
    public string Officer { get; init; } = "";
    public IReadOnlyList<string>? Witnesses { get; init; }
    public string? Statement { get; init; }
    /// <summary>Language in which the person was told, and by whom it was interpreted.</summary>
    public string? ToldIn { get; init; }
    public LocalDate? ReceiptGivenOn { get; init; }
    public bool RefusedToSign { get; init; }

    private static readonly CodeList Sources = CodeList.Of<TakenFrom>("taken-from",
        (TakenFrom.Person, new("A person", "Une personne", "شخص")), (TakenFrom.Entity, new("A company or other entity", "Une société ou autre entité", "شركة أو كيان آخر")),
        (TakenFrom.Abandoned, new("Found abandoned", "Trouvé abandonné", "عُثر عليه متروكاً")), (TakenFrom.Unknown, new("Unknown", "Inconnu", "مجهول")));

    public static Kind<SeizureReport> Kind { get; } = new KindBuilder<SeizureReport>("seizure-report", "borders",
            new("Seizure report", "Procès-verbal de saisie", "محضر ضبط"), new("Seizure reports", "Procès-verbaux de saisie", "محاضر الضبط"))
        .Field(x => x.Seizure, new("Seizure", "Saisie", "عملية الضبط"), f => f with { Required = true, LinkRole = "reports", LinkKind = SeizureEvent.Kind.Name })
        .Field(x => x.ReceiptNumber, new("Receipt number", "Numéro du récépissé", "رقم الإيصال"), f => f with { Type = FieldType.Identifier, IdentifierType = "receipt", Normalise = AssetNumbers.Plain, Required = true, Searched = true, Listed = true })
        .Field(x => x.From, new("Taken from", "Saisi auprès de", "ضُبط لدى"), f => f with { Codes = Sources, Listed = true })
        .Field(x => x.FromName, new("Name", "Nom", "الاسم"), f => f with { Searched = true })
        .Field(x => x.FromAddress, new("Address", "Adresse", "العنوان"))
        .Field(x => x.Officer, new("Officer (service number)", "Agent (matricule)", "الضابط (الرقم الوظيفي)"), f => f with { Required = true })
        .Field(x => x.Witnesses, new("Witnesses", "Témoins", "الشهود"))
        .Field(x => x.Statement, new("What the person stated", "Déclarations de la personne", "أقوال الشخص"), f => f with { Type = FieldType.LongText, MaxLength = 10_000 })
        .Field(x => x.ToldIn, new("Told in (language, interpreter)", "Informé en (langue, interprète)", "أُبلغ بـ (اللغة، المترجم)"))
        .Field(x => x.ReceiptGivenOn, new("Receipt given on", "Récépissé remis le", "سُلِّم الإيصال في"), f => f with { Listed = true })
        .Field(x => x.RefusedToSign, new("Refused to sign", "Refus de signer", "رفض التوقيع"))
        .Title(x => x.ReceiptNumber)
        .Rule(x => x.From is TakenFrom.Person or TakenFrom.Entity && string.IsNullOrWhiteSpace(x.FromName)
            ? [new Refusal("seizure.from-name", "Name the person or entity, or say that it was found abandoned or is unknown.", Field: "fromName")] : [])
        .Categories(SubjectCategory.OtherParty, SubjectCategory.Suspect)
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Prosecution)
        .Retention(1, 20, "Palermo, Borders: as long as the file of the case")
        .NeedsLegalBasis()
        .Build();
}
