using System.Text;
using CsCheck;
using Palermo.Analysis.Ais.Messages;
using Palermo.Analysis.Ais.Tracks;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Ais.Tests;

public class ApproachTests
{
    private const double Knot = Geodesy.MetresPerSecondPerKnot;

    // Rules of sea rescue, section 5: p = (20,10) NM, v = (1,-.5) kn, s = 15 kn: 1.56341 h at (21.5634, 9.2183).
    [Fact]
    public void The_worked_interception_of_the_rules()
    {
        const double lat = 0, lon = 0;       // on the equator the plane of the example is as flat as it gets
        var (tLat, tLon) = Geodesy.Destination(lat, lon, Math.Atan2(20, 10) * 180 / Math.PI, double.Hypot(20, 10) * 1852);
        var meet = ClosestApproach.Intercept(new Mover(tLat, tLon, Knot, -0.5 * Knot), lat, lon, 15 * Knot)!.Value;
        Assert.Equal(1.56341, meet.Seconds / 3600, 5e-6);
        Assert.Equal(21.5634, Geodesy.Distance(0, 0, 0, meet.Longitude) / 1852, 1e-3);
        Assert.Equal(9.2183, Geodesy.Distance(0, 0, meet.Latitude, 0) / 1852, 1e-3);
    }

    [Fact]
    public void A_vessel_meets_what_it_intercepts() =>
        Gen.Select(Gen.Double[-60, 60], Gen.Double[0, 360], Gen.Double[0.1, 60], Gen.Double[0, 360], Gen.Double[0, 3], Gen.Double[5, 30], Gen.Double[0, 3600])
            .Sample((lat, bearing, nm, drift, driftKnots, knots, ready) =>
            {
                var (tLat, tLon) = Geodesy.Destination(lat, 10, bearing, nm * 1852);
                var target = Mover.FromCourse(tLat, tLon, drift, driftKnots);
                var meet = ClosestApproach.Intercept(target, lat, 10, knots * Knot, ready)!.Value;
                var sailed = (meet.Seconds - ready) * knots * Knot;
                Assert.Equal(sailed, Geodesy.Distance(lat, 10, meet.Latitude, meet.Longitude), Math.Max(30, sailed * 0.01));
                Assert.Equal(driftKnots * Knot * meet.Seconds, Geodesy.Distance(tLat, tLon, meet.Latitude, meet.Longitude), 1.0);
            });

    [Fact]
    public void What_drifts_away_faster_than_the_vessel_sails_is_never_met()
    {
        Assert.Null(ClosestApproach.Intercept(Mover.FromCourse(34, 13, 90, 12), 34, 12, 10 * Knot));
        Assert.Null(ClosestApproach.Intercept(Mover.FromCourse(34, 13, 90, 10), 34, 12, 10 * Knot));
        Assert.NotNull(ClosestApproach.Intercept(Mover.FromCourse(34, 13, 270, 12), 34, 12, 10 * Knot));
    }

    [Fact]
    public void The_closest_approach_is_that_of_a_slow_search_along_both_ways() =>
        Gen.Select(Gen.Double[-60, 60], Gen.Double[0, 360], Gen.Double[0.5, 40], Gen.Double[0, 360], Gen.Double[0, 360], Gen.Double[1, 25], Gen.Double[1, 25])
            .Sample((lat, bearing, nm, courseA, courseB, knotsA, knotsB) =>
            {
                var (bLat, bLon) = Geodesy.Destination(lat, 10, bearing, nm * 1852);
                var (seconds, metres) = ClosestApproach.Of(Mover.FromCourse(lat, 10, courseA, knotsA), Mover.FromCourse(bLat, bLon, courseB, knotsB));
                if (seconds > 3 * 3600) return;     // beyond some tens of miles the Earth is round
                var best = double.PositiveInfinity;
                for (var t = 0.0; t <= 3 * 3600; t += 15)
                {
                    var a = Geodesy.RhumbDestination(lat, 10, courseA, knotsA * Knot * t);
                    var b = Geodesy.RhumbDestination(bLat, bLon, courseB, knotsB * Knot * t);
                    best = Math.Min(best, Geodesy.Distance(a.Latitude, a.Longitude, b.Latitude, b.Longitude));
                }
                Assert.Equal(best, metres, 0.02 * nm * 1852 + 0.02 * (knotsA + knotsB) * Knot * seconds + 200);
            });

