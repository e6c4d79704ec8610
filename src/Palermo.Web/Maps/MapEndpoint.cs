using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Palermo.Kernel;
using Palermo.Web.Frame;
using Palermo.Web.Records;
using Palermo.Web.Texts;

namespace Palermo.Web.Maps;

/// <summary>The points of a query as GeoJSON, for the map of the same session.</summary>
internal static class MapEndpoint
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/map/points.json", async (HttpContext http, ICurrentSession current, Declarations declared, IRecords records) =>
    {
        if (current.Session is not { } session) return Results.Unauthorized();
        var request = ListRequest.Read(Addresses.Map, http.Request.Query, null, name => MapPage.Known(declared, session, name));
        var (rows, _) = await MapRows.ReadAsync(records, session, request.Query, cancel: http.RequestAborted);
        http.Response.ContentType = "application/geo+json";
        http.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var shown = new Shown(current.Language);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteStartObject("geometry");
            json.WriteString("type", "Point");
            json.WriteStartArray("coordinates");
            json.WriteNumberValue(Math.Round(row.Place!.Longitude, 5));
            json.WriteNumberValue(Math.Round(row.Place.Latitude, 5));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("title", row.Title);
            json.WriteString("address", Addresses.Record(row.Kind, row.Id));
            json.WriteNumber("radius", Math.Round(row.Place.RadiusMetres));
            if (row.Time is { } time) json.WriteString("when", shown.Time(time));
            json.WriteString("marking", row.Handling.ToString());
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(http.RequestAborted);
        return Results.Empty;
    });
}
