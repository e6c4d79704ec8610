using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Palermo.Analysis.Matching;

/// <summary>Distinct words in capital Latin letters, each in 32 bytes, with what is needed to compare them fast.</summary>
/// <remarks>
/// Longer words are cut at 32 letters. Jaro-Winkler uses one 256-bit comparison a letter: about 15 ns for names of 7 letters,
/// and gives what <see cref="JaroWinkler"/> gives (tested). Filled by one thread, then read by many.
/// </remarks>
internal sealed class WordPool
{
    public const int Stride = 32;

    private readonly Dictionary<ulong, int> index = [];
    private Word[] words = new Word[1024];
    private byte[] letters = new byte[Stride * 1024];

    public WordPool() => words[0].Class = -1;

    /// <summary>What is asked of a word most often, in one place of memory.</summary>
    private struct Word
    {
        public ulong Skeleton;
        public uint Mask;
        public short Class;
        public byte Length;
        public bool VowelsLeftOut;
    }

    public int Count { get; private set; } = 1;

    /// <summary>The number of a word; 0 is "none".</summary>
    public int Intern(ReadOnlySpan<byte> word, bool leavesVowelsOut = false)
    {
        if (word.Length == 0) return 0;
        if (word.Length > Stride) word = word[..Stride];
        var hash = KeyHash.Of(word) ^ (leavesVowelsOut ? 0x5555UL : 0);
        if (index.TryGetValue(hash, out var id)) return id;
        id = Count++;
        if (id == words.Length)
        {
            Array.Resize(ref words, id * 2);
            Array.Resize(ref letters, id * 2 * Stride);
        }
        word.CopyTo(letters.AsSpan(id * Stride));
        Span<byte> bones = stackalloc byte[Skeleton.MaxLength + 2];
        var open = Reading.Plain;
        var n = Skeleton.Build(word, Reading.Plain, bones, ref open);
        words[id] = new Word
        {
            Skeleton = n == 0 ? 0 : KeyHash.Of(bones[..n]),
            Mask = MaskOf(word),
            Class = (short)EquivalenceClasses.Default.Find(word, bones[..n], leavesVowelsOut),
            Length = (byte)word.Length,
            VowelsLeftOut = leavesVowelsOut,
        };
        index[hash] = id;
        return id;
    }

    private static uint MaskOf(ReadOnlySpan<byte> word)
    {
        var mask = 0u;
        foreach (var c in word) mask |= 1u << (c & 31);
        return mask;
    }

    public int Length(int word) => words[word].Length;

    public ulong SkeletonOf(int word) => words[word].Skeleton;

    public int ClassOf(int word) => words[word].Class;

    public ReadOnlySpan<byte> Letters(int word) => letters.AsSpan(word * Stride, words[word].Length);

    /// <summary>Whether the two are of scripts of which only one writes its vowels, so that letters do not compare.</summary>
    public bool AcrossVowels(int a, int b) => words[a].VowelsLeftOut != words[b].VowelsLeftOut;

    public double Sound(int a, int b)
    {
        Span<byte> left = stackalloc byte[SoundSimilarity.MaxSounds], right = stackalloc byte[SoundSimilarity.MaxSounds];
        var n = Sounds.Write(Letters(a), left);
        var m = Sounds.Write(Letters(b), right);
        return SoundSimilarity.Of(left[..n], right[..m], AcrossVowels(a, b));
    }

    /// <summary>Jaro-Winkler similarity, or 0 as soon as the letters that both have show that it stays below <paramref name="least"/>.</summary>
    public double JaroWinklerOf(int a, int b, double least)
    {
        ref var x = ref words[a];
        ref var y = ref words[b];
        double m = Math.Min(x.Length - BitOperations.PopCount(x.Mask & ~y.Mask), y.Length - BitOperations.PopCount(y.Mask & ~x.Mask));
        if (m <= 0) return 0;
        var jaro = (m / x.Length + m / y.Length + 1) / 3;
        var most = letters[a * Stride] == letters[b * Stride] ? jaro + 0.4 * (1 - jaro) : jaro;
        return most < least ? 0 : JaroWinklerOf(a, b);
    }

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double JaroWinklerOf(int a, int b)
    {
        int la = words[a].Length, lb = words[b].Length;
        if (la == 0 || lb == 0) return 0;
        ref var left = ref letters[a * Stride];
        ref var right = ref letters[b * Stride];
        var window = Math.Max(0, Math.Max(la, lb) / 2 - 1);
        var all = Vector256.LoadUnsafe(ref right);
        uint takenA = 0, takenB = 0, end = lb == 32 ? uint.MaxValue : (1u << lb) - 1;
        for (var i = 0; i < la; i++)
        {
            var low = i - window;
            var high = i + window + 1;
            var mask = (high >= 32 ? uint.MaxValue : (1u << high) - 1) & (low > 0 ? low >= 32 ? 0 : uint.MaxValue << low : uint.MaxValue) & end & ~takenB;
            var same = Vector256.Equals(all, Vector256.Create(Unsafe.Add(ref left, i))).ExtractMostSignificantBits() & mask;
            if (same == 0) continue;
            takenA |= 1u << i;
            takenB |= same & (uint)-(int)same;
        }
        var matches = BitOperations.PopCount(takenA);
        if (matches == 0) return 0;
        var crossed = 0;
        while (takenA != 0)
        {
            if (Unsafe.Add(ref left, BitOperations.TrailingZeroCount(takenA)) != Unsafe.Add(ref right, BitOperations.TrailingZeroCount(takenB))) crossed++;
            takenA &= takenA - 1;
            takenB &= takenB - 1;
        }
        double m = matches;
        var jaro = (m / la + m / lb + (m - crossed / 2) / m) / 3;
        var prefix = 0;
        while (prefix < 4 && prefix < la && prefix < lb && Unsafe.Add(ref left, prefix) == Unsafe.Add(ref right, prefix)) prefix++;
        return jaro + prefix * 0.1 * (1 - jaro);
    }

    /// <summary>True when one insertion, deletion, substitution or swap of neighbours makes the one word the other.</summary>
    public bool OneEdit(int a, int b) => OneEdit(Letters(a), Letters(b));

    public static bool OneEdit(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (Math.Abs(a.Length - b.Length) > 1) return false;
        var front = a.CommonPrefixLength(b);
        a = a[front..];
        b = b[front..];
        var back = 0;
        while (back < a.Length && back < b.Length && a[^(back + 1)] == b[^(back + 1)]) back++;
        a = a[..^back];
        b = b[..^back];
        return a.Length <= 1 && b.Length <= 1 || a.Length == 2 && b.Length == 2 && a[0] == b[1] && a[1] == b[0];
    }
}
