namespace Palermo.Storage.Databases;

/// <summary>One compartment's database: where reading and writing begin, and the few things that SQLite and PostgreSQL say differently.</summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>True on SQLite, where one writer at a time chains the audit log within its transaction.</summary>
    public abstract bool ChainsInline { get; }

    /// <summary>Name and version, for people.</summary>
    public abstract string Description { get; }

    /// <summary>Name of the compartment within the database or folder.</summary>
    public abstract string Name { get; }

    /// <summary>A connection for reading.</summary>
    public abstract ValueTask<Connection> ReadAsync(CancellationToken cancel);

    /// <summary>Begins a transaction that changes records: one at a time in the compartment, so that sequence is commit order.</summary>
    public abstract ValueTask<Connection> WriteAsync(CancellationToken cancel);

    /// <summary>Begins a transaction that only adds entries to the log: waits for no other where the database can.</summary>
    public abstract ValueTask<Connection> AppendAsync(CancellationToken cancel);

    /// <summary>True when somebody in this process waits to write.</summary>
    public virtual bool SomebodyWaits => false;

    /// <summary>Rows that the bulk door writes at a stretch before it looks whether somebody waits.</summary>
    public abstract int BulkPiece { get; }

    /// <summary>The statement that makes the schema of a version from the one before.</summary>
    public abstract string Migration(int version);

    /// <summary>A join whose left side is walked first: on SQLite the planner is told so, PostgreSQL knows its own statistics.</summary>
    public abstract string WalkJoin { get; }

    /// <summary>Rows of the search index joined to their records: <c>s</c> and <c>r</c>, and the condition on the words.</summary>
    public abstract string SearchFrom(string query);

    /// <summary>True for a search row that stands for the record's own marking, else its statement class must be among the allowed.</summary>
    public abstract string SearchAllowed(string classes);

    /// <summary>The order of search rows by record, newest first or oldest first.</summary>
    public abstract string SearchOrder { get; }

    /// <summary>True where a search gives its rows in order as it finds them, so that one walk both fills a page and counts; false where it finds all, then sorts.</summary>
    public abstract bool SearchWalks { get; }

    /// <summary>Takes stock of what the tables hold now, where the database plans by it: after an import that may have brought a million rows.</summary>
    public virtual ValueTask TakeStockAsync(CancellationToken cancel) => default;

    /// <summary>Words as the database's own query, from groups of alternatives that must all hold.</summary>
    /// <param name="groups">Each group: tokens of which one must occur; a token ending in <c>*</c> is a beginning.</param>
    public abstract object SearchQuery(IReadOnlyList<IReadOnlyList<string>> groups);

    /// <summary>Words of the search index that begin so; null where there are more than so many, or the database finds beginnings itself.</summary>
    public virtual ValueTask<IReadOnlyList<string>?> BeginningWithAsync(Connection connection, string beginning, int most) => default;

    /// <summary>Adds a row to the search index.</summary>
    public abstract ValueTask AddSearchAsync(Connection connection, long sid, long rid, long? cid, IReadOnlyCollection<string> words);

    /// <summary>Removes the search rows of a record.</summary>
    public abstract ValueTask RemoveSearchAsync(Connection connection, long rid, int rows);

    /// <summary>Makes sure that what was deleted can no longer be found in the files.</summary>
    public abstract ValueTask ScrubAsync(Connection connection, bool inTransaction);

    /// <summary>Size on disk, bytes.</summary>
    public abstract ValueTask<long?> SizeAsync(CancellationToken cancel);

    public abstract ValueTask DisposeAsync();
}
