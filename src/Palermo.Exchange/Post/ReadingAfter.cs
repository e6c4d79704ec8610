using System.Runtime.CompilerServices;
using Palermo.Kernel;

namespace Palermo.Exchange.Post;

/// <summary>
/// Records as the receiver of a message reads them while effects of earlier messages wait to commit: these are done first, but for reading single
/// records that none of them makes or changes, which are the same before and after.
/// </summary>
/// <param name="touches">Whether an effect that waits makes or changes a record.</param>
/// <param name="settle">Does what waits.</param>
internal sealed class ReadingAfter(IRecords records, Func<RecordId, bool> touches, Func<CancellationToken, ValueTask> settle) : IRecords
{
    public async ValueTask<Outcome<RecordView>> ReadAsync(Session session, RecordId id, int? version = null, CancellationToken cancel = default)
    {
        if (touches(id)) await settle(cancel);
        return await records.ReadAsync(session, id, version, cancel);
    }

    public async ValueTask<IReadOnlyList<RecordView>> ReadManyAsync(Session session, IReadOnlyList<RecordId> ids, CancellationToken cancel = default)
    {
        if (ids.Any(touches)) await settle(cancel);
        return await records.ReadManyAsync(session, ids, cancel);
    }

    public async ValueTask<Outcome<IReadOnlyList<RecordView>>> WriteAsync(Session session, IReadOnlyList<RecordChange> changes, IReadOnlyList<OutgoingMessage>? messages = null, IdempotencyKey? idempotencyKey = null, CancellationToken cancel = default)
    {
        await settle(cancel);
        return await records.WriteAsync(session, changes, messages, idempotencyKey, cancel);
    }

    public async ValueTask<Outcome<IReadOnlyList<RecordView>>?> AnsweredAsync(Session session, IdempotencyKey key, CancellationToken cancel = default)
    {
        await settle(cancel);
        return await records.AnsweredAsync(session, key, cancel);
    }

    public async ValueTask<RecordPage> ListAsync(Session session, RecordQuery query, int limit = 50, string? after = null, CancellationToken cancel = default)
    {
        await settle(cancel);
        return await records.ListAsync(session, query, limit, after, cancel);
    }

    public async ValueTask<IReadOnlyList<FacetCount>> FacetsAsync(Session session, RecordQuery query, CancellationToken cancel = default)
    {
        await settle(cancel);
        return await records.FacetsAsync(session, query, cancel);
    }

    public async IAsyncEnumerable<RecordView> ScanAsync(Session session, RecordQuery query, AccessAction action = AccessAction.Read, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await settle(cancel);
        await foreach (var view in records.ScanAsync(session, query, action, cancel)) yield return view;
    }

    public async ValueTask<Outcome<IReadOnlyList<VersionInfo>>> HistoryAsync(Session session, RecordId id, CancellationToken cancel = default)
    {
        if (touches(id)) await settle(cancel);
        return await records.HistoryAsync(session, id, cancel);
    }

    public async ValueTask<Outcome<IReadOnlyList<LinkView>>> LinksAsync(Session session, RecordId id, CancellationToken cancel = default)
    {
        await settle(cancel); // a link leads here from any record
        return await records.LinksAsync(session, id, cancel);
    }

    public async ValueTask<IReadOnlyList<RecordChangeRow>> ChangedSinceAsync(Session session, long sequence, int limit = 1000, CancellationToken cancel = default)
    {
        await settle(cancel);
        return await records.ChangedSinceAsync(session, sequence, limit, cancel);
    }

    public async ValueTask<Outcome<IBulkDoor>> OpenBulkAsync(Session session, BulkImport import, CancellationToken cancel = default)
    {
        await settle(cancel);
        return await records.OpenBulkAsync(session, import, cancel);
    }

    public async ValueTask<Outcome<RollBack>> RollBackAsync(Session session, RecordId import, string reason, CancellationToken cancel = default)
    {
        await settle(cancel);
        return await records.RollBackAsync(session, import, reason, cancel);
    }
}
