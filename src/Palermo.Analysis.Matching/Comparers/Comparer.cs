namespace Palermo.Analysis.Matching;

/// <summary>One comparison of two records: finds the level that a pair reaches. Made once for a table, then read by many threads.</summary>
internal abstract class Comparer
{
    /// <summary>The level of a pair in which either side lacks the value: it counts neither for nor against.</summary>
    public const byte Missing = 255;

    /// <summary>Names of the levels, best first; the last is "else".</summary>
    public abstract string[] Names { get; }

    /// <summary>Levels of many pairs at once.</summary>
    public abstract void Levels(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<byte> to);

    /// <summary>Relative frequency of the value on which the pair agrees at this level; 0 where frequency says nothing.</summary>
    public virtual float Frequency(int left, int right, byte level) => 0;

    /// <summary>Chance that two random records agree at the best level, exact from the counts; NaN where only sampling can tell.</summary>
    public virtual double ExactRate(RecordTable table) => double.NaN;

    /// <summary>What is compared, for a person to read.</summary>
    public abstract (string Left, string Right) Values(int left, int right);

    public byte Level(int left, int right)
    {
        byte level = 0;
        Levels([left], [right], new Span<byte>(ref level));
        return level;
    }

    /// <summary>Exact chance that two random records bear the same number, and neither 0; across the files when there are two.</summary>
    /// <param name="counting">Numbers whose agreement counts; null for all. Others still count as present.</param>
    protected static double SameRate(ReadOnlySpan<int> ids, int distinct, int split, bool[]? counting = null)
    {
        var first = new int[distinct];
        var second = split > 0 ? new int[distinct] : first;
        for (var r = 0; r < ids.Length; r++) (r < split || split == 0 ? first : second)[ids[r]]++;
        double same = 0, totalA = 0, totalB = 0;
        for (var v = 1; v < distinct; v++)
        {
            if (counting is null || counting[v]) same += split > 0 ? (double)first[v] * second[v] : first[v] * (first[v] - 1.0);
            totalA += first[v];
            totalB += second[v];
        }
        var pairs = split > 0 ? totalA * totalB : totalA * (totalA - 1);
        return pairs <= 0 ? double.NaN : same / pairs;
    }

    /// <summary>Relative frequency of each number among those that are not 0.</summary>
    protected static float[] Frequencies(ReadOnlySpan<int> ids, int distinct)
    {
        var counts = new int[distinct];
        foreach (var id in ids) counts[id]++;
        double total = Math.Max(1, ids.Length - counts[0]);
        var result = new float[distinct];
        for (var v = 1; v < distinct; v++) result[v] = (float)(counts[v] / total);
        return result;
    }
}
