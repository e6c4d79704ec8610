using System.Security.Cryptography;
using System.Text.Json.Serialization;
using NodaTime;

namespace Palermo.Exchange.Keys;

/// <summary>A key pair of this node.</summary>
/// <param name="Secret">The private number d, 32 bytes, base64url.</param>
/// <param name="Until">The end of a key that was replaced: until then it still opens and verifies; null: in use.</param>
/// <param name="RevokedAt">When it was declared lost or stolen; null: never.</param>
public sealed record KeyPair(PublicKey Public, string Secret, Instant MadeAt, Instant? Until = null, Instant? RevokedAt = null)
{
    [JsonIgnore]
    public string Id => Public.Id;

    /// <summary>Makes a pair from the system's generator.</summary>
    public static KeyPair New(KeyUse use, Instant now)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = made.ExportParameters(includePrivateParameters: true);
        return new(PublicKey.Of(parameters, use), System.Buffers.Text.Base64Url.EncodeToString(parameters.D!), now);
    }

    /// <summary>Both halves.</summary>
    public ECParameters ToParameters() => Public.ToUse() with { D = System.Buffers.Text.Base64Url.DecodeFromChars(Secret) };

    /// <summary>True while it may be used: not revoked, and not past its end.</summary>
    public bool IsGood(Instant now) => RevokedAt is null && (Until is null || now < Until);

    public override string ToString() => $"{Public.Use} {Id}"; // never the secret
}

