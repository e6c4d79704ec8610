using System.Security.Cryptography;
using System.Text;

namespace Palermo.Analysis.Matching;

/// <summary>Accounts: IBAN and crypto addresses.</summary>
public static class AccountNumbers
{
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const string Bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    /// <summary>IBAN: country, two check digits, up to 30 signs; valid when its number leaves 1 modulo 97.</summary>
    /// <remarks>Source: ISO 13616, ISO 7064 mod 97-10; entity-matching 4 (GB82 WEST 1234 5698 7654 32 is right).</remarks>
    public static NormalisedIdentifier Iban(string text)
    {
        var value = IdentifierText.LettersAndDigits(text);
        if (value.Length is < 15 or > 34 || !char.IsAsciiLetter(value[0]) || !char.IsAsciiLetter(value[1]))
            return NormalisedIdentifier.Bad(value, "an IBAN has 15 to 34 signs and begins with a country code");
        var rest = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[(i + 4) % value.Length];
            rest = char.IsAsciiDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
        }
        return rest == 1 ? new(value, CheckDigit.Right, null) : NormalisedIdentifier.Bad(value, "the IBAN's check digits are wrong (mod 97)");
    }

    /// <summary>Crypto address, compared exactly: Bitcoin (Base58Check, Bech32 and Bech32m), Ethereum (0x and 40 hex digits, case folded).</summary>
    /// <remarks>
    /// Sources: Bitcoin wiki, Base58Check; BIP 173 and BIP 350. Ethereum's mixed-case checksum (EIP-55) needs Keccak-256 and is not checked:
    /// Check is None. Other chains come back as they are, Check None.
    /// </remarks>
    public static NormalisedIdentifier CryptoAddress(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var value = text.Trim();
        if (value.Length is < 20 or > IdentifierText.MaxLength) return NormalisedIdentifier.Bad("", "an address has 20 to 128 signs");
        if (value.Length == 42 && value.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return value.AsSpan(2).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0 ? new(value.ToLowerInvariant(), CheckDigit.None, null)
                : NormalisedIdentifier.Bad(value, "a sign that is no hexadecimal digit");
        if (value.StartsWith("bc1", StringComparison.OrdinalIgnoreCase))
            return Bech32Valid(value.ToLowerInvariant()) ? new(value.ToLowerInvariant(), CheckDigit.Right, null) : NormalisedIdentifier.Bad(value, "the Bech32 checksum is wrong");
        if (value.Length is >= 26 and <= 35 && value[0] is '1' or '3')
            return Base58Valid(value) ? new(value, CheckDigit.Right, null) : NormalisedIdentifier.Bad(value, "the Base58 checksum is wrong");
        return new(value, CheckDigit.None, null);
    }

    private static bool Base58Valid(string value)
    {
        Span<byte> bytes = stackalloc byte[25];
        foreach (var c in value)
        {
            var carry = Base58.IndexOf(c);
            if (carry < 0) return false;
            for (var i = 24; i >= 0; i--)
            {
                carry += bytes[i] * 58;
                bytes[i] = (byte)carry;
                carry >>= 8;
            }
            if (carry != 0) return false;
        }
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[..21], hash);
        SHA256.HashData(hash, hash);
        return hash[..4].SequenceEqual(bytes[21..]);
    }

    private static bool Bech32Valid(string value)
    {
        ReadOnlySpan<uint> generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        var data = new List<int> { 'b' >> 5, 'c' >> 5, 0, 'b' & 31, 'c' & 31 };
        foreach (var c in value.AsSpan(3))
        {
            var at = Bech32.IndexOf(c);
            if (at < 0) return false;
            data.Add(at);
        }
        var sum = 1u;
        foreach (var d in data)
        {
            var top = sum >> 25;
            sum = (sum & 0x1ffffff) << 5 ^ (uint)d;
            for (var i = 0; i < 5; i++)
                if ((top >> i & 1) != 0) sum ^= generator[i];
        }
        return sum is 1 or 0x2bc830a3;
    }

    /// <summary>The name of the chain is no identity: an account is its provider or chain and its number.</summary>
    /// <param name="provider">Bank code (BIC), wallet provider, dealer or platform.</param>
    public static string WithProvider(string provider, string number) =>
        new StringBuilder(IdentifierText.LettersAndDigits(provider)).Append(':').Append(number).ToString();
}
