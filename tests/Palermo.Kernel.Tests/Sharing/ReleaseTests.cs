using NodaTime;
using static Palermo.Kernel.Tests.Sharing.Ask;

namespace Palermo.Kernel.Tests.Sharing;

/// <summary>The worked cases of the domain's section 3, and one case for every reason of a refusal.</summary>
public class ReleaseTests
{
    private static readonly Dossier Plain = new("Diallo, driver");

    private static Permission Given(string code, string recipient = "niger", string purpose = Purpose.Investigation, LocalDate? until = null) =>
        new(Id, [code], "france", recipient, purpose, "a joint case", PermissionDecision.Granted, Today.PlusDays(-3), until ?? Today.PlusDays(30));

    private static GivenPermission By(string owner, Permission permission) => new(Id, owner, permission);

    [Fact]
    public void What_nothing_forbids_may_leave() => Assert.Empty(Codes(Question(View(Plain))));

    [Fact]
    public void An_item_of_Italy_marked_H2_is_not_shared_by_France_with_Niger_until_Italy_permits_it()
    {
        var item = View(Plain, handling: new(Tlp.Amber, SienaCodes.H2), owner: "italy");
        Assert.Equal(["access.h2"], Codes(Question(item)));
        Assert.Empty(Codes(Question(item, permissions: [By("italy", Given("H2"))])));
        // Not by anybody else's word, not for another partner or purpose, not after its end, not for another restriction.
        Assert.Equal(["access.h2"], Codes(Question(item, permissions: [By("france", Given("H2"))])));
        Assert.Equal(["access.h2"], Codes(Question(item, permissions: [By("italy", Given("H2", recipient: "spain"))])));
        Assert.Equal(["access.h2"], Codes(Question(item, permissions: [By("italy", Given("H2", purpose: Purpose.Prosecution))])));
        Assert.Equal(["access.h2"], Codes(Question(item, permissions: [By("italy", Given("H2", until: Today.PlusDays(-1)))])));
        Assert.Equal(["access.h2"], Codes(Question(item, permissions: [By("italy", Given("H1"))])));
        Assert.Equal(["access.h2"], Codes(Question(item, permissions: [By("italy", Given("H2") with { Decision = PermissionDecision.Refused })])));
    }

    [Fact]
    public void Amber_strict_does_not_go_to_another_agency_of_the_same_state()
    {
        var agency = Niger with { Node = "customs", Name = "Customs", Country = "FRA", Organisation = "Douane", Ceiling = Tlp.Red };
        var codes = Codes(Question(View(Plain, handling: new(Tlp.AmberStrict, Recipients: ["OLTIM"])), agency));
        Assert.Contains("access.amber-strict", codes);
        Assert.Contains("release.recipients", codes);
    }

    [Fact]
    public void An_asylum_seeker_s_phone_never_goes_to_the_country_of_origin_even_when_TLP_CLEAR()
    {
        var phone = new Dossier("X", Phones(("+227 96 12 34 56", Handling.Open)), ["NER"], AsylumStatus: "applied");
        Approval[] everybody = [.. Enum.GetValues<ApprovalAs>().Select(a => new Approval("p" + a, a, Now))];
        Assert.Equal(["release.life-safety"], Codes(Question(View(phone, handling: Handling.Open), approvals: everybody)));
        // Presumed, fled from, lived before: each is enough. Another country is none of them.
        Assert.Equal(["release.life-safety"], Codes(Question(View(phone with { Nationalities = ["MLI"], CountryFled = "NER" }, handling: Handling.Open), approvals: everybody)));
        Assert.Empty(Codes(Question(View(phone with { Nationalities = ["MLI"] }, handling: Handling.Open))));
        // Where nobody wrote a country down, silence is no permission; and an organisation of several countries may have it among them.
        Assert.Equal(["release.origin-unknown"], Codes(Question(View(phone with { Nationalities = null }), approvals: everybody)));
        Assert.Equal(["release.life-safety"], Codes(Question(View(phone), Niger with { Country = null }, approvals: everybody)));
    }

