using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Trust;
using Palermo.Kernel;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Palermo.Exchange.Envelopes;

/// <summary>An envelope that passed every check, or one that did not with who it says to come from.</summary>
/// <param name="From">The partner whose key signed it; null where that is not known.</param>
public sealed record Opened(Partner? From, Outcome<ArrivedEnvelope> Envelope);

/// <summary>
/// Opens envelopes, trusting nothing: size, form, recipient, seal, signer, signature, dates and content are checked in this order,
/// and nothing is stored before all of them hold (law 7).
/// </summary>
public sealed class EnvelopeReader(NodeIdentity identity)
{
    /// <summary>Opens one envelope. What it brings of rotations and revocations is taken over, each with its own signature.</summary>
    /// <param name="onTrust">Told of each change of trust that came with it.</param>
    public Opened Open(ReadOnlySpan<byte> sealedText, Instant now, Action<string>? onTrust = null)
    {
        if (sealedText.Length > EnvelopeLimits.Sealed) return new(null, new Refusal("exchange.too-large", $"An envelope has at most {EnvelopeLimits.Sealed:N0} letters."));
        var unsealed = Unseal(sealedText, now);
        if (!unsealed.TryGet(out var signed)) return new(null, unsealed.Then<ArrivedEnvelope>(_ => null!));
        var header = SignedHeader.Read(signed);
        if (!header.TryGet(out var said)) return new(null, header.Then<ArrivedEnvelope>(_ => null!));
        foreach (var statement in said.Statements)
        {
            var before = identity.Trust.Book;
            var taken = TrustRules.Take(before, statement, now);
            if (!taken.TryGet(out var after) || ReferenceEquals(after, before)) continue; // it is judged by its own signature; the envelope by its own
            identity.Trust.Change(book => TrustRules.Take(book, statement, now));
            onTrust?.Invoke(statement);
        }
        if (identity.Trust.Book.OwnerOf(said.KeyId) is not { } owner) return new(null, TrustRules.UnknownSender);
        var (partner, key) = owner;
        // Whatever date it bears: a thief writes any date he likes, and what was honest is sent again, signed anew.
        if (key.RevokedAt is { } revoked) return new(partner, TrustRules.RevokedKey(revoked));
        if (key.Until is { } until && now >= until) return new(partner, new Refusal("exchange.key-ended", $"The signing key ended at {until}."));
        if (!partner.IsMember(now)) return new(partner, new Refusal("exchange.no-member", $"The membership of '{partner.Name}' does not cover today."));
        byte[]? content;
        try
        {
            using var verifier = ECDsa.Create(key.Public.ToUse());
            content = CompactForm.Verified(signed, verifier);
        }
        catch (Exception fault) when (SignedStatement.IsOfContent(fault)) { content = null; }
        return content is null ? new(null, new Refusal("exchange.bad-signature", "The signature does not belong to the content.")) : new(partner, Read(content, partner, now));
    }

    private Outcome<byte[]> Unseal(ReadOnlySpan<byte> sealedText, Instant now)
    {
        var header = SignedStatement.Header(sealedText, 5);
        if (!header.TryGet(out var members)) return header.Then<byte[]>(_ => []);
        if (members.ContainsKey("zip")) return new Refusal("exchange.compressed", "Compressed envelopes are not opened: a small one can hold any amount.");
        if (members.GetValueOrDefault("alg") != CompactForm.Agreement || members.GetValueOrDefault("enc") != CompactForm.Encryption) return SignedStatement.Malformed("it must be sealed with ECDH-ES and A256GCM");
        if (members.GetValueOrDefault("typ") != EnvelopeWriter.SealedType) return SignedStatement.Malformed("its type is another");
        if (members.Keys.FirstOrDefault(k => k is not ("alg" or "enc" or "typ" or "kid" or "epk")) is { } other) return SignedStatement.Malformed($"the header member '{other}' is not known");
        var keys = identity.Keys;
        if (members.GetValueOrDefault("kid") is not { } id || keys.Find(id, KeyUse.Seal, now) is not { } pair)
            return new Refusal("exchange.wrong-recipient", "It is sealed for a key that this node does not have, or no longer uses: ask for the node's present card.");
        try
        {
            using var opener = ECDiffieHellman.Create(pair.ToParameters());
            return CompactForm.Unseal(sealedText, Base64Url.DecodeFromUtf8(sealedText[..sealedText.IndexOf((byte)'.')]), opener);
        }
        catch (Exception fault) when (SignedStatement.IsOfContent(fault)) { return new Refusal("exchange.altered", "The seal is broken: it was altered on its way, or damaged."); }
    }

