using System.Text.Json;
using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Exchange;

/// <summary>What comes in: stored once, in effect once and in order, and what the sender is told of it.</summary>
internal sealed class ExchangeReceiving(VaultPair vaults, RecordWrites writes, ExchangeSending sending, ExchangeFiles files)
{
    /// <summary>How far a message may run ahead of its conversation: behind it nothing is stored, and the sender sends again.</summary>
    private const long Ahead = 10_000;

    private const long Waiting = 0, InEffect = (long)MessageState.InEffect, Refused = (long)MessageState.Refused;

    private Vault General => vaults.General;

    public async ValueTask<Outcome<TakenIn>> TakeInAsync(Session session, ArrivedEnvelope envelope, CancellationToken cancel)
    {
        List<Receipt> receipts = [];
        List<(long, bool)> settled;
        var fresh = 0;
        await using (var connection = await General.Db.WriteAsync(cancel))
        {
            var now = General.Now;
            var id = Convert.FromHexString(envelope.Id);
            if (await connection.NumberAsync("SELECT at FROM exchange_envelope WHERE partner = @p0 AND id = @p1", envelope.From, id) is { } before)
                return new Refusal("exchange.replayed", $"This envelope was taken in at {Days.Moment(before)}: once is enough.");
            await connection.ExecuteAsync("DELETE FROM exchange_envelope WHERE expires < @p0", Days.Ticks(now));
            await connection.ExecuteAsync("INSERT INTO exchange_envelope(partner, id, expires, at) VALUES (@p0, @p1, @p2, @p3)", envelope.From, id, Days.Ticks(envelope.Expires), Days.Ticks(now));
            await connection.ExecuteAsync(
                "INSERT INTO exchange_partner(partner, sent, received, heard_at, failures) VALUES (@p0, 0, 1, @p1, 0) ON CONFLICT(partner) DO UPDATE SET received = exchange_partner.received + 1, heard_at = excluded.heard_at",
                envelope.From, Days.Ticks(now));
            settled = await sending.ApplyAsync(connection, envelope.From, envelope.Receipts, now);
            foreach (var message in envelope.Messages)
                if (await StoreAsync(connection, envelope.From, message, now) is { } stored)
                {
                    receipts.Add(stored.Receipt);
                    if (stored.Fresh) fresh++;
                }
            foreach (var asked in envelope.Asks)
                if (await StateAsync(connection, envelope.From, Convert.FromHexString(asked)) is { } state) receipts.Add(state);
            await General.Chain.AddAsync(connection, [AuditRecord.Of(session, "exchange-received", null,
                new { envelope.From, Envelope = envelope.Id, envelope.Sequence, Messages = envelope.Messages.Count, Fresh = fresh, Receipts = envelope.Receipts.Count }, now)]);
            await connection.CommitAsync();
        }
        General.Scribe.Nudge();
        await sending.SettleOthersAsync(settled, cancel);
        return new TakenIn(receipts, fresh);
    }

    /// <returns>What to tell the sender; null when nothing was stored and it shall send again later.</returns>
    private async ValueTask<(Receipt Receipt, bool Fresh)?> StoreAsync(Connection connection, string from, IncomingMessage message, Instant now)
    {
        var mid = Convert.FromHexString(message.Id);
        if (await StateAsync(connection, from, mid) is { } known) return (known, false);
        var next = await connection.NumberAsync("SELECT next FROM exchange_stream WHERE partner = @p0 AND conversation = @p1", from, message.Conversation) ?? 1;
        // A number that another message holds: the sender's store was set back, or somebody plays with it. Neither may push out what was here.
        if (message.Number < next || await connection.NumberAsync("SELECT pos FROM exchange_in WHERE partner = @p0 AND conversation = @p1 AND number = @p2", from, message.Conversation, message.Number) is not null)
            return (new(message.Id, MessageState.Refused, "exchange.number-used"), false);
        if (message.Number >= next + Ahead) return null;
        await connection.ExecuteAsync(
            "INSERT INTO exchange_in(partner, conversation, number, mid, kind, payload, files, sent_at, received_at, state, attempts, try_at, told) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, 0, 0, 0, 1)",
            from, message.Conversation, message.Number, mid, message.Kind, message.Payload.ToArray(), message.Files is { Count: > 0 } announced ? JsonSerializer.Serialize(announced, BodyJson.Options) : null,
            Days.Ticks(message.SentAt), Days.Ticks(now));
        await connection.ExecuteAsync("INSERT INTO exchange_stream(partner, conversation, next) VALUES (@p0, @p1, 1) ON CONFLICT(partner, conversation) DO NOTHING", from, message.Conversation);
        if (message.Files is not null) await files.ExpectAsync(connection, from, mid, message.Files);
        return (new(message.Id, MessageState.Delivered), true);
    }

