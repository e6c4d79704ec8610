using System.Numerics;
using Palermo.Kernel;

namespace Palermo.Storage.Records;

/// <summary>
/// Everything by which a record is to be found, with the class of the statement that each piece comes from (null: the record's own). Made from
/// the body alone, so that an import prepares it on a second thread, and so that it can be made again to be compared.
/// </summary>
internal sealed class IndexPlan
{
    /// <summary>Search rows of a record: the record's own and up to 15 by statement class.</summary>
    private const int MostSearchRows = 16, MostJoined = 4;

    /// <summary>Raised when the rows that are made from the same keys change: the store then makes them again.</summary>
    public const int Version = 2;


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

    public static IndexPlan Of(Kind kind, object body, AccessClass record, ITextKeys keys) => Of(kind, body, record, new IndexWords(keys, kept: 0));

    public static IndexPlan Of(Kind kind, object body, AccessClass record, IndexWords keys)
    {
        var index = kind.Index(body);
        AccessClass? Own(Handling? statement) => statement is null ? null : record.ForStatement(statement) is var strict && strict == record ? null : strict;

        var mixed = false;
        foreach (var field in kind.Fields)
            if (field.IsSourced && field.Get(body) is ISourced sourced)
                foreach (var statement in sourced.Statements) mixed |= Own(statement.Handling) is not null;

        List<(AccessClass? Class, HashSet<string> Words)> searches = [(null, [])];
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
            keys.Add(text.Text, searches[row].Words);
        }
        // A person's name may have a marking of its own and his town none: both words together find the record for who may see both.
        foreach (var (own, words) in searches)
            if (own is not null) words.UnionWith(searches[0].Words);
        Join(searches);

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

    /// <summary>
    /// Words of statements with different markings find the record together for who may see them all: each set of markings has a row too, under the
    /// strictest of them. Above four markings there are more sets than rows, and each marking's words stand alone.
    /// </summary>
    private static void Join(List<(AccessClass? Class, HashSet<string> Words)> searches)
    {
        var own = searches.Count - 1;
        if (own is < 2 or > MostJoined) return;
        for (var set = 1; set < 1 << own; set++)
        {
            if (BitOperations.IsPow2(set)) continue;
            var members = Enumerable.Range(1, own).Where(i => (set & 1 << (i - 1)) != 0).ToArray();
            var strictest = members.Skip(1).Aggregate(searches[members[0]].Class!, (access, i) => access.ForStatement(searches[i].Class!.Handling));
            var row = searches.FindIndex(s => s.Class == strictest);
            if (row < 0)
            {
                row = searches.Count;
                searches.Add((strictest, []));
            }
            foreach (var i in members) searches[row].Words.UnionWith(searches[i].Words);
        }
    }

    private static string ShortKey(string value) => Vaults.ShortKey.Of(value);
}
