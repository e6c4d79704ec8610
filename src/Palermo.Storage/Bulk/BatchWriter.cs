using System.Diagnostics;
using System.Security.Cryptography;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;
using Palermo.Storage.Keeping;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Bulk;

/// <summary>What one transaction of an import did.</summary>
/// <param name="Pieces">How many of the pieces that it was given it wrote.</param>
/// <param name="Held">How long the lock was held.</param>
/// <param name="Waited">Whether somebody waited for it meanwhile.</param>
internal readonly record struct WrittenBatch(int Pieces, int Rows, TimeSpan Held, bool Waited);

/// <summary>Writes one batch in one transaction: new records by the quick way, changed ones as any change.</summary>
internal sealed class BatchWriter(
    Vault vault, Vault? beyond, Session session, BulkImport import, RecordHeader template, Preparer preparer, BatchNumbers numbers, int line, BulkCounts counts) : IDisposable
{
    /// <summary>From so many new records an import changes what a database should know of its tables.</summary>
    private const int WorthAStock = 5_000;

    private readonly IBulkTable _table = vault.Db.ChainsInline ? new SqliteBulkTable() : new PostgresBulkTable();
    private readonly PieceNames _names = new(preparer, numbers.Kind, numbers.Class);
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

    /// <summary>Writes pieces until the lock has been held long enough, or somebody waits for it: at least one.</summary>
    /// <param name="wanted">How long the lock may be held, as far as that can be seen beforehand.</param>
    public async ValueTask<WrittenBatch> WriteAsync(IReadOnlyList<PreparedPiece> pieces, TimeSpan wanted, CancellationToken cancel)
    {
        WrittenBatch written;
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
            var (first, firstRid) = (writing.NextSeq, writing.NextRid);
            var erasures = await connection.NumberAsync("SELECT 1 FROM tombstone LIMIT 1") is not null;
            List<(long Seq, byte[] Commitment)> commitments = [];
            var (added, count, rows) = (Counts, 0, 0);
            while (count < pieces.Count && (count == 0 || !(vault.Db.SomebodyWaits || Stopwatch.GetElapsedTime(began) > wanted)))
            {
                var piece = pieces[count++];
                rows += piece.Count;
                if (erasures) await LeaveErasedAsync(connection, piece);
                added = await PieceAsync(connection, writing, piece, at, commitments, added);
            }
            var last = pieces[count - 1].Row(pieces[count - 1].Count - 1).Line;
            var fresh = (int)(writing.NextRid - firstRid);
            Fault.Point("batch-rows");
            await LogAsync(connection, writing, commitments, fresh, last, first);
            if (fresh > 0) await NoteNewAsync(connection, firstRid, writing.NextRid - 1);
            await ImportRow.SaveAsync(connection, numbers.Import, last, added, complete: false);
            Fault.Point("batch-logged");
            await connection.CommitAsync();
            written = new(count, rows, Stopwatch.GetElapsedTime(began), vault.Db.SomebodyWaits);
            writing.Naming.Committed();
            (_line, Counts) = (last, added);
        }
        vault.Scribe.Nudge();
        // Another process asks for the lock each millisecond: it shall find it free.
        if (vault.Db.ChainsInline) await Task.Delay(2, cancel);
        return written;
    }

    /// <summary>Writes a piece with all that belongs to its rows.</summary>
    private async ValueTask<BulkCounts> PieceAsync(Connection connection, Writing writing, PreparedPiece piece, BatchNumbers at, List<(long, byte[])> commitments, BulkCounts counts)
    {
        var known = await _table.ClaimAsync(connection, numbers.Source, piece, writing);
        await _names.ResolveAsync(piece, writing.Naming);
        await _table.InsertAsync(connection, piece, _names, at);
        var (erased, stored, unchanged) = (0, 0, 0);
        foreach (ref var row in piece.Rows)
        {
            if (row.Rid < 0) erased++;
            if (row.Rid <= 0) continue;
            stored++;
            commitments.Add((row.Seq, piece.Of(row.Marks + PreparedPiece.CommitmentAt, Commitment.Length).ToArray()));
        }
        foreach (var before in known)
        {
            if (before.Hash is { } hash && piece.Of(piece.Row(before.Row).Marks + PreparedPiece.HashAt, PreparedPiece.HashLength).SequenceEqual(hash)) unchanged++;
            else await ChangeAsync(connection, writing, piece, before);
        }
        await CheckLinksAsync(connection, piece);
        return new(counts.Stored + stored, counts.Changed + known.Count - unchanged, counts.Unchanged + unchanged, counts.Erased + erased);
    }

    /// <summary>Notes the numbers of the new records: one run, joined to the batch before where nobody wrote in between.</summary>
    private async ValueTask NoteNewAsync(Connection connection, long from, long to)
    {
        if (await connection.ExecuteAsync("UPDATE import_batch SET rid_to = @p2 WHERE import = @p0 AND rid_to = @p1", numbers.Import, from - 1, to) == 0)
            await connection.ExecuteAsync("INSERT INTO import_batch(import, rid_from, rid_to) VALUES (@p0, @p1, @p2)", numbers.Import, from, to);
    }

    /// <summary>Marks the rows whose record was erased: they are not stored.</summary>
    private async ValueTask LeaveErasedAsync(Connection connection, PreparedPiece piece)
    {
        var source = ShortKey.Of(import.Source);
        for (var i = 0; i < piece.Count; i++)
            if (await connection.NumberAsync("SELECT 1 FROM tombstone WHERE key = @p0", Erasure.Tombstone(vault, source, piece.Text(piece.Row(i).Key))) is not null) piece.Row(i).Rid = -1;
    }

    /// <summary>A row whose body differs from what the source gave before becomes a new version.</summary>
    private async ValueTask ChangeAsync(Connection connection, Writing writing, PreparedPiece piece, KnownReference before)
    {
        var row = piece.Row(before.Row);
        var (key, reference, bytes) = (piece.Text(row.Key), piece.Text(row.Reference), piece.Of(row.Body).ToArray());
        var hash = piece.Of(row.Marks + PreparedPiece.HashAt, PreparedPiece.HashLength).ToArray();
        var views = new Views(vault);
        var record = (await Lists.Walk.RecordsAsync(connection, [before.Rid]))[0];
        var version = await views.NewestAsync(connection, record);
        var old = await views.HeaderAsync(connection, record.Id, version);
        if (Access.Decide(session, old.ClassIn(vault.Compartment), AccessAction.Change, vault.Now) is { Allowed: false } no)
            throw new StoreProblem($"Line {row.Line}: the record that this line changes may not be changed here. " + string.Join(" ", no.ToTell.Select(r => r.Message)));
        // The marking that people gave the record since stays; the source gives content only. A record that a roll-back withdrew (its hash is
        // gone) comes back, one that a person withdrew stays withdrawn.
        var header = old with { Provenance = template.Provenance with { Reference = reference, Line = row.Line } };
        var flags = before.Hash is null ? RecordFlags.None : record.Flags & RecordFlags.Withdrawn;
        var (was, body) = (views.Body(import.Kind, version)!, import.Kind.Read(bytes, numbers.BodyVersion));
        await writing.ChangeAsync("import", import.Kind, header, record, was, body, bytes, flags, "import " + import.FileName, FieldChanges.Between(import.Kind, was, body), numbers.Import);
        await connection.ExecuteAsync("UPDATE source_key SET body_hash = @p2 WHERE source = @p0 AND reference = @p1", numbers.Source, key, hash);
    }

    private async ValueTask CheckLinksAsync(Connection connection, PreparedPiece piece)
    {
        foreach (var (at, role, target, _) in piece.Links)
        {
            if (await SeesAsync(vault, connection, target)) continue;
            if (beyond is not null)
            {
                await using var other = await beyond.Db.ReadAsync(CancellationToken.None);
                if (await SeesAsync(beyond, other, target)) continue;
            }
            throw new StoreProblem($"Line {piece.Row(at).Line}: the link '{role}' leads to no record that is available here.");
        }
    }

    private async ValueTask<bool> SeesAsync(Vault place, Connection connection, RecordId target) =>
        await connection.NumberAsync("SELECT cid FROM record WHERE uuid = @p0", target.ToBytes()) is { } cid
        && Access.Decide(session, await place.Names.Classes.GetAsync(connection, cid), AccessAction.Read, vault.Now).Allowed;

    /// <summary>One entry for the batch: it vouches for every version by a hash over their commitments in commit order.</summary>
    private async ValueTask LogAsync(Connection connection, Writing writing, List<(long Seq, byte[] Commitment)> commitments, int fresh, int lastLine, long first)
    {
        commitments.AddRange(writing.Done.Select(d => (d.Seq, d.Commitment)));
        commitments.Sort((a, b) => a.Seq.CompareTo(b.Seq));
        var range = commitments.Count == 0 ? ((long, long)?)null : (first, commitments[^1].Seq);
        var detail = new { Import = import.Id, ToLine = lastLine, New = fresh, Changed = writing.Done.Count, First = range?.Item1, Last = range?.Item2, Digest = Digest(commitments.Select(c => c.Commitment)) };
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
        if (Counts.Stored >= WorthAStock) await vault.Db.TakeStockAsync(cancel);
    }

    public void Dispose() => _table.Dispose();
}
