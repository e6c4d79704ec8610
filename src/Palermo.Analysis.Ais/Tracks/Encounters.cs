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

    /// <summary>Each encounter twice: as either vessel sees it. In the order of first vessel, then time.</summary>
    public static List<Encounter> Views(TrackTable tracks, EncounterRule rule)
    {
        Check(rule);
        var points = Resampled.From(tracks, rule.StepSeconds, rule.LongestGapSeconds);
        var contacts = Contacts(points, rule.MaximumKm);
        List<Encounter> found = [];
        // Runs of one ordered pair: contacts come by step, so that a pair's contacts are in order of time.
        foreach (var pair in contacts.GroupBy(c => (points.Vessel[c.First], points.Vessel[c.Second])).OrderBy(g => g.Key))
        {
            List<Contact> run = [];
            foreach (var contact in pair)
            {
                if (run.Count > 0 && points.Step[contact.First] != points.Step[run[^1].First] + 1) Close(run);
                run.Add(contact);
            }
            Close(run);
        }
        var rank = Ranks(tracks);
        return [.. found.OrderBy(e => rank[e.Vessel1]).ThenBy(e => e.StartTime).ThenBy(e => rank[e.Vessel2])];

        void Close(List<Contact> run)
        {
            if (run.Count > 1 && Describe(run, points, tracks, rule) is { } encounter) found.Add(encounter);
            run.Clear();
        }
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

    private static List<Contact> Contacts(Resampled points, double maximumKm)
    {
        var order = Enumerable.Range(0, points.Count).ToArray();
        Array.Sort(order, (a, b) => (points.Step[a], points.Vessel[a]).CompareTo((points.Step[b], points.Vessel[b])));
        List<Contact> contacts = [];
        List<int> near = [];
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to < order.Length && points.Step[order[to]] == points.Step[order[from]]) to++;
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
                    near.Sort();
                    foreach (var j in near)
                    {
                        if (i == j) continue;
                        var km = Geodesy.Distance(lat[i], lon[i], lat[j], lon[j], Geodesy.RoundRadiusMetres) / 1000;
                        if (km <= maximumKm) contacts.Add(new(slice[i], slice[j], km));
                    }
                }
            }
            from = to;
        }
        return contacts;
    }

    private static Encounter? Describe(List<Contact> run, Resampled points, TrackTable tracks, EncounterRule rule)
    {
        var start = Time(points.Step[run[0].First], rule);
        var end = Time(points.Step[run[^1].First], rule);
        if ((end - start).TotalMinutes < rule.MinimumMinutes) return null;
        var speeds = new double[run.Count - 1];
        for (var i = 1; i < run.Count; i++)
        {
            var (a, b) = (run[i - 1].First, run[i].First);
            speeds[i - 1] = Geodesy.Distance(points.Latitude[a], points.Longitude[a], points.Latitude[b], points.Longitude[b], Geodesy.RoundRadiusMetres)
                / ((points.Step[b] - points.Step[a]) * rule.StepSeconds);
        }
        return new Encounter(tracks.Vessels[points.Vessel[run[0].First]], tracks.Vessels[points.Vessel[run[0].Second]], start, end,
            run.Average(c => points.Latitude[c.First]),
            Degrees(run.Average(c => Math.Cos(Radians(points.Longitude[c.First]))), run.Average(c => Math.Sin(Radians(points.Longitude[c.First])))),
            Median([.. run.Select(c => c.Km)]), Median(speeds) * KnotsPerMetreSecond,
            (int)Math.Round(run.Sum(c => points.Density[c.First])), (int)Math.Round(run.Sum(c => points.Density[c.Second])),
            points.Latitude[run[0].First], points.Longitude[run[0].First], points.Latitude[run[^1].First], points.Longitude[run[^1].First]);
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
