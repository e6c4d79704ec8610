namespace Palermo.Analysis.Charts;

/// <summary>A chart with two axes: lines, steps, points, bands, intervals, bars, coloured cells, rules and labels.</summary>
/// <remarks>
/// Add what there is to show, then write it with <see cref="Drawing.ToSvg"/> or <see cref="Drawing.ToPng"/>.
/// A value that is NaN or infinite leaves a gap in a line and is not drawn elsewhere. Time and size of the output are
/// linear in the number of values; above some 20,000 points draw fewer, or use <see cref="Cells"/>.
/// </remarks>
public sealed class Chart(string title) : Drawing(title)
{
    private readonly List<Series> _series = [];
    private int _colours;

    /// <summary>The horizontal axis.</summary>
    public Axis X { get; init; } = Axis.Linear("");

    /// <summary>The vertical axis.</summary>
    public Axis Y { get; init; } = Axis.Linear("");

    internal IReadOnlyList<Series> AllSeries => _series;
    internal CellGrid? Grid { get; private set; }

    /// <summary>A line through the values in the order given.</summary>
    /// <param name="name">Its words in the legend; null keeps it out.</param>
    public Chart Line(string? name, IReadOnlyList<double> x, IReadOnlyList<double> y, bool dashed = false) =>
        Add(SeriesKind.Line, name, x, y, s => s with { Dashed = dashed });

    /// <summary>A line with a point on every value.</summary>
    public Chart LineWithPoints(string? name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        Add(SeriesKind.Line, null, x, y, s => s);
        _colours--;
        return Scatter(name, x, y);
    }

    /// <summary>A line that keeps each value until the next x: counts, survival.</summary>
    public Chart Step(string? name, IReadOnlyList<double> x, IReadOnlyList<double> y) => Add(SeriesKind.Step, name, x, y, s => s);

    /// <summary>Points.</summary>
    /// <param name="size">Diameter in sheet units.</param>
    public Chart Scatter(string? name, IReadOnlyList<double> x, IReadOnlyList<double> y, double size = 7) =>
        Add(SeriesKind.Scatter, name, x, y, s => s with { Size = size, Marker = (Marker)(s.Colour % 5) });

    /// <summary>The area between a low and a high value: an interval of confidence or credibility along x.</summary>
    /// <remarks>It takes the colour of the series added next, so add the band first and its line after.</remarks>
    public Chart Band(string? name, IReadOnlyList<double> x, IReadOnlyList<double> low, IReadOnlyList<double> high)
    {
        AddRange(SeriesKind.Band, name, x, low, high);
        _colours--;
        return this;
    }

    /// <summary>A vertical whisker from low to high at each x. Takes the colour of the series added next.</summary>
    public Chart Intervals(string? name, IReadOnlyList<double> x, IReadOnlyList<double> low, IReadOnlyList<double> high)
    {
        AddRange(SeriesKind.Interval, name, x, low, high);
        _colours--;
        return this;
    }

    /// <summary>Bars from 0 (or the lower end of a logarithmic axis) to each value. Several sets stand side by side.</summary>
    /// <param name="width">Width in units of x, for a histogram; null shares four fifths of the distance between bars.</param>
    public Chart Bars(string? name, IReadOnlyList<double> x, IReadOnlyList<double> y, double? width = null)
    {
        if (width is <= 0) throw new ArgumentOutOfRangeException(nameof(width), width, "A bar needs a width above 0.");
        return Add(SeriesKind.Bars, name, x, y, s => s with { BarWidth = width });
    }

    /// <summary>Bars over the names of a category axis, one value a name.</summary>
    public Chart Bars(string? name, IReadOnlyList<double> y) => Bars(name, [.. Enumerable.Range(0, y.Count).Select(i => (double)i)], y);

    /// <summary>A grid of coloured cells with a colour bar beside it.</summary>
    /// <param name="name">What the colour measures, with its unit.</param>
    /// <param name="xEdges">Edges of the columns, rising: one more than columns.</param>
    /// <param name="yEdges">Edges of the rows, rising: one more than rows.</param>
    /// <param name="values">Row after row; NaN leaves the cell empty.</param>
    public Chart Cells(string name, IReadOnlyList<double> xEdges, IReadOnlyList<double> yEdges, IReadOnlyList<double> values)
    {
        if (Grid is not null) throw new InvalidOperationException("A chart shows one grid of cells; draw the second in a chart of its own.");
        Grid = CellGrids.Check(name, xEdges, yEdges, values);
        CheckLog(name, X, Grid.XEdges, "x");
        CheckLog(name, Y, Grid.YEdges, "y");
        return this;
    }

    /// <summary>A dashed vertical line at a value of x, with words beside it.</summary>
    public Chart RuleX(double x, string text) => AddText(SeriesKind.RuleX, x, double.NaN, text);

    /// <summary>A dashed horizontal line at a value of y, with words above it.</summary>
    public Chart RuleY(double y, string text) => AddText(SeriesKind.RuleY, double.NaN, y, text);

    /// <summary>Words at a place.</summary>
    public Chart Label(double x, double y, string text) => AddText(SeriesKind.Label, x, y, text);

    private protected override Scene Compose() => new ChartLayout(this).Compose();

    private Chart Add(SeriesKind kind, string? name, IReadOnlyList<double> x, IReadOnlyList<double> y, Func<Series, Series> more)
    {
        var series = new Series(kind, name, [.. x], [.. y], [], [], _colours);
        SameLength(name, x.Count, y.Count, "y");
        CheckLog(name, X, series.X, "x");
        CheckLog(name, Y, series.Y, "y");
        _series.Add(more(series));
        _colours++;
        return this;
    }

    private void AddRange(SeriesKind kind, string? name, IReadOnlyList<double> x, IReadOnlyList<double> low, IReadOnlyList<double> high)
    {
        SameLength(name, x.Count, low.Count, "low");
        SameLength(name, x.Count, high.Count, "high");
        var series = new Series(kind, name, [.. x], [], [.. low], [.. high], _colours++);
        CheckLog(name, X, series.X, "x");
        CheckLog(name, Y, series.Low, "low");
        CheckLog(name, Y, series.High, "high");
        _series.Add(series);
    }

    private Chart AddText(SeriesKind kind, double x, double y, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        CheckLog(text, X, [x], "x");
        CheckLog(text, Y, [y], "y");
        _series.Add(new Series(kind, null, [x], [y], [], [], 0) { Text = text });
        return this;
    }

    private static void SameLength(string? name, int x, int other, string what)
    {
        if (x != other) throw new ArgumentException($"The series '{name}' has {x} values of x and {other} of {what}; give one for each.");
    }

    private static void CheckLog(string? name, Axis axis, double[] values, string what)
    {
        if (!axis.Logarithmic) return;
        var at = Array.FindIndex(values, v => v <= 0);
        if (at >= 0)
            throw new ArgumentException(
                $"The series '{name}' has {what}[{at}] = {values[at]}, which a logarithmic axis cannot show; leave it out or use a linear axis.");
    }
}
