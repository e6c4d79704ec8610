using System.Text;
using System.Text.Json;
using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;
using Palermo.Storage.Keeping;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Records;

/// <summary>Makes the changes of one call in one transaction with their audit entry and messages, or none of them (law 2).</summary>
internal sealed class RecordWrites(VaultPair vaults, Files files, ErasureJournal journal)
{
    /// <summary>So long a repeated call is recognised by its key.</summary>
    private static readonly Duration KeysKept = Duration.FromDays(7);

    public async ValueTask<Outcome<IReadOnlyList<RecordView>>> WriteAsync(
        Session session, IReadOnlyList<RecordChange> changes, IReadOnlyList<OutgoingMessage>? messages, IdempotencyKey? idempotencyKey, CancellationToken cancel, Within? within = null)
    {
        List<Refusal> refusals = [];
        changes = [.. changes.Select(WithId)];
        var home = within is not null && changes.Count == 0 ? vaults.General : await HomeAsync(session, changes, refusals, cancel);
        if (home is not null && refusals.Count == 0)
        {
            var outcome = await TryAsync(session, home, changes, messages ?? [], idempotencyKey, refusals, within, cancel);
            if (refusals.Count == 0) return Outcome(outcome);
        }
        // A refusal leaves an entry too; who tried what is part of the log.
        await vaults.LogAsync(session, "write-refused", changes.Count == 1 ? Target(changes[0]).ToString() : null,
            new { Changes = changes.Select(c => c.GetType().Name), Refused = refusals.Select(r => r.Code).Distinct() });
        return Outcome<IReadOnlyList<RecordView>>.Refused([.. refusals.Distinct()]);
    }

    private static Outcome<IReadOnlyList<RecordView>> Outcome(List<RecordView> views) => (RecordView[])[.. views];

    private RecordChange WithId(RecordChange change) => change is RecordChange.Create { Header: { Id: var id } header } create && id == default
        ? create with { Header = header with { Id = vaults.General.Catalogue.Ids.Next() } }
        : change;

    private static RecordId Target(RecordChange change) => change switch
    {
        RecordChange.Create c => c.Header.Id,
        RecordChange.Edit e => e.Id,
        RecordChange.Step s => s.Id,
        RecordChange.Withdraw w => w.Id,
        RecordChange.Erase e => e.Id,
        _ => throw new ArgumentException($"There is no change {change.GetType().Name}."),
    };

    /// <summary>The one compartment that all changes are about; null with the reason when there is none, or two.</summary>
    private async ValueTask<Vault?> HomeAsync(Session session, IReadOnlyList<RecordChange> changes, List<Refusal> refusals, CancellationToken cancel)
    {
        HashSet<Vault> homes = [];
        var made = changes.OfType<RecordChange.Create>().Select(c => c.Header.Id).ToHashSet();
        foreach (var change in changes)
        {
            if (change is RecordChange.Create create)
            {
                var kind = vaults.General.Catalogue.Find(create.Header.Kind);
                if (kind is null) refusals.Add(new("write.kind", $"There is no kind '{create.Header.Kind}' here.", Field: "kind"));
                else if (kind.Compartment == Compartment.Protection && session.Work.Purpose != Purpose.Protection) refusals.Add(Refusal.NotFound);
                else homes.Add(vaults.Of(kind.Compartment));
                continue;
            }
            if (made.Contains(Target(change))) continue;
            Vault? found = null;
            foreach (var vault in vaults.For(session))
            {
                await using var connection = await vault.Db.ReadAsync(cancel);
                if (await connection.NumberAsync("SELECT rid FROM record WHERE uuid = @p0", Target(change).ToBytes()) is not null) found = vault;
            }
            if (found is null) refusals.Add(Refusal.NotFound);
            else homes.Add(found);
        }
        if (homes.Count > 1) refusals.Add(new("write.two-compartments", "One write changes records of protection or others, never both: they share no transaction.", "Palermo, law 3"));
        return homes.Count == 1 ? homes.First() : null;
    }

