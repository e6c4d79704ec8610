using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class AssetWorkflowTests
{
    [Fact]
    public void The_way_goes_from_detection_to_the_end_as_the_domain_page_has_it()
    {
        var steps = AssetWorkflow.Steps;
        Assert.Empty(steps.Faults());
        Assert.Equal("detected", steps.Initial.Name);
        Assert.Equal(["seized"], steps.From("detected").Select(t => t.To));
        Assert.Equal(["registered"], steps.From("seized").Select(t => t.To));
        Assert.Equal(["in-custody"], steps.From("registered").Select(t => t.To));
        Assert.Equal(["confiscation-ordered", "destruction-ordered", "forensic-exam", "preservation-order", "release-ordered", "return-ordered"], steps.From("in-custody").Select(t => t.To).Order());
        Assert.Equal(["in-custody"], steps.From("forensic-exam").Select(t => t.To));
        Assert.Equal(["destroyed", "public-use", "sold"], steps.From("confiscation-ordered").Select(t => t.To).Order());
        Assert.All(new[] { "sold", "public-use", "destroyed", "returned" }, end => Assert.Equal(["closed"], steps.From(end).Select(t => t.To)));
        Assert.Empty(steps.From("closed"));
    }

    [Fact]
    public void No_state_but_the_last_is_a_dead_end()
    {
        foreach (var state in AssetWorkflow.Steps.States.Where(s => !s.Final)) Assert.NotEmpty(AssetWorkflow.Steps.From(state.Name));
    }

    [Fact]
    public void Each_step_says_what_it_needs()
    {
        var bare = new SeizedAsset { When = EventTime.OnDay(Assets.Today), Item = "Hilux" };
        Assert.Contains(Assets.Unmet("seize", bare), r => r.Code == "seizure.link");
        Assert.Contains(Assets.Unmet("register", bare), r => r.Code == "seizure.number");
        Assert.Contains(Assets.Unmet("take-into-custody", bare), r => r.Code == "seizure.custody");
        Assert.Empty(Assets.Unmet("seize", Assets.Car()));
        Assert.Empty(Assets.Unmet("register", Assets.Car()));
        Assert.Empty(Assets.Unmet("take-into-custody", Assets.Car() with { Custody = [Assets.Step("patrol 4", "store Agadez", 1)] }));
    }

    [Theory]
    [InlineData("preserve", null)]
    [InlineData("order-confiscation", "confiscation")]
    [InlineData("order-release", "release")]
    [InlineData("order-return", "return-to-owner")]
    [InlineData("order-destruction", "destruction-for-safety")]
    [InlineData("order-confiscation-preserved", "confiscation")]
    public void An_order_names_its_decision_and_is_entered_by_a_second_person_who_may(string step, string? order)
    {
        var codes = Assets.Unmet(step, Assets.Car()).Select(r => r.Code).ToArray();
        Assert.Contains("seizure.decision", codes);
        Assert.Contains("seizure.decision-document", codes);
        Assert.Equal(order is not null, codes.Contains("seizure.order"));
        var decided = Assets.Decided(Assets.Car()) with { Order = order is null ? null : Enum.GetValues<AssetOrder>().Single(o => CodeName.Of(o) == order) };
        Assert.Empty(Assets.Unmet(step, decided));
        Assert.Empty(Assets.Unmet(step, decided, Role.Prosecutor));
        Assert.Contains(Assets.Unmet(step, decided, Role.BorderOfficer), r => r.Code == "workflow.role");
        Assert.Contains(Assets.Unmet(step, decided, lastBy: Role.Supervisor.Name), r => r.Code == "workflow.four-eyes");
        Assert.Contains(Assets.Unmet(step, decided with { DecisionOn = Assets.Today.PlusDays(1) }), r => r.Code == "seizure.decision-day");
    }

    private static SeizedAsset Ready => Assets.Decided(Assets.Car()) with
    {
        DisposedOn = Assets.Today, DisposedTo = "Direction des domaines", Owner = OwnerStanding.NoneFound,
        StolenChecks = [new("INTERPOL SMV", Assets.Today.AtMidnight().InUtc().ToInstant(), LookupResult.NoHit, "Q1")], Custody = [Assets.Step("patrol 4", "store Agadez", 1)],
    };

    [Theory]
    [InlineData("sell")]
    [InlineData("put-to-use")]
    [InlineData("destroy")]
    public void Disposal_is_barred_until_the_owner_has_been_heard(string step)
    {
        string[] Codes(SeizedAsset asset) => [.. Assets.Unmet(step, asset).Select(r => r.Code)];
        Assert.Empty(Codes(Ready));
        Assert.Equal(["seizure.owner"], Codes(Ready with { Owner = OwnerStanding.NotLookedInto }));
        Assert.Equal(["seizure.owner-notified"], Codes(Ready with { Owner = OwnerStanding.ThirdParty }));
        var notified = Ready with { Owner = OwnerStanding.ThirdParty, OwnerNotifiedOn = Assets.Today.PlusDays(-30), ObjectionDays = 30 };
        Assert.Equal(["seizure.objection-runs"], Codes(notified)); // the last day is today
        Assert.Empty(Codes(notified with { OwnerNotifiedOn = Assets.Today.PlusDays(-31) }));
        var objected = notified with { OwnerNotifiedOn = Assets.Today.PlusDays(-31), ObjectionOn = Assets.Today.PlusDays(-5), Objection = ObjectionOutcome.Pending };
        Assert.Equal(["seizure.objection-pending"], Codes(objected));
        Assert.Equal(["seizure.objection-upheld"], Codes(objected with { Objection = ObjectionOutcome.Upheld }));
        Assert.Empty(Codes(objected with { Objection = ObjectionOutcome.Rejected }));
        Assert.Empty(Codes(objected with { Objection = ObjectionOutcome.Withdrawn }));
    }

    [Fact]
    public void A_break_in_custody_is_explained_before_disposal_and_stays()
    {
        var broken = Ready with { Custody = [Assets.Step("patrol 4", "store Agadez", 1), Assets.Step("store Niamey", "auction house", 9)] };
        Assert.Equal(["seizure.custody-broken"], Assets.Unmet("destroy", broken).Select(r => r.Code));
        var explained = broken with { CustodyExplanation = "Driven to Niamey by officer 118; no paper was made." };
        Assert.Empty(Assets.Unmet("destroy", explained));
        Assert.Equal("custody.gap", Assert.Single(explained.CustodyBreaks()).Code);
    }

    [Fact]
    public void What_may_be_stolen_property_is_not_sold()
    {
        var at = Assets.Today.AtMidnight().InUtc().ToInstant();
        Assert.Equal(["seizure.stolen-check"], Assets.Unmet("sell", Ready with { StolenChecks = [] }).Select(r => r.Code));
        foreach (var result in (LookupResult[])[LookupResult.Hit, LookupResult.PossibleHit, LookupResult.Error])
            Assert.Equal(["seizure.stolen"], Assets.Unmet("sell", Ready with { StolenChecks = [new("SMV", at, LookupResult.NoHit), new("SMV", at + Duration.FromHours(1), result)] }).Select(r => r.Code));
        Assert.Empty(Assets.Unmet("sell", Ready with { StolenChecks = [new("SMV", at, LookupResult.Hit), new("SMV", at + Duration.FromHours(1), LookupResult.NoHit)] }));
    }

    [Fact]
    public void An_engine_is_marked_before_it_is_sold()
    {
        var engine = Ready with { Class = SeizedClass.OutboardEngine };
        Assert.Equal(["seizure.marking"], Assets.Unmet("sell", engine).Select(r => r.Code));
        Assert.Empty(Assets.Unmet("sell", engine with { Marking = "stamped PAL 17 on the bracket" }));
        Assert.Empty(Assets.Unmet("destroy", engine));
    }

    [Fact]
    public void Destruction_for_safety_waits_for_nobody()
    {
        var unsafeFuel = Assets.Decided(Assets.Car()) with { Class = SeizedClass.Fuel, DisposedOn = Assets.Today, DisposedTo = "fire brigade" };
        Assert.Empty(Assets.Unmet("destroy-for-safety", unsafeFuel));
    }

    private static LocalDate? Due(string rule, SeizedAsset asset, string state) => AssetWorkflow.Steps.Deadlines.Single(d => d.Name == rule).Due(asset, Assets.Header(state));

    [Fact]
    public void The_register_waits_a_day_unless_the_law_of_the_place_says_otherwise()
    {
        var asset = Assets.Car(seized: new(2026, 11, 1));
        Assert.Equal(new LocalDate(2026, 11, 2), Due("registration", asset, "seized"));
        Assert.Equal(new LocalDate(2026, 11, 4), Due("registration", asset with { RegisterWithinHours = 72 }, "seized"));
        var at = new LocalDateTime(2026, 11, 1, 23, 30).InUtc().ToInstant();
        Assert.Equal(new LocalDate(2026, 11, 2), Due("registration", asset with { When = new(new(2026, 11, 1), new(2026, 11, 1), TimePrecision.Minute, at) }, "seized"));
        Assert.Equal(new LocalDate(2026, 11, 2), Due("registration", asset with { When = new(new(2026, 11, 1), new(2026, 11, 1), TimePrecision.Minute, at), RegisterWithinHours = 12 }, "seized"));
        Assert.Null(Due("registration", asset, "registered"));
    }

    [Fact]
    public void Other_deadlines_run_only_while_they_matter()
    {
        var asset = Assets.Car() with { OwnerNotifiedOn = new(2026, 11, 1), ObjectionDays = 30, DecisionDue = new(2027, 1, 1), ExecuteBy = new(2027, 2, 1) };
        Assert.Equal(new LocalDate(2026, 12, 1), Due("objection", asset, "in-custody"));
        Assert.Null(Due("objection", asset, "sold"));
        Assert.Equal(new LocalDate(2027, 1, 1), Due("decision", asset, "in-custody"));
        Assert.Null(Due("decision", asset, "confiscation-ordered"));
        Assert.Equal(new LocalDate(2027, 2, 1), Due("execution", asset, "confiscation-ordered"));
        Assert.Null(Due("execution", asset, "in-custody"));
    }

    [Fact]
    public void Amounts_have_their_currency_and_steps_their_people()
    {
        string[] Codes(SeizedAsset asset) => [.. SeizedAsset.Kind.Validate(asset).Select(r => r.Code)];
        Assert.Empty(Codes(Ready));
        Assert.Contains("seizure.currency", Codes(Ready with { Currency = null }));
        Assert.Contains("seizure.currency", Codes(Ready with { Currency = "Eur" }));
        Assert.Contains("seizure.custody-step", Codes(Ready with { Custody = [Assets.Step("", "store", 1)] }));
        Assert.Contains("seizure.objection-date", Codes(Ready with { OwnerNotifiedOn = Assets.Today, ObjectionOn = Assets.Today.PlusDays(-1), Objection = ObjectionOutcome.Pending }));
        Assert.Contains("seizure.hash", Codes(Ready with { DecisionHash = "abc" }));
        Assert.Contains("seizure.from-name", SeizureReport.Kind.Validate(new SeizureReport { Seizure = Assets.Id(), ReceiptNumber = "R 1", Officer = "118", From = TakenFrom.Person }).Select(r => r.Code));
        Assert.DoesNotContain("seizure.from-name", SeizureReport.Kind.Validate(new SeizureReport { Seizure = Assets.Id(), ReceiptNumber = "R 1", Officer = "118", From = TakenFrom.Abandoned }).Select(r => r.Code));
    }

    [Fact]
    public void Bodies_survive_writing_and_reading()
    {
        var asset = Ready with { StoredSince = new(2026, 10, 2), StorageCostPerDay = 1500.50m, StorageCurrency = "XOF", Marking = "x" };
        var again = (SeizedAsset)SeizedAsset.Kind.Read(SeizedAsset.Kind.Write(asset), 1);
        Assert.Equal(asset.Custody, again.Custody);
        Assert.Equal(asset.StolenChecks, again.StolenChecks);
        Assert.Equal(asset with { Custody = [], StolenChecks = [] }, again with { Custody = [], StolenChecks = [] });
    }
}
