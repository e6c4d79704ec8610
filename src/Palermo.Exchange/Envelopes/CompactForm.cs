using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Palermo.Exchange.Keys;

namespace Palermo.Exchange.Envelopes;

/// <summary>
/// The compact forms of JWS (RFC 7515, ES256) and JWE (RFC 7516, ECDH-ES with A256GCM) over bytes: what is signed and sealed is written once, and
/// read from there.
/// </summary>
/// <remarks>
/// jose-jwt, which signs the small statements, works on texts: an envelope of one megabyte became some forty megabytes of them on each side, and
/// clearing those away was the larger part of the work (bench/results/exchange.md). Both forms are held against that library and against jose
/// for JavaScript in the tests. Linear in the length.
/// </remarks>
internal static class CompactForm
{
    public const string Signing = "ES256", Agreement = "ECDH-ES", Encryption = "A256GCM";

    private const int SignatureLength = 64, KeyBits = 256, NonceLength = 12, TagLength = 16;

    /// <summary>The letters of base64url (RFC 4648, 5) and the point between parts.</summary>
    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    /// <summary>The Concat KDF needs one round for 256 bits: its count, the secret, and this (RFC 7518, 4.6.2; no party is named, both stand in the signed content).</summary>
    private static readonly byte[] Round = [0, 0, 0, 1], OtherInfo = [0, 0, 0, 7, .. "A256GCM"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, KeyBits >> 8, KeyBits & 0xff];

    /// <summary>True when there is nothing but base64url and points.</summary>
    public static bool IsLetters(ReadOnlySpan<byte> compact) => compact.IndexOfAnyExcept(Letters) < 0;

