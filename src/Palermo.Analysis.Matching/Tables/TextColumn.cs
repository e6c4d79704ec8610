namespace Palermo.Analysis.Matching;

/// <summary>A column of text in which every distinct value is kept once and records bear its number. 0 is "missing".</summary>
public sealed class TextColumn
{
    private readonly int[] ids;
    private readonly string[] values;

    internal TextColumn(string name, int[] ids, string[] values)
    {
        Name = name;
        this.ids = ids;
        this.values = values;
    }

    /// <summary>The field of the model that the column holds, such as <c>surname</c>.</summary>
    public string Name { get; }

    /// <summary>Number of distinct values, the missing one included.</summary>
    public int Distinct => values.Length;

    /// <summary>Number of the value of each record.</summary>
    public ReadOnlySpan<int> Ids => ids;

    internal int[] Numbers => ids;

    /// <summary>Distinct values by number; the first is empty and stands for missing.</summary>
    public ReadOnlySpan<string> Values => values;

    /// <summary>The text of one record; empty when missing.</summary>
    public string this[int record] => values[ids[record]];
}
