using System.Data.Common;

namespace Palermo.Storage.Databases;

/// <summary>A connection on loan from its database: one user at a time; disposing gives it back, undoing what was not committed.</summary>
/// <remarks>Parameters are named by place: <c>@p0</c>, <c>@p1</c>. Answers are read whole before they are given, so a statement is never open twice.</remarks>
internal sealed class Connection(DbConnection raw, bool keepsStatements, Func<Connection, bool, ValueTask> giveBack) : IAsyncDisposable
{
    private const int StatementsKept = 256;
    private readonly Dictionary<string, DbCommand> _statements = new(StringComparer.Ordinal);

    public DbConnection Raw => raw;

    /// <summary>True between the beginning of a transaction and its end.</summary>
    public bool InTransaction { get; internal set; }

    /// <summary>Set when the connection can no longer be trusted and must be closed.</summary>
    public bool Broken { get; private set; }

    public async ValueTask<int> ExecuteAsync(string sql, params object?[] args)
    {
        var (command, keep) = Command(sql, args);
        try { return await command.ExecuteNonQueryAsync(); }
        catch (DbException) { Broken |= !keepsStatements; throw; }
        finally { if (!keep) await command.DisposeAsync(); }
    }

    public async ValueTask<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> row, params object?[] args)
    {
        var (command, keep) = Command(sql, args);
        try
        {
            await using var reader = await command.ExecuteReaderAsync();
            List<T> rows = [];
            while (await reader.ReadAsync()) rows.Add(row(reader));
            return rows;
        }
        finally { if (!keep) await command.DisposeAsync(); }
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public async ValueTask<T?> FirstAsync<T>(string sql, Func<DbDataReader, T> row, params object?[] args)
    {
        var rows = await QueryAsync(sql, row, args);
        return rows.Count > 0 ? rows[0] : default;
    }

    /// <summary>A whole number; null where there is no row or the value is null.</summary>
    public ValueTask<long?> NumberAsync(string sql, params object?[] args) =>
        FirstAsync(sql, r => r.IsDBNull(0) ? (long?)null : r.GetInt64(0), args);

    public async ValueTask CommitAsync()
    {
        await ExecuteAsync("COMMIT");
        InTransaction = false;
    }

    public async ValueTask RollBackAsync()
    {
        InTransaction = false;
        await ExecuteAsync("ROLLBACK");
    }

    public async ValueTask DisposeAsync()
    {
        var wasWriting = InTransaction;
        if (InTransaction)
        {
            try { await RollBackAsync(); }
            catch (DbException) { Broken = true; }
            catch (InvalidOperationException) { Broken = true; }
        }
        await giveBack(this, wasWriting);
    }

    /// <summary>Closes for good.</summary>
    internal async ValueTask CloseAsync()
    {
        foreach (var statement in _statements.Values) await statement.DisposeAsync();
        _statements.Clear();
        await raw.DisposeAsync();
    }

    private (DbCommand Command, bool Keep) Command(string sql, object?[] args)
    {
        if (_statements.TryGetValue(sql, out var command))
        {
            for (var i = 0; i < args.Length; i++) command.Parameters[i].Value = args[i] ?? DBNull.Value;
            return (command, true);
        }
        command = raw.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < args.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            parameter.Value = args[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        // Long texts are those with lists of classes written into them: seldom the same twice.
        if (!keepsStatements || sql.Length > 2000) return (command, false);
        if (_statements.Count >= StatementsKept)
        {
            foreach (var old in _statements.Values) old.Dispose();
            _statements.Clear();
        }
        _statements.Add(sql, command);
        return (command, true);
    }
}
