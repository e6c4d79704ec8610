namespace Palermo.Analysis.Estimation;

/// <summary>A range with the level at which it was made to hold the truth, and how it was made.</summary>
/// <param name="Low">Lower limit; may be negative infinity.</param>
/// <param name="High">Upper limit; may be positive infinity.</param>
/// <param name="Level">Nominal coverage, between 0 and 1 (0.95 for 95 %).</param>
/// <param name="Method">Name of the method, for a person who asks.</param>
public readonly record struct Interval(double Low, double High, double Level, string Method)
{
    public bool Contains(double value) => value >= Low && value <= High;

    internal static void RequireLevel(double level)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level of an interval lies between 0 and 1, such as 0.95.");
    }
}
