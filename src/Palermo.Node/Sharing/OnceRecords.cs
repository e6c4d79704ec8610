using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>The records as one call of the API writes them: its change bears the caller's key, so that the same call again changes nothing and sends nothing.</summary>
/// <remarks>A desk makes one write a call; what it does beyond that, such as the work that follows, bears no key.</remarks>
internal sealed class OnceRecords(IRecords records, IdempotencyKey key) : IRecords
{
    private IdempotencyKey? _key = key;

    public ValueTask<Outcome<IReadOnlyList<RecordView>>> WriteAsync(
        Session session, IReadOnlyList<RecordChange> changes, IReadOnlyList<OutgoingMessage>? messages = null, IdempotencyKey? idempotencyKey = null, CancellationToken cancel = default) =>
        records.WriteAsync(session, changes, messages, idempotencyKey ?? Interlocked.Exchange(ref _key, null), cancel);

    public ValueTask<Outcome<IReadOnlyList<RecordView>>?> AnsweredAsync(Session session, IdempotencyKey key, CancellationToken cancel = default) => records.AnsweredAsync(session, key, cancel);
    public ValueTask<Outcome<RecordView>> ReadAsync(Session session, RecordId id, int? version = null, CancellationToken cancel = default) => records.ReadAsync(session, id, version, cancel);
    public ValueTask<IReadOnlyList<RecordView>> ReadManyAsync(Session session, IReadOnlyList<RecordId> ids, CancellationToken cancel = default) => records.ReadManyAsync(session, ids, cancel);
    public ValueTask<RecordPage> ListAsync(Session session, RecordQuery query, int limit = 50, string? after = null, CancellationToken cancel = default) => records.ListAsync(session, query, limit, after, cancel);
    public ValueTask<IReadOnlyList<FacetCount>> FacetsAsync(Session session, RecordQuery query, CancellationToken cancel = default) => records.FacetsAsync(session, query, cancel);
    public IAsyncEnumerable<RecordView> ScanAsync(Session session, RecordQuery query, AccessAction action = AccessAction.Read, CancellationToken cancel = default) => records.ScanAsync(session, query, action, cancel);
    public ValueTask<Outcome<IReadOnlyList<VersionInfo>>> HistoryAsync(Session session, RecordId id, CancellationToken cancel = default) => records.HistoryAsync(session, id, cancel);
    public ValueTask<Outcome<IReadOnlyList<LinkView>>> LinksAsync(Session session, RecordId id, CancellationToken cancel = default) => records.LinksAsync(session, id, cancel);
    public ValueTask<IReadOnlyList<RecordChangeRow>> ChangedSinceAsync(Session session, long sequence, int limit = 1000, CancellationToken cancel = default) => records.ChangedSinceAsync(session, sequence, limit, cancel);
    public ValueTask<Outcome<IBulkDoor>> OpenBulkAsync(Session session, BulkImport import, CancellationToken cancel = default) => records.OpenBulkAsync(session, import, cancel);
    public ValueTask<Outcome<RollBack>> RollBackAsync(Session session, RecordId import, string reason, CancellationToken cancel = default) => records.RollBackAsync(session, import, reason, cancel);
}
