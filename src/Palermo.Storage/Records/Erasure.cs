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
        var versions = await views.VersionsAsync(connection, record);
        foreach (var (source, name, key) in await SourceKeysAsync(connection, versions))
        {
            await connection.ExecuteAsync("INSERT INTO tombstone(key) VALUES (@p0) ON CONFLICT(key) DO NOTHING", Tombstone(vault, name, key));
            await connection.ExecuteAsync("DELETE FROM source_key WHERE source = @p0 AND reference = @p1", source, key);
        }
        foreach (var version in versions)
            await connection.ExecuteAsync("UPDATE version SET body = NULL, salt = NULL, reason = NULL, reference = NULL, line = NULL, flags = flags | 2 WHERE seq = @p0", version.Seq);
        // A message that waits keeps its place in the conversation, empty: the partner's counting goes on, and nothing of the record leaves.
        await connection.ExecuteAsync("UPDATE outbox SET payload = @p0, kind = @p1, about = NULL WHERE about = @p2 AND sent_at IS NULL", Array.Empty<byte>(), MessageKind.Void, record.Id.ToBytes());
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

    /// <summary>Under which keys imports know a record: the source's number and name, and the record's key in it.</summary>
    public static async ValueTask<List<(long Source, string Name, string Key)>> SourceKeysAsync(Connection connection, IEnumerable<StoredVersion> versions)
    {
        List<(long, string, string)> keys = [];
        foreach (var (import, reference) in versions.Where(v => v.Import is not null && v.Reference is not null).Select(v => (v.Import, v.Reference!)).Distinct())
        {
            var name = ShortKey.Of(await connection.FirstAsync("SELECT source FROM import WHERE id = @p0", r => r.GetString(0), import) ?? "");
            if (await connection.NumberAsync("SELECT id FROM term WHERE text = @p0", name) is { } source) keys.Add((source, name, ShortKey.Of(reference)));
        }
        return [.. keys.Distinct()];
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
