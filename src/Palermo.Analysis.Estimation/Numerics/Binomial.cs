namespace Palermo.Analysis.Estimation.Numerics;

/// <summary>Random binomial and multinomial counts.</summary>
/// <remarks>Inversion below a mean of 10, else transformed rejection (Hörmann 1993, algorithm BTRS). Constant time.</remarks>
internal static class Binomial
{
    public static long Draw(long n, double p, ref SeededRandom random)
    {
        if (n <= 0 || p <= 0) return 0;
        if (p >= 1) return n;
        return p > 0.5 ? n - Half(n, 1 - p, ref random) : Half(n, p, ref random);
    }

    /// <summary>Shares a number among categories in proportion to their weights.</summary>
    public static void Multinomial(long n, ReadOnlySpan<double> weights, Span<double> counts, ref SeededRandom random)
    {
        double left = 0;
        foreach (var w in weights) left += w;
        var last = weights.Length - 1;
        while (last > 0 && weights[last] <= 0) last--;
        counts.Clear();
        for (var i = 0; i < last && n > 0; i++)
        {
            if (weights[i] <= 0) continue;
            var draw = Draw(n, Math.Min(1, weights[i] / left), ref random);
            counts[i] = draw;
            n -= draw;
            left -= weights[i];
        }
        if (n > 0) counts[last] = n;
    }

    private static long Half(long n, double p, ref SeededRandom random)
    {
        var q = 1 - p;
        if (n * p < 10)
        {
            double s = p / q, a = (n + 1) * s, r = Math.Exp(n * Math.Log(q)), u = random.Uniform();
            long x = 0;
            while (u > r && x < n)
            {
                u -= r;
                x++;
                r *= a / x - s;
            }
            return x;
        }
        double spread = Math.Sqrt(n * p * q), b = 1.15 + 2.53 * spread, a0 = -0.0873 + 0.0248 * b + 0.01 * p, c = n * p + 0.5;
        double vr = 0.92 - 4.2 / b, alpha = (2.83 + 5.1 / b) * spread, odds = Math.Log(p / q), mode = Math.Floor((n + 1) * p);
        var h = SpecialFunctions.LogFactorial(mode) + SpecialFunctions.LogFactorial(n - mode);
        while (true)
        {
            double u = random.Uniform() - 0.5, v = random.Uniform(), us = 0.5 - Math.Abs(u);
            if (us <= 0) continue;
            var k = Math.Floor((2 * a0 / us + b) * u + c);
            if (k < 0 || k > n) continue;
            if (us >= 0.07 && v <= vr) return (long)k;
            v = Math.Log(v * alpha / (a0 / (us * us) + b));
            if (v <= h - SpecialFunctions.LogFactorial(k) - SpecialFunctions.LogFactorial(n - k) + (k - mode) * odds) return (long)k;
        }
    }
}
