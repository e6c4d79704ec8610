namespace Palermo.Analysis.Geo;

/// <summary>Finds points near each other on the sphere: cubes in space, so that neither date line nor pole is an edge.</summary>
/// <remarks>O(n) to build, O(neighbours) to ask. May be asked from many threads at once.</remarks>
public sealed class SphereGrid
{
    private readonly double _size;
    private readonly Dictionary<long, int> _first;
    private readonly int[] _next;

    /// <param name="latitudes">Degrees north.</param>
    /// <param name="longitudes">Degrees east, one for each latitude.</param>
    /// <param name="reachMetres">The greatest distance that will be asked for.</param>
    public SphereGrid(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, double reachMetres)
    {
        if (latitudes.Length != longitudes.Length) throw new ArgumentException($"{latitudes.Length} latitudes and {longitudes.Length} longitudes: one of each makes a point.");
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

    /// <summary>Gives every point whose distance may be within reach; the caller measures.</summary>
    /// <param name="found">Emptied and filled, in no particular order.</param>
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
        // The smaller of the radii in use: a chord on it is never longer than a distance on the other.
        const double radius = Geodesy.RoundRadiusMetres;
        return ((int)Math.Floor(radius * cosLat * cosLon / _size), (int)Math.Floor(radius * cosLat * sinLon / _size), (int)Math.Floor(radius * sinLat / _size));
    }

    // 21 bits a coordinate hold cubes of ten metres and more; smaller ones share keys, which only costs time.
    private static long Key(int x, int y, int z) => (x & 0x1FFFFFL) << 42 | (y & 0x1FFFFFL) << 21 | z & 0x1FFFFFL;
}
