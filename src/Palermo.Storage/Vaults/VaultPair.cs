using Palermo.Kernel;
using Palermo.Storage.Audit;

namespace Palermo.Storage.Vaults;

/// <summary>Both compartments. The protection compartment is opened for work whose purpose is protection, and for nothing else (law 3).</summary>
internal sealed class VaultPair(Vault general, Vault protection) : IAsyncDisposable
{
    public Vault General => general;
    public Vault Protection => protection;
    public IReadOnlyList<Vault> All { get; } = [general, protection];

    public Vault Of(Compartment compartment) => compartment == Compartment.Protection ? protection : general;

    /// <summary>Where somebody at work looks: one way for all, and for protection work one door more.</summary>
    public IReadOnlyList<Vault> For(Session session) => session.Work.Purpose == Purpose.Protection ? All : [general];

    /// <summary>Whose log somebody's work is written to.</summary>
    public Vault LogOf(Session session) => session.Work.Purpose == Purpose.Protection ? protection : general;

    /// <summary>Writes an entry that belongs to no change; returns when it is durable.</summary>
    public Task LogAsync(Session session, string action, string? subject, object? detail, IEnumerable<string>? about = null)
    {
        var vault = LogOf(session);
        return vault.Scribe.WriteAsync(AuditRecord.Of(session, action, subject, detail, vault.Now, about));
    }

    public async ValueTask DisposeAsync()
    {
        await general.DisposeAsync();
        await protection.DisposeAsync();
    }
}
