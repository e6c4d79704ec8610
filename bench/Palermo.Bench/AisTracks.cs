using System.Diagnostics;
using Palermo.Analysis.Ais.Tracks;
using Palermo.Analysis.Geo;

namespace Palermo.Bench;

/// <summary>A day of 2,000 vessels, a position every minute: 2,880,000 positions searched for encounters, loitering, gaps and faults.</summary>
internal static class AisTracks
{
    public static int Run(string[] args)
    {
        var vessels = args.Length > 0 ? int.Parse(args[0]) : 2000;
        var watch = Stopwatch.StartNew();
        var tracks = TrackTable.From(Sail(vessels));
        Console.WriteLine($"{vessels:N0} vessels in 33 to 38 N, 11 to 18 E, {tracks.Count:N0} positions, seed 7; sorted into tracks in {watch.Elapsed.TotalSeconds:F2} s");
        Time("encounters (0.5 km, 2 h)", () => Encounters.Find(tracks, new EncounterRule()).Count);
        Time("meetings (0.5 km, 30 min)", () => Encounters.Find(tracks, new EncounterRule(MinimumMinutes: 30)).Count);
        Time("loitering", () => Loitering.Find(tracks, new LoiteringRule()).Count);
        Time("gaps", () => Gaps.Find(tracks, new GapRule()).Count);
        Time("track check", () => TrackCheck.Find(tracks).Count);
        Console.WriteLine($"peak memory of the process {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MiB");
        Console.WriteLine("peer: none measured; Global Fishing Watch's pipeline needs a cluster and a warehouse to start");
        return 0;
    }

    private static void Time(string what, Func<int> work)
    {
        var seconds = new double[5];
        var found = work();
        for (var i = 0; i < seconds.Length; i++)
        {
            GC.Collect();
            var watch = Stopwatch.StartNew();
            found = work();
            seconds[i] = watch.Elapsed.TotalSeconds;
        }
        Array.Sort(seconds);
        Console.WriteLine($"{what}: median {seconds[2]:F3} s [{seconds[0]:F3} to {seconds[^1]:F3}], {found:N0} found");
    }

    private static IEnumerable<TrackPoint> Sail(int vessels)
    {
        var random = new Random(7);
        var berth = (Lat: 35.0, Lon: 14.0);
        const long start = 1_772_323_200_000; // 2026-03-01
        for (var vessel = 0; vessel < vessels; vessel++)
        {
            double lat = 33 + 5 * random.NextDouble(), lon = 11 + 7 * random.NextDouble(), course = 360 * random.NextDouble();
            // Two in ten drift all day, the second beginning 200 m beside the first.
            var knots = vessel % 10 < 2 ? 0.3 : 4 + 16 * random.NextDouble();
            if (vessel % 10 == 0) berth = (lat, lon);
            if (vessel % 10 == 1) (lat, lon) = Geodesy.Destination(berth.Lat, berth.Lon, 90, 200);
            for (var minute = 0; minute < 1440; minute++)
            {
                yield return new TrackPoint((200_000_000 + vessel).ToString(), start + minute * 60_000L + vessel * 7 % 60_000, lat, lon);
                course += 4 * (random.NextDouble() - 0.5);
                (lat, lon) = Geodesy.Destination(lat, lon, course, knots * 1852 / 60);
            }
        }
    }
}
