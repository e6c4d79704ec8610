using Npgsql;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Bulk;

/// <summary>COPY, table by table.</summary>
internal sealed class PostgresBulkTable : IBulkTable
{
    public async ValueTask<Dictionary<string, KnownReference>> ClaimAsync(Connection connection, long source, IReadOnlyList<PreparedRow> rows, Writing writing)
    {
        var known = await connection.QueryAsync("SELECT reference, rid, body_hash FROM source_key WHERE source = @p0 AND reference = ANY(@p1)",
            r => (Key: r.GetString(0), Row: new KnownReference(r.GetInt64(1), r.IsDBNull(2) ? null : (byte[])r[2])), source, rows.Select(r => r.Key).ToArray());
        var found = known.ToDictionary(k => k.Key, k => k.Row, StringComparer.Ordinal);
        foreach (var row in rows)
            if (!found.ContainsKey(row.Key)) (row.Rid, row.Seq) = writing.TakeNumbers();
        return found;
    }

    public async ValueTask InsertAsync(Connection connection, NewRows rows, BatchNumbers numbers)
    {
        var raw = (NpgsqlConnection)connection.Raw;
        await CopyRows.SendAsync(raw, "version(seq, rid, number, at, by, head, state, flags, review, reference, line, import, body_version, body, salt, commitment)", 16, rows.Records, (to, row) =>
        {
            to.Number(row.Seq);
            to.Number(row.Rid);
            to.Number(1L);
            to.Number(numbers.At);
            to.Number(numbers.By);
            to.Number(numbers.Head);
            to.Number(numbers.State);
            to.Number(0L);
            to.Number(numbers.Review);
            to.Text(row.Reference);
            to.Number((long)row.Line);
            to.Number(numbers.Import);
            to.Number((long)numbers.BodyVersion);
            to.Bytes(row.Bytes);
            to.Bytes(row.Salt);
            to.Bytes(row.Commitment);
        });
        await CopyRows.SendAsync(raw,
            "record(rid, uuid, kind, cid, state, flags, version, seq, title, event_from, event_to, event_precision, event_at, lat, lon, radius, review, facets, searches, created_at, created_by, changed_at, changed_by)",
            23, rows.Records, (to, row) => Record(to, row, numbers));
        await CopyRows.SendAsync(raw, "source_key(source, reference, rid, body_hash)", 4, rows.Records, (to, row) =>
        {
            to.Number(numbers.Source);
            to.Text(row.Key);
            to.Number(row.Rid);
            to.Bytes(row.Hash);
        });
        await CopyRows.SendAsync(raw, "identifier(value, type, rid, cid)", 4, rows.Identifiers, (to, row) =>
        {
            to.Text(row.Value);
            to.Number(row.Type);
            to.Number(row.Rid);
            to.Number(row.Class);
        });
        await CopyRows.SendAsync(raw, "facet(code, rid, cid)", 3, rows.Facets, (to, row) =>
        {
            to.Number(row.Code);
            to.Number(row.Rid);
            to.Number(numbers.Class);
        });
        await CopyRows.SendAsync(raw, "place(lat, lon, rid, cid, radius)", 5, rows.Places, (to, row) =>
        {
            to.Real(row.Place.Latitude);
            to.Real(row.Place.Longitude);
            to.Number(row.Rid);
            to.Number(row.Class);
            to.Real(row.Place.RadiusMetres);
        });
        await CopyRows.SendAsync(raw, "link(rid, role, target, cid)", 4, rows.Links, (to, row) =>
        {
            to.Number(row.Rid);
            to.Number(row.Role);
            to.Bytes(row.Target);
            to.Number(row.Class);
        });
        await CopyRows.SendAsync(raw, "search(sid, rid, cid, words)", 4, rows.Searches, (to, row) =>
        {
            to.Number(row.Sid);
            to.Number(row.Row.Rid);
            to.Number(row.Class);
            to.Words(row.Row.Plan.Searches[row.Index].Words);
        });
    }

    private static void Record(CopyRows to, PreparedRow row, BatchNumbers numbers)
    {
        var plan = row.Plan;
        to.Number(row.Rid);
        to.Bytes(row.Uuid);
        to.Number(numbers.Kind);
        to.Number(numbers.Class);
        to.Number(numbers.State);
        to.Number(plan.Mixed ? (long)RecordFlags.Mixed : 0L);
        to.Number(1L);
        to.Number(row.Seq);
        to.Text(plan.Title);
        to.Number(plan.Time is { } a ? Days.Number(a.From) : null);
        to.Number(plan.Time is { } b ? Days.Number(b.To) : null);
        to.Number(plan.Time is { } c ? (long)c.Precision : null);
        to.Number(plan.Time?.At is { } moment ? Days.Ticks(moment) : null);
        to.Real(plan.Place?.Latitude);
        to.Real(plan.Place?.Longitude);
        to.Real(plan.Place?.RadiusMetres);
        to.Number(numbers.Review);
        if (row.Facets is null) to.Null();
        else to.Bytes(row.Facets);
        to.Number((long)plan.Searches.Count);
        to.Number(numbers.At);
        to.Number(numbers.By);
        to.Number(numbers.At);
        to.Number(numbers.By);
    }

    public void Dispose() { }
}
