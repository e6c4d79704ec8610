using System.Numerics;

namespace Palermo.Analysis.Numerics;

/// <summary>Random numbers that are the same for the same seed on every machine and version of .NET: for simulation, never for secrets or privacy noise.</summary>
/// <remarks>
/// xoshiro256**, its state filled by SplitMix64: Blackman and Vigna (2021), ACM TOMS 47(4), public domain reference. One source, compiled
/// into each library that draws, so that each stays usable alone; how seed and stream make the first state is the library's own.
/// </remarks>
internal struct Xoshiro256
{
    private ulong _a, _b, _c, _d;

    /// <param name="state">What SplitMix64 begins with.</param>
    public Xoshiro256(ulong state)
    {
        const ulong golden = 0x9E3779B97F4A7C15UL;
        _a = Mix(state += golden);
        _b = Mix(state += golden);
        _c = Mix(state += golden);
        _d = Mix(state + golden);
    }

    /// <summary>The finaliser of SplitMix64: a different number for each number, with every bit depending on every bit.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ z >> 27) * 0x94D049BB133111EBUL;
        return z ^ z >> 31;
    }

    /// <summary>Sixty-four random bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform from 0 to just below 1, in steps of 2^-53.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));
}
