namespace Palermo.Analysis.Graphs;

/// <summary>Puts back removed nodes that need not have been removed, the least harmful first.</summary>
/// <remarks>
/// Greedy: always the node whose return makes the smallest component (Morone and Makse 2015; Braunstein et al. 2016). Components only grow, so a
/// queue whose keys are set right when they come up will do. O(edges log nodes).
/// </remarks>
public static class Reinsertion
{
    /// <summary>Removals that are needed, after putting back what can be.</summary>
    /// <param name="removals">What is removed now.</param>
    /// <param name="target">No component may become larger.</param>
    /// <param name="cost">Cost of removing each node: dear ones are put back first among equals. Empty for equal costs.</param>
    /// <returns>
    /// What stays removed, in an order good for removing: the last that one would put back comes first.
    /// </returns>
    public static int[] Reduce(Graph graph, IEnumerable<int> removals, int target, ReadOnlySpan<double> cost = default)
    {
        var removed = new bool[graph.NodeCount];
        var list = new List<int>(removals);
        foreach (var v in list) removed[v] = true;
        var sets = new DisjointSets(graph.NodeCount);
        for (var v = 0; v < removed.Length; v++)
            if (!removed[v])
                foreach (var u in graph.Neighbours(v))
                    if (!removed[u]) sets.Join(u, v);
        Return(graph, list, removed, sets, target, 0, cost);
        list.RemoveAll(v => !removed[v]);
        // From here on only the order matters, and a giant grows with each return: near enough to the smallest will do,
        // or every key would be stale every time.
        var back = Return(graph, list, removed, sets, int.MaxValue, 0.125, cost);
        back.Reverse();
        return [.. back];
    }

    // Puts back, in greedy order, all whose return leaves no component above the limit; gives them in that order.
    private static List<int> Return(Graph graph, List<int> candidates, bool[] removed, DisjointSets sets, int limit, double slack, ReadOnlySpan<double> cost)
    {
        var queue = new PriorityQueue<int, (int Size, double Cost, int Node)>();
        var roots = new HashSet<int>();
        foreach (var v in candidates) queue.Enqueue(v, (0, 0, v));
        var back = new List<int>();
        while (queue.TryDequeue(out var v, out var key))
        {
            var size = Joined(v);
            if (size > limit) continue; // it can only get worse
            if (size > key.Size * (1 + slack))
            {
                queue.Enqueue(v, (size, cost.IsEmpty ? 0 : -cost[v], v));
                continue;
            }
            removed[v] = false;
            foreach (var u in graph.Neighbours(v))
                if (!removed[u]) sets.Join(u, v);
            back.Add(v);
        }
        return back;

        int Joined(int v)
        {
            roots.Clear();
            var size = 1;
            foreach (var u in graph.Neighbours(v))
            {
                if (removed[u]) continue;
                var root = sets.Find(u);
                if (!roots.Add(root)) continue;
                size += sets.Size(root);
            }
            return size;
        }
    }
}
