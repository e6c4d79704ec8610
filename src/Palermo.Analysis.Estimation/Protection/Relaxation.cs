namespace Palermo.Analysis.Estimation;

/// <summary>Gives back complementary cells that protection can do without.</summary>
/// <remarks>
/// From the dearest on, each complementary cell is shown for trial; it stays shown when an exact audit finds every other hidden cell of its part
/// still wide enough. Within one or two dimensions only parts of bounded work are tried, beyond that only small parts.
/// </remarks>
internal static class Relaxation
{
    private const long MostWork = 40_000_000;

    public static void Run(CountTable table, CellState[] states, int threshold, int[] hidden)
    {
        var system = new HiddenSystem(table, states);
        foreach (var part in system.Parts)
        {
            int[] extra = [.. part.Cells.Where(c => states[c] == CellState.Complementary && Array.IndexOf(hidden, c) < 0).OrderByDescending(c => table.Values[c]).ThenBy(c => c)];
            if (extra.Length == 0) continue;
            var flat = table.Dimensions.Count <= 2;
            if (flat ? (long)extra.Length * part.Cells.Length * part.Cells.Length > MostWork : part.Cells.Length > 24) continue;
            foreach (var cell in extra)
            {
                states[cell] = CellState.Shown;
                if (!Safe(table, states, part.Cells, threshold)) states[cell] = CellState.Complementary;
            }
        }
    }

    private static bool Safe(CountTable table, CellState[] states, int[] cells, int threshold)
    {
        var system = new HiddenSystem(table, [.. cells.Where(c => states[c] != CellState.Shown)]);
        foreach (var part in system.Parts)
        {
            var ranges = system.Ranges(part, threshold);
            foreach (var cell in part.Cells)
            {
                var (least, most, exact) = ranges.Of(cell);
                if (!exact || most - least < threshold) return false;
            }
        }
        return true;
    }
}
