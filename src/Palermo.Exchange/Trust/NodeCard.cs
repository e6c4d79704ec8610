using System.Text.Json;
using NodaTime;
using Palermo.Exchange.Keys;
using Palermo.Kernel;

namespace Palermo.Exchange.Trust;

/// <summary>How a node introduces itself: name, address and the two keys in use. Signed with the key that it names, as a proof of holding it.</summary>
/// <param name="Country">ISO 3166-1 alpha-3; null for an organisation of no country.</param>
/// <param name="Address">Where its exchange listens, such as <c>https://palermo.interno.example</c>; null: by files only.</param>
public sealed record NodeCard(string Node, Words Title, string Organisation, PublicKey Sign, PublicKey Seal, Instant Made, string? Country = null, string? Address = null)
{
    public const string Type = "palermo-card";

    /// <summary>The card as a signed statement.</summary>
    public string Signed(KeyPair signing) => SignedStatement.Sign(JsonSerializer.SerializeToUtf8Bytes(this, BodyJson.Options), signing, Type);

    /// <summary>The half of the pairing code that belongs to the card.</summary>
    public string Code() => PairingCode.Of(Node, Sign, Seal);

    /// <summary>Reads a card and checks that it is signed with the key that it names.</summary>
    public static Outcome<NodeCard> Read(string jws)
    {
        jws = jws.Trim();
        if (jws.Length > 16 << 10) return SignedStatement.Malformed("a card has at most 16 kB");
        var id = SignedStatement.KeyIdOf(jws, Type);
        if (!id.TryGet(out var said)) return id.Then<NodeCard>(_ => null!);
        if (!SignedJson.Peek<NodeCard>(jws).TryGet(out var card)) return SignedStatement.Malformed("its content is no card");
        if (card.Sign.Id != said || card.Sign.Use != KeyUse.Sign || card.Seal.Use != KeyUse.Seal || !card.Seal.IsSound) return new Refusal("exchange.bad-signature", "The card is not signed with the key that it names.");
        var opened = SignedStatement.Open(jws, card.Sign, Type);
        if (!opened.Done) return opened.Then<NodeCard>(_ => null!);
        if (!NodeNames.IsName(card.Node)) return SignedStatement.Malformed("the node's name has letters that a name has not");
        if (card.Address is not null && !NodeNames.IsAddress(card.Address)) return SignedStatement.Malformed("the address is no http or https address");
        return card;
    }
}

/// <summary>Names and addresses of nodes.</summary>
public static partial class NodeNames
{
    [System.Text.RegularExpressions.GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial System.Text.RegularExpressions.Regex Form { get; }

    public static bool IsName(string text) => Form.IsMatch(text);

    public static bool IsAddress(string text) =>
        text.Length <= 300 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
}

/// <summary>JSON within signed statements.</summary>
internal static class SignedJson
{
    /// <summary>The content of a statement whose signature is checked afterwards, with a key that the content names.</summary>
    public static Outcome<T> Peek<T>(string jws) where T : class
    {
        try { return Read<T>(System.Buffers.Text.Base64Url.DecodeFromChars(jws.AsSpan(jws.IndexOf('.', StringComparison.Ordinal) + 1, jws.LastIndexOf('.') - jws.IndexOf('.', StringComparison.Ordinal) - 1))); }
        catch (FormatException) { return SignedStatement.Malformed("its content is not base64url"); }
    }

    public static Outcome<T> Read<T>(ReadOnlySpan<byte> json) where T : class
    {
        try { return JsonSerializer.Deserialize<T>(json, Strict) is { } value ? value : SignedStatement.Malformed("its content is empty"); }
        catch (Exception fault) when (fault is JsonException or FormatException or NotSupportedException or InvalidOperationException) { return SignedStatement.Malformed("its content is no JSON of the right form"); }
    }

    /// <summary>As bodies are read; but every member must be there, and one that stands twice is refused: two readers must not see two contents.</summary>
    public static JsonSerializerOptions Strict { get; } = new(BodyJson.Options) { AllowDuplicateProperties = false, RespectRequiredConstructorParameters = true };
}
