namespace Palermo.Analysis.Graphs;

/// <summary>How the largest component shrinks as nodes are removed one after the other.</summary>
/// <param name="Nodes">How many nodes the whole network has.</param>
/// <param name="Largest">The size of the largest component before anything is removed, then after each removal; one longer than the order.</param>
public sealed record RobustnessCurve(int Nodes, int[] Largest)
{
    /// <summary>Follows an order of removal. O(nodes + edges), backwards with disjoint sets.</summary>
    /// <exception cref="ArgumentException">A node that is not there, or twice.</exception>
    public static RobustnessCurve Of(Graph graph, ReadOnlySpan<int> order)
    {
        var removed = new bool[graph.NodeCount];
        foreach (var v in order)
        {
            if ((uint)v >= (uint)removed.Length) throw new ArgumentException($"node {v} is not among 0 to {removed.Length - 1}", nameof(order));
            if (removed[v]) throw new ArgumentException($"node {v} is removed twice", nameof(order));
            removed[v] = true;
        }
        graph = graph.Undirected();
        var sets = new DisjointSets(graph.NodeCount);
        var now = 0;
        for (var v = 0; v < removed.Length; v++)
            if (!removed[v]) Restore(v);
        var largest = new int[order.Length + 1];
        for (var i = order.Length; i > 0; i--)
        {
            largest[i] = now;
            removed[order[i - 1]] = false;
            Restore(order[i - 1]);
        }
        largest[0] = now;
        return new RobustnessCurve(graph.NodeCount, largest);

        void Restore(int v)
        {
            now = Math.Max(now, 1);
            foreach (var u in graph.Neighbours(v))
                if (!removed[u]) now = Math.Max(now, sets.Join(u, v));
        }
    }

    /// <summary>
    /// Robustness R = (1/N) sum over Q = 1..N of s(Q), the largest component's share of all nodes after Q removals: 0 to .5, lower is the better attack.
    /// </summary>
    /// <remarks>Schneider et al., PNAS 108 (2011). Whatever is not in the order counts as if it stayed as it is: give an order of all nodes for the figure of the paper.</remarks>
    public double Robustness
    {
        get
        {
            if (Nodes == 0) return 0;
            double sum = 0;
            for (var q = 1; q < Largest.Length; q++) sum += Largest[q];
            sum += (double)(Nodes - (Largest.Length - 1)) * Largest[^1];
            return sum / Nodes / Nodes;
        }
    }

    /// <summary>How many removals it takes until the largest component has at most so many nodes; null when the order never gets there.</summary>
    public int? RemovalsTo(int target)
    {
        for (var q = 0; q < Largest.Length; q++)
            if (Largest[q] <= target) return q;
        return null;
    }
}
