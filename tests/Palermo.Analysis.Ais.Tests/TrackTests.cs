using CsCheck;
using Palermo.Analysis.Ais.Tracks;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Ais.Tests;

public class TrackTests
{
    private static readonly long Day = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact]
    public void Hours_under_two_knots_in_a_row_are_loitering()
    {
        // 10 knots for 3 hours, 1 knot for 4, 10 knots for 3; a position every 10 minutes
        var tracks = Sail([.. Enumerable.Repeat(10.0, 18), .. Enumerable.Repeat(1.0, 24), .. Enumerable.Repeat(10.0, 18)]);
        var e = Assert.Single(Loitering.Find(tracks, new LoiteringRule()));
        Assert.Equal(3, e.Hours);                // in the hour of change one interval of six is fast: 2.5 knots on the whole
        Assert.Equal(1.0, e.MeanKnots, 1e-3);
        Assert.Equal(3 + 50 / 60.0, (e.StartTime - DateTimeOffset.FromUnixTimeMilliseconds(Day)).TotalHours, 1e-9);
        Assert.Equal(6 + 50 / 60.0, (e.EndTime - DateTimeOffset.FromUnixTimeMilliseconds(Day)).TotalHours, 1e-9);
        Assert.Null(e.MeanShoreNm);
        Assert.Empty(Loitering.Find(tracks, new LoiteringRule(MinimumHours: 4)));
    }

    [Fact]
    public void An_hour_without_positions_ends_loitering()
    {
        var points = Enumerable.Range(0, 48).Where(i => i / 6 != 3).Select(i => new TrackPoint("1", Day + i * 600_000L, 34, 12, ShoreKm: 50));
        var events = Loitering.Find(TrackTable.From(points), new LoiteringRule());
        Assert.Equal([3, 4], events.Select(e => e.Hours));   // hours 0 to 2; then 4, from its second position, to 7
        Assert.Equal(4, (events[1].StartTime - DateTimeOffset.FromUnixTimeMilliseconds(Day)).TotalHours, 1e-9);
    }

    [Fact]
    public void Two_half_hours_are_not_two_hours()
    {
        var points = Enumerable.Range(3, 7).Select(i => new TrackPoint("1", Day + i * 600_000L, 34, 12));
        Assert.Empty(Loitering.Find(TrackTable.From(points), new LoiteringRule()));
    }

    [Fact]
    public void An_aircraft_may_fly_fast_and_a_base_station_is_no_vessel()
    {
        var aircraft = Points(Sail([.. Enumerable.Repeat(180.0, 20)])).Select(p => p with { Vessel = "111200001" });
        Assert.Empty(TrackCheck.Find(TrackTable.From(aircraft)));
        var (tracks, report) = TrackCsv.Read(new StringReader("vessel,timestamp,type,lat,lon\n2001000,1,4,35,12\n200100001,1,1,35,12\n"), "x");
        Assert.Equal((1, 1), (tracks.Count, report.NotVessels));
    }

    [Fact]
    public void Damaged_tables_are_read_or_refused_and_never_crash() => Gen.Int[0, 1_000_000].Sample(seed =>
    {
        var random = new Random(seed);
        var text = "vessel,timestamp,lat,lon,speed,source\n\"1\",2011-01-01T15:40:00Z,1.5,2.5,3,a\n2,1293898200,-1.5,182.5,,\"b,\"\"c\"\n".ToCharArray();
        for (var n = random.Next(1, 12); n > 0; n--) text[random.Next(text.Length)] = random.Next(3) == 0 ? (char)random.Next(0, 0x2100) : ",\"\n-.e9"[random.Next(7)];
        try
        {
            var (tracks, report) = TrackCsv.Read(new StringReader(new string(text)), "x");
            Assert.True(tracks.Count <= report.Rows);
        }
        catch (FormatException problem)
        {
            Assert.StartsWith("x", problem.Message);
        }
    }, iter: LongForm.Rounds(5_000, 1_000_000));

    [Fact]
    public void Loitering_far_from_shore_is_told_from_loitering_near_it()
    {
        var near = Enumerable.Range(0, 19).Select(i => new TrackPoint("1", Day + i * 600_000L, 34, 12, ShoreKm: 30));
        var far = Enumerable.Range(0, 19).Select(i => new TrackPoint("2", Day + i * 600_000L, 34, 14, ShoreKm: 40));
        var events = Loitering.Find(TrackTable.From(near.Concat(far)), new LoiteringRule());
        Assert.Equal([false, true], events.Select(e => e.FarFromShore!.Value));   // 20 nautical miles are 37.04 km
    }

    [Fact]
    public void Six_hours_of_silence_are_a_gap_and_five_are_none()
    {
        long[] hours = [0, 5, 11, 12];
        var gap = Assert.Single(Gaps.Find(TrackTable.From(hours.Select(h => new TrackPoint("1", Day + h * 3_600_000, 34, 12 + h * 0.1))), new GapRule()));
        Assert.Equal(6, gap.Hours);
        Assert.Equal(12.5, gap.StartLon, 1e-9);
        Assert.Equal(Geodesy.Distance(34, 12.5, 34, 13.1, 6_371_000) / 1852 / 6, gap.ImpliedKnots, 1e-9);
        Assert.Equal(2, gap.PositionsIn12HoursBefore);
        Assert.Equal(Verdict.No, gap.LikelyDisabling);      // under twelve hours
    }

    [Theory]
    [InlineData(13, 100, true, Verdict.Yes)]
    [InlineData(13, 100, null, Verdict.Unknown)]
    [InlineData(13, 80, true, Verdict.No)]       // 43 nautical miles from shore
    [InlineData(11, 100, true, Verdict.No)]
    [InlineData(13, null, true, Verdict.Unknown)]
    public void A_gap_is_judged_by_the_four_conditions_of_Welch_and_what_is_not_known_is_said(int hours, int? shoreKm, bool? satellite, Verdict verdict)
    {
        List<TrackPoint> points = [];
        for (var i = 0; i < 60; i++) // every ten minutes for ten hours
            points.Add(new TrackPoint("1", Day + i * 600_000L, 34.5, 12.5, ShoreKm: shoreKm ?? double.NaN, Source: satellite is null ? null : "satellite"));
        points.Add(points[^1] with { UnixMilliseconds = points[^1].UnixMilliseconds + hours * 3_600_000L });
        var gap = Assert.Single(Gaps.Find(TrackTable.From(points), new GapRule()));
        Assert.Equal(verdict, gap.LikelyDisabling);
        Assert.Equal(4, gap.Reasons.Count);
    }

    [Fact]
    public void A_stray_position_is_marked_and_a_sound_track_is_not()
    {
        var sound = Sail([.. Enumerable.Repeat(20.0, 60)]);
        Assert.Empty(TrackCheck.Find(sound));
        var points = Points(sound);
        points[30] = points[30] with { Longitude = points[30].Longitude + 2 };
        var finding = Assert.Single(TrackCheck.Find(TrackTable.From(points)));
        Assert.Equal((TrackFault.StrayPosition, 1), (finding.Fault, finding.Positions));
        Assert.Equal([30], TrackCheck.StrayRows(TrackTable.From(points)));
    }

    [Fact]
    public void One_number_in_two_places_is_found()
    {
        var one = Points(Sail([.. Enumerable.Repeat(12.0, 40)]));
        var other = one.Select(p => p with { Latitude = p.Latitude + 3, UnixMilliseconds = p.UnixMilliseconds + 60_000 });
        var finding = Assert.Single(TrackCheck.Find(TrackTable.From(one.Concat(other))));
        Assert.Equal(TrackFault.TwoPlaces, finding.Fault);
    }

    [Fact]
    public void A_jump_with_another_receiver_is_possible_spoofing_and_a_jump_alone_is_a_jump()
    {
        var points = Points(Sail([.. Enumerable.Repeat(12.0, 40)]));
        for (var i = 20; i < points.Count; i++) points[i] = points[i] with { Latitude = points[i].Latitude + 5 };
        Assert.Equal(TrackFault.Jump, Assert.Single(TrackCheck.Find(TrackTable.From(points))).Fault);
        var received = points.Select((p, i) => p with { Source = i < 20 ? "Lampedusa" : "Malta" });
        Assert.Equal(TrackFault.PossibleSpoofing, Assert.Single(TrackCheck.Find(TrackTable.From(received))).Fault);
    }

    [Fact]
    public void Tables_are_read_by_the_names_of_their_columns()
    {
        const string text = """
            MMSI,BaseDateTime,LAT,LON,SOG,COG
            247061100,2022-01-03T00:00:00,43.5,7.1,12.1,90
            247061100,1641168060,43.5,7.2,,
            247061100,2022-01-03 00:02:00 UTC,43.5,187.3,1,2
            247061100,,,,,
            247061100,yesterday,43.5,7.1,12.1,90
            247061100,2022-01-03T00:00:00,93.5,7.1,12.1,90
            "9",2022-01-03T01:00:00+01:00,"43,5",7.1,12.1,90
            9,2022-01-03T01:00:00+01:00,43.5,7.1,12.1,90
            """;
        var (tracks, report) = TrackCsv.Read(new StringReader(text), "day.csv");
        Assert.Equal(["9", "247061100"], tracks.Vessels);      // by number, not by letter
        Assert.Equal([0, 1, 4], tracks.Starts);
        Assert.Equal(tracks.Time[1], tracks.Time[0]);
        Assert.Equal(-172.7, tracks.Longitude[3], 1e-9);
        Assert.Equal((8, 1, 3), (report.Rows, report.WithoutPosition, report.Unreadable));
        Assert.Equal("day.csv, line 6: basedatetime \"yesterday\" is no time (2011-01-01T15:40:00Z, or Unix seconds)", report.FirstUnreadable);
    }

    [Fact]
    public void A_table_without_a_needed_column_is_refused_with_the_names_that_would_do()
    {
        var problem = Assert.Throws<FormatException>(() => TrackCsv.Read(new StringReader("mmsi,when,lat,lon\n"), "x.csv"));
        Assert.StartsWith("x.csv, line 1: no column named timestamp or time", problem.Message);
    }

    [Fact]
    public void The_nearest_place_is_the_nearest_of_all() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 60], Gen.Double[-90, 90], Gen.Double[-180, 180]).Sample((seed, count, lat, lon) =>
        {
            var random = new Random(seed);
            var spread = random.Next(3) switch { 0 => 0.1, 1 => 5, _ => 180.0 };
            var places = Enumerable.Range(0, count).Select(_ =>
                (Math.Clamp(lat + spread * (random.NextDouble() - 0.5), -90, 90), Geodesy.WrapLongitude(lon + spread * (random.NextDouble() - 0.5)))).ToList();
            var nearest = places.Min(p => Geodesy.Distance(lat, lon, p.Item1, p.Item2, 6_371_000)) / 1000;
            Assert.Equal(nearest, new NearestPlace(places).Kilometres(lat, lon), 1e-9);
        }, iter: LongForm.Rounds(300, 20_000));

    /// <summary>A vessel heading north-east off Libya, one position every ten minutes, at these speeds in knots.</summary>
    private static TrackTable Sail(double[] knots)
    {
        List<TrackPoint> points = [new("1", Day, 33.5, 13)];
        foreach (var speed in knots)
        {
            var last = points[^1];
            var (lat, lon) = Geodesy.Destination(last.Latitude, last.Longitude, 45, speed * 1852 / 6, 6_371_000);
            points.Add(last with { UnixMilliseconds = last.UnixMilliseconds + 600_000, Latitude = lat, Longitude = lon });
        }
        return TrackTable.From(points);
    }

    private static List<TrackPoint> Points(TrackTable t) =>
        [.. Enumerable.Range(0, t.Count).Select(i => new TrackPoint(t.Vessels[0], t.Time[i], t.Latitude[i], t.Longitude[i]))];
}
