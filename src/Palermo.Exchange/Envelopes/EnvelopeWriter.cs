using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
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
    internal const string SignedType = "palermo-envelope", SealedType = "palermo-sealed";

    /// <summary>The header of what is signed; the members in this order.</summary>
    private sealed record SigningHeader(string Alg, string Typ, string Kid, IReadOnlyList<string>? Statements);

    /// <summary>Seals a draft.</summary>
    /// <returns>The compact JWE, ASCII; refused when the partner has no key that is believed.</returns>
    public Outcome<byte[]> Seal(Partner partner, Draft draft, Instant now)
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
        var content = GC.AllocateUninitializedArray<byte>(4 + json.Length + contents.Sum(c => c.Length));
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

    internal static byte[] Seal(ReadOnlySpan<byte> content, NodeKeys keys, PublicKey recipient, Instant now)
    {
        var signing = keys.Current(KeyUse.Sign);
        using var signer = ECDsa.Create(signing.ToParameters());
        var statements = keys.ToTell(now).TakeLast(EnvelopeLimits.Statements).ToArray();
        var header = JsonSerializer.SerializeToUtf8Bytes(new SigningHeader(CompactForm.Signing, SignedType, signing.Id, statements.Length > 0 ? statements : null), BodyJson.Options);
        return CompactForm.SignAndSeal(content, header, signer, recipient, SealedType);
    }
}
