namespace Palermo.Analysis.Charts;

internal enum SeriesKind { Line, Step, Scatter, Band, Interval, Bars, RuleX, RuleY, Label }

/// <summary>One set of values of a chart. <c>Low</c> and <c>High</c> are set for bands and intervals only.</summary>
internal sealed record Series(SeriesKind Kind, string? Name, double[] X, double[] Y, double[] Low, double[] High, int Colour)
{
    public Marker Marker { get; init; }
    public double Size { get; init; } = 7;
    public double? BarWidth { get; init; }
    public bool Dashed { get; init; }
    public string Text { get; init; } = "";
}

/// <summary>A rectangle of coloured cells: the value of column c in row r is <c>Values[r * columns + c]</c>; NaN leaves a hole.</summary>
internal sealed record CellGrid(string Name, double[] XEdges, double[] YEdges, double[] Values, double Low, double High);
