using System.Text.Json;
using NodaTime;
using Palermo.Exchange.Keys;
using Palermo.Kernel;

namespace Palermo.Exchange.Trust;

/// <summary>"These are my new keys", signed with the old one. Travels in the header of envelopes until the old key ends.</summary>
/// <param name="Card">The new card, signed with the new key.</param>
public sealed record Rotation(string Node, Instant At, string Card)
{
    public const string Type = "palermo-rotation";

    public string Signed(KeyPair old) => SignedStatement.Sign(JsonSerializer.SerializeToUtf8Bytes(this, BodyJson.Options), old, Type);
}

/// <summary>"This key is lost": signed with the key itself, since whoever holds it is right to say so, or by the authority of a directory.</summary>
public sealed record Revocation(string Node, string Key, Instant At, string Reason)
{
    public const string Type = "palermo-revocation";

    public string Signed(KeyPair key) => SignedStatement.Sign(JsonSerializer.SerializeToUtf8Bytes(this, BodyJson.Options), key, Type);
}

/// <summary>A node of a directory.</summary>
/// <param name="Card">The node's card as the node signed it.</param>
/// <param name="From">First day of membership.</param>
/// <param name="Until">Last day of membership.</param>
public sealed record DirectoryEntry(string Card, LocalDate From, LocalDate Until);

/// <summary>The nodes of a federation, signed by the authority that keeps the list. A list with an old number is never accepted again.</summary>
/// <param name="Sequence">Counts up with each edition.</param>
/// <param name="Revoked">Keys of any node that are never to be believed again.</param>
public sealed record FederationDirectory(string Authority, long Sequence, Instant Issued, IReadOnlyList<DirectoryEntry> Nodes, IReadOnlyList<Revocation> Revoked)
{
    public const string Type = "palermo-directory";

    /// <summary>The largest directory that is read, in characters: some 4,000 nodes.</summary>
    public const int Longest = 8 << 20;

    public string Signed(KeyPair authority) => SignedStatement.Sign(JsonSerializer.SerializeToUtf8Bytes(this, BodyJson.Options), authority, Type);
}
