using System.Data.Common;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using DuckDB.NET.Data;
using Palermo.Kernel;

namespace Palermo.Storage.DataSets;

/// <summary>
/// DuckDB in this process, shut in: a database in memory that reaches the files it was given, and nothing else of the machine. Its settings are
/// locked before anybody's query runs.
/// </summary>
/// <remarks>
/// Source: DuckDB documentation, "Securing DuckDB": <c>enable_external_access</c>, <c>allowed_paths</c>, <c>lock_configuration</c>. What is tried
/// against it is in the tests: other files, writing, attaching, extensions, settings.
/// </remarks>
internal sealed class Sandbox : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    private Sandbox() { }

    /// <summary>Over one table, which queries call <c>data</c>.</summary>
    public static Sandbox Over(string parquet)
    {
        var box = new Sandbox();
        try
        {
            box.Open($"SET allowed_paths=[{Quoted(parquet)}]");
            box.Run($"CREATE VIEW data AS SELECT * FROM read_parquet({Quoted(parquet)})");
            box.Run("SET lock_configuration=true");
            return box;
        }
        catch
        {
            box.Dispose();
            throw;
        }
    }

    /// <summary>Over a table to be read and a folder to be written into.</summary>
    public static Sandbox Between(string table, string folder)
    {
        var box = new Sandbox();
        try
        {
            box.Open($"SET allowed_paths=[{Quoted(table)}]", $"SET allowed_directories=[{Quoted(folder + Path.DirectorySeparatorChar)}]");
            box.Run("SET lock_configuration=true");
            return box;
        }
        catch
        {
            box.Dispose();
            throw;
        }
    }

    private void Open(params string[] allowed)
    {
        _connection.Open();
        Run("SET autoinstall_known_extensions=false");
        Run("SET autoload_known_extensions=false");
        Run("SET memory_limit='512MB'");
        // What does not fit into memory is refused: a query writes nothing to disk, where it would outlive an erasure.
        Run("SET temp_directory=''");
        Run("SET threads=2");
        foreach (var line in allowed) Run(line);
        Run("SET enable_external_access=false");
    }

    /// <summary>A text as SQL has it.</summary>
    public static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    public void Run(string sql, IReadOnlyList<object?>? parameters = null, CancellationToken cancel = default)
    {
        using var command = Command(sql, parameters);
        using var watch = Watched(command, cancel);
        command.ExecuteNonQuery();
    }

    /// <summary>A single number.</summary>
    public long Number(string sql, IReadOnlyList<object?>? parameters = null, CancellationToken cancel = default)
    {
        using var command = Command(sql, parameters);
        using var watch = Watched(command, cancel);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>What is wrong with a query that somebody wrote; null when it is one SELECT and nothing else.</summary>
    public string? Doubt(string sql)
    {
        using var command = Command("SELECT json_serialize_sql(?::VARCHAR)", [sql]);
        using var parsed = JsonDocument.Parse((string)command.ExecuteScalar()!);
        if (parsed.RootElement.GetProperty("error").GetBoolean()) return parsed.RootElement.GetProperty("error_message").GetString();
        return parsed.RootElement.GetProperty("statements").GetArrayLength() == 1 ? null : "Write one SELECT.";
    }

    /// <summary>Rows of a SELECT, up to a limit.</summary>
    public DataSetRows Rows(string sql, IReadOnlyList<object?>? parameters, int limit, CancellationToken cancel)
    {
        // The line break ends a comment.
        using var command = Command($"SELECT * FROM ({sql}\n) LIMIT {(limit + 1).ToString(CultureInfo.InvariantCulture)}", parameters);
        using var watch = Watched(command, cancel);
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(i => new DataSetColumn(reader.GetName(i), reader.GetDataTypeName(i).ToUpperInvariant())).ToArray();
        List<IReadOnlyList<object?>> rows = [];
        while (reader.Read())
        {
            if (rows.Count == limit) return new(columns, rows, More: true);
            rows.Add([.. Enumerable.Range(0, columns.Length).Select(i => Plain(reader.IsDBNull(i) ? null : reader.GetValue(i)))]);
        }
        return new(columns, rows, More: false);
    }

    private DuckDBCommand Command(string sql, IReadOnlyList<object?>? parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in parameters ?? []) command.Parameters.Add(new DuckDBParameter(value ?? DBNull.Value));
        return command;
    }

    /// <summary>Breaks a query off when nobody waits for it any more, or nobody should.</summary>
    private static Watch Watched(DbCommand command, CancellationToken cancel) => new(command, cancel);

    private sealed class Watch : IDisposable
    {
        private readonly CancellationTokenSource _end;
        private readonly CancellationTokenRegistration _registered;

        public Watch(DbCommand command, CancellationToken cancel)
        {
            _end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            _registered = _end.Token.Register(command.Cancel);
            _end.CancelAfter(Longest);
        }

        public void Dispose()
        {
            _registered.Dispose();
            _end.Dispose();
        }
    }

    private static object? Plain(object? value) => value switch
    {
        null or string or bool or long or int or short or byte or sbyte or double or decimal => value,
        float number => (double)number,
        uint or ushort => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong number => number <= long.MaxValue ? (long)number : (decimal)number,
        BigInteger number when number >= long.MinValue && number <= long.MaxValue => (long)number,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list => string.Join(", ", list.Cast<object?>().Select(v => Convert.ToString(Plain(v), CultureInfo.InvariantCulture))),
        _ => value.ToString(),
    };

    public void Dispose() => _connection.Dispose();
}
