namespace Palermo.Analysis.Ais.Tracks;

/// <summary>One position of a vessel, before tracks are put together.</summary>
/// <param name="Vessel">Whatever names the vessel: MMSI, or a track number.</param>
/// <param name="UnixMilliseconds">Time of the position.</param>
/// <param name="Latitude">Degrees, -90 to 90.</param>
/// <param name="Longitude">Degrees; any turn, kept in [-180, 180).</param>
/// <param name="Speed">Knots over ground as the vessel said; NaN when it did not.</param>
/// <param name="Course">Degrees over ground; NaN when not said.</param>
/// <param name="ShoreKm">Distance from shore in kilometres; NaN when not known.</param>
/// <param name="Source">Receiver or kind of receiver; null when not known.</param>
public readonly record struct TrackPoint(
    string Vessel, long UnixMilliseconds, double Latitude, double Longitude,
    double Speed = double.NaN, double Course = double.NaN, double ShoreKm = double.NaN, string? Source = null);

/// <summary>The positions of many vessels, in columns, by vessel and then by time.</summary>
public sealed class TrackTable
{
    private TrackTable(int count, string[] vessels, int[] starts)
    {
        Vessels = vessels;
        Starts = starts;
        Time = new long[count];
        Latitude = new double[count];
        Longitude = new double[count];
        Speed = new float[count];
        Course = new float[count];
        ShoreKm = new float[count];
        Source = new ushort[count];
    }

    /// <summary>The vessels, in the order of their names.</summary>
    public IReadOnlyList<string> Vessels { get; }

    /// <summary>First row of each vessel, and at the end the number of rows.</summary>
    public IReadOnlyList<int> Starts { get; }

    /// <summary>Unix milliseconds of each row, rising within a vessel.</summary>
    public long[] Time { get; }

    /// <summary>Degrees.</summary>
    public double[] Latitude { get; }

    /// <summary>Degrees in [-180, 180).</summary>
    public double[] Longitude { get; }

    /// <summary>Knots; NaN when not said.</summary>
    public float[] Speed { get; }

    /// <summary>Degrees; NaN when not said.</summary>
    public float[] Course { get; }

    /// <summary>Kilometres from shore; NaN when not known.</summary>
    public float[] ShoreKm { get; }

    /// <summary>Index into <see cref="Sources"/>; 0 when not known.</summary>
    public ushort[] Source { get; }

    /// <summary>Names of sources; the first is empty.</summary>
    public IReadOnlyList<string> Sources { get; private set; } = [""];

    /// <summary>Rows left out because the vessel already had a position at that time.</summary>
    public int SameTime { get; private set; }

    /// <summary>Rows.</summary>
    public int Count => Time.Length;

    /// <summary>Puts positions into tracks. Of two positions of a vessel at the same time the first given is kept.</summary>
    /// <exception cref="ArgumentException">A position with a latitude outside -90 to 90 or a longitude that is no number.</exception>
    /// <remarks>O(n log n).</remarks>
    public static TrackTable From(IEnumerable<TrackPoint> points)
    {
        var rows = points.ToArray();
        for (var i = 0; i < rows.Length; i++)
            if (!(rows[i].Latitude is >= -90 and <= 90) || !double.IsFinite(rows[i].Longitude))
                throw new ArgumentException($"position {i + 1} ({rows[i].Vessel}) is no place: {rows[i].Latitude}, {rows[i].Longitude}", nameof(points));
        var names = rows.Select(r => r.Vessel).Distinct().Order(VesselOrder.Instance).ToArray();
        var ranks = names.Select((name, rank) => (name, rank)).ToDictionary(p => p.name, p => p.rank);
        var order = new int[rows.Length];
        var keys = new (int Vessel, long Time, int Given)[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            order[i] = i;
            keys[i] = (ranks[rows[i].Vessel], rows[i].UnixMilliseconds, i);
        }
        Array.Sort(keys, order);
        var kept = new List<int>(rows.Length);
        var starts = new int[names.Length + 1];
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > 0 && keys[i].Vessel == keys[i - 1].Vessel && keys[i].Time == keys[i - 1].Time) continue;
            kept.Add(order[i]);
            starts[keys[i].Vessel + 1] = kept.Count;
        }
        var table = new TrackTable(kept.Count, names, starts) { SameTime = rows.Length - kept.Count };
        Dictionary<string, ushort> sources = new() { [""] = 0 };
        for (var i = 0; i < kept.Count; i++)
        {
            var row = rows[kept[i]];
            table.Time[i] = row.UnixMilliseconds;
            table.Latitude[i] = row.Latitude;
            table.Longitude[i] = Geo.Geodesy.WrapLongitude(row.Longitude);
            table.Speed[i] = (float)row.Speed;
            table.Course[i] = (float)row.Course;
            table.ShoreKm[i] = (float)row.ShoreKm;
            if (!sources.TryGetValue(row.Source ?? "", out var source) && sources.Count < ushort.MaxValue)
                sources[row.Source!] = source = (ushort)sources.Count;
            table.Source[i] = source;
        }
        table.Sources = [.. sources.OrderBy(s => s.Value).Select(s => s.Key)];
        return table;
    }

    /// <summary>Speed in knots that the way from one row to the next of the same vessel takes, on the sphere of GFW (6,371 km).</summary>
    public double ImpliedKnots(int from, int to) =>
        Metres(from, to) / Math.Max(1e-3, (Time[to] - Time[from]) / 1000.0) / Geo.Geodesy.MetresPerSecondPerKnot;

    /// <summary>Metres between two rows.</summary>
    public double Metres(int a, int b) =>
        Geo.Geodesy.Distance(Latitude[a], Longitude[a], Latitude[b], Longitude[b], Geo.Geodesy.RoundRadiusMetres);

    // Numbers by value, then the rest as text: 9 before 10, and the same on every machine.
    private sealed class VesselOrder : IComparer<string>
    {
        public static readonly VesselOrder Instance = new();

        public int Compare(string? x, string? y)
        {
            var a = long.TryParse(x, out var m);
            var b = long.TryParse(y, out var n);
            if (a != b) return a ? -1 : 1;
            return a && m != n ? m.CompareTo(n) : string.CompareOrdinal(x, y);
        }
    }
}
