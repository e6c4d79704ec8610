using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Bulk;

/// <summary>How far an import is, as committed.</summary>
internal sealed record ImportRow(long Id, long Kind, string Source, string FileHash, int Line, BulkCounts Counts, bool Complete)
{
    public static ValueTask<ImportRow?> FindAsync(Connection connection, RecordId import) => connection.FirstAsync(
        "SELECT id, kind, source, file_hash, line, stored, changed, unchanged, erased, complete FROM import WHERE uuid = @p0",
        r => new ImportRow(r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetString(3), (int)r.GetInt64(4), new(r.GetInt64(5), r.GetInt64(6), r.GetInt64(7), r.GetInt64(8)), r.GetInt64(9) != 0),
        import.ToBytes());

    public static async ValueTask AddAsync(Connection connection, Naming naming, BulkImport import, Session session, Vault vault)
    {
        var id = await connection.NumberAsync("SELECT coalesce(max(id), 0) + 1 FROM import") ?? 1;
        await connection.ExecuteAsync(
            "INSERT INTO import(id, uuid, kind, source, file_name, file_hash, line, stored, changed, unchanged, erased, complete, by_actor, at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, 0, 0, 0, 0, 0, 0, @p6, @p7)",
            id, import.Id.ToBytes(), await naming.TermAsync(import.Kind.Name), import.Source, import.FileName, import.FileHash, session.Actor.Id, Days.Ticks(vault.Now));
    }

    public static async ValueTask SaveAsync(Connection connection, long id, int line, BulkCounts counts, bool complete) => await connection.ExecuteAsync(
        "UPDATE import SET line = @p1, stored = @p2, changed = @p3, unchanged = @p4, erased = @p5, complete = @p6 WHERE id = @p0",
        id, (long)line, counts.Stored, counts.Changed, counts.Unchanged, counts.Erased, complete ? 1L : 0L);
}
