namespace Palermo.Commitments.Borders;

/// <summary>Whether what happens at one place is followed by what happens at another.</summary>
/// <param name="LagWeeks">The lag at which the two go together most, weeks.</param>
/// <param name="Correlation">Their correlation at that lag.</param>
/// <param name="P">The chance of as strong a one at some lag if the two had nothing to do with each other in time.</param>
internal readonly record struct CoMovement(int LagWeeks, double Correlation, double P)
{
    public const int MostLag = 8;
    private const int Permutations = 999;

    /// <summary>Looks at two series of weekly counts, the first at the place of origin.</summary>
    /// <param name="seed">Of the shifts, where there are more than 999.</param>
    /// <returns>Null when the series are too short or do not vary: fewer than 26 weeks.</returns>
    /// <remarks>
    /// Lag l* = argmax over 0 to 8 weeks of the correlation of A(t) with B(t + l). Judged against B shifted in a circle, which keeps what each
    /// series is in itself, seasons as well; every shift is taken when there are at most 999 (border-route rules, section 4).
    /// O(weeks · lags · shifts).
    /// </remarks>
    public static CoMovement? Of(ReadOnlySpan<double> origin, ReadOnlySpan<double> destination, int seed)
    {
        if (origin.Length != destination.Length) throw new ArgumentException("Both series must cover the same weeks.", nameof(destination));
        var n = origin.Length;
        if (n < 26) return null;
        var (lag, best) = Best(origin, destination, 0);
        if (double.IsNaN(best)) return null;
        var shifts = n - 1 - 2 * MostLag;
        if (shifts < 9) return null;
        var random = new Random(seed);
        var all = shifts <= Permutations;
        int asStrong = 0, tried = all ? shifts : Permutations;
        for (var k = 0; k < tried; k++)
        {
            // Shifts so small that they only move the lag about are left out.
            var shift = MostLag + 1 + (all ? k : random.Next(shifts));
            if (Best(origin, destination, shift).Correlation >= best) asStrong++;
        }
        return new(lag, best, (1.0 + asStrong) / (1.0 + tried));
    }

    /// <summary>The strongest correlation over the lags, with the second series turned by a shift.</summary>
    private static (int Lag, double Correlation) Best(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int shift)
    {
        var (lag, best) = (0, double.NaN);
        for (var l = 0; l <= MostLag; l++)
        {
            var n = a.Length - l;
            double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
            for (var t = 0; t < n; t++)
            {
                var i = t + l + shift;
                if (i >= a.Length) i -= a.Length;
                double x = a[t], y = b[i];
                sa += x; sb += y; saa += x * x; sbb += y * y; sab += x * y;
            }
            double va = saa - sa * sa / n, vb = sbb - sb * sb / n;
            if (va <= 1e-12 || vb <= 1e-12) continue;
            var r = (sab - sa * sb / n) / Math.Sqrt(va * vb);
            if (!(r <= best)) (lag, best) = (l, r);
        }
        return (lag, best);
    }
}
