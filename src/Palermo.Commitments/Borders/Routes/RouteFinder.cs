using NodaTime;
using Palermo.Analysis.Estimation;
using Palermo.Analysis.Estimation.Numerics;
using Palermo.Analysis.Geo;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Finds the routes of a span from events.</summary>
/// <remarks>
/// Steps: candidate legs (known, stated, shown by tracks); the corridor of each over the terrain; each event is given to the legs it states, else
/// to the leg whose corridor explains it best, with a share for the others; status, weight and interval of each leg; clusters of events. Reports of
/// one happening (one day, one place) count once. Cost: a corridor a leg, once a process; then events times legs of their route.
/// </remarks>
internal static class RouteFinder
{
    /// <summary>An event ashore so near the sea may belong to a way by sea: bodies and boats are found on beaches. Metres.</summary>
    private const double Ashore = 25_000;
    /// <summary>So near to a hub, an event counts for the hub's weekly series. Metres.</summary>
    private const double AtHub = 60_000;

    public static RouteMap Find(RouteInputs inputs, LocalDate from, LocalDate to, RouteRules? rules = null)
    {
        rules ??= new();
        // What is dated to a quarter or a year lies in no stretch of 180 days: it is told with the route as a whole, not with a segment.
        RouteEvidence[] events = [.. inputs.Events.Where(e => e.When.Precision <= TimePrecision.Month && e.When.To >= from && e.When.From <= to)];
        var legs = Legs.Candidates(inputs.Gazetteer, events, out var stated);
        var ground = new Ground[events.Length];
        Parallel.For(0, events.Length, i => ground[i] = GroundOf(events[i]));
        // Only where something happened: a corridor takes time to work out.
        var corridors = new Corridor?[legs.Count];
        var ways = stated.Values.SelectMany(w => w).ToHashSet();
        Parallel.For(0, legs.Count, i =>
        {
            var window = Corridor.Window(legs[i]);
            if (ways.Contains(i) || Enumerable.Range(0, events.Length).Any(k => MayBeOn(legs[i], events[k], ground[k]) && Within(window, events[k]))) corridors[i] = Corridor.Of(legs[i], inputs.Gazetteer.Hubs, inputs.Patrolled);
        });

        var shares = new List<LegShare>[legs.Count];
        for (var i = 0; i < legs.Count; i++) shares[i] = [];
        var around = new CorridorCounts(legs);
        var placed = 0;
        for (var i = 0; i < events.Length; i++)
        {
            var e = events[i];
            if (stated.TryGetValue(e, out var said))
            {
                foreach (var way in said) shares[way].Add(new(e, 1, Named: true, Best: true));
                placed++;
                continue;
            }
            if (Place(e, ground[i], legs, corridors, inputs.Gazetteer.Mentioned(e.Place), rules, shares, around)) placed++;
        }

        var chances = around.Chances(corridors, rules.CorridorWidth);
        List<Segment> segments = [];
        for (var i = 0; i < legs.Count; i++)
            if (corridors[i] is { } corridor && shares[i].Any(s => s.Best)) segments.Add(SegmentOf(legs[i], corridor, shares[i], chances[i], events, from, to, rules));
        return new(from, to,
            [.. segments.OrderBy(s => s.Status).ThenByDescending(s => s.Weight).ThenBy(s => s.Leg.Id, StringComparer.Ordinal)],
            Clusters(events, ground, inputs.Gazetteer, rules), Density(events), Summaries(inputs, from, to, rules), events.Length, events.Length - placed, inputs.Marking, inputs.Gazetteer, inputs.Notes);
    }

    private readonly record struct Ground(bool OnLand, bool OnSea);

    private static Ground GroundOf(RouteEvidence e)
    {
        if (e.Latitude is not { } lat || e.Longitude is not { } lon) return default;
        var land = LandMask.World.IsLand(lat, lon);
        // At sea within the error of the place of a shore it may have been ashore, and the other way round.
        return land ? new(true, !double.IsPositiveInfinity(LandMask.World.DistanceToShore(lat, lon, Math.Max(Ashore, Math.Min(e.RadiusMetres, 100_000)))))
            : new(e.RadiusMetres > 5_000 && !double.IsPositiveInfinity(LandMask.World.DistanceToShore(lat, lon, Math.Min(e.RadiusMetres, 50_000))), true);
    }

