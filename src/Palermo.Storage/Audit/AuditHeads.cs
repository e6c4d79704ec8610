using System.Text;
using System.Text.Json;
using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Audit;

/// <summary>
/// Heads of the log that the node signed: what a partner may keep against a rewritten chain, and up to which retention prunes. After a pruning the
/// chain begins at the head: its signature stands for the entries that went.
/// </summary>
internal sealed class AuditHeads(VaultPair vaults)
{
    /// <summary>The sort of statement, so that no other signature of the node passes for a head.</summary>
    public const string StatementType = "audit-head";
    private const int ShortestHash = 8;

    private sealed record Statement(Compartment Compartment, long Sequence, string Hash);

    /// <summary>Signs the head of a compartment's log as it is now, and keeps it.</summary>
    public async ValueTask<SignedHead> SignAsync(Session session, Compartment compartment, INodeIdentity identity, CancellationToken cancel)
    {
        var vault = vaults.Of(compartment);
        while (await vault.Chain.SealAsync(cancel, wait: true) > 0) { }
        await using var connection = await vault.Db.WriteAsync(cancel);
        var (sequence, hash) = await vault.Chain.HeadAsync(connection);
        var head = new SignedHead(compartment, sequence, Convert.ToHexStringLower(hash), identity.Node, vault.Now, "");
        head = head with { Signature = identity.Sign(StatementType, JsonSerializer.SerializeToUtf8Bytes(new Statement(compartment, sequence, head.Hash), BodyJson.Options)) };
        await connection.ExecuteAsync("INSERT INTO audit_head(aseq, hash, partner, signature, at) VALUES (@p0, @p1, @p2, @p3, @p4) ON CONFLICT(partner, aseq) DO UPDATE SET hash = excluded.hash, signature = excluded.signature, at = excluded.at",
            sequence, hash, identity.Node, Encoding.UTF8.GetBytes(head.Signature), Days.Ticks(head.At));
        await vault.Chain.AddAsync(connection, [AuditRecord.Of(session, "audit-head", null, new { head.Sequence, head.Hash }, vault.Now)]);
        await connection.CommitAsync();
        vault.Scribe.Nudge();
        return head;
    }

    /// <summary>Heads of a compartment, the newest first: the node's own, and those that partners keep.</summary>
    public async ValueTask<IReadOnlyList<SignedHead>> ListAsync(Compartment compartment, CancellationToken cancel)
    {
        await using var connection = await vaults.Of(compartment).Db.ReadAsync(cancel);
        return await connection.QueryAsync("SELECT aseq, hash, partner, at, signature FROM audit_head ORDER BY aseq DESC, partner",
            r => new SignedHead(compartment, r.GetInt64(0), Convert.ToHexStringLower((byte[])r[1]), r.GetString(2), Days.Moment(r.GetInt64(3)), Encoding.UTF8.GetString((byte[])r[4])));
    }

    /// <summary>Removes every entry up to a head that this node signed, when the whole chain holds and the retention of all of them has ended.</summary>
    /// <param name="to">The head: its sequence number, or the beginning of its hash.</param>
    public async ValueTask<Outcome<Pruned>> PruneAsync(Session session, string to, INodeIdentity identity, CancellationToken cancel)
    {
        var vault = vaults.LogOf(session);
        List<Refusal> refusals = [];
        if (!AuditLog.Oversees(vaults, session)) refusals.Add(AuditLog.NotOversight);
        var head = refusals.Count > 0 ? null : await FindAsync(vault, to, identity, refusals, cancel);
        // What is about to be vouched for by a signature alone is walked once more.
        if (head is not null && (await vault.Chain.VerifyAsync(cancel)).Fault is { } fault)
            refusals.Add(new("audit.broken", $"The chain is broken at entry {fault.Sequence}: {fault.What} Nothing is removed from a log that does not hold."));
        if (refusals.Count == 0)
        {
            await using var connection = await vault.Db.WriteAsync(cancel);
            await CheckAgeAsync(vault, connection, head!, refusals);
            if (refusals.Count == 0) return await RemoveAsync(vault, connection, session, head!);
        }
        await vaults.LogAsync(session, "audit-prune", null, new { To = to.Length <= 64 ? to : null, Refused = refusals.Select(r => r.Code).Distinct() });
        return refusals.ToArray();
    }

