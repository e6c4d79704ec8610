namespace Palermo.Analysis.Drift;

/// <summary>What moves: the water at the surface, or the air at 10 m. Velocity is toward, east and north, in m/s.</summary>
public interface IFlow
{
    /// <summary>Where the values come from, and every fallback in use, in words for the answer.</summary>
    string Description { get; }

    /// <summary>Makes ready for the times from one moment to another (seconds since 1970 UTC, in any order).</summary>
    /// <exception cref="DriftProblem">The times are not covered, and no fallback was stated.</exception>
    void Prepare(double from, double to);

    /// <summary>Velocity at a place and time that was prepared. May be called from many threads at once.</summary>
    /// <returns>False when there is no value: outside the grid, or in a gap of it. Never a silent zero.</returns>
    bool TryAt(double longitude, double latitude, double time, out double east, out double north);
}

/// <summary>The same velocity everywhere and always, typed by a person.</summary>
/// <param name="East">Toward the east (m/s).</param>
/// <param name="North">Toward the north (m/s).</param>
public sealed record ConstantFlow(double East, double North) : IFlow
{
    public string Description => FormattableString.Invariant($"constant, {East:0.###} m/s east and {North:0.###} m/s north, as typed");

    /// <summary>A wind as sailors give it: speed and where it blows from.</summary>
    public static ConstantFlow From(double metresPerSecond, double fromDegrees) => Toward(metresPerSecond, fromDegrees + 180);

    /// <summary>A current as sailors give it: speed and where it sets to.</summary>
    public static ConstantFlow Toward(double metresPerSecond, double towardDegrees)
    {
        var (sin, cos) = Math.SinCos(towardDegrees * Math.PI / 180);
        return new ConstantFlow(metresPerSecond * sin, metresPerSecond * cos);
    }

    public void Prepare(double from, double to)
    {
        if (!double.IsFinite(East) || !double.IsFinite(North)) throw new DriftProblem($"a constant flow of ({East}, {North}) m/s is not a velocity");
    }

    public bool TryAt(double longitude, double latitude, double time, out double east, out double north)
    {
        (east, north) = (East, North);
        return true;
    }
}
