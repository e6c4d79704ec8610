using System.Security.Cryptography;
using System.Text;
using Jose;
using NodaTime;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Keys;

namespace Palermo.Exchange.Tests.Envelopes;

/// <summary>Makes envelopes by hand, wrong in one way each.</summary>
internal static class Forgery
{
    private static int _count;

    public static string Hex() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static Manifest Manifest(TestNode from, TestNode to, params byte[][] payloads) => new(1, Hex(), from.Name, to.Name, 1, from.Now, from.Now + Duration.FromHours(1),
        [.. payloads.Select((p, i) => new MessageEntry(Hex(), "c" + Interlocked.Increment(ref _count), 1, "letter/1", from.Now, p.Length))], [], [], [], []);

    public static byte[] Letter(string text = "hello") => new Letter(text, "", "", 1).ToBytes();

    /// <summary>An envelope in order, but for what is changed.</summary>
    public static string Make(TestNode from, TestNode to, Func<Manifest, Manifest>? change = null, byte[][]? payloads = null)
    {
        payloads ??= [Letter()];
        var manifest = Manifest(from, to, payloads);
        return Seal(Content(change is null ? manifest : change(manifest), payloads), from, to);
    }

    public static byte[] Content(Manifest manifest, params byte[][] payloads) => EnvelopeWriter.Content(manifest, [.. payloads.Select(p => (ReadOnlyMemory<byte>)p)]);

    public static string Seal(byte[] content, TestNode from, TestNode to) => Encoding.ASCII.GetString(EnvelopeWriter.Seal(content, from.Identity.Keys, to.Identity.Card().Seal, from.Now));

    /// <summary>Opens what a test holds as text.</summary>
    public static Opened Open(this EnvelopeReader reader, string envelope, Instant now) => reader.Open(Encoding.Latin1.GetBytes(envelope), now);

    /// <summary>Signs by hand.</summary>
    public static string Sign(byte[] content, object key, JwsAlgorithm algorithm, string kid, string type = EnvelopeWriter.SignedType, Action<Dictionary<string, object>>? more = null)
    {
        Dictionary<string, object> header = new() { ["typ"] = type, ["kid"] = kid };
        more?.Invoke(header);
        return JWT.EncodeBytes(content, key, algorithm, header);
    }

    /// <summary>Seals by hand.</summary>
    public static string Wrap(string signed, PublicKey recipient, JweEncryption encryption = JweEncryption.A256GCM, JweCompression? compression = null, string? kid = null, Action<Dictionary<string, object>>? more = null, JweAlgorithm algorithm = JweAlgorithm.ECDH_ES)
    {
        using var key = ECDiffieHellman.Create(recipient.ToParameters());
        Dictionary<string, object> header = new() { ["typ"] = EnvelopeWriter.SealedType, ["kid"] = kid ?? recipient.Id };
        more?.Invoke(header);
        return JWT.EncodeBytes(Encoding.ASCII.GetBytes(signed), key, algorithm, encryption, compression, header);
    }

    /// <summary>What is in the seal, opened with the recipient's own key: an insider's beginning.</summary>
    public static string Unwrap(string envelope, TestNode recipient)
    {
        using var key = ECDiffieHellman.Create(recipient.Identity.Keys.Current(KeyUse.Seal).ToParameters());
        return Encoding.ASCII.GetString(JWT.DecodeBytes(envelope, key, JweAlgorithm.ECDH_ES, JweEncryption.A256GCM));
    }
}
