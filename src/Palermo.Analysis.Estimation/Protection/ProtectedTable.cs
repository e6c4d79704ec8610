namespace Palermo.Analysis.Estimation;

/// <summary>Whether a cell may be published, and if not why. The reason is for the office: outside, all suppressed cells look alike.</summary>
public enum CellState
{
    /// <summary>The count may be published.</summary>
    Shown,

    /// <summary>Suppressed: 1 or more people, but fewer than the threshold.</summary>
    Small,

    /// <summary>Suppressed: nobody, within a group so small that this tells something of each of its people.</summary>
    ZeroInSmallGroup,

    /// <summary>Suppressed so that no other suppressed cell can be worked out from the totals.</summary>
    Complementary,
}

/// <summary>One cell as it leaves protection.</summary>
/// <param name="Key">Category of each dimension; null is the total.</param>
/// <param name="Count">The count, or null when suppressed.</param>
/// <param name="State">Shown, or the reason (for the office only).</param>
public sealed record ProtectedCell(string?[] Key, long? Count, CellState State);

/// <summary>A table in which cells are shown or suppressed so that no suppressed cell can be narrowed to fewer than the threshold's width.</summary>
public sealed class ProtectedTable
{
    private readonly CountTable _table;
    private readonly CellState[] _states;

    internal ProtectedTable(CountTable table, CellState[] states, int threshold)
    {
        _table = table;
        _states = states;
        Threshold = threshold;
    }

    /// <summary>Smallest count that may be shown.</summary>
    public int Threshold { get; }

    public IReadOnlyList<TableDimension> Dimensions => _table.Dimensions;

    /// <summary>State of every cell, margins included, in the order of <see cref="CountTable.Index"/>.</summary>
    public ReadOnlySpan<CellState> States => _states;

    /// <summary>Number of cells suppressed, margins included.</summary>
    public int SuppressedCount => _states.Count(s => s != CellState.Shown);

    /// <summary>The count of a cell, or null when it is suppressed; levels as in <see cref="CountTable.Index"/>.</summary>
    public long? this[params ReadOnlySpan<int> levels] => Shown(_table.Index(levels));

    /// <summary>The count of a cell by its place, or null when it is suppressed.</summary>
    public long? Shown(int cell) => _states[cell] == CellState.Shown ? _table.Values[cell] : null;

    /// <summary>All cells, margins included.</summary>
    public IEnumerable<ProtectedCell> Cells()
    {
        for (var cell = 0; cell < _states.Length; cell++)
            yield return new ProtectedCell(_table.Key(cell), Shown(cell), _states[cell]);
    }

    /// <summary>The table with every count: for the office only.</summary>
    internal CountTable Table => _table;
}
