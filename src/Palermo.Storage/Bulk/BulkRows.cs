using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Bulk;

/// <summary>Numbers that are the same for every row of a batch.</summary>
internal sealed record BatchNumbers(long Kind, long Class, long Head, long State, long By, long Source, long Import, long At, long Review, int BodyVersion);

/// <summary>What the store knows of a reference of the source.</summary>
internal readonly record struct KnownReference(long Rid, byte[]? Hash);

/// <summary>A row of an index, sorted before it is written so that neighbours in the tree are written together.</summary>
internal readonly record struct IdentifierRow(string Value, long Type, long Rid, long Class);

/// <summary>A link of a new record.</summary>
internal readonly record struct LinkRow(long Rid, long Role, byte[] Target, long Class);

/// <summary>A value of a facet of a new record.</summary>
internal readonly record struct FacetRow(long Code, long Rid) : IComparable<FacetRow>
{
    public int CompareTo(FacetRow other) => Code != other.Code ? Code.CompareTo(other.Code) : Rid.CompareTo(other.Rid);
}

/// <summary>A search row of a new record, with its class where that is a statement's.</summary>
internal readonly record struct SearchRow(long Sid, long? Class, PreparedRow Row, int Index);

/// <summary>A place beside the first, or one with a marking of its own.</summary>
internal readonly record struct PlaceRow(IndexedPlace Place, long Rid, long Class);

/// <summary>The new records of a batch, table by table.</summary>
internal sealed class NewRows
{
    public List<PreparedRow> Records { get; } = [];
    public List<IdentifierRow> Identifiers { get; } = [];
    public List<LinkRow> Links { get; } = [];
    public List<FacetRow> Facets { get; } = [];
    public List<SearchRow> Searches { get; } = [];
    public List<PlaceRow> Places { get; } = [];

    /// <summary>Resolves names to numbers.</summary>
    public async ValueTask AddAsync(PreparedRow row, Naming naming, BatchNumbers numbers, Dictionary<IndexedFacet, long> codes)
    {
        var plan = row.Plan;
        Records.Add(row);
        foreach (var (value, type, own) in plan.Identifiers)
            Identifiers.Add(new(value, await naming.TermAsync(type), row.Rid, own is null ? numbers.Class : await naming.ClassAsync(own)));
        foreach (var (role, target, own) in plan.Links)
            Links.Add(new(row.Rid, await naming.TermAsync(role), target.ToBytes(), own is null ? numbers.Class : await naming.ClassAsync(own)));
        foreach (var (place, own) in plan.Places)
            Places.Add(new(place, row.Rid, own is null ? numbers.Class : await naming.ClassAsync(own)));
        for (var k = 0; k < plan.Searches.Count; k++)
            Searches.Add(new(row.Rid << 4 | (long)k, plan.Searches[k].Class is { } own ? await naming.ClassAsync(own) : null, row, k));
        if (plan.Facets.Count == 0) return;
        var packed = new long[plan.Facets.Count];
        for (var i = 0; i < packed.Length; i++)
        {
            if (!codes.TryGetValue(plan.Facets[i], out packed[i]))
                codes.Add(plan.Facets[i], packed[i] = await naming.FacetAsync(numbers.Kind, plan.Facets[i].Field, ShortKey.Of(plan.Facets[i].Value)));
            Facets.Add(new(packed[i], row.Rid));
        }
        row.Facets = IndexRows.Pack(packed);
    }

    public void Sort()
    {
        Identifiers.Sort((a, b) => string.CompareOrdinal(a.Value, b.Value));
        Facets.Sort();
    }
}

/// <summary>Writes the rows of a batch by the database's quickest way.</summary>
internal interface IBulkTable : IDisposable
{
    /// <summary>Gives the next numbers of records to the rows whose references are new, in their order.</summary>
    /// <returns>Of the others: what is known of them, by their keys.</returns>
    ValueTask<Dictionary<string, KnownReference>> ClaimAsync(Connection connection, long source, IReadOnlyList<PreparedRow> rows, Writing writing);

    ValueTask InsertAsync(Connection connection, NewRows rows, BatchNumbers numbers);
}
