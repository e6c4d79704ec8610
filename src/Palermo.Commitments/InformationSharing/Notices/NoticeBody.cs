using NodaTime;
using Palermo.Analysis.Notices;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

/// <summary>Conditions of the single colours that an applicant states.</summary>
internal enum NoticeCondition { InvestigationOpen, Assessment, ConvictionOrGrounds, PoliceReport, PrivacyConsidered, ImminentThreat, SeveralCountries, SanctionsCommittee, PilotCountry, AssetsDescribed }

/// <summary>What a person in a notice is (RPD Art. 44).</summary>
internal enum NoticeStatus { Suspect, Convicted, Witness, Victim, Missing, Deceased, NotApplicable }

/// <summary>Why a notice has ended (RPD Art. 51).</summary>
internal enum NoticeEnd { Surrendered, WarrantWithdrawn, Acquitted, PurposeFulfilled, Death, NotMaintained }

/// <summary>What a notice and a diffusion have in common: who or what is sought, for what, on what grounds, until when.</summary>
internal abstract record NoticeBody
{
    public NoticeColour Colour { get; init; }
    /// <summary>Who or what, in a line.</summary>
    public required string Subject { get; init; }
    /// <summary>Country of the requesting bureau, ISO 3166-1 alpha-3.</summary>
    public required string RequestingCountry { get; init; }
    public string? FamilyName { get; init; }
    public string? FirstName { get; init; }
    public string? Sex { get; init; }
    public PartialDate? BirthDate { get; init; }
    public IReadOnlyList<string>? Nationalities { get; init; }
    public string? IdentityDocument { get; init; }
    public string? PhysicalDescription { get; init; }
    public bool Fingerprints { get; init; }
    public bool DnaProfile { get; init; }
    public bool Photograph { get; init; }
    public string? AdditionalIdentifier { get; init; }
    public NoticeStatus Status { get; init; } = NoticeStatus.Suspect;
    public bool Minor { get; init; }
    public string? PublicRole { get; init; }
    public bool WantedToServe { get; init; }
    /// <summary>Charges in words.</summary>
    public IReadOnlyList<string>? Charges { get; init; }
    public string? Law { get; init; }
    /// <summary>Years that the law allows at most.</summary>
    public double? MaximumPenaltyYears { get; init; }
    /// <summary>Months of the sentence, or what remains of it.</summary>
    public double? SentenceMonths { get; init; }
    public bool OrganisedCrime { get; init; }
    public string? WarrantReference { get; init; }
    public LocalDate? WarrantDate { get; init; }
    public string? WarrantAuthority { get; init; }
    public string? Facts { get; init; }
    public PartialDate? FactsDate { get; init; }
    public string? FactsPlace { get; init; }
    public string? RoleInFacts { get; init; }
    public bool ExtraditionAssured { get; init; }
    public IReadOnlyList<string>? Conditions { get; init; }
    /// <summary>The person was smuggled in the same facts.</summary>
    public bool SmuggledPerson { get; init; }
    /// <summary>Flagged as a victim of trafficking in the same facts.</summary>
    public bool VictimInSameFacts { get; init; }
    /// <summary>Id of the officer who decided that it goes further in spite of that flag; a second officer takes the step.</summary>
    public string? VictimOverrideBy { get; init; }
    public string? VictimOverrideReason { get; init; }
    /// <summary>Whom to ask, set by an authority that holds it back: the reason lies with that authority and nowhere here.</summary>
    public string? HeldBack { get; init; }
    public LocalDate RecordedOn { get; init; }
    /// <summary>At most five years after the recording.</summary>
    public LocalDate ExpiresOn { get; init; }
    public NoticeEnd? Ended { get; init; }

    /// <summary>The day from which the review is due: six months before expiry.</summary>
    internal LocalDate ReviewDue => LocalDate.FromDateOnly(NoticeTerms.ReviewDue(ExpiresOn.ToDateOnly()));

    /// <summary>The body as the checks read it.</summary>
    internal virtual NoticeApplication ToApplication() => new(
        Colour, RequestingCountry: RequestingCountry,
        Person: Colour is NoticeColour.Purple or NoticeColour.Orange && FamilyName is null && FirstName is null ? null : new(
            FamilyName, FirstName, Sex, BirthDate?.Year, BirthDate is { Month: { } month, Day: { } day } whole ? new DateOnly(whole.Year, month, day) : null,
            PhysicalDescription is not null, DnaProfile, Fingerprints, IdentityDocument is not null, Photograph, AdditionalIdentifier is not null, Minor,
            // What holds it back is not known here: the checks then take the careful reading.
            Refugee: HeldBack is null ? RefugeeStanding.None : RefugeeStanding.Recognised,
            VictimInSameFacts: VictimInSameFacts, SmuggledPerson: SmuggledPerson, PublicRole: PublicRole, Status: Status.ToString()),
        WantedFor: WantedToServe ? WantedFor.ServingSentence : WantedFor.Prosecution,
        Offences: [.. (Charges ?? []).Select(c => new ChargedOffence(c, MaximumPenaltyYears * 12, Law))],
        SentenceMonths: SentenceMonths,
        Warrant: WarrantReference is null && WarrantDate is null && WarrantAuthority is null ? null : new(WarrantReference, WarrantDate?.ToString("uuuu-MM-dd", null), WarrantAuthority),
        Facts: new(Facts, FactsDate?.ToString(), FactsPlace, RoleInFacts, FactsDate is { Month: { } m, Day: { } d } at ? new DateOnly(at.Year, m, d) : null),
        ExtraditionAssured: ExtraditionAssured, SeriousOrOrganisedCrime: OrganisedCrime,
        RecordedOn: RecordedOn.ToDateOnly(), ExpiresOn: ExpiresOn.ToDateOnly(), Ended: Ended?.ToString(),
        ColourConditions: (Conditions ?? []).ToDictionary(c => string.Concat(c.Split('-').Select((w, n) => n == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..])), _ => true));
}
