namespace Palermo.Analysis.Drift.Tests;

/// <summary>A flow of constant speed whose direction turns evenly with time.</summary>
internal sealed class TurningFlow(double speed, double hoursPerTurn) : IFlow
{
    public string Description => "turning";

    public void Prepare(double from, double to) { }

    public bool TryAt(double longitude, double latitude, double time, out double east, out double north)
    {
        (east, north) = Math.SinCos(time / 3600 / hoursPerTurn * 2 * Math.PI);
        (east, north) = (east * speed, north * speed);
        return true;
    }
}

/// <summary>A flow along one axis that swings to and fro.</summary>
internal sealed class SwingingFlow(double amplitude, double hours, double start) : IFlow
{
    public string Description => "swinging";

    public void Prepare(double from, double to) { }

    public bool TryAt(double longitude, double latitude, double time, out double east, out double north)
    {
        (east, north) = (amplitude * Math.Sin((time - start) / 3600 / hours * 2 * Math.PI), 0);
        return true;
    }
}

/// <summary>A flow that runs round a centre.</summary>
internal sealed class Vortex(double lon, double lat, double scaleMetres, double speed) : IFlow
{
    public string Description => "vortex";

    public void Prepare(double from, double to) { }

    public bool TryAt(double longitude, double latitude, double time, out double east, out double north)
    {
        var x = (longitude - lon) * 92_000 / scaleMetres;
        var y = (latitude - lat) * 111_000 / scaleMetres;
        var strength = speed * Math.Exp(-(x * x + y * y) / 2);
        (east, north) = (-y * strength, x * strength);
        return true;
    }
}

/// <summary>Velocity by any function of place and time.</summary>
internal sealed class FunctionFlow(Func<double, double, double, (double, double)?> value) : IFlow
{
    public string Description => "function";

    public void Prepare(double from, double to) { }

    public bool TryAt(double longitude, double latitude, double time, out double east, out double north)
    {
        var found = value(longitude, latitude, time);
        (east, north) = found ?? (double.NaN, double.NaN);
        return found is not null;
    }
}