    /// <summary>True when an event is on ground of a leg's sort, and its source names no other route.</summary>
    private static bool MayBeOn(Leg leg, RouteEvidence e, Ground ground) =>
        (leg.Medium == Medium.Land ? ground.OnLand : ground.OnSea) && (e.Route is not { } route || route == Routes.NotStated || leg.Routes.Count == 0 || leg.Routes.Contains(route));

    private static bool Within(GeoBox window, RouteEvidence e) =>
        e.Latitude >= window.South && e.Latitude <= window.North && (window.West + window.East) / 2 is var middle && Math.Abs(Geodesy.LongitudeDifference(middle, e.Longitude!.Value)) <= (window.East - window.West) / 2;

    /// <summary>Gives an event to the legs whose corridors it may lie in.</summary>
    private static bool Place(
        RouteEvidence e, Ground ground, IReadOnlyList<Leg> legs, Corridor?[] corridors, HubPlace? mentioned, RouteRules rules,
        List<LegShare>[] shares, CorridorCounts around)
    {
        if (e.Latitude is not { } lat || e.Longitude is not { } lon) return false;
        List<(int Leg, double Inside, double Fit)> fits = [];
        for (var i = 0; i < legs.Count; i++)
        {
            if (corridors[i] is not { } corridor || !MayBeOn(legs[i], e, ground)) continue;
            var detour = corridor.Detour(lat, lon);
            if (double.IsPositiveInfinity(detour)) continue;
            if (corridor.Surrounds(lat, lon, rules.CorridorWidth)) around.Saw(i, detour <= rules.CorridorWidth);
            var inside = Inside(corridor, lat, lon, e.RadiusMetres, rules.CorridorWidth);
            if (inside > 0) fits.Add((i, inside, inside * Math.Exp(-Math.Min(50, detour / rules.CorridorWidth))));
        }
        around.NextEvent();
        // A hub that the source names decides among ways that all fit.
        if (mentioned is not null && fits.Any(f => legs[f.Leg].From == mentioned || legs[f.Leg].To == mentioned)) fits.RemoveAll(f => legs[f.Leg].From != mentioned && legs[f.Leg].To != mentioned);
        if (fits.Count == 0) return false;
        var total = fits.Sum(f => f.Fit);
        var best = fits.MaxBy(f => f.Fit);
        // Below an even chance of having lain in the corridor it adds its weight, and confirms nothing.
        foreach (var fit in fits)
            shares[fit.Leg].Add(new(e, total > 0 ? fit.Inside * fit.Fit / total : 0, mentioned is not null && (legs[fit.Leg].From == mentioned || legs[fit.Leg].To == mentioned), fit.Leg == best.Leg && fit.Inside >= .5));
        return best.Inside >= .5;
    }

    /// <summary>The chance that an event lay in a corridor: the share of twelve points of its normal distribution, three rings of equal probability.</summary>
    private static double Inside(Corridor corridor, double lat, double lon, double radius, double width)
    {
        if (radius <= 0) return corridor.Detour(lat, lon) <= width ? 1 : 0;
        var inside = 0;
        for (var ring = 0; ring < 3; ring++)
        {
            var metres = radius / 1.96 * RingDeviations[ring];
            for (var k = 0; k < 4; k++)
            {
                var (y, x) = Geodesy.Destination(lat, lon, 90 * k + 30 * ring, metres);
                if (corridor.Detour(y, x) <= width) inside++;
            }
        }
        return inside / 12.0;
    }

    // Quantiles 1/6, 1/2 and 5/6 of the distance from the middle in standard deviations (Rayleigh): sqrt(-2 ln(1 - u)).
    private static readonly double[] RingDeviations = [.. new[] { 1 / 6.0, 1 / 2.0, 5 / 6.0 }.Select(u => Math.Sqrt(-2 * Math.Log(1 - u)))];

