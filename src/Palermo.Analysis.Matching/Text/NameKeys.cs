using System.Text;

namespace Palermo.Analysis.Matching;

/// <summary>
/// Canonical keys of a name: two spellings of one name, in any of the scripts read, share at least one key as a rule.
/// محمد, Mohammed and Muhammad share <c>MHMD</c>; جالو, Diallo and Jallow share <c>JL</c> and their class <c>1DIALLO</c>.
/// </summary>
/// <remarks>
/// <para>A key is a consonant skeleton, or <c>1</c> and the head of an equivalence class. A word gives one to eight: its plain reading, its
/// class, and other readings of spellings that two customs read differently (French and English CH, Turkish and Somali C).
/// ABD and ABU are joined to the word they belong to; articles, connectors (bin, ould) and initials give none.</para>
/// <para>Keys find candidates; they do not decide. Many different names share a key (Omar, Amir and Amr): rank what they find with
/// <see cref="NameComparator"/>. Keys consist of A to Z and digits only, so they can be stored as search terms.</para>
/// <para>Time is linear in the name; at most 2,048 characters, 512 letters and 32 words are read. Thread-safe.
/// Rules: domain page entity-matching, sections 3.1 to 3.5.</para>
/// </remarks>
public static class NameKeys
{
    /// <summary>Changes whenever a name may give other keys than before; store it beside keys, and rebuild them when it differs.</summary>
    public const int Version = 1;

    /// <summary>The most keys that one name can have: size for the span given to <see cref="Hashes"/>.</summary>
    public const int MaxKeys = NameKeyBuilder.MaxKeys;

    [ThreadStatic]
    private static NameKeyBuilder? builder;

    /// <summary>All keys of the name, without repetition, in the order of its words.</summary>
    /// <param name="name">A name in any script; empty gives no keys.</param>
    public static IReadOnlyList<string> Of(string name) => Of(name, EquivalenceClasses.Default);

    /// <summary>All keys of the name under a dictionary of your own.</summary>
    public static IReadOnlyList<string> Of(string name, EquivalenceClasses classes)
    {
        ArgumentNullException.ThrowIfNull(name);
        var keys = Built(name, classes);
        var result = new string[keys.Count];
        for (var i = 0; i < result.Length; i++) result[i] = Encoding.ASCII.GetString(keys.Key(i));
        return result;
    }

    /// <summary>The keys of each word apart, for keys made of several words (two names and a year of birth).</summary>
    public static IReadOnlyList<IReadOnlyList<string>> ByWord(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var keys = Built(name, EquivalenceClasses.Default);
        var words = new List<List<string>>();
        var last = -1;
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys.WordOf(i) != last) words.Add([]);
            last = keys.WordOf(i);
            words[^1].Add(Encoding.ASCII.GetString(keys.Key(i)));
        }
        return words;
    }

    /// <summary>The keys as 64-bit hashes, for bulk work: allocates nothing for names that are in normal form.</summary>
    /// <param name="to">Room for the hashes; <see cref="MaxKeys"/> always suffices, keys that do not fit are left out.</param>
    /// <returns>How many were written. The hash of a key never changes under one <see cref="Version"/>.</returns>
    public static int Hashes(ReadOnlySpan<char> name, Span<ulong> to)
    {
        var keys = Built(name, EquivalenceClasses.Default);
        var n = Math.Min(to.Length, keys.Count);
        keys.Hashes[..n].CopyTo(to);
        return n;
    }

    private static NameKeyBuilder Built(ReadOnlySpan<char> name, EquivalenceClasses classes)
    {
        var keys = builder ??= new NameKeyBuilder();
        keys.Build(name, classes);
        return keys;
    }
}