    private Outcome<ArrivedEnvelope> Read(byte[] content, Partner partner, Instant now)
    {
        if (content.Length < 4) return SignedStatement.Malformed("it is too short");
        var length = BinaryPrimitives.ReadInt32BigEndian(content);
        if (length is <= 0 or > EnvelopeLimits.Manifest || length > content.Length - 4) return SignedStatement.Malformed("the length of its list is wrong");
        var parsed = SignedJson.Read<Manifest>(content.AsSpan(4, length));
        if (!parsed.TryGet(out var manifest)) return parsed.Then<ArrivedEnvelope>(_ => null!);
        if (manifest.V != Manifest.Version) return new Refusal("exchange.newer-version", $"The envelope has format {manifest.V}, and this node reads {Manifest.Version}.");
        if (manifest.From != partner.Name) return new Refusal("exchange.wrong-sender", $"It says to come from '{manifest.From}', and is signed by '{partner.Name}'.");
        if (manifest.To != identity.Node) return new Refusal("exchange.readdressed", $"It was written to '{manifest.To}': somebody sealed it again for this node.");
        if (manifest.Sent > now + TrustRules.ClockSkew) return new Refusal("exchange.from-the-future", $"It says to be sent at {manifest.Sent}, which is not yet: compare the clocks of both nodes.");
        if (manifest.Expires <= now) return new Refusal("exchange.expired", $"It was good until {manifest.Expires}.");
        if (manifest.Expires - manifest.Sent > EnvelopeLimits.LongestLife || manifest.Expires <= manifest.Sent) return SignedStatement.Malformed("its life is longer than any envelope's");
        if (Wrong(manifest) is { } wrong) return wrong;
        List<IncomingMessage> messages = new(manifest.Messages.Count);
        var at = 4 + length;
        foreach (var entry in manifest.Messages)
        {
            if (entry.Length > content.Length - at) return SignedStatement.Malformed("a message is longer than what is there");
            messages.Add(new(partner.Name, entry.Id, entry.Conversation, entry.Number, entry.Kind, content.AsMemory(at, entry.Length), entry.Queued, entry.Files));
            at += entry.Length;
        }
        List<FilePart> parts = new(manifest.Parts.Count);
        foreach (var entry in manifest.Parts)
        {
            if (entry.Length > content.Length - at) return SignedStatement.Malformed("a part is longer than what is there");
            parts.Add(new(entry.Message, entry.Sha256, entry.Offset, content.AsMemory(at, entry.Length), entry.Gone));
            at += entry.Length;
        }
        if (at != content.Length) return SignedStatement.Malformed("there is something behind its end");
        return new ArrivedEnvelope(partner.Name, manifest.Id, manifest.Seq, manifest.Expires, messages, manifest.Receipts, manifest.Asks, parts, manifest.Have);
    }