    [Fact]
    public void A_victim_s_data_goes_to_the_country_of_origin_only_when_protection_officer_and_controller_both_approve()
    {
        var victim = View(new Dossier("Y", Nationalities: ["NER"], IsVictim: true));
        Approval protection = new("hadiza", ApprovalAs.ProtectionOfficer, Now), controller = new("moussa", ApprovalAs.DataController, Now);
        Assert.Equal(["release.victim-origin"], Codes(Question(victim)));
        Assert.Equal(["release.victim-origin"], Codes(Question(victim, approvals: [protection])));
        Assert.Equal(["release.victim-origin"], Codes(Question(victim, approvals: [controller])));
        Assert.Empty(Codes(Question(victim, approvals: [protection, controller])));
        Assert.Equal(["release.victim"], Codes(Question(View(new Dossier("Y", Nationalities: ["NGA"], IsVictim: true)))));
        Assert.Empty(Codes(Question(View(new Dossier("Y", Nationalities: ["NGA"], IsVictim: true)), approvals: [protection])));
        // The category alone says it too.
        Assert.Equal(["release.victim-origin"], Codes(Question(View(Plain, categories: [SubjectCategory.Victim]))));
    }

    [Fact]
    public void A_minor_s_data_leaves_when_a_second_person_approves()
    {
        var minor = View(new Dossier("Z", IsMinor: true));
        Assert.Equal(["release.second-person"], Codes(Question(minor)));
        Assert.Equal(["release.second-person"], Codes(Question(minor, approvals: [new("omar", ApprovalAs.SecondPerson, Now)]))); // himself
        Assert.Empty(Codes(Question(minor, approvals: [new("sam", ApprovalAs.SecondPerson, Now)])));
    }

    [Fact]
    public void Each_rule_refuses_in_its_own_words_and_with_its_provision()
    {
        (string Code, ReleaseQuestion Question)[] cases =
        [
            ("access.originator-consent", Question(View(Plain, handling: new(OriginatorConsent: true), owner: "italy"))),
            ("access.h1", Question(View(Plain, handling: new(Codes: SienaCodes.H1)), purpose: Purpose.Prosecution, sender: Officer with { Actor = Officer.Actor with { Roles = [Role.Prosecutor.Name] }, Work = new(Purpose.Prosecution) })),
            ("release.h1", Question(View(Plain, handling: new(Codes: SienaCodes.H1), owner: "italy"), purpose: Purpose.Prosecution)),
            ("release.h3", Question(View(Plain, handling: new(Codes: SienaCodes.H3, Restriction: "not for the press"), owner: "italy"))),
            ("access.ceiling", Question(View(Plain), sender: Officer with { Actor = Officer.Actor with { Ceiling = Tlp.Green } })),
            ("access.action", Question(View(Plain), sender: Officer with { Actor = Officer.Actor with { Roles = [Role.Analyst.Name] } })),
            ("release.recipients", Question(View(Plain, handling: new(Recipients: ["OLTIM"])))),
            ("release.partner-ceiling", Question(View(Plain), Niger with { Ceiling = Tlp.Green })),
            ("release.classification", Question(View(Plain), Niger with { MayHold = Classification.Unclassified })),
            ("release.purpose-unknown", Question(View(Plain), purpose: "curiosity")),
            ("release.purpose", Question(View(Plain, purposes: [Purpose.Investigation]), purpose: Purpose.Prosecution)),
            ("release.partner-purpose", Question(View(Plain), purpose: Purpose.BorderManagement)),
            ("release.gateway", Question(View(Plain), Niger with { Gateways = ["investigation: Police agreement, 2016-05-01, 2026-11-23"] })),
            ("release.barred", Question(View(Plain), Niger with { Barred = "no agreement since the coup" })),
            ("release.self", Question(View(Plain), Niger with { Node = "france" })),
            ("release.owner", Question(View(Plain, owner: "niger"))),
            ("release.transfer-basis", Question(View(Plain), Niger with { TransferBasis = TransferBasis.None })),
            ("release.derogation", Question(View(Plain), Niger with { TransferBasis = TransferBasis.Derogation })),
            ("release.kind", Question(View(Plain), Niger with { Kinds = ["seizure"] })),
            ("release.withdrawn", Question(View(Plain, withdrawn: true))),
            ("release.stale", Question(View(Plain, review: Today.PlusDays(-1)))),
            ("hold", Question(View(Plain), holds: [new("x", [HeldStep.Sharing], "asylum office", "the duty desk", Today, Today.PlusDays(9))])),
            ("release.rule-set", Question(View(Plain), rules: new("vehicles only", ["share seizure"]))),
            ("release.rule-set", Question(View(Plain, categories: [SubjectCategory.OtherParty]), rules: new("no contacts", ["share *", "keep category:other-party"]))),
            ("release.rule-set", Question(View(Plain), rules: new("open things", ["share *", "keep above:green"]))),
        ];
        Assert.All(cases, c => Assert.Contains(c.Code, Codes(c.Question)));
        Assert.All(cases.SelectMany(c => Release.Decide(c.Question)), r => Assert.EndsWith(".", r.Message));
        Assert.Empty(Codes(Question(View(Plain), Niger with { TransferBasis = TransferBasis.Derogation }, why: "a life is in danger")));
    }

