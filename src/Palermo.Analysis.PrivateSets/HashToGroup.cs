using System.Security.Cryptography;
using System.Text;

namespace Palermo.Analysis.PrivateSets;

/// <summary>Turns keys (a phone number, a document number, a key of a name) into elements of the group.</summary>
/// <remarks>
/// RFC 9380, Appendix B: hash_to_ristretto255 with expand_message_xmd over SHA-512. Two parties meet only when they use
/// the same domain: name in it what is compared and under which agreement, as in "phones/joint-team-7".
/// Keys are compared byte by byte as UTF-8: bring them into one form before (E.164 for phones, capitals for documents).
/// </remarks>
public sealed class HashToGroup
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ExpandMessage _expand;

    /// <summary>Hashing apart from every other domain.</summary>
    /// <param name="domain">Agreed by both sides; any text but none.</param>
    public HashToGroup(string domain)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        Domain = domain;
        _expand = new ExpandMessage(HashAlgorithmName.SHA512, $"Palermo-PrivateSets-V1-{domain}-with-ristretto255_XMD:SHA-512_R255MAP_RO_");
    }

    /// <summary>The domain agreed by both sides.</summary>
    public string Domain { get; }

    /// <summary>Writes the 64 uniform bytes of a key, from which its element is derived.</summary>
    /// <exception cref="ArgumentException">The key is empty, or is no text (half of a surrogate pair).</exception>
    public void Uniform(string key, Span<byte> uniform)
    {
        if (string.IsNullOrEmpty(key)) throw new ArgumentException("A key must not be empty: every empty key would meet every other.", nameof(key));
        var most = Strict.GetMaxByteCount(key.Length);
        var bytes = most <= 512 ? stackalloc byte[most] : new byte[most];
        int length;
        try
        {
            length = Strict.GetBytes(key, bytes);
        }
        catch (EncoderFallbackException)
        {
            throw new ArgumentException("A key holds half of a surrogate pair and cannot be written as UTF-8.", nameof(key));
        }
        _expand.Expand(bytes[..length], uniform);
    }

    /// <summary>The element of a key.</summary>
    public byte[] Element(string key)
    {
        Span<byte> uniform = stackalloc byte[Ristretto255.UniformSize];
        Uniform(key, uniform);
        var element = new byte[Ristretto255.ElementSize];
        Ristretto255.FromUniform(uniform, element);
        return element;
    }
}
