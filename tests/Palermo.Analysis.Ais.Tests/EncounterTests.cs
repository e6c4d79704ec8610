using System.Text.Json.Nodes;
using CsCheck;
using Palermo.Analysis.Ais.Tracks;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Ais.Tests;

public class EncounterTests
{
    private static readonly EncounterRule Stated = new(600, 4200, 0.5, 30);

    [Theory]
    [InlineData("simple", 2)]
    [InlineData("dateline", 2)]
    [InlineData("fastsep", 0)]
    [InlineData("multi", 6)]
    public void Encounters_are_those_of_Global_Fishing_Watch(string name, int count)
    {
        var expected = JsonNode.Parse(File.ReadAllText(RealData.File("ais/gfw_encounter_expected.json")))![name]!.AsArray();
        var found = Encounters.Views(Read($"ais/gfw_encounter_{name}_tracks.csv"), Stated);
        Assert.Equal(count, expected.Count);
        Assert.Equal(expected.Count, found.Count);
        foreach (var e in expected.Select(e => e!.AsObject()))
        {
            var f = found.Single(x => x.Vessel1 == (string)e["vessel_1"]! && x.Vessel2 == (string)e["vessel_2"]!);
            Assert.Equal(DateTimeOffset.Parse((string)e["start_time"]!), f.StartTime);
            Assert.Equal(DateTimeOffset.Parse((string)e["end_time"]!), f.EndTime);
            Assert.Equal((double)e["mean_lat"]!, f.MeanLat, 1e-9);
            Assert.Equal((double)e["mean_lon"]!, f.MeanLon, 1e-9);
            Assert.Equal((double)e["median_distance_km"]!, f.MedianDistanceKm, 1e-9);
            Assert.Equal((double)e["median_speed_knots"]!, f.MedianSpeedKnots, 1e-9);
            Assert.Equal((int)e["vessel_1_points"]!, f.Vessel1Points);
            Assert.Equal((int)e["vessel_2_points"]!, f.Vessel2Points);
            Assert.Equal((double)e["start_lat"]!, f.StartLat, 1e-9);
            Assert.Equal((double)e["start_lon"]!, f.StartLon, 1e-9);
            Assert.Equal((double)e["end_lat"]!, f.EndLat, 1e-9);
            Assert.Equal((double)e["end_lon"]!, f.EndLon, 1e-9);
        }
    }

    [Fact]
    public void The_simple_case_is_one_meeting_of_a_known_distance()
    {
        var meeting = Assert.Single(Encounters.Find(Read("ais/gfw_encounter_simple_tracks.csv"), Stated));
        Assert.Equal(("1", "2", 50.0), (meeting.Vessel1, meeting.Vessel2, meeting.Minutes));
        Assert.Equal(0.20333, meeting.MedianDistanceKm, 5e-6);
        // GFW's rule needs two hours.
        Assert.Empty(Encounters.Find(Read("ais/gfw_encounter_simple_tracks.csv"), new EncounterRule()));
    }

