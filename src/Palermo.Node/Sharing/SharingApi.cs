using System.Text.Json;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>Sharing over HTTP: the same desks, decided by the same functions as the pages.</summary>
internal static class SharingApi
{
    internal sealed record Order(string Record, string Partner, string Purpose, string? RuleSet = null, string? Why = null, string? Request = null);
    internal sealed record Taken(string Record, string Words, RecallKind What = RecallKind.Erase, RecallReason Why = RecallReason.Wrong);
    internal sealed record Decided(bool CarryOut, string? Reason = null);
    internal sealed record Held(string Record, IReadOnlyList<HeldStep> Blocks, string Ask, NodaTime.LocalDate ReviewOn);
    internal sealed record Lifted(IReadOnlyList<string>? Tell = null);
    internal sealed record Approved(ApprovalAs As = ApprovalAs.SecondPerson);
    internal sealed record Dropped(string Reason);
    internal sealed record PermissionWanted(string Record, IReadOnlyList<string> Codes, string Recipient, string Purpose, string Words);
    internal sealed record PermissionDecided(bool Granted, NodaTime.LocalDate? ValidUntil = null, string? Conditions = null);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/sharing/inbox", InboxAsync).WithSummary("What waits at the desk: requests to answer, sharings and drafts to approve, questions of partners for permission, recalls to decide on.");
        api.MapPost("/sharing/preview", PreviewAsync).WithSummary("What of a record would leave to a partner, field by field, and every reason for what stays. Nothing is sent.");
        api.MapPost("/sharing/send", SendAsync).WithSummary("Shares a record with a partner, or leaves it for a second person where that is set. Header Idempotency-Key: the same again sends nothing.");
        api.MapGet("/sharing/shared/{id}", SharedAsync).WithSummary("What of a record was shared with whom.");
        api.MapPost("/sharing/shares/{id}/approve", ApproveAsync).WithSummary("Approves a sharing that waits, as second-person, protection-officer or data-controller; sends it when nothing is missing. Never by who prepared it. Header If-Match: the ETag that was seen.");
        api.MapPost("/sharing/shares/{id}/drop", DropAsync).WithSummary("Refuses a sharing that waits, with the reason: it is not sent.");
        api.MapPost("/sharing/permissions", AskPermissionAsync).WithSummary("Asks the owner of a record for permission to pass it on: codes H1, H2, H3, originator.");
        api.MapPost("/sharing/permissions/{id}/decide", DecidePermissionAsync).WithSummary("Grants or refuses what a partner asks: to pass on a record of this node. Header If-Match: the ETag that was seen.");
        api.MapPost("/sharing/recalls", RecallAsync).WithSummary("Takes a record back from every partner that got a copy: correct, narrow, withdraw or erase.");
        api.MapPost("/sharing/recall-duties/{id}/decide", DecideRecallAsync).WithSummary("Carries out, or refuses with the reason, a partner's recall that touches records of this node.");
        api.MapPost("/sharing/holds", HoldAsync).WithSummary("Sets a hold on a record, here and at the partners that have a copy.");
        api.MapPost("/sharing/holds/{id}/lift", LiftAsync).WithSummary("Lifts a hold: only the authority that set it may. 'tell' names partners that were told of it.");
        RequestsApi.Map(api);
    }

    private static async Task<IResult> InboxAsync(HttpContext http, OpenedNode node)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        return session.TryGet(out var who) ? RecordsApi.Json(InboxDocument.Of(await SharingInbox.ReadAsync(node.Store.Records, who, node.Settings.Name, node.Clock.GetCurrentInstant(), cancel: http.RequestAborted))) : Problems.Of(session.Refusals);
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, OpenedNode node, Order order)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (OrderOf(order) is not { } wanted) return Problems.Of([Refusal.NotFound]);
        var outcome = await new SharingDesks(node).Sharing.PreviewAsync(who, wanted, node.Clock.GetCurrentInstant(), cancel: http.RequestAborted);
        return outcome.TryGet(out var preview) ? RecordsApi.Json(PreviewDocument.Of(preview)) : Problems.Of(outcome.Refusals);
    }

    private static ShareOrder? OrderOf(Order order) => RecordId.TryParse(order.Record, null, out var record) ? new(record, order.Partner, order.Purpose, order.RuleSet, order.Why, order.Request) : null;

    private static Task<IResult> SendAsync(HttpContext http, OpenedNode node, Order order) =>
        ChangeAsync(http, node, AccessAction.Share, order.Record, order, Share.Kind, (who, _, desks, cancel) => desks.Sharing.ShareAsync(who, OrderOf(order)!, node.Clock.GetCurrentInstant(), cancel));

    private static async Task<IResult> SharedAsync(HttpContext http, OpenedNode node, string id)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        return RecordId.TryParse(id, null, out var record) ? RecordsApi.Json((await new SharingDesks(node).Sharing.SharesOfAsync(who, record, http.RequestAborted)).Select(RecordDocument.Of)) : Problems.Of([Refusal.NotFound]);
    }

    private static Task<IResult> ApproveAsync(HttpContext http, OpenedNode node, string id, Approved approved) =>
        ChangeAsync(http, node, AccessAction.Share, id, approved, Share.Kind, (who, share, desks, cancel) => desks.Sharing.ApproveAsync(who, share, approved.As, node.Clock.GetCurrentInstant(), cancel), onThis: true);

    private static Task<IResult> DropAsync(HttpContext http, OpenedNode node, string id, Dropped dropped) =>
        ChangeAsync(http, node, AccessAction.Change, id, dropped, Share.Kind, (who, share, desks, cancel) => desks.Sharing.DropAsync(who, share, dropped.Reason, cancel), onThis: true);

    private static Task<IResult> AskPermissionAsync(HttpContext http, OpenedNode node, PermissionWanted wanted) =>
        ChangeAsync(http, node, AccessAction.Share, wanted.Record, wanted, Permission.Kind, (who, record, desks, cancel) =>
            desks.Permissions.AskAsync(who, record, wanted.Codes, wanted.Recipient, wanted.Purpose, wanted.Words, node.Clock.GetCurrentInstant(), cancel));

    private static Task<IResult> DecidePermissionAsync(HttpContext http, OpenedNode node, string id, PermissionDecided decided) =>
        ChangeAsync(http, node, AccessAction.Share, id, decided, Permission.Kind, (who, question, desks, cancel) =>
            desks.Permissions.DecideAsync(who, question, decided.Granted, decided.ValidUntil, decided.Conditions, node.Clock.GetCurrentInstant(), cancel), onThis: true);

    private static Task<IResult> RecallAsync(HttpContext http, OpenedNode node, Taken taken) =>
        ChangeAsync(http, node, AccessAction.Share, taken.Record, taken, Recall.Kind, (who, record, desks, cancel) => desks.Recalls.StartAsync(who, record, taken.What, taken.Why, taken.Words, node.Clock.GetCurrentInstant(), cancel));

    private static Task<IResult> DecideRecallAsync(HttpContext http, OpenedNode node, string id, Decided decided) =>
        ChangeAsync(http, node, AccessAction.Change, id, decided, RecallDuty.Kind, async (who, duty, desks, cancel) =>
            !decided.CarryOut && string.IsNullOrWhiteSpace(decided.Reason) ? new Refusal("recall.reason", "A refusal gives its reason.", Field: "reason")
                : await desks.Duties.DecideAsync(who, duty, decided.CarryOut ? null : decided.Reason, cancel), onThis: true);

    private static Task<IResult> HoldAsync(HttpContext http, OpenedNode node, Held held) =>
        ChangeAsync(http, node, AccessAction.Create, held.Record, held, Hold.Kind, (who, record, desks, cancel) => desks.Holds.SetAsync(who, record, held.Blocks, held.Ask, held.ReviewOn, node.Clock.GetCurrentInstant(), cancel));

    private static Task<IResult> LiftAsync(HttpContext http, OpenedNode node, string id, Lifted lifted) =>
        ChangeAsync(http, node, AccessAction.Change, id, lifted, Hold.Kind, (who, hold, desks, cancel) => desks.Holds.LiftAsync(who, hold, lifted.Tell ?? [], node.Clock.GetCurrentInstant(), cancel), onThis: true);

    /// <summary>One change through a desk: for whom the token stands, once for its key, and on what the caller saw.</summary>
    /// <param name="id">The record that the address or the body names.</param>
    /// <param name="asked">What was sent, by which a repeated call is known.</param>
    /// <param name="kind">The kind of the record that the answer shows.</param>
    /// <param name="onThis">True when the record that is named is itself changed: then If-Match is asked.</param>
    internal static async Task<IResult> ChangeAsync<T>(
        HttpContext http, OpenedNode node, AccessAction action, string id, T asked, Kind kind, Func<Session, RecordId, SharingDesks, CancellationToken, ValueTask<Outcome<RecordView>>> change, bool onThis = false)
    {
        var session = ApiTokenHandler.SessionFor(http, action);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (!RecordId.TryParse(id, null, out var record)) return Problems.Of([Refusal.NotFound]);
        return await OnceAsync(http, node, who, asked, kind, async (desks, cancel) =>
        {
            if (onThis && http.Request.Headers.IfMatch.FirstOrDefault()?.Trim('"') is { } seen)
            {
                var now = await node.Store.Records.ReadAsync(who, record, cancel: cancel);
                if (!now.TryGet(out var view)) return Outcome<RecordView>.Refused(now.Refusals);
                if (view.ETag != seen) return new Refusal("record.changed", "Somebody changed it since you read it: read it again and decide on what it is now.");
            }
            return await change(who, record, desks, cancel);
        });
    }

    /// <summary>Does something once for the caller's key: the same call again gives the same answer.</summary>
    internal static async Task<IResult> OnceAsync<T>(HttpContext http, OpenedNode node, Session who, T asked, Kind kind, Func<SharingDesks, CancellationToken, ValueTask<Outcome<RecordView>>> change)
    {
        var records = node.Store.Records;
        var desks = new SharingDesks(node);
        if (http.Request.Headers["Idempotency-Key"].FirstOrDefault() is { Length: > 0 } text)
        {
            if (text.Length > 200) return Problems.Bad("idempotency-key", "An Idempotency-Key has at most 200 characters.");
            var key = new IdempotencyKey(text, $"{http.Request.Method} {http.Request.Path}\n{JsonSerializer.Serialize(asked, BodyJson.Options)}");
            // Asked before the desk is: to the desk a repeated call would look like a second one.
            if (await records.AnsweredAsync(who, key, http.RequestAborted) is { } before)
                return before.TryGet(out var views) ? Shown(http, views.LastOrDefault(v => v.Kind.Name == kind.Name) ?? views[^1]) : Problems.Of(before.Refusals);
            desks = new(node, new OnceRecords(records, key));
        }
        var outcome = await change(desks, http.RequestAborted);
        return outcome.TryGet(out var view) ? Shown(http, view) : Problems.Of(outcome.Refusals);
    }

    private static IResult Shown(HttpContext http, RecordView view)
    {
        http.Response.Headers.ETag = $"\"{view.ETag}\"";
        return RecordsApi.Json(RecordDocument.Of(view));
    }
}
