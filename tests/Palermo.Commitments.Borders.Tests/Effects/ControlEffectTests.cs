using NodaTime;
using Palermo.Analysis.Changes;

namespace Palermo.Commitments.Borders.Tests;

public class ControlEffectTests
{
    private static EffectRatio Ratio(double before, double after) => DifferenceInDifferences.Of(before, after, 400, 420)!;

    [Fact]
    public void The_worked_counts_are_partly_displaced() =>
        Assert.Equal(EffectVerdict.PartlyDisplaced, ControlEffect.Conclude(Ratio(120, 60), Ratio(80, 110), Ratio(200, 170)));

    [Fact]
    public void What_is_not_shown_is_called_not_shown()
    {
        Assert.Equal(EffectVerdict.NotShown, ControlEffect.Conclude(Ratio(120, 110), Ratio(80, 110), Ratio(200, 220)));
        Assert.Equal(EffectVerdict.NotShown, ControlEffect.Conclude(null, null, null));
        Assert.Equal(EffectVerdict.TreatedRose, ControlEffect.Conclude(Ratio(120, 240), Ratio(80, 110), Ratio(200, 350)));
        Assert.Equal(EffectVerdict.FellInAll, ControlEffect.Conclude(Ratio(120, 20), Ratio(80, 90), Ratio(200, 110)));
        Assert.Equal(EffectVerdict.Displaced, ControlEffect.Conclude(Ratio(120, 60), Ratio(80, 150), Ratio(200, 210)));
        Assert.Equal(EffectVerdict.FellNetNotShown, ControlEffect.Conclude(Ratio(120, 60), Ratio(200, 190), Ratio(320, 300)));
    }

    [Fact]
    public void The_month_in_which_a_control_begins_belongs_to_neither_side_unless_it_begins_early()
    {
        Assert.Equal(new EffectWindow(74, 86, 87, 99), EffectWindow.Around(86, midMonth: true, null, 168, 12));
        Assert.Equal(new EffectWindow(74, 86, 86, 98), EffectWindow.Around(86, midMonth: false, null, 168, 12));
        Assert.Equal(new EffectWindow(81, 86, 86, 91), EffectWindow.Around(86, midMonth: false, 91, 168, 12));
        Assert.Null(EffectWindow.Around(1, midMonth: false, null, 168, 12));
        Assert.Null(EffectWindow.Around(86, midMonth: false, 88, 168, 12));
    }

    /// <summary>Areas with summers and levels of their own; under the control the treated are multiplied, and the alternatives.</summary>
    private static ControlEffectResult Simulate(ulong seed, double treated, double buffer, double deathsRatio = 1)
    {
        const int months = 108, start = 60;
        var random = new SeededRandom(seed, 9);
        List<EffectArea> areas = [];
        foreach (var (role, number) in new[] { (AreaRole.Treated, 2), (AreaRole.Buffer, 3), (AreaRole.Comparison, 5) })
            for (var k = 0; k < number; k++)
            {
                var level = 100 + 200 * random.Uniform();
                areas.Add(new($"{role}{k}", $"{role}{k}", role, [.. Enumerable.Range(0, months).Select(t => random.NegativeBinomial(
                    level * (1 + 0.6 * Math.Sin(t * Math.PI / 6)) * (t < start ? 1 : role == AreaRole.Treated ? treated : role == AreaRole.Buffer ? buffer : 1), 15))]));
            }
        var exposed = new double[months];
        foreach (var area in areas.Where(a => a.Role != AreaRole.Comparison)) for (var t = 0; t < months; t++) exposed[t] += area.Counts[t];
        double[] incidents = [.. exposed.Select((e, t) => random.Poisson(e * 0.004 * (t < start ? 1 : deathsRatio)))];
        return ControlEffect.Judge(areas, EffectWindow.Around(start, false, null, months, 24)!, [.. incidents.Select(i => i * 6)], incidents);
    }

    [Fact]
    public void A_planted_displacement_is_recovered_and_none_is_claimed_when_there_is_none()
    {
        int rounds = LongForm.Rounds(40, 600), displaced = 0, claimed = 0, fell = 0, covered = 0;
        for (var round = 0; round < rounds; round++)
        {
            var moved = Simulate((ulong)round, 0.3, 1.6);
            if (moved.Verdict is EffectVerdict.Displaced or EffectVerdict.PartlyDisplaced) displaced++;
            if (moved.Treated!.Low <= 0.3 && moved.Treated.High >= 0.3) covered++;
            if (Simulate((ulong)round + 10_000, 0.3, 1).Verdict is EffectVerdict.FellInAll or EffectVerdict.FellNetNotShown or EffectVerdict.PartlyDisplaced) fell++;
        }
        var without = LongForm.Rounds(150, 4_000);
        for (var round = 0; round < without; round++) if (Simulate((ulong)round + 50_000, 1, 1).Verdict != EffectVerdict.NotShown) claimed++;
        TestContext.Current.SendDiagnosticMessage($"{rounds} rounds: {displaced} displaced, {fell} fell, {covered} covered; {claimed} of {without} claimed without effect");
        Assert.True(displaced >= 0.9 * rounds, $"{displaced} of {rounds}");
        Assert.True(covered >= 0.88 * rounds, $"{covered} of {rounds}");
        Assert.True(fell >= 0.95 * rounds, $"{fell} of {rounds}");
        // The stated level is one in twenty: no more than chance makes of that in so many rounds.
        Assert.True(claimed <= 0.05 * without + 2.6 * Math.Sqrt(0.05 * 0.95 * without), $"{claimed} of {without} without an effect");
    }

    [Fact]
    public void Deaths_are_always_among_the_outcomes()
    {
        var deadlier = Simulate(3, 0.5, 1, deathsRatio: 4);
        Assert.True(deadlier.Harm!.Ratio!.Interval.Low > 1);
        var finding = EffectSay.Finding(deadlier);
        Assert.Contains("Dead and missing per 1,000 detections", finding.English);
        Assert.Contains("a rise is shown", finding.English);
        Assert.Contains("une hausse est montrée", finding.French);
        Assert.Contains("ثبت الارتفاع", finding.Arabic);
        var none = ControlEffect.Judge([new("a", "a", AreaRole.Treated, [.. Enumerable.Repeat(50.0, 48)]), new("c", "c", AreaRole.Comparison, [.. Enumerable.Repeat(50.0, 48)])],
            EffectWindow.Around(24, false, null, 48, 12)!, [], []);
        Assert.Contains("no proof that there were none", EffectSay.Finding(none).English);
        Assert.Contains("is not shown", EffectSay.Finding(none).English);
    }

    [Fact]
    public void A_plan_keeps_a_route_in_one_group_only()
    {
        var plan = new EffectPlan { Measure = default, Treated = ["eastern-mediterranean"], Alternatives = ["central-mediterranean"], Comparison = ["central-mediterranean"] };
        Assert.Contains(EffectPlan.Kind.Validate(plan), r => r.Code == "plan.overlap");
        Assert.Empty(EffectPlan.Kind.Validate(plan with { Comparison = null }));
    }
}
