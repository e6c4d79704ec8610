using System.Text;
using Microsoft.Data.Sqlite;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;
using SQLitePCL;

namespace Palermo.Storage.Bulk;

/// <summary>Statements of SQLite's own interface, prepared once a door: ADO.NET took a third longer for the same rows (PITFALLS of the design, 1).</summary>
internal sealed class SqliteBulkTable : IBulkTable
{
    private readonly Dictionary<string, sqlite3_stmt> _statements = new(StringComparer.Ordinal);
    private sqlite3? _handle;


    private sqlite3_stmt Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        Check(raw.sqlite3_prepare_v2(_handle, sql, out statement));
        _statements.Add(sql, statement);
        return statement;
    }

    private void Use(Connection connection)
    {
        var handle = ((SqliteConnection)connection.Raw).Handle!;
        if (ReferenceEquals(handle, _handle)) return;
        Dispose();
        _handle = handle;
    }

    public ValueTask<Dictionary<string, KnownReference>> ClaimAsync(Connection connection, long source, IReadOnlyList<PreparedRow> rows, Writing writing)
    {
        Use(connection);
        var known = new Dictionary<string, KnownReference>(StringComparer.Ordinal);
        var claim = Statement("INSERT INTO source_key(source, reference, rid, body_hash) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
        var find = Statement("SELECT rid, body_hash FROM source_key WHERE source = ? AND reference = ?");
        foreach (var row in rows)
        {
            // One way down the tree both asks and writes.
            raw.sqlite3_bind_int64(claim, 1, source);
            Text(claim, 2, row.Key);
            raw.sqlite3_bind_int64(claim, 3, writing.NextRid);
            raw.sqlite3_bind_blob(claim, 4, row.Hash);
            Run(claim);
            if (raw.sqlite3_changes(_handle) > 0)
            {
                (row.Rid, row.Seq) = writing.TakeNumbers();
                continue;
            }
            raw.sqlite3_bind_int64(find, 1, source);
            Text(find, 2, row.Key);
            var code = raw.sqlite3_step(find);
            if (code == raw.SQLITE_ROW)
                known[row.Key] = new(raw.sqlite3_column_int64(find, 0), raw.sqlite3_column_type(find, 1) == raw.SQLITE_NULL ? null : raw.sqlite3_column_blob(find, 1).ToArray());
            else if (code != raw.SQLITE_DONE) Check(code);
            raw.sqlite3_reset(find);
        }
        return new(known);
    }

    public ValueTask InsertAsync(Connection connection, NewRows rows, BatchNumbers numbers)
    {
        Use(connection);
        Versions(rows, numbers);
        Records(rows, numbers);
        var identifiers = Statement("INSERT INTO identifier(value, type, rid, cid) VALUES (?, ?, ?, ?)");
        foreach (var row in rows.Identifiers)
        {
            Text(identifiers, 1, row.Value);
            raw.sqlite3_bind_int64(identifiers, 2, row.Type);
            raw.sqlite3_bind_int64(identifiers, 3, row.Rid);
            raw.sqlite3_bind_int64(identifiers, 4, row.Class);
            Run(identifiers);
        }
        var facets = Statement("INSERT INTO facet(code, rid, cid) VALUES (?, ?, ?)");
        foreach (var row in rows.Facets)
        {
            raw.sqlite3_bind_int64(facets, 1, row.Code);
            raw.sqlite3_bind_int64(facets, 2, row.Rid);
            raw.sqlite3_bind_int64(facets, 3, numbers.Class);
            Run(facets);
        }
        Rare(rows);
        Searches(rows);
        return default;
    }

    private void Versions(NewRows rows, BatchNumbers numbers)
    {
        var insert = Statement(
            "INSERT INTO version(seq, rid, number, previous, at, by, reason, head, state, flags, review, reference, line, import, body_version, body, salt, commitment) "
            + "VALUES (?, ?, 1, NULL, ?, ?, NULL, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)");
        foreach (var row in rows.Records)
        {
            raw.sqlite3_bind_int64(insert, 1, row.Seq);
            raw.sqlite3_bind_int64(insert, 2, row.Rid);
            raw.sqlite3_bind_int64(insert, 3, numbers.At);
            raw.sqlite3_bind_int64(insert, 4, numbers.By);
            raw.sqlite3_bind_int64(insert, 5, numbers.Head);
            raw.sqlite3_bind_int64(insert, 6, numbers.State);
            raw.sqlite3_bind_int64(insert, 7, numbers.Review);
            Text(insert, 8, row.Reference);
            raw.sqlite3_bind_int64(insert, 9, row.Line);
            raw.sqlite3_bind_int64(insert, 10, numbers.Import);
            raw.sqlite3_bind_int64(insert, 11, numbers.BodyVersion);
            raw.sqlite3_bind_blob(insert, 12, row.Bytes);
            raw.sqlite3_bind_blob(insert, 13, row.Salt);
            raw.sqlite3_bind_blob(insert, 14, row.Commitment);
            Run(insert);
        }
    }

    private void Records(NewRows rows, BatchNumbers numbers)
    {
        var insert = Statement(
            "INSERT INTO record(rid, uuid, kind, cid, state, flags, version, seq, title, event_from, event_to, event_precision, event_at, lat, lon, radius, review, facets, searches, "
            + "created_at, created_by, changed_at, changed_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?19, ?20)");
        foreach (var row in rows.Records)
        {
            var plan = row.Plan;
            raw.sqlite3_bind_int64(insert, 1, row.Rid);
            raw.sqlite3_bind_blob(insert, 2, row.Uuid);
            raw.sqlite3_bind_int64(insert, 3, numbers.Kind);
            raw.sqlite3_bind_int64(insert, 4, numbers.Class);
            raw.sqlite3_bind_int64(insert, 5, numbers.State);
            raw.sqlite3_bind_int64(insert, 6, plan.Mixed ? (long)RecordFlags.Mixed : 0);
            raw.sqlite3_bind_int64(insert, 7, row.Seq);
            Text(insert, 8, plan.Title);
            Number(insert, 9, plan.Time is { } a ? Days.Number(a.From) : null);
            Number(insert, 10, plan.Time is { } b ? Days.Number(b.To) : null);
            Number(insert, 11, plan.Time is { } c ? (long)c.Precision : null);
            Number(insert, 12, plan.Time?.At is { } moment ? Days.Ticks(moment) : null);
            Real(insert, 13, plan.Place?.Latitude);
            Real(insert, 14, plan.Place?.Longitude);
            Real(insert, 15, plan.Place?.RadiusMetres);
            raw.sqlite3_bind_int64(insert, 16, numbers.Review);
            if (row.Facets is null) raw.sqlite3_bind_null(insert, 17);
            else raw.sqlite3_bind_blob(insert, 17, row.Facets);
            raw.sqlite3_bind_int64(insert, 18, plan.Searches.Count);
            raw.sqlite3_bind_int64(insert, 19, numbers.At);
            raw.sqlite3_bind_int64(insert, 20, numbers.By);
            Run(insert);
        }
    }

    private void Rare(NewRows rows)
    {
        var places = Statement("INSERT INTO place(lat, lon, rid, cid, radius) VALUES (?, ?, ?, ?, ?)");
        foreach (var row in rows.Places)
        {
            raw.sqlite3_bind_double(places, 1, row.Place.Latitude);
            raw.sqlite3_bind_double(places, 2, row.Place.Longitude);
            raw.sqlite3_bind_int64(places, 3, row.Rid);
            raw.sqlite3_bind_int64(places, 4, row.Class);
            raw.sqlite3_bind_double(places, 5, row.Place.RadiusMetres);
            Run(places);
        }
        var links = Statement("INSERT INTO link(rid, role, target, cid) VALUES (?, ?, ?, ?)");
        foreach (var row in rows.Links)
        {
            raw.sqlite3_bind_int64(links, 1, row.Rid);
            raw.sqlite3_bind_int64(links, 2, row.Role);
            raw.sqlite3_bind_blob(links, 3, row.Target);
            raw.sqlite3_bind_int64(links, 4, row.Class);
            Run(links);
        }
    }

    private void Searches(NewRows rows)
    {
        var words = Statement("INSERT INTO search(rowid, words) VALUES (?, ?)");
        var classes = Statement("INSERT INTO search_class(sid, cid) VALUES (?, ?)");
        foreach (var row in rows.Searches)
        {
            raw.sqlite3_bind_int64(words, 1, row.Sid);
            raw.sqlite3_bind_text(words, 2, row.Row.Words[row.Index]);
            Run(words);
            if (row.Class is not { } own) continue;
            raw.sqlite3_bind_int64(classes, 1, row.Sid);
            raw.sqlite3_bind_int64(classes, 2, own);
            Run(classes);
        }
    }

    private static void Text(sqlite3_stmt statement, int at, string text)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (longest > 1024)
        {
            raw.sqlite3_bind_text(statement, at, text);
            return;
        }
        Span<byte> bytes = stackalloc byte[longest];
        raw.sqlite3_bind_text(statement, at, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private static void Number(sqlite3_stmt statement, int at, long? value)
    {
        if (value is { } number) raw.sqlite3_bind_int64(statement, at, number);
        else raw.sqlite3_bind_null(statement, at);
    }

    private static void Real(sqlite3_stmt statement, int at, double? value)
    {
        if (value is { } number) raw.sqlite3_bind_double(statement, at, number);
        else raw.sqlite3_bind_null(statement, at);
    }

    private void Run(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE) Check(code);
    }

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            throw new StoreProblem($"SQLite refused a row of the import ({code}): {raw.sqlite3_errmsg(_handle).utf8_to_string()}");
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
        _handle = null;
    }
}
