using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Bulk;

/// <summary>
/// Takes an import back: a record that it brought is withdrawn, a record that it changed gets the version before it again. What people changed
/// since stays and is listed. Goes on where it stopped when it is run again.
/// </summary>
internal static class RollBacks
{
    private const int AtOnce = 500;

    /// <summary>True for a record <c>r</c> that an import brought or changed. New records lie together, batch by batch.</summary>
    public static string Brought(string import) =>
        $"(r.rid IN (SELECT v.rid FROM version v WHERE v.import = {import} AND v.number > 1) OR EXISTS (SELECT 1 FROM import_batch b WHERE b.import = {import} AND r.rid BETWEEN b.rid_from AND b.rid_to))";

    public static async ValueTask<Outcome<RollBack>> RunAsync(VaultPair vaults, Session session, RecordId import, string reason, CancellationToken cancel)
    {
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(reason)) refusals.Add(new("write.reason", "Say why: a change needs a reason.", "Palermo, law 1", "reason"));
        var (home, row) = await FindAsync(vaults, session, import, cancel);
        if (home is null || row is null) refusals.Add(new("import.not-found", "There is no such import, or it is not available for this purpose."));
        if (refusals.Count == 0)
        {
            var back = await TakeBackAsync(home!, session, row!, reason, refusals, cancel);
            if (refusals.Count == 0)
            {
                await vaults.LogAsync(session, "roll-back", "import:" + import, new { back.Withdrawn, Changed = back.Changed.Count, Shared = back.Shared.Count });
                return back;
            }
        }
        await vaults.LogAsync(session, "roll-back", "import:" + import, new { Refused = refusals.Select(r => r.Code).Distinct() });
        return refusals.ToArray();
    }

    private static async ValueTask<(Vault?, ImportRow?)> FindAsync(VaultPair vaults, Session session, RecordId import, CancellationToken cancel)
    {
        foreach (var vault in vaults.For(session))
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            if (await ImportRow.FindAsync(connection, import) is { } row) return (vault, row);
        }
        return default;
    }

    private static async ValueTask<RollBack> TakeBackAsync(Vault vault, Session session, ImportRow import, string reason, List<Refusal> refusals, CancellationToken cancel)
    {
        List<long> rids;
        List<RecordId> changed = [], shared = [];
        var withdrawn = 0;
        await using (var connection = await vault.Db.ReadAsync(cancel))
        {
            rids = await connection.QueryAsync($"SELECT r.rid FROM record r WHERE {Brought("@p0")} ORDER BY r.rid", r => r.GetInt64(0), import.Id);
            // Nothing is taken back unless all of it may be: decided once a class.
            foreach (var cid in await connection.QueryAsync($"SELECT DISTINCT r.cid FROM record r WHERE {Brought("@p0")}", r => r.GetInt64(0), import.Id))
                if (Access.Decide(session, await vault.Names.Classes.GetAsync(connection, cid), AccessAction.Change, vault.Now) is { Allowed: false } no) refusals.AddRange(no.ToTell);
        }
        if (refusals.Count == 0 && await KeptAsync(vault, import, rids, cancel) is { } kept) refusals.Add(kept);
        if (refusals.Count > 0) return new(0, [], []);
        for (var at = 0; at < rids.Count; at += AtOnce)
        {
            await using var connection = await vault.Db.WriteAsync(cancel);
            var writing = await Writing.BeginAsync(vault, connection, session);
            foreach (var record in await Lists.Walk.RecordsAsync(connection, rids.GetRange(at, Math.Min(AtOnce, rids.Count - at))))
            {
                if (record.Erased) continue;
                var views = new Views(vault);
                var newest = await views.NewestAsync(connection, record);
                if (newest.Import != import.Id)
                {
                    // Withdrawn by an earlier, broken-off roll-back of the same import is done, not changed.
                    if (!record.Withdrawn) changed.Add(record.Id);
                    continue;
                }
                if (!await TakeBackAsync(vault, connection, writing, views, record, newest, import.Id, reason))
                {
                    // It came to be kept from deletion since the whole was looked at.
                    changed.Add(record.Id);
                    continue;
                }
                withdrawn++;
                if (await connection.NumberAsync("SELECT 1 FROM outbox WHERE about = @p0 LIMIT 1", record.Id.ToBytes()) is not null) shared.Add(record.Id);
            }
            if (writing.Done.Count == 0) continue;
            var detail = new { Changes = writing.Done.Select(d => new { Record = d.Id, d.Version, Sequence = d.Seq, Commitment = Convert.ToHexStringLower(d.Commitment) }) };
            await vault.Chain.AddAsync(connection, [AuditRecord.Of(session, "roll-back-batch", null, detail, writing.Now, writing.Done.Select(d => d.Id.ToString()))]);
            await connection.CommitAsync();
            writing.Naming.Committed();
            vault.Scribe.Nudge();
        }
        return new(withdrawn, changed, shared);
    }

    /// <summary>Why the import may not be taken back: it brought a record that is kept from deletion. Nothing is taken back then.</summary>
    private static async ValueTask<Refusal?> KeptAsync(Vault vault, ImportRow import, List<long> rids, CancellationToken cancel)
    {
        // Most kinds set no such bar, and no body is opened for them.
        if (vault.Catalogue.Kinds.All(k => k.KeptFromDeletion is null)) return null;
        await using var connection = await vault.Db.ReadAsync(cancel);
        var views = new Views(vault);
        for (var at = 0; at < rids.Count; at += AtOnce)
            foreach (var record in await Lists.Walk.RecordsAsync(connection, rids.GetRange(at, Math.Min(AtOnce, rids.Count - at))))
            {
                if (record.Erased || record.Withdrawn) continue;
                var newest = await views.NewestAsync(connection, record);
                var header = await views.HeaderAsync(connection, record.Id, newest);
                var kind = vault.Catalogue.Kind(header.Kind);
                if (kind.KeptFromDeletion is null) break; // an import brings one kind
                if (newest.Import == import.Id && kind.KeptFromDeletion(views.Body(kind, newest)!, header) is { } bar) return bar;
            }
        return null;
    }

    /// <summary>Takes one record back; false when it is kept from deletion.</summary>
    private static async ValueTask<bool> TakeBackAsync(Vault vault, Connection connection, Writing writing, Views views, StoredRecord record, StoredVersion newest, long import, string reason)
    {
        var header = await views.HeaderAsync(connection, record.Id, newest);
        var kind = vault.Catalogue.Kind(header.Kind);
        var body = views.Body(kind, newest)!;
        if (kind.KeptFromDeletion?.Invoke(body, header) is not null) return false;
        var before = (await views.VersionsAsync(connection, record)).FirstOrDefault(v => v.Import != import);
        if (before?.Body is { } bytes)
        {
            var old = kind.Read(bytes, before.BodyVersion);
            await writing.ChangeAsync("roll-back", kind, await views.HeaderAsync(connection, record.Id, before), record, body, old, kind.Write(old), before.Flags & RecordFlags.Withdrawn, reason, FieldChanges.Between(kind, body, old));
        }
        else await writing.ChangeAsync("roll-back", kind, header, record, body, body, kind.Write(body), RecordFlags.Withdrawn, reason, []);
        // The next import of the reference is then a change, and brings it back.
        foreach (var (source, _, key) in await Erasure.SourceKeysAsync(connection, [newest]))
            await connection.ExecuteAsync("UPDATE source_key SET body_hash = NULL WHERE source = @p0 AND reference = @p1", source, key);
        return true;
    }
}
