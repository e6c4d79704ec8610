using System.Globalization;
using Npgsql;

namespace Palermo.Storage.Databases;

/// <summary>A compartment in one schema of a PostgreSQL database.</summary>
internal sealed class PostgresDatabase : Database
{
    /// <summary>The first with statistics of expressions, by which pages are planned.</summary>
    private const int OldestServer = 14;

    private readonly NpgsqlDataSource _source;
    private readonly string _schema;
    private string _version = "";

    public PostgresDatabase(string connectionString, string schema)
    {
        _schema = schema;
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = schema, ApplicationName = "palermo", MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 };
        // Pages stop after some rows: compiling their plans or starting other processes for them takes longer than they do.
        builder.Options = $"{builder.Options} -c jit=off -c max_parallel_workers_per_gather=0".TrimStart();
        if (!connectionString.Contains("Pool Size", StringComparison.OrdinalIgnoreCase)) builder.MaxPoolSize = 30;
        _source = NpgsqlDataSource.Create(builder);
    }

    public string Schema => _schema;
    public override string Name => _schema;
    public override bool ChainsInline => false;
    public override string Description => $"PostgreSQL {_version}";

    public override async ValueTask<Connection> ReadAsync(CancellationToken cancel)
    {
        try
        {
            var connection = await _source.OpenConnectionAsync(cancel);
            if (_version.Length == 0)
            {
                if (connection.PostgreSqlVersion.Major < OldestServer) throw new StoreProblem($"PostgreSQL {connection.PostgreSqlVersion} is too old: {OldestServer} or newer is needed.");
                _version = connection.PostgreSqlVersion.ToString();
            }
            return new(connection, keepsStatements: false, (c, _) => c.CloseAsync());
        }
        catch (NpgsqlException fault)
        {
            throw new StoreProblem($"PostgreSQL does not answer: {fault.Message}. Is the server running, and is the connection string right?", fault);
        }
    }

    public override async ValueTask<Connection> AppendAsync(CancellationToken cancel)
    {
        var connection = await ReadAsync(cancel);
        await connection.ExecuteAsync("BEGIN");
        connection.InTransaction = true;
        return connection;
    }

    public override async ValueTask<Connection> WriteAsync(CancellationToken cancel)
    {
        var connection = await AppendAsync(cancel);
        try
        {
            // One writer of records at a time in a compartment: numbers given within the transaction are then in commit order.
            await connection.QueryAsync("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(@p0, 0))", r => r.GetInt32(0), "palermo-write:" + _schema);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Each piece is eight COPYs; nobody waits for the lock to read a page.
    public override int BulkPiece => 4_000;

    public override string Migration(int version) => SchemaText.Postgres(version);

    public override string WalkJoin => "JOIN";
    public override string SearchFrom(string query) => $"search s JOIN record r ON r.rid = s.rid WHERE s.words @@ CAST({query} AS tsquery)";
    public override string SearchAllowed(string classes) => $"(s.cid IS NULL OR s.cid IN ({classes}))";
    public override string SearchOrder => "s.sid";
    public override bool SearchWalks => false;

    public override async ValueTask TakeStockAsync(CancellationToken cancel)
    {
        await using var connection = await ReadAsync(cancel);
        await connection.ExecuteAsync("ANALYZE record, search, facet, version, identifier, place");
    }

    public override object SearchQuery(IReadOnlyList<IReadOnlyList<string>> groups) => string.Join(" & ", groups.Select(group =>
        "(" + string.Join(" | ", group.Select(word => word.EndsWith('*') ? $"'{word[..^1]}':*" : $"'{word}'")) + ")"));

    public override async ValueTask AddSearchAsync(Connection connection, long sid, long rid, long? cid, IReadOnlyCollection<string> words) =>
        await connection.ExecuteAsync("INSERT INTO search(sid, rid, cid, words) VALUES (@p0, @p1, @p2, array_to_tsvector(@p3))", sid, rid, cid, words.ToArray());

    public override async ValueTask RemoveSearchAsync(Connection connection, long rid, int rows) =>
        await connection.ExecuteAsync("DELETE FROM search WHERE sid BETWEEN @p0 AND @p1", rid << 4, rid << 4 | 15);

    public override async ValueTask ScrubAsync(Connection connection, bool inTransaction)
    {
        // Old row versions go at once, not when autovacuum comes by. Write-ahead log and its archives end with the server's own retention.
        if (inTransaction) return;
        foreach (var table in (string[])["version", "record", "identifier", "search", "source_key", "outbox", "exchange_in", "exchange_quarantine", "job", "attachment"])
            await connection.ExecuteAsync($"VACUUM {table}");
    }

    public override async ValueTask<long?> SizeAsync(CancellationToken cancel)
    {
        await using var connection = await ReadAsync(cancel);
        return await connection.NumberAsync(string.Create(CultureInfo.InvariantCulture,
            $"SELECT CAST(sum(pg_total_relation_size(c.oid)) AS BIGINT) FROM pg_class c WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = @p0) AND c.relkind = 'r'"), _schema);
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();
}
