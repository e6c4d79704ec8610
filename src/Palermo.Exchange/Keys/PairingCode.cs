using System.Security.Cryptography;
using System.Text;

namespace Palermo.Exchange.Keys;

/// <summary>The short code that two people compare, by telephone or face to face, before their nodes trust each other.</summary>
/// <remarks>
/// Each node has its own half, made of its own name and keys alone: an impostor between the two must find keys whose half equals a given one
/// (a second preimage). A code of both together could be met in the middle with the square root of that work. Twelve letters of 24 are 55 bits,
/// and each trial costs 2^18 rounds of SHA-256: 2^73 in all, for the minutes that a pairing takes. Compare Signal's safety numbers, which are
/// made the same way.
/// </remarks>
public static class PairingCode
{
    /// <summary>No I and no O, which are misread.</summary>
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Rounds = 1 << 18, Length = 12, Group = 4;

    /// <summary>A node's half of the code, such as <c>KTVH-ANQE-RRCB</c>.</summary>
    /// <param name="node">Name of the node.</param>
    public static string Of(string node, PublicKey sign, PublicKey seal)
    {
        // 24 bytes give an even choice of letters within 2^-100.
        var number = new System.Numerics.BigInteger(
            Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes($"{sign.Id}\n{seal.Id}"), Encoding.UTF8.GetBytes("palermo pairing 1\n" + node), Rounds, HashAlgorithmName.SHA256, 24), isUnsigned: true, isBigEndian: true);
        var code = new StringBuilder();
        for (var i = 0; i < Length; i++)
        {
            if (i > 0 && i % Group == 0) code.Append('-');
            code.Append(Letters[(int)(number % Letters.Length)]);
            number /= Letters.Length;
        }
        return code.ToString();
    }

    /// <summary>True when what a person typed is the code, whatever the case and the spaces.</summary>
    public static bool Same(string typed, string code)
    {
        static byte[] Plain(string text) => Encoding.UTF8.GetBytes(new string([.. text.ToUpperInvariant().Where(char.IsAsciiLetterUpper)]));
        return CryptographicOperations.FixedTimeEquals(Plain(typed), Plain(code));
    }
}
