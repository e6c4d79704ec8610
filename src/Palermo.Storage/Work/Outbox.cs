using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Work;

/// <summary>Messages of both compartments, each in its own table. The number of a message tells the carrier which.</summary>
internal sealed class Outbox(VaultPair vaults) : IOutbox
{
    /// <summary>The lowest bit of the number is the compartment.</summary>
    private Vault Of(long sequence) => vaults.All[(int)(sequence & 1)];

    public async ValueTask<IReadOnlyList<QueuedMessage>> PendingAsync(int limit, CancellationToken cancel = default)
    {
        List<QueuedMessage> waiting = [];
        for (var i = 0; i < vaults.All.Count; i++)
        {
            await using var connection = await vaults.All[i].Db.ReadAsync(cancel);
            waiting.AddRange(await connection.QueryAsync(
                "SELECT id, partner, conversation, kind, payload, about, attempts FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT @p0",
                r => new QueuedMessage(r.GetInt64(0) << 1 | (long)i, new(r.GetString(1), r.GetString(2), r.GetString(3), (byte[])r[4], r.IsDBNull(5) ? null : RecordId.FromBytes((byte[])r[5])), (int)r.GetInt64(6)),
                (long)limit));
        }
        return [.. waiting.Take(limit)];
    }

    public ValueTask MarkSentAsync(long sequence, CancellationToken cancel = default) => UpdateAsync(sequence,
        "UPDATE outbox SET sent_at = @p1, attempts = attempts + 1, reason = NULL WHERE id = @p0 AND sent_at IS NULL", cancel, Days.Ticks(vaults.General.Now));

    public ValueTask MarkFailedAsync(long sequence, string reason, CancellationToken cancel = default) => UpdateAsync(sequence,
        "UPDATE outbox SET attempts = attempts + 1, reason = @p1 WHERE id = @p0 AND sent_at IS NULL", cancel, reason);

    private async ValueTask UpdateAsync(long sequence, string sql, CancellationToken cancel, object value)
    {
        await using var connection = await Of(sequence).Db.AppendAsync(cancel);
        await connection.ExecuteAsync(sql, sequence >> 1, value);
        await connection.CommitAsync();
    }

    /// <summary>Messages that wait, in both compartments.</summary>
    public async ValueTask<long> CountAsync(CancellationToken cancel)
    {
        var count = 0L;
        foreach (var vault in vaults.All)
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            count += await connection.NumberAsync("SELECT count(*) FROM outbox WHERE sent_at IS NULL") ?? 0;
        }
        return count;
    }
}
