using System.Runtime.CompilerServices;
namespace Palermo.Analysis.Changes;

/// <summary>Twice the negative log-likelihood of Poisson counts without ln y!: 2(e·rate - s·ln rate).</summary>
internal readonly struct PoissonFamily : ICostFamily
{
    public double First(double rate) => 2 * (rate - 1);
    public double Second(double rate) => -2 * Math.Log(rate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Least(double e, double s) => s <= 0 ? -2 * e : 2 * (s - e) - 2 * s * QuickLog.Of(s / e);

    /// <remarks>
    /// With x = rate·e/s - 1 the equation is x - ln(1 + x) = above/(2s), a function of one number (<see cref="LogRatio"/>), and
    /// ln rate = ln(s/e) + x - above/(2s) at its root.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Crossing Cross(double e, double s, double level, bool rising, double low, double high)
    {
        if (s <= 0)
        {
            var flat = Math.Clamp(1 + level / (2 * e), low, high);
            return new(flat, First(flat), Second(flat));
        }
        double mean = s / e, logMean = QuickLog.Of(mean), delta = Math.Max(0, (level - 2 * (s - e)) / (2 * s) + logMean);
        var w = rising ? Math.Sqrt(2 * delta) : -Math.Sqrt(2 * delta);
        var x = w is >= LogRatio.Lowest and < LogRatio.Highest ? LogRatio.Near(w) : Far(delta, rising);
        var rate = mean * (1 + x);
        if (rate > low && rate < high) return new(rate, 2 * (rate - 1), -2 * (logMean + x - delta));
        rate = rate > low ? high : low;
        return new(rate, First(rate), Second(rate));
    }

    /// <summary>The same root where it is far from the mean, by Newton's steps.</summary>
    private static double Far(double delta, bool rising)
    {
        if (!rising)
        {
            // ln(1 + x) = x - delta with x near -1
            var near = Math.Exp(-1 - delta);
            for (var step = 0; step < 4; step++) near = Math.Exp(near - 1 - delta);
            return near - 1;
        }
        var x = delta + Math.Log(1 + delta) + 1;
        for (var step = 0; step < 8; step++) x -= (x - Math.Log(1 + x) - delta) * (1 + x) / x;
        return x;
    }
}