    [Fact]
    public void A_person_is_told_every_refusal_at_once()
    {
        var codes = Codes(Question(View(new Dossier("Q", Nationalities: ["NER"], AsylumStatus: "refugee", IsVictim: true), handling: new(Tlp.Red, SienaCodes.H2, Recipients: ["OLTIM"]), owner: "italy", review: Today.PlusDays(-9)),
            Niger with { TransferBasis = TransferBasis.None, Barred = "x", Gateways = [] }));
        Assert.Superset(new HashSet<string> { "access.h2", "access.amber-strict", "release.recipients", "release.gateway", "release.barred", "release.transfer-basis", "release.stale", "release.life-safety", "release.victim-origin" }, codes.ToHashSet());
    }

    [Fact]
    public void What_lies_behind_the_wall_is_no_record_for_sharing()
    {
        var question = Question(View(new Claim("seeks asylum"), TestKinds.Claim, purposes: [Purpose.Protection]), sender: Officer with { Actor = Officer.Actor with { Roles = [Role.ProtectionOfficer.Name] }, Work = new(Purpose.Protection) });
        Assert.Equal([Refusal.NotFound], Release.Decide(question));
        var preview = Preview.Of(question, Id, "OLTIM");
        Assert.Equal([Refusal.NotFound], preview.Refusals);
        Assert.Empty(preview.Fields); // not even names of fields
        Assert.True(preview.Bytes.IsEmpty);
    }

    [Fact]
    public void A_hold_of_protection_reads_like_any_other()
    {
        string Words(string authority) => Release.Decide(Question(View(Plain), holds: [new("x", [HeldStep.Sharing], authority, "the duty desk", Today, Today.PlusDays(9))])).Single().Message;
        Assert.Equal(Words("court of Niamey"), Words("asylum office"));
        Assert.DoesNotContain("asylum", Words("asylum office"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("investigation: Police agreement of 2016, 2016-05-01, 2028-04-30", "investigation", "Police agreement of 2016", "2016-05-01", "2028-04-30")]
    [InlineData("rescue: Convention, annex II, 2020-01-01", "rescue", "Convention, annex II", "2020-01-01", null)]
    public void A_gateway_is_read_from_a_line(string line, string purpose, string instrument, string from, string? until)
    {
        var gateway = LegalGateway.Read(line)!;
        Assert.Equal((purpose, instrument, from, until), (gateway.Purpose, gateway.Instrument, gateway.From.ToString("uuuu-MM-dd", null), gateway.Until?.ToString("uuuu-MM-dd", null)));
        Assert.Equal(gateway, LegalGateway.Read(gateway.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("curiosity: Agreement, 2016-05-01")]
    [InlineData("investigation: 2016-05-01")]
    [InlineData("investigation: Agreement")]
    [InlineData("investigation: Agreement, 2028-04-30, 2016-05-01")]
    public void What_is_no_gateway_opens_nothing(string line) => Assert.Null(LegalGateway.Read(line));
}
