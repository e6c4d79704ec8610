using System.Runtime.CompilerServices;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Lists;

/// <summary>Lists, counts and scans over one compartment, or for protection work over both.</summary>
internal sealed class RecordLists(VaultPair vaults, Cursor cursors)
{
    private const int LongestPage = 1_000;
    private const int BodiesAtOnce = 500;

    /// <summary>The compartments that a query is about: that of its kind, where it names one that the node knows.</summary>
    private IReadOnlyList<Vault> Asked(Session session, RecordQuery query) =>
        query.Kind is { } name && vaults.General.Catalogue.Find(name) is { } kind
            ? [.. vaults.For(session).Where(v => v.Compartment == kind.Compartment)]
            : vaults.For(session);

    public async ValueTask<RecordPage> ListAsync(Session session, RecordQuery query, int limit, string? after, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        limit = Math.Min(limit, LongestPage);
        var asked = Asked(session, query);
        var places = after is null ? new Place[asked.Count] : cursors.Read(after, asked.Count);
        var total = 0;
        List<(int Vault, RecordRow Row, long Key, Place Place)> found = [];
        var more = new bool[asked.Count];
        for (var i = 0; i < asked.Count; i++)
        {
            var vault = asked[i];
            await using var connection = await vault.Db.ReadAsync(cancel);
            var allowed = await vault.AllowedAsync(connection, session);
            var filter = await ListFilter.OfAsync(vault, connection, query, allowed);
            var (walked, count) = places[i].AtStart
                ? await Walk.FirstAsync(connection, filter, query.Order, limit + 1)
                : (await Walk.NextAsync(connection, filter, query.Order, places[i], limit + 1), await Walk.CountAsync(connection, filter));
            total += count;
            more[i] = walked.Count > limit;
            var records = (await Walk.RecordsAsync(connection, [.. walked.Take(limit + 1).Select(w => w.Rid)])).ToDictionary(r => r.Rid);
            var views = new Views(vault);
            var shared = await SharedCopies.OfAsync(vault, connection, allowed) is { } copies ? await copies.WithAsync(vault, connection, [.. records.Values.Select(r => r.Id)]) : null;
            foreach (var (rid, place) in walked)
                if (records.TryGetValue(rid, out var record))
                    found.Add((i, await views.RowAsync(connection, session, record) with { Shared = shared?.GetValueOrDefault(record.Id) }, Key(query.Order, record, place), place));
        }
        var shown = Merge(found, query.Order, limit);
        foreach (var row in shown) places[row.Vault] = row.Place;
        var next = found.Count > limit || more.Any(m => m) ? cursors.Write(places) : null;
        await vaults.LogAsync(session, "list", null, Words(session, query, shown.Count), shown.Select(s => s.Row.Id.ToString()));
        return new([.. shown.Select(s => s.Row)], next, Math.Min(total, RecordPage.CountCap + 1));
    }

    /// <summary>Of two compartments the rows are taken in turn, by the time of recording or of the event; each one's own order stays.</summary>
    private static List<(int Vault, RecordRow Row, long Key, Place Place)> Merge(List<(int Vault, RecordRow Row, long Key, Place Place)> found, RecordOrder order, int limit)
    {
        var falling = order is RecordOrder.Newest or RecordOrder.LatestEvent;
        var queues = found.GroupBy(f => f.Vault).Select(g => new Queue<(int Vault, RecordRow Row, long Key, Place Place)>(g)).ToList();
        List<(int Vault, RecordRow Row, long Key, Place Place)> merged = [];
        while (merged.Count < limit && queues.Any(q => q.Count > 0))
        {
            var next = queues.Where(q => q.Count > 0).OrderBy(q => q.Peek().Place.Phase).ThenBy(q => falling ? -q.Peek().Key : q.Peek().Key).First();
            merged.Add(next.Dequeue());
        }
        return merged;
    }

    private static long Key(RecordOrder order, StoredRecord record, Place place) =>
        order is RecordOrder.LatestEvent or RecordOrder.EarliestEvent && place.Phase == 0 ? place.Event : record.CreatedAt;

