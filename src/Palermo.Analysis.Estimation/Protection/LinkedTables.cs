namespace Palermo.Analysis.Estimation;

/// <summary>Tables of all pairs of attributes, protected together.</summary>
/// <param name="Tables">One table for each pair, in the order of the attributes.</param>
/// <param name="Rounds">Rounds until all tables agreed on what the totals show.</param>
/// <param name="Narrow">Hidden totals whose ranges in all tables together stay narrower than the threshold; empty when all is well.</param>
public sealed record LinkedResult(IReadOnlyList<ProtectedTable> Tables, int Rounds, IReadOnlyList<string> Narrow);

/// <summary>Protects many two-way tables of the same people, which share their totals.</summary>
/// <remarks>
/// The totals of an attribute appear in every table of it, so a total hidden in one is hidden in all; tables are protected anew until
/// nothing changes, and a hidden total must keep its width in all tables taken together. Each table by itself is exact. What an outsider
/// could derive from several inner cells of different tables, which are all sums of one many-way table, is not examined: for that see
/// <see cref="Differencing"/> on the few tables that matter, or noise. Cost: one pass over the people for each pair; then as
/// <see cref="SmallCounts"/> for each table.
/// </remarks>
public static class LinkedTables
{
    private const int MostRounds = 50;

    /// <summary>Counts and protects every pair of the columns.</summary>
    public static LinkedResult Protect(CodedTable people, IReadOnlyList<string> columns, int threshold = SmallCounts.DefaultThreshold, SmallCountOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count < 2) throw new ArgumentException("Pairs are made of two columns or more.", nameof(columns));
        if (people.Rows == 0) throw new ArgumentException("There are no people to count.", nameof(people));
        var pairs = (from a in Enumerable.Range(0, columns.Count) from b in Enumerable.Range(a + 1, columns.Count - 1 - a) select (A: a, B: b)).ToArray();
        var counts = PairCounts.Of(people, columns, pairs);
        var hidden = columns.Select(c => new bool[people[c].Categories.Count + 1]).ToArray();
        var tables = new ProtectedTable?[pairs.Length];
        var stale = Enumerable.Repeat(true, pairs.Length).ToArray();
        var rounds = 0;
        List<string> narrow = [];
        while (rounds++ < MostRounds)
        {
            Parallel.For(0, pairs.Length, i =>
            {
                if (stale[i]) tables[i] = SmallCounts.Protect(counts[i], threshold, options, Forced(counts[i], hidden[pairs[i].A], hidden[pairs[i].B]));
            });
            Array.Clear(stale);
            var changed = new bool[columns.Count];
            for (var i = 0; i < pairs.Length; i++)
            {
                Gather(tables[i]!, 0, hidden[pairs[i].A], ref changed[pairs[i].A]);
                Gather(tables[i]!, 1, hidden[pairs[i].B], ref changed[pairs[i].B]);
            }
            // The grand total is everybody's: hidden in one, hidden in all.
            if (hidden.Any(h => h[^1])) for (var c = 0; c < hidden.Length; c++) if (!hidden[c][^1]) hidden[c][^1] = changed[c] = true;
            if (!changed.Any(c => c))
            {
                narrow = Narrow(columns, pairs, tables!, hidden, threshold, changed);
                if (!changed.Any(c => c)) break;
            }
            for (var i = 0; i < pairs.Length; i++) stale[i] = changed[pairs[i].A] || changed[pairs[i].B];
        }
        return new LinkedResult(tables!, rounds, narrow);
    }

    /// <summary>Cells that the other tables already hide: totals of either attribute.</summary>
    private static int[] Forced(CountTable table, bool[] first, bool[] second)
    {
        var cells = new List<int>();
        for (var l = 0; l < first.Length; l++) if (first[l]) cells.Add(table.Index(l, second.Length - 1));
        for (var l = 0; l < second.Length; l++) if (second[l]) cells.Add(table.Index(first.Length - 1, l));
        return [.. cells.Distinct()];
    }

    private static void Gather(ProtectedTable table, int dimension, bool[] hidden, ref bool changed)
    {
        var other = table.Dimensions[1 - dimension].Categories.Count;
        for (var l = 0; l < hidden.Length; l++)
        {
            if (hidden[l] || (dimension == 0 ? table[l, other] : table[other, l]) is not null) continue;
            hidden[l] = changed = true;
        }
    }

    /// <summary>Hidden totals that all tables together narrow too far; hides one more total of that attribute where one is left.</summary>
    private static List<string> Narrow(IReadOnlyList<string> columns, (int A, int B)[] pairs, ProtectedTable[] tables, bool[][] hidden, int threshold, bool[] changed)
    {
        var narrow = new List<string>();
        for (var c = 0; c < columns.Count; c++)
        {
            if (!hidden[c].Any(h => h)) continue;
            var ranges = new Dictionary<int, (long Least, long Most)>();
            CountTable? any = null;
            var at = 0;
            for (var i = 0; i < pairs.Length; i++)
            {
                if (pairs[i].A != c && pairs[i].B != c) continue;
                at = pairs[i].A == c ? 0 : 1;
                any = tables[i].Table;
                var system = new HiddenSystem(any, tables[i].States);
                var other = any.Dimensions[1 - at].Categories.Count;
                foreach (var part in system.Parts)
                    foreach (var cell in part.Cells)
                    {
                        if (any.Level(cell, 1 - at) != other) continue;
                        var (least, most, _) = system.Ranges(part).Of(cell);
                        var level = any.Level(cell, at);
                        var (low, high) = ranges.GetValueOrDefault(level, (0, long.MaxValue));
                        ranges[level] = (Math.Max(low, least), Math.Min(high, most ?? long.MaxValue));
                    }
            }
            var dimension = any!.Dimensions[at];
            foreach (var (level, (least, most)) in ranges.OrderBy(r => r.Key))
            {
                if (most - least >= threshold) continue;
                narrow.Add($"{columns[c]} {(level == dimension.Categories.Count ? "total" : dimension.Categories[level])}: {least} to {most}");
                var next = Enumerable.Range(0, hidden[c].Length).Where(l => !hidden[c][l])
                    .OrderBy(l => l == hidden[c].Length - 1).ThenBy(l => at == 0 ? any.Values[any.Index(l, any.Dimensions[1].Categories.Count)] : any.Values[any.Index(any.Dimensions[0].Categories.Count, l)])
                    .Cast<int?>().FirstOrDefault();
                if (next is { } more) hidden[c][more] = changed[c] = true;
                break;
            }
        }
        return narrow;
    }
}

