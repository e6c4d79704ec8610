namespace Palermo.Analysis.Charts;

/// <summary>How bars of several series share the place around one x.</summary>
internal sealed class BarGroups(IReadOnlyList<Series> all)
{
    private readonly List<Series> _grouped = [.. all.Where(s => s.Kind is SeriesKind.Bars && s.BarWidth is null)];

    /// <summary>Left and right end of a bar, in units of x.</summary>
    public (double Left, double Right) Span(Series series, double x)
    {
        if (series.BarWidth is { } own) return (x - own / 2, x + own / 2);
        var width = 0.8 * Slot(series) / _grouped.Count;
        var left = x - 0.4 * Slot(series) + _grouped.IndexOf(series) * width;
        return (left, left + width);
    }

    /// <summary>The room of one x: the smallest distance between neighbours, or 1.</summary>
    public static double Slot(Series series)
    {
        if (series.BarWidth is { } own) return own;
        var sorted = series.X.Where(double.IsFinite).Order().ToArray();
        var smallest = double.PositiveInfinity;
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i] > sorted[i - 1]) smallest = Math.Min(smallest, sorted[i] - sorted[i - 1]);
        return double.IsFinite(smallest) ? smallest : 1;
    }
}