    [Fact]
    public void A_grid_in_space_finds_the_same_as_comparing_all_with_all() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[2, 12], Gen.Bool).Sample((seed, vessels, polar) =>
        {
            var tracks = Wandering(seed, vessels, polar ? 89.99 : 0, 180);
            var rule = new EncounterRule(600, 4200, 0.7, 20);
            var found = Encounters.Views(tracks, rule).Select(e => (e.Vessel1, e.Vessel2, e.StartTime, e.EndTime)).ToHashSet();
            Assert.Equal(Plain(tracks, rule), found);
        }, iter: LongForm.Rounds(150, 5000));

    [Fact]
    public void A_meeting_across_midnight_is_one_meeting()
    {
        var start = new DateTimeOffset(2026, 3, 1, 23, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var points = Enumerable.Range(0, 13).SelectMany(i => new[] { "a", "b" }.Select((name, k) => new TrackPoint(name, start + i * 600_000L, 34, 12 + k * 0.001)));
        var meeting = Assert.Single(Encounters.Find(TrackTable.From(points), new EncounterRule()));
        Assert.Equal(120, meeting.Minutes);
    }

    [Fact]
    public void Meetings_within_a_day_are_joined_and_later_ones_are_not()
    {
        var day = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        List<TrackPoint> points = [];
        for (var i = 0; i < 6 * 72; i++) // three days in steps of ten minutes
        {
            // together in hours 0 to 1, 10 to 11 and 50 to 51
            var together = (i / 6) is 0 or 10 or 50;
            points.Add(new TrackPoint("1", day + i * 600_000L, 34, 12));
            points.Add(new TrackPoint("2", day + i * 600_000L, 34, together ? 12.002 : 12.02));
        }
        var found = Encounters.Find(TrackTable.From(points), new EncounterRule(MinimumMinutes: 30));
        Assert.Equal(2, found.Count);
        Assert.Equal(10 + 50 / 60.0, found[0].Minutes / 60, 1e-9);
        Assert.Equal(50, found[1].Minutes, 1e-9);
    }

    [Fact]
    public void A_hundred_thousand_real_positions_are_searched_and_moored_neighbours_found()
    {
        var tracks = Read("ais/marinecadastre_2022-01-03_sample.csv.gz");
        Assert.Equal(10_631, tracks.Vessels.Count);
        var found = Encounters.Find(tracks, new EncounterRule(60, 4200, 0.5, 5));
        Assert.NotEmpty(found);
        Assert.All(found, e => Assert.InRange(e.MedianDistanceKm, 0, 0.5));
    }

    private static HashSet<(string, string, DateTimeOffset, DateTimeOffset)> Plain(TrackTable tracks, EncounterRule rule)
    {
        // All pairs at all steps, each position found anew by looking through the whole track.
        HashSet<(string, string, DateTimeOffset, DateTimeOffset)> found = [];
        var first = tracks.Time.Min() / 600_000;
        var last = tracks.Time.Max() / 600_000 + 1;
        for (var a = 0; a < tracks.Vessels.Count; a++)
        {
            for (var b = 0; b < tracks.Vessels.Count; b++)
            {
                if (a == b) continue;
                long? start = null;
                for (var step = first; step <= last + 1; step++)
                {
                    var close = At(tracks, a, step * 600_000, rule) is { } p && At(tracks, b, step * 600_000, rule) is { } q
                        && Geodesy.Distance(p.Lat, p.Lon, q.Lat, q.Lon, 6_371_000) <= rule.MaximumKm * 1000;
                    if (close) start ??= step;
                    else if (start is { } from)
                    {
                        if (step - 1 > from && (step - 1 - from) * 10 >= rule.MinimumMinutes)
                            found.Add((tracks.Vessels[a], tracks.Vessels[b], DateTimeOffset.FromUnixTimeSeconds(from * 600), DateTimeOffset.FromUnixTimeSeconds((step - 1) * 600)));
                        start = null;
                    }
                }
            }
        }
        return found;
    }

    private static (double Lat, double Lon)? At(TrackTable tracks, int vessel, long time, EncounterRule rule)
    {
        for (var row = tracks.Starts[vessel] + 1; row < tracks.Starts[vessel + 1]; row++)
        {
            var inside = tracks.Time[row - 1] < time && time <= tracks.Time[row] || row == tracks.Starts[vessel] + 1 && time == tracks.Time[row - 1];
            if (!inside) continue;
            var gap = tracks.Time[row] - tracks.Time[row - 1];
            if (gap / 1000.0 >= rule.LongestGapSeconds) return null;
            var mix = (double)(time - tracks.Time[row - 1]) / gap;
            var east = Geodesy.LongitudeDifference(tracks.Longitude[row - 1], tracks.Longitude[row]);
            return (tracks.Latitude[row - 1] + (tracks.Latitude[row] - tracks.Latitude[row - 1]) * mix, tracks.Longitude[row - 1] + east * mix);
        }
        return null;
    }

    private static TrackTable Wandering(int seed, int vessels, double lat, double lon)
    {
        var random = new Random(seed);
        List<TrackPoint> points = [];
        for (var vessel = 0; vessel < vessels; vessel++)
        {
            double north = 0, east = 0;
            var time = 1_700_000_000_000L + random.Next(1_000_000);
            for (var i = 0; i < 40; i++)
            {
                north += 300 * (random.NextDouble() - 0.5);
                east += 300 * (random.NextDouble() - 0.5);
                var place = Geodesy.Destination(lat, lon, Math.Atan2(east, north) * 180 / Math.PI, double.Hypot(east, north), 6_371_000);
                points.Add(new TrackPoint(vessel.ToString(), time, place.Latitude, place.Longitude));
                time += random.Next(20) == 0 ? random.Next(9_000_000) : random.Next(1000, 900_000);
            }
        }
        return TrackTable.From(points);
    }

    internal static TrackTable Read(string path)
    {
        using var input = AisReader.Open(RealData.File(path));
        return TrackCsv.Read(new StreamReader(input), path).Tracks;
    }
}
