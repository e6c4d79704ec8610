using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jose;
using Palermo.Kernel;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Palermo.Exchange.Keys;

/// <summary>Statements signed with ES256, as compact JWS (RFC 7515). The type in the header keeps one sort from passing for another.</summary>
public static class SignedStatement
{
    /// <summary>Headers are short: anything longer is no header of ours.</summary>
    private const int LongestHeader = 512;

    /// <summary>Signs bytes.</summary>
    /// <param name="type">The sort of statement, as <c>typ</c> of the header.</param>
    public static string Sign(ReadOnlySpan<byte> content, KeyPair key, string type)
    {
        using var signer = ECDsa.Create(key.ToParameters());
        return JWT.EncodeBytes(content.ToArray(), signer, JwsAlgorithm.ES256, new Dictionary<string, object> { ["typ"] = type, ["kid"] = key.Id });
    }

    /// <summary>The id of the key that a statement says to be signed with; refused when it is not a statement of that sort.</summary>
    public static Outcome<string> KeyIdOf(string jws, string type)
    {
        var header = Header(Encoding.UTF8.GetBytes(jws), 3);
        if (!header.TryGet(out var members)) return header.Then(_ => "");
        if (members.GetValueOrDefault("alg") != "ES256") return Malformed("the signature must be ES256");
        if (members.GetValueOrDefault("typ") != type) return Malformed($"it is no '{type}'");
        if (members.Keys.FirstOrDefault(k => k is not ("alg" or "typ" or "kid")) is { } other) return Malformed($"the header member '{other}' is not known");
        return members.GetValueOrDefault("kid") is { Length: > 0 } id ? id : Malformed("it names no key");
    }

    /// <summary>The bytes that were signed; refused when the signature is not that of the key.</summary>
    public static Outcome<byte[]> Open(string jws, PublicKey key, string type)
    {
        var id = KeyIdOf(jws, type);
        if (!id.TryGet(out var said)) return id.Then<byte[]>(_ => []);
        if (said != key.Id || key.Use != KeyUse.Sign) return new Refusal("exchange.bad-signature", "It is not signed with this key.");
        try
        {
            using var verifier = ECDsa.Create(key.ToUse());
            return JWT.DecodeBytes(jws, verifier, JwsAlgorithm.ES256);
        }
        catch (Exception fault) when (IsOfContent(fault)) { return new Refusal("exchange.bad-signature", "The signature does not belong to the content: it was altered, or signed with another key."); }
    }

    /// <summary>The members of a header, all of them texts; refused when it is anything else.</summary>
    /// <param name="parts">How many parts the compact form has: 3 signed, 5 sealed.</param>
    internal static Outcome<Dictionary<string, string?>> Header(ReadOnlySpan<byte> compact, int parts)
    {
        if (!Envelopes.CompactForm.IsLetters(compact)) return Malformed("it has letters that base64url has not");
        var count = compact.Count((byte)'.') + 1;
        if (count != parts) return Malformed($"it has {count} parts and not {parts}");
        var end = compact.IndexOf((byte)'.');
        if (end is 0 or > LongestHeader) return Malformed("its header is missing or too long");
        try
        {
            var reader = new Utf8JsonReader(Base64Url.DecodeFromUtf8(compact[..end]), new JsonReaderOptions { MaxDepth = 4 });
            Dictionary<string, string?> members = new(StringComparer.Ordinal);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) return Malformed("its header is no object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                var value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
                if (!members.TryAdd(name, value)) return Malformed("a header member stands twice");
            }
            return reader.Read() ? Malformed("its header goes on behind its end") : members;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or DecoderFallbackException) { return Malformed("its header is no JSON"); }
    }

    internal static Refusal Malformed(string how) => new("exchange.malformed", $"This is no envelope or statement of this platform: {how}.");

    /// <summary>True for what a library of cryptography throws because of the content that it was given.</summary>
    internal static bool IsOfContent(Exception fault) =>
        fault is JoseException or CryptographicException or FormatException or ArgumentException or JsonException or InvalidOperationException or InvalidCastException or KeyNotFoundException or IndexOutOfRangeException
            or NullReferenceException or OverflowException or PlatformNotSupportedException;
}
