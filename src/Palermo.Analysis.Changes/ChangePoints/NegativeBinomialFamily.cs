namespace Palermo.Analysis.Changes;

/// <summary>Twice the negative log-likelihood of negative binomial counts of a known size, without the terms that hold no rate.</summary>
/// <param name="size">Size for each unit of exposure, in the scale of the rate: variance is rate + rate²/size.</param>
internal readonly struct NegativeBinomialFamily(double size) : ICostFamily
{
    private readonly double _firstAtOne = 2 * size * Log1P(1 / size), _secondAtOne = 2 * Log1P(size);

    public double FirstAtOne => _firstAtOne;
    public double SecondAtOne => _secondAtOne;

    // 2·size·ln((size + rate)/size) and 2·ln((size + rate)/rate)
    public double First(double rate) => 2 * size * Log1P(rate / size) - _firstAtOne;
    public double Second(double rate) => 2 * Log1P(size / rate) - _secondAtOne;

    public double Least(double e, double s) => s <= 0 ? -e * _firstAtOne : e * First(s / e) + s * Second(s / e);

    /// <remarks>Newton's steps in ln rate, kept within the two rates between which the crossing lies.</remarks>
    public Crossing Cross(double e, double s, double level, bool rising, double low, double high)
    {
        double above = Math.Max(0, level - Least(e, s)), mean = s / e;
        double a = Math.Log(Math.Max(1e-300, rising ? Math.Max(low, mean) : low)), b = Math.Log(rising ? high : Math.Min(high, mean));
        double u;
        if (s > 0)
        {
            // Second derivative in ln rate at the mean: 2·size·s/(size + mean).
            var away = Math.Sqrt(2 * above / (2 * size * s / (size + mean)));
            u = Math.Log(mean) + (rising ? away : -away);
        }
        else u = (a + b) / 2;
        if (!(u > a && u < b)) u = (a + b) / 2;
        for (var step = 0; step < 100; step++)
        {
            var rate = Math.Exp(u);
            var h = e * First(rate) + s * Second(rate) - level;
            if (h > 0 == rising) b = u; else a = u;
            var slope = 2 * size * (e * rate - s) / (size + rate);
            var next = u - h / slope;
            if (!(next > a && next < b)) next = (a + b) / 2;
            var done = Math.Abs(next - u) < 1e-7;                // Newton's error is the square of the step
            u = next;
            if (done) break;
        }
        var at = Math.Exp(u);
        return new(at, First(at), Second(at));
    }

    private static double Log1P(double x) => Math.Abs(x) > 1e-4 ? QuickLog.Of(1 + x) : x * (1 - x * (0.5 - x * (1.0 / 3 - x / 4)));
}
