using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Palermo.Exchange.Keys;

/// <summary>What a key is for: one that signs never opens, and the other way round.</summary>
public enum KeyUse
{
    /// <summary>ES256: ECDSA on P-256 with SHA-256 (RFC 7518, 3.4).</summary>
    Sign,
    /// <summary>ECDH-ES on P-256 (RFC 7518, 4.6).</summary>
    Seal,
}

/// <summary>A public key on the curve P-256.</summary>
/// <param name="X">The coordinate x, 32 bytes, base64url.</param>
/// <param name="Y">The coordinate y.</param>
public sealed record PublicKey(string X, string Y, KeyUse Use)
{
    private const int CoordinateBytes = 32;

    /// <summary>The key's name: the SHA-256 thumbprint of RFC 7638, base64url. It cannot be chosen.</summary>
    [JsonIgnore]
    public string Id { get; } = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""")));

    /// <summary>The public half of parameters.</summary>
    public static PublicKey Of(ECParameters parameters, KeyUse use) =>
        new(Base64Url.EncodeToString(parameters.Q.X!), Base64Url.EncodeToString(parameters.Q.Y!), use);

    /// <summary>The point, checked to be on the curve.</summary>
    /// <exception cref="CryptographicException">The coordinates are no point of P-256.</exception>
    public ECParameters ToParameters()
    {
        var parameters = ToUse();
        using var check = ECDsa.Create(parameters); // refuses what is not on the curve
        return parameters;
    }

    /// <summary>The point for somebody who makes a key of it at once: the making refuses what is not on the curve, and that check is half of the work of an envelope's keys.</summary>
    /// <exception cref="CryptographicException">The coordinates have not the right form.</exception>
    internal ECParameters ToUse()
    {
        byte[] x, y;
        try { (x, y) = (Base64Url.DecodeFromChars(X), Base64Url.DecodeFromChars(Y)); }
        catch (FormatException fault) { throw new CryptographicException("A coordinate is not base64url.", fault); }
        if (x.Length != CoordinateBytes || y.Length != CoordinateBytes) throw new CryptographicException($"A coordinate of P-256 has {CoordinateBytes} bytes.");
        return new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } };
    }

    /// <summary>True when the coordinates are a point of the curve.</summary>
    [JsonIgnore]
    public bool IsSound
    {
        get
        {
            try { return ToParameters().Q.X is not null; }
            catch (CryptographicException) { return false; }
        }
    }

    public override string ToString() => Id;
}
