using NodaTime;
using Palermo.Kernel;

namespace Palermo.Web.Tests.Sample;

/// <summary>A kind with a field of every type: what the pages must cope with.</summary>
internal sealed record Sighting(
    string Title, EventTime When, Place Where, int? Persons = null, double? Speed = null, bool? Night = null, LocalDate? Reported = null,
    PartialDate? Built = null, Instant? Received = null, string? Means = null, IReadOnlyList<string>? Flags = null, string? Hull = null,
    RecordId? Follows = null, IReadOnlyList<string>? Words = null, IReadOnlyDictionary<string, int>? Nationalities = null,
    Sourced<string>? Name = null, string? Account = null)
{
    private static readonly CodeList MeansList = new("means",
    [
        new("rubber-boat", new("Rubber boat", "Canot pneumatique", "قارب مطاطي")), new("wooden-boat", new("Wooden boat", "Bateau en bois", "قارب خشبي")),
        new("lorry", new("Lorry", "Camion", "شاحنة")), new("pick-up", new("Pick-up", "Pick-up", "سيارة بيك أب")), new("on-foot", new("On foot", "À pied", "سيراً على الأقدام")),
    ]);

    private static readonly CodeList FlagList = new("flags",
        [new("distress", new("Distress call", "Appel de détresse", "نداء استغاثة")), new("children", new("Children on board", "Enfants à bord", "أطفال على متنه")), new("no-lights", new("No lights", "Sans feux", "بلا أضواء"))]);

    private static readonly Workflow Steps = new(
        [
            new("reported", new("Reported", "Signalé", "مبلَّغ عنه")), new("assessed", new("Assessed", "Évalué", "مقيَّم")),
            new("closed", new("Closed", "Clos", "مغلق"), Final: true),
        ],
        [
            new("assess", new("Assess", "Évaluer", "تقييم"), "reported", "assessed", Guards: [NeedsPersons]),
            new("close", new("Close", "Clore", "إغلاق"), "assessed", "closed", FourEyes: true),
        ],
        [new("follow-up", new("Follow up", "Donner suite", "متابعة"), (body, header) => header.State == "reported" ? ((Sighting)body).When.From.PlusDays(14) : null, "Sample rule")]);

    private static IEnumerable<Refusal> NeedsPersons(GuardContext step)
    {
        if (step.As<Sighting>().Persons is null) yield return new("sighting.persons", "Say how many persons there were before you assess it.", Field: "persons");
    }

    public static Kind<Sighting> Kind { get; } = new KindBuilder<Sighting>("sighting", "sample",
            new("Sighting", "Observation", "مشاهدة"), new("Sightings", "Observations", "المشاهدات"))
        .Field(x => x.Title, new("What was seen", "Ce qui a été vu", "ما شوهد"), f => f with { Required = true, Searched = true, MaxLength = 200 })
        .Field(x => x.When, new("When", "Quand", "متى"), f => f with { Required = true, Listed = true })
        .Field(x => x.Where, new("Where", "Où", "أين"), f => f with
        {
            Required = true, Listed = true, Searched = true, Filtered = true,
            Help = new("Never more exact than the source.", "Jamais plus précis que la source.", "ليس أدق من المصدر."),
        })
        .Field(x => x.Persons, new("Persons", "Personnes", "الأشخاص"), f => f with { Minimum = 0, Maximum = 10_000, Listed = true })
        .Field(x => x.Speed, new("Speed", "Vitesse", "السرعة"), f => f with { Unit = "m/s", Minimum = 0, Maximum = 60 })
        .Field(x => x.Night, new("At night", "De nuit", "ليلاً"), f => f with { Filtered = true })
        .Field(x => x.Reported, new("Reported on", "Signalé le", "تاريخ البلاغ"))
        .Field(x => x.Built, new("Vessel built", "Construction du bateau", "بناء المركب"))
        .Field(x => x.Received, new("Message received", "Message reçu", "استلام الرسالة"))
        .Field(x => x.Means, new("Means", "Moyen", "الوسيلة"), f => f with { Type = FieldType.Code, Codes = MeansList, Filtered = true, Listed = true })
        .Field(x => x.Flags, new("Remarks", "Remarques", "ملاحظات"), f => f with { Type = FieldType.Codes, Codes = FlagList, Filtered = true })
        .Field(x => x.Hull, new("Hull number", "Numéro de coque", "رقم الهيكل"), f => f with { Type = FieldType.Identifier, IdentifierType = "hull", Normalise = text => text.Length >= 3 ? text.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal) : null })
        .Field(x => x.Follows, new("Follows", "Fait suite à", "يتبع"), f => f with { LinkRole = "follows", LinkKind = "sighting" })
        .Field(x => x.Words, new("Words heard", "Paroles entendues", "كلمات سُمعت"))
        .Field(x => x.Nationalities, new("Nationalities", "Nationalités", "الجنسيات"))
        .Field(x => x.Name, new("Name of the vessel", "Nom du bateau", "اسم المركب"), f => f with { Searched = true, Listed = true })
        .Field(x => x.Account, new("Account", "Récit", "الرواية"), f => f with { Type = FieldType.LongText, Searched = true, MaxLength = 5000 })
        .Title(x => x.Title)
        .Workflow(Steps)
        .Handling(new(Tlp.Green))
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Rescue)
        .Categories(SubjectCategory.RescuedPerson, SubjectCategory.SmuggledPerson)
        .Retention(2, 5, "Sample")
        .FieldEntry()
        .Build();
}

/// <summary>A protected kind: for any other purpose it does not exist.</summary>
internal sealed record Referral(string Need)
{
    public static Kind<Referral> Kind { get; } = new KindBuilder<Referral>("referral", "sample",
            new("Referral", "Orientation", "إحالة"), new("Referrals", "Orientations", "الإحالات"))
        .Field(x => x.Need, new("Need", "Besoin", "الحاجة"), f => f with { Required = true, Searched = true, Listed = true })
        .Title(x => x.Need).Protected().Retention(1, null, "Sample").FieldEntry().Build();
}

internal sealed class SampleRoom : ICommitment
{
    public string Id => "C06";
    public string Path => "sample";
    public Words Title => new("Borders (sample)", "Frontières (exemple)", "الحدود (مثال)");
    public Words Summary => Title;

    public void Declare(Declarations room) => room.Kind(Sighting.Kind).Kind(Referral.Kind)
        .Page(new("/records/sighting", new("Border sightings", "Observations aux frontières", "مشاهدات الحدود"), [Purpose.BorderManagement]));
}
