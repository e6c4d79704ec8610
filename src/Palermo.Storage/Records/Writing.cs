using System.Security.Cryptography;
using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Records;

/// <summary>What one change did, for the log and for the answer.</summary>
internal sealed record DoneChange(string Action, RecordId Id, long Rid, int Version, long Seq, byte[] Commitment, IReadOnlyList<string> Fields);

/// <summary>One transaction that changes records: gives numbers in commit order, and writes versions with all that belongs to them.</summary>
internal sealed class Writing
{
    private readonly Vault _vault;
    private long _rid, _seq;

    private Writing(Vault vault, Connection connection, Session session, Naming naming)
    {
        (_vault, Connection, Session, Naming) = (vault, connection, session, naming);
        Now = vault.Now;
    }

    public Connection Connection { get; }
    public Session Session { get; }
    public Naming Naming { get; }
    public Instant Now { get; }
    public List<DoneChange> Done { get; } = [];

    public static async ValueTask<Writing> BeginAsync(Vault vault, Connection connection, Session session) => new(vault, connection, session, new(connection, vault.Names))
    {
        _rid = await connection.NumberAsync("SELECT max(rid) FROM record") ?? 0,
        _seq = await connection.NumberAsync("SELECT max(seq) FROM version") ?? 0,
    };

    /// <summary>Goes on in the same transaction for somebody else: numbers run on, what was done is counted anew.</summary>
    public Writing Next(Session session) => new(_vault, Connection, session, Naming) { _rid = _rid, _seq = _seq };

    /// <summary>The number that the next version will have.</summary>
    public long NextSeq => _seq + 1;

    /// <summary>The number that the next record will have.</summary>
    public long NextRid => _rid + 1;

    /// <summary>Numbers for a record and its first version that are written by the bulk door.</summary>
    public (long Rid, long Seq) TakeNumbers() => (++_rid, ++_seq);

    /// <summary>Stores a first version.</summary>
    public async ValueTask CreateAsync(Kind kind, RecordHeader header, object body, byte[] bytes)
    {
        var rid = ++_rid;
        var plan = IndexPlan.Of(kind, body, header.ClassIn(_vault.Compartment), _vault.Catalogue.Keys);
        await VersionAsync("create", kind, header, rid, null, plan, bytes, RecordFlags.None, null, []);
    }

    /// <summary>Stores a further version, and exchanges the rows by which the record is found.</summary>
    public async ValueTask ChangeAsync(
        string action, Kind kind, RecordHeader header, StoredRecord record, object oldBody, object body, byte[] bytes, RecordFlags flags, string? reason, IReadOnlyList<string> fields, long? import = null)
    {
        var was = await _vault.Names.Classes.GetAsync(Connection, record.Class);
        await IndexRows.RemoveAsync(_vault, Connection, record, IndexPlan.Of(kind, oldBody, was, _vault.Catalogue.Keys));
        var plan = IndexPlan.Of(kind, body, header.ClassIn(_vault.Compartment), _vault.Catalogue.Keys);
        await VersionAsync(action, kind, header, record.Rid, record, plan, bytes, flags, reason, fields, import);
    }

    /// <summary>Stores the version that says a record was erased: header and reason, no body.</summary>
    public ValueTask ErasedAsync(Kind kind, RecordHeader header, StoredRecord record, string? reason) =>
        VersionAsync("erase", kind, header, record.Rid, record, null, null, (record.Flags & RecordFlags.Withdrawn) | RecordFlags.Erased, reason, []);

    private async ValueTask VersionAsync(
        string action, Kind kind, RecordHeader header, long rid, StoredRecord? before, IndexPlan? plan, byte[]? body, RecordFlags flags, string? reason, IReadOnlyList<string> fields, long? import = null)
    {
        var seq = ++_seq;
        var number = (before?.Version ?? 0) + 1;
        var (headId, head) = await Naming.HeadAsync(header, _vault.Compartment);
        var kindId = await Naming.TermAsync(header.Kind);
        var state = await Naming.TermAsync(header.State);
        var by = await Naming.TermAsync(Session.Actor.Id);
        var at = Days.Ticks(Now);
        var review = Days.Number(header.ReviewDate);
        var salt = RandomNumberGenerator.GetBytes(Commitment.SaltLength);
        var commitment = Commitment.Of(salt, head.Json, header.Id, number, header.State, flags, review, header.Provenance.Reference, header.Provenance.Line, kind.BodyVersion, body);
        await Connection.ExecuteAsync(
            "INSERT INTO version(seq, rid, number, previous, at, by, reason, head, state, flags, review, reference, line, import, body_version, body, salt, commitment) "
            + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17)",
            seq, rid, number, before?.Seq, at, by, reason, headId, state, (long)flags, review, header.Provenance.Reference, header.Provenance.Line, import,
            kind.BodyVersion, body, body is null ? null : salt, commitment);

        var facets = plan is null ? null : await IndexRows.AddAsync(_vault, Connection, Naming, rid, kindId, head.Class, plan, flags.HasFlag(RecordFlags.Withdrawn));
        var all = flags | (plan is { Mixed: true } ? RecordFlags.Mixed : RecordFlags.None);
        object?[] row =
        [
            rid, header.Id.ToBytes(), kindId, head.Class, state, (long)all, number, seq, plan?.Title,
            plan?.Time is { } t ? Days.Number(t.From) : null, plan?.Time is { } u ? Days.Number(u.To) : null, plan?.Time is { } p ? (long)p.Precision : null,
            plan?.Time?.At is { } moment ? Days.Ticks(moment) : null, plan?.Place?.Latitude, plan?.Place?.Longitude, plan?.Place?.RadiusMetres,
            review, facets, plan?.Searches.Count ?? 0, at, by,
        ];
        if (before is null)
            await Connection.ExecuteAsync(
                "INSERT INTO record(rid, uuid, kind, cid, state, flags, version, seq, title, event_from, event_to, event_precision, event_at, lat, lon, radius, review, facets, searches, "
                + "created_at, created_by, changed_at, changed_by) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p19, @p20)", row);
        else
            await Connection.ExecuteAsync(
                "UPDATE record SET uuid = @p1, kind = @p2, cid = @p3, state = @p4, flags = @p5, version = @p6, seq = @p7, title = @p8, event_from = @p9, event_to = @p10, "
                + "event_precision = @p11, event_at = @p12, lat = @p13, lon = @p14, radius = @p15, review = @p16, facets = @p17, searches = @p18, changed_at = @p19, changed_by = @p20 WHERE rid = @p0", row);
        Done.Add(new(action, header.Id, rid, number, seq, commitment, fields));
    }
}
