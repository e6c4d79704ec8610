using System.Security.Cryptography;
using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Exchange;

/// <summary>What goes out: messages of both outboxes, numbered within their conversations, and what partners said of them.</summary>
internal sealed class ExchangeSending(VaultPair vaults)
{
    private const int AtOnce = 1000;
    private Vault General => vaults.General;

    /// <summary>Messages are numbered in the order of their commits. A message keeps its number and its name for ever.</summary>
    public async ValueTask<int> NumberAsync(CancellationToken cancel)
    {
        var count = 0;
        for (var compartment = 0; compartment < vaults.All.Count; compartment++)
        {
            var vault = vaults.All[compartment];
            List<(long Id, string Partner, string Conversation)> fresh;
            await using (var read = await General.Db.ReadAsync(cancel))
            {
                var known = await ClaimedAsync(read, compartment);
                await using var outbox = await vault.Db.ReadAsync(cancel);
                fresh = await FreshAsync(outbox, known);
            }
            if (fresh.Count == 0) continue;
            await using var connection = await General.Db.WriteAsync(cancel);
            // Asked again under the lock: another process may have been here.
            var claimed = await ClaimedAsync(connection, compartment);
            Dictionary<(string, string), long> next = [];
            foreach (var (id, partner, conversation) in fresh.Where(f => f.Id > claimed))
            {
                if (!next.TryGetValue((partner, conversation), out var number))
                    number = (await connection.NumberAsync("SELECT max(number) FROM exchange_out WHERE partner = @p0 AND conversation = @p1", partner, conversation) ?? 0) + 1;
                await connection.ExecuteAsync("INSERT INTO exchange_out(seq, partner, conversation, number, mid, state) VALUES (@p0, @p1, @p2, @p3, @p4, 0)",
                    id << 1 | (long)compartment, partner, conversation, number, RandomNumberGenerator.GetBytes(16));
                next[(partner, conversation)] = number + 1;
                count++;
            }
            await connection.ExecuteAsync("INSERT INTO exchange_claim(compartment, id) VALUES (@p0, @p1) ON CONFLICT(compartment) DO UPDATE SET id = excluded.id",
                (long)compartment, Math.Max(claimed, fresh[^1].Id));
            await connection.CommitAsync();
        }
        return count;
    }

    private static async ValueTask<long> ClaimedAsync(Connection connection, int compartment) =>
        await connection.NumberAsync("SELECT id FROM exchange_claim WHERE compartment = @p0", (long)compartment) ?? 0;

    private static ValueTask<List<(long, string, string)>> FreshAsync(Connection connection, long after) => connection.QueryAsync(
        "SELECT id, partner, conversation FROM outbox WHERE id > @p0 ORDER BY id LIMIT @p1", r => (r.GetInt64(0), r.GetString(1), r.GetString(2)), after, (long)AtOnce);

    public async ValueTask<IReadOnlyList<string>> PartnersWithWorkAsync(Instant deliveredBefore, CancellationToken cancel)
    {
        SortedSet<string> partners = new(StringComparer.Ordinal);
        await using (var connection = await General.Db.ReadAsync(cancel))
            partners.UnionWith(await connection.QueryAsync(
                "SELECT partner FROM exchange_out WHERE state = 0 UNION SELECT partner FROM exchange_in WHERE told = 0 UNION SELECT partner FROM exchange_out WHERE state = 1 AND delivered_at < @p0",
                r => r.GetString(0), Days.Ticks(deliveredBefore)));
        foreach (var vault in vaults.All)
        {
            await using var outbox = await vault.Db.ReadAsync(cancel);
            partners.UnionWith(await outbox.QueryAsync("SELECT DISTINCT o.partner FROM exchange_send_file f JOIN outbox o ON o.id = f.seq WHERE o.sent_at IS NOT NULL", r => r.GetString(0)));
        }
        return [.. partners];
    }

