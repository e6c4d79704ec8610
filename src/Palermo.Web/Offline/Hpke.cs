using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Palermo.Web.Offline;

/// <summary>
/// Opens what was sealed to a public key by Hybrid Public Key Encryption: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM,
/// base mode, one message a key.
/// </summary>
/// <remarks>
/// Source: RFC 9180, 4.1 (DHKEM), 5.1 (key schedule), 5.2 (one message: sequence number 0), 7.1 (the suite); checked against its appendix A.3.
/// The browser seals with what WebCrypto has on every phone; there is no need of P-256 of our own here or there.
/// </remarks>
internal static class Hpke
{
    /// <summary>Bytes of a public key: an uncompressed point of P-256.</summary>
    public const int PublicKeySize = 65;
    private const int KeySize = 16, NonceSize = 12, TagSize = 16, HashSize = 32;

    private static ReadOnlySpan<byte> Version => "HPKE-v1"u8;
    private static ReadOnlySpan<byte> KemSuite => "KEM\u0000\u0010"u8;
    private static ReadOnlySpan<byte> Suite => "HPKE\u0000\u0010\u0000\u0001\u0000\u0001"u8;

    /// <summary>The point of a key as RFC 9180 writes it.</summary>
    public static byte[] PublicKey(ECDiffieHellman key)
    {
        var point = key.ExportParameters(false).Q;
        return [0x04, .. point.X!, .. point.Y!];
    }

    /// <summary>The plain bytes; null when the key is another one, or anything was altered.</summary>
    /// <param name="mine">The private key of the recipient.</param>
    /// <param name="encapsulated">The sender's public key, made for this one message.</param>
    /// <param name="info">What the key is used for.</param>
    /// <param name="about">What stands beside the message in clear, and is bound to it.</param>
    public static byte[]? Open(ECDiffieHellman mine, ReadOnlySpan<byte> encapsulated, ReadOnlySpan<byte> info, ReadOnlySpan<byte> about, ReadOnlySpan<byte> message)
    {
        if (encapsulated.Length != PublicKeySize || encapsulated[0] != 0x04 || message.Length < TagSize) return null;
        Span<byte> shared = stackalloc byte[HashSize];
        try
        {
            // The import refuses a point that is not on the curve.
            using var sender = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = encapsulated[1..33].ToArray(), Y = encapsulated[33..].ToArray() } });
            var agreed = mine.DeriveRawSecretAgreement(sender.PublicKey);
            Expand(Extract(default, KemSuite, "eae_prk"u8, agreed), KemSuite, "shared_secret"u8, [.. encapsulated, .. PublicKey(mine)], shared);
            CryptographicOperations.ZeroMemory(agreed);
        }
        catch (CryptographicException) { return null; }

        byte[] context = [0x00, .. Extract(default, Suite, "psk_id_hash"u8, default), .. Extract(default, Suite, "info_hash"u8, info)];
        var secret = Extract(shared, Suite, "secret"u8, default);
        Span<byte> key = stackalloc byte[KeySize], nonce = stackalloc byte[NonceSize];
        Expand(secret, Suite, "key"u8, context, key);
        Expand(secret, Suite, "base_nonce"u8, context, nonce);
        var plain = new byte[message.Length - TagSize];
        try
        {
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(nonce, message[..^TagSize], message[^TagSize..], plain, about);
            return plain;
        }
        catch (AuthenticationTagMismatchException) { return null; }
    }

    private static byte[] Extract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> suite, ReadOnlySpan<byte> label, ReadOnlySpan<byte> material)
    {
        var key = new byte[HashSize];
        HKDF.Extract(HashAlgorithmName.SHA256, [.. Version, .. suite, .. label, .. material], salt, key);
        return key;
    }

    private static void Expand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> suite, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, Span<byte> into)
    {
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)into.Length);
        HKDF.Expand(HashAlgorithmName.SHA256, key, into, [.. length, .. Version, .. suite, .. label, .. info]);
    }
}
