using System.Runtime.CompilerServices;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Web.Tests.Sample;

/// <summary>Lists, counts and links of the sample store, by walking over everything.</summary>
internal sealed partial class MemoryStore
{
    private List<Stored> Matching(Session session, RecordQuery query, AccessAction action = AccessAction.Read)
    {
        var now = clock.GetCurrentInstant();
        lock (_gate)
        {
            var found = _records.Values.Select(v => v[^1]).Where(r => May(session, r, AccessAction.Read, now) && May(session, r, action, now)).Where(r =>
            {
                var index = r.Kind.Index(View(session, r, r).Body);
                return (query.Kind is null || r.Kind.Name == query.Kind)
                    && (query.State is null || r.Header.State == query.State)
                    && (query.IncludeWithdrawn || !r.Withdrawn)
                    && (query.Import is null || r.Header.Provenance.Import == query.Import)
                    && (query.Text is null || query.Text.Trim('"').Split(' ').All(w => index.Texts.Any(t => t.Text.Contains(w, StringComparison.OrdinalIgnoreCase))))
                    && (query.From is null || (index.Time is { } a && a.To >= query.From)) && (query.To is null || (index.Time is { } b && b.From <= query.To))
                    && (query.Identifier is not { } identifier || index.Identifiers.Any(i => i.Type == identifier.Type && i.Value == identifier.Value))
                    && (query.Box is not { } box || index.Places.Any(p => p.Longitude >= box.West && p.Longitude <= box.East && p.Latitude >= box.South && p.Latitude <= box.North))
                    && (query.Facets ?? new Dictionary<string, ImmutableSet>()).All(f => index.Facets.Any(x => x.Field == f.Key && f.Value.Contains(x.Value)));
            });
            return [.. query.Order switch
            {
                RecordOrder.Oldest => found.OrderBy(r => r.Sequence),
                RecordOrder.LatestEvent => found.OrderByDescending(r => r.Kind.Index(r.Body).Time?.From ?? LocalDate.MinIsoValue),
                RecordOrder.EarliestEvent => found.OrderBy(r => r.Kind.Index(r.Body).Time?.From ?? LocalDate.MaxIsoValue),
                _ => found.OrderByDescending(r => r.Sequence),
            }];
        }
    }

    private RecordRow Row(Session session, Stored r)
    {
        var index = r.Kind.Index(View(session, r, r).Body);
        return new(r.Header.Id, r.Kind.Name, index.Title, r.Header.State, r.Header.Owner, index.Time, index.Places.FirstOrDefault(), r.Header.ReviewDate, r.At, r.By, r.Header.Handling, r.Withdrawn);
    }

    public ValueTask<RecordPage> ListAsync(Session session, RecordQuery query, int limit = 50, string? after = null, CancellationToken cancel = default)
    {
        var from = after is null ? 0 : int.TryParse(after, out var n) ? n : throw new FormatException("not a cursor of this store");
        var all = Matching(session, query);
        lock (_gate) Log(session, "list", null);
        return new(new RecordPage([.. all.Skip(from).Take(limit).Select(r => Row(session, r))], from + limit < all.Count ? (from + limit).ToString(System.Globalization.CultureInfo.InvariantCulture) : null, Math.Min(all.Count, RecordPage.CountCap + 1)));
    }

    public ValueTask<IReadOnlyList<FacetCount>> FacetsAsync(Session session, RecordQuery query, CancellationToken cancel = default)
    {
        var all = Matching(session, query);
        return new(query.Kind is null
            ? [.. all.GroupBy(r => r.Kind.Name).Select(g => new FacetCount("kind", g.Key, g.Count()))]
            : [.. all.SelectMany(r => r.Kind.Index(View(session, r, r).Body).Facets.Distinct()).GroupBy(f => f).Select(g => new FacetCount(g.Key.Field, g.Key.Value, g.Count()))]);
    }

