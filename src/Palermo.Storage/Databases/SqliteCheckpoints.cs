using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Palermo.Storage.Databases;

/// <summary>
/// Writes SQLite's log of changes back into the file, beside the writer. Within a commit, where SQLite does it by itself, it keeps everybody who
/// wants to write waiting for the disk, and every page that is read writes an entry into the audit log.
/// </summary>
/// <remarks>A passive checkpoint never waits and holds up neither readers nor the writer; another process may be at the same work, and then this one leaves it.</remarks>
internal sealed class SqliteCheckpoints(Func<CancellationToken, ValueTask<Connection>> open, SemaphoreSlim writers) : IAsyncDisposable
{
    /// <summary>Pages in the log before it is written back: 16 MB.</summary>
    private const int Enough = 4_000;
    /// <summary>So few are left that the writer may wait for them, so that the log begins anew.</summary>
    private const int Few = 400;
    private const int MostRounds = 4;

    private readonly SemaphoreSlim _asked = new(0);
    private readonly CancellationTokenSource _end = new();
    private Task? _working;
    private int _written;

    /// <summary>Notes what a writer wrote; called while it still holds the gate.</summary>
    public void Count(sqlite3 writer)
    {
        raw.sqlite3_db_status(writer, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        if ((_written += pages) < Enough) return;
        _written = 0;
        _working ??= Task.Run(WorkAsync);
        if (_asked.CurrentCount == 0) _asked.Release();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                await _asked.WaitAsync(_end.Token);
                try { await WriteBackAsync(); }
                catch (Exception fault) when (fault is SqliteException or StoreProblem)
                {
                    // The disk is full, or the file away: the writer meets the same and says so. The log is longer meanwhile, and nothing is lost.
                }
            }
        }
        catch (OperationCanceledException) { /* the database closes, and that writes the log back too */ }
    }

    private async ValueTask WriteBackAsync()
    {
        await using var connection = await open(_end.Token);
        for (var round = 0; round < MostRounds; round++)
        {
            var (busy, left) = await PassAsync(connection);
            if (busy || left == 0) return;
            if (left <= Few) break;
        }
        await writers.WaitAsync(_end.Token);
        try { await PassAsync(connection); }
        finally { writers.Release(); }
    }

    private static ValueTask<(bool Busy, long Left)> PassAsync(Connection connection) =>
        connection.FirstAsync("PRAGMA wal_checkpoint(PASSIVE)", r => (r.GetInt64(0) != 0, r.GetInt64(1) - r.GetInt64(2)));

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested) return;
        await _end.CancelAsync();
        if (_working is not null) await _working;
        _end.Dispose();
        _asked.Dispose();
    }
}
