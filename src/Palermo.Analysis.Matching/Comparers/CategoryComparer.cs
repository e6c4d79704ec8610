using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>Compares values of a short list: sex, region, colour. They are the same or not, whatever the letter case.</summary>
internal sealed class CategoryComparer : Comparer
{
    private readonly TextColumn column;
    private readonly int[] own;
    private readonly int distinct;
    private readonly float[] frequency;

    public CategoryComparer(TextColumn column)
    {
        this.column = column;
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var map = new int[column.Distinct];
        for (var v = 1; v < map.Length; v++)
        {
            var value = column.Values[v];
            if (!seen.TryGetValue(value, out map[v])) seen[value] = map[v] = seen.Count + 1;
        }
        distinct = seen.Count + 1;
        own = new int[column.Ids.Length];
        for (var r = 0; r < own.Length; r++) own[r] = map[column.Ids[r]];
        frequency = Frequencies(own, distinct);
    }

    public override string[] Names => LevelNames.Category;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Levels(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<byte> to)
    {
        for (var p = 0; p < left.Length; p++)
        {
            int a = own[left[p]], b = own[right[p]];
            to[p] = a == 0 || b == 0 ? Missing : a == b ? (byte)0 : (byte)1;
        }
    }

    public override float Frequency(int left, int right, byte level) => level == 0 ? frequency[own[left]] : 0;

    public override double ExactRate(RecordTable table) => SameRate(own, distinct, table.Split);

    public override (string Left, string Right) Values(int left, int right) => (column[left], column[right]);
}
