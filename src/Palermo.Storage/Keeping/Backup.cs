using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Keeping;

/// <summary>What a backup says of itself, in its first part.</summary>
/// <param name="Format">Version of the layout.</param>
/// <param name="Database"><c>sqlite</c> or <c>postgres</c>.</param>
internal sealed record BackupLabel(int Format, string Database, int Schema, string Node, string At);

/// <summary>
/// One zip file: a label, the two databases (SQLite: the file as VACUUM INTO gives it; PostgreSQL: each table as COPY gives it, of one snapshot),
/// the attachments, parts of the host's own, and last the hashes of all parts, so that a damaged backup is known before anything is restored.
/// </summary>
internal static class Backup
{
    public const string LabelName = "palermo-backup.json", HashesName = "hashes.txt";
    public const int Format = 1;

    public static async ValueTask WriteAsync(VaultPair vaults, string file, IReadOnlyList<(string Name, byte[] Content)> with, CancellationToken cancel)
    {
        var catalogue = vaults.General.Catalogue;
        if (File.Exists(file)) throw new StoreProblem($"{file} exists: a backup overwrites nothing. Name another file.");
        var unfinished = file + ".part";
        try
        {
            await using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    var hashes = new StringBuilder();
                    var database = vaults.General.Db.ChainsInline ? "sqlite" : "postgres";
                    var label = JsonSerializer.SerializeToUtf8Bytes(new BackupLabel(Format, database, SchemaText.Version, catalogue.Options.NodeName, vaults.General.Now.ToString()), BodyJson.Options);
                    await AddAsync(zip, LabelName, new MemoryStream(label), hashes, cancel);
                    foreach (var vault in vaults.All)
                        if (vault.Db is SqliteDatabase sqlite) await SqliteAsync(zip, sqlite, catalogue.Options.DataFolder, hashes, cancel);
                        else await PostgresAsync(zip, (PostgresDatabase)vault.Db, Name(vault), hashes, cancel);
                    // After the databases: a file that they name was there before; one that came since does no harm.
                    var files = Path.Combine(catalogue.Options.DataFolder, "files");
                    foreach (var path in Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories).Where(p => !Path.HasExtension(p)).Order(StringComparer.Ordinal))
                        if (Open(path) is { } content) await using (content) await AddAsync(zip, "files/" + Path.GetFileName(path), content, hashes, cancel);
                    foreach (var (name, content) in with) await AddAsync(zip, name, new MemoryStream(content), hashes, cancel);
                    await using var entry = zip.CreateEntry(HashesName).Open();
                    await entry.WriteAsync(Encoding.UTF8.GetBytes(hashes.ToString()), cancel);
                }
                stream.Flush(flushToDisk: true);
            }
            File.Move(unfinished, file);
        }
        finally { File.Delete(unfinished); }
    }

    public static string Name(Vault vault) => vault.Compartment == Compartment.Protection ? "protection" : "general";

    private static FileStream? Open(string path)
    {
        try { return File.OpenRead(path); }
        catch (FileNotFoundException) { return null; /* erased a moment ago */ }
    }

    private static async ValueTask SqliteAsync(ZipArchive zip, SqliteDatabase database, string folder, StringBuilder hashes, CancellationToken cancel)
    {
        var copy = Path.Combine(folder, database.Name + ".backup-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));
        try
        {
            await using (var connection = await database.ReadAsync(cancel))
            {
                await connection.ExecuteAsync("PRAGMA query_only=0");
                try { await connection.ExecuteAsync("VACUUM INTO @p0", copy); }
                finally { await connection.ExecuteAsync("PRAGMA query_only=1"); }
            }
            await using var content = File.OpenRead(copy);
            await AddAsync(zip, database.Name + ".db", content, hashes, cancel);
        }
        finally { File.Delete(copy); }
    }

    private static async ValueTask PostgresAsync(ZipArchive zip, PostgresDatabase database, string name, StringBuilder hashes, CancellationToken cancel)
    {
        await using var connection = await database.ReadAsync(cancel);
        await connection.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        connection.InTransaction = true;
        var raw = (NpgsqlConnection)connection.Raw;
        foreach (var table in await PostgresTables.ListAsync(connection, database.Schema))
        {
            await using var content = await raw.BeginRawBinaryCopyAsync($"COPY {table} ({await PostgresTables.ColumnsAsync(connection, database.Schema, table)}) TO STDOUT (FORMAT BINARY)", cancel);
            await AddAsync(zip, $"{name}/{table}.copy", content, hashes, cancel);
        }
    }

    private static async ValueTask AddAsync(ZipArchive zip, string name, Stream content, StringBuilder hashes, CancellationToken cancel)
    {
        await using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await entry.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        hashes.Append(Convert.ToHexStringLower(hash.GetHashAndReset())).Append(' ').Append(name).Append('\n');
    }
}

/// <summary>Tables of a schema, for backup and restore.</summary>
internal static class PostgresTables
{
    public static ValueTask<List<string>> ListAsync(Connection connection, string schema) =>
        connection.QueryAsync("SELECT tablename FROM pg_tables WHERE schemaname = @p0 ORDER BY tablename", r => r.GetString(0), schema);

    public static async ValueTask<string> ColumnsAsync(Connection connection, string schema, string table) => string.Join(", ", await connection.QueryAsync(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = @p0 AND table_name = @p1 ORDER BY ordinal_position", r => r.GetString(0), schema, table));
}