    private async ValueTask<List<RecordView>> TryAsync(
        Session session, Vault vault, IReadOnlyList<RecordChange> changes, IReadOnlyList<OutgoingMessage> messages, IdempotencyKey? idempotencyKey, List<Refusal> refusals, Within? within, CancellationToken cancel)
    {
        await using var connection = await vault.Db.WriteAsync(cancel);
        if (within is not null && !await within.Begin(connection)) return [];
        var request = idempotencyKey is null ? [] : vault.Veil(idempotencyKey.Asked ?? Request(vault, changes, messages));
        if (idempotencyKey is not null && await BeforeAsync(connection, session, idempotencyKey) is { } before)
        {
            if (before.Request.AsSpan().SequenceEqual(request)) return await AnswerAsync(session, vault, connection, before.Answer);
            refusals.Add(UsedOtherwise);
            return [];
        }
        var writing = await Writing.BeginAsync(vault, connection, session);
        var writer = new RecordWriter(vault, vault == vaults.Protection ? vaults.General : null, writing);
        foreach (var change in changes) await writer.ApplyAsync(change);
        if (writer.Refusals.Count == 0) await writer.CheckLinksAsync(cancel);
        refusals.AddRange(writer.Refusals);
        refusals.AddRange(await MessageProblemsAsync(session, vault, connection, messages));
        if (refusals.Count > 0) return [];

        Fault.Point("changes-made");
        List<string> gone = [];
        foreach (var erased in writing.Done.Where(d => d.Action == "erase"))
        {
            gone.AddRange(await Erasure.TakeFilesAsync(connection, erased.Rid));
            var reason = changes.OfType<RecordChange.Erase>().First(e => e.Id == erased.Id).Reason!;
            await journal.NoteAsync(connection, erased.Id, writing.Now, session.Actor.Id, reason);
        }
        if (gone.Count > 0 || writing.Done.Any(d => d.Action == "erase")) await vault.Db.ScrubAsync(connection, inTransaction: true);
        await QueueAsync(connection, messages, writing.Now);
        Fault.Point("messages-queued");
        await LogAsync(vault, session, writing, messages, within?.About);
        if (within is not null) await within.End(connection);
        Fault.Point("logged");
        var answer = JsonSerializer.Serialize(writing.Done.Select(d => new Answered(d.Id, d.Seq)).ToArray(), BodyJson.Options);
        if (idempotencyKey is not null)
        {
            await connection.ExecuteAsync("DELETE FROM idempotency WHERE at < @p0", Days.Ticks(writing.Now - KeysKept));
            await connection.ExecuteAsync("INSERT INTO idempotency(actor, key, request, answer, at) VALUES (@p0, @p1, @p2, @p3, @p4)",
                session.Actor.Id, idempotencyKey.Key, request, answer, Days.Ticks(writing.Now));
        }
        var views = await AnswerAsync(session, vault, connection, answer);
        await connection.CommitAsync();
        writing.Naming.Committed();
        vault.Scribe.Nudge();
        Fault.Point("committed");
        if (writing.Done.Any(d => d.Action == "erase")) await AfterErasureAsync(vault, connection, gone);
        return views;
    }

    private static readonly Refusal UsedOtherwise = new("write.idempotency", "The idempotency key was used for other changes: take a new one.");

    private static async ValueTask<(byte[] Request, string Answer)?> BeforeAsync(Connection connection, Session session, IdempotencyKey key) =>
        await connection.FirstAsync("SELECT request, answer FROM idempotency WHERE actor = @p0 AND key = @p1", r => (Request: (byte[])r[0], Answer: r.GetString(1)), session.Actor.Id, key.Key) is { Request: not null } before ? before : null;

