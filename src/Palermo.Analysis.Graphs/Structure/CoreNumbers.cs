namespace Palermo.Analysis.Graphs;

/// <summary>The k-core of each node: the largest k so that it is in a part of the network where everybody has k neighbours inside.</summary>
/// <remarks>V. Batagelj and M. Zaversnik 2003: remove by rising degree, O(edges). Direction and weight do not count.</remarks>
public static class CoreNumbers
{
    /// <summary>The core number of every node, 0 for a node without edges.</summary>
    public static int[] Of(Graph graph)
    {
        graph = graph.Undirected();
        var n = graph.NodeCount;
        var core = new int[n];
        var most = 0;
        for (var v = 0; v < n; v++) most = Math.Max(most, core[v] = graph.Degree(v));
        // Nodes sorted by what is left of their degree; `starts` says where each degree begins.
        var starts = new int[most + 2];
        foreach (var degree in core) starts[degree + 1]++;
        for (var d = 0; d <= most; d++) starts[d + 1] += starts[d];
        var sorted = new int[n];
        var place = new int[n];
        var next = starts.AsSpan().ToArray();
        for (var v = 0; v < n; v++)
        {
            place[v] = next[core[v]]++;
            sorted[place[v]] = v;
        }
        for (var i = 0; i < n; i++)
        {
            var v = sorted[i];
            foreach (var u in graph.Neighbours(v))
            {
                if (core[u] <= core[v]) continue;
                // u loses one: swap it with the first node of its degree, and let that degree begin one later.
                var first = Math.Max(starts[core[u]], i + 1);
                var other = sorted[first];
                (sorted[place[u]], sorted[first]) = (other, u);
                (place[other], place[u]) = (place[u], first);
                starts[core[u]] = first + 1;
                core[u]--;
            }
        }
        return core;
    }
}
