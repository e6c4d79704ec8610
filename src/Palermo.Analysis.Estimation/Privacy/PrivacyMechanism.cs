using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>Noise for counts, with what it costs in privacy and in accuracy.</summary>
/// <remarks>Neighbours differ by one person added or removed. Source: Dwork and Roth (2014); geometric: Ghosh, Roughgarden and Sundararajan (2009).</remarks>
public sealed class PrivacyMechanism
{
    private readonly ulong _s, _t;
    private readonly RandomBits _bits;
    private readonly object _turn = new();

    private PrivacyMechanism(decimal? epsilon, decimal rho, double variance, string name, ulong s, ulong t, RandomBits bits)
    {
        (Epsilon, Rho, Variance, Name, _s, _t, _bits) = (epsilon, rho, variance, name, s, t, bits);
    }

    /// <summary>Pure privacy loss; null for Gaussian noise, which has none.</summary>
    public decimal? Epsilon { get; }

    /// <summary>Zero-concentrated privacy loss: epsilon^2 / 2 for pure noise, sensitivity^2 / (2 sigma^2) for Gaussian.</summary>
    public decimal Rho { get; }

    /// <summary>Variance of the noise.</summary>
    public double Variance { get; }

    public string Name { get; }

    /// <summary>Two-sided geometric noise: P(z) = (1-a)/(1+a) a^|z| with a = exp(-epsilon/sensitivity).</summary>
    /// <param name="epsilon">Privacy loss of one release, above 0, to six decimals.</param>
    /// <param name="cellsPerPerson">The most cells that one person can be counted in.</param>
    public static PrivacyMechanism Geometric(decimal epsilon, int cellsPerPerson = 1) => Geometric(epsilon, cellsPerPerson, RandomBits.Secure());

    internal static PrivacyMechanism Geometric(decimal epsilon, int cellsPerPerson, RandomBits bits)
    {
        var s = Millionths(epsilon, nameof(epsilon));
        ArgumentOutOfRangeException.ThrowIfLessThan(cellsPerPerson, 1);
        var t = 1_000_000UL * (ulong)cellsPerPerson;
        var a = Math.Exp(-(double)epsilon / cellsPerPerson);
        return new PrivacyMechanism(epsilon, epsilon * epsilon / 2, 2 * a / ((1 - a) * (1 - a)), "two-sided geometric", s, t, bits);
    }

    /// <summary>Discrete Gaussian noise of a variance.</summary>
    /// <param name="variance">sigma^2, above 0, to six decimals.</param>
    /// <param name="cellsPerPerson">The most cells that one person can be counted in: the sensitivity is its square root.</param>
    public static PrivacyMechanism Gaussian(decimal variance, int cellsPerPerson = 1) => Gaussian(variance, cellsPerPerson, RandomBits.Secure());

    internal static PrivacyMechanism Gaussian(decimal variance, int cellsPerPerson, RandomBits bits)
    {
        var p = Millionths(variance, nameof(variance));
        ArgumentOutOfRangeException.ThrowIfLessThan(cellsPerPerson, 1);
        // Upwards in the last place: an accountant never rounds in his own favour.
        var rho = cellsPerPerson / (2 * variance) + 0.000_000_000_000_000_000_000_001m;
        return new PrivacyMechanism(null, rho, (double)variance, "discrete Gaussian", p, 1_000_000, bits);
    }

    /// <summary>One draw of noise.</summary>
    public long Draw()
    {
        lock (_turn) return Epsilon is null ? IntegerNoise.Gaussian(_s, _t, _bits) : IntegerNoise.Geometric(_s, _t, _bits);
    }

    /// <summary>Chance that the noise is exactly z.</summary>
    public double Probability(long z)
    {
        if (Epsilon is not null)
        {
            var a = Math.Exp(-(double)_s / _t);
            return (1 - a) / (1 + a) * Math.Pow(a, Math.Abs(z));
        }
        double sum = 1, reach = 40 * Math.Sqrt(Variance) + 2;
        for (long k = 1; k < reach; k++) sum += 2 * Math.Exp(-k * (double)k / (2 * Variance));
        return Math.Exp(-z * (double)z / (2 * Variance)) / sum;
    }

    /// <summary>The smallest whole number that the noise stays within at least so often.</summary>
    public long HalfWidth(double level = 0.95)
    {
        Interval.RequireLevel(level);
        double inside = Probability(0);
        long width = 0;
        while (inside < level) inside += 2 * Probability(++width);
        return width;
    }

    /// <summary>Scale of continuous Laplace noise: sensitivity over epsilon. For planning; what is drawn is geometric.</summary>
    public static double LaplaceScale(double epsilon, double sensitivity = 1) => RequirePositive(sensitivity, nameof(sensitivity)) / RequirePositive(epsilon, nameof(epsilon));

    /// <summary>Half-width of the interval that Laplace noise stays within 95 % of the time: scale times ln 20.</summary>
    public static double LaplaceHalfWidth(double epsilon, double sensitivity = 1) => LaplaceScale(epsilon, sensitivity) * Math.Log(20);

    /// <summary>Standard deviation of the classical Gaussian mechanism: sensitivity sqrt(2 ln(1.25/delta)) / epsilon.</summary>
    /// <exception cref="ArgumentOutOfRangeException">epsilon is not below 1, where the classical proof ends.</exception>
    public static double ClassicalGaussianDeviation(double epsilon, double delta, double sensitivity = 1)
    {
        if (!(epsilon > 0 && epsilon <= 1)) throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "The classical Gaussian mechanism holds for an epsilon of at most 1.");
        if (!(delta > 0 && delta < 1)) throw new ArgumentOutOfRangeException(nameof(delta), delta, "Delta lies between 0 and 1.");
        return RequirePositive(sensitivity, nameof(sensitivity)) * Math.Sqrt(2 * Math.Log(1.25 / delta)) / epsilon;
    }

    private static double RequirePositive(double value, string name) =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "A finite number above 0 is needed.");

    private static ulong Millionths(decimal value, string name)
    {
        if (value <= 0 || value > 1_000_000 || value * 1_000_000 != decimal.Truncate(value * 1_000_000))
            throw new ArgumentOutOfRangeException(name, value, "A number above 0, at most a million, with at most six decimals is needed.");
        return (ulong)(value * 1_000_000);
    }
}