    /// <summary>What a write under the key gave before, as the session may see it now; null when no write of the last days had it.</summary>
    public async ValueTask<Outcome<IReadOnlyList<RecordView>>?> AnsweredAsync(Session session, IdempotencyKey key, CancellationToken cancel)
    {
        foreach (var vault in vaults.For(session))
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            if (await BeforeAsync(connection, session, key) is not { } before) continue;
            return key.Asked is { } asked && before.Request.AsSpan().SequenceEqual(vault.Veil(asked)) ? Outcome(await AnswerAsync(session, vault, connection, before.Answer)) : UsedOtherwise;
        }
        return null;
    }

    /// <summary>After an erasure has committed: the journal that a restore replays, the files, and what the database still holds in its pages.</summary>
    private async ValueTask AfterErasureAsync(Vault vault, Connection connection, List<string> gone)
    {
        await journal.CatchUpAsync(vault, connection);
        foreach (var address in gone) files.Remove(address);
        await vault.Db.ScrubAsync(connection, inTransaction: false);
    }

    private static async ValueTask LogAsync(Vault vault, Session session, Writing writing, IReadOnlyList<OutgoingMessage> messages, object? message)
    {
        var single = writing.Done.Count == 1 ? writing.Done[0] : null;
        var detail = new
        {
            Changes = writing.Done.Select(d => new
            {
                Record = d.Id, d.Version, Sequence = d.Seq, Action = single is null ? d.Action : null, Fields = d.Fields.Count > 0 ? d.Fields : null, Commitment = Convert.ToHexStringLower(d.Commitment),
            }),
            Message = message,
            Sends = messages.Count > 0 ? messages.Select(m => new { m.To, m.Kind, m.About }) : null,
        };
        var entry = AuditRecord.Of(session, single?.Action ?? (writing.Done.Count == 0 ? "message" : "write"), single?.Id.ToString(), detail, writing.Now, writing.Done.Select(d => d.Id.ToString()));
        await vault.Chain.AddAsync(writing.Connection, [entry]);
    }

    private static async ValueTask<List<Refusal>> MessageProblemsAsync(Session session, Vault vault, Connection connection, IReadOnlyList<OutgoingMessage> messages)
    {
        List<Refusal> problems = [];
        foreach (var message in messages)
        {
            problems.AddRange(message.Problems());
            // Taking back what was shared shares nothing.
            if (message.About is not { } about || message.Kind.StartsWith("recall", StringComparison.Ordinal)) continue;
            if (await connection.NumberAsync("SELECT cid FROM record WHERE uuid = @p0", about.ToBytes()) is not { } cid) problems.Add(Refusal.NotFound);
            else if (Access.Decide(session, await vault.Names.Classes.GetAsync(connection, cid), AccessAction.Share, vault.Now) is { Allowed: false } no)
            {
                var permitted = message.Permission is { } permission && await PermittedAsync(vault, connection, about, permission);
                problems.AddRange(no.ToTell.Where(r => !(permitted && r.Code is "access.h2" or "access.originator-consent")));
            }
        }
        return problems;
    }

    /// <summary>True when the originator permits that its record goes further: the permission is a record that it owns and that names the other, so that nobody here can have written it.</summary>
    private static async ValueTask<bool> PermittedAsync(Vault vault, Connection connection, RecordId about, RecordId permission)
    {
        var row = await connection.FirstAsync("SELECT p.cid, r.cid, p.kind, l.role FROM record p JOIN link l ON l.rid = p.rid AND l.target = @p1 JOIN record r ON r.uuid = @p1 WHERE p.uuid = @p0 AND (p.flags & 3) = 0",
            r => (Permission: r.GetInt64(0), Record: r.GetInt64(1), Kind: r.GetInt64(2), Role: r.GetInt64(3)), permission.ToBytes(), about.ToBytes());
        if (row == default) return false;
        var (given, record) = (await vault.Names.Classes.GetAsync(connection, row.Permission), await vault.Names.Classes.GetAsync(connection, row.Record));
        return given.Owner == record.Owner && given.Owner != vault.Catalogue.Options.NodeName
            && await vault.Names.Terms.GetAsync(connection, row.Kind) == Permission.Kind.Name && await vault.Names.Terms.GetAsync(connection, row.Role) == "permits";
    }

    private static async ValueTask QueueAsync(Connection connection, IReadOnlyList<OutgoingMessage> messages, Instant now)
    {
        if (messages.Count == 0) return;
        var id = await connection.NumberAsync("SELECT max(id) FROM outbox") ?? 0;
        foreach (var message in messages)
        {
            await connection.ExecuteAsync("INSERT INTO outbox(id, partner, conversation, kind, payload, about, at, attempts) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, 0)",
                ++id, message.To, message.Conversation, message.Kind, message.Payload, message.About?.ToBytes(), Days.Ticks(now));
            foreach (var address in message.Attachments ?? [])
                await connection.ExecuteAsync("INSERT INTO exchange_send_file(seq, address) VALUES (@p0, @p1) ON CONFLICT(seq, address) DO NOTHING", id, address);
        }
    }

    private sealed record Answered(RecordId Id, long Sequence);

    private static async ValueTask<List<RecordView>> AnswerAsync(Session session, Vault vault, Connection connection, string answer)
    {
        var views = new Views(vault);
        List<RecordView> answers = [];
        foreach (var done in JsonSerializer.Deserialize<Answered[]>(answer, BodyJson.Options)!)
        {
            if (await views.FindAsync(connection, done.Id) is not { } record) continue;
            var version = await connection.FirstAsync($"SELECT {StoredVersion.Columns} FROM version v WHERE v.seq = @p0", StoredVersion.Read, done.Sequence);
            answers.Add(await views.ViewAsync(connection, session, record, version!));
        }
        return answers;
    }

    /// <summary>The whole request as text, to be hashed under the compartment's key: neither it nor a plain hash of it is kept.</summary>
    private static string Request(Vault vault, IReadOnlyList<RecordChange> changes, IReadOnlyList<OutgoingMessage> messages)
    {
        var text = new StringBuilder();
        foreach (var change in changes)
        {
            text.Append(change.GetType().Name).Append('\n').Append(change.Reason).Append('\n');
            switch (change)
            {
                case RecordChange.Create c:
                    // An id that the store made is new with each call, and no part of what was asked.
                    text.Append(JsonSerializer.Serialize(c.Header with { Id = default }, BodyJson.Options)).Append('\n').Append(Encoding.UTF8.GetString(vault.Catalogue.Kind(c.Header.Kind).Write(c.Body)));
                    break;
                case RecordChange.Edit e:
                    text.Append(e.Id).Append('\n').Append(e.IfMatch).Append('\n').Append(JsonSerializer.Serialize(e.Header, BodyJson.Options)).Append('\n')
                        .Append(JsonSerializer.Serialize(e.Body, e.Body.GetType(), BodyJson.Options));
                    break;
                case RecordChange.Step s: text.Append(s.Id).Append('\n').Append(s.Transition).Append('\n').Append(s.IfMatch); break;
                default: text.Append(Target(change)); break;
            }
            text.Append('\n');
        }
        foreach (var message in messages)
            text.Append(message.To).Append('\n').Append(message.Conversation).Append('\n').Append(message.Kind).Append('\n').Append(Convert.ToBase64String(message.Payload)).Append('\n').Append(message.About).Append('\n');
        return text.ToString();
    }
}

/// <summary>What belongs into the transaction of a write besides the changes: the position of the message that asked for them.</summary>
/// <param name="Begin">Asked first: false when the whole was done before, and nothing is to be done.</param>
/// <param name="End">Done last before the commit.</param>
/// <param name="About">What the log says of it.</param>
internal sealed record Within(Func<Connection, ValueTask<bool>> Begin, Func<Connection, ValueTask> End, object About);
