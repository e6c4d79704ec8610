using Palermo.Analysis.Geo;

namespace Palermo.Commitments.Borders;

/// <summary>On what a leg goes.</summary>
internal enum Medium { Land, Sea }

/// <summary>Why a leg is looked at.</summary>
[Flags]
internal enum LegOrigin
{
    None = 0,
    /// <summary>Among the ways that come with the gazetteer.</summary>
    Known = 1,
    /// <summary>Events say that people came from the one and went to the other.</summary>
    Stated = 2,
    /// <summary>A track passes both, in this order.</summary>
    Track = 4,
    /// <summary>Events at the one are followed by events at the other.</summary>
    CoMovement = 8,
}

/// <summary>A directed way between two hubs.</summary>
/// <param name="Routes">Codes of the routes it belongs to; empty: any.</param>
internal sealed record Leg(HubPlace From, HubPlace To, Medium Medium, IReadOnlyList<string> Routes, LegOrigin Origin)
{
    /// <summary>Its name in addresses: <c>zuwara--lampedusa</c>.</summary>
    public string Id => $"{Slug(From.Name)}--{Slug(To.Name)}";

    private static string Slug(string name) => Gazetteer.Fold(name).Replace(' ', '-');
}

/// <summary>The legs to be looked at: those known, stated, and shown by tracks.</summary>
internal static class Legs
{
    /// <summary>How near to a hub a track passes it, metres.</summary>
    private const double Passing = 25_000;

    /// <summary>The ways that come with the gazetteer.</summary>
    public static IReadOnlyList<Leg> Known(Gazetteer gazetteer) => Candidates(gazetteer, [], out _);

    /// <summary>Every candidate, each once, with all reasons for it.</summary>
    /// <param name="stated">For each event that states a way: the legs it states, as indexes into the result.</param>
    public static IReadOnlyList<Leg> Candidates(Gazetteer gazetteer, IReadOnlyList<RouteEvidence> events, out IReadOnlyDictionary<RouteEvidence, int[]> stated)
    {
        List<Leg> legs = [];
        var at = new Dictionary<(HubPlace, HubPlace), int>();
        foreach (var row in SeedTable.Rows("legs.csv"))
            if (gazetteer.Find(row[0]) is { } from && gazetteer.Find(row[1]) is { } to)
                Add(from, to, LegOrigin.Known, Enum.Parse<Medium>(row[2], ignoreCase: true), row[3].Split(';'));
        var found = new Dictionary<RouteEvidence, int[]>(ReferenceEqualityComparer.Instance);
        foreach (var e in events)
        {
            var (way, origin) = e.Track is { } track ? (Passed(gazetteer, track), LegOrigin.Track) : (Named(gazetteer, e.Path), LegOrigin.Stated);
            if (way.Count < 2) continue;
            found[e] = [.. way.Zip(way.Skip(1)).Select(pair => Add(pair.First, pair.Second, origin, null, e.Route is null ? [] : [e.Route])).Distinct()];
        }
        stated = found;
        return legs;

        int Add(HubPlace from, HubPlace to, LegOrigin origin, Medium? medium, string[] routes)
        {
            if (at.TryGetValue((from, to), out var known))
            {
                legs[known] = legs[known] with { Origin = legs[known].Origin | origin };
                return known;
            }
            at[(from, to)] = legs.Count;
            legs.Add(new(from, to, medium ?? MediumOf(from, to), routes, origin));
            return legs.Count - 1;
        }
    }

    /// <summary>Sea when most of the straight line lies on water.</summary>
    private static Medium MediumOf(HubPlace from, HubPlace to)
    {
        const int samples = 20;
        var sea = 0;
        for (var i = 1; i < samples; i++)
        {
            var (lat, lon) = Geodesy.Interpolate(from.Latitude, from.Longitude, to.Latitude, to.Longitude, i / (double)samples);
            if (!LandMask.World.IsLand(lat, lon)) sea++;
        }
        return sea * 2 > samples ? Medium.Sea : Medium.Land;
    }

    /// <summary>The hubs that names stand for, without those that nobody knows and without standing still.</summary>
    private static List<HubPlace> Named(Gazetteer gazetteer, IReadOnlyList<string> names)
    {
        List<HubPlace> way = [];
        foreach (var name in names)
            if ((gazetteer.Find(name) ?? gazetteer.Mentioned(name)) is { } hub && (way.Count == 0 || way[^1] != hub)) way.Add(hub);
        return way;
    }

    /// <summary>The hubs that a track passes, in order.</summary>
    private static List<HubPlace> Passed(Gazetteer gazetteer, IReadOnlyList<TrackPoint> track)
    {
        List<HubPlace> way = [];
        for (var i = 0; i < track.Count; i++)
        {
            // Points may lie far apart: the line between them is walked in steps shorter than what counts as passing.
            var (a, b) = (track[Math.Max(0, i - 1)], track[i]);
            var steps = Math.Clamp((int)Math.Ceiling(Geodesy.Distance(a.Latitude, a.Longitude, b.Latitude, b.Longitude) / (Passing / 2)), 1, 1_000);
            for (var s = 1; s <= steps; s++)
            {
                var (lat, lon) = Geodesy.Interpolate(a.Latitude, a.Longitude, b.Latitude, b.Longitude, s / (double)steps);
                if (gazetteer.Near(lat, lon, Passing) is { } hub && (way.Count == 0 || way[^1] != hub)) way.Add(hub);
            }
        }
        return way;
    }
}
