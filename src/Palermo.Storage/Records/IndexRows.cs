using System.Buffers.Binary;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Records;

/// <summary>Writes and removes the rows by which a record is found.</summary>
internal static class IndexRows
{
    /// <summary>Adds the rows of a plan.</summary>
    /// <param name="cid">The record's class.</param>
    /// <returns>The numbers of the facet values, for the record's own row.</returns>
    public static async ValueTask<byte[]?> AddAsync(Vault vault, Connection connection, Naming naming, long rid, long kind, long cid, IndexPlan plan, bool withdrawn)
    {
        async ValueTask<long> Class(AccessClass? own) => own is null ? cid : await naming.ClassAsync(own);
        foreach (var (value, type, own) in plan.Identifiers)
            await connection.ExecuteAsync("INSERT INTO identifier(value, type, rid, cid) VALUES (@p0, @p1, @p2, @p3)", value, await naming.TermAsync(type), rid, await Class(own));
        foreach (var (place, own) in plan.Places)
            await connection.ExecuteAsync("INSERT INTO place(lat, lon, rid, cid, radius) VALUES (@p0, @p1, @p2, @p3, @p4)", place.Latitude, place.Longitude, rid, await Class(own), place.RadiusMetres);
        foreach (var (role, target, own) in plan.Links)
            await connection.ExecuteAsync("INSERT INTO link(rid, role, target, cid) VALUES (@p0, @p1, @p2, @p3)", rid, await naming.TermAsync(role), target.ToBytes(), await Class(own));
        for (var k = 0; k < plan.Searches.Count; k++)
        {
            var (own, words) = plan.Searches[k];
            await vault.Db.AddSearchAsync(connection, rid << 4 | (long)k, rid, own is null ? null : await Class(own), words);
        }
        var codes = new List<long>();
        foreach (var facet in plan.Facets) codes.Add(await naming.FacetAsync(kind, facet.Field, ShortKey.Of(facet.Value)));
        foreach (var code in codes)
            await connection.ExecuteAsync("INSERT INTO facet(code, rid, cid) VALUES (@p0, @p1, @p2)", withdrawn ? -code : code, rid, cid);
        return Pack(codes);
    }

    /// <summary>Removes what <see cref="AddAsync"/> wrote for the plan of the stored body.</summary>
    public static async ValueTask RemoveAsync(Vault vault, Connection connection, StoredRecord record, IndexPlan plan)
    {
        foreach (var (value, _, _) in plan.Identifiers) await connection.ExecuteAsync("DELETE FROM identifier WHERE value = @p0 AND rid = @p1", value, record.Rid);
        foreach (var (place, _) in plan.Places) await connection.ExecuteAsync("DELETE FROM place WHERE lat = @p0 AND lon = @p1 AND rid = @p2", place.Latitude, place.Longitude, record.Rid);
        if (plan.Links.Count > 0) await connection.ExecuteAsync("DELETE FROM link WHERE rid = @p0", record.Rid);
        foreach (var code in Unpack(record.Facets))
            await connection.ExecuteAsync("DELETE FROM facet WHERE code = @p0 AND rid = @p1", record.Withdrawn ? -code : code, record.Rid);
        await vault.Db.RemoveSearchAsync(connection, record.Rid, record.Searches);
    }

    /// <summary>Numbers of facet values as four bytes each; null for none.</summary>
    public static byte[]? Pack(IReadOnlyList<long> codes)
    {
        if (codes.Count == 0) return null;
        var bytes = new byte[codes.Count * 4];
        for (var i = 0; i < codes.Count; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * 4), checked((int)codes[i]));
        return bytes;
    }

    public static long[] Unpack(byte[]? bytes)
    {
        if (bytes is null) return [];
        var codes = new long[bytes.Length / 4];
        for (var i = 0; i < codes.Length; i++) codes[i] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(i * 4));
        return codes;
    }
}
