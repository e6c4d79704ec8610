using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

internal enum SeizedClass { Vehicle, Vessel, OutboardEngine, Fuel, Phone, Weapon, Document, Cash, Other }

/// <summary>Means taken: vehicle, vessel, engine, fuel, documents, cash.</summary>
internal sealed record SeizureEvent : MovementEvent
{
    public SeizedClass Class { get; init; }
    public string Item { get; init; } = "";
    public string? Identifier { get; init; }
    public decimal? EstimatedValue { get; init; }
    public string? Currency { get; init; }
    /// <summary>Authority that seized it.</summary>
    public string Authority { get; init; } = "";
    /// <summary>The case it belongs to.</summary>
    public string? CaseReference { get; init; }

    internal static readonly CodeList Classes = CodeList.Of<SeizedClass>("seized-class",
        (SeizedClass.Vehicle, new("Vehicle", "Véhicule", "مركبة")), (SeizedClass.Vessel, new("Vessel", "Bateau", "قارب")),
        (SeizedClass.OutboardEngine, new("Outboard engine", "Moteur hors-bord", "محرك خارجي")), (SeizedClass.Fuel, new("Fuel", "Carburant", "وقود")),
        (SeizedClass.Phone, new("Phone or navigation device", "Téléphone ou appareil de navigation", "هاتف أو جهاز ملاحة")), (SeizedClass.Weapon, new("Weapon", "Arme", "سلاح")),
        (SeizedClass.Document, new("Document", "Document", "وثيقة")), (SeizedClass.Cash, new("Cash", "Espèces", "نقد")), (SeizedClass.Other, new("Other", "Autre", "أخرى")));

    public static Kind<SeizureEvent> Kind { get; } = new KindBuilder<SeizureEvent>("seizure", "borders",
            new("Seizure", "Saisie", "ضبط"), new("Seizures", "Saisies", "عمليات الضبط"))
        .Event(x => $"{x.Item}, {x.PlaceAndDay}")
        .Movement()
        .Field(x => x.Class, new("Class", "Catégorie", "الفئة"), f => f with { Codes = Classes, Filtered = true, Listed = true })
        .Field(x => x.Item, new("Item", "Objet", "الشيء"), f => f with { Required = true, Searched = true, Listed = true })
        .Field(x => x.Identifier, new("Number on it", "Numéro porté", "الرقم المثبت عليه"), f => f with
        {
            Type = FieldType.Identifier, IdentifierType = "item-number", Normalise = NormaliseNumber, Searched = true,
            Help = new("Plate, chassis, hull or engine number, as written.", "Plaque, numéro de châssis, de coque ou de moteur, tel quel.", "رقم اللوحة أو الهيكل أو البدن أو المحرك كما هو مكتوب."),
        })
        .Field(x => x.EstimatedValue, new("Estimated value", "Valeur estimée", "القيمة المقدرة"), f => f with { Minimum = 0 })
        .Field(x => x.Currency, new("Currency", "Monnaie", "العملة"), f => f with { MaxLength = 3 })
        .Field(x => x.Authority, new("Authority", "Autorité", "السلطة"), f => f with { Required = true, Filtered = true })
        .Field(x => x.CaseReference, new("Case reference", "Référence du dossier", "مرجع القضية"), f => f with { Type = FieldType.Identifier, IdentifierType = "case-reference", Normalise = NormaliseNumber, Searched = true })
        .NeedsLegalBasis()
        .FieldEntry()
        .Build();

    /// <summary>Upper case, letters and digits only; null when nothing is left.</summary>
    private static string? NormaliseNumber(string written)
    {
        var normal = string.Concat(written.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return normal.Length == 0 ? null : normal;
    }
}
