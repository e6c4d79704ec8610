using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Palermo.Kernel;
using Palermo.Web.Entry;

namespace Palermo.Node;

/// <summary>Data sets over HTTP.</summary>
internal static class DataSetsApi
{
    private const long SizeLimit = 5_000_000_000; // the store's own limit comes first

    /// <param name="Values">Values for the question marks: texts, numbers, true, false, null.</param>
    private sealed record Query(string? Where, string? Sql, JsonElement[]? Values, int Limit = 100);

    private sealed record Taken(string Why);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/datasets", ImportAsync).Accepts<byte[]>("application/octet-stream").WithMetadata(new RequestSizeLimitAttribute(SizeLimit))
            .WithSummary("Keeps the body, a table, as a data set. 'name' is the file's name (its ending tells how it is read), 'source' its publisher; 'title' and 'description' may be given.");
        api.MapPost("/datasets/{id}/query", QueryAsync).WithSummary("Rows of a data set: a condition 'where' or a SELECT 'sql' over the table data, 'values' for its question marks, and 'limit'.");
        api.MapPost("/datasets/{id}/rows/{row:long}", TakeAsync).WithSummary("Makes a record of one row, with the way back to the data set; 'why' says why.");
    }

    private static async Task<IResult> ImportAsync(HttpContext http, OpenedNode node, string? name, string? source, string? title, string? description)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Create);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (string.IsNullOrWhiteSpace(name)) return Problems.Bad("datasets.name", "Give the file's name in 'name'.", "name");
        if (string.IsNullOrWhiteSpace(source)) return Problems.Bad("datasets.source", "Name the publisher or sender in 'source'.", "source");
        var header = HeaderEntry.Default(DataSet.Kind, node.Ids.Next(), who, source, node.Today);
        var made = await node.Store.DataSets.ImportAsync(who, header, new(name, http.Request.Body, title ?? name, source, description), http.RequestAborted);
        return made.TryGet(out var view) ? Created(http, view) : Problems.Of(made.Refusals);
    }

    private static IResult Created(HttpContext http, RecordView view)
    {
        http.Response.Headers.Location = $"/api/v1/records/{view.Id}";
        return Results.Json(new { id = view.Id, kind = view.Kind.Name, body = view.Body }, BodyJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> QueryAsync(HttpContext http, OpenedNode node, string id, [FromBody] Query query)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (!RecordId.TryParse(id, null, out var set)) return Problems.Of([Refusal.NotFound]);
        var outcome = await node.Store.DataSets.QueryAsync(who, set, new(query.Where, query.Sql, [.. (query.Values ?? []).Select(Plain)], query.Limit), http.RequestAborted);
        return outcome.TryGet(out var rows) ? RecordsApi.Json(rows) : Problems.Of(outcome.Refusals);
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static async Task<IResult> TakeAsync(HttpContext http, OpenedNode node, string id, long row, [FromBody] Taken taken)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Create);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (!RecordId.TryParse(id, null, out var set)) return Problems.Of([Refusal.NotFound]);
        var made = await TakenRow.MakeAsync(node, who, set, row, taken.Why, http.RequestAborted);
        return made.TryGet(out var view) ? Created(http, view) : Problems.Of(made.Refusals);
    }
}