/// <summary>Counts all pairs of columns in one pass over the people.</summary>
internal static class PairCounts
{
    private const int Block = 4096;

    public static CountTable[] Of(CodedTable people, IReadOnlyList<string> columns, (int A, int B)[] pairs)
    {
        var codes = columns.Select(c => people[c]).ToArray();
        foreach (var (a, b) in pairs)
            if ((long)codes[a].Categories.Count * codes[b].Categories.Count > CountTable.MostCells / 16)
                throw new ArgumentException($"The columns '{columns[a]}' and '{columns[b]}' make more than {CountTable.MostCells / 16:N0} cells together: use coarser categories.", nameof(columns));
        var counts = pairs.Select(p => new long[codes[p.A].Categories.Count * codes[p.B].Categories.Count]).ToArray();
        var workers = Environment.ProcessorCount;
        var gate = new object();
        Parallel.For(0, workers, w =>
        {
            int from = (int)((long)people.Rows * w / workers), to = (int)((long)people.Rows * (w + 1) / workers);
            var local = counts.Select(c => new int[c.Length]).ToArray();
            for (var start = from; start < to; start += Block)
            {
                var n = Math.Min(Block, to - start);
                for (var i = 0; i < pairs.Length; i++)
                {
                    var a = codes[pairs[i].A].Codes.AsSpan(start, n);
                    var b = codes[pairs[i].B].Codes.AsSpan(start, n);
                    var width = codes[pairs[i].B].Categories.Count;
                    var histogram = local[i];
                    for (var r = 0; r < a.Length; r++) histogram[a[r] * width + b[r]]++;
                }
            }
            lock (gate)
                for (var i = 0; i < counts.Length; i++)
                    for (var c = 0; c < counts[i].Length; c++) counts[i][c] += local[i][c];
        });
        return [.. pairs.Select((p, i) => new CountTable(
            [new TableDimension(columns[p.A], codes[p.A].Categories), new TableDimension(columns[p.B], codes[p.B].Categories)], counts[i]))];
    }
}
