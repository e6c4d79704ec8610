using NodaTime;

namespace Palermo.Kernel.Tests;

public class PartyTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    private static Sourced<string> Say(params (string Value, Handling Handling)[] statements) => new([.. statements.Select((s, i) => new Statement<string>(i + 1, s.Value, "source", s.Handling))]);

    private static readonly Party Driver = new(PartySort.Person,
        Names: Say(("Ibrahim Jallow", new(Tlp.Green)), ("إبراهيم جالو", new(Tlp.Red, Recipients: ["unit 7"]))),
        Phones: Say(("+227 90 12 34 56", new(Tlp.Green)), ("00227-91000000", new(Tlp.Red, Recipients: ["unit 7"]))),
        Documents: Say(("ne 123-456", new(Tlp.Green))), Nationalities: Say(("NER", new(Tlp.Green))));

    [Fact]
    public void Numbers_are_found_however_they_are_written_and_each_under_its_own_marking()
    {
        var found = Party.Kind.Index(Driver).Identifiers;
        Assert.Equal([("document", "NE123456"), ("phone", "+22790123456"), ("phone", "+22791000000")], found.Select(i => (i.Type, i.Value)).Order());
        Assert.Equal(Tlp.Red, found.Single(i => i.Value == "+22791000000").Statement!.Tlp);
        var seen = (Party)Party.Kind.Redact(Driver, h => h.Tlp < Tlp.Red);
        Assert.Equal(["Ibrahim Jallow"], seen.Names!.Statements.Select(s => s.Value));
        Assert.Single(seen.Phones!.Statements);
    }

    [Fact]
    public void What_nobody_can_be_told_by_is_refused_in_words()
    {
        Assert.Empty(Party.Kind.Validate(Driver));
        Assert.Contains(Party.Kind.Validate(new Party(PartySort.Person)), r => r.Code == "party.name");
        Assert.Contains(Party.Kind.Validate(new Party(PartySort.UnknownPerson)), r => r.Code == "party.known-as");
        Assert.Empty(Party.Kind.Validate(new Party(PartySort.UnknownPerson, KnownAs: "driver of the white van")));
        Assert.Contains(Party.Kind.Validate(Driver with { Nationalities = Say(("Niger", new(Tlp.Green))) }), r => r.Code == "party.country");
        Assert.Contains(Party.Kind.Validate(Driver with { Emails = Say(("nobody", new(Tlp.Green))) }), r => r.Code == "body.identifier");
        Assert.Contains(Party.Kind.Validate(Driver with { Phones = Say(("12", new(Tlp.Green))) }), r => r.Code == "body.identifier");
    }

    [Fact]
    public void A_smuggled_person_or_presumed_victim_is_no_party_of_an_investigation()
    {
        var header = TestKinds.Header(Party.Kind) with { LegalBasis = "a law" };
        foreach (var category in (SubjectCategory[])[SubjectCategory.SmuggledPerson, SubjectCategory.PresumedVictim, SubjectCategory.Victim])
            Assert.Contains((header with { Categories = [category] }).Problems(Party.Kind, Today), r => r.Code == "header.category");
        Assert.Empty((header with { Categories = [SubjectCategory.OtherParty] }).Problems(Party.Kind, Today));
    }

    [Fact]
    public void No_unit_examines_a_complaint_about_itself()
    {
        var complaint = new Complaint("beaten at the post", "Post Assamaka", new(2026, 11, 1));
        var header = TestKinds.Header(Complaint.Kind);
        IReadOnlyList<string> Unmet(Complaint body, string step, string organisation = "Inspectorate", string state = "received") =>
            [.. Complaint.Kind.Workflow.Unmet(Complaint.Kind.Workflow.Transitions.Single(t => t.Name == step),
                new(body, header with { State = state }, new(new("x", "X", "niger", organisation, [Role.Supervisor.Name]), new(Purpose.Investigation), Channel.Page), Today), "y").Select(r => r.Code)];
        Assert.Equal(["complaint.assigned"], Unmet(complaint, "assign"));
        Assert.Equal(["complaint.own-unit"], Unmet(complaint with { AssignedUnit = "post assamaka" }, "assign"));
        Assert.Empty(Unmet(complaint with { AssignedUnit = "Inspectorate" }, "assign"));
        Assert.Equal(["complaint.outside"], Unmet(complaint with { AssignedUnit = "Inspectorate" }, "assign", "Post Assamaka"));
        Assert.Equal(["complaint.answer", "complaint.answered-on"], Unmet(complaint with { AssignedUnit = "Inspectorate" }, "answer", state: "examined"));
        Assert.Empty(Unmet(complaint with { AssignedUnit = "Inspectorate", Answer = "confirmed", AnsweredOn = Today }, "answer", state: "examined"));
        Assert.NotNull(Complaint.Kind.KeptFromDeletion!(complaint, header));
        Assert.Null(Complaint.Kind.KeptFromDeletion!(complaint, header with { State = "closed" }));
        Assert.Equal(new LocalDate(2026, 12, 1), Complaint.Kind.Workflow.Deadlines.Single().Due(complaint, header with { State = "received" }));
    }
}
