namespace Palermo.Analysis.Estimation;

/// <summary>What an outsider can derive of one hidden cell.</summary>
/// <param name="Key">Category of each dimension; null is the total.</param>
/// <param name="Least">The cell is at least this.</param>
/// <param name="Most">The cell is at most this; null when nothing bounds it.</param>
/// <param name="Exact">True when both limits are reached by some table of whole numbers; else the true range may be narrower.</param>
/// <param name="Count">The true count, for the office only.</param>
public sealed record DerivedRange(string?[] Key, long Least, long? Most, bool Exact, long Count, CellState State)
{
    /// <summary>Greatest less least; null when unbounded.</summary>
    public long? Width => Most - Least;
}

/// <summary>Looks at a protected table as an outsider who can calculate.</summary>
/// <remarks>
/// The outsider knows every shown number, that totals are sums and that counts are whole and not negative; he does not know which
/// hidden cells are small ones. Exact in one and two dimensions (network flows); beyond that by linear programmes with branching.
/// An insider who knows some of the people knows more: choose a higher threshold against him.
/// </remarks>
public static class Attack
{
    /// <summary>The range of every hidden cell.</summary>
    public static IReadOnlyList<DerivedRange> On(ProtectedTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var system = new HiddenSystem(table.Table, table.States);
        var found = new List<(int Cell, DerivedRange Range)>();
        foreach (var part in system.Parts)
        {
            var ranges = system.Ranges(part);
            foreach (var cell in part.Cells)
            {
                var (least, most, exact) = ranges.Of(cell);
                found.Add((cell, new DerivedRange(table.Table.Key(cell), least, most, exact, table.Table.Values[cell], table.States[cell])));
            }
        }
        return [.. found.OrderBy(f => f.Cell).Select(f => f.Range)];
    }
}
