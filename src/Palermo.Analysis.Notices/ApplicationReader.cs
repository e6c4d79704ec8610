using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Palermo.Analysis.Notices;

/// <summary>
/// Reads an application from JSON. The documented shape is <c>docs/schemas/notice-application-1.schema.json</c>; other spellings of the
/// names that bureaus use are understood too, in any case, with hyphens or underscores, nested or flat.
/// </summary>
public static partial class ApplicationReader
{
    /// <summary>Reads one application.</summary>
    /// <param name="unknown">Names that were not understood: a misspelt name must not pass for a missing fact.</param>
    /// <exception cref="FormatException">It is no such JSON; the message names place and mend.</exception>
    public static NoticeApplication Read(ReadOnlyMemory<byte> utf8, out IReadOnlyList<string> unknown)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new() { MaxDepth = 32, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"line {wrong.LineNumber + 1}: it is no JSON ({wrong.Message.Split(" LineNumber")[0]})");
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("An application is one JSON object, not a list or a value.");
            var said = new Said(document.RootElement);
            var application = Make(said);
            unknown = said.Unread();
            return application;
        }
    }

    private static NoticeApplication Make(Said said)
    {
        var kind = said.Text("kind", "type", "noticetype", "document");
        var colour = ColourOf(said.Text("colour", "color", "noticecolour", "noticecolor", "notice") ?? kind ?? "red");
        List<ChargedOffence> offences = Offences(said);
        var wanted = said.Text("wantedfor", "purposeofarrest", "stage", "wanted");
        var remaining = said.Months("remainingmonths", "remaindermonths", "sentenceremainingmonths", "monthsremaining", "monthsleft", "remainingsentencemonths", "remainingsentence", "sentenceremaining", "remaining", "remainder");
        var sentence = said.Months("sentencemonths", "sentenceyears", "sentence");
        var convicted = said.Yes("convicted", "isconvicted") || said.Text("status", "personstatus") is { } standing && standing.StartsWith("convict", StringComparison.OrdinalIgnoreCase);
        var serving = wanted is null ? remaining is not null || (convicted && sentence is not null) : wanted.Contains("serv", StringComparison.OrdinalIgnoreCase) || wanted.Contains("sentence", StringComparison.OrdinalIgnoreCase);
        Dictionary<string, bool> conditions = new(StringComparer.Ordinal);
        foreach (var (name, aliases) in Conditions)
            if (said.Flag([name.ToLowerInvariant(), .. aliases]) is { } stated) conditions[name] = stated;
        return new(
            colour,
            Diffusion: kind?.Contains("diffusion", StringComparison.OrdinalIgnoreCase) == true || said.Yes("diffusion", "isdiffusion"),
            RequestingCountry: said.Text("requestingcountry", "requestingstate", "requester", "country", "ncb", "requestingncb", "requestedby"),
            Recipients: said.List("recipients", "recipientcountries", "to"),
            BarredCountries: said.List("barredcountries", "barred", "excludedcountries", "restrictedcountries", "noaccess"),
            Person: Person(said),
            WantedFor: serving ? WantedFor.ServingSentence : WantedFor.Prosecution,
            Offences: offences,
            SentenceMonths: remaining ?? sentence,
            Warrant: WarrantOf(said),
            Facts: FactsOf(said),
            ExtraditionAssured: said.Flag("extraditionassurance", "extraditionassured", "extradition", "extraditionwillberequested", "willrequestextradition", "assurance", "assurances"),
            LimitationDate: said.Day("limitationdate", "timebarredon", "statuteoflimitations"),
            SeriousOrOrganisedCrime: said.Yes("seriousororganisedcrime", "organisedcrime", "organizedcrime", "linkedtoorganisedcrime", "linkedtoorganizedcrime", "aimedatseriouscrime"),
            OfParticularImportance: said.Yes("ofparticularimportance", "particularimportance", "importanttopolicecooperation"),
            Predominance: said.Text("predominance", "predominantcharacter", "character") is { } character && !character.Equals("ordinary", StringComparison.OrdinalIgnoreCase) && !character.Equals("none", StringComparison.OrdinalIgnoreCase) ? character
                : said.Yes("political", "politicalcharacter", "ispolitical") ? "political" : said.Yes("military", "militarycharacter") ? "military" : said.Yes("religious", "religiouscharacter") ? "religious" : said.Yes("racial", "racialcharacter") ? "racial" : null,
            Purpose: said.Text("purpose"),
            Confidentiality: said.Text("confidentiality", "confidentialitylevel"),
            RecordedOn: said.Day("recordedon", "recordeddate", "recordingdate", "recorded"),
            ExpiresOn: said.Day("expireson", "expirydate", "expires", "expiry", "retentiondate"),
            Ended: said.Text("ended", "endedbecause") ?? (said.Yes("acquitted") ? "acquitted" : said.Yes("warrantwithdrawn") ? "warrant withdrawn" : null),
            ColourConditions: conditions);
    }

    private static readonly (string Name, string[] Aliases)[] Conditions =
    [
        ("investigationOpen", ["criminalinvestigationopen", "investigation", "openinvestigation"]), ("assessment", ["authorityassessment", "threatassessment", "assessedbyauthority"]),
        ("convictionOrGrounds", ["convictions", "conviction", "reasonablegrounds", "grounds"]), ("policeReport", ["policerecorded", "recordedbypolice", "reportedtopolice", "missingreport"]),
        ("privacyConsidered", ["privacyandsafetyconsidered", "safetyconsidered"]), ("imminentThreat", ["imminent", "seriousandimminent", "threat"]), ("severalCountries", ["relevanttoseveralcountries", "morethanonecountry", "countriesconcerned"]),
        ("sanctionsCommittee", ["committeedecision", "sanctionslisting", "committee"]), ("pilotCountry", ["silverpilot", "pilot"]), ("assetsDescribed", ["assets", "assetdescription"]),
        ("humanRightsConcern", ["riskoftorture", "humanrights"]), ("accurate", ["dataaccurate", "checked", "uptodate"]), ("toAll", ["allcountries", "toallcountries"]),
    ];

    private static NoticeColour ColourOf(string text)
    {
        var low = Said.Normal(text);
        foreach (var (word, colour) in (ReadOnlySpan<(string, NoticeColour)>)
            [("red", NoticeColour.Red), ("wanted", NoticeColour.Red), ("blue", NoticeColour.Blue), ("green", NoticeColour.Green), ("yellow", NoticeColour.Yellow), ("black", NoticeColour.Black), ("orange", NoticeColour.Orange), ("purple", NoticeColour.Purple), ("special", NoticeColour.UnSpecial), ("unsc", NoticeColour.UnSpecial), ("silver", NoticeColour.Silver)])
            if (low.Contains(word, StringComparison.Ordinal)) return colour;
        if (low is "notice" or "diffusion" or "") return NoticeColour.Red;
        throw new FormatException($"colour: \"{text}\" is no colour of a notice: red, blue, green, yellow, black, orange, purple, un-special or silver.");
    }

    private static List<ChargedOffence> Offences(Said said)
    {
        string[] penalty = ["maximumpenaltymonths", "maximumpenaltyyears", "maxpenaltymonths", "maxpenaltyyears", "maxpenalty", "maximumpenalty", "maximumsentence", "maxsentence", "maxyears", "maxmonths", "penalty", "penaltyyears", "maximumyears", "maximumsentenceyears", "maxsentenceyears", "maxpenaltyinyears", "maxpenaltyinmonths"];
        var list = said.Elements("offences", "offenses", "charges", "offence", "offense", "charge", "crime", "crimes");
        var common = said.Months(penalty);
        var law = said.Text("law", "provision", "lawreference", "legalbasis");
        return [.. list.Select(e => e.ValueKind == JsonValueKind.Object
            ? new Said(e) is var one ? new ChargedOffence(one.Text("charge", "name", "description", "title", "offence", "offense", "text", "category", "type") ?? "", one.Months(penalty) ?? common, one.Text("law", "provision", "article", "lawreference", "statute") ?? law) : null!
            : new ChargedOffence(e.ToString(), common, law))];
    }

    private static Warrant? WarrantOf(Said said)
    {
        string[] names = ["warrant", "arrestwarrant", "judicialdecision", "hasarrestwarrant", "haswarrant", "validwarrant"];
        if (said.Within(names) is { } one)
        {
            if (one.Flag("exists", "present") == false) return null;
            return new(one.Text("reference", "ref", "number", "no", "id"), one.Text("date", "issuedon", "issued", "issuedate"), one.Text("authority", "issuedby", "court", "issuingauthority", "issuer"),
                one.Flag("valid", "isvalid", "inforce") != false && !one.Yes("withdrawn", "revoked", "expired"));
        }
        if (said.Find(names) is null) return said.Text("warrantreference", "warrantnumber", "warrantno") is { } alone ? new(alone, said.Text("warrantdate"), said.Text("warrantauthority", "issuingauthority")) : null;
        return said.Flag(names) == true ? new(said.Text("warrantreference", "warrantnumber"), said.Text("warrantdate"), said.Text("warrantauthority")) : null;
    }

    private static NoticeFacts FactsOf(Said said)
    {
        var within = said.Within("facts", "summaryoffacts", "factsofthecase", "casefacts");
        var text = within?.Text("text", "summary", "description", "what", "account", "facts") ?? said.Text("facts", "summaryoffacts", "factsofthecase", "casefacts", "summary");
        var time = within?.Text("time", "date", "when", "dates", "from", "on") ?? said.Text("factstime", "factsdate", "dateoffacts", "timeoffacts", "offencedate", "dateofoffence");
        var place = within?.Text("place", "where", "location") ?? said.Text("factsplace", "placeoffacts", "offenceplace", "placeofoffence");
        var role = within?.Text("role", "roleofperson", "part") ?? said.Text("roleinfacts", "personrole", "role");
        return new(text, time, place, role, time is { Length: >= 10 } && DateOnly.TryParseExact(time[..10], "yyyy-MM-dd", out var day) ? day : null);
    }

    private static SoughtPerson Person(Said said)
    {
        var family = said.Text("familyname", "lastname", "surname", "family");
        var first = said.Text("firstname", "givenname", "givennames", "forename", "forenames", "firstnames", "given");
        if (said.Text("fullname", "name", "personname") is { } whole && whole.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries) is [var one, .., var last]) (family, first) = (family ?? last, first ?? one);
        var birth = said.Text("dateofbirth", "birthdate", "dob", "born", "yearofbirth", "birthyear");
        DateOnly? day = birth is not null && DateOnly.TryParseExact(birth, "yyyy-MM-dd", out var parsed) ? parsed : null;
        int? year = day?.Year ?? (birth is { Length: >= 4 } && Year().Match(birth) is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : null);
        var (refugee, feared, political) = RefugeeOf(said);
        return new(
            family, first, said.Text("sex", "gender"), year, day,
            said.Has("physicaldescription", "appearance", "marks", "distinguishingmarks", "height") || said.Within("person", "subject", "wantedperson") is { } described && described.Has("description"), said.Has("dna", "dnaprofile"), said.Has("fingerprints", "fingerprint", "prints"),
            said.Has("passport", "passportnumber", "passportno", "passports", "identitydocument", "identitydocuments", "documentnumber", "iddocument", "identitycard", "identitycardnumber", "idcard", "traveldocument"),
            said.Has("photo", "photograph", "photos", "image", "goodphoto", "hasphoto", "facialimage"), said.Has("additionalidentifier", "otheridentifier", "parents", "fathername", "mothername", "alias"),
            said.Yes("minor", "isminor", "child"), said.Whole("ageofmajority"), said.Whole("minimumcriminalage", "ageofcriminalresponsibility", "criminalage"),
            refugee, feared, political,
            said.Yes("victiminsamefacts", "traffickingvictim", "victimoftrafficking", "istraffickingvictim", "isvictim", "victim", "victimoftraffickinginsamefacts"),
            said.Yes("smuggledperson", "smuggledmigrant", "smuggled", "wassmuggled", "issmuggledmigrant", "migrantsmuggled", "ismigrant") || said.Text("role", "roleofperson", "category") is { } role && role.Contains("smuggled", StringComparison.OrdinalIgnoreCase),
            said.Text("publicrole", "occupation", "profession", "position"), said.Yes("immunity", "immune", "diplomaticimmunity"), said.Text("status", "personstatus"),
            said.List("sensitivedata", "sensitive"), said.Text("sensitivereason", "sensitivejustification"));
    }

    private static (RefugeeStanding, IReadOnlyList<string>?, bool) RefugeeOf(Said said)
    {
        var within = said.Within("refugee", "asylum", "refugeestatus");
        var from = within?.List("from", "country", "countries", "fearedcountries", "countryoforigin", "feared", "persecutionfeared") ?? said.List("refugeefrom", "countryoffear", "countryofpersecution", "fearedcountry", "persecutionfeared", "refugeefromcountry", "recognisedrefugeefrom", "recognizedrefugeefrom");
        var political = (within?.Yes("politicalagainstasylumstate") ?? false) || said.Yes("politicalagainstasylumstate");
        var words = within?.Text("status", "standing") ?? said.Text("refugeestatus", "asylumstatus");
        var standing = words is not null
            ? words.StartsWith("recogni", StringComparison.OrdinalIgnoreCase) || words.StartsWith("confirm", StringComparison.OrdinalIgnoreCase) || words.StartsWith("grant", StringComparison.OrdinalIgnoreCase) || words.Equals("refugee", StringComparison.OrdinalIgnoreCase) || words.Equals("true", StringComparison.Ordinal) ? RefugeeStanding.Recognised
                : words.StartsWith("claim", StringComparison.OrdinalIgnoreCase) || words.StartsWith("pend", StringComparison.OrdinalIgnoreCase) || words.StartsWith("asylum", StringComparison.OrdinalIgnoreCase) || words.StartsWith("appl", StringComparison.OrdinalIgnoreCase) ? RefugeeStanding.Claimed : RefugeeStanding.None
            : within is not null ? (within.Flag("recognised", "recognized", "confirmed") == false ? RefugeeStanding.Claimed : RefugeeStanding.Recognised)
            : said.Yes("refugee", "recognisedrefugee", "recognizedrefugee", "isrefugee", "confirmedrefugee") || said.List("refugeefrom", "recognisedrefugeefrom", "recognizedrefugeefrom") is { Count: > 0 } ? RefugeeStanding.Recognised
            : said.Yes("asylumseeker", "asylumapplicant", "asylumclaimpending", "isasylumseeker") ? RefugeeStanding.Claimed : RefugeeStanding.None;
        return (standing, from, political);
    }

    [GeneratedRegex(@"(19|20)\d\d")]
    private static partial Regex Year();
}
