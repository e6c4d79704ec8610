using NodaTime;
using Palermo.Commitments.InformationSharing.Tests.Sharing;
using Palermo.Kernel;
using static Palermo.Commitments.InformationSharing.Tests.Sharing.Country;

namespace Palermo.Commitments.InformationSharing.Tests.Rights;

public class AnnualReportTests
{
    private static readonly LocalDate Today = new(2027, 3, 1);

    private static ReportCounts Counts() => new(new(new(2026, 1, 1), new(2026, 12, 31)), "niger", Today);
    private static double? Of(IEnumerable<ReportLine> lines, ReportPart part, string group, string item) => lines.Single(l => l.Part == part && l.Group.English == group && l.Item.English == item).Count;

    [Fact]
    public void Requests_are_counted_by_right_and_answer_and_against_their_clock_and_small_counts_do_not_come_out()
    {
        var counts = Counts();
        var received = new LocalDate(2026, 3, 1);
        for (var i = 0; i < 12; i++) counts.Add(new DataSubjectRequest($"A-{i}", RightVia.National, RightKind.Access, received, Answer: RightAnswer.Granted, AnsweredOn: received.PlusDays(10 + i)));
        for (var i = 0; i < 7; i++) counts.Add(new DataSubjectRequest($"B-{i}", RightVia.National, RightKind.Access, received, Answer: RightAnswer.Refused, AnsweredOn: received.PlusDays(40)));
        for (var i = 0; i < 2; i++) counts.Add(new DataSubjectRequest($"C-{i}", RightVia.National, RightKind.Deletion, received));
        counts.Add(new DataSubjectRequest("D", RightVia.National, RightKind.Access, new(2025, 12, 31), Answer: RightAnswer.Granted, AnsweredOn: received)); // of another year
        ReportLine[] lines = [.. counts.Lines()];
        Assert.Equal(12, Of(lines, ReportPart.Requests, "Access", "Granted"));
        Assert.Equal(7, Of(lines, ReportPart.Requests, "Access", "Refused"));
        Assert.Null(Of(lines, ReportPart.Requests, "Deletion", "Not answered yet")); // two persons
        Assert.Equal(12, Of(lines, ReportPart.Requests, "Against the clock", "Answered in time"));
        Assert.Equal(7, Of(lines, ReportPart.Requests, "Against the clock", "Answered late"));
        Assert.Null(Of(lines, ReportPart.Requests, "Against the clock", "Open, past the time"));
        // 12 answers in 10 to 21 days and 7 in 40: the tenth of nineteen is 19.
        Assert.Equal(19, Of(lines, ReportPart.Requests, "Against the clock", "Median time to answer"));
    }

    [Fact]
    public void Incidents_are_counted_by_whether_the_authority_was_told_in_72_hours_and_recalls_by_reason_and_answer()
    {
        var counts = Counts();
        var at = Instant.FromUtc(2026, 5, 4, 8, 0);
        counts.Add(new DataIncident("a", IncidentSeverity.Severe, at, at + Duration.FromHours(72)));
        counts.Add(new DataIncident("b", IncidentSeverity.Severe, at, at + Duration.FromHours(73)));
        counts.Add(new DataIncident("c", IncidentSeverity.Low, at));
        var recall = Recall.Start(default, RecallKind.Erase, RecallReason.Court, "decision", ["france", "italy"], new(2026, 5, 4)).Answered("italy", RecallAnswer.Refused, new(2026, 5, 6), "evidence").Value;
        counts.Add(recall, at);
        counts.Add(recall, at.Plus(Duration.FromDays(400))); // of another year
        ReportLine[] lines = [.. counts.Lines()];
        Assert.Equal((1, 1, 1), (Of(lines, ReportPart.Incidents, "Severe", "Told to the authority within 72 hours"), Of(lines, ReportPart.Incidents, "Severe", "Told to the authority later"), Of(lines, ReportPart.Incidents, "Low", "Not told to the authority")));
        Assert.Equal(1, Of(lines, ReportPart.RecallsIssued, "By reason", "A court decided"));
        Assert.Equal((1, 1), (Of(lines, ReportPart.RecallsIssued, "Answers", "Refused"), Of(lines, ReportPart.RecallsIssued, "Answers", "None yet")));
    }

