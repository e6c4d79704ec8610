using System.Text.Json;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>Records over HTTP: all that the pages can do with them, decided by the same function.</summary>
internal static class RecordsApi
{
    private sealed record Page(IReadOnlyList<RecordRow> Rows, string? Next, int Total, bool MoreThanTotal);
    private sealed record Why(bool Allowed, IReadOnlyList<Refusal> Reasons, IReadOnlyList<string> Grounds);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/records", ListAsync).WithSummary("A page of records, newest first. Words: kind, q, state, from, to, box, facet.NAME, identifier, import, shared (a partner, any, none), order, limit, after.");
        api.MapGet("/facets", FacetsAsync).WithSummary("Counts by the filtered fields of a query.");
        api.MapGet("/changes", ChangesAsync).WithSummary("What changed after a place in commit order ('since'), deletions among it.");
        api.MapPost("/records", CreateAsync).WithSummary("A new record. Header Idempotency-Key: the same again changes nothing.");
        api.MapGet("/records/{id}", ReadAsync).WithSummary("One record, with its ETag; 'version' for an earlier one.");
        api.MapPut("/records/{id}", EditAsync).WithSummary("A new version. Header If-Match: the ETag that was seen.");
        api.MapDelete("/records/{id}", EraseAsync).WithSummary("Erases a record for good; 'reason' says why.");
        api.MapPost("/records/{id}/withdraw", WithdrawAsync).WithSummary("Marks a wrong record: kept, and in no count.");
        api.MapPost("/records/{id}/steps/{step}", StepAsync).WithSummary("A step of the workflow.");
        api.MapGet("/records/{id}/history", HistoryAsync).WithSummary("The versions, oldest first.");
        api.MapGet("/records/{id}/links", LinksAsync).WithSummary("Links from and to the record.");
        api.MapGet("/records/{id}/access", WhyAsync).WithSummary("Why the caller may, or may not, do each thing with it.");
    }

    private static async Task<IResult> ListAsync(HttpContext http, OpenedNode node)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        var query = QueryText.Read(http.Request.Query, node.Rooms);
        if (!query.TryGet(out var which)) return new Refused(query.Refusals);
        var limit = 50;
        if (http.Request.Query["limit"].FirstOrDefault() is { } text && (!int.TryParse(text, out limit) || limit is < 1 or > 1000))
            return Problems.Bad("query.limit", "The limit is a number between 1 and 1000.", "limit");
        try
        {
            var page = await node.Store.Records.ListAsync(who, which, limit, http.Request.Query["after"].FirstOrDefault(), http.RequestAborted);
            return Json(new Page(page.Rows, page.Next, Math.Min(page.Total, RecordPage.CountCap), page.Total > RecordPage.CountCap));
        }
        catch (FormatException) { return Problems.Bad("query.after", "Send 'after' as an earlier page gave it in 'next'.", "after"); }
    }

    private static async Task<IResult> FacetsAsync(HttpContext http, OpenedNode node)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        var query = QueryText.Read(http.Request.Query, node.Rooms);
        return query.TryGet(out var which) ? Json(await node.Store.Records.FacetsAsync(who, which, http.RequestAborted)) : new Refused(query.Refusals);
    }

    private static async Task<IResult> ChangesAsync(HttpContext http, OpenedNode node)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        long since = 0;
        if (http.Request.Query["since"].FirstOrDefault() is { } text && (!long.TryParse(text, out since) || since < 0))
            return Problems.Bad("query.since", "'since' is the 'sequence' of the last change seen, or 0.", "since");
        var rows = await node.Store.Records.ChangedSinceAsync(who, since, cancel: http.RequestAborted);
        return Json(new { rows, next = rows.Count == 0 ? since : rows[^1].Sequence });
    }

    private static async Task<IResult> CreateAsync(HttpContext http, OpenedNode node, RecordInput input)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Create);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (input.Kind is null || node.Rooms.FindKind(input.Kind) is not { } kind) return Problems.Bad("record.kind", $"'{input.Kind}' is no kind.", "kind");
        var parsed = kind.Parse(input.Body ?? []);
        if (!parsed.TryGet(out var body)) return Problems.Of(parsed.Refusals);
        var key = http.Request.Headers["Idempotency-Key"].FirstOrDefault();
        if (key is { Length: > 200 }) return Problems.Bad("idempotency-key", "An Idempotency-Key has at most 200 characters.");
        var change = new RecordChange.Create(input.NewHeader(node, who, kind), body) { Reason = input.Reason };
        return Written(http, await node.Store.Records.WriteAsync(who, [change], idempotencyKey: key, cancel: http.RequestAborted), created: true);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, OpenedNode node, string id, int? version)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (!RecordId.TryParse(id, null, out var record)) return Problems.Of([Refusal.NotFound]);
        var outcome = await node.Store.Records.ReadAsync(who, record, version, http.RequestAborted);
        if (!outcome.TryGet(out var view)) return Problems.Of(outcome.Refusals);
        var tag = Quote(view.ETag);
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch.Contains(tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Json(RecordDocument.Of(view));
    }

    private static async Task<IResult> EditAsync(HttpContext http, OpenedNode node, string id, RecordInput input)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Change);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (http.Request.Headers.IfMatch is not [{ } seen]) return Results.StatusCode(StatusCodes.Status428PreconditionRequired);
        if (!RecordId.TryParse(id, null, out var record)) return Problems.Of([Refusal.NotFound]);
        var now = await node.Store.Records.ReadAsync(who, record, cancel: http.RequestAborted);
        if (!now.TryGet(out var view)) return Problems.Of(now.Refusals);
        var parsed = view.Kind.Parse(input.Body ?? []);
        if (!parsed.TryGet(out var body)) return Problems.Of(parsed.Refusals);
        var change = new RecordChange.Edit(record, body, seen.Trim('"'), input.ChangedHeader(view.Header)) { Reason = input.Reason };
        return Written(http, await node.Store.Records.WriteAsync(who, [change], idempotencyKey: http.Request.Headers["Idempotency-Key"].FirstOrDefault(), cancel: http.RequestAborted));
    }

    private static Task<IResult> EraseAsync(HttpContext http, OpenedNode node, string id, string? reason) =>
        ChangeAsync(http, node, id, AccessAction.Erase, record => new RecordChange.Erase(record) { Reason = reason });

    private static Task<IResult> WithdrawAsync(HttpContext http, OpenedNode node, string id, string? reason) =>
        ChangeAsync(http, node, id, AccessAction.Change, record => new RecordChange.Withdraw(record) { Reason = reason });

    private static Task<IResult> StepAsync(HttpContext http, OpenedNode node, string id, string step, string? reason) =>
        ChangeAsync(http, node, id, AccessAction.Change, record => new RecordChange.Step(record, step, http.Request.Headers.IfMatch.FirstOrDefault()?.Trim('"')) { Reason = reason });

    private static async Task<IResult> ChangeAsync(HttpContext http, OpenedNode node, string id, AccessAction action, Func<RecordId, RecordChange> change)
    {
        var session = ApiTokenHandler.SessionFor(http, action);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (!RecordId.TryParse(id, null, out var record)) return Problems.Of([Refusal.NotFound]);
        var written = await node.Store.Records.WriteAsync(who, [change(record)], idempotencyKey: http.Request.Headers["Idempotency-Key"].FirstOrDefault(), cancel: http.RequestAborted);
        return action == AccessAction.Erase && written.Done ? Results.NoContent() : Written(http, written);
    }

    private static async Task<IResult> HistoryAsync(HttpContext http, OpenedNode node, string id) =>
        await OfRecordAsync(http, id, async (who, record) => (await node.Store.Records.HistoryAsync(who, record, http.RequestAborted)).Then(h => (object)h));

    private static async Task<IResult> LinksAsync(HttpContext http, OpenedNode node, string id) =>
        await OfRecordAsync(http, id, async (who, record) => (await node.Store.Records.LinksAsync(who, record, http.RequestAborted)).Then(l => (object)l));

    private static async Task<IResult> WhyAsync(HttpContext http, OpenedNode node, string id) =>
        await OfRecordAsync(http, id, async (who, record) => (await node.Store.Records.ReadAsync(who, record, cancel: http.RequestAborted)).Then(view => (object)Enum.GetValues<AccessAction>()
            .Select(action => (action, Decision: Access.Decide(who, view.Header.ClassIn(view.Kind.Compartment), action, node.Clock.GetCurrentInstant())))
            .ToDictionary(d => d.action, d => new Why(d.Decision.Allowed, d.Decision.Reasons, d.Decision.Grounds))));

    private static async Task<IResult> OfRecordAsync(HttpContext http, string id, Func<Session, RecordId, Task<Outcome<object>>> read)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (!RecordId.TryParse(id, null, out var record)) return Problems.Of([Refusal.NotFound]);
        var outcome = await read(who, record);
        return outcome.TryGet(out var document) ? Json(document) : Problems.Of(outcome.Refusals);
    }

    private static IResult Written(HttpContext http, Outcome<IReadOnlyList<RecordView>> written, bool created = false)
    {
        if (!written.TryGet(out var views)) return Problems.Of(written.Refusals);
        var view = views[^1];
        http.Response.Headers.ETag = Quote(view.ETag);
        var document = RecordDocument.Of(view);
        return created ? Results.Json(document, BodyJson.Options, statusCode: StatusCodes.Status201Created) : Json(document);
    }

    private static string Quote(string tag) => $"\"{tag}\"";

    internal static IResult Json(object document) => Results.Json(document, JsonFor(document));

    /// <summary>Bodies and what the kernel defines are written as bodies are; the rest as the verbs write it.</summary>
    private static JsonSerializerOptions JsonFor(object document) => document.GetType().Namespace?.StartsWith("Palermo", StringComparison.Ordinal) == true || document is System.Collections.IEnumerable ? BodyJson.Options : Answer.Json;

    /// <summary>A query that cannot be read: 400, with every fault.</summary>
    private sealed class Refused(IReadOnlyList<Refusal> refusals) : IResult
    {
        public Task ExecuteAsync(HttpContext http) => Problems.Write(http, StatusCodes.Status400BadRequest, refusals);
    }
}