    public async ValueTask<IReadOnlyList<FileToSend>> FilesToSendAsync(string partner, bool queuedToo, int limit, CancellationToken cancel)
    {
        List<FileToSend> files = [];
        for (var compartment = 0; compartment < vaults.All.Count && files.Count < limit; compartment++)
        {
            List<(long Seq, string Address, string? Sha256, long Size)> rows;
            await using (var outbox = await vaults.All[compartment].Db.ReadAsync(cancel))
                rows = await outbox.QueryAsync(
                    "SELECT f.seq, f.address, a.sha256, a.size FROM exchange_send_file f JOIN outbox o ON o.id = f.seq LEFT JOIN attachment a ON a.address = f.address WHERE o.partner = @p0 ORDER BY f.seq, f.address",
                    r => (r.GetInt64(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.IsDBNull(3) ? 0 : r.GetInt64(3)), partner);
            await using var connection = await General.Db.ReadAsync(cancel);
            foreach (var row in rows)
            {
                if (files.Count >= limit) break;
                if (await connection.FirstAsync("SELECT mid, state FROM exchange_out WHERE seq = @p0", r => (Mid: (byte[])r[0], State: r.GetInt64(1)), row.Seq << 1 | (long)compartment) is not { Mid: not null } sent) continue;
                if (sent.State != (long)MessageState.Delivered && !(queuedToo && sent.State == 0)) continue;
                files.Add(new(Convert.ToHexStringLower(sent.Mid), row.Sha256 is null ? null : row.Address, row.Sha256 ?? "", row.Size));
            }
        }
        return [.. files.DistinctBy(f => (f.Message, f.Sha256))];
    }

    public async ValueTask<IReadOnlyList<NumberedMessage>> QueuedAsync(string partner, long after, int limit, long bytes, CancellationToken cancel)
    {
        List<(long Pos, long Seq, string Conversation, long Number, byte[] Mid)> rows;
        await using (var connection = await General.Db.ReadAsync(cancel))
            rows = await connection.QueryAsync("SELECT pos, seq, conversation, number, mid FROM exchange_out WHERE partner = @p0 AND state = 0 AND pos > @p1 ORDER BY pos LIMIT @p2",
                r => (r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetInt64(3), (byte[])r[4]), partner, after, (long)limit);
        List<NumberedMessage> messages = new(rows.Count);
        var size = 0L;
        var open = new Connection?[vaults.All.Count];
        try
        {
            foreach (var row in rows)
            {
                var compartment = (int)(row.Seq & 1);
                var outbox = open[compartment] ??= await vaults.All[compartment].Db.ReadAsync(cancel);
                if (await outbox.FirstAsync("SELECT kind, payload, at FROM outbox WHERE id = @p0", r => (Kind: r.GetString(0), Payload: (byte[])r[1], At: r.GetInt64(2)), row.Seq >> 1) is not { Kind: not null } found) continue;
                size += found.Payload.Length;
                if (messages.Count > 0 && size > bytes) break;
                var files = await outbox.QueryAsync("SELECT a.file_name, a.size, a.sha256 FROM exchange_send_file f JOIN attachment a ON a.address = f.address WHERE f.seq = @p0 ORDER BY f.address",
                    r => new IncomingFile(r.GetString(0), r.GetInt64(1), r.GetString(2)), row.Seq >> 1);
                files = [.. files.DistinctBy(f => f.Sha256)];
                messages.Add(new(row.Pos, partner, Convert.ToHexStringLower(row.Mid), row.Conversation, row.Number, found.Kind, found.Payload, Days.Moment(found.At), files));
            }
        }
        finally { foreach (var connection in open) if (connection is not null) await connection.DisposeAsync(); }
        return messages;
    }

    public async ValueTask<IReadOnlyList<string>> OpenAsync(string partner, Instant deliveredBefore, int limit, CancellationToken cancel)
    {
        await using var connection = await General.Db.ReadAsync(cancel);
        return await connection.QueryAsync("SELECT mid FROM exchange_out WHERE partner = @p0 AND state = 1 AND delivered_at < @p1 ORDER BY pos LIMIT @p2",
            r => Convert.ToHexStringLower((byte[])r[0]), partner, Days.Ticks(deliveredBefore), (long)limit);
    }

    /// <summary>Notes what a partner said. A later word never takes back an earlier one: what is in effect stays so.</summary>
    /// <returns>Messages of the outboxes whose row changes with it.</returns>
    public async ValueTask<List<(long Seq, bool Ended)>> ApplyAsync(Connection connection, string partner, IReadOnlyList<Receipt> receipts, Instant now)
    {
        List<(long, bool)> changed = [];
        foreach (var receipt in receipts)
        {
            var mid = Convert.FromHexString(receipt.Id);
            if (await connection.FirstAsync("SELECT seq, state FROM exchange_out WHERE mid = @p0 AND partner = @p1", r => (Seq: r.GetInt64(0), State: r.GetInt64(1)), mid, partner) is not { Seq: > 0 } row) continue;
            if (row.State >= 2 || (int)receipt.State <= row.State) continue;
            var ended = receipt.State is MessageState.InEffect or MessageState.Refused;
            await connection.ExecuteAsync("UPDATE exchange_out SET state = @p1, delivered_at = coalesce(delivered_at, @p2), ended_at = @p3, code = @p4 WHERE mid = @p0",
                mid, (long)receipt.State, Days.Ticks(now), ended ? Days.Ticks(now) : null, receipt.Code);
            changed.Add((row.Seq, ended));
            // The general outbox is in this database; the other one is brought up to date after the commit, and again by whoever asks.
            if ((row.Seq & 1) == 0) await SettleAsync(connection, row.Seq, ended, now);
        }
        return changed;
    }

    /// <summary>Brings rows of the other outbox up to date.</summary>
    public async ValueTask SettleOthersAsync(IReadOnlyList<(long Seq, bool Ended)> changed, CancellationToken cancel)
    {
        var theirs = changed.Where(c => (c.Seq & 1) == 1).ToArray();
        if (theirs.Length == 0) return;
        await using var connection = await vaults.Protection.Db.AppendAsync(cancel);
        foreach (var (seq, ended) in theirs) await SettleAsync(connection, seq, ended, General.Now);
        await connection.CommitAsync();
    }

    /// <summary>A message that ended needs its payload no more: what it carried is in the record, and is erased there.</summary>
    private static async ValueTask SettleAsync(Connection connection, long seq, bool ended, Instant now)
    {
        await connection.ExecuteAsync("UPDATE outbox SET sent_at = coalesce(sent_at, @p1), reason = NULL WHERE id = @p0", seq >> 1, Days.Ticks(now));
        if (!ended) return;
        await connection.ExecuteAsync("UPDATE outbox SET payload = @p1 WHERE id = @p0", seq >> 1, Array.Empty<byte>());
        await connection.ExecuteAsync("DELETE FROM exchange_send_file WHERE seq = @p0", seq >> 1);
    }

    public async ValueTask<long> NextSequenceAsync(string partner, CancellationToken cancel)
    {
        await using var connection = await General.Db.WriteAsync(cancel);
        await connection.ExecuteAsync("INSERT INTO exchange_partner(partner, sent, received, failures) VALUES (@p0, 1, 0, 0) ON CONFLICT(partner) DO UPDATE SET sent = exchange_partner.sent + 1", partner);
        var sequence = await connection.NumberAsync("SELECT sent FROM exchange_partner WHERE partner = @p0", partner);
        await connection.CommitAsync();
        return sequence!.Value;
    }

    public async ValueTask ReachedAsync(string partner, string? fault, CancellationToken cancel)
    {
        await using var connection = await General.Db.WriteAsync(cancel);
        await connection.ExecuteAsync("INSERT INTO exchange_partner(partner, sent, received, failures) VALUES (@p0, 0, 0, 0) ON CONFLICT(partner) DO NOTHING", partner);
        if (fault is null) await connection.ExecuteAsync("UPDATE exchange_partner SET reached_at = @p1, failures = 0, fault = NULL WHERE partner = @p0", partner, Days.Ticks(General.Now));
        else await connection.ExecuteAsync("UPDATE exchange_partner SET failures = failures + 1, fault = @p1 WHERE partner = @p0", partner, fault);
        await connection.CommitAsync();
    }
}
