namespace Palermo.Analysis.PrivateSets;

/// <summary>
/// The asker's elements (persons, phones, vessels) and the keys under which each may meet its like: one key where the
/// identifier is exact, several where spellings differ.
/// </summary>
/// <remarks>
/// Equal keys of several elements are sent once: a repeated element in a message would tell the other side how often.
/// Give keys of different kinds a prefix ("ph:", "doc:", "nm:"), so that a phone never meets a document.
/// </remarks>
public sealed class KeySet
{
    private readonly List<string> _keys = [];
    private readonly List<int[]> _keysOfElement = [];

    private KeySet()
    {
    }

    /// <summary>One key an element.</summary>
    public static KeySet OfKeys(IEnumerable<string> keys) => OfElements(keys.Select(key => (IReadOnlyList<string>)[key]));

    /// <summary>Several keys an element; an element without a key is kept and never matches.</summary>
    public static KeySet OfElements(IEnumerable<IReadOnlyList<string>> elements)
    {
        var set = new KeySet();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var keys in elements)
        {
            var own = new List<int>(keys.Count);
            foreach (var key in keys)
            {
                if (string.IsNullOrEmpty(key)) throw new ArgumentException($"Element {set._keysOfElement.Count} has an empty key; leave it out.", nameof(elements));
                if (!known.TryGetValue(key, out var number))
                {
                    known.Add(key, number = set._keys.Count);
                    set._keys.Add(key);
                }
                if (!own.Contains(number)) own.Add(number);
            }
            set._keysOfElement.Add([.. own]);
        }
        return set;
    }

    /// <summary>Elements, in the order given.</summary>
    public int Elements => _keysOfElement.Count;

    /// <summary>Distinct keys of all elements.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>Numbers of the keys (places in <see cref="Keys"/>) of one element.</summary>
    public IReadOnlyList<int> KeysOf(int element) => _keysOfElement[element];
}
