using System.Collections.Concurrent;
using Palermo.Analysis.Geo;

namespace Palermo.Commitments.Borders;

/// <summary>The ground between two hubs: the cheapest way, and how much longer the way through any other place is.</summary>
internal sealed class Corridor
{
    /// <summary>Ground of the other sort costs so much more that a way leaves its own only at its ends.</summary>
    private const double OtherMedium = 20;
    private static readonly TerrainFactors Factors = new();
    private static readonly ConcurrentDictionary<(double, double, double, double, Medium, string), Corridor> Known = new();

    private readonly CostGrid _grid;
    private readonly double[] _detour;

    private Corridor(CostGrid grid, double[] detour, IReadOnlyList<(double Latitude, double Longitude)> path) => (_grid, _detour, Path) = (grid, detour, path);

    /// <summary>The cheapest way, from the first hub to the second.</summary>
    public IReadOnlyList<(double Latitude, double Longitude)> Path { get; }

    /// <summary>Kilometres of the way.</summary>
    public double Kilometres => Path.Zip(Path.Skip(1)).Sum(p => Geodesy.Distance(p.First.Latitude, p.First.Longitude, p.Second.Latitude, p.Second.Longitude)) / 1000;

    /// <summary>The share by which the way through a place is longer than the cheapest; infinity outside the ground looked at.</summary>
    public double Detour(double latitude, double longitude) => _grid.At(latitude, longitude) is >= 0 and var cell ? _detour[cell] : double.PositiveInfinity;

    /// <summary>A corridor is compared with the ground on which the detour is up to so many times as wide: near enough to be looked at by the same eyes.</summary>
    public const double Surroundings = 3;

    /// <summary>True in the surroundings of a corridor, the corridor among them, on ground of the leg's own sort.</summary>
    /// <param name="width">A way through a place of the corridor is longer by this share at most.</param>
    public bool Surrounds(double latitude, double longitude, double width) =>
        _grid.At(latitude, longitude) is >= 0 and var cell && _grid[cell] < OtherMedium && _detour[cell] <= Surroundings * width;

    /// <summary>The share of the surroundings that lies in the corridor.</summary>
    public double Share(double width)
    {
        double inside = 0, all = 0;
        for (var cell = 0; cell < _grid.Count; cell++)
        {
            if (_grid[cell] >= OtherMedium || _detour[cell] > Surroundings * width) continue;
            var area = _grid.SquareMetres(cell);
            all += area;
            if (_detour[cell] <= width) inside += area;
        }
        return all == 0 ? 0 : inside / all;
    }

    /// <summary>The same for several corridors together: the surroundings of any of them, and what lies in any of them.</summary>
    public static double Share(Corridor[] corridors, double width)
    {
        // Cells of one size for all, so that no ground counts twice: as fine as the finest of the windows, and no more than some ten thousand.
        var box = corridors.Select(c => c._grid.Box).Aggregate((a, b) => a.With(b));
        var step = Math.Max(corridors.Min(c => c._grid.Step), Math.Sqrt((box.North - box.South) * (box.East - box.West) / 20_000));
        double inside = 0, all = 0;
        for (var lat = box.South + step / 2; lat < box.North; lat += step)
        {
            var area = Math.Cos(lat * Math.PI / 180);
            for (var lon = box.West + step / 2; lon < box.East; lon += step)
            {
                if (!corridors.Any(c => c.Surrounds(lat, lon, width))) continue;
                all += area;
                if (corridors.Any(c => c.Detour(lat, lon) <= width)) inside += area;
            }
        }
        return all == 0 ? 0 : inside / all;
    }

    /// <summary>The corridor of a leg; worked out once.</summary>
    /// <param name="patrolled">Places where patrols stand: passing there costs more.</param>
    public static Corridor Of(Leg leg, IReadOnlyList<HubPlace> hubs, IReadOnlyList<(double Latitude, double Longitude, double RadiusMetres)> patrolled)
    {
        var patrols = string.Join(';', patrolled.Select(p => FormattableString.Invariant($"{p.Latitude:0.00},{p.Longitude:0.00},{p.RadiusMetres:0}")).Order(StringComparer.Ordinal));
        return Known.GetOrAdd((leg.From.Latitude, leg.From.Longitude, leg.To.Latitude, leg.To.Longitude, leg.Medium, patrols), _ => Make(leg, hubs, patrolled));
    }

