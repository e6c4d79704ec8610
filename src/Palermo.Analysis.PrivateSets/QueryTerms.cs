using System.Security.Cryptography;

namespace Palermo.Analysis.PrivateSets;

/// <summary>What the asker is to learn.</summary>
public enum SetMode : byte
{
    /// <summary>Which of its own keys the holder has too.</summary>
    Identify = 1,

    /// <summary>Only how many keys both have. Holds against an asker that keeps to the protocol; see the guide.</summary>
    CountOnly = 2,
}

/// <summary>Who asks whom, in which case, and for what: the open part of a query, which the asker signs.</summary>
/// <param name="Mode">What the asker is to learn.</param>
/// <param name="Domain">What is compared, and under which agreement; both sides must name the same.</param>
/// <param name="CaseReference">The case under which the asker may ask; never the name of a person.</param>
/// <param name="Asker">The side that asks and learns.</param>
/// <param name="Holder">The side that answers and learns only the padded size of the question.</param>
/// <param name="Session">Sixteen random bytes that mark this run; a session seen before is refused.</param>
public sealed record QueryTerms(SetMode Mode, string Domain, string CaseReference, string Asker, string Holder, Guid Session)
{
    /// <summary>Terms with a fresh session.</summary>
    public static QueryTerms Fresh(SetMode mode, string domain, string caseReference, string asker, string holder) =>
        new(mode, domain, caseReference, asker, holder, new Guid(RandomNumberGenerator.GetBytes(16)));
}

/// <summary>The head of a query: the terms, how many elements follow, what binds them, and the signature over all of it.</summary>
/// <param name="Count">Elements, padding among them.</param>
/// <param name="Commitment">Root of the hash tree over the elements (<see cref="ElementTree"/>), 32 bytes.</param>
/// <param name="Signature">Signature of the asker's node over <see cref="SignedBytes"/>; empty when there is none.</param>
public sealed record QueryHeader(QueryTerms Terms, int Count, byte[] Commitment, byte[] Signature)
{
    /// <summary>The bytes to sign and to verify: everything in the head but the signature itself.</summary>
    public byte[] SignedBytes()
    {
        using var stream = new MemoryStream();
        MessageCodec.WriteUnsignedHeader(stream, this);
        return stream.ToArray();
    }

    /// <summary>Reads the head at the beginning of a query, and no further.</summary>
    /// <exception cref="MalformedMessageException">This is no query, or it ends within its head.</exception>
    public static QueryHeader Read(Stream query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return MessageCodec.ReadHeader(new MessageReader(query));
    }

    /// <summary>What an answer names to show which query it answers: SHA-256 over the signed bytes.</summary>
    public byte[] Digest() => SHA256.HashData(SignedBytes());
}
