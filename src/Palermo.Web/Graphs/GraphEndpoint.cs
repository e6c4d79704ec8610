using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Palermo.Kernel;
using Palermo.Web.Frame;

namespace Palermo.Web.Graphs;

/// <summary>The links round a record as JSON, for the graph of the same session.</summary>
internal static class GraphEndpoint
{
    public static int Depth(string? text) => int.TryParse(text, out var depth) ? Math.Clamp(depth, 1, 4) : 2;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/graph/{id}/links.json", async (string id, HttpContext http, ICurrentSession current, Declarations declared, IRecords records) =>
    {
        if (current.Session is not { } session) return Results.Unauthorized();
        if (!RecordId.TryParse(id, null, out var centre)) return Results.NotFound();
        if (!(await records.ReadAsync(session, centre, cancel: http.RequestAborted)).TryGet(out var view)) return Results.NotFound();
        if (!(await LinkGraph.ReadAsync(records, session, view, Depth(http.Request.Query["depth"]), http.RequestAborted)).TryGet(out var graph)) return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new
        {
            centre = centre.ToString(),
            nodes = graph.Nodes.Values.Select(n => new { id = n.Id.ToString(), title = n.Title, kind = n.Kind, address = Addresses.Record(n.Kind, n.Id) }),
            edges = graph.Edges.Select(e => new { from = e.From.ToString(), to = e.To.ToString(), role = Parts.GraphView.RoleOf(declared, graph, e, current.Language) }),
        }, BodyJson.Options);
    });
}
