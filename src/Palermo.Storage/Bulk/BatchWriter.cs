using System.Diagnostics;
using System.Security.Cryptography;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;
using Palermo.Storage.Keeping;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Bulk;

/// <summary>Writes one batch in one transaction: new records by the quick way, changed ones as any change.</summary>
internal sealed class BatchWriter(
    Vault vault, Vault? beyond, Session session, BulkImport import, RecordHeader template, BatchNumbers numbers, int line, BulkCounts counts) : IDisposable
{
    private readonly IBulkTable _table = vault.Db.ChainsInline ? new SqliteBulkTable() : new PostgresBulkTable();
    private readonly Dictionary<IndexedFacet, long> _codes = [];
    private int _line = line;

    public BulkCounts Counts { get; private set; } = counts;

    /// <summary>Notes that the import begins, or finds how far it had come.</summary>
    public static async ValueTask<(ImportRow? Row, BatchNumbers Numbers, Head Head)> BeginAsync(
        Vault vault, Session session, BulkImport import, RecordHeader template, List<Refusal> refusals, CancellationToken cancel)
    {
        await using var connection = await vault.Db.WriteAsync(cancel);
        var naming = new Naming(connection, vault.Names);
        var row = await ImportRow.FindAsync(connection, import.Id);
        var kind = await naming.TermAsync(import.Kind.Name);
        if (row is null)
        {
            await ImportRow.AddAsync(connection, naming, import, session, vault);
            row = await ImportRow.FindAsync(connection, import.Id);
        }
        else if (row.Kind != kind || row.Source != import.Source || row.FileHash != import.FileHash)
            refusals.Add(new("import.other", "An import of this id began with another file, source or kind: it can only be resumed with the same."));
        var (headId, head) = await naming.HeadAsync(template, vault.Compartment);
        var found = new BatchNumbers(kind, head.Class, headId, await naming.TermAsync(template.State), await naming.TermAsync(session.Actor.Id),
            await naming.TermAsync(ShortKey.Of(import.Source)), row!.Id, 0, Days.Number(template.ReviewDate), import.Kind.BodyVersion);
        if (refusals.Count > 0) return (row, found, head);
        await vault.Chain.AddAsync(connection,
            [AuditRecord.Of(session, "import", "import:" + import.Id, new { Kind = import.Kind.Name, import.Source, import.FileName, import.FileHash, FromLine = row.Line }, vault.Now)]);
        await connection.CommitAsync();
        naming.Committed();
        vault.Scribe.Nudge();
        return (row, found, head);
    }

    /// <returns>How long the lock was held, and whether somebody waited for it meanwhile.</returns>
    public async ValueTask<(TimeSpan Held, bool Waited)> WriteAsync(List<PreparedRow> rows, CancellationToken cancel)
    {
        TimeSpan held;
        bool waited;
        await using (var connection = await vault.Db.WriteAsync(cancel))
        {
            var began = Stopwatch.GetTimestamp();
            // The person's assignment may end while a long import runs.
            if (Access.Decide(session, template.ClassIn(vault.Compartment), AccessAction.Create, vault.Now) is { Allowed: false } no)
                throw new StoreProblem("The import stops: " + string.Join(" ", no.ToTell.Select(r => r.Message)));
            if ((await ImportRow.FindAsync(connection, import.Id))?.Line != _line)
                throw new StoreProblem("Another program goes on with the same import: end one of the two, and resume.");
            var writing = await Writing.BeginAsync(vault, connection, session);
            var at = numbers with { At = Days.Ticks(writing.Now) };
            var first = writing.NextSeq;
            var wanted = await WithoutErasedAsync(connection, rows);
            var known = await _table.ClaimAsync(connection, numbers.Source, wanted, writing);
            var fresh = new NewRows();
            var added = Counts with { Erased = Counts.Erased + rows.Count - wanted.Count, Stored = Counts.Stored + wanted.Count - known.Count };
            foreach (var row in wanted)
            {
                if (!known.TryGetValue(row.Key, out var before)) await fresh.AddAsync(row, writing.Naming, at, _codes);
                else if (before.Hash is { } hash && hash.AsSpan().SequenceEqual(row.Hash)) added = added with { Unchanged = added.Unchanged + 1 };
                else
                {
                    await ChangeAsync(connection, writing, row, before);
                    added = added with { Changed = added.Changed + 1 };
                }
            }
            fresh.Sort();
            await _table.InsertAsync(connection, fresh, at);
            await CheckLinksAsync(connection, rows, cancel);
            Fault.Point("batch-rows");
            await LogAsync(connection, writing, fresh, rows[^1].Line, first);
            await NoteNewAsync(connection, fresh);
            await ImportRow.SaveAsync(connection, numbers.Import, rows[^1].Line, added, complete: false);
            Fault.Point("batch-logged");
            await connection.CommitAsync();
            waited = vault.Db.SomebodyWaits;
            writing.Naming.Committed();
            (_line, Counts) = (rows[^1].Line, added);
            held = Stopwatch.GetElapsedTime(began);
        }
        vault.Scribe.Nudge();
        // Another process asks for the lock each millisecond: it shall find it free.
        if (vault.Db.ChainsInline) await Task.Delay(2, cancel);
        return (held, waited);
    }

    /// <summary>Notes the numbers of the new records: one run, joined to the batch before where nobody wrote in between.</summary>
    private async ValueTask NoteNewAsync(Connection connection, NewRows fresh)
    {
        if (fresh.Records.Count == 0) return;
        var (from, to) = (fresh.Records[0].Rid, fresh.Records[^1].Rid);
        if (await connection.ExecuteAsync("UPDATE import_batch SET rid_to = @p2 WHERE import = @p0 AND rid_to = @p1", numbers.Import, from - 1, to) == 0)
            await connection.ExecuteAsync("INSERT INTO import_batch(import, rid_from, rid_to) VALUES (@p0, @p1, @p2)", numbers.Import, from, to);
    }

    private async ValueTask<List<PreparedRow>> WithoutErasedAsync(Connection connection, List<PreparedRow> rows)
    {
        if (await connection.NumberAsync("SELECT 1 FROM tombstone LIMIT 1") is null) return rows;
        var source = ShortKey.Of(import.Source);
        List<PreparedRow> wanted = [];
        foreach (var row in rows)
            if (await connection.NumberAsync("SELECT 1 FROM tombstone WHERE key = @p0", Erasure.Tombstone(vault, source, row.Key)) is null) wanted.Add(row);
        return wanted;
    }

    /// <summary>A row whose body differs from what the source gave before becomes a new version.</summary>
    private async ValueTask ChangeAsync(Connection connection, Writing writing, PreparedRow row, KnownReference before)
    {
        var views = new Views(vault);
        var record = (await Lists.Walk.RecordsAsync(connection, [before.Rid]))[0];
        var version = await views.NewestAsync(connection, record);
        var old = await views.HeaderAsync(connection, record.Id, version);
        if (Access.Decide(session, old.ClassIn(vault.Compartment), AccessAction.Change, vault.Now) is { Allowed: false } no)
            throw new StoreProblem($"Line {row.Line}: the record that this line changes may not be changed here. " + string.Join(" ", no.ToTell.Select(r => r.Message)));
        // The marking that people gave the record since stays; the source gives content only. A record that a roll-back withdrew (its hash is
        // gone) comes back, one that a person withdrew stays withdrawn.
        var header = old with { Provenance = template.Provenance with { Reference = row.Reference, Line = row.Line } };
        var flags = before.Hash is null ? RecordFlags.None : record.Flags & RecordFlags.Withdrawn;
        var body = views.Body(import.Kind, version)!;
        await writing.ChangeAsync("import", import.Kind, header, record, body, row.Body, row.Bytes, flags, "import " + import.FileName, FieldChanges.Between(import.Kind, body, row.Body), numbers.Import);
        await connection.ExecuteAsync("UPDATE source_key SET body_hash = @p2 WHERE source = @p0 AND reference = @p1", numbers.Source, row.Key, row.Hash);
    }

    private async ValueTask CheckLinksAsync(Connection connection, List<PreparedRow> rows, CancellationToken cancel)
    {
        foreach (var row in rows)
            foreach (var (role, target, _) in row.Plan.Links)
            {
                if (await SeesAsync(vault, connection, target)) continue;
                if (beyond is not null)
                {
                    await using var other = await beyond.Db.ReadAsync(cancel);
                    if (await SeesAsync(beyond, other, target)) continue;
                }
                throw new StoreProblem($"Line {row.Line}: the link '{role}' leads to no record that is available here.");
            }
    }

    private async ValueTask<bool> SeesAsync(Vault place, Connection connection, RecordId target) =>
        await connection.NumberAsync("SELECT cid FROM record WHERE uuid = @p0", target.ToBytes()) is { } cid
        && Access.Decide(session, await place.Names.Classes.GetAsync(connection, cid), AccessAction.Read, vault.Now).Allowed;

    /// <summary>One entry for the batch: it vouches for every version by a hash over their commitments in commit order.</summary>
    private async ValueTask LogAsync(Connection connection, Writing writing, NewRows fresh, int lastLine, long first)
    {
        var commitments = fresh.Records.Select(r => (r.Seq, r.Commitment)).Concat(writing.Done.Select(d => (d.Seq, d.Commitment))).OrderBy(c => c.Seq).ToArray();
        var range = commitments.Length == 0 ? ((long, long)?)null : (first, commitments[^1].Seq);
        var detail = new { Import = import.Id, ToLine = lastLine, New = fresh.Records.Count, Changed = writing.Done.Count, First = range?.Item1, Last = range?.Item2, Digest = Digest(commitments.Select(c => c.Commitment)) };
        await vault.Chain.AddAsync(connection, [AuditRecord.Of(session, "import-batch", "import:" + import.Id, detail, writing.Now, batch: range)]);
    }

    /// <summary>SHA-256 over commitments in commit order.</summary>
    public static string Digest(IEnumerable<byte[]> commitments)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var commitment in commitments) hash.AppendData(commitment);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public async ValueTask EndAsync(CancellationToken cancel)
    {
        await using var connection = await vault.Db.WriteAsync(cancel);
        await ImportRow.SaveAsync(connection, numbers.Import, _line, Counts, complete: true);
        await vault.Chain.AddAsync(connection, [AuditRecord.Of(session, "import-end", "import:" + import.Id, Counts, vault.Now)]);
        await connection.CommitAsync();
        vault.Scribe.Nudge();
    }

    public void Dispose() => _table.Dispose();
}
