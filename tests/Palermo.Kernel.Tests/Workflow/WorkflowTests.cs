using NodaTime;

namespace Palermo.Kernel.Tests;

public class WorkflowTests
{
    private static readonly Session Officer = new(new("a", "A", "niger", "police", [Role.Investigator.Name]), new(Purpose.Investigation), Channel.Page);

    private static GuardContext Context(object body, RecordHeader header) => new(body, header, Officer, new LocalDate(2026, 11, 24));

    [Fact]
    public void An_assessment_is_confirmed_by_a_person_who_says_why()
    {
        var confirm = Assessment.Kind.Workflow.Transitions.Single(t => t.Name == "confirm");
        var header = TestKinds.Header(Assessment.Kind);
        var body = new Assessment("m", "1", "{}", "in", "{}", "wide");
        Assert.Contains(Assessment.Kind.Workflow.Unmet(confirm, Context(body, header), "b"), r => r.Code == "assessment.judgement");
        Assert.Empty(Assessment.Kind.Workflow.Unmet(confirm, Context(body with { Judgement = "seen on the spot" }, header), "b"));
    }

    [Fact]
    public void Four_eyes_are_two_persons()
    {
        var check = Kernel.Workflow.Recorded.Transitions.Single();
        var header = TestKinds.Header(TestKinds.Vessel);
        Assert.Contains(Kernel.Workflow.Recorded.Unmet(check, Context(new Vessel("x"), header), "a"), r => r.Code == "workflow.four-eyes");
        Assert.Empty(Kernel.Workflow.Recorded.Unmet(check, Context(new Vessel("x"), header), "b"));
    }

    [Fact]
    public void A_workflow_with_a_loose_end_is_no_workflow()
    {
        var broken = new Kernel.Workflow([new("a", Words.Same("a")), new("b", Words.Same("b"))], [new("go", Words.Same("go"), "a", "c", ["king"])], []);
        Assert.Equal(["'go' leads to 'c', which is no state", "'go' is for 'king', which is no role", "nothing leads to 'b'"], broken.Faults());
    }
}
