namespace Palermo.Analysis.Matching;

/// <summary>Records to be linked: columns of text by field name. Immutable, safe for any number of threads.</summary>
public sealed class RecordTable
{
    private readonly Dictionary<string, TextColumn> columns;

    internal RecordTable(int count, int split, Dictionary<string, TextColumn> columns)
    {
        Count = count;
        Split = split;
        this.columns = columns;
    }

    /// <summary>Number of records.</summary>
    public int Count { get; }

    /// <summary>Records before this number came from the first file and only pairs across the two are wanted; 0 when one file is to be searched for doubles.</summary>
    public int Split { get; }

    /// <summary>Fields that are there.</summary>
    public IEnumerable<string> Fields => columns.Keys;

    /// <summary>The column of a field, or null when the table has none or it is empty throughout.</summary>
    public TextColumn? Find(string field) => columns.GetValueOrDefault(field) is { Distinct: > 1 } column ? column : null;

    /// <summary>Number of pairs that could be compared: all, or those across the two files.</summary>
    public double PairCount => Split > 0 ? (double)Split * (Count - Split) : Count * (Count - 1.0) / 2;

    /// <summary>This table with further records behind its own, for incremental linkage.</summary>
    /// <exception cref="ArgumentException">This table or the other holds two files.</exception>
    public RecordTable Append(RecordTable more)
    {
        ArgumentNullException.ThrowIfNull(more);
        if (Split > 0 || more.Split > 0) throw new ArgumentException("tables of two files cannot be appended", nameof(more));
        string[] fields = [.. Fields.Union(more.Fields)];
        var builder = new RecordTableBuilder(fields);
        foreach (var table in (RecordTable[])[this, more])
        {
            var from = fields.Select(f => table.columns.GetValueOrDefault(f)).ToArray();
            for (var r = 0; r < table.Count; r++)
            {
                foreach (var column in from) builder.Add(column is null ? default : column[r].AsSpan());
                builder.EndRecord();
            }
        }
        return builder.Build();
    }

    /// <summary>Builds a table from columns of equal length; null and blank are missing.</summary>
    /// <exception cref="ArgumentException">Columns of different lengths.</exception>
    public static RecordTable Of(params (string Field, string?[] Values)[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var builder = new RecordTableBuilder([.. columns.Select(c => c.Field)]);
        var count = columns.Length == 0 ? 0 : columns[0].Values.Length;
        foreach (var (field, values) in columns)
            if (values.Length != count) throw new ArgumentException($"column {field} has {values.Length} values where {count} are expected", nameof(columns));
        for (var r = 0; r < count; r++)
        {
            foreach (var (_, values) in columns) builder.Add(values[r]);
            builder.EndRecord();
        }
        return builder.Build();
    }
}