    private static Segment SegmentOf(
        Leg leg, Corridor corridor, List<LegShare> shares, double? corridorChance, RouteEvidence[] all, LocalDate from, LocalDate to, RouteRules rules)
    {
        RouteEvidence[] behind = [.. shares.Where(s => s.Best).Select(s => s.Event).OrderByDescending(e => e.When.From).ThenBy(e => e.Title, StringComparer.Ordinal)];
        var independent = Independent(behind);
        var (recent, sources) = Recent(independent);
        var last = behind.Max(e => e.When.To);
        var sinceLast = Period.DaysBetween(last, to);
        var status = StatusOf(recent, sources, sinceLast, rules);
        // Events that a source names a hub of the way for speak for themselves; others only where chance would not bring as many.
        var named = Independent(shares.Where(s => s is { Best: true, Named: true }).Select(s => s.Event));
        double? chance = named.Count == independent.Count ? null : corridorChance;
        if (chance > rules.Chance && status < SegmentStatus.Possible)
        {
            var (spoken, speakers) = Recent(named);
            var alone = StatusOf(spoken, speakers, sinceLast, rules);
            status = alone < SegmentStatus.Possible ? alone : SegmentStatus.Possible;
        }
        var weight = shares.Sum(s => s.Share * s.Event.Strength * Math.Pow(2, -Math.Max(0, Period.DaysBetween(s.Event.When.From, to)) / rules.HalfLifeDays));
        var years = Math.Max(1, Period.DaysBetween(from, to) + 1) / 365.25;
        return new(leg, corridor, status, behind, independent.Count, recent, sources, behind.Min(e => e.When.From), last, weight,
            (independent.Count / years, Quantiles.Gamma(.5 + independent.Count, .025) / years, Quantiles.Gamma(.5 + independent.Count, .975) / years),
            chance, CountUnits.SideBySide(behind.Select(e => e.Figure).OfType<UnitCount>()), MovesOf(leg, all, from, to));

        (int Events, int Sources) Recent(List<RouteEvidence> among)
        {
            var late = among.Where(e => Period.DaysBetween(e.When.To, to) < rules.RecentDays).ToArray();
            return (late.Length, late.Select(e => e.Source).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        }
    }

    /// <summary>Confirmed: three independent recent events from two sources; probable: two events; possible: one, or some since the last year; historic: none in a year.</summary>
    internal static SegmentStatus StatusOf(int recent, int sources, int daysSinceLast, RouteRules rules) => (recent, sources) switch
    {
        (>= 3, >= 2) => SegmentStatus.Confirmed,
        (>= 2, _) => SegmentStatus.Probable,
        (1, _) => SegmentStatus.Possible,
        _ => daysSinceLast < rules.HistoricDays ? SegmentStatus.Possible : SegmentStatus.Historic,
    };

    /// <summary>One event of each day and place, the place to a tenth of a degree: several reports of one happening are one.</summary>
    private static List<RouteEvidence> Independent(IEnumerable<RouteEvidence> events) =>
        [.. events.DistinctBy(e => (e.When.From, e.Latitude is { } lat ? Math.Round(lat, 1) : double.NaN, e.Longitude is { } lon ? Math.Round(lon, 1) : double.NaN, e.Latitude is null ? e.Place : null))];

    private static CoMovement? MovesOf(Leg leg, RouteEvidence[] events, LocalDate from, LocalDate to)
    {
        var weeks = Period.DaysBetween(from, to) / 7;
        if (weeks < 26) return null;
        var (a, b) = (new double[weeks], new double[weeks]);
        foreach (var e in events)
        {
            if (e.When.Precision > TimePrecision.Week || e.Latitude is not { } lat || e.Longitude is not { } lon) continue;
            var week = Period.DaysBetween(from, e.When.From) / 7;
            if (week < 0 || week >= weeks) continue;
            if (Geodesy.Distance(lat, lon, leg.From.Latitude, leg.From.Longitude) <= AtHub) a[week]++;
            if (Geodesy.Distance(lat, lon, leg.To.Latitude, leg.To.Longitude) <= AtHub) b[week]++;
        }
        // Hubs nearer to each other than that share events, and would move together by themselves.
        if (Geodesy.Distance(leg.From.Latitude, leg.From.Longitude, leg.To.Latitude, leg.To.Longitude) < 2 * AtHub || a.Sum() < 20 || b.Sum() < 20) return null;
        return CoMovement.Of(a, b, 1);
    }

    /// <summary>Cells as large as are published.</summary>
    public static EqualAreaGrid PublishedCells { get; } = EqualAreaGrid.OfResolution(CellSize.FinestPublished);

    /// <summary>Each event spread over the cells where it may have been; cells in which less than one event is expected are left out.</summary>
    private static IReadOnlyList<(GridCell Cell, double Events)> Density(RouteEvidence[] events)
    {
        var cells = new Dictionary<GridCell, double>();
        foreach (var e in events)
        {
            if (e.Latitude is not { } lat || e.Longitude is not { } lon || e.RadiusMetres > 200_000) continue;
            foreach (var (cell, weight) in Spread.Over(PublishedCells, lat, lon, e.RadiusMetres)) cells[cell] = cells.GetValueOrDefault(cell) + weight;
        }
        return [.. cells.Where(c => c.Value >= 1).OrderBy(c => c.Key.Row).ThenBy(c => c.Key.Column).Select(c => (c.Key, c.Value))];
    }

    private static List<EventCluster> Clusters(RouteEvidence[] events, Ground[] ground, Gazetteer gazetteer, RouteRules rules)
    {
        int[] at = [.. Enumerable.Range(0, events.Length).Where(i => events[i] is { Latitude: not null, Longitude: not null, RadiusMetres: < 100_000 })];
        double[] lat = [.. at.Select(i => events[i].Latitude!.Value)], lon = [.. at.Select(i => events[i].Longitude!.Value)];
        var cluster = DensityClusters.Of(lat, lon, [.. at.Select(i => ground[i].OnSea ? rules.ClusterAtSea : rules.ClusterOnLand)], rules.ClusterFewest);
        List<EventCluster> clusters = [];
        foreach (var group in Enumerable.Range(0, at.Length).Where(k => cluster[k] >= 0).GroupBy(k => cluster[k]))
        {
            int[] members = [.. group];
            var (y, x) = Middle(members, lat, lon);
            RouteEvidence[] inside = [.. members.Select(k => events[at[k]])];
            clusters.Add(new(y, x, members.Max(k => Geodesy.Distance(y, x, lat[k], lon[k])), gazetteer.Near(y, x, 40_000), null, Independent(inside).Count,
                inside.Min(e => e.When.From), inside.Max(e => e.When.To), [.. inside.Select(e => e.Route ?? Routes.NotStated).Distinct().Order(StringComparer.Ordinal)],
                CountUnits.SideBySide(inside.Select(e => e.Figure).OfType<UnitCount>())));
        }
        return [.. clusters.OrderByDescending(c => c.Events).ThenBy(c => c.Latitude)];
    }

    /// <summary>The middle of points on the sphere: of their vectors.</summary>
    private static (double Latitude, double Longitude) Middle(int[] members, double[] lat, double[] lon)
    {
        double x = 0, y = 0, z = 0;
        foreach (var k in members)
        {
            var (sinLat, cosLat) = Math.SinCos(lat[k] * Math.PI / 180);
            var (sinLon, cosLon) = Math.SinCos(lon[k] * Math.PI / 180);
            (x, y, z) = (x + cosLat * cosLon, y + cosLat * sinLon, z + sinLat);
        }
        return (Math.Atan2(z, Math.Sqrt(x * x + y * y)) * 180 / Math.PI, Math.Atan2(y, x) * 180 / Math.PI);
    }

    /// <summary>Each route as a whole: months that publishers count and events, judged by the same rule.</summary>
    private static List<RouteSummary> Summaries(RouteInputs inputs, LocalDate from, LocalDate to, RouteRules rules)
    {
        var said = inputs.Published.Where(p => p.When.To >= from && p.When.From <= to && p.Figure.Count > 0).Select(p => (p.Route, p.When, p.Figure, p.Source, Event: false))
            .Concat(inputs.Events.Where(e => e.When.To >= from && e.When.From <= to && e.Figure is not null).Select(e => (Route: e.Route ?? Routes.NotStated, e.When, Figure: e.Figure!.Value, e.Source, Event: true)));
        List<RouteSummary> routes = [];
        foreach (var route in said.GroupBy(s => s.Route).Where(g => g.Key != Routes.NotStated))
        {
            var recent = route.Where(s => s.When.Precision <= TimePrecision.Month && Period.DaysBetween(s.When.To, to) < rules.RecentDays).ToArray();
            var last = route.Max(s => s.When.To);
            routes.Add(new(route.Key, StatusOf(recent.Length, recent.Select(s => s.Source).Distinct().Count(), Math.Max(0, Period.DaysBetween(last, to)), rules), route.Count(s => s.Event),
                // A span that reaches out of the one asked for cannot be cut: published figures count by the month in which they begin.
                CountUnits.SideBySide(route.Where(s => s.When.From >= from).Select(s => s.Figure)),
                [.. route.Where(s => !s.Event).Select(s => s.Source).Distinct().Order(StringComparer.Ordinal)], last));
        }
        return [.. routes.OrderBy(r => r.Status).ThenBy(r => r.Route, StringComparer.Ordinal)];
    }
}
