using System.Globalization;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;

namespace Palermo.Storage.Lists;

/// <summary>Walks the records of a filter in an order, from a place, and counts them.</summary>
internal static class Walk
{
    private const int Most = RecordPage.CountCap + 1;

    /// <summary>Up to a number of records behind a place, each with its own place.</summary>
    public static async ValueTask<List<(long Rid, Place Place)>> NextAsync(Connection connection, ListFilter filter, RecordOrder order, Place from, int limit)
    {
        if (filter.Empty || from.Phase == Place.End) return [];
        if (order is RecordOrder.Newest or RecordOrder.Oldest) return await ByNumberAsync(connection, filter, order == RecordOrder.Newest, from, limit);
        var found = from.Phase == 0 ? await ByEventAsync(connection, filter, order == RecordOrder.LatestEvent, from, limit) : [];
        if (found.Count < limit)
        {
            // Then those whose time is not known, the newest first.
            var rest = await ByNumberAsync(connection, filter, newest: true, from.Phase == 1 ? from : Place.Start, limit - found.Count, " AND r.event_from IS NULL");
            found.AddRange(rest.Select(r => (r.Rid, r.Place with { Phase = 1 })));
        }
        return found;
    }

    private static async ValueTask<List<(long Rid, Place Place)>> ByNumberAsync(Connection connection, ListFilter filter, bool newest, Place from, int limit, string more = "")
    {
        List<(long Rid, Place Place)> found = [];
        var bound = from.Rid;
        if (filter.LoneFacet is { } lone && more.Length == 0)
        {
            var behind = bound == 0 ? "" : $" AND f.rid {(newest ? '<' : '>')} {Text(bound)}";
            return [.. (await connection.QueryAsync($"SELECT f.rid FROM {lone}{behind} ORDER BY f.rid {(newest ? "DESC" : "ASC")} LIMIT {limit}", r => r.GetInt64(0))).Select(rid => (rid, new Place(0, 0, rid)))];
        }
        while (found.Count < limit)
        {
            var search = filter.RidOrder.StartsWith("s.", StringComparison.Ordinal);
            var behind = bound == 0 ? "" : newest
                ? $" AND {filter.RidOrder} < {Text(search ? bound << 4 : bound)}"
                : $" AND {filter.RidOrder} > {Text(search ? bound << 4 | 15 : bound)}";
            var want = limit - found.Count;
            var rids = await connection.QueryAsync(
                $"SELECT r.rid FROM {filter.From}{filter.Where}{more}{behind} ORDER BY {filter.RidOrder} {(newest ? "DESC" : "ASC")} LIMIT {want}", r => r.GetInt64(0), [.. filter.Args]);
            foreach (var rid in rids)
                if (found.Count == 0 || found[^1].Rid != rid) found.Add((rid, new(0, 0, rid)));
            if (rids.Count < want || !filter.Repeats) break;
            bound = rids[^1];
        }
        return found;
    }

    private static async ValueTask<List<(long Rid, Place Place)>> ByEventAsync(Connection connection, ListFilter filter, bool latest, Place from, int limit)
    {
        var behind = from.AtStart ? "" : $" AND (r.event_from, r.rid) {(latest ? '<' : '>')} ({Text(from.Event)}, {Text(from.Rid)})";
        var way = latest ? "DESC" : "ASC";
        var rows = await connection.QueryAsync(
            $"SELECT {(filter.Repeats ? "DISTINCT " : "")}r.rid, r.event_from FROM {filter.From}{filter.Where} AND r.event_from IS NOT NULL{behind} ORDER BY r.event_from {way}, r.rid {way} LIMIT {limit}",
            r => (r.GetInt64(0), r.GetInt64(1)), [.. filter.Args]);
        return [.. rows.Select(r => (r.Item1, new Place(0, r.Item2, r.Item1)))];
    }

    /// <summary>A first page with its count; in one walk where a search costs most before it gives its first row.</summary>
    public static async ValueTask<(List<(long Rid, Place Place)> Page, int Total)> FirstAsync(Connection connection, ListFilter filter, RecordOrder order, int limit)
    {
        if (filter.Empty) return ([], 0);
        if (!filter.OneWalk || order is not (RecordOrder.Newest or RecordOrder.Oldest))
            return (await NextAsync(connection, filter, order, Place.Start, limit), await CountAsync(connection, filter));
        var found = await ByNumberAsync(connection, filter, order == RecordOrder.Newest, Place.Start, Math.Max(limit, Most));
        return ([.. found.Take(limit)], Math.Min(found.Count, Most));
    }

    /// <summary>How many there are, counted to one more than <see cref="RecordPage.CountCap"/>.</summary>
    public static async ValueTask<int> CountAsync(Connection connection, ListFilter filter)
    {
        if (filter.Empty) return 0;
        if (filter.LoneFacet is { } lone) return (int)(await connection.NumberAsync($"SELECT count(*) FROM (SELECT 1 FROM {lone} LIMIT {Most}) AS counted") ?? 0);
        if (!filter.Repeats) return (int)(await connection.NumberAsync($"SELECT count(*) FROM (SELECT 1 FROM {filter.From}{filter.Where} LIMIT {Most}) AS counted", [.. filter.Args]) ?? 0);
        var (count, rows) = await connection.FirstAsync(
            $"SELECT count(DISTINCT rid), count(*) FROM (SELECT r.rid FROM {filter.From}{filter.Where} LIMIT {Most}) AS counted", r => (r.GetInt64(0), r.GetInt64(1)), [.. filter.Args]);
        // A record that stands in several rows took the place of others: counted again, each once, which must find them all first.
        if (rows == Most && count < Most)
            count = await connection.NumberAsync($"SELECT count(*) FROM (SELECT DISTINCT r.rid FROM {filter.From}{filter.Where} LIMIT {Most}) AS counted", [.. filter.Args]) ?? 0;
        return (int)count;
    }

    /// <summary>All record numbers of a filter, the newest first.</summary>
    public static async ValueTask<List<long>> AllAsync(Connection connection, ListFilter filter)
    {
        if (filter.Empty) return [];
        var rids = await connection.QueryAsync($"SELECT r.rid FROM {filter.From}{filter.Where} ORDER BY {filter.RidOrder} DESC", r => r.GetInt64(0), [.. filter.Args]);
        return filter.Repeats ? [.. rids.Distinct()] : rids;
    }

    /// <summary>The records of these numbers, in this order.</summary>
    public static async ValueTask<List<StoredRecord>> RecordsAsync(Connection connection, IReadOnlyList<long> rids)
    {
        if (rids.Count == 0) return [];
        var rows = await connection.QueryAsync($"SELECT {StoredRecord.Columns} FROM record r WHERE r.rid IN ({string.Join(',', rids.Select(Text))})", StoredRecord.Read);
        var byRid = rows.ToDictionary(r => r.Rid);
        return [.. rids.Where(byRid.ContainsKey).Select(r => byRid[r])];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
