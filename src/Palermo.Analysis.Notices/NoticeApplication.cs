namespace Palermo.Analysis.Notices;

/// <summary>Colours of notices, and of diffusions in the same sense (INTERPOL, Rules on the Processing of Data, Arts. 82-101).</summary>
public enum NoticeColour { Red, Blue, Green, Yellow, Black, Orange, Purple, UnSpecial, Silver }

/// <summary>What somebody is wanted for.</summary>
public enum WantedFor { Prosecution, ServingSentence }

/// <summary>Standing of a claim to refugee status.</summary>
public enum RefugeeStanding { None, Claimed, Recognised }

/// <summary>An offence as charged.</summary>
/// <param name="Charge">The charge in words.</param>
/// <param name="MaximumPenaltyMonths">The most that the law allows; null when not stated.</param>
/// <param name="Law">The provision of the law.</param>
public sealed record ChargedOffence(string Charge, double? MaximumPenaltyMonths = null, string? Law = null);

/// <summary>An arrest warrant or a judicial decision of the same effect.</summary>
/// <param name="Valid">False when it was withdrawn, has expired or was set aside.</param>
public sealed record Warrant(string? Reference = null, string? Date = null, string? Authority = null, bool Valid = true)
{
    /// <summary>True when reference, date and authority are all told, or the applicant only says that there is one.</summary>
    public bool Complete => (Reference is null && Date is null && Authority is null) || (Reference is not null && Date is not null && Authority is not null);
}

/// <summary>The person a notice is about, as far as the checks look.</summary>
/// <param name="BirthYear">Year of birth, when at least that is known.</param>
/// <param name="BirthDate">The whole date, when it is known.</param>
/// <param name="IdentityDocument">Data of a passport or other identity document.</param>
/// <param name="Photograph">True when a photograph of good quality is attached.</param>
/// <param name="AdditionalIdentifier">Something else that tells the person from others: parents' names, a distinguishing mark.</param>
/// <param name="FlaggedMinor">True when the application says that the person is a minor.</param>
/// <param name="AgeOfMajority">In the law of the recorder; 18 when not stated.</param>
/// <param name="MinimumCriminalAge">In the law of the requesting country; null when not stated.</param>
/// <param name="PersecutionFeared">Countries that the person fled from.</param>
/// <param name="PoliticalAgainstAsylumState">True when the status rests on political grounds against the asylum state: the refugee policy then does not decide by itself.</param>
/// <param name="VictimInSameFacts">Flagged as a victim of trafficking in the same facts.</param>
/// <param name="SmuggledPerson">The person was smuggled in the same facts.</param>
/// <param name="Status">suspect, convicted, witness, victim, missing, deceased ... (RPD Art. 44).</param>
/// <param name="SensitiveData">Names of sensitive data given (race, opinions, religion, health ...).</param>
/// <param name="SensitiveReason">Why the sensitive data are of particular value.</param>
public sealed record SoughtPerson(
    string? FamilyName = null, string? FirstName = null, string? Sex = null, int? BirthYear = null, DateOnly? BirthDate = null,
    bool PhysicalDescription = false, bool Dna = false, bool Fingerprints = false, bool IdentityDocument = false, bool Photograph = false, bool AdditionalIdentifier = false,
    bool FlaggedMinor = false, int? AgeOfMajority = null, int? MinimumCriminalAge = null,
    RefugeeStanding Refugee = RefugeeStanding.None, IReadOnlyList<string>? PersecutionFeared = null, bool PoliticalAgainstAsylumState = false,
    bool VictimInSameFacts = false, bool SmuggledPerson = false, string? PublicRole = null, bool Immunity = false, string? Status = null,
    IReadOnlyList<string>? SensitiveData = null, string? SensitiveReason = null);

/// <summary>What is said to have happened.</summary>
/// <param name="Text">The facts, clear and succinct.</param>
/// <param name="Time">When, as written; at least a year.</param>
/// <param name="Place">Where.</param>
/// <param name="Role">The part the person had in it.</param>
/// <param name="Date">The day, when it is one.</param>
public sealed record NoticeFacts(string? Text = null, string? Time = null, string? Place = null, string? Role = null, DateOnly? Date = null);

/// <summary>An application for a notice, or a diffusion about to be sent.</summary>
/// <param name="Diffusion">True when it goes directly to chosen countries instead of being published by the General Secretariat.</param>
/// <param name="RequestingCountry">Country of the requesting national central bureau.</param>
/// <param name="Recipients">Countries of a diffusion.</param>
/// <param name="BarredCountries">Countries that the recorder bars (RPD Art. 58).</param>
/// <param name="SentenceMonths">The sentence, or what remains of it, when somebody is wanted to serve one.</param>
/// <param name="ExtraditionAssured">True when extradition will be asked for on arrest; null when not stated.</param>
/// <param name="LimitationDate">The day on which the facts become time-barred.</param>
/// <param name="SeriousOrOrganisedCrime">The breach was aimed at serious crime, or links with organised crime are suspected.</param>
/// <param name="OfParticularImportance">The General Secretariat considers it of particular importance to police cooperation.</param>
/// <param name="Predominance">political, military, religious or racial, where the applicant or an officer says that this character predominates.</param>
/// <param name="Ended">Why the purpose has ended (acquitted, warrant withdrawn, surrendered, died); null while it lasts.</param>
/// <param name="ColourConditions">Conditions of the other colours, by name, as the applicant states them.</param>
public sealed record NoticeApplication(
    NoticeColour Colour, bool Diffusion = false, string? RequestingCountry = null, IReadOnlyList<string>? Recipients = null, IReadOnlyList<string>? BarredCountries = null,
    SoughtPerson? Person = null, WantedFor WantedFor = WantedFor.Prosecution, IReadOnlyList<ChargedOffence>? Offences = null, double? SentenceMonths = null,
    Warrant? Warrant = null, NoticeFacts? Facts = null, bool? ExtraditionAssured = null, DateOnly? LimitationDate = null, bool SeriousOrOrganisedCrime = false, bool OfParticularImportance = false,
    string? Predominance = null, string? Purpose = null, string? Confidentiality = null, DateOnly? RecordedOn = null, DateOnly? ExpiresOn = null, string? Ended = null,
    IReadOnlyDictionary<string, bool>? ColourConditions = null)
{
    /// <summary>What is stated of a condition of a colour; null when nothing is.</summary>
    public bool? States(string condition) => ColourConditions?.TryGetValue(condition, out var stated) == true ? stated : null;
}
