using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Ais.Tracks;

/// <summary>What counts as two vessels meeting. The defaults are those of Global Fishing Watch, but for the time.</summary>
/// <param name="StepSeconds">Positions are compared at these steps.</param>
/// <param name="LongestGapSeconds">Between positions this far apart or farther nothing is assumed.</param>
/// <param name="MaximumKm">Greatest distance between the two.</param>
/// <param name="MinimumMinutes">Shortest time. GFW's definition is 120; a mother vessel off a coast needs 20 to 30.</param>
/// <param name="MergeHours">Meetings of one pair less than this apart become one.</param>
public sealed record EncounterRule(
    int StepSeconds = 600, double LongestGapSeconds = 4200, double MaximumKm = 0.5, double MinimumMinutes = 120, double MergeHours = 24);

/// <summary>Two vessels close together for a time, as the first of them saw it, or both views put together.</summary>
public sealed record Encounter(
    string Vessel1, string Vessel2, DateTimeOffset StartTime, DateTimeOffset EndTime, double MeanLat, double MeanLon,
    double MedianDistanceKm, double MedianSpeedKnots, int Vessel1Points, int Vessel2Points, double StartLat, double StartLon, double EndLat, double EndLon)
{
    /// <summary>How long it lasted.</summary>
    public double Minutes => (EndTime - StartTime).TotalMinutes;
}

/// <summary>Finds encounters: vessels that stay close together.</summary>
/// <remarks>
/// The rule and the figures are those of Global Fishing Watch's pipe-encounters (transforms resample, compute_adjacency,
/// compute_encounters, merge_encounters): sphere of 6,371 km, medians, vectors for the mean longitude. One difference beside those of
/// the resampling: a run of closeness ends where either track has no position for a step. Merging afterwards joins such pieces.
/// O(n) in positions for sparse traffic. Absence of AIS is no proof of anything, and most small boats have none.
/// </remarks>
public static class Encounters
{
    // pipe-encounters: MPS_TO_KNOTS
    private const double KnotsPerMetreSecond = 1.94384;

    private readonly record struct Contact(int First, int Second, double Km);

    /// <summary>Each encounter twice: as either vessel sees it. In the order of the first vessel, the second, and time.</summary>
    public static List<Encounter> Views(TrackTable tracks, EncounterRule rule)
    {
        Check(rule);
        var points = Resampled.From(tracks, rule.StepSeconds, rule.LongestGapSeconds);
        var contacts = Contacts(points, rule.MaximumKm);
        List<Encounter> found = [];
        // Contacts lie by pair and then by step: a run is a stretch of one pair at steps that follow each other.
        for (var from = 0; from < contacts.Length;)
        {
            var to = from + 1;
            while (to < contacts.Length && Follows(contacts[to - 1], contacts[to])) to++;
            if (Minutes(contacts[from], contacts[to - 1]) is var minutes && to - from > 1 && minutes >= rule.MinimumMinutes)
            {
                var run = contacts.AsSpan(from, to - from);
                found.Add(Describe(run, points, tracks, rule));
                for (var i = from; i < to; i++) contacts[i] = new(contacts[i].Second, contacts[i].First, contacts[i].Km);
                found.Add(Describe(run, points, tracks, rule));
            }
            from = to;
        }
        var rank = Ranks(tracks);
        return [.. found.OrderBy(e => rank[e.Vessel1]).ThenBy(e => rank[e.Vessel2]).ThenBy(e => e.StartTime)];

        bool Follows(Contact a, Contact b) =>
            points.Vessel[a.First] == points.Vessel[b.First] && points.Vessel[a.Second] == points.Vessel[b.Second]
            && points.Step[b.First] == points.Step[a.First] + 1;
        double Minutes(Contact a, Contact b) => (points.Step[b.First] - points.Step[a.First]) * rule.StepSeconds / 60.0;
    }

    /// <summary>Each encounter once: both views put together, and meetings of a pair that follow within the hours of the rule joined.</summary>
    public static List<Encounter> Find(TrackTable tracks, EncounterRule rule) => Merge(Views(tracks, rule), tracks, rule.MergeHours);

    private static List<Encounter> Merge(List<Encounter> views, TrackTable tracks, double hours)
    {
        List<Encounter> merged = [];
        var rank = Ranks(tracks);
        foreach (var pair in views.GroupBy(v => rank[v.Vessel1] < rank[v.Vessel2] ? (v.Vessel1, v.Vessel2) : (v.Vessel2, v.Vessel1)))
        {
            List<Encounter> together = [];
            var end = DateTimeOffset.MinValue;
            foreach (var view in pair.OrderBy(v => v.StartTime).ThenBy(v => v.EndTime).ThenBy(v => rank[v.Vessel1]))
            {
                if (together.Count > 0 && (view.StartTime - end).TotalHours >= hours)
                {
                    merged.Add(Join(pair.Key, together));
                    together.Clear();
                }
                together.Add(view);
                if (view.EndTime > end) end = view.EndTime;
            }
            merged.Add(Join(pair.Key, together));
        }
        return [.. merged.OrderBy(e => e.StartTime).ThenBy(e => rank[e.Vessel1]).ThenBy(e => rank[e.Vessel2])];
    }

