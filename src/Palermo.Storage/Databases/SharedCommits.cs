using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Palermo.Storage.Databases;

/// <summary>
/// Lets writes that wait for one another become durable by one commit: a write that is done while others wait leaves its transaction open for the
/// next, and is answered when the last of them has committed. Each is undone by itself, and none is answered before it is on the disk.
/// </summary>
/// <remarks>
/// Within a group each write after the first stands in a savepoint. When the database breaks off the whole transaction (a full disk), or the commit
/// fails, every member fails: none was answered. The holder of the gate is the only one who touches the group. Bounded in number and in time, so
/// that nobody waits long for others, in this process or another.
/// </remarks>
internal sealed class SharedCommits
{
    private const int Most = 16;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(10);

    private TaskCompletionSource _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _done;
    private long _began;
    private int _waiting;

    /// <summary>True while a transaction is open that holds finished writes.</summary>
    public bool IsOpen => _done > 0;

    /// <summary>Counts somebody who is about to ask for the gate, and will take it whatever happens.</summary>
    public void Announce() => Interlocked.Increment(ref _waiting);

    public void Arrived() => Interlocked.Decrement(ref _waiting);

    /// <summary>Called by who has the gate and goes on in the open transaction.</summary>
    public static void Join(sqlite3 handle) => Run(handle, "SAVEPOINT turn");

    /// <summary>Called by who has the gate and began a transaction.</summary>
    public void Begin() => _began = Stopwatch.GetTimestamp();

    /// <summary>A write is finished: it waits for others to go with it, or all that are finished are committed.</summary>
    /// <returns>Done when it is durable.</returns>
    public Task Finish(sqlite3 handle)
    {
        _done++;
        var durable = _durable.Task;
        if (Volatile.Read(ref _waiting) == 0 || _done >= Most || Stopwatch.GetElapsedTime(_began) > Longest) Commit(handle);
        return durable;
    }

    /// <summary>A write came to nothing: only its own part is undone.</summary>
    /// <returns>False when the connection can no longer be trusted.</returns>
    public bool Undo(sqlite3 handle)
    {
        try
        {
            if (IsOpen) Run(handle, "ROLLBACK TO turn; RELEASE turn");
            else if (raw.sqlite3_get_autocommit(handle) == 0) Run(handle, "ROLLBACK");
        }
        catch (SqliteException fault)
        {
            // The database undid the whole: nobody was answered yet.
            Fail(handle, fault);
            return false;
        }
        if (IsOpen && Volatile.Read(ref _waiting) == 0) Commit(handle);
        return true;
    }

    /// <summary>Makes all finished writes durable.</summary>
    public void Commit(sqlite3 handle)
    {
        try { Run(handle, "COMMIT"); }
        catch (SqliteException fault)
        {
            Fail(handle, fault);
            return; // told to each of them, the caller among them
        }
        var durable = Renew();
        durable.SetResult();
    }

    private void Fail(sqlite3 handle, Exception fault)
    {
        if (raw.sqlite3_get_autocommit(handle) == 0) raw.sqlite3_exec(handle, "ROLLBACK");
        var lost = Renew();
        lost.SetException(fault);
        _ = lost.Task.Exception; // seen: where nobody waits any more it is nobody's fault to hear of
    }

    private TaskCompletionSource Renew()
    {
        var before = _durable;
        (_durable, _done) = (new(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        return before;
    }

    private static void Run(sqlite3 handle, string sql)
    {
        if (raw.sqlite3_exec(handle, sql) is var code and not raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, handle);
    }
}
