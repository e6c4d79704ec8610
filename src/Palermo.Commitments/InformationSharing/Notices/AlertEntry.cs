using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

internal enum AlertedThing { Person, Vehicle, Vessel, Document }

internal enum AlertAction { CheckDiscreetly, Locate, Protect, SeizeObject, SecondLine }

/// <summary>An entry of a named list: a missing child is not on the same list as a suspect, and a hit says which entry of which list was hit.</summary>
internal sealed record AlertEntry
{
    /// <summary>Name of the list, such as "Missing children".</summary>
    public required string List { get; init; }
    public AlertedThing Thing { get; init; }
    /// <summary>The entry's own words: what a hit shows, and not the traveller's data.</summary>
    public required string Entry { get; init; }
    public string? Number { get; init; }
    public string? Issuer { get; init; }
    public AlertAction Action { get; init; }
    /// <summary>The authority that owns the entry and confirms hits.</summary>
    public required string Owner { get; init; }
    /// <summary>True when it came from outside the country.</summary>
    public bool External { get; init; }
    public RecordId? Notice { get; init; }
    public LocalDate ExpiresOn { get; init; }

    private static readonly CodeList Things = CodeList.Of<AlertedThing>("alerted-thing",
        (AlertedThing.Person, new("Person", "Personne", "شخص")), (AlertedThing.Vehicle, new("Vehicle", "Véhicule", "مركبة")), (AlertedThing.Vessel, new("Vessel", "Navire", "سفينة")), (AlertedThing.Document, new("Document", "Document", "وثيقة")));

    private static readonly CodeList Actions = CodeList.Of<AlertAction>("alert-action",
        (AlertAction.CheckDiscreetly, new("Discreet check", "Contrôle discret", "تحقق غير ظاهر")), (AlertAction.Locate, new("Locate", "Localiser", "تحديد المكان")), (AlertAction.Protect, new("Protect", "Protéger", "حماية")),
        (AlertAction.SeizeObject, new("Seize the object", "Saisir l'objet", "ضبط الشيء")), (AlertAction.SecondLine, new("Second-line check", "Contrôle de deuxième ligne", "تدقيق ثانوي")));

    private static readonly Workflow Steps = new(
        [new("in-force", new("In force", "En vigueur", "سارٍ")), new("withdrawn", new("Withdrawn", "Retirée", "مسحوب"), Final: true)],
        [new("withdraw", new("Withdraw", "Retirer", "سحب"), "in-force", "withdrawn")],
        [new("expiry", new("Expiry", "Expiration", "انتهاء الصلاحية"), (body, header) => header.State == "in-force" ? ((AlertEntry)body).ExpiresOn : null, "the owner of the entry")]);

    public static Kind<AlertEntry> Kind { get; } = new KindBuilder<AlertEntry>("alert-entry", "sharing",
            new("Alert", "Signalement", "تنبيه"), new("Alerts", "Signalements", "التنبيهات"))
        .Field(x => x.List, new("List", "Liste", "القائمة"), f => f with { Required = true, Filtered = true, Listed = true, Help = new("Lists are kept apart and named.", "Les listes sont distinctes et nommées.", "القوائم منفصلة ومسماة.") })
        .Field(x => x.Thing, new("What", "Quoi", "ما هو"), f => f with { Codes = Things, Filtered = true, Listed = true })
        .Field(x => x.Entry, new("Entry", "Inscription", "المدخل"), f => f with { Required = true, Searched = true, Listed = true })
        .Field(x => x.Number, new("Number", "Numéro", "الرقم"), f => f with { Type = FieldType.Identifier, IdentifierType = "alert-number", Normalise = DocumentLoss.NormaliseNumber, Searched = true, Help = new("Document, plate, IMO or hull number.", "Document, plaque, numéro OMI ou de coque.", "رقم الوثيقة أو اللوحة أو المنظمة البحرية أو البدن.") })
        .Field(x => x.Issuer, new("Issued by", "Pays émetteur", "بلد الإصدار"), f => f with { MaxLength = 3 })
        .Field(x => x.Action, new("What to do", "Conduite à tenir", "الإجراء"), f => f with { Codes = Actions, Filtered = true, Listed = true })
        .Field(x => x.Owner, new("Owner of the entry", "Autorité responsable", "صاحب المدخل"), f => f with { Required = true })
        .Field(x => x.External, new("From outside", "Externe", "خارجي"), f => f with { Filtered = true })
        .Field(x => x.Notice, new("Notice", "Notice", "النشرة"), f => f with { LinkRole = "made-from" })
        .Field(x => x.ExpiresOn, new("Expires on", "Expire le", "ينتهي في"), f => f with { Required = true, Listed = true })
        .Title(x => $"{x.List}: {x.Entry}")
        .Workflow(Steps)
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Cooperation)
        .Retention(1, 5, "Directive (EU) 2016/680, Art. 5")
        .Categories(SubjectCategory.Suspect, SubjectCategory.Convicted, SubjectCategory.OtherParty, SubjectCategory.MissingPerson)
        .Build();
}
