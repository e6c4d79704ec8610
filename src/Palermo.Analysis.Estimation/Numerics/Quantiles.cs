namespace Palermo.Analysis.Estimation.Numerics;

/// <summary>Distribution functions and their inverses: normal, gamma, chi-square, beta, Poisson, binomial.</summary>
/// <remarks>Inverses are found by bisection guarded steps on the distribution function itself, so they agree with it to its last digits.</remarks>
public static class Quantiles
{
    /// <summary>Standard normal distribution function.</summary>
    public static double NormalCdf(double z)
    {
        var tail = z == 0 ? 0.5 : 0.5 * SpecialFunctions.GammaQ(0.5, z * z / 2);
        return z < 0 ? tail : 1 - tail;
    }

    /// <summary>Standard normal quantile: the z below which a share p lies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is not between 0 and 1.</exception>
    /// <remarks>Start by Abramowitz and Stegun 26.2.23, then Halley steps on the distribution function.</remarks>
    public static double Normal(double p)
    {
        if (p == 0) return double.NegativeInfinity;
        if (p == 1) return double.PositiveInfinity;
        if (!(p > 0 && p < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is asked at a share from 0 to 1.");
        if (p > 0.5) return -Normal(1 - p);
        var t = Math.Sqrt(-2 * Math.Log(p));
        var z = -(t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t));
        for (var i = 0; i < 4; i++)
        {
            var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            if (density == 0) break;
            var error = (NormalCdf(z) - p) / density;
            z -= error / (1 + z * error / 2);
        }
        return z;
    }

    /// <summary>Quantile of the gamma distribution of shape a and scale 1.</summary>
    public static double Gamma(double a, double p)
    {
        RequireShare(p);
        if (p == 0) return 0;
        if (p == 1) return double.PositiveInfinity;
        var cube = 1 - 1 / (9 * a) + Normal(p) / (3 * Math.Sqrt(a));        // Wilson and Hilferty 1931
        var start = cube > 0.1 ? a * cube * cube * cube : Math.Exp((Math.Log(p) + SpecialFunctions.LogGamma(a + 1)) / a);
        double low = 0, high = Math.Max(1, 2 * start);
        while (SpecialFunctions.GammaP(a, high) < p) { low = high; high *= 2; }
        // Lower half by P, upper half by Q: each is exact where it is small.
        return p <= 0.5
            ? Solve(x => SpecialFunctions.GammaP(a, x) - p, low, high)
            : Solve(x => (1 - p) - SpecialFunctions.GammaQ(a, x), low, high);
    }

    /// <summary>Quantile of the chi-square distribution.</summary>
    public static double ChiSquare(double degrees, double p) => 2 * Gamma(degrees / 2, p);

    /// <summary>Upper tail of the chi-square distribution: the chance of a value of at least x.</summary>
    public static double ChiSquareTail(double degrees, double x) => degrees == 0 ? (x > 1e-9 ? 0 : 1) : SpecialFunctions.GammaQ(degrees / 2, Math.Max(0, x) / 2);

    /// <summary>Quantile of the beta distribution.</summary>
    public static double Beta(double a, double b, double p)
    {
        RequireShare(p);
        if (p is 0 or 1) return p;
        return p <= 0.5
            ? Solve(x => SpecialFunctions.BetaRegularised(a, b, x) - p, 0, 1)
            : 1 - Solve(y => SpecialFunctions.BetaRegularised(b, a, y) - (1 - p), 0, 1);
    }

    /// <summary>Chance that a Poisson count of the given mean is at most k.</summary>
    public static double PoissonCdf(double k, double mean) =>
        k < 0 ? 0 : mean == 0 ? 1 : SpecialFunctions.GammaQ(Math.Floor(k) + 1, mean);

    /// <summary>Chance that a Poisson count of the given mean is at least k.</summary>
    public static double PoissonTail(double k, double mean) =>
        k <= 0 ? 1 : mean == 0 ? 0 : SpecialFunctions.GammaP(Math.Ceiling(k), mean);

    /// <summary>Chance of exactly k successes in n trials.</summary>
    internal static double BinomialProbability(double k, double n, double p)
    {
        if (p == 0) return k == 0 ? 1 : 0;
        if (p == 1) return k == n ? 1 : 0;
        if (k == 0) return Math.Exp(n * LogOneMinus(p));
        if (k == n) return Math.Exp(n * Math.Log(p));
        var log = SpecialFunctions.StirlingError(n) - SpecialFunctions.StirlingError(k) - SpecialFunctions.StirlingError(n - k)
            - SpecialFunctions.DeviancePart(k, n * p) - SpecialFunctions.DeviancePart(n - k, n * (1 - p));
        return Math.Exp(log) * Math.Sqrt(n / (2 * Math.PI * k * (n - k)));
    }

    private static double LogOneMinus(double p) => p < 1e-5 ? -p - p * p / 2 - p * p * p / 3 : Math.Log(1 - p);

    private static void RequireShare(double p)
    {
        if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is asked at a share from 0 to 1.");
    }

    /// <summary>Root of a rising function between two limits (Illinois false position, with bisection when that is slow).</summary>
    internal static double Solve(Func<double, double> f, double low, double high)
    {
        double fLow = f(low), fHigh = f(high);
        if (fLow >= 0) return low;
        if (fHigh <= 0) return high;
        for (var i = 0; i < 400 && high - low > 4e-16 * Math.Abs(high); i++)
        {
            var x = i % 3 == 2 || !(fHigh - fLow > 0) ? (low > 0 && high / low > 4 ? Math.Sqrt(low * high) : (low + high) / 2)
                : low + (high - low) * (-fLow / (fHigh - fLow));
            if (x <= low || x >= high) x = (low + high) / 2;
            if (x <= low || x >= high) break;
            var value = f(x);
            if (value == 0) return x;
            if (value < 0) { low = x; fLow = value; fHigh /= 2; }
            else { high = x; fHigh = value; fLow /= 2; }
        }
        return (low + high) / 2;
    }
}
