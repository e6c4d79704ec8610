using System.Globalization;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Lists;

/// <summary>Counts by value. A value is counted to one more than <see cref="RecordPage.CountCap"/>, which means "more than".</summary>
internal static class FacetCounts
{
    private const int Most = RecordPage.CountCap + 1;

    public static async ValueTask<IReadOnlyList<FacetCount>> OfAsync(Vault vault, Connection connection, RecordQuery query, AllowedClasses allowed)
    {
        var filter = await ListFilter.OfAsync(vault, connection, query, allowed);
        if (filter.Empty) return [];
        if (query.Kind is null) return await ByKindAsync(vault, connection, filter, allowed, query.IncludeWithdrawn);
        return filter.KindOnly && !query.IncludeWithdrawn
            ? await OfKindAsync(connection, filter.Kind!.Value, allowed)
            : await OfMatchesAsync(vault, connection, filter);
    }

    private static async ValueTask<IReadOnlyList<FacetCount>> ByKindAsync(Vault vault, Connection connection, ListFilter filter, AllowedClasses allowed, bool withdrawn)
    {
        if (!filter.KindOnly)
        {
            var rows = await connection.QueryAsync(
                $"SELECT m.kind, count(*) FROM (SELECT {(filter.Repeats ? "DISTINCT " : "")}r.kind, r.rid FROM {filter.From}{filter.Where}) AS m GROUP BY m.kind", r => (r.GetInt64(0), r.GetInt64(1)), [.. filter.Args]);
            List<FacetCount> named = [];
            foreach (var (kind, count) in rows) named.Add(new("kind", await vault.Names.Terms.GetAsync(connection, kind), (int)Math.Min(count, Most)));
            return [.. named.OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal)];
        }
        List<FacetCount> counts = [];
        foreach (var kind in vault.Catalogue.Kinds.Where(k => k.Compartment == vault.Compartment))
        {
            if (await vault.Names.FindTermAsync(connection, kind.Name) is not { } id) continue;
            var count = await connection.NumberAsync(
                $"SELECT count(*) FROM (SELECT 1 FROM record r WHERE r.kind = @p0 AND r.cid IN ({allowed.Sql}) AND (r.flags & {(withdrawn ? 2 : 3)}) = 0 LIMIT {Most}) AS counted", id) ?? 0;
            if (count > 0) counts.Add(new("kind", kind.Name, (int)count));
        }
        return [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal)];
    }

    /// <summary>A whole kind: each value's rows are counted where they lie, and no further than they are shown.</summary>
    private static async ValueTask<IReadOnlyList<FacetCount>> OfKindAsync(Connection connection, long kind, AllowedClasses allowed)
    {
        var codes = await connection.QueryAsync("SELECT id, field, value FROM facet_code WHERE kind = @p0", r => (Id: r.GetInt64(0), Field: r.GetString(1), Value: r.GetString(2)), kind);
        List<FacetCount> counts = [];
        foreach (var code in codes)
        {
            var count = await connection.NumberAsync($"SELECT count(*) FROM (SELECT 1 FROM facet f WHERE f.code = @p0 AND f.cid IN ({allowed.Sql}) LIMIT {Most}) AS counted", code.Id) ?? 0;
            if (count > 0) counts.Add(new(code.Field, code.Value, (int)count));
        }
        return Sorted(counts);
    }

    /// <summary>What a filter finds: the values lie in each record's own row.</summary>
    private static async ValueTask<IReadOnlyList<FacetCount>> OfMatchesAsync(Vault vault, Connection connection, ListFilter filter)
    {
        var tally = new Dictionary<long, int>();
        var last = -1L;
        await connection.QueryAsync($"SELECT r.rid, r.facets FROM {filter.From}{filter.Where} AND r.facets IS NOT NULL{(filter.Repeats ? " ORDER BY " + filter.RidOrder : "")}", row =>
        {
            var rid = row.GetInt64(0);
            if (rid == last) return 0;
            last = rid;
            foreach (var code in IndexRows.Unpack((byte[])row[1])) tally[code] = tally.GetValueOrDefault(code) + 1;
            return 0;
        }, [.. filter.Args]);
        List<FacetCount> counts = [];
        foreach (var (code, count) in tally)
        {
            var facet = await vault.Names.Facets.GetAsync(connection, code);
            counts.Add(new(facet.Field, facet.Value, Math.Min(count, Most)));
        }
        return Sorted(counts);
    }

    private static FacetCount[] Sorted(List<FacetCount> counts) =>
        [.. counts.OrderBy(c => c.Field, StringComparer.Ordinal).ThenByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal)];
}