    /// <summary>The part of the Earth that is looked at for a leg.</summary>
    public static GeoBox Window(Leg leg)
    {
        var (from, to) = (leg.From, leg.To);
        var toLongitude = from.Longitude + Geodesy.LongitudeDifference(from.Longitude, to.Longitude);
        // An ellipse that is a tenth longer than its foci lie apart is 0.46 lengths wide: the window holds it, and its surroundings as well.
        return new GeoBox(Math.Min(from.Latitude, to.Latitude), Math.Min(from.Longitude, toLongitude), Math.Max(from.Latitude, to.Latitude), Math.Max(from.Longitude, toLongitude))
            .Widened(Math.Max(60_000, 0.5 * Geodesy.Distance(from.Latitude, from.Longitude, to.Latitude, to.Longitude)));
    }

    private static Corridor Make(Leg leg, IReadOnlyList<HubPlace> hubs, IReadOnlyList<(double Latitude, double Longitude, double RadiusMetres)> patrolled)
    {
        var (from, to) = (leg.From, leg.To);
        var length = Geodesy.Distance(from.Latitude, from.Longitude, to.Latitude, to.Longitude);
        var toLongitude = from.Longitude + Geodesy.LongitudeDifference(from.Longitude, to.Longitude);
        var box = Window(leg);
        var step = Math.Clamp(length / 60 / Geodesy.MetresPerDegree(0).North, 0.02, 0.25);
        var water = leg.Medium == Medium.Land ? hubs.Where(h => box.Widened(TerrainFactors.FarFromWaterMetres).Contains(h.Latitude, h.Longitude)).ToArray() : [];
        var near = patrolled.Where(p => box.Widened(p.RadiusMetres).Contains(p.Latitude, p.Longitude)).ToArray();
        var grid = CostGrid.Build(box, step, (lat, lon) =>
        {
            var land = LandMask.World.IsLand(lat, lon);
            if (land != (leg.Medium == Medium.Land)) return OtherMedium;
            var cost = Factors.Track;
            if (land && IsDesert(lat, lon) && !water.Any(h => Geodesy.Distance(lat, lon, h.Latitude, h.Longitude) <= TerrainFactors.FarFromWaterMetres)) cost *= Factors.NoWater;
            if (near.Any(p => Geodesy.Distance(lat, lon, p.Latitude, p.Longitude) <= p.RadiusMetres)) cost *= Factors.Patrolled;
            return cost;
        });
        int start = grid.At(from.Latitude, from.Longitude), end = grid.At(to.Latitude, to.Longitude);
        var forward = LeastCost.From(grid, start);
        var detour = LeastCost.Detour(forward, LeastCost.From(grid, end), end);
        var path = Simplified([(from.Latitude, from.Longitude), .. forward.PathTo(end).Skip(1).SkipLast(1).Select(grid.Centre), (to.Latitude, toLongitude)], step);
        return new(grid, detour, path);
    }

    /// <summary>Where water is counted by the distance to an oasis: the Sahara, roughly, between its southern and northern edges.</summary>
    private static bool IsDesert(double lat, double lon) => lat is > 16 and < 31 && lon is > -15 and < 34;

    /// <summary>Fewer points, none farther from the way than a tolerance in degrees (Douglas and Peucker 1973).</summary>
    private static (double, double)[] Simplified((double Latitude, double Longitude)[] path, double tolerance)
    {
        var keep = new bool[path.Length];
        keep[0] = keep[^1] = true;
        Cut(0, path.Length - 1);
        return [.. path.Where((_, i) => keep[i])];

        void Cut(int first, int last)
        {
            var (furthest, at) = (tolerance, -1);
            var (dy, dx) = (path[last].Latitude - path[first].Latitude, path[last].Longitude - path[first].Longitude);
            var length = Math.Sqrt(dx * dx + dy * dy);
            for (var i = first + 1; i < last; i++)
            {
                var (py, px) = (path[i].Latitude - path[first].Latitude, path[i].Longitude - path[first].Longitude);
                var distance = length == 0 ? Math.Sqrt(px * px + py * py) : Math.Abs(px * dy - py * dx) / length;
                if (distance > furthest) (furthest, at) = (distance, i);
            }
            if (at < 0) return;
            keep[at] = true;
            Cut(first, at);
            Cut(at, last);
        }
    }
}
