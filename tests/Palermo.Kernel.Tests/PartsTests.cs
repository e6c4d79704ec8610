using NodaTime;

namespace Palermo.Kernel.Tests;

public class PartsTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 8, 0);

    [Fact]
    public void Every_hold_says_the_same_whatever_its_reason()
    {
        Hold[] holds =
        [
            new("a", [HeldStep.Return], "asylum office", "the duty desk", Today, Today.PlusDays(30)),
            new("a", [HeldStep.Return, HeldStep.Transfer], "hospital", "the duty desk", Today, Today.PlusDays(30)),
            new("a", [HeldStep.Return], "court", "the duty desk", Today.PlusDays(1), Today.PlusDays(30)),
        ];
        Assert.Equal("Not available for this step. Ask the duty desk.", Assert.Single(Hold.Bars(holds, HeldStep.Return, Today)).Message);
        Assert.Empty(Hold.Bars(holds, HeldStep.Sharing, Today));
        Assert.Empty(Hold.Bars([holds[0] with { LiftedOn = Today }], HeldStep.Return, Today));
    }

    [Fact]
    public void Only_the_authority_that_set_a_hold_lifts_it()
    {
        var lift = Hold.Kind.Workflow.Transitions.Single();
        var hold = new Hold("a", [HeldStep.Return], "asylum office", "the duty desk", Today, Today.PlusDays(30));
        GuardContext By(string organisation) => new(hold, TestKinds.Header(Hold.Kind), new(new("x", "X", "niger", organisation, [Role.ReturnOfficer.Name]), new(Purpose.Return), Channel.Page), Today);
        Assert.Contains(Hold.Kind.Workflow.Unmet(lift, By("police"), "y"), r => r.Code == "hold.only-who-set-it");
        Assert.Empty(Hold.Kind.Workflow.Unmet(lift, By("asylum office"), "y"));
    }

    [Fact]
    public void A_recall_reaches_everybody_and_those_to_whom_they_passed_it_on()
    {
        var recall = Recall.Start(TestKinds.Header(Recall.Kind).Id, RecallKind.Erase, RecallReason.PersonsRequest, "asked by the person", ["france", "italy", "france"], Today);
        Assert.Equal(["france", "italy"], recall.Outcomes.Select(o => o.Partner));
        Assert.False(recall.Answered("france", RecallAnswer.Applied, Today).Done); // no proof
        Assert.False(recall.Answered("france", RecallAnswer.Refused, Today).Done); // no reason
        Assert.False(recall.Answered("spain", RecallAnswer.NotFound, Today).Done);
        var next = recall.Answered("france", RecallAnswer.Applied, Today, proof: "hash", passedOnTo: ["spain", "italy"]).Value;
        Assert.Equal(["france", "italy", "spain"], next.Outcomes.Select(o => o.Partner));
        Assert.Empty(next.ToChase(Today.PlusDays(7)));
        Assert.Equal(["italy", "spain"], next.ToChase(Today.PlusDays(8)));
        Assert.False(next.Ended);
        Assert.True(next.Answered("italy", RecallAnswer.Refused, Today, reason: "evidence in court").Value.Answered("spain", RecallAnswer.NotFound, Today).Value.Ended);
    }

    [Fact]
    public void A_gap_in_custody_is_flagged()
    {
        CustodyStep Step(string from, string to, int hour, string? seal = "S1", bool whole = true, string purpose = "transport") => new("engine 7", from, to, Now.Plus(Duration.FromHours(hour)), "Agadez", purpose, Seal: seal, SealIntact: whole);
        Assert.Empty(Custody.Breaks([Step("patrol", "store", 0), Step("store", "laboratory", 5), Step("laboratory", "store", 9, "S2", purpose: "resealed")]));
        Assert.Equal(["custody.gap"], Custody.Breaks([Step("patrol", "store", 0), Step("driver", "laboratory", 5)]).Select(b => b.Code));
        Assert.Equal(["custody.time"], Custody.Breaks([Step("patrol", "store", 5), Step("store", "laboratory", 5)]).Select(b => b.Code));
        Assert.Equal(["custody.seal-changed"], Custody.Breaks([Step("patrol", "store", 0), Step("store", "laboratory", 5, "S2")]).Select(b => b.Code));
        Assert.Equal(["custody.seal-broken"], Custody.Breaks([Step("patrol", "store", 0, whole: false)]).Select(b => b.Code));
    }

    [Fact]
    public void A_deadline_stands_still_while_it_is_paused()
    {
        var monday = new LocalDate(2026, 11, 23);
        Assert.Equal(new LocalDate(2026, 11, 30), Deadlines.Due(monday, 7, DeadlineUnit.CalendarDays));
        Assert.Equal(new LocalDate(2026, 11, 30), Deadlines.Due(monday, 5, DeadlineUnit.WorkingDays));
        Assert.Equal(new LocalDate(2026, 12, 3), Deadlines.Due(monday, 7, DeadlineUnit.CalendarDays, [new(new(2026, 11, 25), new(2026, 11, 27))]));
        Assert.Null(Deadlines.Due(monday, 7, DeadlineUnit.CalendarDays, [new(new(2026, 11, 25), null)]));
        Assert.Equal(new LocalDate(2026, 2, 28), Deadlines.Due(new(2025, 11, 30), 3, DeadlineUnit.Months));
        Assert.Equal(new LocalDate(2026, 3, 2), Deadlines.Due(new(2025, 11, 30), 3, DeadlineUnit.Months, [new(new(2026, 1, 5), new(2026, 1, 6))]));
    }

    [Fact]
    public void Consent_ends_when_it_is_withdrawn()
    {
        var consent = new Consent("contact family", "Red Cross", Purpose.Protection, "ha", "...", ConsentForm.OralWithWitness, Today, WithdrawnOn: Today.PlusDays(3));
        Assert.Empty(Consent.Missing([consent], "contact family", "Red Cross", Purpose.Protection, Today.PlusDays(2)));
        Assert.NotEmpty(Consent.Missing([consent], "contact family", "Red Cross", Purpose.Protection, Today.PlusDays(3)));
        Assert.NotEmpty(Consent.Missing([consent], "contact family", "police", Purpose.Protection, Today));
    }

    [Fact]
    public void A_request_runs_by_its_clock_and_a_question_stops_it()
    {
        var thread = new RequestThread("N-1", null, "niger", "italy", "Who owns this car?", Urgency.Urgent, DirectlyAccessible: false, []);
        ThreadEntry Move(ThreadMove move, string by, int hours) => new(move, by, Now.Plus(Duration.FromHours(hours)), "words");
        var asked = thread.With(Move(ThreadMove.Request, "niger", 0)).Value;
        Assert.Equal(Now.Plus(Duration.FromDays(3)), asked.Due()); // Directive (EU) 2023/977
        var question = asked.With(Move(ThreadMove.Ask, "italy", 10)).Value;
        Assert.Null(question.Due());
        Assert.Equal(Now.Plus(Duration.FromHours(72 + 20)), question.With(Move(ThreadMove.Reply, "niger", 30)).Value.Due());
        Assert.Contains(asked.With(Move(ThreadMove.FinalAnswer, "niger", 11)).Refusals, r => r.Code == "thread.side");
        var closed = asked.With(Move(ThreadMove.FinalAnswer, "italy", 11)).Value;
        Assert.Contains(closed.With(Move(ThreadMove.Ask, "italy", 12)).Refusals, r => r.Code == "thread.closed");
        Assert.True(closed.With(Move(ThreadMove.Feedback, "niger", 12)).Done);
        Assert.False(thread.With(Move(ThreadMove.Ask, "italy", 0)).Done);
    }
}
