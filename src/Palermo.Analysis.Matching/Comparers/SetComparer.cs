using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>Compares fields that hold several values, parted by ; or |: telephone numbers, nationalities, aliases. One in common is enough.</summary>
internal sealed class SetComparer : Comparer
{
    private const byte Shared = 0, Near = 1, Else = 2;

    private readonly TextColumn column;
    private readonly int[][] members;
    private readonly int[][] tails;
    private readonly float[] frequency;

    /// <param name="normalise">One form of a member, or null when it is of no use.</param>
    /// <param name="tail">What two members that are nearly the same have in common (the last eight digits of a telephone number); null for no such level.</param>
    public SetComparer(TextColumn column, Func<string, string?> normalise, Func<string, string>? tail = null)
    {
        this.column = column;
        members = new int[column.Distinct][];
        tails = new int[column.Distinct][];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var v = 0; v < members.Length; v++)
        {
            var values = column.Values[v].Split([';', '|'], 16, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(normalise).OfType<string>().Where(m => m.Length > 0).Distinct().ToList();
            members[v] = [.. values.Select(m => Number(seen, m))];
            tails[v] = tail is null ? [] : [.. values.Select(tail).Where(t => t.Length > 0).Select(t => Number(ends, t))];
        }
        frequency = new float[seen.Count];
        var total = 0;
        foreach (var id in column.Ids)
            foreach (var member in members[id]) { frequency[member]++; total++; }
        for (var m = 0; m < frequency.Length; m++) frequency[m] /= Math.Max(1, total);
    }

    public override string[] Names => LevelNames.Set;

    private static int Number(Dictionary<string, int> seen, string text)
    {
        if (!seen.TryGetValue(text, out var number)) seen[text] = number = seen.Count;
        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Levels(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<byte> to)
    {
        var ids = column.Ids;
        for (var p = 0; p < left.Length; p++)
        {
            int a = ids[left[p]], b = ids[right[p]];
            to[p] = members[a].Length == 0 || members[b].Length == 0 ? Missing
                : Meet(members[a], members[b]) ? Shared : Meet(tails[a], tails[b]) ? Near : Else;
        }
    }

    private static bool Meet(int[] a, int[] b)
    {
        foreach (var x in a)
            if (b.AsSpan().Contains(x)) return true;
        return false;
    }

    public override float Frequency(int left, int right, byte level)
    {
        if (level != Shared) return 0;
        var least = 1f;
        foreach (var x in members[column.Ids[left]])
            if (members[column.Ids[right]].AsSpan().Contains(x)) least = Math.Min(least, frequency[x]);
        return least;
    }

    public override (string Left, string Right) Values(int left, int right) => (column[left], column[right]);
}
