namespace Palermo.Analysis.Changes.Tests;

public class OnlineChangesTests
{
    [Fact]
    public void The_worked_series_gives_the_run_lengths_of_the_domain_page()
    {
        var steps = OnlineChanges.Watch(ChangePointsTests.Worked, [], new OnlineChanges(2, 0.1, 50));
        Assert.Equal(10, steps[9].MostLikelyRun);
        Assert.Equal((1, 0.9927), (steps[10].MostLikelyRun, Math.Round(steps[10].Recent, 4)));
        Assert.Equal((2, 0.9979), (steps[11].MostLikelyRun, Math.Round(steps[11].Recent, 4)));
        Assert.Equal((11, 0.4392), (steps[20].MostLikelyRun, Math.Round(steps[20].Recent, 4)));
        Assert.Equal((2, 0.9920), (steps[21].MostLikelyRun, Math.Round(steps[21].Recent, 4)));
    }

    [Fact]
    public void The_analyst_is_alerted_at_both_changes_of_the_worked_series_and_nowhere_else()
    {
        var steps = OnlineChanges.Watch(ChangePointsTests.Worked, [], new OnlineChanges());
        Assert.Equal([11, 12, 22], steps.Where(s => s.Alert).Select(s => s.Step));
    }

    [Fact]
    public void Double_exposure_with_double_counts_is_no_change()
    {
        var watcher = new OnlineChanges();
        OnlineState last = default;
        for (var i = 0; i < 40; i++) last = watcher.Take(i < 20 ? 12 : 24, i < 20 ? 1 : 2);
        Assert.Equal(40, last.MostLikelyRun);
        Assert.Equal(12, last.Rate, 0.5);
    }

    [Fact]
    public void A_jump_far_out_breaks_nothing()
    {
        var watcher = new OnlineChanges();
        for (var i = 0; i < 20; i++) watcher.Take(3);
        var state = watcher.Take(1e6);
        Assert.True(state.Alert);
        Assert.True(double.IsFinite(state.Rate));
    }

    /// <summary>Rates of the alert rule: alarms on quiet series of 100 counts of mean 20, and what is seen within four counts of a change.</summary>
    [Fact]
    public void Quiet_series_raise_few_alerts_and_a_tripling_is_seen_soon()
    {
        int rounds = LongForm.Rounds(100, 2000), alarms = 0, doubled = 0, tripled = 0;
        for (var round = 0; round < rounds; round++)
        {
            var random = new SeededRandom((ulong)round + 7);
            var quiet = new OnlineChanges(2, 0.1, 200);
            OnlineChanges twice = new(2, 0.1, 200), thrice = new(2, 0.1, 200);
            var alarm = false;
            for (var i = 0; i < 100; i++)
            {
                var count = random.Poisson(20);
                alarm |= quiet.Take(count).Alert;
                twice.Take(count);
                thrice.Take(count);
            }
            if (alarm) alarms++;
            bool two = false, three = false;
            for (var i = 0; i < 4; i++)
            {
                two |= twice.Take(random.Poisson(40)).Alert;
                three |= thrice.Take(random.Poisson(60)).Alert;
            }
            if (two) doubled++;
            if (three) tripled++;
        }
        Assert.True(alarms <= 0.05 * rounds, $"{alarms} of {rounds} quiet series of 100 counts");
        Assert.True(tripled >= 0.95 * rounds, $"{tripled} of {rounds} triplings within four counts");
        // The rule is strict: of doublings it sees about half at once; the rest are for the split of the whole series.
        Assert.InRange(doubled, 0.35 * rounds, 0.7 * rounds);
    }

    [Fact]
    public void Dispersion_quietens_counts_that_vary_more_than_chance()
    {
        int plain = 0, tempered = 0;
        for (var round = 0; round < 50; round++)
        {
            var random = new SeededRandom((ulong)round);
            double[] counts = [.. Enumerable.Range(0, 100).Select(_ => random.NegativeBinomial(100, 10))];
            plain += OnlineChanges.Watch(counts, [], new OnlineChanges(1, 0.01, 100)).Count(s => s.Alert);
            tempered += OnlineChanges.Watch(counts, [], new OnlineChanges(1, 0.01, 100, dispersion: 11)).Count(s => s.Alert);
        }
        Assert.True(plain > 200, $"{plain}");
        Assert.True(tempered < 30, $"{tempered}");
    }
}
