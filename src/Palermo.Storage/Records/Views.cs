using System.Security.Cryptography;
using System.Text.Json;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Records;

/// <summary>Makes what a reader sees from what is stored.</summary>
internal sealed class Views(Vault vault)
{
    public async ValueTask<StoredRecord?> FindAsync(Connection connection, RecordId id) =>
        await connection.FirstAsync($"SELECT {StoredRecord.Columns} FROM record r WHERE r.uuid = @p0", StoredRecord.Read, id.ToBytes());

    public async ValueTask<StoredVersion> NewestAsync(Connection connection, StoredRecord record) =>
        await connection.FirstAsync($"SELECT {StoredVersion.Columns} FROM version v WHERE v.seq = @p0", StoredVersion.Read, record.Seq)
        ?? throw new StoreProblem($"The record {record.Id} lacks its version {record.Version}: run 'palermo check', and restore a backup if it says so.");

    /// <summary>Versions from the newest back to the first.</summary>
    public async ValueTask<List<StoredVersion>> VersionsAsync(Connection connection, StoredRecord record)
    {
        List<StoredVersion> versions = [await NewestAsync(connection, record)];
        while (versions[^1].Previous is { } before)
            versions.Add(await connection.FirstAsync($"SELECT {StoredVersion.Columns} FROM version v WHERE v.seq = @p0", StoredVersion.Read, before)
                ?? throw new StoreProblem($"The record {record.Id} lacks a version before {versions[^1].Number}."));
        return versions;
    }

    public async ValueTask<RecordHeader> HeaderAsync(Connection connection, RecordId id, StoredVersion version)
    {
        var head = await vault.Names.Heads.GetAsync(connection, version.Head);
        return head.Header with
        {
            Id = id,
            State = await vault.Names.Terms.GetAsync(connection, version.State),
            ReviewDate = Days.Of(version.Review),
            Provenance = head.Header.Provenance with { Reference = version.Reference, Line = version.Line },
        };
    }

    /// <summary>The body of a version, brought up to the newest body type; null when it was erased.</summary>
    public object? Body(Kind kind, StoredVersion version) => version.Body is null ? null : kind.Read(version.Body, version.BodyVersion);

    public async ValueTask<RecordView> ViewAsync(Connection connection, Session session, StoredRecord record, StoredVersion version)
    {
        var header = await HeaderAsync(connection, record.Id, version);
        var kind = vault.Catalogue.Kind(header.Kind);
        var whole = Body(kind, version);
        var seen = whole is null ? null : Redacted(session, kind, header, whole);
        var title = seen is null ? "" : kind.Index(seen).Title;
        var withdrawn = version.Flags.HasFlag(RecordFlags.Withdrawn);
        return new(header, kind, seen!, title, version.Number,
            Days.Moment(record.CreatedAt), await vault.Names.Terms.GetAsync(connection, record.CreatedBy),
            Days.Moment(version.At), await vault.Names.Terms.GetAsync(connection, version.By), version.Reason,
            seen is null ? header.Handling : kind.MarkingOf(header.Handling, seen), ETag(kind, header, seen, withdrawn), version.Seq, withdrawn);
    }

    public object Redacted(Session session, Kind kind, RecordHeader header, object body)
    {
        if (!kind.Fields.Any(f => f.IsSourced)) return body;
        var maySee = vault.MaySee(session, header.ClassIn(vault.Compartment));
        // Nothing hidden, the usual case: the body as it is, without a way through JSON.
        var all = kind.Fields.Where(f => f.IsSourced).All(f => f.Get(body) is not ISourced sourced || sourced.Statements.All(s => maySee(s.Handling)));
        return all ? body : kind.Redact(body, maySee);
    }

    /// <summary>A hash of header and body as seen: a hidden change shows in none.</summary>
    public static string ETag(Kind kind, RecordHeader header, object? seen, bool withdrawn)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(header, BodyJson.Options));
        hash.AppendData([(byte)(withdrawn ? 1 : 0), (byte)(seen is null ? 1 : 0)]);
        if (seen is not null) hash.AppendData(kind.Write(seen));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>The row of a list. Where statements have markings of their own, title, time and place come from what the reader may see.</summary>
    public async ValueTask<RecordRow> RowAsync(Connection connection, Session session, StoredRecord record)
    {
        var access = await vault.Names.Classes.GetAsync(connection, record.Class);
        var (title, time, place) = (record.Title ?? "", record.Time, record.Place);
        var kindName = await vault.Names.Terms.GetAsync(connection, record.Kind);
        if (record.Mixed && !record.Erased)
        {
            var kind = vault.Catalogue.Kind(kindName);
            var version = await NewestAsync(connection, record);
            var header = await HeaderAsync(connection, record.Id, version);
            var index = kind.Index(Redacted(session, kind, header, Body(kind, version)!));
            (title, time, place) = (index.Title, index.Time, index.Places.Count > 0 ? index.Places[0] with { Statement = null } : null);
        }
        return new(record.Id, kindName, title, await vault.Names.Terms.GetAsync(connection, record.State), access.Owner, time, place, record.Review,
            Days.Moment(record.ChangedAt), await vault.Names.Terms.GetAsync(connection, record.ChangedBy), access.Handling, record.Withdrawn);
    }
}
