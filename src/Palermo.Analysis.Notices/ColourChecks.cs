namespace Palermo.Analysis.Notices;

/// <summary>The conditions of the other colours (RPD Arts. 88-96; domain page "information exchange", 1.2).</summary>
internal static class ColourChecks
{
    public static void Add(NoticeApplication a, List<NoticeFinding> findings)
    {
        var p = a.Person;
        var named = p is { FamilyName.Length: > 0 } or { FirstName.Length: > 0 };
        var seen = p is { Photograph: true } or { Fingerprints: true } or { Dna: true };
        switch (a.Colour)
        {
            case NoticeColour.Blue:
                Needs(a, findings, "investigationOpen", "BN-INVESTIGATION", $"A criminal investigation must be open.", "RPD Art. 88");
                if (!(named && (p!.BirthYear ?? p.BirthDate?.Year) is not null) && !seen)
                    findings.Block("BN-ID", "person", $"Give enough to identify the person: name and year of birth, or a photograph, fingerprints or DNA profile.", "RPD Art. 88");
                break;
            case NoticeColour.Green:
                Needs(a, findings, "assessment", "GN-ASSESSMENT", $"A national authority must have assessed the person as a threat to public safety.", "RPD Art. 89");
                Needs(a, findings, "convictionOrGrounds", "GN-GROUNDS", $"The assessment rests on convictions or other reasonable grounds: state them.", "RPD Art. 89");
                if (!named) findings.Block("GN-ID", "person", $"Give the name of the person.", "RPD Art. 89");
                break;
            case NoticeColour.Yellow:
                Needs(a, findings, "policeReport", "YN-POLICE", $"The police must have recorded the disappearance.", "RPD Art. 90");
                if (a.States("privacyConsidered") == false) findings.Block("YN-SAFETY", "privacyConsidered", $"Consider the privacy and safety of the person first: somebody may be hiding from a danger.", "RPD Art. 90");
                else if (a.States("privacyConsidered") is null) findings.Warn("YN-SAFETY", "privacyConsidered", $"Say that privacy and safety of the person were considered.", "RPD Art. 90");
                if (!named && !seen && p is not { PhysicalDescription: true }) findings.Block("YN-ID", "person", $"Give a name, a photograph or a description.", "RPD Art. 90");
                break;
            case NoticeColour.Black:
                if (!seen && p is not { PhysicalDescription: true }) findings.Block("KN-DATA", "person", $"Give what may identify the body: photograph, fingerprints, DNA profile or description.", "RPD Art. 91");
                if (named) findings.Warn("KN-NAMED", "person", $"The body has a name here: if it is identified, no notice is needed.", "RPD Art. 91");
                break;
            case NoticeColour.Orange:
                Needs(a, findings, "imminentThreat", "ON-IMMINENT", $"The threat must be serious and imminent.", "RPD Art. 93");
                if (a.Facts?.Text is not { Length: > 0 }) findings.Block("ON-FACTS", "facts", $"Describe the event, person, object or process that is the danger.", "RPD Art. 93");
                break;
            case NoticeColour.Purple:
                Needs(a, findings, "severalCountries", "PN-COUNTRIES", $"It must be of interest to more than one country.", "RPD Art. 92");
                if (a.Facts?.Text is not { Length: > 0 }) findings.Block("PN-FACTS", "facts", $"Describe the method, object, device or way of hiding.", "RPD Art. 92");
                if (named || seen) findings.Block("PN-PERSONAL", "person", $"A purple notice needs no personal data: leave the person out.", "RPD Arts. 12 and 92");
                break;
            case NoticeColour.UnSpecial:
                Needs(a, findings, "sanctionsCommittee", "UN-COMMITTEE", $"Only a Sanctions Committee of the Security Council lists: name its decision.", "RPD Art. 95");
                break;
            case NoticeColour.Silver:
                Needs(a, findings, "pilotCountry", "SN-PILOT", $"Only countries of the pilot may ask for it.", "INTERPOL silver notice pilot, 2025");
                Needs(a, findings, "assetsDescribed", "SN-ASSETS", $"Describe the assets to be traced.", "INTERPOL silver notice pilot, 2025");
                break;
        }
        if (a.Warrant is { Valid: true } && a.WantedFor == WantedFor.Prosecution && a.Colour is NoticeColour.Blue && a.ExtraditionAssured == true)
            findings.Warn("BN-RED", "colour", $"With a warrant and an assurance of extradition this looks like a red notice: a blue one may not be used to arrest.", "RPD Arts. 82 and 88");
    }

    private static void Needs(NoticeApplication a, List<NoticeFinding> findings, string condition, string code, FormattableString message, string provision)
    {
        if (a.States(condition) != true) findings.Block(code, condition, message, provision);
    }
}
