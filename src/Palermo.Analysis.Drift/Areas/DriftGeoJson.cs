using System.Text.Json;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>Writes the answer of a run as GeoJSON (RFC 7946): areas, mean track, hull.</summary>
public static class DriftGeoJson
{
    public static void Write(Stream stream, DriftResult run, IReadOnlyList<DensityArea> areas)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var area in areas.OrderByDescending(a => a.Level))
        {
            Begin(json, "MultiPolygon");
            foreach (var polygon in area.Polygons)
            {
                json.WriteStartArray();
                foreach (var ring in polygon) Ring(json, ring);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("kind", "highest-density area");
            json.WriteNumber("level", area.Level);
            json.WriteNumber("contains", Math.Round(area.Contains, 4));
            json.WriteNumber("km2", Math.Round(area.SquareKilometres, 2));
            json.WriteString("time", run.Last.Time.UtcDateTime);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        var noted = run.Notes.Where(n => n.Cloud is not null).ToArray();
        if (noted.Length > 1)
        {
            Begin(json, "LineString");
            foreach (var note in noted) Place(json, note.Cloud!.Longitude, note.Cloud.Latitude);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("kind", "mean track");
            json.WriteStartArray("times");
            foreach (var note in noted) json.WriteStringValue(note.Time.UtcDateTime);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        var hull = Outline.Hull(run.Longitude, run.Latitude);
        if (hull.Length > 3)
        {
            Begin(json, "Polygon");
            Ring(json, hull);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("kind", "hull of all members");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("geometry");
        json.WriteString("type", geometry);
        json.WriteStartArray("coordinates");
    }

    private static void Ring(Utf8JsonWriter json, (double Lon, double Lat)[] ring)
    {
        json.WriteStartArray();
        foreach (var (lon, lat) in ring) Place(json, lon, lat);
        json.WriteEndArray();
    }

    // Six digits are a tenth of a metre. 180 itself stays 180: the edge of a part that ends at the date line.
    private static void Place(Utf8JsonWriter json, double lon, double lat)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(lon is > 180 or < -180 ? Geodesy.WrapLongitude(lon) : lon, 6));
        json.WriteNumberValue(Math.Round(lat, 6));
        json.WriteEndArray();
    }
}
