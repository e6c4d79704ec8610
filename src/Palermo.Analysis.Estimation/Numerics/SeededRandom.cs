using System.Numerics;

namespace Palermo.Analysis.Estimation.Numerics;

/// <summary>A seeded stream of random numbers, the same on every machine and .NET version.</summary>
/// <remarks>xoshiro256** of Blackman and Vigna (2018), its state filled by SplitMix64. For simulation; never for privacy noise.</remarks>
internal struct SeededRandom
{
    private ulong _a, _b, _c, _d;

    /// <param name="seed">The seed that is recorded with the result.</param>
    /// <param name="stream">Number of the stream under that seed, so that work can be split without changing the answer.</param>
    public SeededRandom(long seed, long stream = 0)
    {
        var state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL ^ Mix((ulong)stream + 0x632BE59BD9B4E019UL));
        _a = Mix(state += 0x9E3779B97F4A7C15UL);
        _b = Mix(state += 0x9E3779B97F4A7C15UL);
        _c = Mix(state += 0x9E3779B97F4A7C15UL);
        _d = Mix(state + 0x9E3779B97F4A7C15UL);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ z >> 27) * 0x94D049BB133111EBUL;
        return z ^ z >> 31;
    }

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

    /// <summary>Uniform from 0 to just below 1, with 53 bits.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));
}
