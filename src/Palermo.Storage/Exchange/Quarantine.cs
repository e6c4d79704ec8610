using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Exchange;

/// <summary>What was refused, kept apart with the reason: bounded, so that nobody fills a node's disk by sending rubbish.</summary>
internal sealed class Quarantine(VaultPair vaults)
{
    /// <summary>At most so many items, each with at most so many bytes of content: 64 MiB in all.</summary>
    public const int Most = 1024, MostBytes = 64 << 10;

    /// <summary>So long content is kept for somebody to look; after it the reason stays alone.</summary>
    private static readonly Duration ContentKept = Duration.FromDays(30);

    public async ValueTask AddAsync(Session session, string? from, string code, string reason, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        await using var connection = await vaults.General.Db.WriteAsync(cancel);
        await AddAsync(connection, vaults.General.Now, from, null, code, reason, content);
        await vaults.General.Chain.AddAsync(connection, [AuditRecord.Of(session, "exchange-quarantined", null, new { From = from, Code = code, Size = content.Length }, vaults.General.Now)]);
        await connection.CommitAsync();
        vaults.General.Scribe.Nudge();
    }

    public static async ValueTask AddAsync(Connection connection, Instant now, string? from, string? message, string code, string reason, ReadOnlyMemory<byte> content)
    {
        await connection.ExecuteAsync("INSERT INTO exchange_quarantine(at, partner, message, code, reason, size, content) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
            Days.Ticks(now), from is null ? null : ShortKey.Of(from), message is null ? null : Convert.FromHexString(message), code, ShortKey.WellFormed(reason.Length > 1000 ? reason[..1000] : reason), (long)content.Length,
            content.Length <= MostBytes ? content.ToArray() : null);
        await connection.ExecuteAsync("UPDATE exchange_quarantine SET content = NULL WHERE at < @p0 AND content IS NOT NULL", Days.Ticks(now - ContentKept));
        await connection.ExecuteAsync("DELETE FROM exchange_quarantine WHERE id <= (SELECT max(id) FROM exchange_quarantine) - @p0", (long)Most);
    }

    public async ValueTask<IReadOnlyList<Quarantined>> ListAsync(int limit, CancellationToken cancel)
    {
        await using var connection = await vaults.General.Db.ReadAsync(cancel);
        return await connection.QueryAsync("SELECT id, at, partner, message, code, reason, size FROM exchange_quarantine ORDER BY id DESC LIMIT @p0",
            r => new Quarantined(r.GetInt64(0), Days.Moment(r.GetInt64(1)), r.IsDBNull(2) ? null : r.GetString(2), r.IsDBNull(3) ? null : Convert.ToHexStringLower((byte[])r[3]), r.GetString(4), r.GetString(5), r.GetInt64(6), null), (long)limit);
    }
}
