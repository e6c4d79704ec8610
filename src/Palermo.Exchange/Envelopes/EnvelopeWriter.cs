using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jose;
using NodaTime;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Exchange.Envelopes;

/// <summary>
/// Seals envelopes: the content is signed by the sender (JWS, ES256), and the whole sealed for the recipient (JWE, ECDH-ES with A256GCM).
/// From outside nothing shows but the recipient's key and the size.
/// </summary>
/// <remarks>Content: the length of the manifest (4 bytes, big-endian), the manifest as JSON, the contents of the messages, the stretches of files.</remarks>
public sealed class EnvelopeWriter(NodeIdentity identity)
{
    internal const string SignedType = "palermo-envelope", SealedType = "palermo-sealed", StatementsMember = "statements";

    /// <summary>Seals a draft.</summary>
    /// <returns>The compact JWE; refused when the partner has no key that is believed.</returns>
    public Outcome<string> Seal(Partner partner, Draft draft, Instant now)
    {
        if (partner.Current(KeyUse.Seal, now) is not { } key) return new Refusal("exchange.no-key", $"'{partner.Name}' has no key that is believed: pair the nodes again.");
        var manifest = new Manifest(Manifest.Version, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), identity.Node, partner.Name, draft.Sequence, now, now + draft.Life,
            [.. draft.Messages.Select(m => new MessageEntry(m.Id, m.Conversation, m.Number, m.Kind, m.QueuedAt, m.Payload.Length, m.Files.Count > 0 ? m.Files : null))], draft.Receipts, draft.Asks,
            [.. draft.Parts.Select(p => new PartEntry(p.Message, p.Sha256, p.Offset, p.Content.Length, p.Gone))], draft.Have);
        return Seal(Content(manifest, [.. draft.Messages.Select(m => (ReadOnlyMemory<byte>)m.Payload), .. draft.Parts.Select(p => p.Content)]), identity.Keys, key.Public, now);
    }

    internal static byte[] Content(Manifest manifest, IReadOnlyList<ReadOnlyMemory<byte>> contents)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest, BodyJson.Options);
        var content = new byte[4 + json.Length + contents.Sum(c => c.Length)];
        BinaryPrimitives.WriteInt32BigEndian(content, json.Length);
        json.CopyTo(content, 4);
        var at = 4 + json.Length;
        foreach (var one in contents)
        {
            one.CopyTo(content.AsMemory(at));
            at += one.Length;
        }
        return content;
    }

    internal static string Seal(byte[] content, NodeKeys keys, PublicKey recipient, Instant now)
    {
        var signing = keys.Current(KeyUse.Sign);
        using var signer = ECDsa.Create(signing.ToParameters());
        Dictionary<string, object> header = new() { ["typ"] = SignedType, ["kid"] = signing.Id };
        if (keys.ToTell(now).TakeLast(EnvelopeLimits.Statements).ToArray() is { Length: > 0 } statements) header[StatementsMember] = statements;
        var signed = JWT.EncodeBytes(content, signer, JwsAlgorithm.ES256, header);
        using var sealing = ECDiffieHellman.Create(recipient.ToParameters());
        return JWT.EncodeBytes(Encoding.ASCII.GetBytes(signed), sealing, JweAlgorithm.ECDH_ES, JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["typ"] = SealedType, ["kid"] = recipient.Id });
    }
}
