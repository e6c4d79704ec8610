using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;
using Palermo.Storage.Keeping;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.DataSets;

/// <summary>Erases rows: the file is written again without them as a new version of the record, the old file is destroyed.</summary>
internal sealed class DataSetErasure(VaultPair vaults, Files files, RowJournal journal)
{
    /// <summary>The attachment that is the table: the one whose hash the record's body bears.</summary>
    public static async ValueTask<(string Address, DataSet Body)?> TableAsync(Connection connection, StoredRecord record, Views views)
    {
        if (views.Body(DataSet.Kind, await views.NewestAsync(connection, record)) is not DataSet body) return null;
        var address = await connection.FirstAsync("SELECT address FROM attachment WHERE rid = @p0 AND sha256 = @p1", r => r.GetString(0), record.Rid, body.Sha256);
        return address is null ? null : (address, body);
    }

    public async ValueTask EraseAsync(Session session, RecordId id, string path, IReadOnlyCollection<long> rows, string reason, CancellationToken cancel)
    {
        journal.Note(new(id, [.. rows], vaults.General.Now, session.Actor.Id, reason));
        await RewriteAsync(session, id, path, rows, reason, "erase-rows", cancel);
    }

    /// <summary>After a restore: whatever the list names and the restored tables still hold goes again.</summary>
    public async ValueTask<int> ReplayAsync(CancellationToken cancel)
    {
        var vault = vaults.General;
        var replayed = 0;
        foreach (var line in journal.Read())
        {
            (string Address, DataSet Body)? table;
            await using (var connection = await vault.Db.ReadAsync(cancel))
            {
                var views = new Views(vault);
                if (await views.FindAsync(connection, line.Id) is not { Erased: false } record) continue;
                table = await TableAsync(connection, record, views);
            }
            if (table is not { } found || !File.Exists(files.PathOf(found.Address))) continue;
            var path = files.PathOf(found.Address);
            long held;
            using (var box = Sandbox.Over(path)) held = box.Number($"SELECT count(*) FROM data WHERE {TableFile.RowColumn} IN ({string.Join(',', line.Rows)})", cancel: cancel);
            if (held == 0) continue;
            // It was decided when it was done; here it is only done again, in the name of the same person.
            var session = new Session(new(line.Actor, line.Actor, vault.Catalogue.Options.NodeName, "", default), new(Purpose.Oversight), Channel.CommandLine);
            await RewriteAsync(session, line.Id, path, line.Rows, line.Reason, "erase-rows-again", cancel);
            replayed++;
        }
        return replayed;
    }

    private async ValueTask RewriteAsync(Session session, RecordId id, string path, IReadOnlyCollection<long> rows, string reason, string action, CancellationToken cancel)
    {
        var vault = vaults.General;
        using var table = TableFile.In(files.Folder);
        table.WriteWithout(path, rows, cancel);
        var hash = await DataSetStore.HashAsync(table.Parquet, cancel);
        var (size, address) = (new FileInfo(table.Parquet).Length, Files.NewAddress(Convert.FromHexString(hash)));
        long left;
        using (var box = Sandbox.Over(table.Parquet)) left = box.Number("SELECT count(*) FROM data", cancel: cancel);

        string old;
        await using (var connection = await vault.Db.WriteAsync(cancel))
        {
            var views = new Views(vault);
            var record = await views.FindAsync(connection, id);
            if (record is null or { Erased: true } || await TableAsync(connection, record, views) is not { } now || files.PathOf(now.Address) != path)
                throw new StoreProblem("Somebody else changed the data set at the same moment: nothing was erased; do it again.");
            old = now.Address;
            var version = await views.NewestAsync(connection, record);
            var header = await views.HeaderAsync(connection, id, version);
            var body = now.Body with { Rows = left, Sha256 = hash };
            var writing = await Writing.BeginAsync(vault, connection, session);
            await writing.ChangeAsync(action, DataSet.Kind, header, record, now.Body, body, DataSet.Kind.Write(body), record.Flags & RecordFlags.Withdrawn, reason, ["rows", "sha256"]);
            // The hash of the whole would confirm a guess of what went.
            await connection.ExecuteAsync("UPDATE version SET body = NULL, salt = NULL, flags = flags | 2 WHERE rid = @p0 AND seq <> @p1", record.Rid, writing.Done[0].Seq);
            await connection.ExecuteAsync("DELETE FROM attachment WHERE address = @p0", old);
            await connection.ExecuteAsync("INSERT INTO attachment(address, rid, file_name, media_type, size, sha256, added_at, added_by) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
                address, record.Rid, "table.parquet", "application/vnd.apache.parquet", size, hash, Days.Ticks(writing.Now), session.Actor.Id);
            var changes = writing.Done.Select(d => new { Record = d.Id, d.Version, Sequence = d.Seq, Commitment = Convert.ToHexStringLower(d.Commitment) });
            await vault.Chain.AddAsync(connection, [AuditRecord.Of(session, action, id.ToString(), new { Rows = rows.Count, Changes = changes }, writing.Now)]);
            files.Prepare(table.Parquet, address);
            Fault.Point("rows-erased");
            await connection.CommitAsync();
            writing.Naming.Committed();
            files.Finish(address);
            files.Remove(old);
            await vault.Db.ScrubAsync(connection, inTransaction: false);
        }
        vault.Scribe.Nudge();
    }
}
