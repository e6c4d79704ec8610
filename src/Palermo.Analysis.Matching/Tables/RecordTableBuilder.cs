namespace Palermo.Analysis.Matching;

/// <summary>Fills a table record by record, value by value, keeping each distinct value once.</summary>
/// <remarks>Values longer than <see cref="MaxValueLength"/> are cut, so that a hostile field costs bounded memory. Several fields may have the same name: the first that is not blank counts.</remarks>
public sealed class RecordTableBuilder
{
    /// <summary>Characters of a value that are kept.</summary>
    public const int MaxValueLength = 512;

    private readonly string[] fields;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>[] lookups;
    private readonly List<string>[] values;
    private readonly int[] columnOf;
    private int[][] ids;
    private int field, count, split;

    /// <summary>A builder for records with these fields, in this order.</summary>
    public RecordTableBuilder(IReadOnlyList<string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        this.fields = [.. fields.Distinct()];
        columnOf = [.. fields.Select(f => Array.IndexOf(this.fields, f))];
        lookups = [.. this.fields.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>())];
        values = [.. this.fields.Select(_ => new List<string> { "" })];
        ids = [.. this.fields.Select(_ => new int[1024])];
    }

    /// <summary>Records so far.</summary>
    public int Count => count;

    /// <summary>Adds the next value of the record; blank or null is missing.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        var c = columnOf[field++];
        text = text.Trim();
        if (text.Length > MaxValueLength) text = text[..MaxValueLength];
        if (count == ids[c].Length) Array.Resize(ref ids[c], count * 2);
        if (text.Length == 0 || ids[c][count] != 0) return;
        if (!lookups[c].TryGetValue(text, out var id))
        {
            id = values[c].Count;
            lookups[c][text] = id;
            values[c].Add(text.ToString());
        }
        ids[c][count] = id;
    }

    /// <summary>Ends the record; values not given are missing.</summary>
    public void EndRecord()
    {
        for (var c = 0; c < ids.Length; c++)
            if (count == ids[c].Length) Array.Resize(ref ids[c], count * 2);
        field = 0;
        count++;
    }

    /// <summary>Says that what follows is the second file: only pairs across the two will be compared.</summary>
    public void EndFirstFile() => split = count;

    /// <summary>The table of all that was added.</summary>
    public RecordTable Build()
    {
        var columns = new Dictionary<string, TextColumn>();
        for (var c = 0; c < fields.Length; c++)
        {
            Array.Resize(ref ids[c], count);
            columns[fields[c]] = new TextColumn(fields[c], ids[c], [.. values[c]]);
        }
        return new RecordTable(count, split, columns);
    }
}
