using System.Globalization;
using System.Text;
using System.Text.Json;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift.Search;

/// <summary>One corner of a search on the Earth.</summary>
/// <param name="Time">When the searcher is there; null when no start or speed was given.</param>
public sealed record Waypoint(string Name, double Latitude, double Longitude, DateTimeOffset? Time);

/// <summary>A pattern laid on the sea: waypoints with times, drifting with the datum.</summary>
/// <remarks>Waypoints move with the datum: each is shifted by the drift until the searcher is there, so that tracks stay apart over the target.</remarks>
public sealed record SearchRoute(string Name, IReadOnlyList<Waypoint> Waypoints, double LengthNm, double? Hours)
{
    /// <summary>Lays a pattern around a datum.</summary>
    /// <param name="corners">Corners, NM east and north of the datum.</param>
    /// <param name="start">When the first corner is passed.</param>
    /// <param name="speedKnots">Speed along the legs.</param>
    /// <param name="driftEastKnots">Drift of the datum, eastward.</param>
    /// <param name="driftNorthKnots">Drift of the datum, northward.</param>
    public static SearchRoute Lay(
        string name, IReadOnlyList<(double East, double North)> corners, double latitude, double longitude,
        DateTimeOffset? start = null, double? speedKnots = null, double driftEastKnots = 0, double driftNorthKnots = 0)
    {
        if (speedKnots is { } s && !(s > 0)) throw new ArgumentOutOfRangeException(nameof(speedKnots), s, "a speed is above 0");
        if (speedKnots is null && (driftEastKnots != 0 || driftNorthKnots != 0))
            throw new ArgumentException("a pattern that drifts needs the speed of the searcher", nameof(speedKnots));
        var points = new List<Waypoint>();
        double run = 0, hours = 0;
        for (var i = 0; i < corners.Count; i++)
        {
            if (i > 0)
            {
                var leg = Math.Sqrt(Math.Pow(corners[i].East - corners[i - 1].East, 2) + Math.Pow(corners[i].North - corners[i - 1].North, 2));
                run += leg;
                if (speedKnots is { } speed) hours += leg / speed;
            }

            var (east, north) = (corners[i].East + driftEastKnots * hours, corners[i].North + driftNorthKnots * hours);
            var (lat, lon) = Geodesy.Destination(latitude, longitude, Math.Atan2(east, north) * 180 / Math.PI,
                Math.Sqrt(east * east + north * north) * Geodesy.MetresPerNauticalMile, Drawing.EarthRadius);
            points.Add(new Waypoint(i == 0 ? "CSP" : $"WP{i:00}", lat, lon, speedKnots is null ? null : start?.AddHours(hours)));
        }

        return new SearchRoute(name, points, run, speedKnots is null ? null : hours);
    }

    /// <summary>Whether the legs fit into the hours on scene.</summary>
    public bool Fits(double onSceneHours) => Hours is { } hours && hours <= onSceneHours + 1e-9;

    /// <summary>Routes as GPX 1.1, for chart plotters.</summary>
    public static string Gpx(IEnumerable<SearchRoute> routes)
    {
        static string Text(string s) => System.Security.SecurityElement.Escape(s);
        var gpx = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <gpx version="1.1" creator="Palermo" xmlns="http://www.topografix.com/GPX/1/1">

            """);
        foreach (var route in routes)
        {
            gpx.Append(CultureInfo.InvariantCulture, $"  <rte>\n    <name>{Text(route.Name)}</name>\n");
            foreach (var p in route.Waypoints)
            {
                gpx.Append(CultureInfo.InvariantCulture, $"    <rtept lat=\"{p.Latitude:0.000000}\" lon=\"{p.Longitude:0.000000}\">");
                if (p.Time is { } time) gpx.Append(CultureInfo.InvariantCulture, $"<time>{time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}</time>");
                gpx.Append(CultureInfo.InvariantCulture, $"<name>{Text(p.Name)}</name></rtept>\n");
            }

            gpx.Append("  </rte>\n");
        }

        return gpx.Append("</gpx>\n").ToString();
    }

    /// <summary>Routes as GeoJSON lines; a line over the date line is cut there.</summary>
    public static void GeoJson(Stream stream, IEnumerable<SearchRoute> routes)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var route in routes)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteStartObject("geometry");
            json.WriteString("type", "MultiLineString");
            json.WriteStartArray("coordinates");
            foreach (var line in Lines(route.Waypoints))
            {
                json.WriteStartArray();
                foreach (var (lon, lat) in line)
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(Math.Round(lon, 6));
                    json.WriteNumberValue(Math.Round(lat, 6));
                    json.WriteEndArray();
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("name", route.Name);
            json.WriteNumber("lengthNm", Math.Round(route.LengthNm, 2));
            if (route.Hours is { } hours) json.WriteNumber("hours", Math.Round(hours, 3));
            if (route.Waypoints[0].Time is not null)
            {
                json.WriteStartArray("times");
                foreach (var p in route.Waypoints) json.WriteStringValue(p.Time!.Value.UtcDateTime);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<List<(double Lon, double Lat)>> Lines(IReadOnlyList<Waypoint> points)
    {
        var line = new List<(double, double)> { (points[0].Longitude, points[0].Latitude) };
        for (var i = 1; i < points.Count; i++)
        {
            var (a, b) = (points[i - 1], points[i]);
            if (Math.Abs(b.Longitude - a.Longitude) > 180)
            {
                var side = a.Longitude > 0 ? 180.0 : -180.0;
                var width = 360 - Math.Abs(b.Longitude - a.Longitude);
                var lat = a.Latitude + (width > 0 ? Math.Abs(side - a.Longitude) / width : 0) * (b.Latitude - a.Latitude);
                line.Add((side, lat));
                yield return line;
                line = [(-side, lat)];
            }

            line.Add((b.Longitude, b.Latitude));
        }

        yield return line;
    }
}
