using NodaTime;

namespace Palermo.Kernel;

/// <summary>What waits at the desk of sharing, as the session may see it.</summary>
/// <param name="Mine">Threads in which this node is to act, the first due first.</param>
/// <param name="Theirs">Threads in which the other side is to act.</param>
/// <param name="Closed">Threads that ended within the last 30 days, at most 20.</param>
/// <param name="Drafts">Requests that a second person sends.</param>
/// <param name="Shares">Sharings that wait for approval.</param>
/// <param name="Questions">Questions of partners for permission to pass something on.</param>
/// <param name="Duties">Recalls of partners that a person decides on.</param>
public sealed record SharingInbox(
    IReadOnlyList<RecordView> Mine, IReadOnlyList<RecordView> Theirs, IReadOnlyList<RecordView> Closed, IReadOnlyList<RecordView> Drafts,
    IReadOnlyList<RecordView> Shares, IReadOnlyList<RecordView> Questions, IReadOnlyList<RecordView> Duties)
{
    private static readonly Duration Recent = Duration.FromDays(30);

    /// <summary>Things on which somebody decides.</summary>
    public int ToDecide => Drafts.Count + Shares.Count + Questions.Count + Duties.Count;

    /// <summary>Reads it: at most 500 threads, 200 questions, 50 of the others.</summary>
    /// <param name="shown">Which threads; null: all.</param>
    public static async ValueTask<SharingInbox> ReadAsync(IRecords records, Session session, string node, Instant now, Func<RequestThread, bool>? shown = null, CancellationToken cancel = default)
    {
        var threads = (await AllAsync(records, session, new(RequestKind.Kind.Name), 500, cancel)).Where(v => shown?.Invoke(v.As<RequestThread>()) != false).ToArray();
        RecordView[] Due(bool mine) => [.. threads.Where(v => Open(v) && IsMine(v, node) == mine).OrderBy(v => v.As<RequestThread>().Due() ?? Instant.MaxValue)];
        return new(Due(mine: true), Due(mine: false),
            [.. threads.Where(v => !Open(v) && v.Header.State != RequestKind.Draft && v.ChangedAt > now - Recent).Take(20)],
            [.. threads.Where(v => v.Header.State == RequestKind.Draft && v.Header.Owner == node)],
            await AllAsync(records, session, new(Share.Kind.Name, State: Share.Waiting), 50, cancel),
            [.. (await AllAsync(records, session, new(Permission.Kind.Name), 200, cancel)).Where(v => v.Header.Owner == node && v.As<Permission>() is { Decision: PermissionDecision.Asked } p && p.AskedBy != node)],
            await AllAsync(records, session, new(RecallDuty.Kind.Name, State: RecallDuty.Undecided), 50, cancel));
    }

    private static bool Open(RecordView view) => view.Header.State is RequestKind.Sent or RequestKind.Acknowledged or RequestKind.PartlyAnswered or RequestKind.Clarification;

    /// <summary>Mine to act: somebody asks and waits, or asked back, or told something that was not read yet.</summary>
    private static bool IsMine(RecordView view, string node) =>
        view.As<RequestThread>().Answerer == node ? view.Header.State != RequestKind.Clarification : view.Header.State == RequestKind.Clarification;

    private static async ValueTask<List<RecordView>> AllAsync(IRecords records, Session session, RecordQuery query, int most, CancellationToken cancel)
    {
        List<RecordView> all = [];
        await foreach (var view in records.ScanAsync(session, query, cancel: cancel))
        {
            all.Add(view);
            if (all.Count == most) break;
        }
        return all;
    }
}
