using CsCheck;
using NodaTime;

namespace Palermo.Kernel.Tests;

public class AccessTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 12, 0);

    private static Session At(string purpose, Role role, Func<Actor, Actor>? more = null)
    {
        var actor = new Actor("a", "A", "niger", "police", [role.Name]);
        return new(more is null ? actor : more(actor), new(purpose), Channel.Page);
    }

    private static AccessClass Class(Handling? handling = null, string owner = "niger", Compartment compartment = Compartment.General, ImmutableSet needToKnow = default, params string[] purposes) =>
        new(handling ?? new(), purposes.Length == 0 ? [Purpose.Investigation] : ImmutableSet.Of(purposes), owner, compartment, needToKnow);

    private static Decision Ask(Session session, AccessClass record, AccessAction action = AccessAction.Read) => Access.Decide(session, record, action, Now);

    [Fact]
    public void Protected_records_do_not_exist_for_any_other_purpose_whoever_asks() // law 3
    {
        var record = Class(compartment: Compartment.Protection, purposes: [Purpose.Protection]);
        foreach (var role in Role.All.Values)
            foreach (var purpose in Purpose.All.Keys)
                foreach (var action in Enum.GetValues<AccessAction>())
                {
                    var decision = Ask(At(purpose, role), record, action);
                    if (purpose == Purpose.Protection && role == Role.ProtectionOfficer) continue;
                    Assert.False(decision.Allowed);
                    Assert.Equal([Refusal.NotFound], decision.ToTell);
                }
        Assert.True(Ask(At(Purpose.Protection, Role.ProtectionOfficer), record).Allowed);
    }

    [Fact]
    public void Breaking_the_glass_opens_need_to_know_and_never_the_wall()
    {
        Actor Glass(Actor a) => a with { BreakGlass = new("a life is in danger", Now.Plus(Duration.FromMinutes(30))) };
        var team = Class(needToKnow: ["team"]);
        Assert.False(Ask(At(Purpose.Investigation, Role.Investigator), team).Allowed);
        Assert.True(Ask(At(Purpose.Investigation, Role.Investigator, Glass), team).Allowed);
        Assert.False(Ask(At(Purpose.Investigation, Role.Investigator, Glass), team, AccessAction.Export).Allowed);
        Assert.False(Ask(At(Purpose.Investigation, Role.Investigator, Glass), Class(compartment: Compartment.Protection, purposes: [Purpose.Protection])).Allowed);
        Actor Past(Actor a) => a with { BreakGlass = new("over", Now.Minus(Duration.FromMinutes(1))) };
        Assert.False(Ask(At(Purpose.Investigation, Role.Investigator, Past), team).Allowed);
    }

    [Fact]
    public void Those_outside_a_case_do_not_learn_that_it_is_there()
    {
        var decision = Ask(At(Purpose.Investigation, Role.Investigator), Class(needToKnow: ["team"]));
        Assert.Equal([Refusal.NotFound], decision.ToTell);
        Assert.True(Ask(At(Purpose.Investigation, Role.Investigator, a => a with { Teams = ["team"] }), Class(needToKnow: ["team"])).Allowed);
    }

    [Fact]
    public void A_partner_node_reaches_what_it_owns_and_learns_of_nothing_else()
    {
        Session Italy(string purpose) => new(new("node:italy", "Italy", "italy", "italy", [Role.Partner.Name], Ceiling: Tlp.Amber), new(purpose), Channel.Exchange);
        foreach (var purpose in Role.Partner.Purposes)
            foreach (var action in Enum.GetValues<AccessAction>())
            {
                var ours = Ask(Italy(purpose), Class(new(Tlp.Clear), purposes: [purpose]), action);
                Assert.False(ours.Allowed);
                Assert.Equal([Refusal.NotFound], ours.ToTell);
                Assert.False(Ask(Italy(purpose), Class(new(Tlp.Clear), owner: "france", purposes: [purpose]), action).Allowed);
                // What the node itself sent it may bring up to date and take back, whoever it is for here.
                var its = Class(new(Tlp.Red, Recipients: ["police"]), owner: "italy", needToKnow: ["team"], purposes: [purpose]);
                Assert.Equal(action is AccessAction.Read or AccessAction.Create or AccessAction.Change or AccessAction.Erase, Ask(Italy(purpose), its, action).Allowed);
            }
        Assert.Equal([Refusal.NotFound], Ask(Italy(Purpose.Protection), Class(owner: "italy", compartment: Compartment.Protection, purposes: [Purpose.Protection])).ToTell);
        Assert.False(Role.Partner.IsForPeople || Role.Exchange.IsForPeople);
    }

    [Fact]
    public void A_partner_s_record_under_H2_or_consent_is_not_passed_on()
    {
        var liaison = At(Purpose.Investigation, Role.LiaisonOfficer);
        Assert.True(Ask(liaison, Class(new(Tlp.Green), owner: "italy"), AccessAction.Share).Allowed);
        Assert.Contains(Ask(liaison, Class(new(Tlp.Green, SienaCodes.H2), owner: "italy"), AccessAction.Share).Reasons, r => r.Code == "access.h2");
        Assert.Contains(Ask(liaison, Class(new(Tlp.Green, OriginatorConsent: true), owner: "italy"), AccessAction.Share).Reasons, r => r.Code == "access.originator-consent");
        Assert.Contains(Ask(liaison, Class(new(Tlp.AmberStrict)), AccessAction.Share).Reasons, r => r.Code == "access.amber-strict");
    }

    [Fact]
    public void H1_keeps_a_record_out_of_judicial_proceedings() =>
        Assert.Contains(Ask(At(Purpose.Prosecution, Role.Prosecutor), Class(new(Tlp.Green, SienaCodes.H1), purposes: [Purpose.Prosecution]), AccessAction.Export).Reasons, r => r.Code == "access.h1");

    [Fact]
    public void A_right_ends_with_the_assignment()
    {
        Assert.False(Ask(At(Purpose.Investigation, Role.Investigator, a => a with { ActiveUntil = new(2026, 11, 23) }), Class()).Allowed);
        Assert.True(Ask(At(Purpose.Investigation, Role.Investigator, a => a with { ActiveUntil = new(2026, 11, 24) }), Class()).Allowed);
    }

    [Fact]
    public void What_another_node_owns_is_read_here_and_changed_there()
    {
        Assert.True(Ask(At(Purpose.Investigation, Role.Investigator), Class(owner: "italy")).Allowed);
        Assert.Contains(Ask(At(Purpose.Investigation, Role.Investigator), Class(owner: "italy"), AccessAction.Change).Reasons, r => r.Code == "access.owner");
    }

    [Fact]
    public void All_reasons_are_told_at_once()
    {
        var decision = Ask(At(Purpose.Investigation, Role.Monitor, a => a with { ActiveUntil = new(2020, 1, 1) }), Class(owner: "italy"), AccessAction.Change);
        Assert.Superset(new HashSet<string> { "access.assignment-ended", "access.purpose-of-role", "access.owner", "access.action" }, decision.Reasons.Select(r => r.Code).ToHashSet());
    }

    private static readonly Gen<Handling> AnyHandling = Gen.Select(Gen.Enum<Tlp>(), Gen.Int[0, 7], Gen.Int[0, 3].Select(i => i switch { 0 => default(ImmutableSet), 1 => ["police"], 2 => ["police", "italy"], _ => ["x"] }), Gen.Bool,
        (tlp, codes, to, consent) => new Handling(tlp, (SienaCodes)codes, (codes & 4) != 0 ? "only by hand" : null, to, consent));

    [Fact]
    public void The_strictest_marking_is_never_more_open_than_either()
    {
        var sessions = (from role in Role.All.Values from purpose in role.Purposes select At(purpose, role)).ToArray();
        Gen.Select(AnyHandling, AnyHandling, Gen.Int[0, sessions.Length - 1], Gen.Enum<AccessAction>(), Gen.Bool).Sample((a, b, who, action, own) =>
        {
            var all = Purpose.All.Keys.ToArray();
            bool May(Handling h) => Ask(sessions[who], Class(h, own ? "niger" : "italy", purposes: all), action).Allowed;
            return !May(Handling.Strictest(a, b)) || (May(a) && May(b));
        });
    }

    [Fact]
    public void Strictest_is_the_same_both_ways_and_twice_changes_nothing() => Gen.Select(AnyHandling, AnyHandling).Sample((a, b) =>
        Handling.Strictest(a, b) == Handling.Strictest(b, a) && Handling.Strictest(a, a) == a);

    [Fact]
    public void A_class_comes_back_from_its_text() => AnyHandling.Sample(h =>
    {
        var record = Class(h, needToKnow: ["b", "a"]);
        return AccessClass.Parse(record.ToCanonicalText()) == record;
    });
}
