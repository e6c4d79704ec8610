namespace Palermo.Analysis.Charts;

/// <summary>The plane of a map: from degrees to places on the sheet.</summary>
internal sealed class MapPlane
{
    /// <summary>Kilometres of a degree of latitude on a sphere of mean Earth radius 6371.0088 km (IUGG, R1).</summary>
    public const double KilometresPerDegree = 6371.0088 * Math.PI / 180;

    private readonly double _west, _north, _east, _perDegree, _shrink;

    public MapPlane(double west, double south, double east, double north, Box room)
    {
        (_west, _north, _east) = (west, north, east);
        _shrink = Math.Cos((south + north) / 2 * Math.PI / 180);
        _perDegree = Math.Min(room.Width / ((east - west) * _shrink), room.Height / (north - south));
        var (width, height) = ((east - west) * _shrink * _perDegree, (north - south) * _perDegree);
        Plot = new Box(room.X + (room.Width - width) / 2, room.Y, width, height);
    }

    public Box Plot { get; }

    /// <summary>Sheet units of a kilometre, along the middle latitude and along a meridian alike.</summary>
    public double UnitsPerKilometre => _perDegree / KilometresPerDegree;

    public double X(double longitude) => Plot.X + (longitude - _west) * _shrink * _perDegree;

    public double Y(double latitude) => Plot.Y + (_north - latitude) * _perDegree;

    /// <summary>Shifts a longitude by whole turns to lie as near the middle of the map as it can.</summary>
    public double Near(double longitude) => longitude - 360 * Math.Round((longitude - (_west + _east) / 2) / 360);

    public Spot At(LonLat place) => new(X(Near(place.Longitude)), Y(place.Latitude));

    /// <summary>
    /// A line as it appears on the map. It is first unrolled, so that no step is longer than half a turn, then shown at
    /// each whole turn at which some of it lies between the bounds; places closer than a third of a unit are dropped.
    /// </summary>
    public IEnumerable<Spot[]> Show(IReadOnlyList<LonLat> line)
    {
        if (line.Count == 0) yield break;
        var unrolled = new LonLat[line.Count];
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        var last = double.NaN;
        for (var i = 0; i < line.Count; i++)
        {
            var longitude = double.IsNaN(last) ? Near(line[i].Longitude)
                : line[i].Longitude - 360 * Math.Round((line[i].Longitude - last) / 360);
            if (double.IsFinite(longitude))
            {
                last = longitude;
                (low, high) = (Math.Min(low, longitude), Math.Max(high, longitude));
            }
            unrolled[i] = new LonLat(longitude, line[i].Latitude);
        }
        for (var turn = -1; turn <= 1; turn++)
        {
            if (high + 360 * turn < _west || low + 360 * turn > _east) continue;
            foreach (var run in Sheet.Runs(unrolled.Select(p => new Spot(X(p.Longitude + 360 * turn), Y(p.Latitude)))))
                yield return Thin(run);
        }
    }

    private static Spot[] Thin(Spot[] run)
    {
        const double Step = 0.35;
        var kept = new List<Spot>(run.Length) { run[0] };
        for (var i = 1; i < run.Length; i++)
        {
            var (dx, dy) = (run[i].X - kept[^1].X, run[i].Y - kept[^1].Y);
            if (i == run.Length - 1 || dx * dx + dy * dy >= Step * Step) kept.Add(run[i]);
        }
        return [.. kept];
    }
}
