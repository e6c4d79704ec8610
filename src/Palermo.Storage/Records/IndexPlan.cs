using Palermo.Kernel;

namespace Palermo.Storage.Records;

/// <summary>
/// Everything by which a record is to be found, with the class of the statement that each piece comes from (null: the record's own). Made from
/// the body alone, so that an import prepares it on a second thread, and so that it can be made again to be compared.
/// </summary>
internal sealed class IndexPlan
{
    /// <summary>Search rows of a record: the record's own and up to 15 by statement class.</summary>
    private const int MostSearchRows = 16;
    /// <summary>Words of one search row: a tsvector ends at 1 MB, and nobody searches for the 20,000th word of a text.</summary>
    private const int MostWords = 20_000;
    private const int LongestWord = 60;

    public required string Title { get; init; }
    public required EventTime? Time { get; init; }
    public required IndexedPlace? Place { get; init; }
    public required bool Mixed { get; init; }
    public required IReadOnlyList<(string Value, string Type, AccessClass? Class)> Identifiers { get; init; }
    /// <summary>Places beside <see cref="Place"/>, which lies in the record's own row.</summary>
    public required IReadOnlyList<(IndexedPlace Place, AccessClass? Class)> Places { get; init; }
    public required IReadOnlyList<(string Role, RecordId Target, AccessClass? Class)> Links { get; init; }
    public required IReadOnlyList<IndexedFacet> Facets { get; init; }
    /// <summary>Row 0 is the record's own, and may be empty; each other row holds what its class adds to it, and row 0 again.</summary>
    public required IReadOnlyList<(AccessClass? Class, HashSet<string> Words)> Searches { get; init; }

    public static IndexPlan Of(Kind kind, object body, AccessClass record, ITextKeys keys)
    {
        var index = kind.Index(body);
        AccessClass? Own(Handling? statement) => statement is null ? null : record.ForStatement(statement) is var strict && strict == record ? null : strict;

        var mixed = false;
        foreach (var field in kind.Fields)
            if (field.IsSourced && field.Get(body) is ISourced sourced)
                foreach (var statement in sourced.Statements) mixed |= Own(statement.Handling) is not null;

        List<(AccessClass? Class, HashSet<string> Words)> searches = [(null, [])];
        var tokens = new List<string>();
        foreach (var text in index.Texts)
        {
            var own = Own(text.Statement);
            var row = searches.FindIndex(s => s.Class == own);
            if (row < 0)
            {
                if (searches.Count == MostSearchRows)
                {
                    // No row left: the strictest of both, so that a hit still discloses nothing.
                    row = searches.Count - 1;
                    searches[row] = (searches[row].Class!.ForStatement(own!.Handling), searches[row].Words);
                }
                else
                {
                    row = searches.Count;
                    searches.Add((own, []));
                }
            }
            Words(text.Text, keys, tokens, searches[row].Words);
        }
        // A person's name may have a marking of its own and his town none: both words together find the record for who may see both.
        foreach (var (own, words) in searches)
            if (own is not null) words.UnionWith(searches[0].Words);

        var first = index.Places.FirstOrDefault(p => Own(p.Statement) is null);
        return new()
        {
            Title = Vaults.ShortKey.WellFormed(index.Title), Time = index.Time, Mixed = mixed, Facets = [.. index.Facets.Distinct()], Searches = searches,
            Place = first,
            Identifiers = [.. index.Identifiers.Select(i => (ShortKey(i.Value), i.Type, Own(i.Statement))).Distinct()],
            Places = [.. index.Places.Where(p => !ReferenceEquals(p, first)).Select(p => (p with { Statement = null }, Own(p.Statement))).Distinct()],
            Links = [.. index.Links.Select(l => (l.Role, l.Target, Own(l.Statement))).Distinct()],
        };
    }

    private static string ShortKey(string value) => Vaults.ShortKey.Of(value);

    private static void Words(string text, ITextKeys keys, List<string> tokens, HashSet<string> into)
    {
        tokens.Clear();
        text = Vaults.ShortKey.WellFormed(text);
        keys.Tokens(text, tokens);
        keys.Parts(text, tokens);
        var found = new List<string>();
        foreach (var token in tokens)
        {
            if (into.Count >= MostWords) return;
            if (!into.Add(Token(token))) continue;
            found.Clear();
            keys.Keys(token, found);
            foreach (var key in found) into.Add(Key(key));
        }
    }

    /// <summary>A token as the index holds it: apart from keys by its first letter.</summary>
    public static string Token(string token) => "t" + (token.Length <= LongestWord ? token : token[..LongestWord]);

    /// <summary>A key as the index holds it.</summary>
    public static string Key(string key) => "k" + (key.Length <= LongestWord ? key : key[..LongestWord]);
}
