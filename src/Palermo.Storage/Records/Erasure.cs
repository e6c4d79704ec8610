using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Records;

/// <summary>
/// Erases a record: body, salt and reasons of every version, its name in the source, index rows, messages about it, job parameters naming it.
/// Header and the reason of the erasure stay; the log holds salted commitments only, and still verifies.
/// </summary>
internal static class Erasure
{
    public static async ValueTask EraseAsync(Vault vault, Writing writing, StoredRecord record, Kind kind, RecordHeader header, string reason)
    {
        var connection = writing.Connection;
        var views = new Views(vault);
        var access = await vault.Names.Classes.GetAsync(connection, record.Class);
        var body = views.Body(kind, await views.NewestAsync(connection, record))!;
        await IndexRows.RemoveAsync(vault, connection, record, IndexPlan.Of(kind, body, access, vault.Catalogue.Keys));

        // An erased person does not return with the next import: what stays of the name in the source is a keyed hash.
        var keys = await connection.QueryAsync("SELECT k.source, t.text, k.reference FROM source_key k JOIN term t ON t.id = k.source WHERE k.rid = @p0",
            r => (Source: r.GetInt64(0), Name: r.GetString(1), Reference: r.GetString(2)), record.Rid);
        foreach (var (source, name, reference) in keys)
        {
            await connection.ExecuteAsync("INSERT INTO tombstone(key) VALUES (@p0) ON CONFLICT(key) DO NOTHING", Tombstone(vault, name, reference));
            await connection.ExecuteAsync("DELETE FROM source_key WHERE source = @p0 AND reference = @p1", source, reference);
        }
        await connection.ExecuteAsync("UPDATE version SET body = NULL, salt = NULL, reason = NULL, reference = NULL, line = NULL, flags = flags | 2 WHERE rid = @p0", record.Rid);
        await connection.ExecuteAsync("DELETE FROM outbox WHERE about = @p0 AND sent_at IS NULL", record.Id.ToBytes());
        await connection.ExecuteAsync("UPDATE outbox SET payload = @p0 WHERE about = @p1", Array.Empty<byte>(), record.Id.ToBytes());
        var named = $"%{record.Id}%";
        await connection.ExecuteAsync(
            "UPDATE job SET parameters = '{}', message = NULL, checkpoint = NULL, result = NULL WHERE state >= 2 AND (parameters LIKE @p0 OR coalesce(result, '') LIKE @p0 OR coalesce(checkpoint, '') LIKE @p0 OR coalesce(message, '') LIKE @p0)", named);
        await connection.ExecuteAsync(
            "UPDATE job SET parameters = '{}', message = NULL, checkpoint = NULL, result = NULL, state = 4, cancel_wanted = 1 WHERE state < 2 AND (parameters LIKE @p0 OR coalesce(checkpoint, '') LIKE @p0)", named);
        await connection.ExecuteAsync("DELETE FROM idempotency WHERE answer LIKE @p0", named);
        var bare = header with { Provenance = header.Provenance with { Reference = null, Line = null } };
        await writing.ErasedAsync(kind, bare, record, reason);
    }

    /// <summary>What an import compares, so that it knows an erased record by its name in the source without that name being kept.</summary>
    public static byte[] Tombstone(Vault vault, string source, string reference) => vault.Veil("tombstone\0" + source + "\0" + reference);

    /// <summary>Attachments of a record, whose files go when the erasure has committed.</summary>
    public static async ValueTask<List<string>> TakeFilesAsync(Connection connection, long rid)
    {
        var addresses = await connection.QueryAsync("SELECT address FROM attachment WHERE rid = @p0", r => r.GetString(0), rid);
        await connection.ExecuteAsync("DELETE FROM attachment WHERE rid = @p0", rid);
        return addresses;
    }
}
