using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Keeping;

/// <summary>
/// Finds by their age the records of one compartment, whoever may see them: for retention, which must reach what is kept to a few as well.
/// Only the day of recording, the review dates and the class are told; to open or erase one, <see cref="Access.Decide"/> is asked as ever.
/// </summary>
/// <remarks>
/// Records are numbered as they are recorded, so that the age is found by halving: O(log n) probes, and no index more. A clock that was set back
/// by a day hides a record from retention for as long, and no longer.
/// </remarks>
internal sealed class DueRecords(Vault vault)
{
    /// <summary>Records of a kind that were recorded before a day and still have their body, the oldest first.</summary>
    /// <param name="after">Place of the last one seen; 0: from the beginning.</param>
    public async ValueTask<IReadOnlyList<AgedRecord>> BeforeAsync(Kind kind, LocalDate day, long after, int limit, CancellationToken cancel)
    {
        await using var connection = await vault.Db.ReadAsync(cancel);
        if (await vault.Names.FindTermAsync(connection, kind.Name) is not { } number) return [];
        var end = await FirstOfAsync(connection, day);
        var rows = await connection.QueryAsync($"SELECT {StoredRecord.Columns} FROM record r WHERE r.kind = @p0 AND r.rid > @p1 AND r.rid < @p2 AND (r.flags & 2) = 0 ORDER BY r.rid LIMIT @p3",
            StoredRecord.Read, number, after, end, (long)limit);
        var views = new Views(vault);
        List<AgedRecord> aged = new(rows.Count);
        foreach (var record in rows)
        {
            // The first version's review date matters only where somebody may have moved it.
            var first = record.Version == 1 || record.Review <= day ? record.Review : Days.Of((await views.VersionsAsync(connection, record))[^1].Review);
            aged.Add(new(record.Rid, record.Id, kind, await vault.Names.Classes.GetAsync(connection, record.Class), Days.Moment(record.CreatedAt).InUtc().Date,
                first, record.Review, await vault.Names.Terms.GetAsync(connection, record.CreatedBy)));
        }
        return aged;
    }

    /// <summary>How many records of a kind were recorded from a day to before another, by who recorded them. Those whose review lies beyond <paramref name="prolonged"/> since a change are left out.</summary>
    public async ValueTask<IReadOnlyList<AgedCount>> CountAsync(Kind kind, LocalDate from, LocalDate to, LocalDate prolonged, CancellationToken cancel)
    {
        await using var connection = await vault.Db.ReadAsync(cancel);
        if (await vault.Names.FindTermAsync(connection, kind.Name) is not { } number) return [];
        var rows = await connection.QueryAsync(
            "SELECT r.created_by, count(*), min(r.created_at) FROM record r WHERE r.kind = @p0 AND r.rid >= @p1 AND r.rid < @p2 AND (r.flags & 2) = 0 AND NOT (r.version > 1 AND r.review > @p3) GROUP BY r.created_by",
            r => (By: r.GetInt64(0), Count: r.GetInt64(1), First: r.GetInt64(2)), number, await FirstOfAsync(connection, from), await FirstOfAsync(connection, to), Days.Number(prolonged));
        List<AgedCount> counts = [];
        foreach (var (by, count, first) in rows) counts.Add(new(kind, await vault.Names.Terms.GetAsync(connection, by), count, Days.Moment(first).InUtc().Date));
        return counts;
    }

    /// <summary>Records that link to one, from the same compartment, which were neither withdrawn nor erased, with their classes.</summary>
    public async ValueTask<IReadOnlyList<LinkedRecord>> LinkingToAsync(RecordId id, CancellationToken cancel)
    {
        await using var connection = await vault.Db.ReadAsync(cancel);
        var rows = await connection.QueryAsync("SELECT DISTINCT r.rid, r.uuid, r.kind, r.cid FROM link l JOIN record r ON r.rid = l.rid WHERE l.target = @p0 AND (r.flags & 3) = 0 ORDER BY r.rid",
            r => (Id: RecordId.FromBytes((byte[])r[1]), Kind: r.GetInt64(2), Class: r.GetInt64(3)), id.ToBytes());
        List<LinkedRecord> linked = new(rows.Count);
        foreach (var row in rows) linked.Add(new(row.Id, await vault.Names.Terms.GetAsync(connection, row.Kind), await vault.Names.Classes.GetAsync(connection, row.Class)));
        return linked;
    }

    /// <summary>Number of the first record of a day or later; one more than the last where there is none.</summary>
    private static async ValueTask<long> FirstOfAsync(Connection connection, LocalDate day)
    {
        var begins = Days.Ticks(day.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant());
        var (low, high) = (1L, (await connection.NumberAsync("SELECT max(rid) FROM record") ?? 0) + 1);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (await connection.NumberAsync("SELECT r.created_at FROM record r WHERE r.rid >= @p0 ORDER BY r.rid LIMIT 1", middle) is { } at && at < begins) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
