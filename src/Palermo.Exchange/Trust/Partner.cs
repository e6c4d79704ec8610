using NodaTime;
using Palermo.Exchange.Keys;
using Palermo.Kernel;

namespace Palermo.Exchange.Trust;

/// <summary>A key of a partner, and from when to when it is believed.</summary>
public sealed record PartnerKey(PublicKey Public, Instant From, Instant? Until = null, Instant? RevokedAt = null);

/// <summary>A node that is trusted, how that came about, and its keys, oldest first.</summary>
/// <param name="Address">Where its exchange listens; null: by files only.</param>
/// <param name="Private">True when the address may lie in a private network: only a person of this node says so.</param>
/// <param name="By"><c>code</c> when two people compared it, or <c>directory:NAME</c>.</param>
/// <param name="Until">Last day of membership; null: open.</param>
public sealed record Partner(
    string Name, Words Title, string Organisation, string? Country, string? Address, bool Private, IReadOnlyList<PartnerKey> Keys, Instant Since, string By, LocalDate? From = null, LocalDate? Until = null)
{
    /// <summary>The key to seal for, or to be signed with: the newest that is believed; null when there is none.</summary>
    public PartnerKey? Current(KeyUse use, Instant now) => Keys.LastOrDefault(k => k.Public.Use == use && k.RevokedAt is null && (k.Until is null || now < k.Until));

    /// <summary>True while the partner is a member.</summary>
    public bool IsMember(Instant now) => (From is null || now.InUtc().Date >= From) && (Until is null || now.InUtc().Date <= Until);

    /// <summary>The partner with the keys of a newer card; those before them end after the overlap.</summary>
    public Partner With(NodeCard card, Instant now)
    {
        List<PartnerKey> keys = [.. Keys];
        foreach (var key in (PublicKey[])[card.Sign, card.Seal])
        {
            if (keys.Any(k => k.Public.Id == key.Id)) continue;
            for (var i = 0; i < keys.Count; i++)
                if (keys[i].Public.Use == key.Use && keys[i].Until is null) keys[i] = keys[i] with { Until = now + NodeKeys.Overlap };
            keys.Add(new(key, now));
        }
        return this with { Title = card.Title, Organisation = card.Organisation, Country = card.Country, Address = card.Address, Keys = keys };
    }

    /// <summary>The partner without belief in one key.</summary>
    public Partner Without(string keyId, Instant at) => this with { Keys = [.. Keys.Select(k => k.Public.Id == keyId && k.RevokedAt is null ? k with { RevokedAt = at } : k)] };
}

/// <summary>A directory that was accepted.</summary>
/// <param name="Sequence">The newest edition; older ones are refused.</param>
public sealed record AcceptedDirectory(string Authority, string KeyId, long Sequence, Instant AcceptedAt);

/// <summary>Whom this node trusts: plain values, kept in one file of the node's folder.</summary>
/// <param name="Revoked">Revocations that are known, whether or not the node is a partner: a key that was revoked before its card came is refused too.</param>
public sealed record TrustBook(IReadOnlyList<Partner> Partners, IReadOnlyList<AcceptedDirectory> Directories, IReadOnlyList<Revocation> Revoked)
{
    public static TrustBook Empty { get; } = new([], [], []);

    public Partner? Find(string name) => Partners.FirstOrDefault(p => p.Name == name);

    /// <summary>Whose key it is.</summary>
    public (Partner Partner, PartnerKey Key)? OwnerOf(string keyId)
    {
        foreach (var partner in Partners)
            if (partner.Keys.FirstOrDefault(k => k.Public.Id == keyId) is { } key) return (partner, key);
        return null;
    }

    public TrustBook With(Partner partner) => this with { Partners = [.. Partners.Where(p => p.Name != partner.Name).Append(partner).OrderBy(p => p.Name, StringComparer.Ordinal)] };
    public TrustBook WithoutPartner(string name) => this with { Partners = [.. Partners.Where(p => p.Name != name)] };

    /// <summary>The book after a key was revoked.</summary>
    public TrustBook After(Revocation revocation) => (Revoked.Any(r => r.Key == revocation.Key) ? this : this with { Revoked = [.. Revoked, revocation] }) with
    {
        Partners = [.. Partners.Select(p => p.Name == revocation.Node ? p.Without(revocation.Key, revocation.At) : p)],
    };
}
