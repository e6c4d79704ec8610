using Palermo.Analysis.Geo;
using Palermo.Bench;

namespace Palermo.Analysis.Drift.Tests;

/// <summary>The vector core against a slow, obvious version: one member after the other, double numbers, the formulas as written.</summary>
public class SecondOpinionTests
{
    private static (double Lon, double Lat) Slow(DriftSetup setup, Random random, bool right)
    {
        var h = setup.Hypotheses[0];
        var o = h.Object;
        var point = h.Seeding.Points[0];
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        const double r = 6_371_000, degree = Math.PI / 180;
        var lat = point.Latitude + Normal() * point.RadiusMetres / 2 / r / degree;
        var lon = point.Longitude + Normal() * point.RadiusMetres / 2 / (r * Math.Cos(point.Latitude * degree)) / degree;
        double eD;
        do eD = Normal() * o.DownwindDeviation;
        while (o.DownwindSlope + eD / 20 < 0);
        var eC = Normal() * o.RightDeviation;
        var dt = setup.Step.TotalSeconds;
        var start = (point.Time - DateTimeOffset.UnixEpoch).TotalSeconds;
        for (double t = 0; t < setup.Duration.TotalSeconds; t += dt)
        {
            setup.Current.Prepare(start + t, start + t);
            setup.Wind.Prepare(start + t, start + t);
            Assert.True(setup.Current.TryAt(lon, lat, start + t, out var cu, out var cv));
            Assert.True(setup.Wind.TryAt(lon, lat, start + t, out var wu, out var wv));
            var wind = Math.Sqrt(wu * wu + wv * wv);
            var (slope, offset) = right ? (o.RightSlope, o.RightOffset) : (o.LeftSlope, o.LeftOffset);
            var d = ((o.DownwindSlope + eD / 20) * wind + o.DownwindOffset + eD / 2) / 100;
            var c = ((slope + eC / 20) * wind + offset + eC / 2) / 100;
            var theta = Math.Atan2(wu, wv);
            var u = cu + d * Math.Sin(theta) + c * Math.Cos(theta);
            var v = cv + d * Math.Cos(theta) - c * Math.Sin(theta);
            lon += u * dt / (r * Math.Cos(lat * degree)) / degree;
            lat += v * dt / r / degree;
            if (random.NextDouble() < 1 - Math.Exp(Math.Log(1 - .04) * dt / 3600)) right = !right;
        }

        return (lon, lat);
    }

    private static CloudStatistics SlowCloud(DriftSetup setup, int members)
    {
        var random = new Random(7);
        double[] lon = new double[members], lat = new double[members];
        for (var i = 0; i < members; i++) (lon[i], lat[i]) = Slow(setup, random, i % 2 == 0);
        return CloudStatistics.Of(lon, lat);
    }

    private static void Alike(CloudStatistics fast, CloudStatistics slow, double spread)
    {
        Assert.True(Geodesy.Distance(fast.Latitude, fast.Longitude, slow.Latitude, slow.Longitude) < 100);
        Assert.InRange(fast.EastDeviation / slow.EastDeviation, 1 - spread, 1 + spread);
        Assert.InRange(fast.NorthDeviation / slow.NorthDeviation, 1 - spread, 1 + spread);
    }

    // 40,000 members know their spread to 0.35 %; mean of 9 km spread to 45 m. Both clouds have that error.
    [Theory]
    [InlineData("PIW-1")]
    [InlineData("LIFE-RAFT-SB-7")]
    public void In_constant_forcing_mean_and_spread_agree_after_a_day(string key)
    {
        var setup = WorkloadE.Constant(400_000);
        var h = setup.Hypotheses[0] with { Object = LeewayTable.Standard[key] };
        setup = setup with { Hypotheses = [h] };
        Alike(DriftRun.Run(setup).Last.Cloud!, SlowCloud(setup, LongForm.Rounds(40_000, 400_000)), .01);
    }

    [Fact]
    public void In_gridded_forcing_mean_and_spread_agree_after_a_day()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var file = NetCdfFile.Open(WorkloadE.WriteFile(path));
            // 3,000 slow members know their spread to 1.3 %; the long form has 60,000.
            var fast = DriftRun.Run(WorkloadE.Gridded(file, 200_000)).Last.Cloud!;
            var members = LongForm.Rounds(3000, 60_000);
            // All frames are prepared once: the slow version asks for every time.
            var setup = WorkloadE.Gridded(file, members);
            var slow = SlowCloud(setup with { Wind = new Kept(setup.Wind), Current = new Kept(setup.Current) }, members);
            Alike(fast, slow, LongForm.Wanted ? .01 : .04);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // The peer's clouds after 24 h on this workload, 50,000 and 5,000 members (one run of each, on an ellipsoid).
    [Fact]
    public void Mean_and_spread_agree_with_the_published_run_of_the_peer()
    {
        var constant = DriftRun.Run(WorkloadE.Constant(500_000)).Last.Cloud!;
        Assert.True(Geodesy.Distance(constant.Latitude, constant.Longitude, 36.0522, 14.2777) < 100);
        Assert.InRange(constant.LongitudeDeviation / .1093, .99, 1.01);
        Assert.InRange(constant.LatitudeDeviation / .0863, .99, 1.01);
        var path = Path.GetTempFileName();
        try
        {
            using var file = NetCdfFile.Open(WorkloadE.WriteFile(path));
            var gridded = DriftRun.Run(WorkloadE.Gridded(file, 500_000)).Last.Cloud!;
            // 5,000 members know their mean to 110 m and their spread to 1 % (one standard error).
            Assert.True(Geodesy.Distance(gridded.Latitude, gridded.Longitude, 36.0282, 14.2539) < 250);
            Assert.InRange(gridded.LongitudeDeviation / .0878, .98, 1.02);
            Assert.InRange(gridded.LatitudeDeviation / .0837, .98, 1.02);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A flow whose frames are all prepared at the first call.</summary>
    private sealed class Kept : IFlow
    {
        private readonly IFlow flow;

        public Kept(IFlow flow)
        {
            this.flow = flow;
            var times = ((GridFlow)flow).Frames.Times;
            flow.Prepare(times[0], times[^1]);
        }

        public string Description => flow.Description;

        public void Prepare(double from, double to) { }

        public bool TryAt(double longitude, double latitude, double time, out double east, out double north) =>
            flow.TryAt(longitude, latitude, time, out east, out north);
    }
}
