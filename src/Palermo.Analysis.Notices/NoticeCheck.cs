using System.Globalization;

namespace Palermo.Analysis.Notices;

/// <summary>Checks an application for a notice, or a diffusion, against the rules before anything leaves: everything that stands in the way at once.</summary>
/// <remarks>
/// Rules: INTERPOL Constitution Arts. 2 and 3; Rules on the Processing of Data (RPD, III/IRPD/GA/2011); resolution GA-2017-86-RES-09 on
/// refugees; Smuggling of Migrants Protocol Art. 5; Trafficking in Persons Protocol. As written down, with what of it was checked, in the
/// domain page "information exchange", 1.1 to 1.4. No finding is a decision: a person decides.
/// </remarks>
public static class NoticeCheck
{
    /// <summary>What the requester of a refugee's notice is told, and nothing else (I12).</summary>
    public const string DoesNotComply = "The request does not comply.";

    /// <summary>Purposes of international police cooperation for which data may be processed (RPD Art. 10).</summary>
    private static readonly string[] Purposes =
        ["search for a wanted person", "arrest", "locate a missing person", "information", "criminal investigation", "identification", "warning", "crime analysis", "security", "international police cooperation", "asset tracing", "extradition"];

    /// <summary>Every finding on an application; empty when it passes.</summary>
    /// <param name="today">The day of the check.</param>
    public static IReadOnlyList<NoticeFinding> Check(NoticeApplication application, DateOnly today)
    {
        List<NoticeFinding> findings = [];
        var red = application.Colour == NoticeColour.Red;
        Neutrality(application, findings);
        Refugee(application, findings);
        Victim(application, findings);
        if (red) RedChecks.Add(application, findings);
        else ColourChecks.Add(application, findings);
        Minor(application, today, findings);
        General(application, today, findings);
        if (application.Diffusion) Diffusion(application, findings);
        return findings;
    }

    internal static void Block(this List<NoticeFinding> findings, string code, string field, FormattableString message, string provision) =>
        findings.Add(NoticeFinding.Of(code, NoticeSeverity.Block, field, message, provision));

    internal static void Warn(this List<NoticeFinding> findings, string code, string field, FormattableString message, string provision) =>
        findings.Add(NoticeFinding.Of(code, NoticeSeverity.Warn, field, message, provision));

    private static void Neutrality(NoticeApplication a, List<NoticeFinding> findings)
    {
        const string article3 = "INTERPOL Constitution Art. 3; RPD Art. 34";
        if (a.Predominance is { Length: > 0 } character)
            findings.Block("RN-ART3", "predominance", $"The matter is predominantly of a {character} character. INTERPOL may not act in it.", article3);
        var offences = a.Offences ?? [];
        var political = offences.Where(o => ExcludedOffences.IsArticle3(o.Charge)).ToArray();
        if (political.Length > 0 && a.Predominance is not { Length: > 0 })
        {
            if (political.Length == offences.Count)
                findings.Block("RN-ART3", "offences", $"By its words the charge \"{political[0].Charge}\" is of a political, military, religious or racial character, and no ordinary crime stands beside it.", article3);
            else findings.Warn("RN-ART3", "offences", $"The charge \"{political[0].Charge}\" is of a political, military, religious or racial character: a person weighs which character predominates.", article3);
        }
        if (a.Person?.PublicRole is { } role && ExcludedOffences.IsSensitiveRole(role))
            findings.Warn("RN-ART3", "person.publicRole", $"The person is \"{role}\": weigh the offence, the public role, the requesting country and the context before it goes further.", article3);
        if (a.Person?.Immunity == true)
            findings.Warn("RN-ART3", "person.immunity", $"The person may be immune: clear that before it goes further.", "Vienna Convention on Diplomatic Relations Arts. 29 and 31; RPD Art. 34");
        if (a.States("humanRightsConcern") == true)
            findings.Block("NT-ART2", "humanRightsConcern", $"A concern about human rights is on record: it must be cleared first.", "INTERPOL Constitution Art. 2");
    }

