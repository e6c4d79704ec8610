namespace Palermo.Analysis.Changes;

/// <summary>Twice the negative log-likelihood of Poisson counts without ln y!: 2(e·rate - s·ln rate).</summary>
internal readonly struct PoissonFamily : ICostFamily
{
    public double First(double rate) => 2 * (rate - 1);
    public double Second(double rate) => -2 * Math.Log(rate);

    public double Least(double e, double s) => s <= 0 ? -2 * e : 2 * (s - e) - 2 * s * Math.Log(s / e);

    /// <remarks>
    /// With x = rate·e/s - 1 the equation is x - ln(1 + x) = above/(2s), a function of one number, with ln rate = ln(s/e) + x - above/(2s)
    /// at its root. Started with its series (the one behind Stirling's formula, Knuth, TAOCP 1.2.11.3), ended by Halley's steps: one
    /// is enough where the series is good to five digits.
    /// </remarks>
    public Crossing Cross(double e, double s, double level, bool rising, double low, double high)
    {
        if (s <= 0)
        {
            var flat = Math.Clamp(1 + level / (2 * e), low, high);
            return new(flat, First(flat), Second(flat));
        }
        double mean = s / e, logMean = Math.Log(mean), delta = Math.Max(0, (level - 2 * (s - e)) / (2 * s) + logMean);
        var w = rising ? Math.Sqrt(2 * delta) : -Math.Sqrt(2 * delta);
        double x;
        if (Math.Abs(w) <= 1.2)
        {
            x = w * (1 + w * (1.0 / 3 + w * (1.0 / 36 + w * (-1.0 / 270 + w * (1.0 / 4320 + w * (1.0 / 17010 - w * (139.0 / 5443200 - w * (1.0 / 204120))))))));
            if (x != 0) x = Mend(x, delta);
        }
        else
        {
            x = rising ? delta + Math.Log(1 + delta + w) : Math.Exp(-1 - delta) - 1;
            for (var step = 0; step < 20; step++)
            {
                var next = Mend(x, delta);
                var done = Math.Abs(next - x) < 1e-5 * (1 + next);    // the step after would be its cube
                x = next;
                if (done) break;
            }
        }
        var rate = mean * (1 + x);
        if (rate > low && rate < high) return new(rate, 2 * (rate - 1), -2 * (logMean + x - delta));
        rate = rate > low ? high : low;
        return new(rate, First(rate), Second(rate));
    }

    /// <summary>One step of Halley's for x - ln(1 + x) = delta.</summary>
    private static double Mend(double x, double delta)
    {
        double h = x - Math.Log(1 + x) - delta, move = h * (1 + x) / x;
        move /= 1 - 0.5 * move / (x * (1 + x));
        var next = x - move;
        return next > -1 ? next : (x - 1) / 2;
    }
}
