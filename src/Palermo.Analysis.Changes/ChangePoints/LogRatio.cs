using System.Runtime.CompilerServices;
namespace Palermo.Analysis.Changes;

/// <summary>The inverse of w²/2 = x - ln(1 + x), x of the sign of w: how far from its mean a Poisson rate costs a given amount more.</summary>
/// <remarks>
/// A polynomial of degree 6 in each thirty-second of w from -3 to 6, right to about 14 digits. Its coefficients come from x·x' = w(1 + x):
/// around 0 by the series in w (1, 1/3, 1/36, -1/270, ..., the one behind Stirling's formula, Knuth, TAOCP 1.2.11.3; it converges for
/// |w| below 2·sqrt(pi)), elsewhere by the same recursion around the knot, whose x is found by Newton's steps.
/// </remarks>
internal static class LogRatio
{
    public const double Lowest = -3, Highest = 6;
    private const int PerUnit = 32, Degree = 6, Stride = 8;
    private static readonly double[] Coefficients = Make();

    /// <summary>x for a w from <see cref="Lowest"/> to below <see cref="Highest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Near(double w)
    {
        var cell = (int)((w - Lowest) * PerUnit);
        var d = w - Lowest - (cell + 0.5) / PerUnit;
        var c = Coefficients.AsSpan(cell * Stride, Degree + 1);
        return c[0] + d * (c[1] + d * (c[2] + d * (c[3] + d * (c[4] + d * (c[5] + d * c[6])))));
    }

    private static double[] Make()
    {
        var cells = (int)((Highest - Lowest) * PerUnit);
        var table = new double[cells * Stride];
        var series = Series();
        Span<double> a = stackalloc double[Degree + 1];
        for (var cell = 0; cell < cells; cell++)
        {
            var w = Lowest + (cell + 0.5) / PerUnit;
            if (Math.Abs(w) <= 1) Shift(series, w, a); else Recur(w, a);
            a.CopyTo(table.AsSpan(cell * Stride));
        }
        return table;
    }

    private static double[] Series()
    {
        var c = new double[40];
        c[1] = 1;
        for (var n = 2; n < c.Length; n++)
        {
            var sum = c[n - 1];
            for (var j = 2; j < n; j++) sum -= c[j] * (n + 1 - j) * c[n + 1 - j];
            c[n] = sum / (n + 1);
        }
        return c;
    }

    /// <summary>The series around 0 rewritten around w.</summary>
    private static void Shift(double[] series, double w, Span<double> a)
    {
        for (var k = 0; k <= Degree; k++)
        {
            double sum = 0, power = 1, choose = 1;
            for (var n = k; n < series.Length; n++)
            {
                sum += series[n] * choose * power;
                power *= w;
                choose *= (n + 1.0) / (n + 1 - k);
            }
            a[k] = sum;
        }
    }

    private static void Recur(double w, Span<double> a)
    {
        var x = w > 0 ? w + w * w / 3 : Math.Exp(-1 - w * w / 2) - 1;
        for (var step = 0; step < 60; step++) x -= (x - Math.Log(1 + x) - w * w / 2) * (1 + x) / x;
        a[0] = x;
        for (var n = 0; n < Degree; n++)
        {
            var sum = w * (a[n] + (n == 0 ? 1 : 0)) + (n == 0 ? 0 : a[n - 1] + (n == 1 ? 1 : 0));
            for (var j = 1; j <= n; j++) sum -= a[j] * (n + 1 - j) * a[n + 1 - j];
            a[n + 1] = sum / ((n + 1) * x);
        }
    }
}
