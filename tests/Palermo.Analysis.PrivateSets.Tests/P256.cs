using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Palermo.Analysis.PrivateSets.Tests;

/// <summary>
/// The same protocol over NIST P-256, slow and in plain big integers: a second opinion on the steps that both share
/// (expansion of messages, double blinding, tags), and the ground on which published worked values can be checked.
/// </summary>
/// <remarks>RFC 9380, 8.2 (suite P256_XMD:SHA-256_SSWU_RO_) and 6.6.2 (simplified SWU).</remarks>
internal static class P256
{
    private static readonly BigInteger P = (BigInteger.One << 256) - (BigInteger.One << 224) + (BigInteger.One << 192) + (BigInteger.One << 96) - 1;
    private static readonly BigInteger A = P - 3;
    private static readonly BigInteger B = Parse("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
    private static readonly BigInteger Z = P - 10;

    public static (BigInteger X, BigInteger Y) Hash(string message, string domain)
    {
        var uniform = new byte[96];
        new ExpandMessage(HashAlgorithmName.SHA256, domain).Expand(Encoding.ASCII.GetBytes(message), uniform);
        return Add(Map(Field(uniform.AsSpan(0, 48))), Map(Field(uniform.AsSpan(48))))!.Value;
    }

    public static (BigInteger X, BigInteger Y) Multiply(BigInteger scalar, (BigInteger X, BigInteger Y) point)
    {
        (BigInteger X, BigInteger Y)? sum = null;
        for (var bit = 255; bit >= 0; bit--)
        {
            sum = sum is { } s ? Add(s, s) : null;
            if (((scalar >> bit) & 1) == 1) sum = sum is { } t ? Add(t, point) : point;
        }
        return sum!.Value;
    }

    /// <summary>A point from its x alone, with either y: what a side gets that is sent x only.</summary>
    public static (BigInteger X, BigInteger Y) Lift(BigInteger x)
    {
        var square = Curve(x);
        var y = BigInteger.ModPow(square, (P + 1) / 4, P);
        return y * y % P == square ? (x, y) : throw new ArgumentException("No point has this x.");
    }

    public static BigInteger Parse(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static byte[] Bytes(BigInteger value) => value.ToByteArray(isUnsigned: true, isBigEndian: true) is var b && b.Length == 32 ? b : [.. new byte[32 - b.Length], .. b];

    private static BigInteger Field(ReadOnlySpan<byte> bytes) => new BigInteger(bytes, isUnsigned: true, isBigEndian: true) % P;

    private static BigInteger Curve(BigInteger x) => Mod(x * x % P * x + A * x + B);

    private static (BigInteger X, BigInteger Y) Map(BigInteger u)
    {
        var zu2 = Z * u % P * u % P;
        var t = Inverse(Mod(zu2 * zu2 + zu2));
        var x = t.IsZero ? Mod(B * Inverse(Mod(Z * A))) : Mod(-B * Inverse(A) % P * (1 + t));
        var square = Curve(x);
        if (!IsSquare(square))
        {
            x = Mod(zu2 * x);
            square = Curve(x);
        }
        var y = BigInteger.ModPow(square, (P + 1) / 4, P);
        return (x, y.IsEven == u.IsEven ? y : P - y);
    }

    private static bool IsSquare(BigInteger v) => v.IsZero || BigInteger.ModPow(v, (P - 1) / 2, P).IsOne;

    private static (BigInteger X, BigInteger Y)? Add((BigInteger X, BigInteger Y) a, (BigInteger X, BigInteger Y) b)
    {
        if (a.X == b.X && (a.Y != b.Y || a.Y.IsZero)) return null;
        var slope = a == b ? Mod((3 * a.X * a.X + A) * Inverse(Mod(2 * a.Y))) : Mod((b.Y - a.Y) * Inverse(Mod(b.X - a.X)));
        var x = Mod(slope * slope - a.X - b.X);
        return (x, Mod(slope * (a.X - x) - a.Y));
    }

    private static BigInteger Inverse(BigInteger v) => BigInteger.ModPow(v, P - 2, P);

    private static BigInteger Mod(BigInteger v) => (v % P + P) % P;
}
