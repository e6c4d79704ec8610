using Palermo.Kernel;
using Palermo.Storage.Records;

namespace Palermo.Storage.Lists;

/// <summary>What somebody typed, as groups of index words: one of each group must occur.</summary>
internal static class SearchWords
{
    private const int MostGroups = 20;

    /// <summary>
    /// Each word stands for its token or any of its keys (another script, another spelling); words in quotes for their tokens alone. The last
    /// word, while it is being typed, also for whatever begins with it.
    /// </summary>
    /// <returns>No group where the text holds no word: then nothing is found.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Parse(string text, ITextKeys keys)
    {
        List<IReadOnlyList<string>> groups = [];
        var tokens = new List<string>();
        var found = new List<string>();
        text = Vaults.ShortKey.WellFormed(text);
        var parts = text.Split('"');
        for (var i = 0; i < parts.Length && groups.Count < MostGroups; i++)
        {
            var quoted = i % 2 == 1;
            tokens.Clear();
            keys.Tokens(parts[i], tokens);
            for (var t = 0; t < tokens.Count && groups.Count < MostGroups; t++)
            {
                List<string> group = [IndexWords.Token(tokens[t])];
                if (!quoted)
                {
                    found.Clear();
                    keys.Keys(tokens[t], found);
                    foreach (var key in found.Distinct()) group.Add(IndexWords.Key(key));
                    var typing = i == parts.Length - 1 && t == tokens.Count - 1 && !char.IsWhiteSpace(text[^1]) && tokens[t].Length >= 2;
                    if (typing) group.Add(IndexWords.Token(tokens[t]) + "*");
                }
                groups.Add(group);
            }
        }
        return groups;
    }
}
