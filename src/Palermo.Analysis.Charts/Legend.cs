namespace Palermo.Analysis.Charts;

/// <summary>The names of the series under the title, in rows, each with a sample of how it is drawn.</summary>
internal sealed class Legend
{
    private const double RowHeight = 18, Text = 12, Sample = 24;

    private readonly List<(Series Series, double X, int Row)> _entries;

    private Legend(List<(Series, double, int)> entries, int rows) => (_entries, Height) = (entries, rows * RowHeight);

    public double Height { get; }

    public static Legend Of(IEnumerable<Series> all, double width)
    {
        var entries = new List<(Series, double, int)>();
        double x = 0;
        var row = 0;
        foreach (var series in all.Where(s => s.Name is not null))
        {
            var needed = Sample + 6 + TextSize.Width(series.Name!, Text) + 18;
            if (x > 0 && x + needed > width) (x, row) = (0, row + 1);
            entries.Add((series, x, row));
            x += needed;
        }
        return new Legend(entries, entries.Count == 0 ? 0 : row + 1);
    }

    public IEnumerable<Mark> Marks(Spot at)
    {
        foreach (var (series, dx, row) in _entries)
        {
            var (x, y) = (at.X + dx, at.Y + row * RowHeight + RowHeight / 2);
            yield return SampleOf(series, x, y);
            yield return new TextMark(new(x + Sample + 6, y + 4), series.Name!, Text, TextAnchor.Start, Palette.Ink);
        }
    }

    private static Mark SampleOf(Series series, double x, double y)
    {
        var colour = Palette.Series(series.Colour);
        return series.Kind switch
        {
            SeriesKind.Scatter => new DotsMark([new(x + Sample / 2, y)], series.Marker, 8, new Fill(colour), "legend"),
            SeriesKind.Bars or SeriesKind.Band => new AreasMark(
                [[new(x + 4, y - 5), new(x + Sample, y - 5), new(x + Sample, y + 5), new(x + 4, y + 5)]],
                new Fill(colour, series.Kind is SeriesKind.Band ? 0.25 : 1), null, "legend"),
            SeriesKind.Interval => new LinesMark([[new(x + 12, y - 7), new(x + 12, y + 7)]], new Pen(colour, 2), "legend"),
            _ => new LinesMark([[new(x, y), new(x + Sample, y)]], new Pen(colour, 2.2, 1, series.Dashed ? [6, 4] : null), "legend"),
        };
    }
}
