namespace Palermo.Analysis.Matching;

/// <summary>How alike two words sound: a weighted edit distance over sounds, as a share of what the longer word weighs.</summary>
/// <remarks>Cost: product of the lengths; no allocation up to 40 sounds each, and words are cut at that.</remarks>
internal static class SoundSimilarity
{
    public const int MaxSounds = 40;

    /// <summary>1 for equal sounds, 0 for nothing in common.</summary>
    /// <param name="vowelsLeftOut">True when the script of either word leaves short vowels out: missing vowels then cost next to nothing.</param>
    public static double Of(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, bool vowelsLeftOut)
    {
        if (a.Length > MaxSounds) a = a[..MaxSounds];
        if (b.Length > MaxSounds) b = b[..MaxSounds];
        if (a.SequenceEqual(b)) return 1;
        var drop = Sounds.Drop(vowelsLeftOut);
        var replace = Sounds.Replacements;
        const int width = MaxSounds + 1;
        Span<float> before = stackalloc float[width], last = stackalloc float[width], row = stackalloc float[width];
        last[0] = 0;
        float weightA = 0, weightB = 0;
        for (var j = 0; j < b.Length; j++) last[j + 1] = weightB += drop[b[j]];
        for (var i = 0; i < a.Length; i++)
        {
            var left = drop[a[i]];
            row[0] = weightA += left;
            var costs = replace.AsSpan(a[i] * Sounds.Kinds, Sounds.Kinds);
            for (var j = 0; j < b.Length; j++)
            {
                var best = Math.Min(last[j + 1] + left, row[j] + drop[b[j]]);
                best = Math.Min(best, last[j] + costs[b[j]]);
                if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j]) best = Math.Min(best, before[j - 1] + 0.7f);
                row[j + 1] = best;
            }
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        var weight = Math.Max(weightA, weightB);
        return weight <= 0 ? 0 : Math.Clamp(1 - last[b.Length] / weight, 0, 1);
    }
}