    private static Refusal? Wrong(Manifest manifest)
    {
        if (!IsId(manifest.Id) || manifest.Seq < 1) return SignedStatement.Malformed("it has no proper name or number");
        if (manifest.Messages.Count > EnvelopeLimits.Messages || manifest.Receipts.Count > EnvelopeLimits.Receipts || manifest.Asks.Count > EnvelopeLimits.Asks
            || manifest.Parts.Count > EnvelopeLimits.Parts || manifest.Have.Count > EnvelopeLimits.Progress)
            return new Refusal("exchange.too-large", "It holds more than an envelope may.");
        if (!manifest.Asks.All(IsId)) return SignedStatement.Malformed("it asks about what is no message");
        foreach (var receipt in manifest.Receipts)
            if (receipt is null || !IsId(receipt.Id) || receipt.State is MessageState.Queued || receipt.Code is { } code && !IsCode(code)) return SignedStatement.Malformed("a receipt has not the right form");
        foreach (var entry in manifest.Messages)
        {
            if (entry is null || !IsId(entry.Id) || entry.Number < 1 || !MessageKind.IsName(entry.Kind) || entry.Length < 0 || entry.Conversation.Length is 0 or > EnvelopeLimits.Conversation || entry.Conversation.Any(char.IsControl) || !IsWellFormed(entry.Conversation))
                return SignedStatement.Malformed("a message has not the right form");
            if (entry.Files is not null && !AreFiles(entry.Files)) return SignedStatement.Malformed("a file of a message has not the right form");
            if (entry.Length > EnvelopeLimits.Payload) return new Refusal("exchange.too-large", $"A message has at most {EnvelopeLimits.Payload:N0} bytes.");
        }
        foreach (var part in manifest.Parts)
            if (part is null || !IsId(part.Message) || part.Length is < 0 or > EnvelopeLimits.Part || part.Offset < 0 || (part.Gone ? part.Length != 0 : !IsHash(part.Sha256))) return SignedStatement.Malformed("a part of a file has not the right form");
        foreach (var have in manifest.Have)
            if (have is null || !IsId(have.Message) || !IsHash(have.Sha256) || have.Have < 0) return SignedStatement.Malformed("what it has of files has not the right form");
        return manifest.Messages.DistinctBy(m => m.Id).Count() == manifest.Messages.Count ? null : SignedStatement.Malformed("a message stands in it twice");
    }

    /// <summary>Plain names, sizes that a file can have, and each content once.</summary>
    private static bool AreFiles(IReadOnlyList<IncomingFile> files) =>
        files.Count is > 0 and <= EnvelopeLimits.FilesOfMessage && files.All(f => f is not null && IsHash(f.Sha256) && f.Size is > 0 and <= EnvelopeLimits.File && IsPlainName(f.Name)) && files.DistinctBy(f => f.Sha256).Count() == files.Count;

    private static bool IsPlainName(string name) =>
        name.Length is > 0 and <= 255 && name is not ("." or "..") && name.AsSpan().IndexOfAny("/\\:*?\"<>|") < 0 && !name.Any(char.IsControl) && IsWellFormed(name) && !string.IsNullOrWhiteSpace(name);

    private static bool IsHash(string text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    private static bool IsId(string text) => text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Codes are words of programs: nothing of a record fits into one.</summary>
    private static bool IsCode(string text) => text.Length is > 0 and <= 60 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');

    /// <summary>False for half a surrogate pair, which no store could give back.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }
}

/// <summary>The header of a signed envelope: which key, and statements about keys that go before.</summary>
internal sealed record SignedHeader(string KeyId, IReadOnlyList<string> Statements)
{
    private const int Longest = EnvelopeLimits.Statements * EnvelopeLimits.Statement * 4 / 3 + 1024;

    private sealed record Members(string Alg, string Typ, string Kid, IReadOnlyList<string>? Statements = null);

    public static Outcome<SignedHeader> Read(ReadOnlySpan<byte> compact)
    {
        var end = compact.IndexOf((byte)'.');
        if (end is <= 0 or > Longest || compact.Count((byte)'.') != 2 || !CompactForm.IsLetters(compact)) return SignedStatement.Malformed("what is in the seal is not signed");
        byte[] json;
        try { json = Base64Url.DecodeFromUtf8(compact[..end]); }
        catch (FormatException) { return SignedStatement.Malformed("its inner header is not base64url"); }
        var read = SignedJson.Read<Members>(json);
        if (!read.TryGet(out var members)) return read.Then<SignedHeader>(_ => null!);
        if (members.Alg != CompactForm.Signing || members.Typ != EnvelopeWriter.SignedType) return SignedStatement.Malformed("the signature must be ES256 over an envelope");
        var statements = members.Statements ?? [];
        if (statements.Count > EnvelopeLimits.Statements || statements.Any(s => s is null || s.Length > EnvelopeLimits.Statement)) return new Refusal("exchange.too-large", "Its header holds more than it may.");
        return new SignedHeader(members.Kid, statements);
    }
}
