using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>Compares short texts of several words: streets, places, occupations, names of organisations and vessels.</summary>
internal sealed class TextComparer : Comparer
{
    private const byte Exact = 0, Near = 1, Contained = 2, Partly = 3, Else = 4;

    private readonly TextColumn column;
    private readonly WordPool pool = new();
    private readonly int[] whole;
    private readonly int[][] words;
    private readonly int[] own;
    private readonly float[] frequency;
    private readonly float[] wordFrequency;

    /// <param name="drop">Words that say nothing here: legal forms of companies, prefixes of ships, kinds of street.</param>
    public TextComparer(TextColumn column, IReadOnlySet<string>? drop = null)
    {
        this.column = column;
        whole = new int[column.Distinct];
        words = new int[column.Distinct][];
        words[0] = [];
        var parser = new NameParser();
        Span<byte> joined = stackalloc byte[WordPool.Stride];
        for (var v = 1; v < whole.Length; v++)
        {
            parser.Parse(column.Values[v]);
            var list = new List<int>(4);
            var n = 0;
            foreach (var token in parser.Tokens)
            {
                var letters = parser.Letters(token);
                if (drop is not null && drop.Contains(System.Text.Encoding.ASCII.GetString(letters)) && parser.Tokens.Length > 1) continue;
                list.Add(pool.Intern(letters, token.LeavesVowelsOut));
                var room = Math.Min(letters.Length, joined.Length - n);
                letters[..room].CopyTo(joined[n..]);
                n += room;
            }
            whole[v] = pool.Intern(joined[..n]);
            words[v] = [.. list.Distinct()];
        }
        own = new int[column.Ids.Length];
        for (var r = 0; r < own.Length; r++) own[r] = whole[column.Ids[r]];
        frequency = Frequencies(own, pool.Count);
        wordFrequency = WordFrequencies();
    }

    public override string[] Names => LevelNames.Text;

    private float[] WordFrequencies()
    {
        var counts = new float[pool.Count];
        foreach (var id in column.Ids)
            foreach (var word in words[id]) counts[word]++;
        for (var w = 0; w < counts.Length; w++) counts[w] /= Math.Max(1, column.Ids.Length);
        return counts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Levels(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<byte> to)
    {
        for (var p = 0; p < left.Length; p++)
        {
            int a = own[left[p]], b = own[right[p]];
            to[p] = a == 0 || b == 0 ? Missing : a == b ? Exact : Differing(a, b, words[column.Ids[left[p]]], words[column.Ids[right[p]]]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte Differing(int a, int b, int[] x, int[] y)
    {
        if (pool.AcrossVowels(x[0], y[0])) return pool.Sound(a, b) >= 0.8 ? Near : Else;
        if (pool.JaroWinklerOf(a, b, 0.92) >= 0.92 || pool.OneEdit(a, b) && pool.Length(a) >= 4) return Near;
        if (x.Length == 1 && y.Length == 1) return Else;
        var shared = 0;
        var rare = false;
        foreach (var word in x)
        {
            if (!y.Contains(word)) continue;
            shared++;
            rare |= wordFrequency[word] < 0.01;
        }
        if (shared == 0) return Else;
        if (shared == Math.Min(x.Length, y.Length)) return Contained;
        return rare || 2 * shared >= Math.Max(x.Length, y.Length) ? Partly : Else;
    }

    public override float Frequency(int left, int right, byte level)
    {
        if (level == Exact) return frequency[own[left]];
        if (level == Near) return Math.Max(frequency[own[left]], frequency[own[right]]);
        if (level == Else) return 0;
        var product = 1f;
        foreach (var word in words[column.Ids[left]])
            if (words[column.Ids[right]].Contains(word)) product = Math.Min(product, wordFrequency[word]);
        return product;
    }

    public override double ExactRate(RecordTable table) => SameRate(own, pool.Count, table.Split);

    public override (string Left, string Right) Values(int left, int right) => (column[left], column[right]);
}
