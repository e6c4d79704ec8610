namespace Palermo.Analysis.Estimation;

/// <summary>One attribute of many people: a code for each of them, and what the codes stand for.</summary>
public sealed record CodedColumn(string Name, IReadOnlyList<string> Categories, int[] Codes);

/// <summary>Attributes of many people, column by column: what is counted, protected and checked before anything is published.</summary>
public sealed class CodedTable
{
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Columns of different length, a name used twice, a code without a category.</exception>
    public CodedTable(IReadOnlyList<CodedColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0) throw new ArgumentException("A table of people has at least one column.", nameof(columns));
        Columns = columns;
        Rows = columns[0].Codes.Length;
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            if (column.Codes.Length != Rows) throw new ArgumentException($"Column '{column.Name}' has {column.Codes.Length} rows where the first has {Rows}.", nameof(columns));
            if (!_byName.TryAdd(column.Name, i)) throw new ArgumentException($"Two columns are called '{column.Name}'.", nameof(columns));
            foreach (var code in column.Codes)
                if ((uint)code >= column.Categories.Count) throw new ArgumentException($"Column '{column.Name}' has the code {code}, which stands for nothing.", nameof(columns));
        }
    }

    public IReadOnlyList<CodedColumn> Columns { get; }

    public int Rows { get; }

    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public CodedColumn this[string name] => _byName.TryGetValue(name, out var i) ? Columns[i]
        : throw new ArgumentException($"There is no column '{name}'; there are {string.Join(", ", Columns.Select(c => c.Name))}.", nameof(name));

    /// <summary>Counts people by some of the columns.</summary>
    /// <param name="weights">How many people each row stands for; null for one.</param>
    /// <remarks>Cost: rows times columns, on all cores.</remarks>
    public CountTable Count(IReadOnlyList<string> by, long[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (weights is not null && weights.Length != Rows) throw new ArgumentException($"{weights.Length} weights were given for {Rows} rows.", nameof(weights));
        var columns = by.Select(n => this[n]).ToArray();
        long size = 1;
        foreach (var column in columns)
        {
            size *= Math.Max(1, column.Categories.Count);
            if (size > CountTable.MostCells)
                throw new ArgumentException($"Counting by {string.Join(", ", by)} would make more than {CountTable.MostCells:N0} cells: use fewer or coarser columns.", nameof(by));
        }
        // No rows, no categories: an empty table still has a shape.
        var dimensions = columns.Select(c => new TableDimension(c.Name, c.Categories.Count == 0 ? ["(none)"] : c.Categories)).ToArray();
        var counts = new long[size];
        var merge = new object();
        var chunks = size > 1 << 16 ? 1 : Environment.ProcessorCount;
        Parallel.For(0, chunks, chunk =>
        {
            int from = (int)((long)Rows * chunk / chunks), to = (int)((long)Rows * (chunk + 1) / chunks);
            var local = chunks == 1 ? counts : new long[size];
            var cells = new int[Math.Min(4096, Math.Max(1, to - from))];
            for (var start = from; start < to; start += cells.Length)
            {
                var n = Math.Min(cells.Length, to - start);
                Array.Clear(cells);
                foreach (var column in columns)
                {
                    var width = column.Categories.Count;
                    var codes = column.Codes.AsSpan(start, n);
                    for (var i = 0; i < n; i++) cells[i] = cells[i] * width + codes[i];
                }
                if (weights is null) for (var i = 0; i < n; i++) local[cells[i]]++;
                else for (var i = 0; i < n; i++) local[cells[i]] += weights[start + i];
            }
            if (chunks == 1) return;
            lock (merge)
                for (var i = 0; i < counts.Length; i++) counts[i] += local[i];
        });
        return new CountTable(dimensions, counts);
    }
}
