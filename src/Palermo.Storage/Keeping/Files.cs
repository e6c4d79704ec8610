using System.Security.Cryptography;

namespace Palermo.Storage.Keeping;

/// <summary>
/// The files of attachments in the node's folder, by address. A file is written beside its name and takes it when the record of it has
/// committed; what a crash left half way is finished or removed when the store is opened.
/// </summary>
internal sealed class Files
{
    private const string Unfinished = ".new";
    private readonly string _folder;

    public Files(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    public string Folder => _folder;

    public string PathOf(string address) => Path.Combine(_folder, address[..2], address);

    /// <summary>A new address: of the content and a salt that is thrown away, so that equal files have unlike addresses.</summary>
    public static string NewAddress(ReadOnlySpan<byte> contentHash)
    {
        Span<byte> salted = stackalloc byte[32 + 32];
        RandomNumberGenerator.Fill(salted[..32]);
        contentHash.CopyTo(salted[32..]);
        return Convert.ToHexStringLower(SHA256.HashData(salted).AsSpan(0, 20));
    }

    /// <summary>Copies to disk, hashing on the way.</summary>
    /// <returns>Where it lies for now; null when it is longer than the limit.</returns>
    public async ValueTask<(string Path, byte[] Hash, long Size, byte[] Head)?> ReceiveAsync(Stream content, long limit, CancellationToken cancel)
    {
        var path = Path.Combine(_folder, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) + ".part");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        var head = new byte[4096];
        var headLength = 0;
        var buffer = new byte[1 << 16];
        var keep = false;
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
            {
                while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
                {
                    size += read;
                    if (size > limit) return null;
                    hash.AppendData(buffer, 0, read);
                    var part = Math.Min(read, head.Length - headLength);
                    Array.Copy(buffer, 0, head, headLength, part);
                    headLength += part;
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
                file.Flush(flushToDisk: true);
            }
            keep = true;
            return (path, hash.GetHashAndReset(), size, head[..headLength]);
        }
        finally { if (!keep) File.Delete(path); }
    }

    /// <summary>Moves a received file to where it is found after a crash, before the commit that makes it known.</summary>
    public void Prepare(string path, string address)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(address))!);
        File.Move(path, PathOf(address) + Unfinished);
    }

    public void Finish(string address) => File.Move(PathOf(address) + Unfinished, PathOf(address), overwrite: true);

    /// <summary>Removes a file: its bytes are overwritten first, for disks that write in place.</summary>
    public void Remove(string address)
    {
        foreach (var path in (string[])[PathOf(address), PathOf(address) + Unfinished])
        {
            if (File.Exists(path)) Destroy(path);
        }
    }

    /// <summary>Removes every file that no record has.</summary>
    public void Forget(IReadOnlySet<string> known)
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            if (!known.Contains(Path.GetFileName(path))) Destroy(path);
    }

    private static void Destroy(string path)
    {
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            var zeros = new byte[1 << 16];
            for (var left = file.Length; left > 0; left -= zeros.Length) file.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
            file.Flush(flushToDisk: true);
        }
        File.Delete(path);
    }

    /// <summary>Finishes or removes what a crash left. Files younger than an hour that have no record may belong to a process at work.</summary>
    public void Recover(IReadOnlySet<string> known, DateTime now)
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetFileName(path);
            if (name.EndsWith(Unfinished, StringComparison.Ordinal) && known.Contains(name[..^Unfinished.Length])) File.Move(path, path[..^Unfinished.Length], overwrite: true);
            else if (!known.Contains(name) && now - File.GetLastWriteTimeUtc(path) > TimeSpan.FromHours(1)) File.Delete(path);
        }
    }
}
