using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Exchange;

/// <summary>What was exchanged, read from the outboxes and from what partners said.</summary>
internal sealed class ExchangeLog(VaultPair vaults) : IExchangeLog
{
    private sealed record Row(long Id, string To, string Conversation, string Kind, Instant At);

    public async ValueTask<IReadOnlyList<SentMessage>> AboutAsync(RecordId record, CancellationToken cancel = default)
    {
        List<SentMessage> sent = [];
        for (var compartment = 0; compartment < vaults.All.Count; compartment++)
        {
            await using var connection = await vaults.All[compartment].Db.ReadAsync(cancel);
            foreach (var row in await connection.QueryAsync("SELECT id, partner, conversation, kind, at FROM outbox WHERE about = @p0 ORDER BY id",
                r => new Row(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), Days.Moment(r.GetInt64(4))), record.ToBytes()))
                sent.Add(await StateAsync(row, compartment, cancel));
        }
        return sent;
    }

    public async ValueTask<IReadOnlyList<SentMessage>> ConversationAsync(string partner, string conversation, CancellationToken cancel = default)
    {
        await using var connection = await vaults.General.Db.ReadAsync(cancel);
        List<SentMessage> sent = [];
        foreach (var row in await connection.QueryAsync("SELECT id, partner, conversation, kind, at FROM outbox WHERE partner = @p0 AND conversation = @p1 ORDER BY id",
            r => new Row(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), Days.Moment(r.GetInt64(4))), partner, conversation))
            sent.Add(await StateAsync(row, 0, cancel));
        return sent;
    }

    private async ValueTask<SentMessage> StateAsync(Row row, int compartment, CancellationToken cancel)
    {
        await using var connection = await vaults.General.Db.ReadAsync(cancel);
        var state = await connection.FirstAsync("SELECT mid, state, delivered_at, ended_at, code FROM exchange_out WHERE seq = @p0",
            r => new SentMessage(row.To, row.Conversation, row.Kind, Convert.ToHexStringLower((byte[])r[0]), row.At, r.IsDBNull(2) ? null : Days.Moment(r.GetInt64(2)), r.IsDBNull(3) ? null : Days.Moment(r.GetInt64(3)),
                (MessageState)r.GetInt64(1), r.IsDBNull(4) ? null : r.GetString(4)), row.Id << 1 | (long)compartment);
        return state ?? new(row.To, row.Conversation, row.Kind, null, row.At, null, null, MessageState.Queued, null);
    }

    /// <summary>How the exchange stands, by partner.</summary>
    public async ValueTask<IReadOnlyList<PartnerTraffic>> TrafficAsync(CancellationToken cancel)
    {
        await using var connection = await vaults.General.Db.ReadAsync(cancel);
        var known = (await connection.QueryAsync("SELECT partner, sent, received, reached_at, heard_at, fault FROM exchange_partner",
            r => (Partner: r.GetString(0), Sent: r.GetInt64(1), Received: r.GetInt64(2), Reached: r.IsDBNull(3) ? (long?)null : r.GetInt64(3), Heard: r.IsDBNull(4) ? (long?)null : r.GetInt64(4), Fault: r.IsDBNull(5) ? null : r.GetString(5)))).ToDictionary(k => k.Partner, StringComparer.Ordinal);
        var sent = await connection.QueryAsync("SELECT partner, state, count(*), min(pos) FROM exchange_out GROUP BY partner, state", r => (Partner: r.GetString(0), State: r.GetInt64(1), Count: r.GetInt64(2), First: r.GetInt64(3)));
        var came = await connection.QueryAsync("SELECT partner, state, count(*) FROM exchange_in GROUP BY partner, state", r => (Partner: r.GetString(0), State: r.GetInt64(1), Count: r.GetInt64(2)));
        List<PartnerTraffic> traffic = [];
        foreach (var partner in known.Keys.Concat(sent.Select(s => s.Partner)).Concat(came.Select(c => c.Partner)).Distinct().Order(StringComparer.Ordinal))
        {
            long Sent(MessageState state) => sent.Where(s => s.Partner == partner && s.State == (long)state).Sum(s => s.Count);
            Instant? oldest = null;
            if (sent.FirstOrDefault(s => s.Partner == partner && s.State == 0) is { Count: > 0 } queued
                && await connection.NumberAsync("SELECT seq FROM exchange_out WHERE pos = @p0", queued.First) is { } seq)
            {
                await using var outbox = await vaults.All[(int)(seq & 1)].Db.ReadAsync(cancel);
                if (await outbox.NumberAsync("SELECT at FROM outbox WHERE id = @p0", seq >> 1) is { } at) oldest = Days.Moment(at);
            }
            var node = known.GetValueOrDefault(partner);
            traffic.Add(new(partner, Sent(MessageState.Queued), oldest, Sent(MessageState.Delivered), Sent(MessageState.InEffect), Sent(MessageState.Refused),
                came.Where(c => c.Partner == partner && c.State == 0).Sum(c => c.Count), came.Where(c => c.Partner == partner).Sum(c => c.Count), node.Sent, node.Received,
                node.Reached is { } reached ? Days.Moment(reached) : null, node.Heard is { } heard ? Days.Moment(heard) : null, node.Fault));
        }
        return traffic;
    }
}
