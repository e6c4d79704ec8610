using System.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>Draws whole-number noise exactly, with no floating-point number on the way.</summary>
/// <remarks>
/// Floating-point noise leaks through its last digits (Mironov 2012). These samplers use whole numbers only: Canonne, Kamath and
/// Steinke (2020), "The discrete Gaussian for differential privacy", algorithms 1 to 3. Constant expected time.
/// </remarks>
internal static class IntegerNoise
{
    /// <summary>Two-sided geometric noise: chance of z proportional to exp(-|z| s / t).</summary>
    public static long Geometric(ulong s, ulong t, RandomBits bits)
    {
        while (true)
        {
            var u = bits.Below(t);
            if (!ExpMinus(u, t, bits)) continue;
            ulong v = 0;
            while (ExpMinus(1, 1, bits)) v++;
            var magnitude = (long)((u + t * v) / s);
            var negative = (bits.Next() & 1) == 1;
            if (negative && magnitude == 0) continue;
            return negative ? -magnitude : magnitude;
        }
    }

    /// <summary>Discrete Gaussian noise: chance of z proportional to exp(-z^2 / (2 p/q)).</summary>
    public static long Gaussian(ulong p, ulong q, RandomBits bits)
    {
        ulong t = 1;
        while ((UInt128)t * t * q <= p) t++;                // floor of the standard deviation, plus one
        while (true)
        {
            var y = Geometric(1, t, bits);
            // exp(-(|y| - sigma^2/t)^2 / (2 sigma^2)), as a ratio of whole numbers
            var distance = BigInteger.Abs(y) * q * t - p;
            if (ExpMinusLarge(distance * distance, 2 * (BigInteger)p * q * t * t, bits)) return y;
        }
    }

    /// <summary>True with chance exp(-numerator/denominator), for a ratio of at most 1.</summary>
    private static bool ExpMinus(ulong numerator, ulong denominator, RandomBits bits)
    {
        for (ulong k = 1; ; k++)
        {
            // Bernoulli of numerator / (denominator k), in two independent draws so that nothing overflows.
            if (!(bits.Below(denominator) < numerator && (k == 1 || bits.Below(k) == 0))) return (k & 1) == 1;
        }
    }

    private static bool ExpMinusLarge(BigInteger numerator, BigInteger denominator, RandomBits bits)
    {
        while (numerator > denominator)
        {
            if (!ExpMinus(1, 1, bits)) return false;
            numerator -= denominator;
        }
        for (ulong k = 1; ; k++)
            if (!(bits.Below(denominator) < numerator && (k == 1 || bits.Below(k) == 0))) return (k & 1) == 1;
    }
}
