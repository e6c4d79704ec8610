using NodaTime;

namespace Palermo.Kernel.Tests.Sharing;

/// <summary>A person's file with every sort of field that sharing treats apart.</summary>
internal sealed record Dossier(
    string Name, Sourced<string>? Phone = null, IReadOnlyList<string>? Nationalities = null, string? CountryFled = null, string? AsylumStatus = null,
    bool IsVictim = false, bool IsMinor = false, string? Notes = null, RecordId? Boat = null)
{
    public static Kind<Dossier> Kind { get; } = new KindBuilder<Dossier>("dossier", "test", Words.Same("Dossier"), Words.Same("Dossiers"))
        .Field(x => x.Name, Words.Same("Name"), f => f with { Required = true, Searched = true })
        .Field(x => x.Phone, Words.Same("Phone"), f => f with { Type = FieldType.Identifier, IdentifierType = "phone", Normalise = Digits })
        .Field(x => x.Nationalities, Words.Same("Nationalities"))
        .Field(x => x.CountryFled, Words.Same("Country fled"))
        .Field(x => x.AsylumStatus, Words.Same("Asylum status"))
        .Field(x => x.IsVictim, Words.Same("Victim"))
        .Field(x => x.IsMinor, Words.Same("Minor"))
        .Field(x => x.Notes, Words.Same("Notes"), f => f with { Type = FieldType.LongText, MaxLength = 1000 })
        .Field(x => x.Boat, Words.Same("Boat"), f => f with { LinkRole = "boat" })
        .Title(x => x.Name)
        .Purposes(Purpose.Investigation, Purpose.Prosecution, Purpose.BorderManagement)
        .Retention(1, 5, "test")
        .Categories(SubjectCategory.Suspect, SubjectCategory.OtherParty, SubjectCategory.Victim)
        .Build();

    private static string? Digits(string text)
    {
        var digits = string.Concat(text.Where(char.IsDigit));
        return digits.Length == 0 ? null : digits;
    }
}

/// <summary>Questions to the release decision.</summary>
internal static class Ask
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 12, 0);
    public static readonly LocalDate Today = Now.InUtc().Date;
    public static readonly RecordId Id = RecordId.Parse("01890a5d-ac96-774b-bcce-b302099a8057");

    public static readonly Session Officer = new(new("omar", "Omar", "france", "OLTIM", [Role.LiaisonOfficer.Name]), new(Purpose.Investigation, "a law"), Channel.Page);

    public static readonly PartnerProfile Niger = new("niger", "Niger", "NER", "Police nationale, Niamey", [Purpose.Investigation, Purpose.Prosecution],
        Gateways: ["investigation: Police agreement, 2016-05-01, 2028-04-30", "prosecution: Treaty, 2016-05-01"], TransferBasis: TransferBasis.Safeguards, TransferWords: "assessment 12/2026");

    public static RecordView View(object body, Kind? kind = null, Handling? handling = null, string owner = "france", SubjectCategory[]? categories = null, LocalDate? review = null, ImmutableSet? purposes = null, bool withdrawn = false)
    {
        kind ??= Dossier.Kind;
        var header = new RecordHeader(Id, kind.Name, owner, kind.Workflow.Initial.Name, handling ?? new Handling(Tlp.Amber), purposes ?? kind.DefaultPurposes, default, new("a named informant"), review ?? Today.PlusYears(1), categories ?? []);
        return new(header, kind, body, "title", 1, Now, "ann", Now, "ann", null, header.Handling, "tag", 1, withdrawn);
    }

    public static ReleaseQuestion Question(RecordView view, PartnerProfile? partner = null, string purpose = Purpose.Investigation, Session? sender = null, RuleSet? rules = null, Hold[]? holds = null, GivenPermission[]? permissions = null, Approval[]? approvals = null, string? why = null) =>
        new(sender ?? Officer, partner ?? Niger, purpose, new(view, holds ?? [], permissions ?? [], approvals ?? [], new HashSet<RecordId>()), rules, "france", Now, why);

    public static string[] Codes(ReleaseQuestion question) => [.. Release.Decide(question).Select(r => r.Code)];

    public static Sourced<string> Phones(params (string Number, Handling Handling)[] of) => new([.. of.Select((p, i) => new Statement<string>(i + 1, p.Number, "informant Kolibri", p.Handling))]);
}
