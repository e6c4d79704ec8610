using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>Compares codes: postcodes, document numbers, serial numbers. One slip of the pen and misread signs have levels of their own.</summary>
internal sealed class CodeComparer : Comparer
{
    private const byte Exact = 0, OneEdit = 1, Begins = 2, Else = 3;

    private readonly TextColumn column;
    private readonly WordPool pool = new();
    private readonly int[] words;
    private readonly int[] folded;
    private readonly int[] own;
    private readonly float[] frequency;

    /// <param name="normalise">Brings a value to one form; null or empty means that it is of no use.</param>
    public CodeComparer(TextColumn column, Func<string, string?> normalise)
    {
        this.column = column;
        words = new int[column.Distinct];
        folded = new int[column.Distinct];
        Span<byte> letters = stackalloc byte[WordPool.Stride];
        for (var v = 1; v < words.Length; v++)
        {
            var value = normalise(column.Values[v]);
            if (string.IsNullOrEmpty(value)) continue;
            words[v] = Intern(value, letters);
            folded[v] = Intern(IdentifierText.FoldConfusions(value), letters);
        }
        own = new int[column.Ids.Length];
        for (var r = 0; r < own.Length; r++) own[r] = words[column.Ids[r]];
        frequency = Frequencies(own, pool.Count);
    }

    public override string[] Names => LevelNames.Code;

    private int Intern(string value, Span<byte> letters)
    {
        var n = 0;
        foreach (var c in value)
            if (n < letters.Length) letters[n++] = c < 0x80 ? (byte)c : (byte)'?';
        return pool.Intern(letters[..n]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Levels(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<byte> to)
    {
        for (var p = 0; p < left.Length; p++)
        {
            int a = own[left[p]], b = own[right[p]];
            to[p] = a == 0 || b == 0 ? Missing : a == b ? Exact : Differing(a, b, column.Ids[left[p]], column.Ids[right[p]]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte Differing(int a, int b, int valueA, int valueB)
    {
        var x = pool.Letters(a);
        var y = pool.Letters(b);
        if (x.Length >= 4 && y.Length >= 4 && WordPool.OneEdit(x, y)) return OneEdit;
        if (folded[valueA] == folded[valueB]) return OneEdit;
        var half = Math.Max(x.Length, y.Length) / 2;
        return half >= 2 && x.CommonPrefixLength(y) >= half ? Begins : Else;
    }

    public override float Frequency(int left, int right, byte level) => level switch
    {
        Exact => frequency[own[left]],
        OneEdit => Math.Max(frequency[own[left]], frequency[own[right]]),
        _ => 0,
    };

    public override double ExactRate(RecordTable table) => SameRate(own, pool.Count, table.Split);

    public override (string Left, string Right) Values(int left, int right) => (column[left], column[right]);
}
