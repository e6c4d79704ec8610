namespace Palermo.Analysis.Charts;

/// <summary>A labelled place on an axis.</summary>
public readonly record struct Tick(double Value, string Label);

/// <summary>What one axis of a chart shows: its label with the unit, its kind, and its ends where they are fixed.</summary>
public sealed class Axis
{
    private Axis(string label, bool logarithmic, double? minimum, double? maximum)
    {
        ArgumentNullException.ThrowIfNull(label);
        foreach (var end in (double?[])[minimum, maximum])
        {
            if (end is { } value && !double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(minimum), end, $"The ends of the axis '{label}' must be finite.");
            if (logarithmic && end <= 0)
                throw new ArgumentOutOfRangeException(nameof(minimum), end, $"The ends of the logarithmic axis '{label}' must be above 0.");
        }
        if (minimum >= maximum)
            throw new ArgumentException($"The axis '{label}' begins at {minimum} and ends at {maximum}: the end must be larger.");
        (Label, Logarithmic, Minimum, Maximum) = (label, logarithmic, minimum, maximum);
    }

    /// <summary>What is measured, with its unit: "time, s".</summary>
    public string Label { get; }

    /// <summary>True when equal steps are equal ratios.</summary>
    public bool Logarithmic { get; }

    /// <summary>The lower end; null takes it from the data.</summary>
    public double? Minimum { get; }

    /// <summary>The upper end; null takes it from the data.</summary>
    public double? Maximum { get; }

    /// <summary>Ticks of your own (dates, names); null lets the chart choose round numbers.</summary>
    public IReadOnlyList<Tick>? Ticks { get; init; }

    /// <summary>How a number is written at its tick; null writes it with as many digits as the step needs.</summary>
    public Func<double, string>? Format { get; init; }

    /// <summary>An axis on which equal steps are equal differences.</summary>
    public static Axis Linear(string label, double? minimum = null, double? maximum = null) => new(label, false, minimum, maximum);

    /// <summary>An axis on which equal steps are equal ratios; every value must be above 0.</summary>
    public static Axis Log(string label, double? minimum = null, double? maximum = null) => new(label, true, minimum, maximum);

    /// <summary>An axis of names; the first lies at 0, the next at 1, and so on.</summary>
    public static Axis Categories(string label, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0) throw new ArgumentException($"The axis '{label}' needs a name or more.", nameof(names));
        return new Axis(label, false, -0.5, names.Count - 0.5) { Ticks = [.. names.Select((name, i) => new Tick(i, name))] };
    }
}
