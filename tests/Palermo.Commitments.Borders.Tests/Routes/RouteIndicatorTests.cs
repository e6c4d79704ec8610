using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class RouteIndicatorTests
{
    private static readonly DateInterval Quarter = new(new(2026, 7, 1), new(2026, 9, 30));

    private static RouteSegment Body(SegmentStatus status = SegmentStatus.Confirmed) => new() { When = EventTime.InYear(2026), Where = new(Text: "x"), From = "Agadez", To = "Dirkou", Status = status, Judgement = "seen" };

    [Fact]
    public void Currency_counts_standing_assessments_reviewed_in_the_six_months_before_the_end()
    {
        (RouteSegment, string, LocalDate)[] all =
        [
            (Body(), "issued", new(2026, 9, 1)), (Body(), "reviewed", new(2026, 4, 1)), (Body(), "issued", new(2026, 3, 30)),
            (Body(SegmentStatus.Historic), "issued", new(2026, 9, 1)), (Body(), "draft", new(2026, 9, 1)), (Body(), "superseded", new(2026, 9, 1)), (Body(), "issued", new(2026, 10, 1)),
        ];
        var value = BordersIndicators.Currency(all, Quarter);
        Assert.Equal((2.0, 3.0), (value.Numerator, value.Denominator));
        Assert.Equal(200 / 3.0, value.Value!.Value, 1e-9);
        Assert.True(value.Low < value.Value && value.Value < value.High);
        Assert.Contains("not estimable", BordersIndicators.Currency([], Quarter).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assessment_is_reviewed_with_a_judgement_by_somebody_else()
    {
        var work = RouteSegment.Kind.Workflow;
        var review = work.Transitions.Single(t => t.Name == "review");
        var header = new RecordHeader(default, "route-segment", "niger", "draft", Handling.Open, [Purpose.BorderManagement], default, new("police"), new(2028, 1, 1), []);
        var session = new Session(new("ann", "ann", "niger", "police", [Role.Analyst.Name]), new(Purpose.BorderManagement), Channel.Page);
        Assert.Equal(["workflow.four-eyes", "segment.judgement"], work.Unmet(review, new(Body() with { Judgement = null }, header, session, new(2026, 1, 1)), "ann").Select(r => r.Code));
        Assert.Empty(work.Unmet(review, new(Body(), header, session, new(2026, 1, 1)), "ben"));
        Assert.Empty(work.Faults());
    }

    [Fact]
    public void An_allegation_stays_until_two_people_have_answered_it()
    {
        var body = new PushbackAllegation { When = EventTime.InYear(2026), Where = new(Text: "x"), About = "a unit" };
        var header = new RecordHeader(default, "pushback-allegation", "niger", "received", Handling.Open, [Purpose.BorderManagement], default, new("NGO"), new(2028, 1, 1), []);
        var kept = PushbackAllegation.Kind.KeptFromDeletion!;
        Assert.Equal("allegation.kept", kept(body, header)!.Code);
        Assert.Equal("allegation.kept", kept(body, header with { State = "examined" })!.Code);
        Assert.Null(kept(body, header with { State = "answered" }));
        Assert.All(PushbackAllegation.Kind.Workflow.Transitions, t => Assert.True(t.FourEyes, t.Name));
        Assert.True(PushbackAllegation.Kind.NeedsGrading);
    }

    [Fact]
    public void Patrol_hours_stand_beside_detections_and_the_rate_has_the_exact_interval()
    {
        PatrolLog Log(int month, double hours, int detections) => new() { When = EventTime.OnDay(new(2024, month, 3)), Where = new(Text: "Dirkou"), Hours = hours, Detections = detections };
        var months = PatrolEffort.ByMonth([Log(2, 500, 4), Log(1, 1_000, 2), Log(2, 1_500, 6), Log(3, 0, 0)]);
        Assert.Equal(["2024-01", "2024-02", "2024-03"], months.Select(m => m.Period));
        Assert.Equal((2, 2_000.0, 10, 5.0), (months[1].Patrols, months[1].Hours, months[1].Detections, months[1].Per1000Hours));
        // Exact Poisson interval of 10 events: 4.795 to 18.39 (Garwood 1936), over 2 thousand hours.
        Assert.Equal(4.795 / 2, months[1].Low!.Value, 1e-3);
        Assert.Equal(18.390 / 2, months[1].High!.Value, 1e-3);
        Assert.Null(months[2].Per1000Hours);
    }

    [Fact]
    public void The_latest_month_is_unusual_when_chance_would_not_bring_it()
    {
        DeathOrMissing[] Months(int last) => [.. Enumerable.Range(0, 13).SelectMany(k => Enumerable.Range(0, k == 12 ? last : 10).Select(_ => new DeathOrMissing { When = EventTime.OnDay(new LocalDate(2024, 1, 15).PlusMonths(k)), Where = new(Text: "x"), Dead = 1 }))];
        var today = new LocalDate(2025, 3, 2);
        Assert.Equal((10, 10.0, false, false), LatestMonth.Of(Months(10), today) is { } usual ? (usual.Incidents, usual.Average, usual.High, usual.Low) : default);
        Assert.True(LatestMonth.Of(Months(20), today)!.High);
        Assert.True(LatestMonth.Of(Months(3), today)!.Low);
        Assert.Null(LatestMonth.Of([.. Months(10).Where(e => e.When.From >= new LocalDate(2024, 6, 1))], today));
        // On a day of its last month, that month is left out.
        Assert.Equal(new LocalDate(2024, 12, 1), LatestMonth.Of([.. Months(10), new DeathOrMissing { When = EventTime.OnDay(new(2023, 12, 5)), Where = new(Text: "x"), Dead = 1 }], new(2025, 1, 20))!.Month);
        // Negative binomial of size 120.5 and success 12/13, summed in another program: 0.0051903.
        Assert.Equal(0.0051903, LatestMonth.UpperTail(20, 120.5), 1e-6);
    }
}