    private static async ValueTask<Receipt?> StateAsync(Connection connection, string from, byte[] mid) =>
        await connection.FirstAsync("SELECT state, code FROM exchange_in WHERE partner = @p0 AND mid = @p1",
            r => ReceiptOf(mid, r.GetInt64(0), r.IsDBNull(1) ? null : r.GetString(1)), from, mid);

    /// <summary>A waiting message is delivered as far as its sender is concerned; what it waits for is told to nobody.</summary>
    private static Receipt ReceiptOf(byte[] mid, long state, string? code) =>
        new(Convert.ToHexStringLower(mid), state == Waiting ? MessageState.Delivered : (MessageState)state, state == Refused ? code : null);

    public async ValueTask<IReadOnlyList<Receipt>> UntoldAsync(string partner, int limit, CancellationToken cancel)
    {
        await using var connection = await General.Db.ReadAsync(cancel);
        return await connection.QueryAsync("SELECT mid, state, code FROM exchange_in WHERE partner = @p0 AND told = 0 ORDER BY pos LIMIT @p1",
            r => ReceiptOf((byte[])r[0], r.GetInt64(1), r.IsDBNull(2) ? null : r.GetString(2)), partner, (long)limit);
    }

    public ValueTask ToldAsync(string partner, IReadOnlyList<Receipt> receipts, CancellationToken cancel) => TellAsync(partner, receipts, 1, cancel);

    public ValueTask UntellAsync(string partner, IReadOnlyList<Receipt> receipts, CancellationToken cancel) => TellAsync(partner, receipts, 0, cancel);

    /// <summary>Only for the state that the receipt names: a message that went further meanwhile has more to be told.</summary>
    private async ValueTask TellAsync(string partner, IReadOnlyList<Receipt> receipts, long told, CancellationToken cancel)
    {
        if (receipts.Count == 0) return;
        await using var connection = await General.Db.WriteAsync(cancel);
        foreach (var receipt in receipts)
            await connection.ExecuteAsync("UPDATE exchange_in SET told = @p3 WHERE partner = @p0 AND mid = @p1 AND state = @p2",
                partner, Convert.FromHexString(receipt.Id), receipt.State == MessageState.Delivered ? Waiting : (long)receipt.State, told);
        await connection.CommitAsync();
    }

    private const string ReadyFrom =
        """
        SELECT i.pos, i.partner, i.mid, i.conversation, i.number, i.kind, i.payload, i.sent_at, i.files, i.attempts,
            EXISTS (SELECT 1 FROM exchange_in n WHERE n.partner = i.partner AND n.conversation = i.conversation AND n.number = i.number + 1) FROM exchange_in i
        """;

    private const string Whole = "i.state = 0 AND i.try_at <= @p0 AND NOT EXISTS (SELECT 1 FROM exchange_file f WHERE f.partner = i.partner AND f.mid = i.mid AND f.have < f.size)";

    /// <summary>The state of a message whose turn it is; nothing for one whose turn has not come or is over.</summary>
    private const string Turn = "SELECT i.state FROM exchange_in i JOIN exchange_stream s ON s.partner = i.partner AND s.conversation = i.conversation AND s.next = i.number WHERE i.pos = @p0";

    private static ReadyMessage Read(System.Data.Common.DbDataReader r) => new(
        r.GetInt64(0),
        new(r.GetString(1), Convert.ToHexStringLower((byte[])r[2]), r.GetString(3), r.GetInt64(4), r.GetString(5), r.IsDBNull(6) ? default : (byte[])r[6], Days.Moment(r.GetInt64(7)),
            r.IsDBNull(8) ? null : JsonSerializer.Deserialize<IncomingFile[]>(r.GetString(8), BodyJson.Options)),
        (int)r.GetInt64(9), r.GetBoolean(10));

    public async ValueTask<IReadOnlyList<ReadyMessage>> ReadyAsync(int limit, CancellationToken cancel)
    {
        await using var connection = await General.Db.ReadAsync(cancel);
        return await WithFilesAsync(connection, await connection.QueryAsync(ReadyFrom + " JOIN exchange_stream s ON s.partner = i.partner AND s.conversation = i.conversation AND s.next = i.number WHERE " + Whole + " ORDER BY i.pos LIMIT @p1", Read, Days.Ticks(General.Now), (long)limit));
    }

    public async ValueTask<ReadyMessage?> FollowingAsync(ReadyMessage before, CancellationToken cancel)
    {
        await using var connection = await General.Db.ReadAsync(cancel);
        var ready = await WithFilesAsync(connection, await connection.QueryAsync(ReadyFrom + " WHERE " + Whole + " AND i.partner = @p1 AND i.conversation = @p2 AND i.number = @p3", Read,
            Days.Ticks(General.Now), before.Message.From, before.Message.Conversation, before.Message.Number + 1));
        return ready.Count > 0 ? ready[0] : null;
    }

