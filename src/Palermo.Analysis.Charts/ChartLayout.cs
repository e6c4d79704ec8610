namespace Palermo.Analysis.Charts;

/// <summary>Lays a chart on the sheet: margins, scales, axes, legend, and the marks of every series.</summary>
internal sealed class ChartLayout
{
    private const double TickText = 11, LabelText = 12;

    private readonly Chart _chart;
    private readonly Legend _legend;
    private readonly List<Tick> _xTicks, _yTicks;

    public ChartLayout(Chart chart)
    {
        _chart = chart;
        _legend = Legend.Of(chart.AllSeries, chart.Width - 32);
        var top = 34 + _legend.Height + 6;
        var bottom = chart.Height - (chart.X.Label.Length > 0 ? 48 : 30);
        var (xLow, xHigh, yLow, yHigh) = Range(chart);
        var y = Scale.Fit(chart.Y, yLow, yHigh, bottom, top);
        _yTicks = y.Ticks(42);
        var left = (chart.Y.Label.Length > 0 ? 28 : 8) + 12 + _yTicks.Select(t => TextSize.Width(t.Label, TickText)).DefaultIfEmpty(0).Max();
        var right = chart.Width - (chart.Grid is null ? 20 : 104);
        var x = Scale.Fit(chart.X, xLow, xHigh, left, right);
        // Long tick labels (names, millions) need more room than short ones.
        var widest = x.Ticks(80).Select(t => TextSize.Width(t.Label, TickText)).DefaultIfEmpty(0).Max();
        _xTicks = x.Ticks(Math.Max(60, widest + 16));
        if (_xTicks.Count > 0)
        {
            // The last label is centred under its tick: leave room for its right half.
            right = Math.Min(right, chart.Width - 6 - TextSize.Width(_xTicks[^1].Label, TickText) / 2);
            x = x.On(left, right);
        }
        (X, Y, Plot) = (x, y, new Box(left, top, Math.Max(1, right - left), Math.Max(1, bottom - top)));
    }

    public Scale X { get; }
    public Scale Y { get; }
    public Box Plot { get; }

    public Scene Compose()
    {
        var marks = new List<Mark>
        {
            Sheet.Paper(_chart.Width, _chart.Height),
            new TextMark(new(16, 23), _chart.Title, 15, TextAnchor.Start, Palette.Ink, Bold: true),
        };
        marks.AddRange(_legend.Marks(new Spot(16, 34)));
        var inside = new List<Mark>();
        if (_chart.Grid is { } grid) inside.AddRange(CellGrids.Marks(grid, X.At, Y.At));
        inside.AddRange(GridLines());
        var bars = new BarGroups(_chart.AllSeries);
        // Whiskers last: a bar would hide the lower half of its own.
        foreach (var series in _chart.AllSeries.OrderBy(s => s.Kind is SeriesKind.Interval))
            inside.AddRange(SeriesMarks.Of(series, this, bars));
        const double Overhang = 5;   // a point on the edge is drawn whole
        marks.Add(new ClipMark(new Box(Plot.X - Overhang, Plot.Y - Overhang, Plot.Width + 2 * Overhang, Plot.Height + 2 * Overhang), inside));
        marks.AddRange(Axes());
        foreach (var series in _chart.AllSeries) marks.AddRange(SeriesMarks.TextOf(series, this));
        if (_chart.Grid is { } cells) marks.AddRange(CellGrids.Bar(cells, new Box(Plot.Right + 30, Plot.Y, 14, Plot.Height)));
        return new Scene(_chart.Width, _chart.Height, _chart.Title, _chart.Description ?? InWords(), marks);
    }

    private IEnumerable<Mark> GridLines()
    {
        if (_chart.Grid is not null) yield break;
        var pen = new Pen(Palette.Faint, 1);
        if (_yTicks.Count > 0)
            yield return new LinesMark([.. _yTicks.Select(t => (Spot[])[new(Plot.X, Y.At(t.Value)), new(Plot.Right, Y.At(t.Value))])], pen, "grid");
        if (_xTicks.Count > 0 && _chart.X.Ticks is null)
            yield return new LinesMark([.. _xTicks.Select(t => (Spot[])[new(X.At(t.Value), Plot.Y), new(X.At(t.Value), Plot.Bottom)])], pen, "grid");
    }

