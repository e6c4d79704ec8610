using Palermo.Storage.Databases;
using Palermo.Storage.Lists;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Keeping;

/// <summary>Makes a record's index again from its body, and compares it with the rows.</summary>
internal sealed class IndexCheck(Vault vault, Connection connection)
{
    public async ValueTask<List<string>> FaultsAsync(StoredRecord record)
    {
        List<string> faults = [];
        var version = await connection.FirstAsync($"SELECT {StoredVersion.Columns} FROM version v WHERE v.seq = @p0", StoredVersion.Read, record.Seq);
        if (version is null || version.Rid != record.Rid || version.Number != record.Version)
        {
            faults.Add("its newest version is missing.");
            return faults;
        }
        var head = await vault.Names.Heads.GetAsync(connection, version.Head);
        if (head.Class != record.Class) faults.Add("its access class is not that of its newest version.");
        if (version.State != record.State) faults.Add("its state is not that of its newest version.");
        if (version.Body is null)
        {
            if (!record.Erased) faults.Add("its body is missing, and it was not erased.");
            return faults;
        }
        var kind = vault.Catalogue.Kind(head.Header.Kind);
        var access = await vault.Names.Classes.GetAsync(connection, record.Class);
        var plan = IndexPlan.Of(kind, kind.Read(version.Body, version.BodyVersion), access, vault.Catalogue.Keys);
        if (plan.Title != record.Title || plan.Time != record.Time || plan.Mixed != record.Mixed || plan.Searches.Count != record.Searches) faults.Add("its row in the list is not what its body says.");
        if (plan.Place is { } place && (record.Place is not { } shown || shown.Latitude != place.Latitude || shown.Longitude != place.Longitude)) faults.Add("its place in the list is not that of its body.");
        foreach (var (value, type, own) in plan.Identifiers)
            if (await CountAsync("SELECT count(*) FROM identifier i JOIN term t ON t.id = i.type WHERE i.value = @p0 AND i.rid = @p1 AND t.text = @p2 AND i.cid = @p3", value, record.Rid, type, await ClassAsync(own, record)) != 1)
                faults.Add($"an identifier of type {type} is not indexed.");
        foreach (var (at, own) in plan.Places)
            if (await CountAsync("SELECT count(*) FROM place p WHERE p.lat = @p0 AND p.lon = @p1 AND p.rid = @p2 AND p.cid = @p3", at.Latitude, at.Longitude, record.Rid, await ClassAsync(own, record)) < 1) faults.Add("a place is not indexed.");
        if (await CountAsync("SELECT count(*) FROM link l WHERE l.rid = @p0", record.Rid) != plan.Links.Count) faults.Add("its links are not those of its body.");
        var codes = IndexRows.Unpack(record.Facets);
        if (codes.Length != plan.Facets.Count) faults.Add("its filtered values are not those of its body.");
        foreach (var code in codes)
        {
            var facet = await vault.Names.Facets.GetAsync(connection, code);
            if (!plan.Facets.Any(f => f.Field == facet.Field && ShortKey.Of(f.Value) == facet.Value)
                || await CountAsync("SELECT count(*) FROM facet f WHERE f.code = @p0 AND f.rid = @p1 AND f.cid = @p2", record.Withdrawn ? -code : code, record.Rid, record.Class) != 1)
                faults.Add($"its value of '{facet.Field}' is not indexed.");
        }
        for (var k = 0; k < plan.Searches.Count; k++)
            if (plan.Searches[k].Words.Count > 0 && !await SearchedAsync(record.Rid << 4 | (long)k, plan.Searches[k].Words)) faults.Add("its words are not in the search index.");
        return faults;
    }

    private async ValueTask<bool> SearchedAsync(long sid, HashSet<string> words)
    {
        // Some words stand for all: the first, the last and those between at even steps.
        var asked = words.Where((_, i) => i % Math.Max(1, words.Count / 8) == 0).Select(w => (IReadOnlyList<string>)[w]).ToArray();
        var from = vault.Db.SearchFrom("@p0");
        return await CountAsync($"SELECT count(*) FROM {from} AND {vault.Db.SearchOrder} = @p1", vault.Db.SearchQuery(asked), sid) == 1;
    }

    private async ValueTask<long> ClassAsync(Kernel.AccessClass? own, StoredRecord record)
    {
        if (own is null) return record.Class;
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(own.ToCanonicalText()));
        return await connection.NumberAsync("SELECT id FROM access_class WHERE hash = @p0", hash) ?? -1;
    }

    private async ValueTask<long> CountAsync(string sql, params object?[] args) => await connection.NumberAsync(sql, args) ?? 0;
}
