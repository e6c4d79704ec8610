using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Palermo.Analysis.PrivateSets.Tests;

/// <summary>
/// Names in keyed Bloom filters (cryptographic long-term keys), the method that we did not take for people. It stands
/// here to check the worked values and to show, in numbers, why not.
/// </summary>
/// <remarks>Schnell, Bachteler and Reiher, BMC Medical Informatics 9:41 (2009): 1000 bits, 20 hashes a bigram by double hashing.</remarks>
internal static class Clk
{
    private const int Bits = 1000, Hashes = 20;

    public static HashSet<string> Bigrams(string name)
    {
        var padded = $"_{name.ToLowerInvariant()}_";
        return [.. Enumerable.Range(0, padded.Length - 1).Select(i => padded.Substring(i, 2))];
    }

    /// <param name="salt">Empty for the plain method; a stable attribute such as the year of birth to harden it.</param>
    public static HashSet<int> Encode(string name, string salt = "")
    {
        var bits = new HashSet<int>();
        foreach (var gram in Bigrams(name))
        {
            var (first, second) = (Keyed("secret-one", salt + gram), Keyed("secret-two", salt + gram));
            for (var i = 0; i < Hashes; i++) bits.Add((int)((first + i * second) % Bits));
        }
        return bits;
    }

    public static double Dice<T>(HashSet<T> a, HashSet<T> b) => 2.0 * a.Count(b.Contains) / (a.Count + b.Count);

    private static BigInteger Keyed(string key, string text) =>
        new(HMACSHA256.HashData(Encoding.ASCII.GetBytes(key), Encoding.UTF8.GetBytes(text)), isUnsigned: true, isBigEndian: true);
}
