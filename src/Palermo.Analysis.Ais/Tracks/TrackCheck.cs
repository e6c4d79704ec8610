namespace Palermo.Analysis.Ais.Tracks;

/// <summary>What is wrong with a track.</summary>
public enum TrackFault
{
    /// <summary>One or two positions that the vessel cannot have reached and come back from: an error of transmission or reception.</summary>
    StrayPosition,

    /// <summary>The track goes on at a place that cannot have been reached in the time.</summary>
    Jump,

    /// <summary>A jump where also the receiver changed: positions may be made up.</summary>
    PossibleSpoofing,

    /// <summary>The same identity moves in two places at once: two vessels under one number, or one of them made up.</summary>
    TwoPlaces,
}

/// <summary>One fault of a track.</summary>
/// <param name="Time">When it shows first.</param>
/// <param name="Knots">Speed that the way would need; for <see cref="TrackFault.TwoPlaces"/> the least speed between the places.</param>
/// <param name="Positions">Positions concerned.</param>
public sealed record TrackFinding(
    string Vessel, TrackFault Fault, DateTimeOffset Time, double FromLat, double FromLon, double ToLat, double ToLon, double Knots, int Positions, string Explanation);

/// <summary>Marks positions that cannot be true together.</summary>
/// <remarks>
/// Positions of a vessel are laid onto threads: each goes to the thread it can have come from at the slowest speed, or begins a new one
/// when none is reachable at the speed limit (60 knots by the rules of sea rescue); a thread not followed for an hour comes last. One thread is a sound track. A thread
/// of one or two positions is a stray; threads that follow each other are jumps; threads that overlap in time are two places. O(n)
/// for sound tracks, O(n t) with t threads.
/// </remarks>
public static class TrackCheck
{
    /// <summary>Longest way that clocks and coordinates of neighbouring positions may be off, whatever the time: half a kilometre.</summary>
    /// <remarks>Two positions in the same second, rounded to minutes of time by some providers, would else need endless speed.</remarks>
    public const double ToleranceMetres = 500;

    /// <summary>Speed limit for search and rescue aircraft (MMSI 111...), knots: above the fastest jets and turboprops that search at sea.</summary>
    public const double AircraftKnots = 500;

    private const long LiveMilliseconds = 3_600_000;

    private sealed class Thread
    {
        public readonly List<int> Rows = [];
    }

    /// <summary>The findings of all vessels, by vessel and time.</summary>
    /// <param name="maximumKnots">Faster is not believed.</param>
    public static List<TrackFinding> Find(TrackTable tracks, double maximumKnots = 60)
    {
        if (!(maximumKnots > 0)) throw new ArgumentOutOfRangeException(nameof(maximumKnots), maximumKnots, "the speed limit is above 0 knots");
        List<TrackFinding> findings = [];
        for (var vessel = 0; vessel < tracks.Vessels.Count; vessel++)
        {
            var threads = Threads(tracks, vessel, maximumKnots);
            if (threads.Count < 2) continue;
            Judge(tracks, vessel, threads, findings);
        }
        return findings;
    }

    /// <summary>Rows that are stray positions: to be left out before speeds or encounters are computed.</summary>
    public static HashSet<int> StrayRows(TrackTable tracks, double maximumKnots = 60)
    {
        HashSet<int> strays = [];
        for (var vessel = 0; vessel < tracks.Vessels.Count; vessel++)
        {
            var threads = Threads(tracks, vessel, maximumKnots);
            if (threads.Count > 1) strays.UnionWith(threads.Where(t => IsStray(t, threads)).SelectMany(t => t.Rows));
        }
        return strays;
    }