    private static Encounter Join((string First, string Second) pair, List<Encounter> views)
    {
        var total = Math.Max(1, views.Sum(v => v.Minutes * 60));
        double Weighted(Func<Encounter, double> value) => views.Sum(v => v.Minutes * 60 * value(v)) / total;
        var start = views.MinBy(v => v.StartTime)!;
        var end = views.MaxBy(v => v.EndTime)!;
        return new Encounter(pair.First, pair.Second, start.StartTime, end.EndTime, Weighted(v => v.MeanLat),
            Degrees(Weighted(v => Math.Cos(Radians(v.MeanLon))), Weighted(v => Math.Sin(Radians(v.MeanLon)))),
            Median([.. views.Select(v => v.MedianDistanceKm)]), Median([.. views.Select(v => v.MedianSpeedKnots)]),
            views.Sum(v => v.Vessel1 == pair.First ? v.Vessel1Points : v.Vessel2Points),
            views.Sum(v => v.Vessel1 == pair.First ? v.Vessel2Points : v.Vessel1Points),
            start.StartLat, start.StartLon, end.EndLat, end.EndLon);
    }

    // Every pair of positions of one step within the distance, once, the vessel of lower rank first; by pair, then by step.
    private static Contact[] Contacts(Resampled points, double maximumKm)
    {
        var order = Enumerable.Range(0, points.Count).ToArray();
        var keys = new (long Step, int Vessel)[points.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = (points.Step[i], points.Vessel[i]);
        Array.Sort(keys, order);
        List<Contact> contacts = [];
        List<(long Pair, long Step)> places = [];
        List<int> near = [];
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to < order.Length && keys[to].Step == keys[from].Step) to++;
            var slice = order.AsSpan(from, to - from);
            if (slice.Length > 1)
            {
                var lat = new double[slice.Length];
                var lon = new double[slice.Length];
                for (var i = 0; i < slice.Length; i++) (lat[i], lon[i]) = (points.Latitude[slice[i]], points.Longitude[slice[i]]);
                var grid = new SphereGrid(lat, lon, maximumKm * 1000);
                for (var i = 0; i < slice.Length; i++)
                {
                    grid.Near(lat[i], lon[i], near);
                    foreach (var j in near)
                    {
                        if (j <= i) continue;
                        var km = Geodesy.Distance(lat[i], lon[i], lat[j], lon[j], Geodesy.RoundRadiusMetres) / 1000;
                        if (km > maximumKm) continue;
                        contacts.Add(new(slice[i], slice[j], km));
                        places.Add(((long)points.Vessel[slice[i]] << 32 | (uint)points.Vessel[slice[j]], keys[from].Step));
                    }
                }
            }
            from = to;
        }
        var sorted = contacts.ToArray();
        Array.Sort(places.ToArray(), sorted);
        return sorted;
    }

    private static Encounter Describe(ReadOnlySpan<Contact> run, Resampled points, TrackTable tracks, EncounterRule rule)
    {
        var count = run.Length;
        double lat = 0, cos = 0, sin = 0, density1 = 0, density2 = 0;
        var speeds = new double[count - 1];
        var distances = new double[count];
        for (var i = 0; i < count; i++)
        {
            var at = run[i].First;
            lat += points.Latitude[at];
            cos += Math.Cos(Radians(points.Longitude[at]));
            sin += Math.Sin(Radians(points.Longitude[at]));
            density1 += points.Density[at];
            density2 += points.Density[run[i].Second];
            distances[i] = run[i].Km;
            if (i == 0) continue;
            var before = run[i - 1].First;
            speeds[i - 1] = Geodesy.Distance(points.Latitude[before], points.Longitude[before], points.Latitude[at], points.Longitude[at],
                Geodesy.RoundRadiusMetres) / rule.StepSeconds;
        }
        var (first, last) = (run[0].First, run[^1].First);
        return new Encounter(tracks.Vessels[points.Vessel[first]], tracks.Vessels[points.Vessel[run[0].Second]],
            Time(points.Step[first], rule), Time(points.Step[last], rule), lat / count, Degrees(cos / count, sin / count),
            Median(distances), Median(speeds) * KnotsPerMetreSecond, (int)Math.Round(density1), (int)Math.Round(density2),
            points.Latitude[first], points.Longitude[first], points.Latitude[last], points.Longitude[last]);
    }

    private static DateTimeOffset Time(long step, EncounterRule rule) => DateTimeOffset.FromUnixTimeSeconds(step * rule.StepSeconds);

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Degrees(double cos, double sin) => Math.Atan2(sin, cos) * 180 / Math.PI;

    internal static double Median(double[] values)
    {
        Array.Sort(values);
        var half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private static void Check(EncounterRule rule)
    {
        if (rule.StepSeconds is < 1 or > 86400) throw new ArgumentOutOfRangeException(nameof(rule), rule.StepSeconds, "the step is 1 second to a day");
        if (!(rule.MaximumKm is > 0 and <= 1000)) throw new ArgumentOutOfRangeException(nameof(rule), rule.MaximumKm, "the distance is above 0 and at most 1,000 km");
        if (!(rule.LongestGapSeconds > 0)) throw new ArgumentOutOfRangeException(nameof(rule), rule.LongestGapSeconds, "the longest gap is above 0 seconds");
        if (!(rule.MinimumMinutes >= 0)) throw new ArgumentOutOfRangeException(nameof(rule), rule.MinimumMinutes, "the shortest time is 0 minutes or more");
    }

    private static Dictionary<string, int> Ranks(TrackTable tracks) =>
        tracks.Vessels.Select((name, rank) => (name, rank)).ToDictionary(p => p.name, p => p.rank);
}
