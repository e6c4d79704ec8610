namespace Palermo.Analysis.Matching;

/// <summary>Damerau-Levenshtein distance: insertions, deletions, substitutions and swaps of neighbours, each of cost 1.</summary>
/// <remarks>
/// The restricted form (optimal string alignment): no part is edited twice, so CA to ABC is 3. Cost: product of the
/// lengths, or length times limit with a limit. Texts up to 64 units need no allocation.
/// </remarks>
public static class EditDistance
{
    /// <summary>The number of edits between two texts, by UTF-16 unit.</summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => Between<char>(a, b, int.MaxValue - 1);

    /// <summary>The number of edits, or <paramref name="limit"/> + 1 as soon as it is known to be more than the limit.</summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Between<char>(a, b, Math.Min(limit, int.MaxValue - 1));
    }

    internal static int Between<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int limit) where T : IEquatable<T>
    {
        while (a.Length > 0 && b.Length > 0 && a[0].Equals(b[0])) { a = a[1..]; b = b[1..]; }
        while (a.Length > 0 && b.Length > 0 && a[^1].Equals(b[^1])) { a = a[..^1]; b = b[..^1]; }
        if (Math.Abs(a.Length - b.Length) > limit) return limit + 1;
        if (a.Length == 0 || b.Length == 0) return Math.Max(a.Length, b.Length);
        var width = b.Length + 1;
        Span<int> rows = width <= 65 ? stackalloc int[width * 3] : new int[width * 3];
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var row = rows[(2 * width)..];
        for (var j = 0; j < width; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var same = a[i - 1].Equals(b[j - 1]);
                var cost = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && !same && a[i - 1].Equals(b[j - 2]) && a[i - 2].Equals(b[j - 1])) cost = Math.Min(cost, before[j - 2] + 1);
                row[j] = cost;
                least = Math.Min(least, cost);
            }
            if (least > limit) return limit + 1;
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return Math.Min(last[width - 1], limit == int.MaxValue - 1 ? last[width - 1] : limit + 1);
    }
}
