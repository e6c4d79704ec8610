using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Records;

/// <summary>Opens single records: one version, the history, the links, what changed since.</summary>
internal sealed class RecordReader(VaultPair vaults)
{
    public static readonly Refusal Erased = new("record.erased", "The record was erased: its header and the reason stay, its content is gone.");

    /// <summary>The record, where it may be read; else the refusal that may be told. Absent, hidden and protected records take the same way.</summary>
    public async ValueTask<(Vault Vault, Connection Connection, StoredRecord Record)?> FindAsync(Session session, RecordId id, AccessAction action, List<Refusal> refusals, CancellationToken cancel)
    {
        foreach (var vault in vaults.For(session))
        {
            var connection = await vault.Db.ReadAsync(cancel);
            var keep = false;
            try
            {
                if (await new Views(vault).FindAsync(connection, id) is not { } record) continue;
                var decision = Access.Decide(session, await vault.Names.Classes.GetAsync(connection, record.Class), action, vault.Now);
                if (decision.Allowed)
                {
                    keep = true;
                    return (vault, connection, record);
                }
                refusals.AddRange(decision.ToTell);
                return null;
            }
            finally { if (!keep) await connection.DisposeAsync(); }
        }
        refusals.Add(Refusal.NotFound);
        return null;
    }

    public async ValueTask<Outcome<RecordView>> ReadAsync(Session session, RecordId id, int? number, CancellationToken cancel)
    {
        List<Refusal> refusals = [];
        RecordView? view = null;
        if (await FindAsync(session, id, AccessAction.Read, refusals, cancel) is var (vault, connection, record))
            await using (connection)
            {
                var views = new Views(vault);
                var version = await views.NewestAsync(connection, record);
                if (number is { } wanted && wanted != version.Number)
                {
                    version = (await views.VersionsAsync(connection, record)).FirstOrDefault(v => v.Number == wanted);
                    // An older version may have had a narrower marking: both must allow.
                    if (version is null || !await AllowsAsync(session, vault, connection, version)) refusals.Add(new("record.version", $"The record has no version {wanted} that is available here."));
                }
                if (refusals.Count == 0 && version!.Body is null) refusals.Add(Erased);
                if (refusals.Count == 0) view = await views.ViewAsync(connection, session, record, version!);
            }
        await vaults.LogAsync(session, "read", id.ToString(), view is null ? new { Refused = refusals.Select(r => r.Code) } : (object)new { view.Version });
        return view is null ? Outcome<RecordView>.Refused(refusals) : view;
    }

