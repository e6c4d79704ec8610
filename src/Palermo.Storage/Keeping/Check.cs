using System.Text.Json;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Bulk;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Keeping;

/// <summary>Examines everything that the store claims: bodies against commitments, commitments against the log, indexes against bodies, files against hashes.</summary>
internal sealed class Check(VaultPair vaults, Files files)
{
    private const int MostFaults = 100, AtOnce = 500;
    private readonly List<string> _faults = [];
    private long _records, _versions, _files, _entries;

    public async ValueTask<CheckReport> RunAsync(CancellationToken cancel)
    {
        foreach (var vault in vaults.All)
        {
            var verdict = await vault.Chain.VerifyAsync(cancel);
            _entries += verdict.Entries;
            if (verdict.Fault is { } fault) Note($"{vault.Db.Name}: audit entry {fault.Sequence}: {fault.What}");
            await using var connection = await vault.Db.ReadAsync(cancel);
            await VersionsAsync(vault, connection, cancel);
            await RecordsAsync(vault, connection, cancel);
            await LogAsync(vault, connection, cancel);
            await FilesAsync(vault, connection, cancel);
        }
        return new(_records, _versions, _files, _entries, _faults);
    }

    private void Note(string fault)
    {
        if (_faults.Count < MostFaults) _faults.Add(fault);
    }

    private async ValueTask VersionsAsync(Vault vault, Connection connection, CancellationToken cancel)
    {
        var at = 0L;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await connection.QueryAsync(
                $"SELECT {StoredVersion.Columns}, r.uuid FROM version v LEFT JOIN record r ON r.rid = v.rid WHERE v.seq > @p0 ORDER BY v.seq LIMIT {AtOnce}",
                r => (Version: StoredVersion.Read(r), Uuid: r.IsDBNull(18) ? null : (byte[])r[18]), at);
            if (page.Count == 0) return;
            foreach (var (version, uuid) in page)
            {
                at = version.Seq;
                _versions++;
                if (uuid is null)
                {
                    Note($"{vault.Db.Name}: version {version.Seq} belongs to no record.");
                    continue;
                }
                if (version.Body is null)
                {
                    if (!version.Flags.HasFlag(RecordFlags.Erased) || version.Salt is not null) Note($"{vault.Db.Name}: version {version.Seq} lacks its body and was not erased.");
                    continue;
                }
                var head = await vault.Names.Heads.GetAsync(connection, version.Head);
                var state = await vault.Names.Terms.GetAsync(connection, version.State);
                var commitment = Commitment.Of(version.Salt, head.Json, RecordId.FromBytes(uuid), version.Number, state, version.Flags, version.Review, version.Reference, version.Line, version.BodyVersion, version.Body);
                if (!commitment.AsSpan().SequenceEqual(version.Commitment))
                    Note($"{vault.Db.Name}: record {RecordId.FromBytes(uuid)}, version {version.Number}: body or header is not what was committed to.");
            }
        }
    }

    private async ValueTask RecordsAsync(Vault vault, Connection connection, CancellationToken cancel)
    {
        var at = 0L;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await connection.QueryAsync($"SELECT {StoredRecord.Columns} FROM record r WHERE r.rid > @p0 ORDER BY r.rid LIMIT {AtOnce}", StoredRecord.Read, at);
            if (page.Count == 0) break;
            foreach (var record in page)
            {
                at = record.Rid;
                _records++;
                foreach (var fault in await new IndexCheck(vault, connection).FaultsAsync(record)) Note($"{vault.Db.Name}: record {record.Id}: {fault}");
            }
        }
        // And nothing points to a record that is not there.
        foreach (var table in (string[])["identifier", "place", "link", "facet", "source_key", "attachment"])
            if (await connection.NumberAsync($"SELECT count(*) FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.rid = t.rid AND (r.flags & 2) = 0)") is > 0 and var orphans)
                Note($"{vault.Db.Name}: {orphans} rows of {table} belong to no record.");
    }

    /// <summary>The commitments that the log names are those of the versions, singly and batch by batch.</summary>
    private async ValueTask LogAsync(Vault vault, Connection connection, CancellationToken cancel)
    {
        var at = 0L;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await connection.QueryAsync($"SELECT pos, entry FROM audit WHERE pos > @p0 ORDER BY pos LIMIT {AtOnce}", r => (Pos: r.GetInt64(0), Entry: (byte[])r[1]), at);
            if (page.Count == 0) return;
            foreach (var (pos, bytes) in page)
            {
                at = pos;
                using var entry = JsonDocument.Parse(bytes);
                var detail = entry.RootElement.GetProperty("detail");
                if (detail.ValueKind != JsonValueKind.Object) continue;
                if (detail.TryGetProperty("changes", out var changes) && changes.ValueKind == JsonValueKind.Array)
                    foreach (var change in changes.EnumerateArray())
                        if (change.ValueKind == JsonValueKind.Object && change.TryGetProperty("commitment", out var named))
                            await CompareAsync(vault, connection, change.GetProperty("sequence").GetInt64(), named.GetString()!);
                if (detail.TryGetProperty("digest", out var digest) && detail.TryGetProperty("first", out var first))
                {
                    var commitments = await connection.QueryAsync("SELECT commitment FROM version WHERE seq BETWEEN @p0 AND @p1 ORDER BY seq", r => (byte[])r[0], first.GetInt64(), detail.GetProperty("last").GetInt64());
                    if (BatchWriter.Digest(commitments) != digest.GetString()) Note($"{vault.Db.Name}: the versions {first} to {detail.GetProperty("last")} are not those that the import logged.");
                }
            }
        }
    }

    private async ValueTask CompareAsync(Vault vault, Connection connection, long seq, string named)
    {
        var stored = await connection.FirstAsync("SELECT commitment FROM version WHERE seq = @p0", r => (byte[])r[0], seq);
        if (stored is null) Note($"{vault.Db.Name}: version {seq}, which the log names, is gone.");
        else if (Convert.ToHexStringLower(stored) != named) Note($"{vault.Db.Name}: version {seq} is not the one that was logged.");
    }

    private async ValueTask FilesAsync(Vault vault, Connection connection, CancellationToken cancel)
    {
        foreach (var (address, hash) in await connection.QueryAsync("SELECT address, sha256 FROM attachment", r => (r.GetString(0), r.GetString(1))))
        {
            _files++;
            var path = files.PathOf(address);
            if (!File.Exists(path))
            {
                Note($"{vault.Db.Name}: the file of the attachment {address} is missing.");
                continue;
            }
            await using var file = File.OpenRead(path);
            if (Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(file, cancel)) != hash) Note($"{vault.Db.Name}: the file of the attachment {address} is not the one that was received.");
        }
    }
}