    [Fact]
    public async Task The_numbers_are_those_of_the_records_and_the_log_and_nobody_but_the_overseer_gets_them()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"));
        var (niger, italy) = (all[0], all[1]);
        LogPorts logs = new(niger.Store.Audit, niger.Store.ExchangeLog, niger.Identity, niger.Store.People);
        var desk = new SharingDesk(niger.Records, niger.Rooms, "niger", niger.Ids, niger.Store.Audit);
        var one = await niger.AddAsync(new Dossier("Kolibri"));
        var two = await niger.AddAsync(new Dossier("Albatros"));
        var barred = await niger.AddAsync(new Dossier("Strauss"), new(Tlp.Red, Recipients: ["niger police"]));
        foreach (var record in new[] { one, two }) Must(await desk.ShareAsync(niger.Officer, new(record.Id, "italy", Purpose.Investigation), niger.Now));
        var refused = await desk.ShareAsync(niger.Officer, new(barred.Id, "italy", Purpose.Investigation), niger.Now);
        Assert.False(refused.Done);
        Must(await niger.Recalls.StartAsync(niger.Officer, one.Id, RecallKind.Erase, RecallReason.Wrong, "wrong man", niger.Now));
        await SettleAsync(all);
        var retention = niger.Overseer with { Work = new(Purpose.Oversight, "retention: 5 years from recording: test") };
        Must(await niger.Records.WriteAsync(retention, [new RecordChange.Erase(one.Id) { Reason = "retention" }]));
        Must(await niger.Records.WriteAsync(niger.Overseer, [new RecordChange.Erase(two.Id) { Reason = "asked" }]));
        await niger.Store.Audit.AppendAsync(niger.Overseer, "retention", null, new { Kinds = new[] { new { Kind = "dossier", Prolonged = 3, Held = 2, Needed = 1 } } });
        await niger.Store.Audit.AppendAsync(niger.Overseer, UnusualReading.ReviewedAction, "officer", new { Flag = "mass", Outcome = "explained" });

        var report = Must(await AnnualReportAnalysis.MakeAsync(niger.Records, logs, niger.Overseer, 2026, niger.Today, default));
        Assert.Equal((2026, false, true), (report.Year, report.Complete, report.LogReachesBack));
        Assert.Equal(2, Of(report.Lines, ReportPart.Shares, "In all", "Records sent"));
        Assert.Equal(2, Of(report.Lines, ReportPart.Shares, "By partner", "italy"));
        Assert.Equal(2, Of(report.Lines, ReportPart.Shares, "By legal basis", "Agreement"));
        Assert.Equal(2, Of(report.Lines, ReportPart.Shares, "By handling", "TLP:AMBER"));
        Assert.Equal(1, Of(report.Lines, ReportPart.Refusals, "By partner", "italy"));
        Assert.All(refused.Refusals.Select(r => r.Code).Distinct(), code => Assert.Equal(1, Of(report.Lines, ReportPart.Refusals, "By reason", code)));
        Assert.Equal(1, Of(report.Lines, ReportPart.RecallsIssued, "Answers", "Applied"));
        Assert.Equal(1, Of(report.Lines, ReportPart.Retention, "Erased by retention, by rule", "5 years from recording: test"));
        Assert.Equal(1, Of(report.Lines, ReportPart.Retention, "In all", "Erased by a person or a recall"));
        Assert.Equal((3, 2, 1), (Of(report.Lines, ReportPart.Retention, "Past their day at the last run of the year", "Prolonged by a review"), Of(report.Lines, ReportPart.Retention, "Past their day at the last run of the year", "Held"),
            Of(report.Lines, ReportPart.Retention, "Past their day at the last run of the year", "Still needed")));
        Assert.Equal(1, Of(report.Lines, ReportPart.UnusualReading, "What became of it", "explained by the work"));
        var text = System.Text.Json.JsonSerializer.Serialize(report, BodyJson.Options);
        Assert.DoesNotContain("Kolibri", text, StringComparison.Ordinal);

        Assert.Equal(0, Of(Must(await AnnualReportAnalysis.MakeAsync(niger.Records, logs, niger.Overseer, 2025, niger.Today, default)).Lines, ReportPart.Shares, "In all", "Records sent"));
        Assert.Equal("report.oversight", Assert.Single((await AnnualReportAnalysis.MakeAsync(niger.Records, logs, niger.Officer, 2026, niger.Today, default)).Refusals).Code);
        Assert.Equal("report.year", Assert.Single((await AnnualReportAnalysis.MakeAsync(niger.Records, logs, niger.Overseer, 2031, niger.Today, default)).Refusals).Code);
        var answer = Must(await AnnualReportAnalysis.Analysis.Run(new(niger.Records, niger.Overseer, new Dictionary<string, string> { ["year"] = "2026" }, niger.Today) { Logs = logs }, default));
        Assert.Equal(report.Lines.Count + 1, answer.Rows!.Count);
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public void Every_line_is_said_in_three_languages()
    {
        foreach (var part in Enum.GetValues<ReportPart>()) Assert.True(ReportSay.Of(part) is { French.Length: > 0, Arabic.Length: > 0 });
        Assert.Equal(UnusualReading.Codes.Length, UnusualReading.Codes.Select(c => ReportSay.OfFlag(c).Arabic).Distinct().Count());
        Assert.Equal(UnusualReading.Outcomes.Length, UnusualReading.Outcomes.Select(c => ReportSay.OfOutcome(c).French).Distinct().Count());
    }
}
