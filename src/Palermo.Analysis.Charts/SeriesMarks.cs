namespace Palermo.Analysis.Charts;

/// <summary>Turns the values of one series into marks on the sheet.</summary>
internal static class SeriesMarks
{
    private static readonly double[] Dash = [6, 4];

    public static IEnumerable<Mark> Of(Series series, ChartLayout layout, BarGroups bars)
    {
        var colour = Palette.Series(series.Colour);
        switch (series.Kind)
        {
            case SeriesKind.Line:
                var lines = Sheet.Runs(Spots(series, layout));
                if (lines.Count > 0) yield return new LinesMark(lines, new Pen(colour, 2.2, 1, series.Dashed ? Dash : null), "line");
                break;
            case SeriesKind.Step:
                var steps = Sheet.Runs(Spots(series, layout)).ConvertAll(Stairs);
                if (steps.Count > 0) yield return new LinesMark(steps, new Pen(colour, 2.2), "step");
                break;
            case SeriesKind.Scatter:
                var spots = Spots(series, layout).Where(s => double.IsFinite(s.X) && double.IsFinite(s.Y)).ToList();
                if (spots.Count > 0) yield return new DotsMark(spots, series.Marker, series.Size, new Fill(colour, 0.85), "points");
                break;
            case SeriesKind.Band:
                var rings = Ribbons(series, layout);
                if (rings.Count > 0) yield return new AreasMark(rings, new Fill(colour, 0.22), null, "band");
                break;
            case SeriesKind.Interval:
                var whiskers = Whiskers(series, layout);
                if (whiskers.Count > 0) yield return new LinesMark(whiskers, new Pen(colour.Towards(Palette.Ink, 0.5), 1.6), "interval");
                break;
            case SeriesKind.Bars:
                var columns = Columns(series, layout, bars);
                if (columns.Count > 0) yield return new AreasMark(columns, new Fill(colour), null, "bars");
                break;
            case SeriesKind.RuleX:
                yield return new LinesMark([[new(layout.X.At(series.X[0]), layout.Plot.Y), new(layout.X.At(series.X[0]), layout.Plot.Bottom)]], new Pen(Palette.Ink, 1.2, 1, Dash), "rule");
                break;
            case SeriesKind.RuleY:
                yield return new LinesMark([[new(layout.Plot.X, layout.Y.At(series.Y[0])), new(layout.Plot.Right, layout.Y.At(series.Y[0]))]], new Pen(Palette.Ink, 1.2, 1, Dash), "rule");
                break;
        }
    }

    /// <summary>The words of rules and labels, drawn last so that nothing covers them.</summary>
    public static IEnumerable<Mark> TextOf(Series series, ChartLayout layout)
    {
        switch (series.Kind)
        {
            case SeriesKind.RuleX:
                var x = layout.X.At(series.X[0]);
                var fits = x + 5 + TextSize.Width(series.Text, 11) < layout.Plot.Right;
                yield return new TextMark(new(fits ? x + 5 : x - 5, layout.Plot.Y + 13), series.Text, 11, fits ? TextAnchor.Start : TextAnchor.End, Palette.Ink);
                break;
            case SeriesKind.RuleY:
                yield return new TextMark(new(layout.Plot.Right - 5, layout.Y.At(series.Y[0]) - 5), series.Text, 11, TextAnchor.End, Palette.Ink);
                break;
            case SeriesKind.Label:
                yield return new TextMark(new(layout.X.At(series.X[0]), layout.Y.At(series.Y[0])), series.Text, 11, TextAnchor.Start, Palette.Ink);
                break;
        }
    }

    private static IEnumerable<Spot> Spots(Series s, ChartLayout layout) =>
        s.X.Select((x, i) => new Spot(layout.X.At(x), layout.Y.At(s.Y[i])));

    private static Spot[] Stairs(Spot[] run)
    {
        var stairs = new List<Spot>(run.Length * 2) { run[0] };
        for (var i = 1; i < run.Length; i++)
        {
            stairs.Add(new Spot(run[i].X, run[i - 1].Y));
            stairs.Add(run[i]);
        }
        return [.. stairs];
    }

    private static List<Spot[]> Ribbons(Series s, ChartLayout layout)
    {
        var rings = new List<Spot[]>();
        var lows = Sheet.Runs(s.X.Select((x, i) => double.IsFinite(s.High[i]) ? new Spot(layout.X.At(x), layout.Y.At(s.Low[i])) : new Spot(double.NaN, 0)));
        var highs = Sheet.Runs(s.X.Select((x, i) => double.IsFinite(s.Low[i]) ? new Spot(layout.X.At(x), layout.Y.At(s.High[i])) : new Spot(double.NaN, 0)));
        for (var i = 0; i < lows.Count; i++) rings.Add([.. lows[i], .. highs[i].Reverse()]);
        return rings;
    }

    private static List<Spot[]> Whiskers(Series s, ChartLayout layout)
    {
        const double Cap = 4;
        var lines = new List<Spot[]>();
        for (var i = 0; i < s.X.Length; i++)
        {
            var (x, low, high) = (layout.X.At(s.X[i]), layout.Y.At(s.Low[i]), layout.Y.At(s.High[i]));
            if (!double.IsFinite(x) || !double.IsFinite(low) || !double.IsFinite(high)) continue;
            lines.Add([new(x, low), new(x, high)]);
            lines.Add([new(x - Cap, low), new(x + Cap, low)]);
            lines.Add([new(x - Cap, high), new(x + Cap, high)]);
        }
        return lines;
    }

    private static List<Spot[]> Columns(Series s, ChartLayout layout, BarGroups bars)
    {
        var rings = new List<Spot[]>();
        var ground = Math.Clamp(0, layout.Y.Minimum, layout.Y.Maximum);
        for (var i = 0; i < s.X.Length; i++)
        {
            if (!double.IsFinite(s.X[i]) || !double.IsFinite(s.Y[i])) continue;
            var (left, right) = bars.Span(s, s.X[i]);
            var (x1, x2, y1, y2) = (layout.X.At(left), layout.X.At(right), layout.Y.At(s.Y[i]), layout.Y.At(ground));
            rings.Add([new(x1, y1), new(x2, y1), new(x2, y2), new(x1, y2)]);
        }
        return rings;
    }
}