    private static void Refugee(NoticeApplication a, List<NoticeFinding> findings)
    {
        const string provision = "INTERPOL resolution GA-2017-86-RES-09; 1951 Convention Art. 33";
        if (a.Person is not { Refugee: not RefugeeStanding.None } person) return;
        var feared = person.PersecutionFeared ?? [];
        // Nothing said of the country: the safe reading is that it is the one that asks.
        bool Feared(string? country) => country is null || feared.Count == 0 || feared.Any(f => Countries.MayBeSame(f, country));
        var wanted = a.Colour == NoticeColour.Red;
        if (Feared(a.RequestingCountry))
        {
            var severity = wanted && person.Refugee == RefugeeStanding.Recognised && !person.PoliticalAgainstAsylumState ? NoticeSeverity.Block : NoticeSeverity.Warn;
            FormattableString words = severity == NoticeSeverity.Block ? (FormattableString)$"The request does not comply." : $"A person must decide before it goes further; nothing about this is told to the requester.";
            findings.Add(NoticeFinding.Of("RN-REFUGEE", severity, "application", words, provision) with { TellRequester = DoesNotComply });
        }
        var reached = (a.Recipients ?? []).Where(r => feared.Any(f => Countries.MayBeSame(f, r))).ToArray();
        if (reached.Length > 0) findings.Add(NoticeFinding.Of("RN-REFUGEE", NoticeSeverity.Block, "recipients", $"One of the recipients may not have it. Take it from the list.", provision) with { TellRequester = DoesNotComply });
    }

    private static void Victim(NoticeApplication a, List<NoticeFinding> findings)
    {
        var person = a.Person;
        var accused = a.Colour is NoticeColour.Red or NoticeColour.Green or NoticeColour.Blue;
        if (person is null || !accused) return;
        if (person.VictimInSameFacts)
            findings.Block("RN-VICTIM", "person.victimInSameFacts", $"The person is flagged as a victim of trafficking in the same facts. Two officers may decide otherwise, with their reasons on record.", "Trafficking in Persons Protocol Arts. 2(b) and 6; RPD Art. 39");
        var words = string.Join(' ', (a.Offences ?? []).Select(o => o.Charge).Append(a.Facts?.Text ?? "").Append(a.Facts?.Role ?? ""));
        if (person.SmuggledPerson)
            findings.Warn("RN-VICTIM", "person.smuggledPerson", ExcludedOffences.IsSteering(words)
                ? (FormattableString)$"The person was smuggled, and is charged with steering the boat in which that happened. Migrants are not liable for having been smuggled: an officer examines whether anything else is charged."
                : $"The person was smuggled in the same facts. Migrants are not liable for that: an officer examines what else is charged.", "Smuggling of Migrants Protocol Art. 5");
        else if (ExcludedOffences.IsSteering(words) && words.Contains("own boat", StringComparison.OrdinalIgnoreCase))
            findings.Warn("RN-VICTIM", "offences", $"Steering the boat one travels in may be what a smuggled person was made to do: an officer examines the role.", "Smuggling of Migrants Protocol Art. 5");
    }

    private static void Minor(NoticeApplication a, DateOnly today, List<NoticeFinding> findings)
    {
        if (a.Person is not { } person || (person.BirthYear is null && person.BirthDate is null)) return;
        // Known to the year only: the person may have been born on its last day.
        var born = person.BirthDate ?? new DateOnly(person.BirthYear!.Value, 12, 31);
        static int Age(DateOnly born, DateOnly on) => on.Year - born.Year - (on < born.AddYears(on.Year - born.Year) ? 1 : 0);
        var (majority, code) = (person.AgeOfMajority ?? 18, a.Colour == NoticeColour.Red ? "RN-MINOR" : "NT-MINOR");
        if (a.Colour is NoticeColour.Red && (a.Facts?.Date ?? YearEnd(a.Facts?.Time)) is { } when && when >= born.AddYears(-1))
        {
            var atFacts = Age(born, when);
            if (person.MinimumCriminalAge is { } least && atFacts < least)
            {
                findings.Block(code, "person.birthDate", $"At the time of the facts the person was {atFacts}; the age of criminal responsibility is {least}.", "RPD Art. 40; Convention on the Rights of the Child Art. 40(3)(a)");
                return;
            }
            if (person.MinimumCriminalAge is null && atFacts < 14)
            {
                findings.Block(code, "person.birthDate", $"At the time of the facts the person was {atFacts}, and no age of criminal responsibility is stated. Below 14 none is presumed.", "CRC Committee, general comment 24 (2019), para. 22; RPD Art. 40");
                return;
            }
            if (atFacts < majority)
            {
                findings.Warn(code, "person.birthDate", $"The person was {atFacts} at the time of the facts, a child: a person weighs the child's interest before it goes further.", "Convention on the Rights of the Child Arts. 3 and 37(b); RPD Art. 40");
                return;
            }
        }
        if (Age(born, today) < majority && !person.FlaggedMinor)
            findings.Add(NoticeFinding.Of(code, a.Colour == NoticeColour.Red ? NoticeSeverity.Block : NoticeSeverity.Warn, "person.minor", $"By the date of birth the person may be under {majority}: say so with \"minor\": true.", "RPD Art. 40"));
    }

