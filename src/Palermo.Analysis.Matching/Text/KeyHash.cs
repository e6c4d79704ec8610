using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>A 64-bit hash of a short key, stable across versions, machines and byte orders (FNV-1a with a final mix). Never 0.</summary>
internal static class KeyHash
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(ReadOnlySpan<byte> key)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in key) hash = (hash ^ b) * 1099511628211UL;
        return Mix(hash);
    }

    /// <summary>Joins two hashes so that order matters.</summary>
    public static ulong Join(ulong first, ulong second) => Mix(first * 0x9E3779B97F4A7C15UL + second);

    /// <summary>Spreads every bit over the word (finaliser of MurmurHash3); 0 is kept for "no key".</summary>
    public static ulong Mix(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCDUL;
        hash ^= hash >> 33;
        hash *= 0xC4CEB9FE1A85EC53UL;
        hash ^= hash >> 33;
        return hash == 0 ? 1 : hash;
    }
}
