namespace Palermo.Analysis.Graphs;

/// <summary>CoreHD: always remove the node of highest degree in the 2-core, until no loop is left; then break trees.</summary>
/// <remarks>L. Zdeborova, P. Zhang and H.-J. Zhou, Sci. Rep. 6 (2016). O(edges log nodes). Ties by the smaller number.</remarks>
public static class CoreHighDegree
{
    /// <summary>Nodes in order of removal until what is left has no loops.</summary>
    /// <param name="untouchable">Nodes that must not be removed (victims, witnesses, who is protected); empty for none.</param>
    public static int[] Decycle(Graph graph, ReadOnlySpan<bool> untouchable = default) => Decycle(graph, untouchable, new bool[graph.NodeCount], 0, 0);

    /// <summary>As above, with what is removed already, and with some luck in the choice.</summary>
    /// <param name="removed">What is gone; the nodes removed are added.</param>
    /// <param name="luck">Degrees are raised by up to this share, at random: 0 for none.</param>
    internal static int[] Decycle(Graph graph, ReadOnlySpan<bool> untouchable, bool[] removed, double luck, ulong seed)
    {
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
        var random = new SeededRandom(seed);
        var raise = new double[luck > 0 ? n : 0];
        for (var v = 0; v < raise.Length; v++) raise[v] = 1 + luck * random.Unit();
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

        double Score(int v) => raise.Length > 0 ? degree[v] * raise[v] : degree[v];

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