    /// <summary>Those of several records that may be read, in the order asked, with one entry naming what was shown.</summary>
    public async ValueTask<IReadOnlyList<RecordView>> ReadManyAsync(Session session, IReadOnlyList<RecordId> ids, CancellationToken cancel)
    {
        Dictionary<RecordId, RecordView> seen = [];
        foreach (var vault in vaults.For(session))
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            var views = new Views(vault);
            var allowed = await vault.AllowedAsync(connection, session);
            foreach (var id in ids.Distinct())
                if (await views.FindAsync(connection, id) is { Erased: false } record && allowed.Has(record.Class))
                    seen.Add(id, await views.ViewAsync(connection, session, record, await views.NewestAsync(connection, record)));
        }
        await vaults.LogAsync(session, "read", null, new { Asked = ids.Count, Shown = seen.Count }, seen.Keys.Select(id => id.ToString()));
        return [.. ids.Where(seen.ContainsKey).Select(id => seen[id])];
    }

    private static async ValueTask<bool> AllowsAsync(Session session, Vault vault, Connection connection, StoredVersion version)
    {
        var head = await vault.Names.Heads.GetAsync(connection, version.Head);
        return Access.Decide(session, head.Header.ClassIn(vault.Compartment), AccessAction.Read, vault.Now).Allowed;
    }

    public async ValueTask<Outcome<IReadOnlyList<VersionInfo>>> HistoryAsync(Session session, RecordId id, CancellationToken cancel)
    {
        List<Refusal> refusals = [];
        List<VersionInfo> history = [];
        if (await FindAsync(session, id, AccessAction.Read, refusals, cancel) is var (vault, connection, record))
            await using (connection)
            {
                var views = new Views(vault);
                object? before = null;
                foreach (var version in Enumerable.Reverse(await views.VersionsAsync(connection, record)))
                {
                    if (!await AllowsAsync(session, vault, connection, version)) continue;
                    var header = await views.HeaderAsync(connection, id, version);
                    var kind = vault.Catalogue.Kind(header.Kind);
                    var seen = views.Body(kind, version) is { } body ? views.Redacted(session, kind, header, body) : null;
                    IReadOnlyList<string> changed = before is null || seen is null ? [] : FieldChanges.Between(kind, before, seen);
                    history.Add(new(version.Number, Days.Moment(version.At), await vault.Names.Terms.GetAsync(connection, version.By), version.Reason, header.State, changed, version.Body is null));
                    before = seen;
                }
            }
        await vaults.LogAsync(session, "history", id.ToString(), refusals.Count > 0 ? new { Refused = refusals.Select(r => r.Code) } : (object)new { Versions = history.Count });
        return refusals.Count > 0 ? refusals.ToArray() : history;
    }

    public async ValueTask<Outcome<IReadOnlyList<LinkView>>> LinksAsync(Session session, RecordId id, CancellationToken cancel)
    {
        List<Refusal> refusals = [];
        List<LinkView> links = [];
        if (await FindAsync(session, id, AccessAction.Read, refusals, cancel) is var (home, connection, record))
        {
            await using (connection)
            {
                var allowed = await home.AllowedAsync(connection, session);
                var outgoing = await connection.QueryAsync($"SELECT l.role, l.target FROM link l WHERE l.rid = @p0 AND l.cid IN ({allowed.Sql})", r => (Role: r.GetInt64(0), Target: (byte[])r[1]), record.Rid);
                foreach (var link in outgoing)
                {
                    var role = await home.Names.Terms.GetAsync(connection, link.Role);
                    foreach (var vault in vaults.For(session))
                        if (await RowAsync(session, vault, RecordId.FromBytes(link.Target), cancel) is { } row) links.Add(new(role, true, row));
                }
            }
            foreach (var vault in vaults.For(session)) links.AddRange(await IncomingAsync(session, vault, id, cancel));
        }
        await vaults.LogAsync(session, "links", id.ToString(), refusals.Count > 0 ? new { Refused = refusals.Select(r => r.Code) } : (object)new { Links = links.Count },
            links.Select(l => l.Other.Id.ToString()));
        return refusals.Count > 0 ? refusals.ToArray() : links;
    }

    private static async ValueTask<RecordRow?> RowAsync(Session session, Vault vault, RecordId id, CancellationToken cancel)
    {
        await using var connection = await vault.Db.ReadAsync(cancel);
        var views = new Views(vault);
        var allowed = await vault.AllowedAsync(connection, session);
        return await views.FindAsync(connection, id) is { Erased: false } record && allowed.Has(record.Class) ? await views.RowAsync(connection, session, record) : null;
    }

    private static async ValueTask<List<LinkView>> IncomingAsync(Session session, Vault vault, RecordId id, CancellationToken cancel)
    {
        await using var connection = await vault.Db.ReadAsync(cancel);
        var views = new Views(vault);
        var allowed = await vault.AllowedAsync(connection, session);
        var rows = await connection.QueryAsync(
            $"SELECT {StoredRecord.Columns}, l.role FROM link l JOIN record r ON r.rid = l.rid WHERE l.target = @p0 AND l.cid IN ({allowed.Sql}) AND r.cid IN ({allowed.Sql}) AND (r.flags & 2) = 0 ORDER BY r.rid DESC",
            r => (Record: StoredRecord.Read(r), Role: r.GetInt64(23)), id.ToBytes());
        List<LinkView> links = [];
        foreach (var (record, role) in rows)
            links.Add(new(await vault.Names.Terms.GetAsync(connection, role), false, await views.RowAsync(connection, session, record)));
        return links;
    }

    /// <summary>Protection work reads the protection compartment's sequence, all other work the general one: the two are never mixed.</summary>
    public async ValueTask<IReadOnlyList<RecordChangeRow>> ChangedSinceAsync(Session session, long sequence, int limit, CancellationToken cancel)
    {
        var vault = vaults.LogOf(session);
        List<RecordChangeRow> changes = [];
        await using (var connection = await vault.Db.ReadAsync(cancel))
        {
            var allowed = await vault.AllowedAsync(connection, session);
            var (at, more) = (sequence, true);
            while (more && changes.Count < limit)
            {
                var rows = await connection.QueryAsync($"SELECT {StoredRecord.Columns} FROM version v JOIN record r ON r.rid = v.rid AND r.seq = v.seq WHERE v.seq > @p0 ORDER BY v.seq LIMIT 500", StoredRecord.Read, at);
                more = rows.Count == 500;
                foreach (var record in rows)
                {
                    if (changes.Count == limit) break;
                    at = record.Seq;
                    var visible = allowed.Has(record.Class);
                    // What left the reader's sight is gone for him, if ever he could see it; else it never was.
                    if (!visible && !await CouldSeeAsync(vault, connection, record, allowed)) continue;
                    changes.Add(new(record.Seq, record.Id, await vault.Names.Terms.GetAsync(connection, record.Kind), record.Version, !visible || record.Withdrawn || record.Erased));
                }
            }
        }
        await vaults.LogAsync(session, "changed-since", null, new { Since = sequence, Changes = changes.Count }, changes.Select(c => c.Id.ToString()));
        return changes;
    }

    private static async ValueTask<bool> CouldSeeAsync(Vault vault, Connection connection, StoredRecord record, AllowedClasses allowed)
    {
        long? seq = record.Seq;
        while (seq is { } at)
        {
            var version = await connection.FirstAsync("SELECT v.previous, h.cid FROM version v JOIN head h ON h.id = v.head WHERE v.seq = @p0",
                r => (Previous: r.IsDBNull(0) ? (long?)null : r.GetInt64(0), Class: r.GetInt64(1)), at);
            if (allowed.Has(version.Class)) return true;
            seq = version.Previous;
        }
        return false;
    }
}
