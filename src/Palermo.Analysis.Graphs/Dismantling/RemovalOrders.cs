namespace Palermo.Analysis.Graphs;

/// <summary>Simple orders of removal, to compare with. All nodes; ties by the smaller number.</summary>
/// <remarks>Domain page, section 3.5. None knows of a target; see <see cref="Dismantler"/> for what is meant to be good.</remarks>
public static class RemovalOrders
{
    private const double Tie = 1e-9;

    /// <summary>By degree in the whole network.</summary>
    public static int[] Degree(Graph graph) => Static(graph, v => graph.Degree(v));

    /// <summary>By degree in what is left. O(edges log nodes).</summary>
    public static int[] DegreeAdaptive(Graph graph)
    {
        var n = graph.NodeCount;
        var degree = new int[n];
        var queue = new PriorityQueue<int, long>(n);
        for (var v = 0; v < n; v++) queue.Enqueue(v, Key(degree[v] = graph.Degree(v), v));
        var gone = new bool[n];
        var order = new int[n];
        for (var at = 0; at < n;)
        {
            queue.TryDequeue(out var v, out var key);
            // Degrees only fall: who is first with a key that is no longer true goes back in with the true one.
            if (key != Key(degree[v], v))
            {
                queue.Enqueue(v, Key(degree[v], v));
                continue;
            }
            order[at++] = v;
            gone[v] = true;
            foreach (var u in graph.Neighbours(v))
                if (!gone[u]) degree[u]--;
        }
        return order;
    }

    /// <summary>By betweenness in the whole network.</summary>
    public static int[] Betweenness(Graph graph)
    {
        var values = Graphs.Betweenness.Exact(graph);
        return Static(graph, v => values[v]);
    }

    /// <summary>By betweenness in what is left, computed again after each removal. O(nodes^2 * edges): for small networks.</summary>
    public static int[] BetweennessAdaptive(Graph graph)
    {
        var n = graph.NodeCount;
        var keep = new bool[n];
        keep.AsSpan().Fill(true);
        var order = new int[n];
        for (var at = 0; at < n; at++)
        {
            var (left, original) = graph.Subgraph(keep);
            var values = Graphs.Betweenness.Exact(left);
            var best = 0;
            for (var v = 1; v < values.Length; v++)
                if (values[v] > values[best] + Tie) best = v;
            order[at] = original[best];
            keep[original[best]] = false;
        }
        return order;
    }

    internal static long Key(int degree, int node) => ((long)-degree << 32) | (uint)node;

    private static int[] Static(Graph graph, Func<int, double> value)
    {
        var order = new int[graph.NodeCount];
        var values = new double[order.Length];
        for (var v = 0; v < order.Length; v++) (order[v], values[v]) = (v, value(v));
        Array.Sort(order, (a, b) => Math.Abs(values[a] - values[b]) > Tie ? values[b].CompareTo(values[a]) : a - b);
        return order;
    }
}