    private async ValueTask<SignedHead?> FindAsync(Vault vault, string to, INodeIdentity identity, List<Refusal> refusals, CancellationToken cancel)
    {
        var head = (await ListAsync(vault.Compartment, cancel)).FirstOrDefault(h => h.By == identity.Node
            && (long.TryParse(to, out var number) && number == h.Sequence || to.Length >= ShortestHash && h.Hash.StartsWith(to, StringComparison.OrdinalIgnoreCase)));
        if (head is null)
            refusals.Add(new("audit.head", $"This node signed no head '{to}': 'palermo audit heads' lists them, 'palermo audit heads --sign' makes one. A hash is given by its first {ShortestHash} digits or more.", Field: "to"));
        else if (Doubt(vault.Compartment, head.Sequence, Convert.FromHexString(head.Hash), head.Signature, identity) is { } doubt)
            refusals.Add(new("audit.head-signature", doubt, Field: "to"));
        else return head;
        return null;
    }

    /// <summary>Why the signature of a head is not believed; null when it is.</summary>
    public static string? Doubt(Compartment compartment, long sequence, byte[] hash, string signature, INodeIdentity identity)
    {
        var outcome = identity.Verify(identity.Node, StatementType, signature);
        if (!outcome.TryGet(out var signed)) return $"The signature of the head at entry {sequence} is not believed: {string.Join(" ", outcome.Refusals.Select(r => r.Message))}";
        var said = JsonSerializer.Deserialize<Statement>(signed.Statement, BodyJson.Options);
        return said == new Statement(compartment, sequence, Convert.ToHexStringLower(hash)) ? null : $"The head at entry {sequence} is not what was signed.";
    }

    private static async ValueTask CheckAgeAsync(Vault vault, Connection connection, SignedHead head, List<Refusal> refusals)
    {
        var years = vault.Catalogue.Options.LogYears;
        var newest = await connection.FirstAsync("SELECT entry FROM audit WHERE aseq = @p0", r => (byte[])r[0], head.Sequence);
        if (newest is null)
        {
            refusals.Add(new("audit.pruned", $"The entries up to {head.Sequence} were removed before.", Field: "to"));
            return;
        }
        // Entries are in the order of time, so the last one's retention ends last.
        var day = AuditRecord.Read(head.Sequence, newest, null).At.InUtc().Date.PlusYears(years);
        if (vault.Catalogue.Today < day)
            refusals.Add(new("audit.retention", $"Entries are kept {years} years, and those up to {head.Sequence} until {day:uuuu-MM-dd}: name an earlier head, or wait.", "Directive (EU) 2016/680, Art. 25", "to"));
    }

    private static async ValueTask<Pruned> RemoveAsync(Vault vault, Connection connection, Session session, SignedHead head)
    {
        const string Gone = "SELECT a.pos FROM audit a WHERE a.aseq <= @p0";
        foreach (var table in (string[])["audit_about", "audit_batch", "audit_shown"])
            await connection.ExecuteAsync($"DELETE FROM {table} WHERE pos IN ({Gone})", head.Sequence);
        var entries = await connection.ExecuteAsync("DELETE FROM audit WHERE aseq <= @p0", head.Sequence);
        await connection.ExecuteAsync("DELETE FROM audit_base");
        await connection.ExecuteAsync("INSERT INTO audit_base(aseq, hash, signature, at) VALUES (@p0, @p1, @p2, @p3)",
            head.Sequence, Convert.FromHexString(head.Hash), Encoding.UTF8.GetBytes(head.Signature), Days.Ticks(vault.Now));
        await vault.Chain.AddAsync(connection, [AuditRecord.Of(session, "audit-prune", null, new { To = head.Sequence, head.Hash, Entries = entries }, vault.Now)]);
        await connection.CommitAsync();
        await vault.Db.ScrubAsync(connection, inTransaction: false);
        vault.Scribe.Nudge();
        return new(head.Sequence, entries);
    }
}
