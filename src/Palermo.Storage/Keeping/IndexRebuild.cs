using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Keeping;

/// <summary>
/// Makes the rows by which records are found again where a kind's keys, or the keys of search, have changed since they were made. Runs when the
/// store is opened, a piece at a time; broken off, it goes on at the next opening.
/// </summary>
internal static class IndexRebuild
{
    private const int AtOnce = 200;

    public static async ValueTask RunAsync(Vault vault, CancellationToken cancel)
    {
        foreach (var kind in vault.Catalogue.Kinds.Where(k => k.Compartment == vault.Compartment))
        {
            long id;
            await using (var connection = await vault.Db.ReadAsync(cancel))
            {
                var term = await vault.Names.FindTermAsync(connection, kind.Name);
                var state = term is null ? default : await connection.FirstAsync("SELECT index_version, keys_version FROM index_state WHERE kind = @p0", r => (r.GetInt64(0), r.GetInt64(1)), term);
                if (term is not null && state == (kind.IndexVersion, vault.Catalogue.IndexVersion)) continue;
                id = term ?? 0;
            }
            if (id > 0) await KindAsync(vault, kind, id, cancel);
            await NoteAsync(vault, kind, cancel);
        }
    }

    private static async ValueTask NoteAsync(Vault vault, Kind kind, CancellationToken cancel)
    {
        await using var connection = await vault.Db.WriteAsync(cancel);
        var naming = new Naming(connection, vault.Names);
        await connection.ExecuteAsync("INSERT INTO index_state(kind, index_version, keys_version) VALUES (@p0, @p1, @p2) ON CONFLICT(kind) DO UPDATE SET index_version = excluded.index_version, keys_version = excluded.keys_version",
            await naming.TermAsync(kind.Name), (long)kind.IndexVersion, vault.Catalogue.IndexVersion);
        await connection.CommitAsync();
        naming.Committed();
    }

    private static async ValueTask KindAsync(Vault vault, Kind kind, long id, CancellationToken cancel)
    {
        await ClearAsync(vault, id, cancel);
        var at = 0L;
        while (true)
        {
            await using var connection = await vault.Db.WriteAsync(cancel);
            var records = await connection.QueryAsync($"SELECT {StoredRecord.Columns} FROM record r WHERE r.kind = @p0 AND r.rid > @p1 AND (r.flags & 2) = 0 ORDER BY r.rid LIMIT {AtOnce}", StoredRecord.Read, id, at);
            if (records.Count == 0) return;
            var naming = new Naming(connection, vault.Names);
            var views = new Views(vault);
            foreach (var record in records)
            {
                var body = views.Body(kind, await views.NewestAsync(connection, record))!;
                var plan = IndexPlan.Of(kind, body, await vault.Names.Classes.GetAsync(connection, record.Class), vault.Catalogue.Keys);
                await IndexRows.RemoveAsync(vault, connection, record, plan); // what a broken-off rebuild had made
                var facets = await IndexRows.AddAsync(vault, connection, naming, record.Rid, record.Kind, record.Class, plan, record.Withdrawn);
                var flags = (record.Flags & ~RecordFlags.Mixed) | (plan.Mixed ? RecordFlags.Mixed : RecordFlags.None);
                await connection.ExecuteAsync(
                    "UPDATE record SET flags = @p1, title = @p2, event_from = @p3, event_to = @p4, event_precision = @p5, event_at = @p6, lat = @p7, lon = @p8, radius = @p9, facets = @p10, searches = @p11 WHERE rid = @p0",
                    record.Rid, (long)flags, plan.Title, plan.Time is { } a ? Days.Number(a.From) : null, plan.Time is { } b ? Days.Number(b.To) : null, plan.Time is { } c ? (long)c.Precision : null,
                    plan.Time?.At is { } moment ? Days.Ticks(moment) : null, plan.Place?.Latitude, plan.Place?.Longitude, plan.Place?.RadiusMetres, facets, plan.Searches.Count);
            }
            at = records[^1].Rid;
            await connection.CommitAsync();
            naming.Committed();
        }
    }

    /// <summary>Removes all old rows of a kind at once: the keys by which they were made are not known any more.</summary>
    private static async ValueTask ClearAsync(Vault vault, long kind, CancellationToken cancel)
    {
        await using var connection = await vault.Db.WriteAsync(cancel);
        // From here on the kind counts as without index, so that a rebuild that is broken off begins again.
        await connection.ExecuteAsync("DELETE FROM index_state WHERE kind = @p0", kind);
        foreach (var table in (string[])["identifier", "place", "link"])
            await connection.ExecuteAsync($"DELETE FROM {table} WHERE rid IN (SELECT r.rid FROM record r WHERE r.kind = @p0)", kind);
        await connection.ExecuteAsync("DELETE FROM facet WHERE code IN (SELECT id FROM facet_code WHERE kind = @p0) OR code IN (SELECT -id FROM facet_code WHERE kind = @p0)", kind);
        await connection.CommitAsync();
    }
}