    /// <summary>Signs a content and seals what was signed.</summary>
    /// <param name="signedHeader">The inner header, JSON.</param>
    /// <param name="recipient">The recipient's public key.</param>
    /// <param name="sealedType">The outer header's <c>typ</c>.</param>
    /// <returns>The compact JWE, ASCII.</returns>
    public static byte[] SignAndSeal(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signedHeader, ECDsa signer, PublicKey recipient, string sealedType)
    {
        var length = Length(signedHeader.Length) + 1 + Length(content.Length) + 1 + Length(SignatureLength);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        Span<byte> secret = stackalloc byte[KeyBits / 8];
        try
        {
            var signed = rented.AsSpan(0, length);
            var at = Part(signedHeader, signed, 0);
            signed[at++] = (byte)'.';
            at = Part(content, signed, at);
            Span<byte> signature = stackalloc byte[SignatureLength];
            if (!signer.TrySignData(signed[..at], signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation, out var written) || written != SignatureLength)
                throw new CryptographicException("A signature of ES256 has 64 bytes.");
            signed[at++] = (byte)'.';
            Part(signature, signed, at);

            using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            using var theirs = ECDiffieHellman.Create(recipient.ToUse());
            Agree(once, theirs.PublicKey, secret);
            var header = SealedHeader(PublicKey.Of(once.PublicKey.ExportParameters(), KeyUse.Seal), recipient.Id, sealedType);
            Span<byte> nonce = stackalloc byte[NonceLength], tag = stackalloc byte[TagLength];
            RandomNumberGenerator.Fill(nonce);
            var compact = GC.AllocateUninitializedArray<byte>(Length(header.Length) + 2 + Length(NonceLength) + 1 + Length(length) + 1 + Length(TagLength));
            var end = Part(header, compact, 0);
            using (var aes = new AesGcm(secret, TagLength)) aes.Encrypt(nonce, signed, signed, tag, compact.AsSpan(0, end));
            compact[end++] = (byte)'.'; // the key is agreed on, not sent: its part is empty
            compact[end++] = (byte)'.';
            end = Part(nonce, compact, end);
            compact[end++] = (byte)'.';
            end = Part(signed, compact, end);
            compact[end++] = (byte)'.';
            Part(tag, compact, end);
            return compact;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(rented.AsSpan(0, length));
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Opens a seal whose header was found in order.</summary>
    /// <param name="compact">Letters and points only, five parts.</param>
    /// <param name="header">The outer header, JSON.</param>
    /// <returns>What was sealed; the caller owns it.</returns>
    /// <exception cref="CryptographicException">The seal is broken, or a part has not the right form.</exception>
    public static byte[] Unseal(ReadOnlySpan<byte> compact, ReadOnlySpan<byte> header, ECDiffieHellman key)
    {
        var head = NextPart(ref compact);
        if (NextPart(ref compact).Length > 0) throw new CryptographicException("With an agreed key none is sent.");
        Span<byte> nonce = stackalloc byte[NonceLength], tag = stackalloc byte[TagLength], secret = stackalloc byte[KeyBits / 8];
        Decode(NextPart(ref compact), nonce);
        var body = NextPart(ref compact);
        Decode(compact, tag);
        using var once = ECDiffieHellman.Create(Ephemeral(header).ToUse());
        Agree(key, once.PublicKey, secret);
        var content = Decoded(body);
        try
        {
            using var aes = new AesGcm(secret, TagLength);
            aes.Decrypt(nonce, content, tag, content, head);
        }
        finally { CryptographicOperations.ZeroMemory(secret); }
        return content;
    }

    private static ReadOnlySpan<byte> NextPart(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'.');
        var part = rest[..end];
        rest = rest[(end + 1)..];
        return part;
    }

    /// <summary>Verifies a signature and gives the content.</summary>
    /// <param name="compact">Letters and points only, three parts.</param>
    /// <returns>The content; null when the signature is not that of the key over header and content.</returns>
    /// <exception cref="CryptographicException">A part has not the right form.</exception>
    public static byte[]? Verified(ReadOnlySpan<byte> compact, ECDsa verifier)
    {
        var (first, last) = (compact.IndexOf((byte)'.'), compact.LastIndexOf((byte)'.'));
        Span<byte> signature = stackalloc byte[SignatureLength];
        Decode(compact[(last + 1)..], signature);
        return verifier.VerifyData(compact[..last], signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) ? Decoded(compact[(first + 1)..last]) : null;
    }

    private static void Agree(ECDiffieHellman mine, ECDiffieHellmanPublicKey theirs, Span<byte> secret)
    {
        var derived = mine.DeriveKeyFromHash(theirs, HashAlgorithmName.SHA256, Round, OtherInfo);
        derived.CopyTo(secret);
        CryptographicOperations.ZeroMemory(derived);
    }

    private static byte[] SealedHeader(PublicKey once, string recipient, string type)
    {
        var buffer = new ArrayBufferWriter<byte>(400);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("alg"u8, Agreement);
        json.WriteString("enc"u8, Encryption);
        json.WriteString("typ"u8, type);
        json.WriteString("kid"u8, recipient);
        json.WriteStartObject("epk"u8);
        json.WriteString("kty"u8, "EC"u8);
        json.WriteString("crv"u8, "P-256"u8);
        json.WriteString("x"u8, once.X);
        json.WriteString("y"u8, once.Y);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The sender's key for this one envelope. That it lies on the curve is checked when it is used: a false point would draw the private key out.</summary>
    private static PublicKey Ephemeral(ReadOnlySpan<byte> header)
    {
        var reader = new Utf8JsonReader(header);
        using var json = JsonDocument.ParseValue(ref reader);
        var key = json.RootElement.GetProperty("epk");
        if (key.GetProperty("kty").GetString() != "EC" || key.GetProperty("crv").GetString() != "P-256") throw new CryptographicException("The sender's key must be of P-256.");
        return new(key.GetProperty("x").GetString()!, key.GetProperty("y").GetString()!, KeyUse.Seal);
    }

    private static int Length(int bytes) => Base64Url.GetEncodedLength(bytes);

    /// <summary>Writes a part as base64url.</summary>
    /// <returns>Where it ends.</returns>
    private static int Part(ReadOnlySpan<byte> bytes, Span<byte> into, int at) => at + Base64Url.EncodeToUtf8(bytes, into[at..]);

    /// <summary>A part of fixed length.</summary>
    private static void Decode(ReadOnlySpan<byte> letters, Span<byte> into)
    {
        if (letters.Length != Length(into.Length)) throw new CryptographicException($"A part has {letters.Length} letters and not {Length(into.Length)}.");
        DecodeAll(letters, into);
    }

    private static byte[] Decoded(ReadOnlySpan<byte> letters)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Base64Url.GetMaxDecodedLength(letters.Length));
        DecodeAll(letters, bytes);
        return bytes;
    }

    /// <summary>Decodes a part; bits that mean nothing must be zero, so that one content has one form.</summary>
    private static void DecodeAll(ReadOnlySpan<byte> letters, Span<byte> into)
    {
        if (letters.Length % 4 == 1) throw new CryptographicException("A part is no base64url.");
        if (letters.Length % 4 is 2 or 3 && (Value(letters[^1]) & (letters.Length % 4 == 2 ? 0xf : 0x3)) != 0) throw new CryptographicException("A part ends in bits that mean nothing.");
        if (Base64Url.DecodeFromUtf8(letters, into, out _, out var written) != OperationStatus.Done || written != into.Length) throw new CryptographicException("A part is no base64url.");
    }

    private static int Value(byte letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8.IndexOf(letter);
}
