using Palermo.Analysis.Matching;

namespace Palermo.Node.Cli.Sets;

/// <summary>
/// The keys under which a name meets other spellings of it in a private set: each pair of words, in either order, by their
/// canonical keys; with the year of birth where it is known.
/// </summary>
/// <remarks>
/// One word is too little (every Mohammed would meet every other), so a name of several words needs two in common. The
/// form follows the rules (entity-matching 7.2): a kind before the key, so that names never meet phones; words in order
/// of their keys, since customs differ in which name comes first. Keys of another <see cref="NameKeys.Version"/> do not meet.
/// </remarks>
internal static class NameSetKeys
{
    /// <summary>The most keys a name may give: the sides pay for each with two multiplications.</summary>
    public const int MaxKeys = 48;

    /// <param name="year">Year of birth, to be part of every key; null leaves it out.</param>
    public static IReadOnlyList<string> Of(string name, int? year)
    {
        var words = NameKeys.ByWord(name);
        var tail = year is { } y ? $"|{y}" : "";
        var keys = new List<string>();
        if (words.Count == 1)
            foreach (var key in words[0]) Add($"nm1.{NameKeys.Version}:{key}{tail}");
        for (var i = 0; i < words.Count; i++)
            for (var j = i + 1; j < words.Count; j++)
                foreach (var first in words[i])
                    foreach (var second in words[j])
                    {
                        var (low, high) = string.CompareOrdinal(first, second) <= 0 ? (first, second) : (second, first);
                        if (low != high) Add($"nm2.{NameKeys.Version}:{low}|{high}{tail}");
                    }
        return keys;

        void Add(string key)
        {
            if (keys.Count < MaxKeys && !keys.Contains(key)) keys.Add(key);
        }
    }
}