    private IEnumerable<Mark> Axes()
    {
        yield return new LinesMark(
        [
            [new(Plot.X, Plot.Y), new(Plot.X, Plot.Bottom), new(Plot.Right, Plot.Bottom)],
            .. _xTicks.Select(t => (Spot[])[new(X.At(t.Value), Plot.Bottom), new(X.At(t.Value), Plot.Bottom + 4)]),
            .. _yTicks.Select(t => (Spot[])[new(Plot.X - 4, Y.At(t.Value)), new(Plot.X, Y.At(t.Value))]),
        ], new Pen(Palette.Axis, 1), "axis");
        foreach (var tick in _xTicks)
            yield return new TextMark(new(X.At(tick.Value), Plot.Bottom + 17), tick.Label, TickText, TextAnchor.Middle, Palette.Ink);
        foreach (var tick in _yTicks)
            yield return new TextMark(new(Plot.X - 7, Y.At(tick.Value) + 4), tick.Label, TickText, TextAnchor.End, Palette.Ink);
        if (_chart.X.Label.Length > 0)
            yield return new TextMark(new(Plot.X + Plot.Width / 2, _chart.Height - 12), _chart.X.Label, LabelText, TextAnchor.Middle, Palette.Ink);
        if (_chart.Y.Label.Length > 0)
            yield return new TextMark(new(18, Plot.Y + Plot.Height / 2), _chart.Y.Label, LabelText, TextAnchor.Middle, Palette.Ink, Turned: true);
    }

    private string InWords()
    {
        var parts = _chart.AllSeries.Where(s => s.Name is not null)
            .Select(s => s.X.Length == 1 ? $"{s.Name}: 1 value" : $"{s.Name}: {s.X.Length} values").ToList();
        if (_chart.Grid is { } grid) parts.Add($"{grid.Name}: {grid.Values.Length} cells");
        var axes = string.Join(", ", new[] { ("across", _chart.X.Label), ("upwards", _chart.Y.Label) }
            .Where(a => a.Item2.Length > 0).Select(a => $"{a.Item1}: {a.Item2}"));
        return string.Join(". ", new[] { axes, string.Join("; ", parts) }.Where(p => p.Length > 0));
    }

    private static (double XLow, double XHigh, double YLow, double YHigh) Range(Chart chart)
    {
        double xLow = double.PositiveInfinity, xHigh = double.NegativeInfinity, yLow = xLow, yHigh = xHigh;
        foreach (var s in chart.AllSeries)
        {
            foreach (var v in s.X.Where(double.IsFinite)) (xLow, xHigh) = (Math.Min(xLow, v), Math.Max(xHigh, v));
            foreach (var v in s.Y.Concat(s.Low).Concat(s.High).Where(double.IsFinite)) (yLow, yHigh) = (Math.Min(yLow, v), Math.Max(yHigh, v));
            if (s.Kind is not SeriesKind.Bars || s.X.Length == 0) continue;
            if (!chart.Y.Logarithmic) (yLow, yHigh) = (Math.Min(yLow, 0), Math.Max(yHigh, 0));
            var half = BarGroups.Slot(s) / 2;
            if (!chart.X.Logarithmic) (xLow, xHigh) = (Math.Min(xLow, s.X.Min() - half), Math.Max(xHigh, s.X.Max() + half));
        }
        if (chart.Grid is { } grid)
            (xLow, xHigh, yLow, yHigh) = (Math.Min(xLow, grid.XEdges[0]), Math.Max(xHigh, grid.XEdges[^1]), Math.Min(yLow, grid.YEdges[0]), Math.Max(yHigh, grid.YEdges[^1]));
        return (xLow, xHigh, yLow, yHigh);
    }
}
