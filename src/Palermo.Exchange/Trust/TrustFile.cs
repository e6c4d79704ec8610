using System.Text.Json;
using Palermo.Exchange.Keys;
using Palermo.Kernel;

namespace Palermo.Exchange.Trust;

/// <summary>The trust book in the node's folder. Read again when another program changed it; changed under a lock, so that none is lost.</summary>
public sealed class TrustFile(string folder)
{
    private readonly string _path = Path.Combine(folder, "exchange", "trust.json");
    private readonly Lock _gate = new();
    private TrustBook _book = TrustBook.Empty;
    private (DateTime Written, long Length) _seen = (default, -1);
    private long _looked;

    /// <summary>The book as it is now.</summary>
    /// <exception cref="KeyProblem">The file is damaged.</exception>
    public TrustBook Book
    {
        get
        {
            lock (_gate)
            {
                // The disk is asked at most ten times a second.
                if (_seen.Length >= 0 && Environment.TickCount64 - _looked < 100) return _book;
                return Load();
            }
        }
    }

    private TrustBook Load()
    {
        _looked = Environment.TickCount64;
        var info = new FileInfo(_path);
        var now = info.Exists ? (info.LastWriteTimeUtc, info.Length) : (default, 0L);
        if (now == _seen) return _book;
        try { _book = info.Exists ? JsonSerializer.Deserialize<TrustBook>(File.ReadAllBytes(_path), BodyJson.Options)! : TrustBook.Empty; }
        catch (JsonException fault) { throw new KeyProblem($"{_path} is damaged (line {fault.LineNumber + 1}): restore it from a backup, or pair the partners again.", fault); }
        _seen = now;
        return _book;
    }

    /// <summary>Changes the book; other programs that would change it meanwhile wait.</summary>
    public Outcome<TrustBook> Change(Func<TrustBook, Outcome<TrustBook>> change)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        lock (_gate)
        {
            using var held = Hold();
            var before = Load();
            var outcome = change(before);
            if (!outcome.TryGet(out var after) || ReferenceEquals(after, before)) return outcome;
            WholeFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(after, new JsonSerializerOptions(BodyJson.Options) { WriteIndented = true }), secret: true);
            _seen = (default, -1);
            Load();
            return outcome;
        }
    }

    private FileStream Hold()
    {
        for (var tries = 0; ; tries++)
        {
            try { return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) when (tries < 500) { Thread.Sleep(10); }
        }
    }
}
