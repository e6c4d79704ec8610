using Microsoft.Data.Sqlite;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using SQLitePCL;

namespace Palermo.Storage.Bulk;

/// <summary>Statements of SQLite's own interface, prepared once a door: ADO.NET took a third longer for the same rows (PITFALLS of the design, 1).</summary>
internal sealed unsafe class SqliteBulkTable : IBulkTable
{
    private readonly Dictionary<string, sqlite3_stmt> _statements = new(StringComparer.Ordinal);
    private sqlite3? _handle;

    private Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v2(_handle, sql, out statement));
            _statements.Add(sql, statement);
        }
        return new(statement, this);
    }

    private void Use(Connection connection)
    {
        var handle = ((SqliteConnection)connection.Raw).Handle!;
        if (ReferenceEquals(handle, _handle)) return;
        Dispose();
        _handle = handle;
    }

    public ValueTask<List<KnownReference>> ClaimAsync(Connection connection, long source, PreparedPiece piece, Writing writing)
    {
        Use(connection);
        List<KnownReference> known = [];
        var claim = Prepare("INSERT INTO source_key(source, reference, rid, body_hash) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
        claim.Number(1, source);
        for (var i = 0; i < piece.Count; i++)
        {
            ref var row = ref piece.Row(i);
            if (row.Rid < 0) continue;
            // One way down the tree both asks and writes.
            claim.Text(2, piece.Of(row.Key));
            claim.Number(3, writing.NextRid);
            claim.Bytes(4, piece.Of(row.Marks + PreparedPiece.HashAt, PreparedPiece.HashLength));
            claim.Run();
            if (raw.sqlite3_changes(_handle) > 0)
            {
                (row.Rid, row.Seq) = writing.TakeNumbers();
                continue;
            }
            var find = Prepare("SELECT rid, body_hash FROM source_key WHERE source = ? AND reference = ?");
            find.Number(1, source);
            find.Text(2, piece.Of(row.Key));
            if (find.Found() is { } answer)
                known.Add(new(i, raw.sqlite3_column_int64(answer, 0), raw.sqlite3_column_type(answer, 1) == raw.SQLITE_NULL ? null : raw.sqlite3_column_blob(answer, 1).ToArray()));
            find.End();
        }
        return new(known);
    }

    public ValueTask InsertAsync(Connection connection, PreparedPiece piece, PieceNames names, BatchNumbers numbers)
    {
        Use(connection);
        Versions(piece, numbers);
        Records(piece, numbers);
        var identifiers = Prepare("INSERT INTO identifier(value, type, rid, cid) VALUES (?, ?, ?, ?)");
        foreach (var entry in piece.Identifiers)
        {
            var rid = piece.Row(entry.Row).Rid;
            if (rid <= 0) continue;
            identifiers.Text(1, piece.Of(entry.Value));
            identifiers.Number(2, names.Type(entry.Type));
            identifiers.Number(3, rid);
            identifiers.Number(4, names.Class(entry.Class));
            identifiers.Run();
        }
        var facets = Prepare("INSERT INTO facet(code, rid, cid) VALUES (?, ?, ?)");
        facets.Number(3, numbers.Class);
        foreach (var facet in piece.Facets)
        {
            facets.Number(1, facet.Code);
            facets.Number(2, facet.Rid);
            facets.Run();
        }
        Searches(piece, names);
        if (piece.Places.Count > 0) Places(piece, names);
        if (piece.Links.Count > 0) Links(piece, names);
        return default;
    }

    private void Versions(PreparedPiece piece, BatchNumbers numbers)
    {
        var insert = Prepare(
            "INSERT INTO version(seq, rid, number, previous, at, by, reason, head, state, flags, review, reference, line, import, body_version, body, salt, commitment) "
            + "VALUES (?, ?, 1, NULL, ?, ?, NULL, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.Number(3, numbers.At);
        insert.Number(4, numbers.By);
        insert.Number(5, numbers.Head);
        insert.Number(6, numbers.State);
        insert.Number(7, numbers.Review);
        insert.Number(10, numbers.Import);
        insert.Number(11, numbers.BodyVersion);
        foreach (ref var row in piece.Rows)
        {
            if (row.Rid <= 0) continue;
            insert.Number(1, row.Seq);
            insert.Number(2, row.Rid);
            insert.Text(8, piece.Of(row.Reference));
            insert.Number(9, row.Line);
            insert.Bytes(12, piece.Of(row.Body));
            insert.Bytes(13, piece.Of(row.Marks + PreparedPiece.SaltAt, Commitment.SaltLength));
            insert.Bytes(14, piece.Of(row.Marks + PreparedPiece.CommitmentAt, Commitment.Length));
            insert.Run();
        }
    }

    private void Records(PreparedPiece piece, BatchNumbers numbers)
    {
        var insert = Prepare(
            "INSERT INTO record(rid, uuid, kind, cid, state, flags, version, seq, title, event_from, event_to, event_precision, event_at, lat, lon, radius, review, facets, searches, "
            + "created_at, created_by, changed_at, changed_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?19, ?20)");
        insert.Number(3, numbers.Kind);
        insert.Number(4, numbers.Class);
        insert.Number(5, numbers.State);
        insert.Number(16, numbers.Review);
        insert.Number(19, numbers.At);
        insert.Number(20, numbers.By);
        foreach (ref var row in piece.Rows)
        {
            if (row.Rid <= 0) continue;
            insert.Number(1, row.Rid);
            insert.Bytes(2, piece.Of(row.Marks, 16));
            insert.Number(6, row.Mixed ? (long)RecordFlags.Mixed : 0);
            insert.Number(7, row.Seq);
            insert.Text(8, piece.Of(row.Title));
            insert.Number(9, row.EventFrom);
            insert.Number(10, row.EventTo);
            insert.Number(11, row.EventPrecision);
            insert.Number(12, row.EventAt);
            insert.Real(13, row.Latitude);
            insert.Real(14, row.Longitude);
            insert.Real(15, row.Radius);
            if (row.Facets.Length == 0) insert.Null(17);
            else insert.Bytes(17, piece.Of(row.Facets));
            insert.Number(18, row.Searches);
            insert.Run();
        }
    }

    private void Searches(PreparedPiece piece, PieceNames names)
    {
        var words = Prepare("INSERT INTO search(rowid, words) VALUES (?, ?)");
        foreach (var entry in piece.Searches)
        {
            var rid = piece.Row(entry.Row).Rid;
            if (rid <= 0) continue;
            words.Number(1, rid << 4 | (long)entry.Number);
            words.Text(2, piece.Of(entry.Words));
            words.Run();
            if (entry.Class is null) continue;
            var classes = Prepare("INSERT INTO search_class(sid, cid) VALUES (?, ?)");
            classes.Number(1, rid << 4 | (long)entry.Number);
            classes.Number(2, names.Class(entry.Class));
            classes.Run();
        }
    }

    private void Places(PreparedPiece piece, PieceNames names)
    {
        var insert = Prepare("INSERT INTO place(lat, lon, rid, cid, radius) VALUES (?, ?, ?, ?, ?)");
        foreach (var entry in piece.Places)
        {
            var rid = piece.Row(entry.Row).Rid;
            if (rid <= 0) continue;
            insert.Real(1, entry.Place.Latitude);
            insert.Real(2, entry.Place.Longitude);
            insert.Number(3, rid);
            insert.Number(4, names.Class(entry.Class));
            insert.Real(5, entry.Place.RadiusMetres);
            insert.Run();
        }
    }

    private void Links(PreparedPiece piece, PieceNames names)
    {
        var insert = Prepare("INSERT INTO link(rid, role, target, cid) VALUES (?, ?, ?, ?)");
        Span<byte> target = stackalloc byte[16];
        foreach (var entry in piece.Links)
        {
            var rid = piece.Row(entry.Row).Rid;
            if (rid <= 0) continue;
            entry.Target.Value.TryWriteBytes(target, bigEndian: true, out _);
            insert.Number(1, rid);
            insert.Number(2, names.Role(entry.Role));
            insert.Bytes(3, target);
            insert.Number(4, names.Class(entry.Class));
            insert.Run();
        }
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

    /// <summary>A prepared statement. Bytes are bound where they lie: in the pinned bytes of a piece, or on the stack of who runs it at once.</summary>
    private readonly struct Statement(sqlite3_stmt statement, SqliteBulkTable table)
    {
        private readonly nint _handle = statement.DangerousGetHandle();

        public void Number(int at, long value) => _ = SqliteCalls.BindNumber(_handle, at, value);
        public void Real(int at, double value) => _ = SqliteCalls.BindReal(_handle, at, value);
        public void Null(int at) => _ = SqliteCalls.BindNull(_handle, at);

        public void Number(int at, long? value)
        {
            if (value is { } number) Number(at, number);
            else Null(at);
        }

        public void Real(int at, double? value)
        {
            if (value is { } number) Real(at, number);
            else Null(at);
        }

        public void Text(int at, Span<byte> text)
        {
            fixed (byte* bytes = text) table.Check(SqliteCalls.BindText(_handle, at, OrEmpty(bytes), text.Length, 0));
        }

        public void Bytes(int at, Span<byte> value)
        {
            fixed (byte* bytes = value) table.Check(SqliteCalls.BindBytes(_handle, at, OrEmpty(bytes), value.Length, 0));
        }

        /// <summary>A null pointer is SQL's NULL; nothing is read of a text of no length, wherever it is said to lie.</summary>
        private static byte* OrEmpty(byte* bytes) => bytes == null ? (byte*)1 : bytes;

        /// <summary>Runs as far as the first row of the answer; null where there is none.</summary>
        public sqlite3_stmt? Found()
        {
            var code = SqliteCalls.Step(_handle);
            if (code != raw.SQLITE_ROW) table.Check(code);
            return code == raw.SQLITE_ROW ? statement : null;
        }

        public void End() => _ = SqliteCalls.Reset(_handle);

        public void Run()
        {
            var code = SqliteCalls.Step(_handle);
            _ = SqliteCalls.Reset(_handle);
            table.Check(code);
        }
    }
}
