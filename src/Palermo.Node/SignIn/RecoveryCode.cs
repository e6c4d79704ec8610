using System.Security.Cryptography;
using System.Text;

namespace Palermo.Node;

/// <summary>The code by which a person comes back who lost both password and passkey: given by a second officer, good for an hour, used once.</summary>
internal static class RecoveryCode
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // nothing that is read wrongly over a telephone

    /// <summary>A new code of 75 bits, in groups, with the hash to keep.</summary>
    public static (string Code, string Hash) New()
    {
        var code = string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));
        return (code, HashOf(code));
    }

    public static bool Matches(string? code, string hash) =>
        code is { Length: > 0 and < 100 } && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(code)), Encoding.ASCII.GetBytes(hash));

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
