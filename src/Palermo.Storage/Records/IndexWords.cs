using Palermo.Kernel;

namespace Palermo.Storage.Records;

/// <summary>Words of the search index from text: each token and its keys. One thread uses it at a time.</summary>
/// <param name="kept">How many tokens are remembered with their keys: an import meets the same words again and again.</param>
internal sealed class IndexWords(ITextKeys keys, int kept)
{
    /// <summary>Words of one search row: a tsvector ends at 1 MB, and nobody searches for the 20,000th word of a text.</summary>
    private const int MostWords = 20_000;
    private const int LongestWord = 60;
    private readonly Dictionary<string, string[]> _known = new(StringComparer.Ordinal);
    private readonly List<string> _tokens = [], _keys = [];

    /// <summary>Adds the words of a text.</summary>
    public void Add(string text, HashSet<string> into)
    {
        _tokens.Clear();
        text = Vaults.ShortKey.WellFormed(text);
        keys.Tokens(text, _tokens);
        keys.Parts(text, _tokens);
        foreach (var token in _tokens)
        {
            if (into.Count >= MostWords) return;
            var words = WordsOf(token);
            if (!into.Add(words[0])) continue;
            for (var i = 1; i < words.Length; i++) into.Add(words[i]);
        }
    }

    private string[] WordsOf(string token)
    {
        if (kept > 0 && _known.TryGetValue(token, out var words)) return words;
        _keys.Clear();
        keys.Keys(token, _keys);
        words = new string[_keys.Count + 1];
        words[0] = Token(token);
        for (var i = 0; i < _keys.Count; i++) words[i + 1] = Key(_keys[i]);
        if (kept == 0) return words;
        if (_known.Count >= kept) _known.Clear();
        _known.Add(token, words);
        return words;
    }

    /// <summary>A token as the index holds it: apart from keys by its first letter.</summary>
    public static string Token(string token) => "t" + (token.Length <= LongestWord ? token : token[..LongestWord]);

    /// <summary>A key as the index holds it.</summary>
    public static string Key(string key) => "k" + (key.Length <= LongestWord ? key : key[..LongestWord]);
}
