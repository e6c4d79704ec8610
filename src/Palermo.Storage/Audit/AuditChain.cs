using Npgsql;
using NpgsqlTypes;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Audit;

/// <summary>The hash chain of one compartment.</summary>
/// <remarks>
/// Hash of an entry = SHA-256(hash of the one before || bytes of the entry); the first follows 32 zero bytes. On SQLite an entry is chained in
/// the transaction that writes it, with the head read there: another process may have written since. On PostgreSQL entries commit with their
/// change, and one sealer chains them soon after, in the order in which it finds them committed.
/// </remarks>
internal sealed class AuditChain(Vault vault)
{
    private const int SealedAtOnce = 2_000;
    private static readonly byte[] Genesis = new byte[32];

    public async ValueTask<(long Sequence, byte[] Hash)> HeadAsync(Connection connection)
    {
        var head = await connection.FirstAsync("SELECT aseq, hash FROM audit WHERE aseq IS NOT NULL ORDER BY aseq DESC LIMIT 1", r => (r.GetInt64(0), (byte[])r[1]));
        if (head.Item2 is not null) return head;
        return await BaseAsync(connection) is { } begin ? (begin.Sequence, begin.Hash) : (0, Genesis);
    }

    /// <summary>The signed head that the log begins behind, where entries were pruned.</summary>
    private static async ValueTask<(long Sequence, byte[] Hash, string Signature)?> BaseAsync(Connection connection)
    {
        var rows = await connection.QueryAsync("SELECT aseq, hash, signature FROM audit_base", r => (r.GetInt64(0), (byte[])r[1], System.Text.Encoding.UTF8.GetString((byte[])r[2])));
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Writes entries within a transaction.</summary>
    /// <returns>Where the last lies in the table of the log.</returns>
    public async ValueTask<long> AddAsync(Connection connection, IReadOnlyList<AuditRecord> entries)
    {
        var (sequence, hash) = vault.Db.ChainsInline ? await HeadAsync(connection) : default;
        var position = 0L;
        foreach (var entry in entries)
        {
            if (vault.Db.ChainsInline)
            {
                position = ++sequence;
                hash = AuditRecord.Hash(hash, entry.Entry);
                await connection.ExecuteAsync("INSERT INTO audit(pos, aseq, actor, entry, hash) VALUES (@p0, @p0, @p1, @p2, @p3)", sequence, entry.Actor, entry.Entry, hash);
            }
            else position = await connection.NumberAsync("INSERT INTO audit(actor, entry) VALUES (@p0, @p1) RETURNING pos", entry.Actor, entry.Entry) ?? 0;
            foreach (var subject in entry.About)
                await connection.ExecuteAsync("INSERT INTO audit_about(subject, pos) VALUES (@p0, @p1)", AuditRecord.Key(subject), position);
            if (entry.Batch is { } batch)
                await connection.ExecuteAsync("INSERT INTO audit_batch(seq_to, seq_from, pos) VALUES (@p0, @p1, @p2)", batch.To, batch.From, position);
        }
        return position;
    }

    /// <summary>Chains what is committed and not yet chained (PostgreSQL). One sealer at a time, whichever process it is in.</summary>
    /// <returns>How many were chained; 0 when there were none or another sealer is at work.</returns>
    /// <param name="wait">Whether to wait for the other sealer, so that what is committed now is chained when this returns.</param>
    public async ValueTask<int> SealAsync(CancellationToken cancel, bool wait = false)
    {
        if (vault.Db.ChainsInline) return 0;
        await using var connection = await vault.Db.AppendAsync(cancel);
        if (wait) await connection.QueryAsync("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(@p0, 0))", r => r.GetInt32(0), "palermo-seal:" + vault.Db.Name);
        else if (!await connection.FirstAsync("SELECT pg_try_advisory_xact_lock(hashtextextended(@p0, 0))", r => r.GetBoolean(0), "palermo-seal:" + vault.Db.Name)) return 0;
        var waiting = await connection.QueryAsync($"SELECT pos, entry FROM audit WHERE aseq IS NULL ORDER BY pos LIMIT {SealedAtOnce}", r => (Pos: r.GetInt64(0), Entry: (byte[])r[1]));
        if (waiting.Count == 0) return 0;
        var (sequence, hash) = await HeadAsync(connection);
        var hashes = new byte[waiting.Count][];
        for (var i = 0; i < waiting.Count; i++) hashes[i] = hash = AuditRecord.Hash(hash, waiting[i].Entry);
        await using var command = (NpgsqlCommand)connection.Raw.CreateCommand();
        command.CommandText = "UPDATE audit a SET aseq = u.aseq, hash = u.hash FROM unnest(@pos, @aseq, @hash) AS u(pos, aseq, hash) WHERE a.pos = u.pos";
        command.Parameters.Add(new("pos", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = waiting.Select(w => w.Pos).ToArray() });
        command.Parameters.Add(new("aseq", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = Enumerable.Range(1, waiting.Count).Select(i => sequence + i).ToArray() });
        command.Parameters.Add(new("hash", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = hashes });
        await command.ExecuteNonQueryAsync(cancel);
        await connection.CommitAsync();
        return waiting.Count;
    }

    /// <summary>Walks the chain from its first entry, or from the signed head behind which it begins, and compares the heads deposited with partners.</summary>
    public async ValueTask<AuditVerdict> VerifyAsync(CancellationToken cancel)
    {
        await using var connection = await vault.Db.ReadAsync(cancel);
        var deposited = (await connection.QueryAsync("SELECT aseq, hash, partner FROM audit_head", r => (Seq: r.GetInt64(0), Hash: (byte[])r[1], Partner: r.GetString(2))))
            .ToLookup(d => d.Seq);
        var (at, hash, count) = (0L, Genesis, 0L);
        AuditFault? fault = null;
        if (await BaseAsync(connection) is { } begin)
        {
            (at, hash) = (begin.Sequence, begin.Hash);
            if (vault.Catalogue.Identity is { } identity && AuditHeads.Doubt(vault.Compartment, at, hash, begin.Signature, identity) is { } doubt) fault = new(at, doubt);
            else if (deposited[at].Any(d => !d.Hash.AsSpan().SequenceEqual(begin.Hash)))
                fault = new(at, $"The head behind which the log begins differs from that deposited with {deposited[at].First(d => !d.Hash.AsSpan().SequenceEqual(begin.Hash)).Partner}: it was rewritten.");
        }
        while (fault is null)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await connection.QueryAsync("SELECT aseq, entry, hash FROM audit WHERE aseq > @p0 ORDER BY aseq LIMIT 2000",
                r => (Seq: r.GetInt64(0), Entry: (byte[])r[1], Hash: r.IsDBNull(2) ? [] : (byte[])r[2]), at);
            if (page.Count == 0) break;
            foreach (var row in page)
            {
                if (row.Seq != at + 1) fault = new(at + 1, row.Seq == at + 2 ? "The entry was removed." : $"The entries from here to {row.Seq - 1} were removed.");
                else if (!AuditRecord.Hash(hash, row.Entry).AsSpan().SequenceEqual(row.Hash)) fault = new(row.Seq, "The entry was altered, inserted, or one before it exchanged.");
                else if (deposited[row.Seq].Any(d => !d.Hash.AsSpan().SequenceEqual(row.Hash)))
                    fault = new(row.Seq, $"The chain differs from the head deposited with {deposited[row.Seq].First(d => !d.Hash.AsSpan().SequenceEqual(row.Hash)).Partner}: it was rewritten.");
                if (fault is not null) break;
                (at, hash) = (row.Seq, row.Hash);
                count++;
            }
        }
        if (fault is null && deposited.Select(d => d.Key).DefaultIfEmpty().Max() is var last && last > at)
            fault = new(at + 1, $"The log ends before entry {last}, whose hash is deposited with {deposited[last].First().Partner}: its tail was removed.");
        var open = await connection.NumberAsync("SELECT count(*) FROM audit WHERE aseq IS NULL") ?? 0;
        return new(count, open, Convert.ToHexStringLower(hash), fault);
    }
}