    [Fact]
    public void Vessels_that_part_are_closest_now()
    {
        var (seconds, metres) = ClosestApproach.Of(Mover.FromCourse(34, 12, 270, 10), Mover.FromCourse(34, 12.1, 90, 10));
        Assert.Equal(0, seconds);
        Assert.Equal(Geodesy.Distance(34, 12, 34, 12.1), metres, 0.1);
    }

    [Fact]
    public void The_nearest_asset_is_the_one_there_first_and_not_the_one_in_distress()
    {
        var text = new StringBuilder();
        void Ship(int mmsi, double lat, double lon, double knots, int status = 0)
        {
            foreach (var line in new MessageWriter(1, mmsi, 168).Put(38, 4, status).Put(50, 10, (long)(knots * 10))
                .Put(61, 28, (long)Math.Round(lon * 600_000)).Put(89, 27, (long)Math.Round(lat * 600_000)).Put(116, 12, 900).ToSentences())
                text.Append(line).Append(",r000000001,1272412800\n");
        }
        Ship(247_000_001, 34.0, 12.5, 20);      // 25 miles off, fast
        Ship(247_000_002, 34.0, 12.8, 9);       // 10 miles off, slow: 1.1 h, a little before the first
        Ship(247_000_003, 34.0, 12.9, 0);       // 5 miles off, speed never shown: 10 knots assumed
        Ship(970_000_004, 34.0, 12.99, 0, 14);  // the transmitter in distress itself
        Ship(247_000_005, 34.0, 12.95, 9, 6);   // aground
        var picture = new VesselPicture();
        picture.Apply(AisReader.ReadColumns(Encoding.ASCII.GetBytes(text.ToString())).Batch);
        var ranked = NearestAssets.Rank(picture.Vessels, new Mover(34, 13, 0, 0), 1272412800_000 + 600_000);
        Assert.Equal([247_000_003, 247_000_002, 247_000_001], ranked.Select(a => a.Vessel.Mmsi));
        Assert.True(ranked[0].KnotsAssumed);
        Assert.Equal(10, ranked[0].AgeMinutes);
        Assert.Equal(Geodesy.Distance(34, 12.9, 34, 13) / 1852 / 10, ranked[0].Hours!.Value, 1e-3);
        Assert.Empty(NearestAssets.Rank(picture.Vessels, new Mover(34, 13, 0, 0), 1272412800_000 + 7 * 3_600_000L));
    }

    [Fact]
    public void An_impossible_position_is_not_believed_until_three_agree()
    {
        var picture = new VesselPicture();
        void At(double lon, int second)
        {
            var line = new MessageWriter(1, 247_000_001, 168).Put(61, 28, (long)(lon * 600_000)).Put(89, 27, 34 * 600_000).ToSentences()[0];
            picture.Apply(AisReader.ReadColumns(Encoding.ASCII.GetBytes($"{line},r1,{1272412800 + second}\n")).Batch);
        }
        At(12.0, 0);
        At(15.0, 60);
        Assert.Equal((12.0, 1), (picture.Find(247_000_001)!.Longitude, picture.Find(247_000_001)!.Doubtful));
        At(12.001, 120);
        At(15.0, 180);
        At(15.001, 240);
        Assert.Equal(12.001, picture.Find(247_000_001)!.Longitude, 1e-6);
        At(15.002, 300);
        Assert.Equal(15.002, picture.Find(247_000_001)!.Longitude, 1e-6);
    }

    [Theory]
    [InlineData(247061100, MmsiKind.Ship)]
    [InlineData(111265591, MmsiKind.RescueAircraft)]
    [InlineData(970110950, MmsiKind.RescueTransmitter)]
    [InlineData(972123456, MmsiKind.ManOverboard)]
    [InlineData(974123456, MmsiKind.EmergencyBeacon)]
    [InlineData(982470001, MmsiKind.CraftOfShip)]
    [InlineData(992509976, MmsiKind.Aid)]
    [InlineData(3669702, MmsiKind.CoastStation)]
    [InlineData(24700001, MmsiKind.Group)]
    [InlineData(824700001, MmsiKind.Handheld)]
    [InlineData(786434, MmsiKind.Invalid)]
    [InlineData(999999999, MmsiKind.Invalid)]
    public void The_number_says_what_kind_of_station_it_is(int mmsi, MmsiKind kind) => Assert.Equal(kind, Mmsi.KindOf(mmsi));
}