    public async IAsyncEnumerable<RecordView> ScanAsync(Session session, RecordQuery query, AccessAction action = AccessAction.Read, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var r in Matching(session, query, action))
        {
            await Task.Yield();
            yield return View(session, r, r);
        }
    }

    public ValueTask<Outcome<IReadOnlyList<VersionInfo>>> HistoryAsync(Session session, RecordId id, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            if (!_records.TryGetValue(id, out var versions) || !May(session, versions[^1], AccessAction.Read, clock.GetCurrentInstant())) return new(Refusal.NotFound);
            List<VersionInfo> infos = [];
            for (var i = 0; i < versions.Count; i++)
            {
                var now = versions[i];
                string[] changed = i == 0 ? [] : [.. now.Kind.Fields.Where(f => !Equals(Written(f, View(session, now, now).Body), Written(f, View(session, versions[i - 1], versions[i - 1]).Body))).Select(f => f.Name),
                    .. now.Header.State != versions[i - 1].Header.State ? ["state"] : (string[])[]];
                infos.Add(new(now.Version, now.At, now.By, now.Reason, now.Header.State, changed, false));
            }
            return new(infos);
        }

        static string Written(Field field, object body) => System.Text.Json.JsonSerializer.Serialize(field.Get(body), BodyJson.Options);
    }

    public ValueTask<Outcome<IReadOnlyList<LinkView>>> LinksAsync(Session session, RecordId id, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            if (!_records.TryGetValue(id, out var versions) || !May(session, versions[^1], AccessAction.Read, clock.GetCurrentInstant())) return new(Refusal.NotFound);
            List<LinkView> links = [];
            foreach (var other in Matching(session, new()))
            {
                foreach (var link in versions[^1].Kind.Index(versions[^1].Body).Links.Where(l => l.Target == other.Header.Id)) links.Add(new(link.Role, true, Row(session, other)));
                foreach (var link in other.Kind.Index(other.Body).Links.Where(l => l.Target == id)) links.Add(new(link.Role, false, Row(session, other)));
            }
            return new(links);
        }
    }

    public ValueTask<IReadOnlyList<RecordChangeRow>> ChangedSinceAsync(Session session, long sequence, int limit = 1000, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<Outcome<IBulkDoor>> OpenBulkAsync(Session session, BulkImport import, CancellationToken cancel = default) => new(new BulkDoor(this, session, import));

    public ValueTask<Outcome<RollBack>> RollBackAsync(Session session, RecordId import, string reason, CancellationToken cancel = default)
    {
        List<RecordId> changed = [];
        var withdrawn = 0;
        lock (_gate)
            foreach (var versions in _records.Values.Where(v => v[0].Header.Provenance.Import == import && !v[^1].Withdrawn))
                if (versions.Count > 1) changed.Add(versions[0].Header.Id);
                else
                {
                    versions.Add(versions[^1] with { Version = 2, Withdrawn = true, Reason = reason, Sequence = ++_sequence });
                    withdrawn++;
                }
        return new(new RollBack(withdrawn, changed, []));
    }

    private sealed class BulkDoor(MemoryStore store, Session session, BulkImport import) : IBulkDoor
    {
        private long _stored, _changed, _unchanged;
        public int CommittedLine => 0;

        public ValueTask WriteAsync(ReadOnlyMemory<BulkRow> rows, CancellationToken cancel = default)
        {
            lock (store._gate)
                foreach (var row in rows.Span)
                {
                    var known = store._records.Values.FirstOrDefault(v => v[^1].Header.Provenance is var p && p.Source == import.Source && p.Reference == row.Reference);
                    if (known is not null && known[^1].Kind.Write(known[^1].Body).AsSpan().SequenceEqual(import.Kind.Write(row.Body))) { _unchanged++; continue; }
                    if (known is not null)
                    {
                        known.Add(known[^1] with { Body = row.Body, Version = known[^1].Version + 1, Sequence = ++store._sequence, By = session.Actor.Id });
                        _changed++;
                        continue;
                    }
                    var id = new RecordId(Guid.CreateVersion7(store.Clock.GetCurrentInstant().ToDateTimeOffset()));
                    var header = import.Template with { Id = id, Provenance = new(import.Source, row.Reference, import.Id, row.Line) };
                    store._records[id] = [new(header, import.Kind, row.Body, 1, store.Clock.GetCurrentInstant(), session.Actor.Id, null, ++store._sequence, false)];
                    _stored++;
                }
            return default;
        }

        public ValueTask<BulkCounts> CompleteAsync(CancellationToken cancel = default) => new(new BulkCounts(_stored, _changed, _unchanged, 0));
        public ValueTask DisposeAsync() => default;
    }

}
