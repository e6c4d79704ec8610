using Palermo.Analysis.Numerics;

namespace Palermo.Analysis.Changes;

/// <summary>Random numbers that are the same on every machine for the same seed: xoshiro256** seeded by SplitMix64.</summary>
/// <remarks>Source: Blackman and Vigna (2021), ACM TOMS 47(4), public domain reference.</remarks>
public sealed class SeededRandom
{
    private Xoshiro256 _source;
    private double _spare = double.NaN;

    /// <param name="stream">Independent streams of one seed, such as one for each simulated path.</param>
    public SeededRandom(ulong seed, ulong stream = 0) => _source = new(Xoshiro256.Mix(seed + 0x9E3779B97F4A7C15UL) ^ (stream * 0xD1342543DE82EF95UL));

    public ulong Next() => _source.Next();

    /// <summary>Uniform from 0 to just below 1.</summary>
    public double Uniform() => _source.Uniform();

    /// <summary>A whole number from 0 to just below a bound.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Standard normal, by the polar method of Marsaglia.</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            var kept = _spare;
            _spare = double.NaN;
            return kept;
        }
        while (true)
        {
            double u = 2 * Uniform() - 1, v = 2 * Uniform() - 1, s = u * u + v * v;
            if (s is >= 1 or 0) continue;
            var factor = Math.Sqrt(-2 * Math.Log(s) / s);
            _spare = v * factor;
            return u * factor;
        }
    }

    /// <summary>Gamma of a shape above 0 and scale 1 (Marsaglia and Tsang 2000).</summary>
    public double Gamma(double shape)
    {
        if (shape < 1) return Gamma(shape + 1) * Math.Pow(1 - Uniform(), 1 / shape);
        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal(), v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(1 - Uniform()) < 0.5 * x * x + d - d * v + d * Math.Log(v)) return d * v;
        }
    }

    /// <summary>Poisson of a mean of 0 or more: multiplication below 10, else transformed rejection (Hörmann 1993, PTRS).</summary>
    public double Poisson(double mean)
    {
        if (!(mean > 0)) return 0;
        if (mean < 10)
        {
            double limit = Math.Exp(-mean), product = 1;
            var k = -1;
            do { k++; product *= 1 - Uniform(); } while (product > limit);
            return k;
        }
        double log = Math.Log(mean), b = 0.931 + 2.53 * Math.Sqrt(mean), a = -0.059 + 0.02483 * b;
        double inverse = 1.1239 + 1.1328 / (b - 3.4), vr = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            double u = Uniform() - 0.5, v = 1 - Uniform(), us = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= vr) return k;
            if (k < 0 || (us < 0.013 && v > us)) continue;
            if (Math.Log(v) + Math.Log(inverse) - Math.Log(a / (us * us) + b) <= -mean + k * log - SpecialFunctions.LogGamma(k + 1)) return k;
        }
    }

    /// <summary>Negative binomial of a mean and a size: variance mean + mean²/size.</summary>
    public double NegativeBinomial(double mean, double size) =>
        !(mean > 0) ? 0 : double.IsInfinity(size) ? Poisson(mean) : Poisson(Gamma(size) * mean / size);
}