    public async ValueTask<IReadOnlyList<FacetCount>> FacetsAsync(Session session, RecordQuery query, CancellationToken cancel)
    {
        List<FacetCount> counts = [];
        foreach (var vault in Asked(session, query))
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            counts.AddRange(await FacetCounts.OfAsync(vault, connection, query, await vault.AllowedAsync(connection, session)));
        }
        await vaults.LogAsync(session, "facets", null, Words(session, query, counts.Count));
        return counts;
    }

    public async IAsyncEnumerable<RecordView> ScanAsync(Session session, RecordQuery query, AccessAction action, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<(Vault Vault, List<long> Rids)> found = [];
        foreach (var vault in Asked(session, query))
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            var allowed = await vault.AllowedAsync(connection, session);
            if (action != AccessAction.Read) allowed = allowed.And(await vault.AllowedAsync(connection, session, action));
            var rids = await Walk.AllAsync(connection, await ListFilter.OfAsync(vault, connection, query, allowed));
            if (query.Order == RecordOrder.Oldest) rids.Reverse();
            found.Add((vault, rids));
        }
        // What is about to be opened is on record before the first body leaves.
        await LogScanAsync(session, query, action, found);
        foreach (var (vault, rids) in found)
            for (var at = 0; at < rids.Count; at += BodiesAtOnce)
            {
                List<RecordView> page = [];
                await using (var connection = await vault.Db.ReadAsync(cancel))
                {
                    var views = new Views(vault);
                    var allowed = await vault.AllowedAsync(connection, session, action);
                    foreach (var record in await Walk.RecordsAsync(connection, rids.GetRange(at, Math.Min(BodiesAtOnce, rids.Count - at))))
                    {
                        // Between the log and now it may have been erased, or moved out of sight.
                        if (record.Erased || !allowed.Has(record.Class)) continue;
                        page.Add(await views.ViewAsync(connection, session, record, await views.NewestAsync(connection, record)));
                    }
                }
                foreach (var view in page)
                {
                    cancel.ThrowIfCancellationRequested();
                    yield return view;
                }
            }
    }

    private async ValueTask LogScanAsync(Session session, RecordQuery query, AccessAction action, List<(Vault Vault, List<long> Rids)> found)
    {
        var log = vaults.LogOf(session);
        await using var connection = await log.Db.AppendAsync(default);
        foreach (var (vault, rids) in found)
        {
            var (bytes, digest, first, last) = ShownSet.Pack(rids);
            var detail = new { Query = Words(session, query, rids.Count), Compartment = vault.Compartment, Digest = digest };
            var position = await log.Chain.AddAsync(connection, [AuditRecord.Of(session, action == AccessAction.Export ? "export" : "scan", null, detail, log.Now)]);
            await connection.ExecuteAsync("INSERT INTO audit_shown(pos, compartment, first, last, rids) VALUES (@p0, @p1, @p2, @p3, @p4)", position, (long)vault.Compartment, first, last, bytes);
        }
        await connection.CommitAsync();
        log.Scribe.Nudge();
    }

    /// <summary>The query as the log keeps it: words and values that may be names stand there as keyed hashes, since the log outlives erasure.</summary>
    private object Words(Session session, RecordQuery query, int shown)
    {
        var vault = vaults.LogOf(session);
        return new
        {
            query.Kind,
            Text = query.Text is { Length: > 0 } text ? vault.Veiled(text.Trim().ToUpperInvariant()) : null,
            Facets = query.Facets is { Count: > 0 } facets ? facets.ToDictionary(f => f.Key, f => f.Value.Select(vault.Veiled).ToArray()) : null,
            query.State, query.From, query.To, Box = query.Box is null ? null : "box",
            Identifier = query.Identifier is { } identifier ? identifier.Type + " " + vault.Veiled(identifier.Value) : null,
            query.Import, query.Shared, Order = query.Order == RecordOrder.Newest ? null : query.Order.ToString(), Shown = shown,
        };
    }
}
