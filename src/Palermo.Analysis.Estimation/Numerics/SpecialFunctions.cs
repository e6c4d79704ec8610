namespace Palermo.Analysis.Estimation.Numerics;

/// <summary>The gamma and beta functions and their regularised integrals, to about 13 digits, for any size of argument.</summary>
/// <remarks>
/// Point probabilities follow C. Loader, "Fast and accurate computation of binomial probabilities" (2000): deviance and
/// Stirling error are computed apart, so that counts of a thousand million lose no digits. Integrals use the series and
/// continued fractions of Abramowitz and Stegun 6.5.29, 6.5.31 and 26.5.8 (Lentz's evaluation), O(square root of the
/// argument) steps.
/// </remarks>
public static class SpecialFunctions
{
    private const double HalfLogTwoPi = 0.918938533204672741780329736406;
    private const double Tiny = 1e-300;

    /// <summary>Natural logarithm of the gamma function.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is not above 0.</exception>
    public static double LogGamma(double x)
    {
        if (!(x > 0)) throw new ArgumentOutOfRangeException(nameof(x), x, "LogGamma takes a number above 0.");
        double shift = 0;
        if (x < 16)
        {
            double product = 1;
            while (x < 16) product *= x++;
            shift = Math.Log(product);
        }
        return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + StirlingTail(x) - shift;
    }

    /// <summary>ln n! for a whole number n of 0 or more.</summary>
    public static double LogFactorial(double n) => n < 2 ? 0 : LogGamma(n + 1);

    /// <summary>ln n! less Stirling's approximation of it.</summary>
    internal static double StirlingError(double n) =>
        n <= 0 ? 0 : n < 16 ? LogGamma(n + 1) - (n + 0.5) * Math.Log(n) + n - HalfLogTwoPi : StirlingTail(n);

    private static double StirlingTail(double x)
    {
        var i = 1 / (x * x);
        return (1.0 / 12 - i * (1.0 / 360 - i * (1.0 / 1260 - i * (1.0 / 1680 - i * (1.0 / 1188 - i * 691.0 / 360360))))) / x;
    }

    /// <summary>Loader's deviance part: x ln(x/m) + m - x, without cancellation when x is near m.</summary>
    internal static double DeviancePart(double x, double m)
    {
        if (x == 0) return m;
        if (Math.Abs(x - m) >= 0.1 * (x + m)) return x * Math.Log(x / m) + m - x;
        var v = (x - m) / (x + m);
        var sum = (x - m) * v;
        var term = 2 * x * v;
        for (var j = 1; ; j++)
        {
            term *= v * v;
            var next = sum + term / (2 * j + 1);
            if (next == sum) return next;
            sum = next;
        }
    }

    /// <summary>x^a e^-x / gamma(a + 1), the Poisson probability when a is a count.</summary>
    internal static double PoissonProbability(double a, double x)
    {
        if (x == 0) return a == 0 ? 1 : 0;
        if (a == 0) return Math.Exp(-x);
        return Math.Exp(-StirlingError(a) - DeviancePart(a, x)) / Math.Sqrt(2 * Math.PI * a);
    }

    /// <summary>Regularised lower incomplete gamma function P(a, x): the share of a gamma(a) distribution up to x.</summary>
    public static double GammaP(double a, double x) => Gamma(a, x, upper: false);

    /// <summary>Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), exact in the far tail.</summary>
    public static double GammaQ(double a, double x) => Gamma(a, x, upper: true);

    private static double Gamma(double a, double x, bool upper)
    {
        if (!(a > 0)) throw new ArgumentOutOfRangeException(nameof(a), a, "The incomplete gamma function takes a shape above 0.");
        if (!(x >= 0)) throw new ArgumentOutOfRangeException(nameof(x), x, "The incomplete gamma function takes a limit of 0 or more.");
        if (x == 0) return upper ? 1 : 0;
        if (double.IsPositiveInfinity(x)) return upper ? 0 : 1;
        var front = PoissonProbability(a, x);
        if (x < a + 1)
        {
            double sum = 1, term = 1;
            for (var n = a + 1; term > sum * 1e-17; n++) sum += term *= x / n;
            var p = Math.Min(1, front * sum);
            return upper ? 1 - p : p;
        }
        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, h = d;
        for (var i = 1; i < 10_000_000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = an * d + b;
            if (Math.Abs(d) < Tiny) d = Tiny;
            c = b + an / c;
            if (Math.Abs(c) < Tiny) c = Tiny;
            d = 1 / d;
            var step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 1e-16) break;
        }
        var q = Math.Min(1, front * a * h);
        return upper ? q : 1 - q;
    }

    /// <summary>Regularised incomplete beta function I_x(a, b): the share of a beta(a, b) distribution up to x.</summary>
    public static double BetaRegularised(double a, double b, double x)
    {
        if (!(a > 0) || !(b > 0)) throw new ArgumentOutOfRangeException(nameof(a), $"({a}, {b})", "The incomplete beta function takes shapes above 0.");
        if (!(x >= 0 && x <= 1)) throw new ArgumentOutOfRangeException(nameof(x), x, "The incomplete beta function takes a limit from 0 to 1.");
        if (x is 0 or 1) return x;
        return x <= (a + 1) / (a + b + 2) ? BetaFraction(a, b, x, 1 - x) : 1 - BetaFraction(b, a, 1 - x, x);
    }

    /// <param name="y">1 - x.</param>
    private static double BetaFraction(double a, double b, double x, double y)
    {
        // x^a y^b / (a B(a, b)), by the same saddle point as a binomial probability.
        var n = a + b;
        var front = Math.Exp(StirlingError(n) - StirlingError(a) - StirlingError(b) - DeviancePart(a, n * x) - DeviancePart(b, n * y))
            * Math.Sqrt(b / (2 * Math.PI * a * n));
        double c = 1, d = 1 - n * x / (a + 1);
        if (Math.Abs(d) < Tiny) d = Tiny;
        d = 1 / d;
        var h = d;
        for (var m = 1; m < 10_000_000; m++)
        {
            double twice = 2.0 * m;
            var even = m * (b - m) * x / ((a + twice - 1) * (a + twice));
            d = 1 + even * d; if (Math.Abs(d) < Tiny) d = Tiny;
            c = 1 + even / c; if (Math.Abs(c) < Tiny) c = Tiny;
            d = 1 / d;
            h *= d * c;
            var odd = -(a + m) * (n + m) * x / ((a + twice) * (a + twice + 1));
            d = 1 + odd * d; if (Math.Abs(d) < Tiny) d = Tiny;
            c = 1 + odd / c; if (Math.Abs(c) < Tiny) c = Tiny;
            d = 1 / d;
            var step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 1e-16) break;
        }
        return Math.Clamp(front * h, 0, 1);
    }
}