    private static DateOnly? YearEnd(string? time) =>
        time is { Length: >= 4 } && int.TryParse(time.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2200
            ? DateOnly.TryParseExact(time.Length >= 10 ? time[..10] : "", "yyyy-MM-dd", out var day) ? day : new DateOnly(year, 12, 31) : null;

    private static void General(NoticeApplication a, DateOnly today, List<NoticeFinding> findings)
    {
        if (a.Purpose is { Length: > 0 } purpose && !Purposes.Any(p => purpose.Contains(p, StringComparison.OrdinalIgnoreCase)))
            findings.Warn("NT-PURPOSE", "purpose", $"\"{purpose}\" is none of the purposes of international police cooperation: name one, such as {new Named(Purposes[0])}.", "RPD Art. 10");
        if (a.Confidentiality is { Length: > 0 } level && level.ToUpperInvariant() is not ("FOR OFFICIAL USE ONLY" or "RESTRICTED" or "CONFIDENTIAL"))
            findings.Warn("NT-CONFIDENTIALITY", "confidentiality", $"\"{level}\" is no level of confidentiality: FOR OFFICIAL USE ONLY, RESTRICTED or CONFIDENTIAL.", "RPD Arts. 112-114");
        if (a.ExpiresOn is { } expires)
        {
            var latest = NoticeTerms.LatestExpiry(a.RecordedOn ?? today);
            if (expires > latest) findings.Block("NT-RETENTION", "expiresOn", $"It would stand until {expires:yyyy-MM-dd}; five years end on {latest:yyyy-MM-dd}.", "RPD Art. 49");
            if (expires <= today) findings.Block("NT-RETENTION", "expiresOn", $"It expired on {expires:yyyy-MM-dd}: re-examine and record it anew, or delete it.", "RPD Arts. 50 and 51");
        }
        if (a.Ended is { Length: > 0 } ended)
            findings.Block("NT-ENDED", "ended", $"Its purpose has ended ({ended}): it is deleted without delay, not sent.", "RPD Art. 51");
        if (a.Person is { SensitiveData.Count: > 0, SensitiveReason: null or "" } person)
            findings.Warn("NT-SENSITIVE", "person.sensitiveData", $"Sensitive data ({new Listed([.. person.SensitiveData])}) need a reason why they are of particular value; say it, or leave them out.", "RPD Art. 42");
        if (a.Person?.Status is { } status && status.Trim().ToLowerInvariant() is "witness" or "victim" && a.Colour is NoticeColour.Red or NoticeColour.Green)
            findings.Block("NT-WITNESS", "person.status", $"The person is a {a.Person!.Status}: no measure may be asked for against victims and witnesses.", "RPD Art. 39");
        if (a.States("accurate") == false)
            findings.Block("NT-QUALITY", "accurate", $"The applicant says that the data are not checked or not up to date: check them first.", "RPD Art. 12");
    }

    private static void Diffusion(NoticeApplication a, List<NoticeFinding> findings)
    {
        var barred = (a.Recipients ?? []).Where(r => (a.BarredCountries ?? []).Any(b => Countries.Same(b, r))).ToArray();
        if (barred.Length > 0) findings.Block("NT-BARRED", "recipients", $"The recorder bars {new Listed([.. barred])}: take it from the recipients.", "RPD Art. 58");
        if (a.Recipients is { Count: 0 } && a.States("toAll") != true)
            findings.Block("NT-RECIPIENTS", "recipients", $"A diffusion names its recipients.", "RPD Arts. 97-99");
    }
}
