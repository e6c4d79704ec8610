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

    /// <summary>The equations of all hidden cells of a table.</summary>
    public HiddenSystem(CountTable table, ReadOnlySpan<CellState> states) : this(table, HiddenCells(states)) { }

    /// <summary>The equations of some hidden cells, taken for all that are hidden on the lines they lie on.</summary>
    /// <remarks>Cost: cells times dimensions, whatever the size of the table.</remarks>
    public HiddenSystem(CountTable table, IReadOnlyList<int> cells)
    {
        _table = table;
        var lines = new Dictionary<(int Dimension, int Start), (List<int> Cells, List<int> Signs)>();
        foreach (var cell in cells)
            for (var d = 0; d < table.Dimensions.Count; d++)
            {
                var key = (d, cell - table.Level(cell, d) * table.Strides[d]);
                if (!lines.TryGetValue(key, out var line)) lines[key] = line = ([], []);
                line.Cells.Add(cell);
                line.Signs.Add(table.IsTotal(cell, d) ? -1 : 1);
            }
        Lines = [.. lines.Values.Select(l => new Line([.. l.Cells], [.. l.Signs]))];
        Parts = Split(cells);
    }

    private static List<int> HiddenCells(ReadOnlySpan<CellState> states)
    {
        var cells = new List<int>();
        for (var cell = 0; cell < states.Length; cell++) if (states[cell] != CellState.Shown) cells.Add(cell);
        return cells;
    }

    public Line[] Lines { get; }

    /// <summary>Hidden cells that are bound together by equations, and those equations.</summary>
    public IReadOnlyList<(int[] Cells, Line[] Lines)> Parts { get; }

    private List<(int[] Cells, Line[] Lines)> Split(IReadOnlyList<int> cells)
    {
        var root = new Dictionary<int, int>();
        int Find(int x)
        {
            while (root[x] != x) x = root[x] = root[root[x]];
            return x;
        }
        foreach (var cell in cells) root[cell] = cell;
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
        _table.Dimensions.Count > 2 ? new ProgrammeRanges(_table, part.Cells, part.Lines)
        : part.Cells.Length > FlowRanges.MostCells && enough == long.MaxValue ? new UnknownRanges()
        : new FlowRanges(_table, part.Cells, enough);
}

/// <summary>Finds the least and the greatest value that a hidden cell can have.</summary>
internal interface IHiddenRanges
{
    /// <returns>Least and greatest, the greatest null when nothing bounds it; exact when no whole-number table narrows it further.</returns>
    (long Least, long? Most, bool Exact) Of(int cell);
}

/// <summary>For parts too large to examine: the widest range that is always true.</summary>
internal sealed class UnknownRanges : IHiddenRanges
{
    public (long Least, long? Most, bool Exact) Of(int cell) => (0, null, false);
}
