using NodaTime;
using Palermo.Analysis.Notices;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

internal enum LostDocumentType { Passport, IdCard, Visa, ResidencePermit, TravelDocumentRefugee, SeamanBook, Other }

internal enum LossStatus { Stolen, StolenBlank, Lost, Revoked, Invalid }

/// <summary>A lost or stolen document in the manner of INTERPOL's SLTD: recorded by its issuer only, and never with a holder's name.</summary>
internal sealed record DocumentLoss
{
    public required string Number { get; init; }
    public LostDocumentType Type { get; init; }
    /// <summary>Country that issued it, and alone may record it.</summary>
    public required string Issuer { get; init; }
    /// <summary>Country of the bureau that records it.</summary>
    public required string RecordedBy { get; init; }
    public LossStatus Status { get; init; }
    public string? LossPlace { get; init; }
    public LocalDate? LossDate { get; init; }
    public LocalDate RecordedOn { get; init; }

    /// <summary>The number in normal form; null when nothing is left.</summary>
    internal static string? NormaliseNumber(string written) => LostDocuments.Normalise(written) is { Length: > 0 } normal ? normal : null;

    internal static readonly CodeList Types = CodeList.Of<LostDocumentType>("lost-document-type",
        (LostDocumentType.Passport, new("Passport", "Passeport", "جواز سفر")), (LostDocumentType.IdCard, new("Identity card", "Carte d'identité", "بطاقة هوية")), (LostDocumentType.Visa, new("Visa", "Visa", "تأشيرة")),
        (LostDocumentType.ResidencePermit, new("Residence permit", "Titre de séjour", "رخصة إقامة")), (LostDocumentType.TravelDocumentRefugee, new("Convention travel document", "Titre de voyage de la Convention", "وثيقة سفر بموجب الاتفاقية")),
        (LostDocumentType.SeamanBook, new("Seaman's book", "Livret de marin", "دفتر بحّار")), (LostDocumentType.Other, new("Other", "Autre", "أخرى")));

    private static readonly CodeList Statuses = CodeList.Of<LossStatus>("loss-status",
        (LossStatus.Stolen, new("Stolen", "Volé", "مسروق")), (LossStatus.StolenBlank, new("Stolen blank", "Volé vierge", "مسروق فارغ")), (LossStatus.Lost, new("Lost", "Perdu", "مفقود")),
        (LossStatus.Revoked, new("Revoked", "Révoqué", "مُلغى")), (LossStatus.Invalid, new("Invalid", "Non valable", "غير صالح")));

    private static readonly Workflow Steps = new(
        [new("in-force", new("In force", "En vigueur", "سارٍ")), new("recovered", new("Recovered", "Retrouvé", "مستعاد"), Final: true)],
        [new("recover", new("Recovered", "Marquer comme retrouvé", "تسجيل الاستعادة"), "in-force", "recovered")],
        [new("review", new("Review", "Réexamen", "مراجعة"), (body, header) => header.State == "in-force" ? ((DocumentLoss)body).RecordedOn.PlusYears(10) : null, "SLTD: ten years by default")]);

    public static Kind<DocumentLoss> Kind { get; } = new KindBuilder<DocumentLoss>("document-loss", "sharing",
            new("Lost or stolen document", "Document perdu ou volé", "وثيقة مفقودة أو مسروقة"), new("Lost and stolen documents", "Documents perdus ou volés", "الوثائق المفقودة والمسروقة"))
        .Field(x => x.Number, new("Document number", "Numéro du document", "رقم الوثيقة"), f => f with
        {
            Required = true, Listed = true, Searched = true, Type = FieldType.Identifier, IdentifierType = "travel-document", Normalise = NormaliseNumber, MaxLength = 40,
            Help = new("No name of a holder is kept, here or elsewhere in the record.", "Aucun nom de titulaire n'est conservé, ni ici ni ailleurs.", "لا يُحفظ اسم الحامل هنا ولا في غير هذا الموضع."),
        })
        .Field(x => x.Type, new("Type", "Type", "النوع"), f => f with { Codes = Types, Filtered = true, Listed = true })
        .Field(x => x.Issuer, new("Issued by", "Pays émetteur", "بلد الإصدار"), f => f with { Required = true, Filtered = true, Listed = true, MaxLength = 3 })
        .Field(x => x.RecordedBy, new("Recorded by", "Enregistré par", "سجّله"), f => f with { Required = true, MaxLength = 3 })
        .Field(x => x.Status, new("Kind of loss", "Nature de la perte", "طبيعة الفقد"), f => f with { Codes = Statuses, Filtered = true, Listed = true })
        .Field(x => x.LossPlace, new("Where", "Où", "أين"))
        .Field(x => x.LossDate, new("When", "Quand", "متى"))
        .Field(x => x.RecordedOn, new("Recorded on", "Enregistré le", "سُجّل في"), f => f with { Required = true })
        .Title(x => $"{LostDocuments.Normalise(x.Number)} {Countries.Code(x.Issuer)}")
        .Rule(x => Countries.Same(x.Issuer, x.RecordedBy) ? [] : [new Refusal("document-loss.issuer", $"Only the issuing country ({Countries.Code(x.Issuer)}) may record it: ask its bureau.", "INTERPOL SLTD; RPD Art. 5", "recordedBy")])
        .Workflow(Steps)
        .Handling(new(Tlp.Green))
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Cooperation)
        .Retention(10, null, "SLTD: review after ten years by default")
        .Build();
}
