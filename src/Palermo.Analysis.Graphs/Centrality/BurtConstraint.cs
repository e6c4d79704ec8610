namespace Palermo.Analysis.Graphs;

/// <summary>Burt's constraint: how far a node's contacts are tied among themselves. Low is a broker who bridges holes.</summary>
/// <remarks>
/// R. Burt, "Structural Holes" (1992): c_i = sum over j of (p_ij + sum over q of p_iq p_qj)^2, p_ij = w_ij / sum of w_ik; domain page, section 3.3. A node
/// without ties has none: 0. O(sum over nodes of the degrees of their neighbours).
/// </remarks>
public static class BurtConstraint
{
    /// <summary>The constraint of every node.</summary>
    public static double[] Of(Graph graph)
    {
        graph = graph.Undirected();
        var n = graph.NodeCount;
        var strength = new double[n];
        for (var v = 0; v < n; v++) strength[v] = graph.Strength(v);
        var values = new double[n];
        var share = new double[n];
        var touched = new List<int>();
        for (var i = 0; i < n; i++)
        {
            foreach (var q in graph.Neighbours(i))
            {
                var direct = graph.WeightBetween(i, q) / strength[i];
                Add(q, direct);
                var others = graph.Neighbours(q);
                var weights = graph.Weights(q);
                for (var at = 0; at < others.Length; at++)
                    if (others[at] != i) Add(others[at], direct * (weights.IsEmpty ? 1 : weights[at]) / strength[q]);
            }
            // Only contacts count: a friend of friends who is none himself takes no part.
            foreach (var j in graph.Neighbours(i)) values[i] += share[j] * share[j];
            foreach (var j in touched) share[j] = 0;
            touched.Clear();
        }
        return values;

        void Add(int node, double amount)
        {
            if (share[node] == 0) touched.Add(node);
            share[node] += amount;
        }
    }
}
