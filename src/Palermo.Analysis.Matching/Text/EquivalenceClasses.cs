using System.Collections.Frozen;
using System.Text;

namespace Palermo.Analysis.Matching;

/// <summary>A dictionary of names that are one name under several spellings (Diallo, Jallow, Djalo), editable by its users.</summary>
/// <remarks>
/// Looked up after transliteration, first by spelling, then by consonant skeleton, so that جالو and a spelling nobody listed find
/// their class too. A skeleton that two classes share, or of one consonant, is not used.
/// </remarks>
public sealed class EquivalenceClasses
{
    private readonly FrozenDictionary<ulong, int> bySpelling;
    private readonly FrozenDictionary<ulong, int> bySkeleton;
    private readonly byte[][] keys;

    private EquivalenceClasses(int version, FrozenDictionary<ulong, int> bySpelling, FrozenDictionary<ulong, int> bySkeleton, byte[][] keys)
    {
        Version = version;
        this.bySpelling = bySpelling;
        this.bySkeleton = bySkeleton;
        this.keys = keys;
    }

    /// <summary>The classes that come with the library.</summary>
    public static EquivalenceClasses Default { get; } = LoadDefault();

    /// <summary>Version stated in the file; part of <see cref="NameKeys.Version"/>'s meaning, since it changes keys.</summary>
    public int Version { get; }

    /// <summary>Number of classes.</summary>
    public int Count => keys.Length;

    /// <summary>Reads classes: a line <c>version N</c>, then lines <c>HEAD = MEMBER MEMBER</c>; <c>#</c> begins a comment.</summary>
    /// <exception cref="FormatException">A line that is none of these, or a name in two classes; names line and mend.</exception>
    public static EquivalenceClasses Parse(TextReader reader, string file = "equivalence classes")
    {
        var version = 0;
        var spelling = new Dictionary<ulong, int>();
        var skeleton = new Dictionary<ulong, int>();
        var keys = new List<byte[]>();
        var number = 0;
        Span<byte> bones = stackalloc byte[Skeleton.MaxLength + 2];
        while (reader.ReadLine() is { } line)
        {
            number++;
            var text = line.Split('#')[0].Trim();
            if (text.Length == 0) continue;
            if (text.StartsWith("version ", StringComparison.Ordinal) && int.TryParse(text[8..], out version)) continue;
            var sides = text.Split('=', StringSplitOptions.TrimEntries);
            if (sides.Length != 2 || sides[0].Length == 0 || sides[0].Contains(' '))
                throw new FormatException($"{file} line {number}: expected HEAD = MEMBER MEMBER, found '{text}'");
            foreach (var member in sides[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(sides[0]))
            {
                var word = Word(member) ?? throw new FormatException($"{file} line {number}: '{member}' is not one word of letters A to Z");
                if (spelling.TryGetValue(KeyHash.Of(word), out var other) && other != keys.Count)
                    throw new FormatException($"{file} line {number}: {member} is already in class {Encoding.ASCII.GetString(keys[other])}; a name may be in one class only");
                spelling[KeyHash.Of(word)] = keys.Count;
                var open = Reading.Plain;
                var n = Skeleton.Build(word, Reading.Plain, bones, ref open);
                if (n < 2 || n == 2 && bones[1] is (byte)'A' or (byte)'I' or (byte)'U') continue;
                var hash = KeyHash.Of(bones[..n]);
                skeleton[hash] = skeleton.TryGetValue(hash, out var claimed) && claimed != keys.Count ? -1 : keys.Count;
            }
            keys.Add(Encoding.ASCII.GetBytes("1" + sides[0]));
        }
        return new EquivalenceClasses(version, spelling.ToFrozenDictionary(),
            skeleton.Where(s => s.Value >= 0).ToFrozenDictionary(), [.. keys]);
    }

    /// <summary>The class of a word, or -1. A short skeleton speaks only for scripts that leave vowels out.</summary>
    internal int Find(ReadOnlySpan<byte> word, ReadOnlySpan<byte> skeleton, bool vowelsLeftOut)
    {
        if (bySpelling.TryGetValue(KeyHash.Of(word), out var found)) return found;
        if (skeleton.Length < (vowelsLeftOut ? 2 : 3)) return -1;
        return bySkeleton.TryGetValue(KeyHash.Of(skeleton), out found) ? found : -1;
    }

    /// <summary>The key all members share: a digit no skeleton begins with, then the head's spelling.</summary>
    internal ReadOnlySpan<byte> Key(int index) => keys[index];

    private static byte[]? Word(string member)
    {
        var parser = new NameParser();
        parser.Parse(member);
        return parser.Tokens.Length == 1 ? parser.Letters(parser.Tokens[0]).ToArray() : null;
    }

    private static EquivalenceClasses LoadDefault()
    {
        using var stream = typeof(EquivalenceClasses).Assembly.GetManifestResourceStream("equivalence-classes.txt")!;
        using var reader = new StreamReader(stream);
        return Parse(reader);
    }
}
