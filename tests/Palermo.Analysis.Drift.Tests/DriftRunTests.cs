using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift.Tests;

public class DriftRunTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 3, 12, 0, TimeSpan.Zero);

    internal static LeewayObject Exact(string key) =>
        LeewayTable.Standard[key] with { DownwindDeviation = 0, RightDeviation = 0, LeftDeviation = 0 };

    internal static DriftSetup Setup(LeewayObject o, IFlow wind, IFlow current, double hours = 24, int members = 2, double lon = 12.5, double lat = 34) => new()
    {
        Hypotheses = [new Hypothesis("one", 1, o, Seeding.At(lon, lat, Start))],
        Wind = wind,
        Current = current,
        Duration = TimeSpan.FromHours(hours),
        Members = members,
    };

    // Worked trajectory of the rules of the field, part 2.4. Even members are on the right branch, odd ones on the left.
    [Fact]
    public void A_skiff_drifts_six_hours_to_the_published_place()
    {
        var run = DriftRun.Run(Setup(Exact("SKIFF-2"), ConstantFlow.Toward(8, 135), new ConstantFlow(.10, 0), 6) with { JibesPerHour = 0 });
        Assert.Equal(33.963504, run.Latitude[0], 1e-6);
        Assert.Equal(12.568665, run.Longitude[0], 1e-6);
        Assert.Equal(33.968394, run.Latitude[1], 1e-6);
        Assert.Equal(12.574564, run.Longitude[1], 1e-6);
        Assert.Equal(4.0606, Geodesy.Distance(34, 12.5, run.Latitude[0], run.Longitude[0], 6_371_000) / 1852, 1e-3);
    }

    // Sign convention: OpenDrift sends the members of the right branch to the left, which only shows for asymmetric classes.
    [Fact]
    public void In_a_wind_toward_north_the_right_branch_goes_east()
    {
        var run = DriftRun.Run(Setup(Exact("FISHING-VESSEL-1"), new ConstantFlow(0, 10), new ConstantFlow(0, 0), 1) with { JibesPerHour = 0 });
        Assert.True(run.Right[0] && run.Longitude[0] > 12.5);
        Assert.True(!run.Right[1] && run.Longitude[1] < 12.5);
    }

    [Fact]
    public void Without_wind_only_the_current_moves_the_object()
    {
        var run = DriftRun.Run(Setup(LeewayTable.Standard["PIW-1"], new ConstantFlow(0, 0), new ConstantFlow(0, .5), 2, 100));
        Assert.Equal(34 + .5 * 7200 / 6_371_000 * 180 / Math.PI, run.Latitude.Min(), 1e-7);
        Assert.Equal(run.Latitude.Min(), run.Latitude.Max(), 1e-9);
        Assert.Contains(run.Assumptions, a => a.Contains("There is no wind"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_members_on_one_thread_and_on_many()
    {
        var setup = Setup(LeewayTable.Standard["LIFE-RAFT-NB-1"], new TurningFlow(9, 6), new ConstantFlow(.1, .1), 24, 3001) with
        {
            Uncertainty = new DriftUncertainty { CurrentDeviation = .1, WindDeviation = 1, Diffusivity = 10 },
            Capsizing = new Capsizing(10),
        };
        var one = DriftRun.Run(setup with { Threads = 1 });
        var many = DriftRun.Run(setup with { Threads = 7 });
        Assert.Equal(one.Longitude, many.Longitude);
        Assert.Equal(one.Latitude, many.Latitude);
        Assert.Equal(one.Last, many.Last);
        Assert.NotEqual(one.Longitude, DriftRun.Run(setup with { Seed = 2 }).Longitude);
    }

    [Fact]
    public void A_run_backward_over_a_run_forward_returns_to_the_start()
    {
        var forward = DriftRun.Run(Setup(Exact("SKIFF-1"), new ConstantFlow(5, 3), new ConstantFlow(.2, -.1), 12) with { JibesPerHour = 0 });
        var end = new Hypothesis("found", 1, Exact("SKIFF-1"), Seeding.At(forward.Longitude[0], forward.Latitude[0], Start.AddHours(12)));
        var back = DriftRun.Run(forward.Setup with { Hypotheses = [end], Backward = true });
        Assert.True(Geodesy.Distance(34, 12.5, back.Latitude[0], back.Longitude[0]) < 20);
        Assert.Equal(Start, back.Last.Time);
    }

    [Fact]
    public void Members_share_the_hypotheses_by_weight()
    {
        Hypothesis Of(string key, double weight) => new(key, weight, LeewayTable.Standard[key], Seeding.At(12, 34, Start));
        var run = DriftRun.Run(new DriftSetup
        {
            Hypotheses = [Of("LIFE-RAFT-NB-1", .4), Of("SKIFF-1", .3), Of("SKIFF-3", .15), Of("PIW-1", .15)],
            Wind = new ConstantFlow(6, 0), Current = new ConstantFlow(0, 0), Duration = TimeSpan.FromHours(3), Members = 1003,
        });
        Assert.Equal(1003, run.Count);
        Assert.Equal(1, run.Weight.Sum(), 1e-12);
        for (var h = 0; h < 4; h++)
        {
            var weight = run.Weight.Where((_, i) => run.Hypothesis[i] == h).Sum();
            Assert.Equal(new[] { .4, .3, .15, .15 }[h], weight, 1e-12);
        }
    }

    [Fact]
    public void A_member_drifts_only_from_the_time_it_starts()
    {
        var setup = Setup(Exact("SLDMB"), new ConstantFlow(0, 0), new ConstantFlow(0, 1), 6, 4000) with
        {
            Hypotheses = [new Hypothesis("window", 1, Exact("SLDMB"), Seeding.At(12.5, 34, Start, window: TimeSpan.FromHours(2)))],
        };
        var run = DriftRun.Run(setup);
        // The run begins two hours before; members have drifted between 2 and 6 hours, on average 4.
        var km = run.Latitude.Select(l => (l - 34) * Math.PI / 180 * 6371).ToArray();
        Assert.InRange(km.Min(), 7.2, 7.3);
        Assert.InRange(km.Max(), 21.5, 21.6);
        Assert.Equal(14.4, km.Average(), .25);
        Assert.Equal(0, run.Notes[0].Started);
    }

    [Fact]
    public void A_track_is_seeded_as_a_cone()
    {
        var track = new Seeding([new SeedPoint(12, 34, Start, 0), new SeedPoint(13, 34, Start.AddHours(4), 10_000)]);
        var run = DriftRun.Run(new DriftSetup
        {
            Hypotheses = [new Hypothesis("track", 1, Exact("SLDMB"), track)],
            Wind = new ConstantFlow(0, 0), Current = new ConstantFlow(0, 0), Duration = TimeSpan.FromHours(4), Members = 20_000,
        });
        Assert.Equal(12.5, run.Longitude.Average(), .01);
        double Deviation(double from, double to)
        {
            var of = run.Latitude.Where((_, i) => run.Longitude[i] >= from && run.Longitude[i] < to).Select(l => l * 111.19).ToArray();
            var mean = of.Average();
            return Math.Sqrt(of.Average(x => (x - mean) * (x - mean)));
        }

        Assert.InRange(Deviation(12.0, 12.1), .1, .6);
        Assert.InRange(Deviation(12.8, 12.9), 3.7, 4.8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Halving_the_step_halves_the_error_and_the_second_order_step_is_better(int seed)
    {
        // A vortex of 20 km, turning in about 14 hours: hard for Euler, and its exact answer is known from tiny steps.
        var vortex = new Vortex(12.5, 34, 20_000, 2.5);
        double Error(double minutes, Integrator integrator)
        {
            var setup = Setup(Exact("SLDMB"), new ConstantFlow(0, 0), vortex, 12, 2, 12.5 + .05 * seed, 34);
            var run = DriftRun.Run(setup with { Step = TimeSpan.FromMinutes(minutes), Integrator = integrator });
            var exact = DriftRun.Run(setup with { Step = TimeSpan.FromMinutes(.5), Integrator = Integrator.Heun });
            return Geodesy.Distance(run.Latitude[0], run.Longitude[0], exact.Latitude[0], exact.Longitude[0]);
        }

        var (e20, e10, h20, h10) = (Error(20, Integrator.Euler), Error(10, Integrator.Euler), Error(20, Integrator.Heun), Error(10, Integrator.Heun));
        Assert.InRange(e20 / e10, 1.7, 2.4);
        Assert.InRange(h20 / h10, 3.2, 4.8);
        Assert.True(h10 < e10 / 5, $"{h10} against {e10}");
    }

    [Fact]
    public void The_chance_to_jibe_in_a_step_and_to_capsize_in_an_hour_are_as_published()
    {
        var rate = Drawing.JibeRate(Setup(Exact("PIW-1"), new ConstantFlow(1, 1), new ConstantFlow(0, 0)));
        Assert.Equal(.0067806, 1 - Math.Exp(-rate * 600), 1e-7);
        Assert.Equal(.01799, new Capsizing().HazardPerHour(20), 1e-5);
    }

    [Fact]
    public void Four_in_a_hundred_change_sides_in_an_hour()
    {
        var run = DriftRun.Run(Setup(LeewayTable.Standard["SKIFF-2"], new ConstantFlow(5, 5), new ConstantFlow(0, 0), 1, 100_000));
        var changed = run.Right.Where((right, i) => right != (i % 2 == 0)).Count();
        Assert.InRange(changed, 3700, 4200);
    }

    [Theory]
    [InlineData(JibeMode.OtherBranch)]
    [InlineData(JibeMode.OtherBranchRedrawn)]
    public void After_many_jibes_an_asymmetric_object_is_as_often_on_each_branch(JibeMode mode)
    {
        var setup = Setup(LeewayTable.Standard["SKIFF-2"], new ConstantFlow(0, 8), new ConstantFlow(0, 0), 24, 4000);
        var run = DriftRun.Run(setup with { JibesPerHour = .9, Jibing = mode });
        Assert.InRange(run.Right.Count(r => r) / 4000.0, .47, .53);
        // Mean of the two branches across the wind: ((.32 - .62)/2 * 8 + (-2.93 + 1.03)/2) cm/s for a day.
        var east = (run.Last.Cloud!.Longitude - 12.5) * 111.195 * Math.Cos(34 * Math.PI / 180);
        Assert.Equal((-.15 * 8 - .95) / 100 * 86.4, east, .15);
    }

    [Fact]
    public void Members_capsize_at_the_hazard_and_then_drift_with_what_is_left()
    {
        // At 30 m/s half of the members capsize within an hour.
        var setup = Setup(Exact("SKIFF-1"), new ConstantFlow(0, 30), new ConstantFlow(0, 0), 1, 20_000) with { Capsizing = new Capsizing(), JibesPerHour = 0 };
        var upright = DriftRun.Run(setup with { Capsizing = null }).Latitude[0];
        var run = DriftRun.Run(setup);
        var still = run.Latitude.Count(l => l > upright - 1e-9);
        // What capsizes in the sixth step of ten minutes shows only in the next: half to the power of 50/60.
        Assert.Equal(Math.Pow(.5, 50 / 60.0), still / 20_000.0, .01);
        Assert.True(run.Latitude.Min() > 34 + (upright - 34) * .4 - 1e-9);
    }

    [Fact]
    public void Errors_of_the_current_and_a_random_walk_spread_the_cloud_by_their_theory()
    {
        var setup = Setup(Exact("SLDMB"), new ConstantFlow(0, 0), new ConstantFlow(.3, 0), 24, 20_000);
        // Random walk: variance 2 K t in each direction.
        var walk = DriftRun.Run(setup with { Uncertainty = new DriftUncertainty { Diffusivity = 10 } }).Last.Cloud!;
        Assert.Equal(Math.Sqrt(2 * 10 * 86400) / 1000, walk.EastDeviation, .02);
        // Integrated first-order autoregression: 2 s2 T (t - T (1 - exp(-t/T))).
        const double memory = 6 * 3600.0, t = 86400;
        var error = DriftRun.Run(setup with { Uncertainty = new DriftUncertainty { CurrentDeviation = .1, CurrentMemory = TimeSpan.FromHours(6) } }).Last.Cloud!;
        Assert.Equal(Math.Sqrt(2 * .01 * memory * (t - memory * (1 - Math.Exp(-t / memory)))) / 1000, error.NorthDeviation, .07);
    }

    [Fact]
    public void A_drifter_crosses_the_date_line_and_the_pole()
    {
        var line = DriftRun.Run(Setup(Exact("SLDMB"), new ConstantFlow(0, 0), new ConstantFlow(1, 0), 24, 2, 179.9, -10));
        Assert.Equal(-180 + .1 + (1 * 86400 / (6_371_000 * Math.Cos(10 * Math.PI / 180)) * 180 / Math.PI - .2), line.Last.Cloud!.Longitude, 1e-3);
        var pole = DriftRun.Run(Setup(Exact("SLDMB"), new ConstantFlow(0, 0), new ConstantFlow(0, 1), 10, 2, 10, 89.9));
        Assert.All(pole.Latitude, l => Assert.InRange(l, 89, 90));
    }

    [Fact]
    public void Wrong_settings_are_refused_with_the_value()
    {
        var good = Setup(Exact("PIW-1"), new ConstantFlow(1, 1), new ConstantFlow(0, 0));
        void Refused(DriftSetup setup, string says) => Assert.Contains(says, Assert.Throws<DriftProblem>(() => DriftRun.Run(setup)).Message);
        Refused(good with { Members = 0 }, "particles: 0");
        Refused(good with { Step = TimeSpan.Zero }, "step");
        Refused(good with { Duration = TimeSpan.FromDays(-1) }, "duration");
        Refused(good with { JibesPerHour = 1 }, "jibing");
        Refused(good with { Wind = new ConstantFlow(double.NaN, 0) }, "not a velocity");
        Refused(good with { Hypotheses = [] }, "at least one");
        Refused(good with { Hypotheses = [new Hypothesis("x", 0, Exact("PIW-1"), Seeding.At(0, 0, Start))] }, "weight 0");
        Refused(good with { Hypotheses = [new Hypothesis("x", 1, Exact("PIW-1"), Seeding.At(0, 91, Start))] }, "latitude 91");
        Refused(good with { Uncertainty = new DriftUncertainty { CurrentDeviation = 9 } }, "current error");
    }
}
