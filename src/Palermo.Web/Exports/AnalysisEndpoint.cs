using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Frame;
using Palermo.Web.Texts;

namespace Palermo.Web.Exports;

/// <summary>Sends the answer of a declared analysis as a file, to who may export: GeoJSON, KML and documents as such, a table as CSV where that is asked for, anything else as JSON.</summary>
internal static class AnalysisEndpoint
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/analyses/{room}/{name}", async (string room, string name, HttpContext http, ICurrentSession current, Declarations declared, IRecords records, IClock clock, IServiceProvider parts) =>
    {
        if (current.Session is not { } session) return Results.LocalRedirect(Addresses.With(Addresses.SignIn, "return", http.Request.Path + http.Request.QueryString));
        if (declared.Analyses.FirstOrDefault(a => a.Room == room && a.Analysis.Name == name).Analysis is not { } analysis) return Results.NotFound();
        if (!analysis.CountsOnly && !Role.Serving(session.Actor.Roles, session.Work.Purpose).Any(r => r.Actions.Contains(AccessAction.Export)))
            return Results.Text(ListSay.NoExport.In(current.Language), "text/plain; charset=utf-8", statusCode: StatusCodes.Status403Forbidden);
        var parameters = analysis.Parameters.Select(p => (p.Name, Value: http.Request.Query[p.Name].FirstOrDefault(v => !string.IsNullOrWhiteSpace(v)))).Where(p => p.Value is not null).ToDictionary(p => p.Name, p => p.Value!);
        var outcome = await analysis.Run(new(records, session, parameters, clock.GetCurrentInstant().InUtc().Date) { Logs = parts.GetService<LogPorts>() }, http.RequestAborted);
        if (!outcome.TryGet(out var answer)) return Results.Text(string.Join('\n', outcome.Refusals.Select(r => r.Message)), "text/plain; charset=utf-8", statusCode: StatusCodes.Status422UnprocessableEntity);
        var (content, media, ending) = answer.Document switch
        {
            _ when http.Request.Query["format"] == "csv" && answer.Rows is { } rows => (Csv(rows), "text/csv; charset=utf-8", "csv"),
            ProducedFile file => (file.Content.ToArray(), file.MediaType, file.Ending),
            string text => (Encoding.UTF8.GetBytes(text), "application/vnd.google-earth.kml+xml", "kml"),
            JsonObject json when (string?)json["type"] == "FeatureCollection" => (Encoding.UTF8.GetBytes(json.ToJsonString(BodyJson.Options)), "application/geo+json", "geojson"),
            var other => (System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(other, other.GetType(), BodyJson.Options), "application/json", "json"),
        };
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(content, media, $"{room}-{name}.{ending}");
    });

    private static byte[] Csv(IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, Tables.CsvWriter.Encoding))
            foreach (var row in rows) Tables.CsvWriter.Write(text, row);
        return bytes.ToArray();
    }
}
