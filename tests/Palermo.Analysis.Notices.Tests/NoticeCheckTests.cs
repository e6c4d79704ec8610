using System.Text;
using System.Text.Json.Nodes;

namespace Palermo.Analysis.Notices.Tests;

public class NoticeCheckTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    private static string Example(string name) => File.ReadAllText(Path.Combine(RealData.Root(), "docs/guides/examples/notices", name + ".json"));

    private static IReadOnlyList<NoticeFinding> Check(string json)
    {
        var application = ApplicationReader.Read(Encoding.UTF8.GetBytes(json), out var unknown);
        Assert.DoesNotContain(unknown, u => u is not ("person.nationalities" or "extradition.soughtIn" or "warrant.withdrawn"));
        return NoticeCheck.Check(application, Today);
    }

    private static string[] Codes(IEnumerable<NoticeFinding> findings) => [.. findings.Select(f => $"{f.Code} {f.Severity}")];

    private static IReadOnlyList<NoticeFinding> Changed(Action<JsonObject> change, string example = "r1-organiser-passes")
    {
        var json = JsonNode.Parse(Example(example))!.AsObject();
        change(json);
        return Check(json.ToJsonString());
    }

    /// <summary>The test rows of the domain page "information exchange", 1.3, and further examples of the guide.</summary>
    [Theory]
    [InlineData("r1-organiser-passes")]
    [InlineData("r2-no-document", "RN-ID-MIN Block")]
    [InlineData("r3-four-months-left", "RN-PENALTY Block")]
    [InlineData("r4-illegal-exit", "RN-EXCLUDED-OFFENCE Block")]
    [InlineData("r5-refugee", "RN-REFUGEE Block")]
    [InlineData("r6-steered-own-boat", "RN-VICTIM Warn")]
    [InlineData("article-3-review", "RN-ART3 Warn", "RN-ART3 Warn")]
    [InlineData("diffusion-barred", "NT-BARRED Block")]
    [InlineData("victim-in-same-facts", "RN-VICTIM Block")]
    [InlineData("warrant-missing", "RN-NOWARRANT Block", "RN-FACTS-TIMEPLACE Block", "RN-EXTRADITION-ASSURANCE Block")]
    [InlineData("child", "RN-MINOR Block")]
    [InlineData("yellow-missing-child")]
    [InlineData("purple-forged-visas")]
    [InlineData("blue-facilitator")]
    [InlineData("green-convicted")]
    [InlineData("black-body")]
    [InlineData("orange-armed-smugglers")]
    public void An_example_gives_its_codes(string example, params string[] expected) => Assert.Equal(expected, Codes(Check(Example(example))));

    [Fact]
    public void Every_code_of_the_checklist_is_reached()
    {
        string[] all = ["RN-ART3", "RN-REFUGEE", "RN-EXCLUDED-OFFENCE", "RN-PENALTY", "RN-NOWARRANT", "RN-ID-MIN", "RN-FACTS-TIMEPLACE", "RN-EXTRADITION-ASSURANCE", "RN-MINOR", "RN-VICTIM"];
        var reached = Directory.GetFiles(Path.Combine(RealData.Root(), "docs/guides/examples/notices")).SelectMany(f => Check(File.ReadAllText(f))).Select(f => f.Code).ToHashSet();
        Assert.Superset(all.ToHashSet(), reached);
    }

    [Fact]
    public void A_refugees_requester_is_told_that_it_does_not_comply_and_nothing_else()
    {
        var finding = Assert.Single(Check(Example("r5-refugee")));
        Assert.Equal(NoticeCheck.DoesNotComply, finding.TellRequester);
        Assert.Equal(NoticeCheck.DoesNotComply, finding.Message);
        Assert.DoesNotContain("refug", finding.TellRequester + finding.Field, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("NE")]
    [InlineData("Niger")]
    [InlineData("niger ")]
    [InlineData("Nigger Republic")] // misspelt: what is not known to be another country is taken for the same
    public void A_refugee_is_protected_however_the_country_is_written(string country) =>
        Assert.Equal(["RN-REFUGEE Block"], Codes(Changed(a => a["person"]!["refugee"] = new JsonObject { ["status"] = "recognised", ["from"] = country })));

    [Fact]
    public void A_refugee_from_a_third_country_is_none_for_this_request() =>
        Assert.Empty(Changed(a => a["person"]!["refugee"] = new JsonObject { ["status"] = "recognised", ["from"] = "ERI" }));

    [Fact]
    public void A_diffusion_never_goes_to_the_country_that_a_refugee_fled_from() =>
        Assert.Equal(["RN-REFUGEE Block"], Codes(Changed(a => (a["kind"], a["recipients"], a["person"]!["refugee"]) = ("diffusion", new JsonArray("ITA", "ERI"), new JsonObject { ["status"] = "claimed", ["from"] = "ER" }))));

    [Theory]
    [InlineData(2.0, 0)]
    [InlineData(1.9, 1)]
    public void Two_years_of_maximum_penalty_are_enough_for_prosecution(double years, int blocks) =>
        Assert.Equal(blocks, Changed(a => a["offences"]![0]!["maximumPenaltyYears"] = years).Count(f => f.Code == "RN-PENALTY"));

    [Theory]
    [InlineData(6.0, 0)]
    [InlineData(5.9, 1)]
    public void Six_months_that_remain_are_enough_for_serving(double months, int blocks) =>
        Assert.Equal(blocks, Changed(a => a["remainingMonths"] = months, "r3-four-months-left").Count(f => f.Code == "RN-PENALTY"));

    [Fact]
    public void One_offence_that_meets_the_threshold_is_enough_and_below_it_particular_importance_asks_for_a_review()
    {
        Assert.Empty(Changed(a => a["offences"]!.AsArray().Insert(0, new JsonObject { ["charge"] = "Use of a false plate", ["maximumPenaltyMonths"] = 6 })));
        Assert.Equal(["RN-PENALTY Warn"], Codes(Changed(a => { a["offences"]![0]!["maximumPenaltyYears"] = 1; a["particularImportance"] = true; })));
    }

    [Fact]
    public void An_administrative_breach_counts_when_it_serves_organised_crime_and_a_matter_of_norms_never_does()
    {
        Assert.Empty(Changed(a => a["organisedCrime"] = true, "r4-illegal-exit"));
        Assert.Equal(["RN-EXCLUDED-OFFENCE Block"], Codes(Changed(a => { a["organisedCrime"] = true; a["offences"]![0]!["charge"] = "Adultery"; })));
    }

    [Theory]
    [InlineData("Treason", "RN-ART3 Block")]
    [InlineData("Blasphemy", "RN-ART3 Block")]
    [InlineData("Sortie irrégulière du territoire", "RN-EXCLUDED-OFFENCE Block")]
    [InlineData("خروج غير قانوني من البلاد", "RN-EXCLUDED-OFFENCE Block")]
    [InlineData("Unpaid cheque", "RN-EXCLUDED-OFFENCE Block")]
    [InlineData("Trafficking in persons for sexual exploitation")]
    public void Charges_are_read_in_three_languages(string charge, params string[] expected) => Assert.Equal(expected, Codes(Changed(a => a["offences"]![0]!["charge"] = charge)));

    [Fact]
    public void Identity_alternative_B_is_a_photograph_and_a_further_identifier()
    {
        Assert.Empty(Changed(a => a["person"] = new JsonObject { ["photograph"] = "good.jpg", ["additionalIdentifier"] = "son of Issa Diori" }));
        Assert.Equal(["RN-ID-MIN Block"], Codes(Changed(a => a["person"] = new JsonObject { ["photograph"] = "good.jpg" })));
        Assert.Empty(Changed(a => { a["person"]!.AsObject().Remove("passport"); a["person"]!["fingerprints"] = "nist-88.an2"; }));
        Assert.Empty(Changed(a => { a["person"]!["birthDate"] = "1984"; }));
    }

    [Theory]
    [InlineData("2010-09-14", null, "RN-MINOR Warn")] // 15 at the facts of 2025-09-14
    [InlineData("2010-09-14", 16, "RN-MINOR Block")]
    [InlineData("2007-09-14", null)] // 18 on that day
    public void The_age_at_the_time_of_the_facts_counts(string born, int? criminalAge, params string[] expected) => Assert.Equal(expected, Codes(Changed(a =>
    {
        a["person"]!["birthDate"] = born;
        if (criminalAge is { } age) a["person"]!["minimumCriminalAge"] = age;
    })));

    [Fact]
    public void Five_years_are_the_most_and_the_29th_of_February_becomes_the_28th()
    {
        // Domain page, section 5, worked example: recorded 2020-02-29, 5 years, warning 6 months before.
        Assert.Equal(new(2025, 2, 28), NoticeTerms.LatestExpiry(new(2020, 2, 29)));
        Assert.Equal(new(2024, 8, 28), NoticeTerms.ReviewDue(new(2025, 2, 28)));
        Assert.Equal(["NT-RETENTION Block"], Codes(Changed(a => a["expiresOn"] = "2031-11-25")));
        Assert.Equal(["NT-RETENTION Block"], Codes(Changed(a => (a["recordedOn"], a["expiresOn"]) = ("2021-11-25", "2026-11-24"))));
    }

    [Fact]
    public void A_purpose_that_ended_a_witness_and_sensitive_data_are_seen()
    {
        Assert.Equal(["NT-ENDED Block"], Codes(Changed(a => a["acquitted"] = true)));
        Assert.Equal(["NT-WITNESS Block"], Codes(Changed(a => a["person"]!["status"] = "witness")));
        Assert.Equal(["NT-SENSITIVE Warn"], Codes(Changed(a => a["person"]!["sensitiveData"] = new JsonArray("religion"))));
        Assert.Equal(["RN-NOWARRANT Block"], Codes(Changed(a => a["warrant"]!["withdrawn"] = true)));
        Assert.Equal(["RN-NOWARRANT Warn"], Codes(Changed(a => a["warrant"]!.AsObject().Remove("authority"))));
    }

    [Theory]
    [InlineData("blue-facilitator", "investigationOpen", "BN-INVESTIGATION")]
    [InlineData("green-convicted", "assessment", "GN-ASSESSMENT")]
    [InlineData("yellow-missing-child", "policeReport", "YN-POLICE")]
    [InlineData("orange-armed-smugglers", "imminentThreat", "ON-IMMINENT")]
    [InlineData("purple-forged-visas", "severalCountries", "PN-COUNTRIES")]
    public void Every_colour_has_a_condition_of_its_own(string example, string condition, string code) =>
        Assert.Equal([$"{code} Block"], Codes(Changed(a => a.Remove(condition), example)));

    [Fact]
    public void A_purple_notice_with_a_person_and_a_black_one_with_a_name_are_seen()
    {
        Assert.Equal(["PN-PERSONAL Block"], Codes(Changed(a => a["person"] = new JsonObject { ["familyName"] = "Diori" }, "purple-forged-visas")));
        Assert.Equal(["KN-NAMED Warn"], Codes(Changed(a => a["person"]!["familyName"] = "Diori", "black-body")));
        Assert.Equal(["UN-COMMITTEE Block"], Codes(Check("""{"colour":"un-special"}""")));
        Assert.Equal(["SN-PILOT Block", "SN-ASSETS Block"], Codes(Check("""{"colour":"silver"}""")));
    }

    /// <summary>The same application in the spellings of other bureaus: flat, with underscores, in words.</summary>
    [Fact]
    public void Other_spellings_of_the_names_are_understood() => Assert.Empty(Check("""
        {"notice_type":"Red notice","Requesting-State":"Niger","family_name":"Diori","given_names":"Hamza","gender":"male","year_of_birth":1984,"passport_no":"10PC12345",
         "charge":"Organising boats for smuggling of migrants","max_penalty":"15 years","arrest_warrant":true,"summary_of_facts":"Sold places in boats.","date_of_facts":"2025-09-14","place_of_facts":"Zuwara","extradition_will_be_requested":true}
        """));

    [Theory]
    [InlineData("\"15 years\"", 180), InlineData("\"P2Y6M\"", 30), InlineData("15", 180), InlineData("\"18 months\"", 18), InlineData("{\"years\":1,\"months\":6}", 18), InlineData("\"life\"", double.PositiveInfinity)]
    public void Lengths_of_time_are_read_as_they_are_written(string json, double months)
    {
        var application = ApplicationReader.Read(Encoding.UTF8.GetBytes($$"""{"offences":[{"charge":"x","maximumPenalty":{{json}}}]}"""), out _);
        Assert.Equal(months, application.Offences![0].MaximumPenaltyMonths);
    }

    [Theory]
    [InlineData("[]", "one JSON object")]
    [InlineData("{", "line 1")]
    [InlineData("{\"colour\":\"pink\"}", "no colour")]
    [InlineData("{\"expiresOn\":\"soon\"}", "no date")]
    [InlineData("{\"maxPenalty\":\"long\"}", "no length of time")]
    public void Wrong_input_is_refused_in_words(string json, string words) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => ApplicationReader.Read(Encoding.UTF8.GetBytes(json), out _)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_name_is_told_and_not_passed_over()
    {
        ApplicationReader.Read(Encoding.UTF8.GetBytes("""{"colour":"red","person":{"familyNane":"Diori"}}"""), out var unknown);
        Assert.Equal(["person.familyNane"], unknown);
    }

    [Fact]
    public void Damaged_applications_are_read_or_refused_and_nothing_else()
    {
        var chance = new Random(77);
        var content = Encoding.UTF8.GetBytes(Example("r1-organiser-passes"));
        var read = 0;
        for (var round = 0; round < LongForm.Rounds(2000, 100_000); round++)
        {
            var damaged = (byte[])content.Clone();
            for (var n = chance.Next(1, 5); n > 0; n--) damaged[chance.Next(damaged.Length)] = (byte)chance.Next(32, 127);
            try
            {
                NoticeCheck.Check(ApplicationReader.Read(damaged, out _), Today);
                read++;
            }
            catch (FormatException) { }
        }
        Assert.True(read > 100);
    }
}

