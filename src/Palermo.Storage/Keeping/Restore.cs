using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Keeping;

/// <summary>Puts a backup in the place of what is there, once all of it has been read and found whole; then erases again what was erased since.</summary>
internal static class Restore
{
    private const string NoBackup = "is no backup of Palermo, or is damaged";

    public static async ValueTask<RestoreReport> RunAsync(StoreOptions options, string file, IReadOnlyList<Kind> kinds, ITextKeys keys, TimeProvider time, CancellationToken cancel)
    {
        if (!File.Exists(file)) throw new StoreProblem($"There is no file {file}.");
        Directory.CreateDirectory(options.DataFolder);
        var unpacked = Path.Combine(options.DataFolder, ".restore-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));
        Directory.CreateDirectory(unpacked);
        try
        {
            var label = await UnpackAsync(file, unpacked, cancel);
            var wanted = options.PostgresConnectionString is { Length: > 0 } ? "postgres" : "sqlite";
            if (label.Database != wanted) throw new StoreProblem($"{file} was made of a store on {label.Database}, and this one is on {wanted}: restore it to the same sort of database.");
            if (label.Node != options.NodeName) throw new StoreProblem($"{file} is the backup of the node '{label.Node}', and this is '{options.NodeName}'.");
            if (label.Schema > SchemaText.Version) throw new StoreProblem($"{file} was made by a newer program (schema {label.Schema}): restore it with that one.");
            // The lists of erasures are older than no backup: they are not among what is put back.
            if (wanted == "sqlite") ReplaceFiles(options, unpacked);
            else await ReplaceTablesAsync(options, unpacked, label, cancel);
            ReplaceAttachments(options, unpacked);
        }
        finally { Directory.Delete(unpacked, recursive: true); }
        await using var store = await NodeStore.OpenAsync(options, kinds, keys, time, cancel);
        return await store.ReplayErasuresAsync(cancel);
    }

    /// <summary>The name of the node whose backup a file is, read from its label alone.</summary>
    /// <exception cref="StoreProblem">The file is no backup.</exception>
    public static string NodeOf(string file)
    {
        try
        {
            using var zip = ZipFile.OpenRead(file);
            using var label = (zip.GetEntry(Backup.LabelName) ?? throw new InvalidDataException("it has no label")).Open();
            return JsonSerializer.Deserialize<BackupLabel>(label, BodyJson.Options)!.Node;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or JsonException) { throw new StoreProblem($"{file} {NoBackup}: {fault.Message}", fault); }
    }

    /// <summary>One part, compared with its hash.</summary>
    /// <exception cref="StoreProblem">The file is no backup, or the part is not what was written.</exception>
    public static byte[]? PartOf(string file, string name)
    {
        try
        {
            using var zip = ZipFile.OpenRead(file);
            if (zip.GetEntry(name) is not { } entry) return null;
            using var content = new MemoryStream();
            using (var from = entry.Open()) from.CopyTo(content);
            using var hashes = new StreamReader((zip.GetEntry(Backup.HashesName) ?? throw new InvalidDataException("it has no list of hashes")).Open());
            var expected = $"{Convert.ToHexStringLower(SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)))} {name}";
            while (hashes.ReadLine() is { } line)
                if (line == expected) return content.ToArray();
            throw new InvalidDataException($"its part {name} is not what was written");
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException) { throw new StoreProblem($"{file} {NoBackup}: {fault.Message}", fault); }
    }

    private static async ValueTask<BackupLabel> UnpackAsync(string file, string into, CancellationToken cancel)
    {
        try
        {
            using var zip = ZipFile.OpenRead(file);
            Dictionary<string, string> hashes = new(StringComparer.Ordinal);
            using (var reader = new StreamReader(zip.GetEntry(Backup.HashesName)?.Open() ?? throw new InvalidDataException("it has no list of hashes")))
                while (await reader.ReadLineAsync(cancel) is { } line)
                    hashes.Add(line[65..], line[..64]);
            foreach (var (name, hash) in hashes)
            {
                var parts = name.Split('/');
                if (parts.Length > 2 || parts.Any(p => p.Length == 0 || p.StartsWith('.') || p.AsSpan().IndexOfAny("\\:") >= 0)) throw new InvalidDataException($"it has a part named {name}");
                var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"its part {name} is missing");
                var path = Path.Combine(into, Path.Combine(parts));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                entry.ExtractToFile(path);
                await using var content = File.OpenRead(path);
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) != hash) throw new InvalidDataException($"its part {name} is not what was written");
            }
            var label = JsonSerializer.Deserialize<BackupLabel>(await File.ReadAllBytesAsync(Path.Combine(into, Backup.LabelName), cancel), BodyJson.Options)!;
            return label.Format == Backup.Format ? label : throw new InvalidDataException($"it has format {label.Format}");
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or ArgumentException or FileNotFoundException)
        {
            throw new StoreProblem($"{file} {NoBackup}: {fault.Message}. Nothing was changed.", fault);
        }
    }

    private static void ReplaceFiles(StoreOptions options, string unpacked)
    {
        foreach (var name in (string[])["general.db", "protection.db"])
        {
            var target = Path.Combine(options.DataFolder, name);
            if (File.Exists(target) && IsOpen(target)) throw new StoreProblem($"{target} is in use: end the programs that have the node's folder open, then restore. Nothing was changed.");
        }
        foreach (var name in (string[])["general.db", "protection.db"])
        {
            var target = Path.Combine(options.DataFolder, name);
            // The log of the old file would be taken for that of the new one.
            foreach (var rest in (string[])["-wal", "-shm"]) File.Delete(target + rest);
            File.Move(Path.Combine(unpacked, name), target, overwrite: true);
        }
    }

    /// <summary>SQLite removes the log when the last connection closes: where one lies, either somebody has it open or somebody died.</summary>
    private static bool IsOpen(string database)
    {
        if (!File.Exists(database + "-wal")) return false;
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        // Exclusive locking is given only where nobody else is connected.
        command.CommandText = "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT; PRAGMA wal_checkpoint(TRUNCATE);";
        command.CommandTimeout = 1;
        try { command.ExecuteNonQuery(); }
        catch (Microsoft.Data.Sqlite.SqliteException) { return true; }
        return false;
    }

    private static async ValueTask ReplaceTablesAsync(StoreOptions options, string unpacked, BackupLabel label, CancellationToken cancel)
    {
        foreach (var name in (string[])["general", "protection"])
        {
            await using var database = new PostgresDatabase(options.PostgresConnectionString!, $"{options.PostgresSchema}_{name}");
            await Migrations.BringUpToDateAsync(database, cancel);
            await using var connection = await database.WriteAsync(cancel);
            var raw = (NpgsqlConnection)connection.Raw;
            var tables = await PostgresTables.ListAsync(connection, database.Schema);
            await connection.ExecuteAsync($"TRUNCATE {string.Join(", ", tables)}");
            foreach (var table in tables)
            {
                var path = Path.Combine(unpacked, name, table + ".copy");
                if (!File.Exists(path)) continue;
                await using var content = File.OpenRead(path);
                await using var to = await raw.BeginRawBinaryCopyAsync($"COPY {table} ({await PostgresTables.ColumnsAsync(connection, database.Schema, table)}) FROM STDIN (FORMAT BINARY)", cancel);
                await content.CopyToAsync(to, cancel);
            }
            await connection.QueryAsync("SELECT setval(pg_get_serial_sequence('audit', 'pos'), (SELECT coalesce(max(pos), 0) + 1 FROM audit), false)", r => r.GetInt64(0));
            await connection.CommitAsync();
        }
    }

    private static void ReplaceAttachments(StoreOptions options, string unpacked)
    {
        var files = new Files(Path.Combine(options.DataFolder, "files"));
        if (!Directory.Exists(Path.Combine(unpacked, "files"))) return;
        foreach (var path in Directory.EnumerateFiles(Path.Combine(unpacked, "files")))
        {
            var target = files.PathOf(Path.GetFileName(path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(path, target, overwrite: true);
        }
    }
}