    private static List<Thread> Threads(TrackTable tracks, int vessel, double maximumKnots)
    {
        List<Thread> threads = [];
        if (int.TryParse(tracks.Vessels[vessel], out var mmsi) && Mmsi.KindOf(mmsi) == MmsiKind.RescueAircraft)
            maximumKnots = Math.Max(maximumKnots, AircraftKnots);
        for (var row = tracks.Starts[vessel]; row < tracks.Starts[vessel + 1]; row++)
        {
            Thread? best = null;
            var slowest = double.PositiveInfinity;
            var newest = threads.Count == 0 ? 0 : threads.Max(t => tracks.Time[t.Rows[^1]]);
            foreach (var thread in threads)
            {
                var last = thread.Rows[^1];
                var metres = Math.Max(0, tracks.Metres(last, row) - ToleranceMetres);
                var knots = metres / Math.Max(1e-3, (tracks.Time[row] - tracks.Time[last]) / 1000.0) / Geo.Geodesy.MetresPerSecondPerKnot;
                if (knots > maximumKnots) continue;
                // From a thread long left everything is near in time: it is taken up only when no live one leads here.
                var cost = knots + (newest - tracks.Time[last] > LiveMilliseconds ? maximumKnots : 0);
                if (cost < slowest || cost == slowest && last > best!.Rows[^1]) (best, slowest) = (thread, cost);
            }
            if (best is null) threads.Add(best = new Thread());
            best.Rows.Add(row);
        }
        return threads;
    }

    private static bool IsStray(Thread thread, List<Thread> threads) => thread.Rows.Count <= 2 && threads.Any(other => other.Rows.Count > 2);

    private static void Judge(TrackTable tracks, int vessel, List<Thread> threads, List<TrackFinding> findings)
    {
        var name = tracks.Vessels[vessel];
        var whole = threads.Where(t => !IsStray(t, threads)).OrderBy(t => t.Rows[0]).ToList();
        List<TrackFinding> mine = [];
        foreach (var stray in threads.Where(t => IsStray(t, threads)))
        {
            var row = stray.Rows[0];
            var from = row > tracks.Starts[vessel] ? row - 1 : row + 1;
            var knots = Knots(tracks, from, row);
            mine.Add(Finding(name, TrackFault.StrayPosition, tracks, from, row, knots, stray.Rows.Count,
                $"{stray.Rows.Count} position{(stray.Rows.Count > 1 ? "s" : "")} off the track, {knots:F0} knots away: leave out"));
        }
        for (var i = 1; i < whole.Count; i++)
        {
            var later = whole[i];
            var beside = whole.Take(i).FirstOrDefault(t => t.Rows[^1] > later.Rows[0]);
            if (beside is not null)
            {
                var last = beside.Rows.Last(r => r < later.Rows[0]);
                mine.Add(Finding(name, TrackFault.TwoPlaces, tracks, last, later.Rows[0], Knots(tracks, last, later.Rows[0]), later.Rows.Count,
                    "the same identity moves in two places at once: two vessels under one number, or made-up positions"));
                continue;
            }
            var before = whole.Take(i).MaxBy(t => t.Rows[^1])!.Rows[^1];
            var row = later.Rows[0];
            var other = tracks.Source[before] != tracks.Source[row] && tracks.Source[before] != 0 && tracks.Source[row] != 0;
            mine.Add(Finding(name, other ? TrackFault.PossibleSpoofing : TrackFault.Jump, tracks, before, row, Knots(tracks, before, row), later.Rows.Count,
                other ? $"a jump, and the receiver changed from {tracks.Sources[tracks.Source[before]]} to {tracks.Sources[tracks.Source[row]]}"
                    : "the track goes on where the vessel cannot have come"));
        }
        findings.AddRange(mine.OrderBy(f => f.Time));
    }

    private static double Knots(TrackTable tracks, int a, int b) =>
        tracks.Metres(a, b) / Math.Max(1, Math.Abs(tracks.Time[b] - tracks.Time[a]) / 1000.0) / Geo.Geodesy.MetresPerSecondPerKnot;

    private static TrackFinding Finding(
        string name, TrackFault fault, TrackTable tracks, int from, int to, double knots, int positions, string explanation) =>
        new(name, fault, DateTimeOffset.FromUnixTimeMilliseconds(tracks.Time[to]), tracks.Latitude[from], tracks.Longitude[from],
            tracks.Latitude[to], tracks.Longitude[to], knots, positions, explanation);
}