public class LostDocumentTests
{
    [Theory]
    [InlineData("10PC 12345", "Passport", "NER", DocumentMatch.Hit)]
    [InlineData("10-pc-12345", "passport", "NE", DocumentMatch.Hit)]
    [InlineData("10PC12345", "IdCard", "NER", DocumentMatch.PossibleHit)]
    [InlineData("10PC12345", null, "NER", DocumentMatch.PossibleHit)]
    [InlineData("IOPC12345", "Passport", "NER", DocumentMatch.PossibleHit)]
    [InlineData("10PC12345", "Passport", "ITA", DocumentMatch.NoHit)]
    [InlineData("10PC12346", "Passport", "NER", DocumentMatch.NoHit)]
    [InlineData("", "Passport", "NER", DocumentMatch.NoHit)]
    [InlineData("١٠PC١٢٣٤٥", "Passport", "NER", DocumentMatch.Hit)]
    public void A_query_is_compared_as_the_rule_says(string number, string? type, string issuer, DocumentMatch expected) =>
        Assert.Equal(expected, LostDocuments.Compare(number, type, issuer, "10PC12345", "Passport", "NER"));

    [Theory, InlineData("GBD"), InlineData("UK"), InlineData("GBN"), InlineData("gb")]
    public void Codes_of_British_documents_are_one_issuer(string issuer) => Assert.Equal(DocumentMatch.Hit, LostDocuments.Compare("123456789", "Passport", issuer, "123456789", "Passport", "GBR"));
}
