using System.Numerics;

namespace Palermo.Analysis.Matching;

/// <summary>Jaro and Jaro-Winkler similarity, 0 to 1.</summary>
/// <remarks>
/// Sources: Jaro (1989); Winkler (1990). Match window floor(max/2)-1, prefix weight 0.1 up to four letters. Sequences of at most
/// 64 units use one machine word for the marks (a bit a position); longer ones an array. Cost: length times window at worst.
/// </remarks>
public static class JaroWinkler
{
    /// <summary>Jaro-Winkler similarity of two texts, compared by UTF-16 unit, letter case counting.</summary>
    public static double Similarity(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => Similarity<char>(a, b);

    /// <summary>Jaro similarity, without Winkler's bonus for a common beginning.</summary>
    public static double Jaro(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => Jaro<char>(a, b);

    internal static double Similarity<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : IEquatable<T>
    {
        var jaro = Jaro(a, b);
        var prefix = 0;
        while (prefix < 4 && prefix < a.Length && prefix < b.Length && a[prefix].Equals(b[prefix])) prefix++;
        return jaro + prefix * 0.1 * (1 - jaro);
    }

    internal static double Jaro<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : IEquatable<T>
    {
        if (a.Length == 0 || b.Length == 0) return a.Length == b.Length ? 1 : 0;
        return a.Length <= 64 && b.Length <= 64 ? Short(a, b) : Long(a, b);
    }

    private static double Short<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : IEquatable<T>
    {
        var window = Math.Max(0, Math.Max(a.Length, b.Length) / 2 - 1);
        ulong takenA = 0, takenB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var to = Math.Min(b.Length - 1, i + window);
            for (var j = Math.Max(0, i - window); j <= to; j++)
            {
                if ((takenB >> j & 1) != 0 || !a[i].Equals(b[j])) continue;
                takenA |= 1UL << i;
                takenB |= 1UL << j;
                break;
            }
        }
        var matches = BitOperations.PopCount(takenA);
        if (matches == 0) return 0;
        var crossed = 0;
        while (takenA != 0)
        {
            if (!a[BitOperations.TrailingZeroCount(takenA)].Equals(b[BitOperations.TrailingZeroCount(takenB)])) crossed++;
            takenA &= takenA - 1;
            takenB &= takenB - 1;
        }
        return Combine(matches, crossed, a.Length, b.Length);
    }

    private static double Long<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : IEquatable<T>
    {
        var window = Math.Max(a.Length, b.Length) / 2 - 1;
        var takenA = new bool[a.Length];
        var takenB = new bool[b.Length];
        var matches = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var to = Math.Min(b.Length - 1, i + window);
            for (var j = Math.Max(0, i - window); j <= to; j++)
            {
                if (takenB[j] || !a[i].Equals(b[j])) continue;
                takenA[i] = takenB[j] = true;
                matches++;
                break;
            }
        }
        if (matches == 0) return 0;
        var crossed = 0;
        for (int i = 0, j = 0; i < a.Length; i++)
        {
            if (!takenA[i]) continue;
            while (!takenB[j]) j++;
            if (!a[i].Equals(b[j++])) crossed++;
        }
        return Combine(matches, crossed, a.Length, b.Length);
    }

    private static double Combine(double matches, int crossed, int lengthA, int lengthB) =>
        (matches / lengthA + matches / lengthB + (matches - crossed / 2) / matches) / 3;
}
