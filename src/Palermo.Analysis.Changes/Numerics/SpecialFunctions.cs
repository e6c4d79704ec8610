namespace Palermo.Analysis.Changes;

/// <summary>The functions behind counts: gamma and its derivatives, the normal, the chi-square and the Student distribution.</summary>
internal static class SpecialFunctions
{
    private const double HalfLogTwoPi = 0.918938533204672741780329736406;

    /// <summary>ln gamma(x), x above 0, by Stirling's series (Abramowitz and Stegun 6.1.41) after a shift to 16.</summary>
    public static double LogGamma(double x)
    {
        double shift = 0;
        if (x < 16)
        {
            double product = 1;
            while (x < 16) product *= x++;
            shift = Math.Log(product);
        }
        var i = 1 / (x * x);
        var tail = (1.0 / 12 - i * (1.0 / 360 - i * (1.0 / 1260 - i * (1.0 / 1680 - i / 1188)))) / x;
        return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + tail - shift;
    }

    /// <summary>Derivative of ln gamma (Abramowitz and Stegun 6.3.18).</summary>
    public static double Digamma(double x)
    {
        double shift = 0;
        while (x < 16) shift += 1 / x++;
        var i = 1 / (x * x);
        return Math.Log(x) - 0.5 / x - i * (1.0 / 12 - i * (1.0 / 120 - i * (1.0 / 252 - i / 240))) - shift;
    }

    /// <summary>Second derivative of ln gamma (Abramowitz and Stegun 6.4.12).</summary>
    public static double Trigamma(double x)
    {
        double shift = 0;
        while (x < 16) { shift += 1 / (x * x); x++; }
        var i = 1 / (x * x);
        return shift + 1 / x + i / 2 + i / x * (1.0 / 6 - i * (1.0 / 30 - i * (1.0 / 42 - i / 30)));
    }

    /// <summary>The share of a gamma distribution of shape a above x: series and continued fraction (Abramowitz and Stegun 6.5.29, 6.5.31).</summary>
    public static double GammaQ(double a, double x)
    {
        if (x <= 0) return 1;
        var front = Math.Exp(a * Math.Log(x) - x - LogGamma(a + 1));
        if (x < a + 1)
        {
            double sum = 1, term = 1;
            for (var n = a + 1; term > sum * 1e-17; n++) sum += term *= x / n;
            return Math.Max(0, 1 - front * sum);
        }
        double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;
        for (var i = 1; i < 1_000_000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = 1 / (an * d + b);
            c = b + an / c;
            var step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 1e-16) break;
        }
        return Math.Min(1, front * a * h);
    }

    /// <summary>The share of a chi-square distribution above x.</summary>
    public static double ChiSquareAbove(double x, double degrees) => GammaQ(degrees / 2, x / 2);

    /// <summary>The share of the standard normal distribution above z.</summary>
    public static double NormalAbove(double z) => z >= 0 ? 0.5 * GammaQ(0.5, z * z / 2) : 1 - 0.5 * GammaQ(0.5, z * z / 2);

    /// <summary>The standard normal quantile, by bisection and Newton's steps on the share above.</summary>
    public static double NormalQuantile(double p)
    {
        if (!(p > 0 && p < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is asked for a share between 0 and 1.");
        if (p > 0.5) return -NormalQuantile(1 - p);
        double low = -40, high = 0;
        for (var i = 0; i < 30; i++)
        {
            var middle = (low + high) / 2;
            if (NormalAbove(-middle) < p) low = middle; else high = middle;
        }
        var z = (low + high) / 2;
        for (var i = 0; i < 3; i++) z -= (NormalAbove(-z) - p) * Math.Exp(z * z / 2 + HalfLogTwoPi);
        return z;
    }

    /// <summary>The share of a Student distribution above t, t of 0 or more (Abramowitz and Stegun 26.7.1; the incomplete beta function by its continued fraction, 26.5.8).</summary>
    public static double StudentAbove(double t, double freedom)
    {
        if (double.IsPositiveInfinity(freedom)) return NormalAbove(t);
        double a = freedom / 2, x = freedom / (freedom + t * t);
        return x > (a + 1) / (a + 2.5) ? 0.5 * (1 - Beta(0.5, a, 1 - x)) : 0.5 * Beta(a, 0.5, x);
    }

    /// <summary>The t below which a share of a Student distribution lies, the share 0.5 or more.</summary>
    public static double StudentQuantile(double share, double freedom)
    {
        var low = NormalQuantile(share);
        if (double.IsPositiveInfinity(freedom) || share <= 0.5) return low;
        var high = Math.Max(1, 2 * low);
        while (StudentAbove(high, freedom) > 1 - share) (low, high) = (high, high * 2);
        while (high - low > 1e-13 * high && (low + high) / 2 is var middle && middle > low && middle < high)
            if (StudentAbove(middle, freedom) > 1 - share) low = middle;
            else high = middle;
        return high;
    }

    /// <summary>The regularised incomplete beta function, for x below (a+1)/(a+b+2).</summary>
    private static double Beta(double a, double b, double x)
    {
        if (x <= 0) return 0;
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x)) / a;
        double c = 1, d = 1 / Math.Max(1e-300, 1 - (a + b) * x / (a + 1)), value = d;
        for (var m = 1; m < 10_000; m++)
        {
            var step = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / (1 + step * d);
            c = 1 + step / c;
            value *= d * c;
            step = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / (1 + step * d);
            c = 1 + step / c;
            value *= d * c;
            if (Math.Abs(d * c - 1) < 1e-15) break;
        }
        return front * value;
    }
}
