using NodaTime;

namespace Palermo.Kernel;

/// <summary>A node that this one trusts.</summary>
/// <param name="Country">ISO 3166-1 alpha-3; null for an organisation of no country.</param>
/// <param name="Link">True when it has an address; false: it exchanges by files.</param>
public sealed record PartnerNode(string Name, Words Title, string? Country, bool Link);

/// <summary>Who this node is towards others: signs its statements, checks theirs, and knows whom it trusts.</summary>
public interface INodeIdentity
{
    /// <summary>Name of this node.</summary>
    string Node { get; }

    /// <summary>Partners that are trusted now, by name.</summary>
    IReadOnlyList<PartnerNode> Partners { get; }

    /// <summary>Signs a statement of this node.</summary>
    /// <param name="type">What sort of statement, such as <c>recall-proof</c>: one sort never passes for another.</param>
    /// <returns>A compact JWS (ES256) that holds the statement, the node and the time.</returns>
    string Sign(string type, ReadOnlySpan<byte> statement);

    /// <summary>Checks a statement that a node signed.</summary>
    /// <returns>The statement and when it says to be signed; or why it is not believed.</returns>
    Outcome<(byte[] Statement, Instant SignedAt)> Verify(string node, string type, string jws);
}
