using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>Request threads over HTTP: asking, moves, drafts of answers from own records, and answers that rest on them.</summary>
internal static class RequestsApi
{
    internal sealed record Asked(string Partner, string Subject, string Question, string Purpose, Urgency Urgency = Urgency.Normal, bool DirectlyAccessible = false, IReadOnlyList<string>? About = null, bool Information = false);
    internal sealed record Move(ThreadMove Kind, string Words, Usefulness? Usefulness = null, IReadOnlyList<Rest>? Records = null, string? RuleSet = null, string? Why = null);
    /// <summary>A record that an answer rests on, with the hash of what the draft showed to leave.</summary>
    internal sealed record Rest(string Record, string Sha256);
    internal sealed record Drafted(IReadOnlyList<string> Records, string? Language = null, string? RuleSet = null, string? Why = null);
    internal sealed record Nothing;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/sharing/requests", AskAsync).WithSummary("Asks a partner, or informs it. Header Idempotency-Key: the same again asks nothing twice.");
        api.MapPost("/sharing/requests/{id}/approve", ApproveAsync).WithSummary("Sends a request that waits for a second person. Never by who wrote it.");
        api.MapPost("/sharing/requests/{id}/draft", DraftAsync).WithSummary("Drafts an answer from own records: a sentence for each field that may leave to the partner. What stays is listed with its reason. Nothing is sent.");
        api.MapPost("/sharing/requests/{id}/moves", MoveAsync).WithSummary("A move in a request thread: acknowledge, ask, reply, partial-answer, final-answer, refuse, feedback, withdraw. An answer may name the records that it rests on, each with the sha256 of its draft: copies go with it.");
    }

    private static async Task<IResult> AskAsync(HttpContext http, OpenedNode node, Asked asked)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Share);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        return await SharingApi.OnceAsync(http, node, who, asked, RequestKind.Kind, (desks, cancel) => desks.Requests.AskAsync(who,
            new(asked.Partner, asked.Subject, asked.Question, asked.Purpose, asked.Urgency, asked.DirectlyAccessible, asked.About, asked.Information), node.Clock.GetCurrentInstant(), cancel));
    }

    private static Task<IResult> ApproveAsync(HttpContext http, OpenedNode node, string id) =>
        SharingApi.ChangeAsync(http, node, AccessAction.Share, id, new Nothing(), RequestKind.Kind, (who, thread, desks, cancel) => desks.Requests.ApproveAsync(who, thread, node.Clock.GetCurrentInstant(), cancel), onThis: true);

    private static async Task<IResult> DraftAsync(HttpContext http, OpenedNode node, string id, Drafted drafted)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (drafted.Language is { } language && !AnswerDraft.Languages.Contains(language)) return Problems.Bad("answer.language", $"The phrases exist in {string.Join(", ", AnswerDraft.Languages)}.", "language");
        if (!RecordId.TryParse(id, null, out var thread) || RecordsOf(drafted.Records) is not { } records) return Problems.Of([Refusal.NotFound]);
        var outcome = await new SharingDesks(node).Answers.DraftAsync(who, new(thread, records, drafted.RuleSet, drafted.Why), node.Clock.GetCurrentInstant(), http.RequestAborted);
        return outcome.TryGet(out var draft) ? RecordsApi.Json(AnswerDocument.Of(draft, drafted.Language)) : Problems.Of(outcome.Refusals);
    }

    private static Task<IResult> MoveAsync(HttpContext http, OpenedNode node, string id, Move move) =>
        SharingApi.ChangeAsync(http, node, AccessAction.Share, id, move, RequestKind.Kind, async (who, thread, desks, cancel) =>
        {
            var now = node.Clock.GetCurrentInstant();
            if (move.Records is not { Count: > 0 } rests) return await desks.Requests.MoveAsync(who, thread, move.Kind, move.Words, now, move.Usefulness, cancel);
            if (RecordsOf(rests.Select(r => r.Record)) is not { } records) return Refusal.NotFound;
            var seen = records.Zip(rests).DistinctBy(p => p.First).ToDictionary(p => p.First, p => p.Second.Sha256);
            return await desks.Answers.SendAsync(who, new(thread, records, move.RuleSet, move.Why), move.Kind, move.Words, seen, Web.Entry.FieldText.Of, now, cancel);
        }, onThis: true);

    private static RecordId[]? RecordsOf(IEnumerable<string> texts)
    {
        List<RecordId> records = [];
        foreach (var text in texts)
        {
            if (!RecordId.TryParse(text, null, out var record)) return null;
            records.Add(record);
        }
        return [.. records];
    }
}
