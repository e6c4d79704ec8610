namespace Palermo.Analysis.Changes;

/// <summary>Twice the negative log-likelihood of Poisson counts without ln y!: 2(e·rate - s·ln rate).</summary>
internal readonly struct PoissonFamily : ICostFamily
{
    public double First(double rate) => 2 * (rate - 1);
    public double Second(double rate) => -2 * Math.Log(rate);

    public double Least(double e, double s) => s <= 0 ? -2 * e : 2 * (s - e) - 2 * s * Math.Log(s / e);

    /// <remarks>
    /// With x = rate·e/s - 1 the equation is x - ln(1 + x) = above/(2s): one function of one number. Started with its series
    /// (the inverse that gives Stirling's formula, Knuth, TAOCP 1.2.11.3), ended by Halley's steps.
    /// </remarks>
    public Crossing Cross(double e, double s, double above, bool rising, double low, double high)
    {
        if (s <= 0)
        {
            var flat = Math.Clamp(above / (2 * e), low, high);
            return new(flat, First(flat), Second(flat));
        }
        double delta = above / (2 * s), mean = s / e;
        var w = Math.Sqrt(2 * delta);
        if (!rising) w = -w;
        // Below -1 the series would leave the domain: there e^(-1-delta) is near.
        var x = w < -1 ? Math.Exp(-1 - delta) - 1 + 0.3 * Math.Exp(-2 - 2 * delta)
            : w > 1.5 ? delta + Math.Log(1 + delta + w)
            : w * (1 + w * (1.0 / 3 + w * (1.0 / 36 + w * (-1.0 / 270 + w * (1.0 / 4320 + w / 17010)))));
        for (var step = 0; step < 12 && x != 0; step++)
        {
            var h = x - Math.Log(1 + x) - delta;
            double slope = x / (1 + x), curve = 1 / ((1 + x) * (1 + x));
            var move = h / slope;
            move /= 1 - 0.5 * move * curve / slope;
            var next = x - move;
            if (next <= -1) next = (x - 1) / 2;
            // Halley's error is the cube of the step: a step this small leaves nothing to mend.
            var done = Math.Abs(next - x) < 1e-5 * Math.Abs(next);
            x = next;
            if (done) break;
        }
        var rate = mean * (1 + x);
        if (!(rate > low)) rate = low;
        else if (rate > high) rate = high;
        return new(rate, First(rate), Second(rate));
    }
}
