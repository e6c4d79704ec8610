namespace Palermo.Analysis.Matching;

/// <summary>Compares two names of persons: 1 for the same name, 0 for nothing in common. Order of words does not count.</summary>
/// <remarks>
/// <para>Words are paired so that the sum of their similarities is greatest (exact assignment over at most 12 words). Two words are as
/// alike as the better of: one equivalence class, sound (<see cref="SoundSimilarity"/>) and spelling (Jaro-Winkler). A word on one
/// side may meet two words joined on the other (Gebre Mariam, Gebremariam). Words left over in the longer name cost less than words that differ.</para>
/// <para>Symmetric: Score(a, b) = Score(b, a). A score is no probability: calibrate it on judged pairs. Weights were set by hand
/// before any labelled pair was looked at.</para>
/// </remarks>
public static class NameComparator
{
    /// <summary>What a word that only one of two full names has weighs against one that both have.</summary>
    private const double LeftOverWeight = 0.4;

    /// <summary>Below this two words have nothing to do with each other.</summary>
    private const double Nothing = 0.5;

    /// <summary>Compares two names as written.</summary>
    public static double Score(string left, string right) => Score(NameProfile.Of(left), NameProfile.Of(right));

    /// <summary>Compares two prepared names.</summary>
    public static double Score(NameProfile left, NameProfile right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var (few, many) = InOrder(left.Words, right.Words);
        if (few.Length == 0) return 0;
        Span<double> likeness = stackalloc double[few.Length * many.Length];
        for (var i = 0; i < few.Length; i++)
            for (var j = 0; j < many.Length; j++)
                likeness[i * many.Length + j] = WordSimilarity(few[i], many[j]);
        Span<int> partner = stackalloc int[few.Length];
        WordAssignment.Best(likeness, few, many, partner);
        double sum = 0, weight = 0;
        var paired = 0;
        for (var i = 0; i < few.Length; i++)
        {
            var s = partner[i] < 0 ? 0 : likeness[i * many.Length + partner[i]];
            var w = partner[i] < 0 ? few[i].Weight : (few[i].Weight + many[partner[i]].Weight) / 2;
            sum += w * s;
            weight += w;
            if (partner[i] >= 0) paired |= 1 << partner[i];
        }
        var extra = 0.0;
        for (var j = 0; j < many.Length; j++)
            if ((paired >> j & 1) == 0) extra += many[j].Weight;
        var full = few.Sum(w => w.Weight) > 1.5 ? LeftOverWeight : 1.0;
        var apart = sum / (weight + full * extra);
        return Math.Max(apart, Joined(left.Words, right.Words));
    }

    /// <summary>How alike two words are, 0 to 1.</summary>
    internal static double WordSimilarity(in NameProfile.Word a, in NameProfile.Word b)
    {
        if (a.Letters.AsSpan().SequenceEqual(b.Letters)) return 1;
        if (a.Class >= 0 && a.Class == b.Class) return 0.97;
        if (a.Opaque || b.Opaque)
            return 1 - (double)EditDistance.Between<byte>(a.Letters, b.Letters, 512) / Math.Max(a.Letters.Length, b.Letters.Length) is var s && s >= 0.6 ? s : 0;
        if (a.Letters.Length == 1 || b.Letters.Length == 1) return a.Letters[0] == b.Letters[0] ? 0.8 : 0;
        var open = a.VowelsLeftOut != b.VowelsLeftOut;
        var sound = SoundSimilarity.Of(a.Sounds, b.Sounds, open);
        if (!open)
        {
            var spelling = JaroWinkler.Similarity<byte>(a.Letters, b.Letters);
            sound = Math.Max(sound, 0.5 * sound + 0.5 * spelling);
        }
        return sound < Nothing ? 0 : Math.Min(sound, 0.99);
    }

    /// <summary>The whole names run together, for words parted differently: ABD ALLAH, ABDALLAH; VAN DERMEER, VANDER MEER.</summary>
    private static double Joined(NameProfile.Word[] a, NameProfile.Word[] b)
    {
        if (a.Length == b.Length) return 0;
        Span<byte> left = stackalloc byte[SoundSimilarity.MaxSounds], right = stackalloc byte[SoundSimilarity.MaxSounds];
        var n = Concatenate(a, left);
        var m = Concatenate(b, right);
        if (n == 0 || m == 0) return 0;
        var s = SoundSimilarity.Of(left[..n], right[..m], a[0].VowelsLeftOut != b[0].VowelsLeftOut);
        return s >= 0.9 ? s * 0.98 : 0;
    }

    private static int Concatenate(NameProfile.Word[] words, Span<byte> to)
    {
        var n = 0;
        foreach (var word in words)
            foreach (var sound in word.Sounds)
                if (n < to.Length && (n == 0 || to[n - 1] != sound)) to[n++] = sound;
        return n;
    }

    /// <summary>The shorter list first; of two equally long, by their letters, so that the score is symmetric to the last bit.</summary>
    private static (NameProfile.Word[] Few, NameProfile.Word[] Many) InOrder(NameProfile.Word[] a, NameProfile.Word[] b)
    {
        if (a.Length != b.Length) return a.Length < b.Length ? (a, b) : (b, a);
        for (var i = 0; i < a.Length; i++)
        {
            var order = a[i].Letters.AsSpan().SequenceCompareTo(b[i].Letters);
            if (order != 0) return order < 0 ? (a, b) : (b, a);
        }
        return (a, b);
    }
}
