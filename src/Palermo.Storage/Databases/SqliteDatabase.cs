using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Palermo.Storage.Databases;

/// <summary>A compartment in one SQLite file, in WAL mode, every commit durable.</summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>How long a writer of another process is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const long Mapped = 4L << 30;

    private readonly string _file;
    private readonly ConcurrentBag<Connection> _readers = [];
    private readonly SemaphoreSlim _gate = new(1);
    private Connection? _writer;
    private int _waiting;
    private bool _closed;

    private readonly SqliteCheckpoints _checkpoints;

    public SqliteDatabase(string file) => (_file, _checkpoints) = (file, new(OpenForCheckpointsAsync, _gate));

    public string File => _file;
    public override string Name => Path.GetFileNameWithoutExtension(_file);
    public override bool ChainsInline => true;
    public override string Description => $"SQLite {raw.sqlite3_libversion().utf8_to_string()}";
    public override bool SomebodyWaits => Volatile.Read(ref _waiting) > 0;

    public override async ValueTask<Connection> ReadAsync(CancellationToken cancel)
    {
        if (_readers.TryTake(out var connection)) return connection;
        return new(await OpenAsync(
            // What a commit of another connection makes of this one's pages is forgotten with each: the file itself is mapped, and not copied again.
            $"CREATE VIRTUAL TABLE temp.search_words USING fts5vocab(main, search, instance); PRAGMA query_only=1; PRAGMA cache_size=-8192; PRAGMA mmap_size={Mapped}", cancel), keepsStatements: true, GiveBackReaderAsync);
    }

    private async ValueTask GiveBackReaderAsync(Connection connection, bool _)
    {
        if (_closed || connection.Broken) await connection.CloseAsync();
        else _readers.Add(connection);
    }

    public override int BulkPiece => 250;

    public override ValueTask<Connection> AppendAsync(CancellationToken cancel) => WriteAsync(cancel);

    public override async ValueTask<Connection> WriteAsync(CancellationToken cancel)
    {
        Interlocked.Increment(ref _waiting);
        try { await _gate.WaitAsync(cancel); }
        finally { Interlocked.Decrement(ref _waiting); }
        try
        {
            _writer ??= new(await OpenAsync("PRAGMA cache_size=-131072; PRAGMA wal_autocheckpoint=100000; PRAGMA journal_size_limit=67108864", cancel), keepsStatements: true, GiveBackWriterAsync);
            await BeginAsync(((SqliteConnection)_writer.Raw).Handle!, cancel);
            _writer.InTransaction = true;
            return _writer;
        }
        catch
        {
            _gate.Release();
            throw;
        }
    }

    /// <summary>Takes the write lock. Another process may hold it: asked again each millisecond, since SQLite's own waiting grows to 100 ms.</summary>
    private async ValueTask BeginAsync(sqlite3 handle, CancellationToken cancel)
    {
        var began = Environment.TickCount64;
        while (true)
        {
            raw.sqlite3_busy_timeout(handle, 0);
            var code = raw.sqlite3_exec(handle, "BEGIN IMMEDIATE");
            raw.sqlite3_busy_timeout(handle, 10_000);
            if (code == raw.SQLITE_OK) return;
            if ((code & 0xff) is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED))
                throw new StoreProblem($"{_file}: {raw.sqlite3_errmsg(handle).utf8_to_string()}");
            if (Environment.TickCount64 - began > Patience.TotalMilliseconds)
                throw new StoreProblem($"{_file} has been locked by another program for {Patience.TotalSeconds:0} seconds: end that program, or wait for it.");
            await Task.Delay(1, cancel);
        }
    }

    private async ValueTask<Connection> OpenForCheckpointsAsync(CancellationToken cancel) =>
        new(await OpenAsync("PRAGMA cache_size=-1024", cancel), keepsStatements: false, (c, _) => c.CloseAsync());

    private async ValueTask GiveBackWriterAsync(Connection connection, bool _)
    {
        if (!_closed && !connection.Broken) _checkpoints.Count(((SqliteConnection)connection.Raw).Handle!);
        if (_closed || connection.Broken)
        {
            _writer = null;
            await connection.CloseAsync();
        }
        _gate.Release();
    }

    private async ValueTask<SqliteConnection> OpenAsync(string pragmas, CancellationToken cancel)
    {
        // No pool: a pooled connection outlives a file that was replaced by a restore.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText =
                "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; " + pragmas;
            await command.ExecuteNonQueryAsync(cancel);
            return connection;
        }
        catch (SqliteException fault)
        {
            await connection.DisposeAsync();
            throw new StoreProblem($"{_file} cannot be opened: {fault.Message}. Is it a Palermo database, and may this account write there?", fault);
        }
    }

    public override string Migration(int version) => SchemaText.Sqlite(version);

    public override string WalkJoin => "CROSS JOIN";
    public override string SearchFrom(string query) => $"search s CROSS JOIN record r ON r.rid = (s.rowid >> 4) WHERE s.search MATCH {query}";
    public override string SearchAllowed(string classes) =>
        $"((s.rowid & 15) = 0 OR (SELECT c.cid FROM search_class c WHERE c.sid = s.rowid) IN ({classes}))";
    public override string SearchOrder => "s.rowid";
    public override bool SearchWalks => true;

    public override object SearchQuery(IReadOnlyList<IReadOnlyList<string>> groups) => string.Join(" AND ", groups.Select(group =>
        "(" + string.Join(" OR ", group.Select(word => word.EndsWith('*') ? $"\"{word[..^1]}\" *" : $"\"{word}\"")) + ")"));

    public override async ValueTask<IReadOnlyList<string>?> BeginningWithAsync(Connection connection, string beginning, int most)
    {
        List<string> words = [];
        // One step to each next word: read in a row, the vocabulary gives a word once for each of its occurrences.
        for (var from = beginning; ; from = words[^1] + '\u0001')
        {
            var next = await connection.FirstAsync("SELECT term FROM temp.search_words WHERE term >= @p0 LIMIT 1", r => r.GetString(0), from);
            if (next is null || !next.StartsWith(beginning, StringComparison.Ordinal)) return words;
            if (words.Count == most) return null;
            words.Add(next);
        }
    }

    public override async ValueTask AddSearchAsync(Connection connection, long sid, long rid, long? cid, IReadOnlyCollection<string> words)
    {
        await connection.ExecuteAsync("INSERT INTO search(rowid, words) VALUES (@p0, @p1)", sid, string.Join(' ', words));
        if (cid is not null) await connection.ExecuteAsync("INSERT INTO search_class(sid, cid) VALUES (@p0, @p1)", sid, cid);
    }

    public override async ValueTask RemoveSearchAsync(Connection connection, long rid, int rows)
    {
        for (var k = 0; k < rows; k++) await connection.ExecuteAsync("DELETE FROM search WHERE rowid = @p0", rid << 4 | (long)k);
        if (rows > 1) await connection.ExecuteAsync("DELETE FROM search_class WHERE sid BETWEEN @p0 AND @p1", rid << 4, rid << 4 | 15);
    }

    public override async ValueTask ScrubAsync(Connection connection, bool inTransaction)
    {
        // Within the erasure the index is rewritten without the words; after it the log of changes is emptied into the file and cut.
        if (inTransaction) await connection.ExecuteAsync("INSERT INTO search(search) VALUES ('optimize')");
        else await connection.QueryAsync("PRAGMA wal_checkpoint(TRUNCATE)", r => r.GetInt64(0));
    }

    public override ValueTask<long?> SizeAsync(CancellationToken cancel)
    {
        long size = 0;
        foreach (var end in (ReadOnlySpan<string>)["", "-wal"])
            if (new FileInfo(_file + end) is { Exists: true } info) size += info.Length;
        return new(size);
    }

    public override async ValueTask DisposeAsync()
    {
        _closed = true;
        await _checkpoints.DisposeAsync();
        await _gate.WaitAsync();
        if (_writer is not null) await _writer.CloseAsync();
        _writer = null;
        while (_readers.TryTake(out var reader)) await reader.CloseAsync();
        _gate.Release();
    }
}
