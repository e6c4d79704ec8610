using Palermo.Analysis.Numerics;

namespace Palermo.Analysis.Estimation.Numerics;

/// <summary>A seeded stream of random numbers, the same on every machine and .NET version. For simulation; never for privacy noise.</summary>
/// <param name="seed">The seed that is recorded with the result.</param>
/// <param name="stream">Number of the stream under that seed, so that work can be split without changing the answer.</param>
internal struct SeededRandom(long seed, long stream = 0)
{
    private Xoshiro256 _source = new(unchecked((ulong)seed * 0x9E3779B97F4A7C15UL ^ Xoshiro256.Mix((ulong)stream + 0x632BE59BD9B4E019UL)));

    public ulong Next() => _source.Next();

    /// <summary>Uniform from 0 to just below 1, with 53 bits.</summary>
    public double Uniform() => _source.Uniform();
}