    private async ValueTask<List<ReadyMessage>> WithFilesAsync(Connection connection, List<ReadyMessage> ready)
    {
        for (var i = 0; i < ready.Count; i++)
            if (ready[i].Message.Files is not null) ready[i] = ready[i] with { Message = ready[i].Message with { Files = await files.OfAsync(connection, ready[i].Message) } };
        return ready;
    }

    public async ValueTask<Outcome<IReadOnlyList<RecordView>>> TakeEffectAsync(Session session, ReadyMessage message, MessageEffect effect, CancellationToken cancel)
    {
        var prepared = effect.Files is { Count: > 0 } kept ? await files.PrepareAsync(message.Message, kept, cancel) : [];
        var (begun, done) = (false, false);
        try
        {
            var outcome = await writes.WriteAsync(session, effect.Changes, effect.Answers, null, cancel, new(
                async connection => begun = await IsTurnAsync(connection, message),
                async connection =>
                {
                    await files.KeepAsync(connection, session.Actor.Id, prepared);
                    await EndAsync(connection, message, InEffect, null, null);
                },
                About(message.Message)));
            done = outcome.Done && begun;
            if (done) await files.ForgetAsync(message.Message, cancel);
            return outcome;
        }
        finally { files.Finish(prepared, done); }
    }

    public ValueTask<bool> TakeEffectsAsync(IReadOnlyList<WantedEffect> run, CancellationToken cancel) => writes.WriteRunAsync(
        [.. run.Select(wanted => new PartOfRun(wanted.Session, wanted.Effect.Changes, wanted.Effect.Answers, new(
            connection => IsTurnAsync(connection, wanted.Ready), connection => EndAsync(connection, wanted.Ready, InEffect, null, null), About(wanted.Ready.Message))))], cancel);

    private static async ValueTask<bool> IsTurnAsync(Connection connection, ReadyMessage message) => await connection.NumberAsync(Turn, message.Position) == Waiting;

    private static object About(IncomingMessage message) => new { message.From, message.Id, message.Kind, message.Conversation, message.Number };

    /// <summary>Ends a message and lets the next of its conversation come. Its payload goes: what it brought is in the records.</summary>
    private async ValueTask EndAsync(Connection connection, ReadyMessage message, long state, string? code, string? reason)
    {
        await connection.ExecuteAsync("UPDATE exchange_in SET state = @p1, code = @p2, reason = @p3, payload = NULL, ended_at = @p4, told = 0 WHERE pos = @p0",
            message.Position, state, code, reason, Days.Ticks(General.Now));
        await connection.ExecuteAsync("UPDATE exchange_stream SET next = @p2 WHERE partner = @p0 AND conversation = @p1 AND next = @p3",
            message.Message.From, message.Message.Conversation, message.Message.Number + 1, message.Message.Number);
    }

    public async ValueTask RefuseAsync(Session session, ReadyMessage message, IReadOnlyList<Refusal> refusals, CancellationToken cancel)
    {
        var reason = string.Join(' ', refusals.Select(r => r.Message));
        await using (var connection = await General.Db.WriteAsync(cancel))
        {
            if (!await IsTurnAsync(connection, message)) return;
            await Quarantine.AddAsync(connection, General.Now, message.Message.From, message.Message.Id, refusals[0].Code, reason, message.Message.Payload);
            await EndAsync(connection, message, Refused, refusals[0].Code, reason);
            await General.Chain.AddAsync(connection, [AuditRecord.Of(session, "exchange-refused", null,
                new { message.Message.From, Message = message.Message.Id, message.Message.Kind, Refused = refusals.Select(r => r.Code) }, General.Now)]);
            await connection.CommitAsync();
        }
        General.Scribe.Nudge();
        await files.ForgetAsync(message.Message, cancel);
    }

    public async ValueTask PostponeAsync(ReadyMessage message, Instant until, string code, CancellationToken cancel)
    {
        await using var connection = await General.Db.WriteAsync(cancel);
        await connection.ExecuteAsync("UPDATE exchange_in SET try_at = @p1, code = @p2, attempts = attempts + 1 WHERE pos = @p0 AND state = 0", message.Position, Days.Ticks(until), code);
        await connection.CommitAsync();
    }

    public async ValueTask HurryAsync(CancellationToken cancel)
    {
        await using var connection = await General.Db.WriteAsync(cancel);
        await connection.ExecuteAsync("UPDATE exchange_in SET try_at = 0 WHERE state = 0 AND try_at > 0");
        await connection.CommitAsync();
    }
}
