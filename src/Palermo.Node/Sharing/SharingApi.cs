using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>Sharing over HTTP: the same desks, decided by the same functions as the pages.</summary>
internal static class SharingApi
{
    internal sealed record Order(string Record, string Partner, string Purpose, string? RuleSet = null, string? Why = null, string? Request = null);
    internal sealed record Taken(string Record, string Words, RecallKind What = RecallKind.Erase, RecallReason Why = RecallReason.Wrong);
    internal sealed record Asked(string Partner, string Subject, string Question, string Purpose, Urgency Urgency = Urgency.Normal, bool DirectlyAccessible = false, IReadOnlyList<string>? About = null, bool Information = false);
    internal sealed record Move(ThreadMove Kind, string Words, Usefulness? Usefulness = null);
    internal sealed record Held(string Record, IReadOnlyList<HeldStep> Blocks, string Ask, NodaTime.LocalDate ReviewOn);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/sharing/preview", PreviewAsync).WithSummary("What of a record would leave to a partner, field by field, and every reason for what stays. Nothing is sent.");
        api.MapPost("/sharing/send", SendAsync).WithSummary("Shares a record with a partner, or leaves it for a second person where that is set.");
        api.MapGet("/sharing/shared/{id}", SharedAsync).WithSummary("What of a record was shared with whom.");
        api.MapPost("/sharing/recalls", RecallAsync).WithSummary("Takes a record back from every partner that got a copy: correct, narrow, withdraw or erase.");
        api.MapPost("/sharing/requests", AskAsync).WithSummary("Asks a partner, or informs it.");
        api.MapPost("/sharing/requests/{id}/moves", MoveAsync).WithSummary("A move in a request thread: acknowledge, ask, reply, partial-answer, final-answer, refuse, feedback, withdraw.");
        api.MapPost("/sharing/holds", HoldAsync).WithSummary("Sets a hold on a record, here and at the partners that have a copy.");
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, OpenedNode node, Order order) =>
        await WithAsync(http, AccessAction.Read, order.Record, async (who, record) =>
        {
            var outcome = await new SharingDesks(node).Sharing.PreviewAsync(who, new(record, order.Partner, order.Purpose, order.RuleSet, order.Why, order.Request), node.Clock.GetCurrentInstant(), cancel: http.RequestAborted);
            return outcome.TryGet(out var preview) ? RecordsApi.Json(PreviewDocument.Of(preview)) : Problems.Of(outcome.Refusals);
        });

    private static async Task<IResult> SendAsync(HttpContext http, OpenedNode node, Order order) =>
        await WithAsync(http, AccessAction.Share, order.Record, async (who, record) =>
            Answered(await new SharingDesks(node).Sharing.ShareAsync(who, new(record, order.Partner, order.Purpose, order.RuleSet, order.Why, order.Request), node.Clock.GetCurrentInstant(), http.RequestAborted)));

    private static async Task<IResult> SharedAsync(HttpContext http, OpenedNode node, string id) =>
        await WithAsync(http, AccessAction.Read, id, async (who, record) => RecordsApi.Json((await new SharingDesks(node).Sharing.SharesOfAsync(who, record, http.RequestAborted)).Select(RecordDocument.Of)));

    private static async Task<IResult> RecallAsync(HttpContext http, OpenedNode node, Taken taken) =>
        await WithAsync(http, AccessAction.Share, taken.Record, async (who, record) =>
            Answered(await new SharingDesks(node).Recalls.StartAsync(who, record, taken.What, taken.Why, taken.Words, node.Clock.GetCurrentInstant(), http.RequestAborted)));

    private static async Task<IResult> AskAsync(HttpContext http, OpenedNode node, Asked asked)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Share);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        return Answered(await new SharingDesks(node).Requests.AskAsync(who, new(asked.Partner, asked.Subject, asked.Question, asked.Purpose, asked.Urgency, asked.DirectlyAccessible, asked.About, asked.Information), node.Clock.GetCurrentInstant(), http.RequestAborted));
    }

    private static async Task<IResult> MoveAsync(HttpContext http, OpenedNode node, string id, Move move) =>
        await WithAsync(http, AccessAction.Share, id, async (who, record) =>
            Answered(await new SharingDesks(node).Requests.MoveAsync(who, record, move.Kind, move.Words, node.Clock.GetCurrentInstant(), move.Usefulness, http.RequestAborted)));

    private static async Task<IResult> HoldAsync(HttpContext http, OpenedNode node, Held held) =>
        await WithAsync(http, AccessAction.Create, held.Record, async (who, record) =>
            Answered(await new SharingDesks(node).Holds.SetAsync(who, record, held.Blocks, held.Ask, held.ReviewOn, node.Clock.GetCurrentInstant(), http.RequestAborted)));

    private static async Task<IResult> WithAsync(HttpContext http, AccessAction action, string id, Func<Session, RecordId, Task<IResult>> answer)
    {
        var session = ApiTokenHandler.SessionFor(http, action);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        return RecordId.TryParse(id, null, out var record) ? await answer(who, record) : Problems.Of([Refusal.NotFound]);
    }

    private static IResult Answered(Outcome<RecordView> outcome) => outcome.TryGet(out var view) ? RecordsApi.Json(RecordDocument.Of(view)) : Problems.Of(outcome.Refusals);
}
