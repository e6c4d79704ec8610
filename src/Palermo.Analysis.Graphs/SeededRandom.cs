using Palermo.Analysis.Numerics;

namespace Palermo.Analysis.Graphs;

/// <summary>A small, fast random generator that gives the same numbers for the same seed on every machine and runtime.</summary>
/// <remarks>
/// xoshiro256** seeded by SplitMix64 (Blackman and Vigna, 2018). <see cref="System.Random"/> promises no stable sequence
/// between versions of .NET, and an analysis that is quoted in a file must be repeatable years later. Not for secrets.
/// </remarks>
public struct SeededRandom
{
    private Xoshiro256 _source;

    /// <summary>Starts the sequence that belongs to a seed.</summary>
    /// <param name="seed">Any number; recorded with the result by whoever uses it.</param>
    /// <param name="stream">A second number, for several independent sequences under one seed.</param>
    public SeededRandom(ulong seed, ulong stream = 0) => _source = new(seed ^ Xoshiro256.Mix(stream + 0x632BE59BD9B4E019UL));

    /// <summary>Sixty-four random bits.</summary>
    public ulong NextBits() => _source.Next();

    /// <summary>A whole number from 0 to <paramref name="bound"/> - 1, each equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    /// <remarks>Lemire's multiply and reject (2019): no bias.</remarks>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (uint)bound;
        var product = (ulong)(uint)(NextBits() >> 32) * range;
        if ((uint)product < range)
        {
            var threshold = (0u - range) % range;
            while ((uint)product < threshold) product = (ulong)(uint)(NextBits() >> 32) * range;
        }
        return (int)(product >> 32);
    }

    /// <summary>A number from 0 (included) to 1 (not included), in steps of 2^-53.</summary>
    public double Unit() => _source.Uniform();

    /// <summary>Puts the items in random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
