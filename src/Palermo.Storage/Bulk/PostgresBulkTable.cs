using Npgsql;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;

namespace Palermo.Storage.Bulk;

/// <summary>COPY, table by table.</summary>
internal sealed class PostgresBulkTable : IBulkTable
{
    private readonly CopyRows _copy = new();

    public async ValueTask<List<KnownReference>> ClaimAsync(Connection connection, long source, PreparedPiece piece, Writing writing)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < piece.Count; i++)
            if (piece.Row(i).Rid >= 0) places.Add(piece.Text(piece.Row(i).Key), i);
        var known = await connection.QueryAsync("SELECT reference, rid, body_hash FROM source_key WHERE source = @p0 AND reference = ANY(@p1)",
            r => new KnownReference(places[r.GetString(0)], r.GetInt64(1), r.IsDBNull(2) ? null : (byte[])r[2]), source, places.Keys.ToArray());
        var found = known.Select(k => k.Row).ToHashSet();
        for (var i = 0; i < piece.Count; i++)
            if (piece.Row(i).Rid >= 0 && !found.Contains(i)) (piece.Row(i).Rid, piece.Row(i).Seq) = writing.TakeNumbers();
        return [.. known.OrderBy(k => k.Row)];
    }

    public async ValueTask InsertAsync(Connection connection, PreparedPiece piece, PieceNames names, BatchNumbers numbers)
    {
        var raw = (NpgsqlConnection)connection.Raw;
        await _copy.SendAsync(raw, "version(seq, rid, number, at, by, head, state, flags, review, reference, line, import, body_version, body, salt, commitment)", piece.Count, (to, i) => Version(to, piece, i, numbers));
        await _copy.SendAsync(raw,
            "record(rid, uuid, kind, cid, state, flags, version, seq, title, event_from, event_to, event_precision, event_at, lat, lon, radius, review, facets, searches, created_at, created_by, changed_at, changed_by)",
            piece.Count, (to, i) => Record(to, piece, i, numbers));
        await _copy.SendAsync(raw, "source_key(source, reference, rid, body_hash)", piece.Count, (to, i) =>
        {
            ref var row = ref piece.Row(i);
            if (row.Rid <= 0) return;
            to.Begin(4);
            to.Number(numbers.Source);
            to.Bytes(piece.Of(row.Key));
            to.Number(row.Rid);
            to.Bytes(piece.Of(row.Marks + PreparedPiece.HashAt, PreparedPiece.HashLength));
        });
        await _copy.SendAsync(raw, "identifier(value, type, rid, cid)", piece.Identifiers.Count, (to, i) =>
        {
            var entry = piece.Identifiers[i];
            var rid = piece.Row(entry.Row).Rid;
            if (rid <= 0) return;
            to.Begin(4);
            to.Bytes(piece.Of(entry.Value));
            to.Number(names.Type(entry.Type));
            to.Number(rid);
            to.Number(names.Class(entry.Class));
        });
        await _copy.SendAsync(raw, "facet(code, rid, cid)", piece.Facets.Count, (to, i) =>
        {
            to.Begin(3);
            to.Number(piece.Facets[i].Code);
            to.Number(piece.Facets[i].Rid);
            to.Number(numbers.Class);
        });
        await _copy.SendAsync(raw, "place(lat, lon, rid, cid, radius)", piece.Places.Count, (to, i) =>
        {
            var entry = piece.Places[i];
            var rid = piece.Row(entry.Row).Rid;
            if (rid <= 0) return;
            to.Begin(5);
            to.Real(entry.Place.Latitude);
            to.Real(entry.Place.Longitude);
            to.Number(rid);
            to.Number(names.Class(entry.Class));
            to.Real(entry.Place.RadiusMetres);
        });
        await _copy.SendAsync(raw, "link(rid, role, target, cid)", piece.Links.Count, (to, i) =>
        {
            var entry = piece.Links[i];
            var rid = piece.Row(entry.Row).Rid;
            if (rid <= 0) return;
            to.Begin(4);
            to.Number(rid);
            to.Number(names.Role(entry.Role));
            to.Bytes(entry.Target.ToBytes());
            to.Number(names.Class(entry.Class));
        });
        await _copy.SendAsync(raw, "search(sid, rid, cid, words)", piece.Searches.Count, (to, i) =>
        {
            var entry = piece.Searches[i];
            var rid = piece.Row(entry.Row).Rid;
            if (rid <= 0) return;
            to.Begin(4);
            to.Number(rid << 4 | (long)entry.Number);
            to.Number(rid);
            if (entry.Class is null) to.Null();
            else to.Number(names.Class(entry.Class));
            to.Words(piece.Of(entry.Words), entry.Count);
        });
    }

    private static void Version(CopyRows to, PreparedPiece piece, int at, BatchNumbers numbers)
    {
        ref var row = ref piece.Row(at);
        if (row.Rid <= 0) return;
        to.Begin(16);
        to.Number(row.Seq);
        to.Number(row.Rid);
        to.Number(1L);
        to.Number(numbers.At);
        to.Number(numbers.By);
        to.Number(numbers.Head);
        to.Number(numbers.State);
        to.Number(0L);
        to.Number(numbers.Review);
        to.Bytes(piece.Of(row.Reference));
        to.Number((long)row.Line);
        to.Number(numbers.Import);
        to.Number((long)numbers.BodyVersion);
        to.Bytes(piece.Of(row.Body));
        to.Bytes(piece.Of(row.Marks + PreparedPiece.SaltAt, Commitment.SaltLength));
        to.Bytes(piece.Of(row.Marks + PreparedPiece.CommitmentAt, Commitment.Length));
    }

    private static void Record(CopyRows to, PreparedPiece piece, int at, BatchNumbers numbers)
    {
        ref var row = ref piece.Row(at);
        if (row.Rid <= 0) return;
        to.Begin(23);
        to.Number(row.Rid);
        to.Bytes(piece.Of(row.Marks, 16));
        to.Number(numbers.Kind);
        to.Number(numbers.Class);
        to.Number(numbers.State);
        to.Number(row.Mixed ? (long)RecordFlags.Mixed : 0L);
        to.Number(1L);
        to.Number(row.Seq);
        to.Bytes(piece.Of(row.Title));
        to.Number(row.EventFrom);
        to.Number(row.EventTo);
        to.Number(row.EventPrecision);
        to.Number(row.EventAt);
        to.Real(row.Latitude);
        to.Real(row.Longitude);
        to.Real(row.Radius);
        to.Number(numbers.Review);
        if (row.Facets.Length == 0) to.Null();
        else to.Bytes(piece.Of(row.Facets));
        to.Number((long)row.Searches);
        to.Number(numbers.At);
        to.Number(numbers.By);
        to.Number(numbers.At);
        to.Number(numbers.By);
    }

    public void Dispose() { }
}
