using System.Globalization;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift.Tests;

/// <summary>Against a run of another program and against a buoy in the sea.</summary>
public class RealTrackTests
{
    private static readonly DateTimeOffset Start = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static DriftSetup FishingVessel(ICoast? coast, int members) => new()
    {
        Hypotheses = [new Hypothesis("cone", 1, LeewayTable.Standard["FISHING-VESSEL-1"],
            new Seeding([new SeedPoint(4.5, 60.1, Start), new SeedPoint(4.7, 60.0, Start.AddHours(6))]) { EvenAlongTrack = true })],
        Wind = new ConstantFlow(0, 10),
        Current = new ConstantFlow(0, 0),
        Duration = TimeSpan.FromHours(24),
        Step = TimeSpan.FromHours(1),
        Members = members,
        Coast = coast,
    };

    // The published run has 100 members: it knows its mean to a tenth of its spread, and its spread to 7 %.
    [Theory]
    [InlineData(12)]
    [InlineData(16)]
    public void The_cloud_of_the_published_run_is_ours_within_what_100_members_can_tell(int hours)
    {
        var (lon, lat) = Published(hours);
        var theirs = CloudStatistics.Of(lon, lat);
        var run = DriftRun.Run(FishingVessel(null, 100_000) with { Duration = TimeSpan.FromHours(hours) });
        var ours = run.Last.Cloud!;
        Assert.True(Math.Abs(ours.Longitude - theirs.Longitude) < 2.6 * theirs.LongitudeDeviation / 10);
        Assert.True(Math.Abs(ours.Latitude - theirs.Latitude) < 2.6 * theirs.LatitudeDeviation / 10);
        Assert.InRange(ours.LongitudeDeviation / theirs.LongitudeDeviation, .82, 1.18);
        Assert.InRange(ours.LatitudeDeviation / theirs.LatitudeDeviation, .82, 1.18);
    }

    // 12 of 100 stranded there, on a finer coast (GSHHG): 12 plus or minus 3.
    [Fact]
    public void About_as_many_strand_as_in_the_published_run()
    {
        var run = DriftRun.Run(FishingVessel(LandMask.World, 20_000));
        Assert.InRange(run.Last.Stranded / 20_000.0, .04, .21);
        for (var i = 0; i < run.Count; i++)
            Assert.Equal(run.State[i] == MemberState.Stranded, LandMask.World.IsLand(run.Latitude[i], run.Longitude[i]));
    }

    // The published start: even spacing on the track of the first 17 of 100.
    [Fact]
    public void Even_seeding_puts_members_where_the_published_run_has_them()
    {
        var run = DriftRun.Run(FishingVessel(null, 100) with { Wind = new ConstantFlow(0, 0) });
        string[] published = ["4.50199 60.09901", "4.50397 60.09802", "4.50596 60.09703", "4.53375 60.08319"];
        int[] member = [0, 1, 2, 16];
        for (var k = 0; k < member.Length; k++)
        {
            var parts = published[k].Split(' ').Select(p => double.Parse(p, CultureInfo.InvariantCulture)).ToArray();
            // Great circles of a sphere here, of an ellipsoid there: 3 m apart.
            Assert.Equal(parts[0], run.Longitude[member[k]], 5e-5);
            Assert.Equal(parts[1], run.Latitude[member[k]], 5e-5);
        }
    }

    private static (double[] Lon, double[] Lat) Published(int hours)
    {
        var lines = File.ReadAllLines(RealData.File("drift/opendrift_leeway_fishing_vessel_run.txt"));
        var at = Array.FindIndex(lines, l => l.TrimStart().StartsWith($"{hours * 60}\t", StringComparison.Ordinal));
        Assert.True(at > 0);
        List<double> lon = [], lat = [];
        for (at += 5; at < lines.Length && !lines[at].StartsWith("timePassed", StringComparison.Ordinal); at++)
        {
            var parts = lines[at].Split('\t');
            if (parts.Length != 6 || !double.TryParse(parts[1], CultureInfo.InvariantCulture, out var x)) continue;
            lon.Add(x);
            lat.Add(double.Parse(parts[2], CultureInfo.InvariantCulture));
        }

        Assert.Equal(100, lon.Count);
        return ([.. lon], [.. lat]);
    }

    private static (DateTimeOffset Time, double Lon, double Lat)[] Drifter() =>
    [
        .. File.ReadLines(RealData.File("drift/code_drifter_2015-06-10.csv")).Skip(1).Select(l => l.Split(',')).Select(p => (
            DateTimeOffset.Parse(p[0], CultureInfo.InvariantCulture), double.Parse(p[1], CultureInfo.InvariantCulture), double.Parse(p[2], CultureInfo.InvariantCulture))),
    ];

    private static void StaysInside(DriftSetup setup, (DateTimeOffset Time, double Lon, double Lat)[] track, double level)
    {
        var checkedPlaces = 0;
        foreach (var hours in Enumerable.Range(1, 7))
        {
            var run = DriftRun.Run(setup with { Duration = TimeSpan.FromHours(hours) });
            var map = ProbabilityGrid.Of(run);
            var area = HighestDensity.Areas(map, level)[0];
            var real = track.Single(p => p.Time == run.Last.Time);
            var cell = map.CellAt(real.Lon, real.Lat);
            Assert.True(cell >= 0 && area.Cells[cell], $"after {hours} h outside {area.SquareKilometres} km2");
            checkedPlaces++;
        }

        Assert.Equal(7, checkedPlaces);
    }

    // Nothing known of the current but its usual error, 0.1 m/s lasting 6 hours: the drifter, turned by the tide, must stay in the 95 % area.
    [Fact]
    public void A_real_drifter_stays_within_the_area_of_a_forecast_that_knows_no_current()
    {
        var track = Drifter();
        StaysInside(new DriftSetup
        {
            Hypotheses = [new Hypothesis("drifter", 1, LeewayTable.Standard["SLDMB"], Seeding.At(track[0].Lon, track[0].Lat, track[0].Time, 100))],
            Wind = new ConstantFlow(0, 0), Current = new ConstantFlow(0, 0), Duration = TimeSpan.FromHours(7), Members = 5000,
            Uncertainty = new DriftUncertainty { CurrentDeviation = .1, CurrentMemory = TimeSpan.FromHours(6) },
        }, track, .95);
    }

    // With the current as the drifter itself shows it every two hours, and a fifth of the error.
    [Fact]
    public void A_real_drifter_stays_within_the_small_area_when_the_current_is_measured()
    {
        var track = Drifter();
        var every = track.Where((_, i) => i % 12 == 0).ToArray();
        var current = new FunctionFlow((_, _, time) =>
        {
            var k = Math.Clamp(Array.FindLastIndex(every, p => p.Time.ToUnixTimeSeconds() <= time), 0, every.Length - 2);
            var (a, b) = (every[k], every[k + 1]);
            var seconds = (b.Time - a.Time).TotalSeconds;
            return ((b.Lon - a.Lon) * 111_195 * Math.Cos(a.Lat * Math.PI / 180) / seconds, (b.Lat - a.Lat) * 111_195 / seconds);
        });
        StaysInside(new DriftSetup
        {
            Hypotheses = [new Hypothesis("drifter", 1, LeewayTable.Standard["SLDMB"], Seeding.At(track[0].Lon, track[0].Lat, track[0].Time, 100))],
            Wind = new ConstantFlow(0, 0), Current = current, Duration = TimeSpan.FromHours(7), Members = 5000,
            Uncertainty = new DriftUncertainty { CurrentDeviation = .02, CurrentMemory = TimeSpan.FromHours(2) },
        }, track, .95);
    }
}
