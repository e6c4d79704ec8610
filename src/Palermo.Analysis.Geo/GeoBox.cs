namespace Palermo.Analysis.Geo;

/// <summary>A box between two parallels and two meridians.</summary>
/// <param name="South">Degrees north, -90 to 90.</param>
/// <param name="West">Degrees east, in any turn.</param>
/// <param name="North">Degrees north, at least <paramref name="South"/>.</param>
/// <param name="East">Degrees east, at least <paramref name="West"/>: a box over the date line has West 179, East 181.</param>
public readonly record struct GeoBox(double South, double West, double North, double East)
{
    /// <summary>The smallest box that holds both, without turning either.</summary>
    public GeoBox With(GeoBox other) => new(
        Math.Min(South, other.South), Math.Min(West, other.West), Math.Max(North, other.North), Math.Max(East, other.East));

    /// <summary>The box made wider on every side by a distance on the ground (on a sphere of 6,371 km).</summary>
    public GeoBox Widened(double metres)
    {
        var lat = metres / Geodesy.MetresPerDegree(0).North;
        var south = Math.Max(-90, South - lat);
        var north = Math.Min(90, North + lat);
        var farthest = Math.Max(Math.Abs(south), Math.Abs(north));
        if (farthest > 89.9) return new GeoBox(south, West - 180, north, East + 180);
        var lon = metres / Geodesy.MetresPerDegree(farthest).East;
        return new GeoBox(south, West - lon, north, East + lon);
    }

    public bool Contains(double latitude, double longitude) =>
        latitude >= South && latitude <= North && longitude >= West && longitude <= East;
}
