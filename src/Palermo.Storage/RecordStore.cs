using Palermo.Kernel;
using Palermo.Storage.Bulk;
using Palermo.Storage.Lists;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage;

/// <summary>The port of records: each call to the part that answers it.</summary>
internal sealed class RecordStore(VaultPair vaults, RecordReader reader, RecordWrites writes, RecordLists lists) : IRecords
{
    public ValueTask<Outcome<RecordView>> ReadAsync(Session session, RecordId id, int? version = null, CancellationToken cancel = default) => reader.ReadAsync(session, id, version, cancel);

    public ValueTask<IReadOnlyList<RecordView>> ReadManyAsync(Session session, IReadOnlyList<RecordId> ids, CancellationToken cancel = default) => reader.ReadManyAsync(session, ids, cancel);

    public ValueTask<Outcome<IReadOnlyList<RecordView>>> WriteAsync(
        Session session, IReadOnlyList<RecordChange> changes, IReadOnlyList<OutgoingMessage>? messages = null, IdempotencyKey? idempotencyKey = null, CancellationToken cancel = default) =>
        writes.WriteAsync(session, changes, messages, idempotencyKey, cancel);

    public ValueTask<Outcome<IReadOnlyList<RecordView>>?> AnsweredAsync(Session session, IdempotencyKey key, CancellationToken cancel = default) => writes.AnsweredAsync(session, key, cancel);

    public ValueTask<RecordPage> ListAsync(Session session, RecordQuery query, int limit = 50, string? after = null, CancellationToken cancel = default) =>
        lists.ListAsync(session, query, limit, after, cancel);

    public ValueTask<IReadOnlyList<FacetCount>> FacetsAsync(Session session, RecordQuery query, CancellationToken cancel = default) => lists.FacetsAsync(session, query, cancel);

    public IAsyncEnumerable<RecordView> ScanAsync(Session session, RecordQuery query, AccessAction action = AccessAction.Read, CancellationToken cancel = default) =>
        lists.ScanAsync(session, query, action, cancel);

    public ValueTask<Outcome<IReadOnlyList<VersionInfo>>> HistoryAsync(Session session, RecordId id, CancellationToken cancel = default) => reader.HistoryAsync(session, id, cancel);

    public ValueTask<Outcome<IReadOnlyList<LinkView>>> LinksAsync(Session session, RecordId id, CancellationToken cancel = default) => reader.LinksAsync(session, id, cancel);

    public ValueTask<IReadOnlyList<RecordChangeRow>> ChangedSinceAsync(Session session, long sequence, int limit = 1000, CancellationToken cancel = default) =>
        reader.ChangedSinceAsync(session, sequence, limit, cancel);

    public ValueTask<Outcome<IBulkDoor>> OpenBulkAsync(Session session, BulkImport import, CancellationToken cancel = default) => BulkDoor.OpenAsync(vaults, session, import, cancel);

    public ValueTask<Outcome<RollBack>> RollBackAsync(Session session, RecordId import, string reason, CancellationToken cancel = default) => RollBacks.RunAsync(vaults, session, import, reason, cancel);
}
