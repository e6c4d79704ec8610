using System.Buffers.Binary;
using System.Text;

namespace Palermo.Analysis.PrivateSets;

/// <summary>The bytes of queries and answers. Numbers are little-endian, text is UTF-8 after its length in two bytes.</summary>
/// <remarks>
/// Query: "PLSQ", version 1, mode, session (16), domain, case reference, asker, holder, count (4), commitment (32),
/// signature, then count elements of 32 bytes in rising order. Answer: "PLSA", version 1, mode, digest of the query (32),
/// count (4), count elements, number of tags (4), the tags of 16 bytes in rising order. Nothing may follow.
/// Text and signature are at most 4,096 bytes each.
/// </remarks>
internal static class MessageCodec
{
    public const byte Version = 1;
    public const int TextLimit = 4096;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static void WriteUnsignedHeader(Stream to, QueryHeader header)
    {
        to.Write("PLSQ"u8);
        to.WriteByte(Version);
        to.WriteByte((byte)header.Terms.Mode);
        to.Write(header.Terms.Session.ToByteArray());
        WriteText(to, header.Terms.Domain, "domain");
        WriteText(to, header.Terms.CaseReference, "case reference");
        WriteText(to, header.Terms.Asker, "asker");
        WriteText(to, header.Terms.Holder, "holder");
        WriteCount(to, header.Count);
        to.Write(header.Commitment);
    }

    public static void WriteHeader(Stream to, QueryHeader header)
    {
        WriteUnsignedHeader(to, header);
        WriteBytes(to, header.Signature, "signature");
    }

    public static QueryHeader ReadHeader(MessageReader from)
    {
        from.Magic("PLSQ"u8, "a query");
        var mode = from.Mode();
        var session = new Guid(from.Bytes(16, "session"));
        var (domain, reference) = (ReadText(from, "domain"), ReadText(from, "case reference"));
        var (asker, holder) = (ReadText(from, "asker"), ReadText(from, "holder"));
        var count = from.Count("number of elements", Padding.Largest);
        var commitment = from.Bytes(ElementTree.RootSize, "commitment");
        var signature = from.Bytes(from.Length("signature"), "signature");
        return new QueryHeader(new QueryTerms(mode, domain, reference, asker, holder, session), count, commitment, signature);
    }

    public static void WriteCount(Stream to, int count)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        to.Write(bytes);
    }

    private static void WriteText(Stream to, string text, string what)
    {
        byte[] bytes;
        try
        {
            bytes = Strict.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            throw new ArgumentException($"The {what} holds half of a surrogate pair and cannot be written as UTF-8.");
        }
        WriteBytes(to, bytes, what);
    }

    private static void WriteBytes(Stream to, byte[] bytes, string what)
    {
        if (bytes.Length > TextLimit) throw new ArgumentException($"The {what} has {bytes.Length} bytes; at most {TextLimit} are allowed.");
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)bytes.Length);
        to.Write(length);
        to.Write(bytes);
    }

    private static string ReadText(MessageReader from, string what)
    {
        var bytes = from.Bytes(from.Length(what), what);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedMessageException($"The {what} before byte {from.Position} is not UTF-8.");
        }
    }
}
