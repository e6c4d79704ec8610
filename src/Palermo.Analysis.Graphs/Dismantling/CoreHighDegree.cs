namespace Palermo.Analysis.Graphs;

/// <summary>CoreHD: always remove the node of highest degree in the 2-core, until no loop is left; then break trees.</summary>
/// <remarks>L. Zdeborova, P. Zhang and H.-J. Zhou, Sci. Rep. 6 (2016). O(edges log nodes). Ties by the smaller number.</remarks>
public static class CoreHighDegree
{
    /// <summary>Nodes in order of removal until what is left has no loops.</summary>
    /// <param name="untouchable">Nodes that must not be removed (victims, witnesses, who is protected); empty for none.</param>
    public static int[] Decycle(Graph graph, ReadOnlySpan<bool> untouchable = default) => Decycle(graph, untouchable, null);

    /// <summary>As above, by degree for its cost.</summary>
    /// <param name="cost">Cost of each removal; null when all cost 1.</param>
    internal static int[] Decycle(Graph graph, ReadOnlySpan<bool> untouchable, double[]? cost)
    {
        var removed = new bool[graph.NodeCount];
        var n = graph.NodeCount;
        var (offsets, targets, _) = graph.Rows;
        var degree = new int[n];
        var inCore = new bool[n];
        var peel = new Stack<int>();
        for (var v = 0; v < n; v++)
        {
            if (removed[v]) continue;
            inCore[v] = true;
            for (var at = offsets[v]; at < offsets[v + 1]; at++)
                if (!removed[targets[at]]) degree[v]++;
        }
        for (var v = 0; v < n; v++)
            if (inCore[v] && degree[v] < 2) Leave(v);
        var queue = new PriorityQueue<int, (double, int)>();
        for (var v = 0; v < n; v++)
            if (inCore[v] && (untouchable.IsEmpty || !untouchable[v])) queue.Enqueue(v, (-Score(v), v));
        var order = new List<int>();
        while (queue.TryDequeue(out var v, out var key))
        {
            if (!inCore[v]) continue;
            if (key.Item1 != -Score(v))
            {
                queue.Enqueue(v, (-Score(v), v));
                continue;
            }
            order.Add(v);
            removed[v] = true;
            Leave(v);
        }
        return [.. order];

        double Score(int v) => cost is null ? degree[v] : degree[v] / cost[v];

        void Leave(int first)
        {
            inCore[first] = false;
            peel.Push(first);
            while (peel.TryPop(out var v))
                for (var at = offsets[v]; at < offsets[v + 1]; at++)
                {
                    var u = targets[at];
                    if (!inCore[u] || --degree[u] >= 2) continue;
                    inCore[u] = false;
                    peel.Push(u);
                }
        }
    }
}
