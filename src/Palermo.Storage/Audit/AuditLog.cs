using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Audit;

/// <summary>The log as people and the host use it.</summary>
internal sealed class AuditLog(VaultPair vaults) : IAuditLog
{
    internal static readonly Refusal NotOversight = new("audit.oversight", "The log is read for the purpose of oversight, by those whose role serves it.", "Directive (EU) 2016/680, Art. 25");

    public async ValueTask AppendAsync(Session session, string action, string? subject, object? detail = null, CancellationToken cancel = default) =>
        await vaults.LogAsync(session, action, subject, detail);

    public async ValueTask<IReadOnlyList<AuditEntry>> AboutAsync(Session session, string subject, int limit = 200, CancellationToken cancel = default)
    {
        var oversees = Oversees(session);
        var (mayRead, record) = (oversees, (StoredRecord?)null);
        Vault? home = null;
        if (RecordId.TryParse(subject, null, out var id))
            foreach (var vault in vaults.For(session))
            {
                await using var connection = await vault.Db.ReadAsync(cancel);
                if (await new Views(vault).FindAsync(connection, id) is not { } found) continue;
                (home, record) = (vault, found);
                mayRead |= Access.Decide(session, await vault.Names.Classes.GetAsync(connection, found.Class), AccessAction.Read, vault.Now).Allowed;
            }
        List<AuditEntry> entries = [];
        if (mayRead)
            foreach (var vault in vaults.For(session))
            {
                await vault.Chain.SealAsync(cancel, wait: true);
                entries.AddRange(await EntriesAsync(vault, subject, home, record, limit, cancel));
            }
        // Who may read the record learns who else did; what exactly they did is for oversight.
        IReadOnlyList<AuditEntry> shown = [.. entries.OrderByDescending(e => e.At).Take(limit).Select(e => oversees ? e : e with { Detail = "{}" })];
        await vaults.LogAsync(session, "audit-about", subject, new { Entries = shown.Count });
        return shown;
    }

    private static async ValueTask<List<AuditEntry>> EntriesAsync(Vault vault, string subject, Vault? home, StoredRecord? record, int limit, CancellationToken cancel)
    {
        await using var connection = await vault.Db.ReadAsync(cancel);
        HashSet<long> positions = [.. await connection.QueryAsync("SELECT a.pos FROM audit_about a WHERE a.subject = @p0 ORDER BY a.pos DESC LIMIT @p1", r => r.GetInt64(0), AuditRecord.Key(subject), (long)limit)];
        if (record is not null)
        {
            var shown = await connection.QueryAsync("SELECT pos, rids FROM audit_shown WHERE compartment = @p0 AND first <= @p1 AND last >= @p1 ORDER BY pos DESC LIMIT 2000",
                r => (Pos: r.GetInt64(0), Rids: (byte[])r[1]), (long)home!.Compartment, record.Rid);
            positions.UnionWith(shown.Where(s => ShownSet.Contains(s.Rids, record.Rid)).Select(s => s.Pos));
            // Versions that came by the bulk door are vouched for batch by batch.
            if (home == vault)
                foreach (var version in await new Views(vault).VersionsAsync(connection, record))
                    if (await connection.FirstAsync("SELECT pos, seq_from FROM audit_batch WHERE seq_to >= @p0 ORDER BY seq_to LIMIT 1", r => (Pos: r.GetInt64(0), From: r.GetInt64(1)), version.Seq) is { Pos: > 0 } batch && batch.From <= version.Seq)
                        positions.Add(batch.Pos);
        }
        List<AuditEntry> entries = [];
        foreach (var position in positions.OrderDescending().Take(limit))
            if (await connection.FirstAsync("SELECT aseq, entry, hash FROM audit WHERE pos = @p0", Read, position) is { } entry) entries.Add(entry);
        return entries;
    }

    private static AuditEntry Read(System.Data.Common.DbDataReader r) => AuditRecord.Read(r.IsDBNull(0) ? 0 : r.GetInt64(0), (byte[])r[1], r.IsDBNull(2) ? null : (byte[])r[2]);

    public async ValueTask<Outcome<IReadOnlyList<AuditEntry>>> ListAsync(Session session, string? actor = null, long? before = null, int limit = 200, CancellationToken cancel = default)
    {
        var vault = vaults.LogOf(session);
        var may = Oversees(vaults, session);
        await vaults.LogAsync(session, "audit-list", null, may ? new { Actor = actor, Limit = limit } : (object)new { Refused = NotOversight.Code });
        if (!may) return NotOversight;
        while (await vault.Chain.SealAsync(cancel, wait: true) > 0) { }
        await using var connection = await vault.Db.ReadAsync(cancel);
        if (actor is null)
            return (AuditEntry[])[.. await connection.QueryAsync("SELECT aseq, entry, hash FROM audit WHERE aseq < @p0 ORDER BY aseq DESC LIMIT @p1", Read, before ?? long.MaxValue, (long)limit)];
        return (AuditEntry[])[.. await connection.QueryAsync("SELECT aseq, entry, hash FROM audit WHERE actor = @p0 AND aseq < @p1 ORDER BY pos DESC LIMIT @p2", Read, actor, before ?? long.MaxValue, (long)limit)];
    }

    public ValueTask<AuditVerdict> VerifyAsync(Compartment compartment, CancellationToken cancel = default) => vaults.Of(compartment).Chain.VerifyAsync(cancel);

    /// <summary>Whether somebody oversees the log of his own work's compartment. Protection officers oversee theirs; nobody else reads it.</summary>
    internal static bool Oversees(VaultPair vaults, Session session) => vaults.LogOf(session) == vaults.Protection
        ? Role.Serving(session.Actor.Roles, session.Work.Purpose).Contains(Role.ProtectionOfficer)
        : Oversees(session);

    private static bool Oversees(Session session) => session.Work.Purpose == Purpose.Oversight && Role.Serving(session.Actor.Roles, Purpose.Oversight).Any();
}
