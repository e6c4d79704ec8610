using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Palermo.Testing;

/// <summary>The sender's side of field entry, as the browser does it, written a second time: HPKE after RFC 9180 with what .NET has.</summary>
internal static class Sealer
{
    /// <summary>An entry of these fields, sealed to a public key (base64url of the point), as it is posted.</summary>
    public static string Entry(string id, string keyName, string publicKey, string kind, string language, params (string Name, string Value)[] fields)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(new { kind, language, fields = fields.Select(f => new { name = f.Name, value = f.Value }) });
        var (enc, data) = Seal(Base64Url.DecodeFromChars(publicKey), "palermo entry 1"u8.ToArray(), Encoding.UTF8.GetBytes($"{keyName} {id}"), plain);
        return JsonSerializer.Serialize(new { id, key = keyName, enc = Base64Url.EncodeToString(enc), data = Base64Url.EncodeToString(data) });
    }

    /// <summary>One message. The ephemeral key is made here, unless a test brings the one of a published vector.</summary>
    public static (byte[] Enc, byte[] Data) Seal(byte[] point, byte[] info, byte[] aad, byte[] plain, ECDiffieHellman? ephemeral = null)
    {
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..33], Y = point[33..] } });
        using var mine = ephemeral ?? ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var q = mine.ExportParameters(false).Q;
        byte[] enc = [4, .. q.X!, .. q.Y!];
        byte[] kem = [.. "KEM"u8, 0, 16], suite = [.. "HPKE"u8, 0, 16, 0, 1, 0, 1];
        var shared = Expand(Extract([], kem, "eae_prk", mine.DeriveRawSecretAgreement(theirs.PublicKey)), kem, "shared_secret", [.. enc, .. point], 32);
        byte[] context = [0, .. Extract([], suite, "psk_id_hash", []), .. Extract([], suite, "info_hash", info)];
        var secret = Extract(shared, suite, "secret", []);
        var data = new byte[plain.Length + 16];
        using var aes = new AesGcm(Expand(secret, suite, "key", context, 16), 16);
        aes.Encrypt(Expand(secret, suite, "base_nonce", context, 12), plain, data.AsSpan(0, plain.Length), data.AsSpan(plain.Length), aad);
        return (enc, data);
    }

    private static byte[] Extract(byte[] salt, byte[] suite, string label, byte[] material) =>
        HKDF.Extract(HashAlgorithmName.SHA256, [.. "HPKE-v1"u8, .. suite, .. Encoding.ASCII.GetBytes(label), .. material], salt);

    private static byte[] Expand(byte[] key, byte[] suite, string label, byte[] info, int length) =>
        HKDF.Expand(HashAlgorithmName.SHA256, key, length, [0, (byte)length, .. "HPKE-v1"u8, .. suite, .. Encoding.ASCII.GetBytes(label), .. info]);
}
