using Palermo.Kernel;

namespace Palermo.Web.Graphs;

/// <summary>An arrow from one record to another.</summary>
public sealed record LinkEdge(RecordId From, RecordId To, string Role);

/// <summary>The records round one, and the links among them, as far as the session may see.</summary>
/// <param name="Cut">True when there are more than the limit.</param>
public sealed record LinkGraph(RecordId Centre, IReadOnlyDictionary<RecordId, RecordRow> Nodes, IReadOnlyList<LinkEdge> Edges, int Depth, bool Cut)
{
    /// <summary>Records fetched at most: one request for each, all logged.</summary>
    public const int Limit = 400;

    /// <summary>Walks outwards from a record, nearest first.</summary>
    /// <param name="depth">Steps, 1 to 4.</param>
    public static async Task<Outcome<LinkGraph>> ReadAsync(IRecords records, Session session, RecordView centre, int depth, CancellationToken cancel = default)
    {
        Dictionary<RecordId, RecordRow> nodes = new()
        {
            [centre.Id] = new(centre.Id, centre.Kind.Name, centre.Title, centre.Header.State, centre.Header.Owner, centre.Kind.Index(centre.Body).Time, null, centre.Header.ReviewDate, centre.ChangedAt, centre.ChangedBy, centre.Header.Handling, centre.Withdrawn),
        };
        HashSet<LinkEdge> edges = [];
        var cut = false;
        IReadOnlyList<RecordId> ring = [centre.Id];
        for (var step = 0; step < depth && ring.Count > 0; step++)
        {
            List<RecordId> next = [];
            foreach (var id in ring)
            {
                var links = await records.LinksAsync(session, id, cancel);
                if (!links.TryGet(out var found))
                {
                    if (id == centre.Id) return Outcome<LinkGraph>.Refused(links.Refusals);
                    continue;
                }
                foreach (var link in found)
                {
                    if (!nodes.ContainsKey(link.Other.Id))
                    {
                        if (nodes.Count >= Limit) { cut = true; continue; }
                        nodes[link.Other.Id] = link.Other;
                        next.Add(link.Other.Id);
                    }
                    edges.Add(link.Outgoing ? new(id, link.Other.Id, link.Role) : new(link.Other.Id, id, link.Role));
                }
            }
            ring = next;
        }
        return new LinkGraph(centre.Id, nodes, [.. edges], depth, cut);
    }
}
