namespace Palermo.Analysis.Ais.Tracks;

/// <summary>Finds points near each other on the sphere: cubes in space, so that neither date line nor pole is an edge.</summary>
/// <remarks>O(n) to build, O(neighbours) to ask.</remarks>
internal sealed class SphereGrid
{
    private readonly double _size;
    private readonly Dictionary<long, int> _first;
    private readonly int[] _next;

    /// <param name="reachMetres">The greatest distance that will be asked for.</param>
    public SphereGrid(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, double reachMetres)
    {
        _size = Math.Max(1, reachMetres);
        _first = new Dictionary<long, int>(latitudes.Length);
        _next = new int[latitudes.Length];
        for (var i = 0; i < latitudes.Length; i++)
        {
            var (x, y, z) = Cell(latitudes[i], longitudes[i]);
            var key = Key(x, y, z);
            _next[i] = _first.TryGetValue(key, out var before) ? before : -1;
            _first[key] = i;
        }
    }

    /// <summary>Gives every point whose distance may be within reach.</summary>
    public void Near(double latitude, double longitude, List<int> found)
    {
        found.Clear();
        var (x, y, z) = Cell(latitude, longitude);
        for (var dx = -1; dx <= 1; dx++)
            for (var dy = -1; dy <= 1; dy++)
                for (var dz = -1; dz <= 1; dz++)
                    if (_first.TryGetValue(Key(x + dx, y + dy, z + dz), out var i))
                        for (; i >= 0; i = _next[i]) found.Add(i);
    }

    private (int X, int Y, int Z) Cell(double latitude, double longitude)
    {
        var (sinLat, cosLat) = Math.SinCos(latitude * Math.PI / 180);
        var (sinLon, cosLon) = Math.SinCos(longitude * Math.PI / 180);
        const double radius = Geo.Geodesy.RoundRadiusMetres;
        return ((int)Math.Floor(radius * cosLat * cosLon / _size), (int)Math.Floor(radius * cosLat * sinLon / _size), (int)Math.Floor(radius * sinLat / _size));
    }

    // 21 bits a coordinate hold cubes of ten metres and more; smaller ones share keys, which only costs time.
    private static long Key(int x, int y, int z) => (x & 0x1FFFFFL) << 42 | (y & 0x1FFFFFL) << 21 | z & 0x1FFFFFL;
}

/// <summary>Distance to the nearest of many places, such as anchorages or points of a coast.</summary>
public sealed class NearestPlace
{
    private readonly double[] _latitude, _longitude;
    private readonly (double Reach, SphereGrid Grid)[] _grids;

    /// <summary>Prepares the search.</summary>
    public NearestPlace(IReadOnlyList<(double Latitude, double Longitude)> places)
    {
        _latitude = [.. places.Select(p => p.Latitude)];
        _longitude = [.. places.Select(p => p.Longitude)];
        // From fine to coarse: a near place is found among few, a far one costs the coarse grid.
        _grids = [.. new[] { 10_000.0, 100_000, 1_000_000 }.Select(reach => (reach, new SphereGrid(_latitude, _longitude, reach)))];
    }

    /// <summary>Kilometres to the nearest place, 6,371 km sphere; infinity when there is none at all.</summary>
    public double Kilometres(double latitude, double longitude)
    {
        List<int> found = [];
        foreach (var (reach, grid) in _grids)
        {
            grid.Near(latitude, longitude, found);
            var nearest = Nearest(found, latitude, longitude);
            // Only within the reach of the grid is the nearest found surely the nearest of all.
            if (nearest <= reach) return nearest / 1000;
        }
        return Nearest(Enumerable.Range(0, _latitude.Length), latitude, longitude) / 1000;
    }

    private double Nearest(IEnumerable<int> among, double latitude, double longitude)
    {
        var nearest = double.PositiveInfinity;
        foreach (var i in among)
            nearest = Math.Min(nearest, Geo.Geodesy.Distance(latitude, longitude, _latitude[i], _longitude[i], Geo.Geodesy.RoundRadiusMetres));
        return nearest;
    }
}
