namespace Palermo.Analysis.Estimation;

/// <summary>
/// What a published table says of its hidden cells, as equations: for each line of the table (all levels of one dimension), hidden
/// categories less a hidden total equal what the shown ones leave. Split into parts that share no equation.
/// </summary>
internal sealed class HiddenSystem
{
    /// <summary>One equation: hidden cells with their signs. The right-hand side follows from the true values.</summary>
    public readonly record struct Line(int[] Cells, int[] Signs);

    private readonly CountTable _table;

    public HiddenSystem(CountTable table, ReadOnlySpan<CellState> states)
    {
        _table = table;
        var lines = new List<Line>();
        List<int> cells = [], signs = [];
        for (var d = 0; d < table.Dimensions.Count; d++)
        {
            int width = table.Dimensions[d].Categories.Count, stride = table.Strides[d], block = stride * (width + 1);
            for (var start = 0; start < states.Length; start += block)
                for (var offset = start; offset < start + stride; offset++)
                {
                    for (var level = 0; level <= width; level++)
                        if (states[offset + level * stride] != CellState.Shown)
                        {
                            cells.Add(offset + level * stride);
                            signs.Add(level == width ? -1 : 1);
                        }
                    if (cells.Count == 0) continue;
                    lines.Add(new Line([.. cells], [.. signs]));
                    cells.Clear();
                    signs.Clear();
                }
        }
        Lines = [.. lines];
        Parts = Split(states);
    }

    public Line[] Lines { get; }

    /// <summary>Hidden cells that are bound together by equations, and those equations.</summary>
    public IReadOnlyList<(int[] Cells, Line[] Lines)> Parts { get; }

    private List<(int[] Cells, Line[] Lines)> Split(ReadOnlySpan<CellState> states)
    {
        var root = new Dictionary<int, int>();
        int Find(int x)
        {
            while (root[x] != x) x = root[x] = root[root[x]];
            return x;
        }
        for (var cell = 0; cell < states.Length; cell++) if (states[cell] != CellState.Shown) root[cell] = cell;
        foreach (var line in Lines)
            for (var i = 1; i < line.Cells.Length; i++)
            {
                int a = Find(line.Cells[0]), b = Find(line.Cells[i]);
                if (a != b) root[Math.Max(a, b)] = Math.Min(a, b);
            }
        var lines = Lines.ToLookup(l => Find(l.Cells[0]));
        return [.. root.Keys.Order().GroupBy(Find).OrderBy(g => g.Key).Select(g => (g.ToArray(), lines[g.Key].ToArray()))];
    }

    /// <summary>How far each hidden cell of a part may lie from its true value, as far as the public can tell.</summary>
    /// <param name="enough">Widths need not be known beyond this.</param>
    public IHiddenRanges Ranges((int[] Cells, Line[] Lines) part, long enough = long.MaxValue) =>
        _table.Dimensions.Count <= 2 ? new FlowRanges(_table, part.Cells, enough) : new ProgrammeRanges(_table, part.Cells, part.Lines);
}

/// <summary>Finds the least and the greatest value that a hidden cell can have.</summary>
internal interface IHiddenRanges
{
    /// <returns>Least and greatest, the greatest null when nothing bounds it; exact when no whole-number table narrows it further.</returns>
    (long Least, long? Most, bool Exact) Of(int cell);
}
