using System.Security.Cryptography;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Keeping;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Exchange;

/// <summary>Files of messages: read in stretches where they leave, put together from stretches where they arrive, whole or not at all.</summary>
internal sealed class ExchangeFiles(VaultPair vaults, Files files)
{
    private readonly string _folder = Path.Combine(vaults.General.Catalogue.Options.DataFolder, "exchange", "incoming");
    private readonly SemaphoreSlim _one = new(1);

    private Vault General => vaults.General;

    private string PathOf(string from, string message, string sha256) => Path.Combine(_folder, $"{from}-{message}-{sha256[..16]}");

    public async ValueTask<byte[]> ReadPartAsync(string address, long offset, int length, CancellationToken cancel)
    {
        try
        {
            await using var file = new FileStream(files.PathOf(address), FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous);
            file.Seek(offset, SeekOrigin.Begin);
            var part = new byte[Math.Min(length, Math.Max(0, file.Length - offset))];
            await file.ReadExactlyAsync(part, cancel);
            return part;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException) { return []; }
    }

    /// <summary>Notes the files that a message announces. One larger than the node takes is left out: the message is then refused when its turn comes.</summary>
    public async ValueTask ExpectAsync(Connection connection, string from, byte[] message, IReadOnlyList<IncomingFile> announced)
    {
        foreach (var file in announced.Where(f => f.Size <= General.Catalogue.Options.AttachmentLimit))
            await connection.ExecuteAsync("INSERT INTO exchange_file(partner, mid, sha256, name, size, have) VALUES (@p0, @p1, @p2, @p3, @p4, 0) ON CONFLICT(partner, mid, sha256) DO NOTHING",
                from, message, file.Sha256, file.Name, file.Size);
    }

