namespace Palermo.Analysis.Estimation.Tests;

/// <summary>
/// What an attacker can derive, by trying every table: whole counts of 0 or more for the hidden inner cells, kept when every shown
/// number fits. Slow and obvious: the second opinion on protection.
/// </summary>
internal static class ExhaustiveOracle
{
    /// <param name="beyond">Counts are tried up to the true one plus this; a range that reaches it is wider than any threshold asked here.</param>
    public static Dictionary<int, (long Least, long Most)> Ranges(ProtectedTable table, int beyond = 12)
    {
        var all = table.Table;
        var inner = Enumerable.Range(0, all.CellCount)
            .Where(c => Enumerable.Range(0, all.Dimensions.Count).All(d => !all.IsTotal(c, d))).ToArray();
        var hidden = inner.Where(c => table.Shown(c) is null).ToArray();
        // Each shown margin limits the hidden inner cells below it.
        var sums = new List<(int[] Members, long Left)>();
        for (var cell = 0; cell < all.CellCount; cell++)
        {
            if (table.Shown(cell) is not { } shown || inner.Contains(cell)) continue;
            var below = inner.Where(c => Enumerable.Range(0, all.Dimensions.Count).All(d => all.IsTotal(cell, d) || all.Level(c, d) == all.Level(cell, d))).ToArray();
            sums.Add((below.Where(hidden.Contains).Select(c => Array.IndexOf(hidden, c)).ToArray(), shown - below.Sum(c => table.Shown(c) ?? 0)));
        }
        var ranges = new Dictionary<int, (long, long)>();
        var trial = new long[hidden.Length];
        var left = sums.Select(s => s.Left).ToArray();
        var open = sums.Select(s => s.Members.Length).ToArray();
        var touching = hidden.Select((_, i) => Enumerable.Range(0, sums.Count).Where(s => sums[s].Members.Contains(i)).ToArray()).ToArray();
        if (Enumerable.Range(0, sums.Count).Any(s => open[s] == 0 && left[s] != 0)) throw new InvalidOperationException("shown numbers contradict");

        void Record()
        {
            for (var cell = 0; cell < all.CellCount; cell++)
            {
                if (table.Shown(cell) is not null) continue;
                long value = 0;
                foreach (var c in inner)
                    if (Enumerable.Range(0, all.Dimensions.Count).All(d => all.IsTotal(cell, d) || all.Level(c, d) == all.Level(cell, d)))
                        value += table.Shown(c) ?? trial[Array.IndexOf(hidden, c)];
                ranges[cell] = ranges.TryGetValue(cell, out var r) ? (Math.Min(r.Item1, value), Math.Max(r.Item2, value)) : (value, value);
            }
        }

        void Try(int i)
        {
            if (i == hidden.Length) { Record(); return; }
            var most = all.Values[hidden[i]] + beyond;
            foreach (var s in touching[i]) most = Math.Min(most, left[s]);
            for (long v = 0; v <= most; v++)
            {
                var fits = true;
                foreach (var s in touching[i]) { left[s] -= v; open[s]--; if (open[s] == 0 && left[s] != 0) fits = false; }
                trial[i] = v;
                if (fits) Try(i + 1);
                foreach (var s in touching[i]) { left[s] += v; open[s]++; }
            }
        }
        Try(0);
        return ranges;
    }
}
