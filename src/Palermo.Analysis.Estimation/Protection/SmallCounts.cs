namespace Palermo.Analysis.Estimation;

/// <summary>How a table is protected.</summary>
/// <param name="ProtectZeros">Also hide zeros within a group of fewer people than the threshold: "nobody of these three is a minor" says something of all three.</param>
/// <param name="ShowTotal">Keep the grand total in view where that is possible at all.</param>
public sealed record SmallCountOptions(bool ProtectZeros = true, bool ShowTotal = true);

/// <summary>Suppression of small counts, with the further cells that keep them from being worked out from totals.</summary>
public static class SmallCounts
{
    /// <summary>The threshold of the house for small counts (ARCHITECTURE, law 9); use 10 for victims and minors.</summary>
    public const int DefaultThreshold = 5;

    /// <summary>One number standing alone: shown when it is 0 or at least the threshold, else null.</summary>
    public static long? Show(long count, int threshold = DefaultThreshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        RequireThreshold(threshold);
        return count == 0 || count >= threshold ? count : null;
    }

    /// <summary>
    /// Decides for every cell and margin whether it may be shown. What is shown, with the fact that counts are not negative, leaves
    /// every suppressed cell a range at least <paramref name="threshold"/> wide.
    /// </summary>
    /// <param name="table">The counts. All margins of the table count as published.</param>
    /// <param name="threshold">Counts from 1 to one below it are suppressed; 2 or more.</param>
    /// <remarks>
    /// Primary cells are those small, by themselves or as part of a small group. Each is then made the corner of a box of
    /// suppressed cells (hypercube method: Repsilber 1994; Giessing and Repsilber 2002), of least cost, along which
    /// counts can be moved up and down without changing anything shown; the reach of that move is the width that is certain,
    /// in whole people. Cells that turn out not to be needed are given back where an exact audit allows. Protects against one
    /// table: compare releases with <see cref="Differencing"/>. An outsider who is told which cells are small ones
    /// learns that they are below the threshold: publish one mark for all suppressed cells.
    /// Cost: primary cells times the cells of the table, by 2^dimensions; the search is thinned in very large tables.
    /// </remarks>
    public static ProtectedTable Protect(CountTable table, int threshold = DefaultThreshold, SmallCountOptions? options = null) =>
        Protect(table, threshold, options, []);

    /// <param name="hidden">Further cells that are hidden whatever happens, because another table hides them.</param>
    internal static ProtectedTable Protect(CountTable table, int threshold, SmallCountOptions? options, int[] hidden)
    {
        ArgumentNullException.ThrowIfNull(table);
        RequireThreshold(threshold);
        options ??= new SmallCountOptions();
        var states = Primary(table, threshold, options);
        foreach (var cell in hidden) if (states[cell] == CellState.Shown) states[cell] = CellState.Complementary;
        new BoxSuppression(table, states, threshold, options.ShowTotal).Run();
        Relaxation.Run(table, states, threshold, hidden);
        return new ProtectedTable(table, states, threshold);
    }

    /// <summary>Protects a table of rows and columns or more, given plainly: names, categories and counts (last dimension fastest).</summary>
    public static ProtectedTable Protect(IReadOnlyList<TableDimension> dimensions, ReadOnlySpan<long> counts, int threshold = DefaultThreshold) =>
        Protect(new CountTable(dimensions, counts), threshold);

    internal static CellState[] Primary(CountTable table, int threshold, SmallCountOptions options)
    {
        var values = table.Values;
        var states = new CellState[values.Length];
        bool IsSmall(long v) => v > 0 && v < threshold;
        for (var cell = 0; cell < states.Length; cell++)
            if (IsSmall(values[cell])) states[cell] = CellState.Small;
        if (!options.ProtectZeros) return states;

        // A zero is told by a small group when any margin above it is small. Marks flow down one dimension after another.
        var underSmall = new bool[states.Length];
        for (var cell = 0; cell < states.Length; cell++) underSmall[cell] = states[cell] == CellState.Small;
        for (var d = 0; d < table.Dimensions.Count; d++)
        {
            int width = table.Dimensions[d].Categories.Count, stride = table.Strides[d];
            for (var cell = 0; cell < states.Length; cell++)
                if (!table.IsTotal(cell, d) && underSmall[cell + (width - table.Level(cell, d)) * stride]) underSmall[cell] = true;
        }
        for (var cell = 0; cell < states.Length; cell++)
            if (values[cell] == 0 && underSmall[cell]) states[cell] = CellState.ZeroInSmallGroup;
        return states;
    }

    private static void RequireThreshold(int threshold)
    {
        if (threshold < 2) throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold hides counts below it: 2 or more, commonly 5 or 10.");
    }
}
