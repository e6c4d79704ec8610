using System.Data.Common;
using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Records;

/// <summary>What a record's row says of its standing.</summary>
[Flags]
internal enum RecordFlags { None = 0, Withdrawn = 1, Erased = 2, Mixed = 4 }

/// <summary>A row of the table of records, as it lies there.</summary>
/// <param name="Title">As made from the whole body: shown only where no statement has a marking of its own.</param>
/// <param name="Facets">Numbers of the facet values, so that counting needs no second table.</param>
/// <param name="Searches">Number of search rows.</param>
internal sealed record StoredRecord(
    long Rid, RecordId Id, long Kind, long Class, long State, RecordFlags Flags, int Version, long Seq, string? Title, EventTime? Time, IndexedPlace? Place,
    LocalDate Review, byte[]? Facets, int Searches, long CreatedAt, long CreatedBy, long ChangedAt, long ChangedBy)
{
    public const string Columns =
        "r.rid, r.uuid, r.kind, r.cid, r.state, r.flags, r.version, r.seq, r.title, r.event_from, r.event_to, r.event_precision, r.event_at, "
        + "r.lat, r.lon, r.radius, r.review, r.facets, r.searches, r.created_at, r.created_by, r.changed_at, r.changed_by";

    public bool Withdrawn => Flags.HasFlag(RecordFlags.Withdrawn);
    public bool Erased => Flags.HasFlag(RecordFlags.Erased);
    public bool Mixed => Flags.HasFlag(RecordFlags.Mixed);

    public static StoredRecord Read(DbDataReader r) => new(
        r.GetInt64(0), RecordId.FromBytes((byte[])r[1]), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), (RecordFlags)r.GetInt64(5), (int)r.GetInt64(6), r.GetInt64(7),
        r.IsDBNull(8) ? null : r.GetString(8),
        r.IsDBNull(9) ? null : new(Days.Of(r.GetInt64(9)), Days.Of(r.GetInt64(10)), (TimePrecision)r.GetInt64(11), r.IsDBNull(12) ? null : Days.Moment(r.GetInt64(12))),
        r.IsDBNull(13) ? null : new(r.GetDouble(13), r.GetDouble(14), r.GetDouble(15)),
        Days.Of(r.GetInt64(16)), r.IsDBNull(17) ? null : (byte[])r[17], (int)r.GetInt64(18), r.GetInt64(19), r.GetInt64(20), r.GetInt64(21), r.GetInt64(22));
}

/// <summary>A version as it lies in its table.</summary>
/// <param name="Previous">Number of the version before; null for the first.</param>
/// <param name="Body">The bytes that were hashed; null when erased.</param>
internal sealed record StoredVersion(
    long Seq, long Rid, int Number, long? Previous, long At, long By, string? Reason, long Head, long State, RecordFlags Flags, long Review,
    string? Reference, int? Line, long? Import, int BodyVersion, byte[]? Body, byte[]? Salt, byte[] Commitment)
{
    public const string Columns =
        "v.seq, v.rid, v.number, v.previous, v.at, v.by, v.reason, v.head, v.state, v.flags, v.review, v.reference, v.line, v.import, v.body_version, v.body, v.salt, v.commitment";

    public static StoredVersion Read(DbDataReader r) => Read(r, 0);

    public static StoredVersion Read(DbDataReader r, int from) => new(
        r.GetInt64(from), r.GetInt64(from + 1), (int)r.GetInt64(from + 2), r.IsDBNull(from + 3) ? null : r.GetInt64(from + 3), r.GetInt64(from + 4), r.GetInt64(from + 5),
        r.IsDBNull(from + 6) ? null : r.GetString(from + 6), r.GetInt64(from + 7), r.GetInt64(from + 8), (RecordFlags)r.GetInt64(from + 9), r.GetInt64(from + 10),
        r.IsDBNull(from + 11) ? null : r.GetString(from + 11), r.IsDBNull(from + 12) ? null : (int)r.GetInt64(from + 12), r.IsDBNull(from + 13) ? null : r.GetInt64(from + 13),
        (int)r.GetInt64(from + 14), r.IsDBNull(from + 15) ? null : (byte[])r[from + 15], r.IsDBNull(from + 16) ? null : (byte[])r[from + 16], (byte[])r[from + 17]);
}
