using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Drift;

/// <summary>
/// Random numbers that are a function of where they are used, not of what was drawn before: the same seed, member, purpose
/// and turn give the same number, whatever the order or the number of threads.
/// </summary>
/// <remarks>
/// A 64-bit finaliser (variant 13 of D. Stafford, used in SplitMix64, Steele, Lea and Flood, OOPSLA 2014) applied to the four
/// counters in turn.
/// </remarks>
internal static class CounterRandom
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(ulong seed, int member, Draw purpose, int turn)
    {
        var where = ((ulong)(uint)member << 32) | (uint)turn;
        return Mix(Mix(seed + 0x9E3779B97F4A7C15UL * ((ulong)purpose + 1)) ^ Mix(where + 0x9E3779B97F4A7C15UL));
    }

    /// <summary>Uniform in the open interval (0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Uniform(ulong seed, int member, Draw purpose, int turn) =>
        ((Bits(seed, member, purpose, turn) >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Two independent standard normal numbers (Box and Muller 1958).</summary>
    public static (double First, double Second) Normals(ulong seed, int member, Draw purpose, int turn)
    {
        var bits = Bits(seed, member, purpose, turn);
        var radius = Math.Sqrt(-2 * Math.Log(((bits >> 32) + 0.5) * (1.0 / (1UL << 32))));
        var (sin, cos) = Math.SinCos(2 * Math.PI * ((uint)bits * (1.0 / (1UL << 32))));
        return (radius * cos, radius * sin);
    }

    /// <summary>Waiting time of an event of the given rate.</summary>
    public static double Exponential(ulong seed, int member, Draw purpose, int turn) =>
        -Math.Log(Uniform(seed, member, purpose, turn));
}

/// <summary>What a random number is for. Each purpose has its own stream, so that adding one changes no other.</summary>
internal enum Draw
{
    Place,
    Release,
    Perturbation,
    Branch,
    Jibe,
    Capsize,
    CurrentError,
    WindError,
    Walk,
    Track,
}
