using System.Globalization;

namespace Palermo.Analysis.Charts;

/// <summary>An axis laid on the sheet: turns values into places between two sheet coordinates.</summary>
internal sealed class Scale
{
    private readonly Axis _axis;

    private Scale(Axis axis, double minimum, double maximum, double from, double to) =>
        (_axis, Minimum, Maximum, From, To) = (axis, minimum, maximum, from, to);

    public double Minimum { get; }
    public double Maximum { get; }
    public double From { get; }
    public double To { get; }

    /// <summary>Fits an axis to the range of the data, with ends rounded outwards to a tick where they are free.</summary>
    public static Scale Fit(Axis axis, double low, double high, double from, double to)
    {
        if (low > high) (low, high) = axis.Logarithmic ? (1, 10) : (0, 1);
        var (minimum, maximum) = axis.Logarithmic ? FitLog(axis, low, high) : FitLinear(axis, low, high, Math.Abs(to - from));
        return new Scale(axis, minimum, maximum, from, to);
    }

    public Scale On(double from, double to) => new(_axis, Minimum, Maximum, from, to);

    /// <summary>The sheet coordinate of a value.</summary>
    public double At(double value)
    {
        var share = _axis.Logarithmic
            ? Math.Log(value / Minimum) / Math.Log(Maximum / Minimum)
            : (value - Minimum) / (Maximum - Minimum);
        return From + share * (To - From);
    }

    /// <summary>Ticks in rising order, none outside the axis, about one for each <paramref name="spacing"/> sheet units.</summary>
    public List<Tick> Ticks(double spacing)
    {
        if (_axis.Ticks is { } own)
            return [.. own.Where(t => t.Value >= Minimum && t.Value <= Maximum).OrderBy(t => t.Value)];
        var room = Math.Max(2, (int)(Math.Abs(To - From) / spacing));
        return _axis.Logarithmic ? LogTicks(room) : LinearTicks(room);
    }

    private List<Tick> LinearTicks(int room)
    {
        var step = RoundStep((Maximum - Minimum) / room);
        var first = Math.Ceiling(Minimum / step - 1e-9);
        var ticks = new List<Tick>();
        for (var i = first; i * step <= Maximum + step * 1e-9; i++)
        {
            var value = Math.Abs(i * step) < step * 1e-9 ? 0 : i * step;
            ticks.Add(new Tick(value, Write(value, step)));
        }
        return ticks;
    }

    private List<Tick> LogTicks(int room)
    {
        var decades = Math.Log10(Maximum / Minimum);
        // Whole decades when there are many; else 1, 2, 5 of each; within less than a decade round linear steps.
        if (decades < 0.9) return LinearTicks(room);
        double[] parts = decades * 3 <= room ? [1, 2, 5] : [1];
        var every = Math.Max(1, (int)Math.Ceiling(decades / room));
        var ticks = new List<Tick>();
        for (var power = (int)Math.Floor(Math.Log10(Minimum) - 1e-9); power <= Math.Log10(Maximum) + 1e-9; power++)
        {
            if (power % every != 0) continue;
            foreach (var part in parts)
            {
                var value = part * Math.Pow(10, power);
                if (value >= Minimum * (1 - 1e-9) && value <= Maximum * (1 + 1e-9)) ticks.Add(new Tick(value, Write(value, value)));
            }
        }
        return ticks;
    }

    private string Write(double value, double step)
    {
        if (_axis.Format is { } format) return format(value);
        var size = Math.Abs(value);
        if (size >= 1e10 || (size > 0 && step < 1e-6)) return value.ToString("0.###e0", CultureInfo.InvariantCulture);
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 7);
        return value.ToString("N" + decimals, CultureInfo.InvariantCulture);
    }

    private static (double, double) FitLinear(Axis axis, double low, double high, double length)
    {
        var (minimum, maximum) = (axis.Minimum ?? low, axis.Maximum ?? high);
        if (minimum >= maximum)
        {
            // One value only: give it room on the free side or sides.
            var pad = Math.Max(Math.Abs(minimum) * 0.1, 1e-9 + (minimum == 0 ? 1 : 0));
            if (axis.Minimum is null) minimum = Math.Min(minimum, maximum) - pad;
            if (axis.Maximum is null) maximum = Math.Max(minimum, maximum) + pad;
        }
        var step = RoundStep((maximum - minimum) / Math.Max(2, length / 60));
        if (axis.Minimum is null) minimum = Math.Floor(minimum / step + 1e-9) * step;
        if (axis.Maximum is null) maximum = Math.Ceiling(maximum / step - 1e-9) * step;
        return (minimum, maximum);
    }

    private static (double, double) FitLog(Axis axis, double low, double high)
    {
        var minimum = axis.Minimum ?? RoundLog(low, down: true);
        var maximum = axis.Maximum ?? RoundLog(high, down: false);
        if (minimum >= maximum) (minimum, maximum) = (axis.Minimum ?? maximum / 10, axis.Maximum ?? minimum * 10);
        return (minimum, maximum);
    }

    /// <summary>The next 1, 2 or 5 times a power of ten, downwards or upwards.</summary>
    private static double RoundLog(double value, bool down)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)));
        double[] steps = [1, 2, 5, 10];
        return unit * (down ? steps.Last(s => s * unit <= value * (1 + 1e-9)) : steps.First(s => s * unit >= value * (1 - 1e-9)));
    }

    /// <summary>The smallest 1, 2 or 5 times a power of ten that is no smaller.</summary>
    private static double RoundStep(double raw)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        foreach (var part in (double[])[1, 2, 5])
            if (part * unit >= raw * (1 - 1e-9)) return part * unit;
        return 10 * unit;
    }
}
