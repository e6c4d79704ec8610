using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>Compares the names that are neither given name nor surname: middle names, father's and grandfather's names, names of land or tribe.</summary>
internal sealed class OtherNamesComparer(PersonNames names, int records) : Comparer
{
    private const byte Shared = 0, Alike = 1, Else = 2;

    private readonly float[] frequency = Count(names, records);

    public override string[] Names => LevelNames.Other;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Levels(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<byte> to)
    {
        for (var p = 0; p < left.Length; p++)
        {
            var a = names.Extra(left[p]);
            var b = names.Extra(right[p]);
            to[p] = a.Length == 0 || b.Length == 0 ? Missing : Compare(a, b);
        }
    }

    private byte Compare(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        foreach (var x in a)
            if (b.Contains(x)) return Shared;
        foreach (var x in a)
            foreach (var y in b)
                if (names.Pool.JaroWinklerOf(x, y, 0.9) >= 0.9 || names.Pool.Length(x) == 1 && names.Pool.Letters(x)[0] == names.Pool.Letters(y)[0]) return Alike;
        return Else;
    }

    public override float Frequency(int left, int right, byte level)
    {
        if (level != Shared) return 0;
        var least = 1f;
        foreach (var x in names.Extra(left))
            if (names.Extra(right).Contains(x)) least = Math.Min(least, frequency[x]);
        return least;
    }

    public override (string Left, string Right) Values(int left, int right) => (Text(left), Text(right));

    private string Text(int record)
    {
        var words = new List<string>();
        foreach (var word in names.Extra(record)) words.Add(names.Text(word));
        return string.Join(' ', words);
    }

    private static float[] Count(PersonNames names, int records)
    {
        var counts = new float[names.Pool.Count];
        var total = 0;
        for (var r = 0; r < records; r++)
            foreach (var word in names.Extra(r)) { counts[word]++; total++; }
        for (var w = 0; w < counts.Length; w++) counts[w] /= Math.Max(1, total);
        return counts;
    }
}