    public async ValueTask TakePartAsync(string from, FilePart part, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var mid = Convert.FromHexString(part.Message);
            if (part.Gone)
            {
                await SetAsync(from, mid, null, 0, lost: true, cancel);
                return;
            }
            if (await FindAsync(from, mid, part.Sha256, cancel) is not { } file || part.Offset != file.Have || part.Content.Length == 0 || part.Content.Length > file.Size - file.Have) return;
            Directory.CreateDirectory(_folder);
            var path = PathOf(from, part.Message, part.Sha256);
            await using (var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous))
            {
                // What a crash left behind the noted end is written again.
                stream.SetLength(file.Have);
                stream.Seek(file.Have, SeekOrigin.Begin);
                await stream.WriteAsync(part.Content, cancel);
                stream.Flush(flushToDisk: true);
            }
            var have = file.Have + part.Content.Length;
            var lost = have == file.Size && !await IsWholeAsync(path, part.Sha256, cancel);
            if (lost) File.Delete(path);
            await SetAsync(from, mid, part.Sha256, have, lost, cancel);
        }
        finally { _one.Release(); }
    }

    private static async ValueTask<bool> IsWholeAsync(string path, string sha256, CancellationToken cancel)
    {
        await using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) == sha256;
    }

    private async ValueTask<(long Size, long Have)?> FindAsync(string from, byte[] mid, string sha256, CancellationToken cancel)
    {
        await using var connection = await General.Db.ReadAsync(cancel);
        var rows = await connection.QueryAsync("SELECT size, have FROM exchange_file WHERE partner = @p0 AND mid = @p1 AND sha256 = @p2", r => (r.GetInt64(0), r.GetInt64(1)), from, mid, sha256);
        return rows.Count > 0 ? rows[0] : null;
    }

    /// <summary>Notes how much is here; a lost file has the size 0, so that its message waits for nothing and is refused.</summary>
    private async ValueTask SetAsync(string from, byte[] mid, string? sha256, long have, bool lost, CancellationToken cancel)
    {
        await using var connection = await General.Db.WriteAsync(cancel);
        if (sha256 is null) await connection.ExecuteAsync("UPDATE exchange_file SET have = 0, size = 0 WHERE partner = @p0 AND mid = @p1 AND have < size", from, mid);
        else if (lost) await connection.ExecuteAsync("UPDATE exchange_file SET have = 0, size = 0 WHERE partner = @p0 AND mid = @p1 AND sha256 = @p2", from, mid, sha256);
        else await connection.ExecuteAsync("UPDATE exchange_file SET have = @p3 WHERE partner = @p0 AND mid = @p1 AND sha256 = @p2", from, mid, sha256, have);
        await connection.CommitAsync();
    }

    public async ValueTask<IReadOnlyList<FileProgress>> ProgressAsync(string from, IReadOnlyList<string> messages, CancellationToken cancel)
    {
        if (messages.Count == 0) return [];
        await using var connection = await General.Db.ReadAsync(cancel);
        List<FileProgress> progress = [];
        foreach (var message in messages.Distinct())
            progress.AddRange(await connection.QueryAsync("SELECT sha256, have FROM exchange_file WHERE partner = @p0 AND mid = @p1 ORDER BY sha256", r => new FileProgress(message, r.GetString(0), r.GetInt64(1)), from, Convert.FromHexString(message)));
        return progress;
    }

    /// <summary>The files of a message as they are here: one that was announced and is not in order has the size 0.</summary>
    public async ValueTask<IReadOnlyList<IncomingFile>?> OfAsync(Connection connection, IncomingMessage message)
    {
        if (message.Files is not { Count: > 0 } announced) return null;
        var sizes = (await connection.QueryAsync("SELECT sha256, size FROM exchange_file WHERE partner = @p0 AND mid = @p1", r => (Sha256: r.GetString(0), Size: r.GetInt64(1)), message.From, Convert.FromHexString(message.Id)))
            .ToDictionary(f => f.Sha256, f => f.Size, StringComparer.Ordinal);
        return [.. announced.Select(f => f with { Size = sizes.GetValueOrDefault(f.Sha256) })];
    }

    /// <summary>Copies files of a message to where attachments lie, before the transaction that makes them known.</summary>
    public async ValueTask<List<(KeptFile Kept, string Name, string Address, long Size, string MediaType)>> PrepareAsync(IncomingMessage message, IReadOnlyList<KeptFile> kept, CancellationToken cancel)
    {
        List<(KeptFile, string, string, long, string)> prepared = [];
        foreach (var one in kept)
        {
            var file = message.Files?.FirstOrDefault(f => f.Sha256 == one.Sha256) ?? throw new ArgumentException($"The message has no file {one.Sha256}.", nameof(kept));
            await using var content = File.OpenRead(PathOf(message.From, message.Id, one.Sha256));
            var received = (await files.ReceiveAsync(content, General.Catalogue.Options.AttachmentLimit, cancel))!.Value;
            var address = Files.NewAddress(received.Hash);
            files.Prepare(received.Path, address);
            prepared.Add((one, file.Name, address, received.Size, MediaTypes.Sniff(received.Head)));
        }
        return prepared;
    }

    /// <summary>Makes prepared files known, within the transaction of the effect.</summary>
    public async ValueTask KeepAsync(Connection connection, string by, List<(KeptFile Kept, string Name, string Address, long Size, string MediaType)> prepared)
    {
        foreach (var (kept, name, address, size, mediaType) in prepared)
        {
            var rid = await connection.NumberAsync("SELECT rid FROM record WHERE uuid = @p0", kept.Record.ToBytes()) ?? throw new ArgumentException($"The effect makes no record {kept.Record}.", nameof(prepared));
            await connection.ExecuteAsync("INSERT INTO attachment(address, rid, file_name, media_type, size, sha256, added_at, added_by) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
                address, rid, name, mediaType, size, kept.Sha256, Days.Ticks(General.Now), by);
        }
    }

    /// <summary>After the transaction: files take their names, or go when it came to nothing.</summary>
    public void Finish(List<(KeptFile Kept, string Name, string Address, long Size, string MediaType)> prepared, bool done)
    {
        foreach (var (_, _, address, _, _) in prepared)
            if (done) files.Finish(address);
            else files.Remove(address);
    }

    /// <summary>A message that ended needs its files no more.</summary>
    public async ValueTask ForgetAsync(IncomingMessage message, CancellationToken cancel)
    {
        if (message.Files is not { Count: > 0 } announced) return;
        foreach (var file in announced)
            if (File.Exists(PathOf(message.From, message.Id, file.Sha256))) File.Delete(PathOf(message.From, message.Id, file.Sha256));
        await using var connection = await General.Db.WriteAsync(cancel);
        await connection.ExecuteAsync("DELETE FROM exchange_file WHERE partner = @p0 AND mid = @p1", message.From, Convert.FromHexString(message.Id));
        await connection.CommitAsync();
    }
}
