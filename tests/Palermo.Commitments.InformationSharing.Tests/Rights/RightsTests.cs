using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Tests.Rights;

public class RightsTests
{
    private static readonly LocalDate Day = new(2026, 11, 24);

    [Theory]
    [InlineData("2026-01-31", "access", "2026-05-31")]
    [InlineData("2025-10-31", "access", "2026-02-28")]
    [InlineData("2026-01-31", "correction", "2026-10-31")]
    [InlineData("2026-05-31", "deletion", "2027-02-28")]
    public void The_CCF_answers_on_access_in_4_months_and_else_in_9_from_admissibility(string admissible, string right, string due)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(admissible).Value;
        var request = new DataSubjectRequest("A-1", RightVia.Ccf, Enum.Parse<RightKind>(right, ignoreCase: true), day.PlusDays(-40), day);
        Assert.Equal(due, request.Due()!.Value.ToString("uuuu-MM-dd", null));
        Assert.Null((request with { AdmissibleOn = null }).Due()); // the clock has not begun
    }

    [Fact]
    public void A_national_clock_runs_from_receipt_and_stands_still_while_it_is_paused()
    {
        var request = new DataSubjectRequest("A-2", RightVia.National, RightKind.Access, Day);
        Assert.Equal(new LocalDate(2026, 12, 24), request.Due());
        Assert.Equal(new LocalDate(2026, 12, 27), (request with { Pauses = [new(Day.PlusDays(1), Day.PlusDays(3))] }).Due());
    }

    [Fact]
    public void An_answer_that_limits_the_right_is_reasoned_on_file_and_nobody_is_heard_unidentified()
    {
        string[] Unmet(string step, DataSubjectRequest body, string state) => [.. DataSubjectRequest.Kind.Workflow.Unmet(DataSubjectRequest.Kind.Workflow.Transitions.Single(t => t.Name == step),
            new(body, new(default, DataSubjectRequest.Kind.Name, "niger", state, new(), [Purpose.Investigation], default, new("x"), Day.PlusYears(1), []), new(new("a", "A", "niger", "police", [Role.Supervisor.Name]), new(Purpose.Investigation), Channel.Page), Day), "b").Select(r => r.Code)];
        var request = new DataSubjectRequest("A-3", RightVia.National, RightKind.Access, Day);
        Assert.Equal(["right.identified"], Unmet("examine", request, "received"));
        Assert.Empty(Unmet("examine", request with { Identified = true }, "received"));
        Assert.Equal(["right.answer"], Unmet("answer", request, "examined"));
        Assert.Equal(["right.grounds"], Unmet("answer", request with { Answer = RightAnswer.NeitherConfirmedNorDenied, AnsweredOn = Day }, "examined"));
        Assert.Empty(Unmet("answer", request with { Answer = RightAnswer.NeitherConfirmedNorDenied, AnsweredOn = Day, Grounds = "an inquiry" }, "examined"));
    }

    [Fact]
    public void An_incident_is_told_to_the_authority_within_72_hours() =>
        Assert.Equal(Instant.FromUtc(2026, 11, 27, 8, 0), new DataIncident("a list went to the wrong partner", IncidentSeverity.Severe, Instant.FromUtc(2026, 11, 24, 8, 0)).Due());

    [Fact]
    public void Mass_reading_nights_and_names_of_colleagues_are_flagged_and_ordinary_work_is_not()
    {
        var tuesday = Instant.FromUtc(2026, 11, 24, 9, 0);
        AuditEntry Entry(string actor, string action, Instant at, string detail = "{}") => new(1, at, actor, action, Purpose.Investigation, null, null, Channel.Page, null, detail, "");
        Dictionary<string, string> names = new() { ["amina"] = "Amina Oumarou", ["ibrahim"] = "Ibrahim Maman", ["moussa"] = "Moussa Abdou" };
        List<AuditEntry> entries =
        [
            .. Enumerable.Range(0, 150).Select(i => Entry("amina", "read", tuesday + Duration.FromMinutes(i))), // a busy day
            .. Enumerable.Range(0, 201).Select(i => Entry("ibrahim", "read", tuesday + Duration.FromSeconds(10 * i))),
            Entry("moussa", "read", Instant.FromUtc(2026, 11, 24, 23, 0)),
            Entry("moussa", "list", tuesday, "{\"query\":{\"text\":\"amina oumarou\"}}"),
            Entry("amina", "list", tuesday, "{\"query\":{\"text\":\"Oumarou Amina\"}}"),
            Entry("amina", "list", tuesday, "{\"query\":{\"text\":\"Hilux\"}}"),
            Entry("exchange", "read", Instant.FromUtc(2026, 11, 24, 3, 0)), // no person
        ];
        Assert.Equal(
            [("amina", SharingSay.OwnName), ("ibrahim", SharingSay.MassReading), ("moussa", SharingSay.ColleagueName), ("moussa", SharingSay.OffHours)],
            UnusualReading.Find(entries, names).Select(f => (f.Actor, f.Why)).OrderBy(f => f.Actor, StringComparer.Ordinal).ThenBy(f => f.Why.English, StringComparer.Ordinal));
    }
}
