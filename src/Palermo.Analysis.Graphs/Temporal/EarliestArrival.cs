namespace Palermo.Analysis.Graphs;

/// <summary>Ways that respect time: each contact begins after the one before, so that something could really have gone that way.</summary>
/// <remarks>
/// Domain page, section 3.7: times strictly increase; one pass over the contacts in order of time, O(contacts). A contact of
/// some duration hands over at its end, and the next must begin after that; one without duration hands over at its time, and
/// the next must be later. So two calls of the same second do not make a chain.
/// </remarks>
public static class EarliestArrival
{
    /// <summary>Where something that starts at a node could be, and since when.</summary>
    /// <param name="Arrival">For each node, the earliest time of arrival: the start for the origin, infinity where it cannot get.</param>
    /// <param name="Via">For each node, the contact (its place in the order of time) by which it arrived; -1 for none.</param>
    public sealed record Reach(IReadOnlyList<double> Arrival, IReadOnlyList<int> Via);

    /// <summary>Earliest arrival at every node.</summary>
    /// <param name="from">The node where it starts.</param>
    /// <param name="start">Contacts count from this time on, itself included.</param>
    /// <param name="until">Contacts must have ended by this time.</param>
    public static Reach From(TemporalGraph graph, int from, double start = double.NegativeInfinity, double until = double.PositiveInfinity)
    {
        if ((uint)from >= (uint)graph.NodeCount)
            throw new ArgumentOutOfRangeException(nameof(from), from, $"nodes are numbered 0 to {graph.NodeCount - 1}");
        var arrival = new double[graph.NodeCount];
        var via = new int[graph.NodeCount];
        arrival.AsSpan().Fill(double.PositiveInfinity);
        via.AsSpan().Fill(-1);
        arrival[from] = double.NegativeInfinity; // it may use a contact that begins at `start` itself
        for (var i = graph.FirstFrom(start); i < graph.Count; i++)
        {
            var contact = graph[i];
            if (contact.Time > until) break;
            var end = contact.Time + contact.Duration;
            if (end > until) continue;
            Carry(contact.From, contact.To, i, contact.Time, end);
            if (!graph.Directed) Carry(contact.To, contact.From, i, contact.Time, end);
        }
        arrival[from] = start;
        return new Reach(arrival, via);

        void Carry(int a, int b, int contact, double begin, double end)
        {
            if (arrival[a] >= begin || end >= arrival[b]) return;
            arrival[b] = end;
            via[b] = contact;
        }
    }

    /// <summary>The contacts of an earliest way from one node to another, in order; null when there is none, empty when both are the same.</summary>
    public static IReadOnlyList<Contact>? Path(
        TemporalGraph graph, int from, int to, double start = double.NegativeInfinity, double until = double.PositiveInfinity)
    {
        if ((uint)to >= (uint)graph.NodeCount)
            throw new ArgumentOutOfRangeException(nameof(to), to, $"nodes are numbered 0 to {graph.NodeCount - 1}");
        var reach = From(graph, from, start, until);
        if (to == from) return [];
        if (reach.Via[to] < 0) return null;
        var path = new List<Contact>();
        for (var v = to; v != from;)
        {
            var contact = graph[reach.Via[v]];
            var before = contact.To == v && (graph.Directed || contact.From != v) ? contact.From : contact.To;
            path.Add(contact with { From = before, To = v });
            v = before;
        }
        path.Reverse();
        return path;
    }
}
