namespace Palermo.Analysis.Graphs;

/// <summary>Breaks what is still too large: removes, from each component above the target, the node after which its largest part is smallest (for its cost, when costs differ).</summary>
/// <remarks>
/// In a tree this is the centre (the last step of CoreHD and of collective influence). In a component with loops, which remains when some
/// nodes must not be removed, the cut nodes are compared in the same way, and without one the highest degree goes. O(size) a removal, by one depth-first search.
/// </remarks>
internal static class ComponentBreaking
{
    /// <param name="removed">What is gone; the nodes removed are added.</param>
    /// <returns>The nodes in order of removal. Components that hold nothing but untouchable nodes stay as they are.</returns>
    public static List<int> Break(Graph graph, int target, ReadOnlySpan<bool> untouchable, double[]? cost, bool[] removed)
    {
        var order = new List<int>();
        var search = new CutSearch(graph);
        var waiting = new PriorityQueue<int, (int, int)>();
        var seen = new bool[graph.NodeCount];
        for (var v = 0; v < seen.Length; v++) Offer(v, seen);
        while (waiting.TryDequeue(out var root, out _))
        {
            if (removed[root]) continue;
            search.From(root, removed);
            if (search.Nodes.Count <= target) continue;
            var best = -1;
            var bestGain = double.NegativeInfinity;
            foreach (var v in search.Nodes)
            {
                if (!untouchable.IsEmpty && untouchable[v]) continue;
                double gain = search.Nodes.Count - search.LargestPartWithout(v);
                if (cost is not null) gain /= cost[v];
                if (gain > bestGain || (gain == bestGain && Before(v, best))) (best, bestGain) = (v, gain);
            }
            if (best < 0) continue;
            order.Add(best);
            removed[best] = true;
            foreach (var v in search.Nodes) seen[v] = false;
            foreach (var u in graph.Neighbours(best)) Offer(u, seen);
        }
        return order;

        // Among equals in a part with loops the node with more ties; then the smaller number.
        bool Before(int v, int best) => graph.Degree(v) != graph.Degree(best) ? graph.Degree(v) > graph.Degree(best) : v < best;

        void Offer(int v, bool[] visited)
        {
            if (removed[v] || visited[v]) return;
            search.Mark(v, removed, visited);
            if (search.Nodes.Count > target) waiting.Enqueue(v, (-search.Nodes.Count, v));
        }
    }
}
