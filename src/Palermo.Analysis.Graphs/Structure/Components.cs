namespace Palermo.Analysis.Graphs;

/// <summary>The pieces into which a network falls, and what it takes to break them further.</summary>
public static class Components
{
    /// <summary>The connected components, largest first; the direction of edges does not count.</summary>
    /// <param name="removed">Nodes to leave out: each of them is a group of its own. Null for none.</param>
    /// <remarks>O(nodes + edges).</remarks>
    public static Partition Of(Graph graph, ReadOnlySpan<bool> removed = default)
    {
        var sets = new DisjointSets(graph.NodeCount);
        for (var v = 0; v < graph.NodeCount; v++)
        {
            if (!removed.IsEmpty && removed[v]) continue;
            foreach (var u in graph.Neighbours(v))
                if (removed.IsEmpty || !removed[u]) sets.Join(u, v);
        }
        var labels = new int[graph.NodeCount];
        for (var v = 0; v < labels.Length; v++) labels[v] = sets.Find(v);
        return Partition.Of(labels);
    }

    /// <summary>How many nodes the largest component has once some nodes are gone; 0 when nothing remains.</summary>
    public static int Largest(Graph graph, ReadOnlySpan<bool> removed)
    {
        var sets = new DisjointSets(graph.NodeCount);
        var largest = 0;
        for (var v = 0; v < graph.NodeCount; v++)
        {
            if (removed[v]) continue;
            largest = Math.Max(largest, 1);
            foreach (var u in graph.Neighbours(v))
                if (!removed[u]) largest = Math.Max(largest, sets.Join(u, v));
        }
        return largest;
    }
}

/// <summary>Sets that only ever join: who is with whom, and how many they are.</summary>
/// <remarks>Union by size with path halving: about constant time a step (Tarjan and van Leeuwen 1984).</remarks>
internal sealed class DisjointSets
{
    private readonly int[] _parent; // a root holds minus its size

    public DisjointSets(int count)
    {
        _parent = new int[count];
        Reset();
    }

    public void Reset() => _parent.AsSpan().Fill(-1);

    public int Find(int item)
    {
        var parent = _parent;
        while (true)
        {
            var up = parent[item];
            if (up < 0) return item;
            if (parent[up] < 0) return up;
            parent[item] = parent[up];
            item = parent[up];
        }
    }

    public int Size(int item) => -_parent[Find(item)];

    /// <summary>Joins the sets of two items and gives the size of the set in which both are now.</summary>
    public int Join(int a, int b)
    {
        var (first, second) = (Find(a), Find(b));
        if (first == second) return -_parent[first];
        if (_parent[first] > _parent[second]) (first, second) = (second, first);
        _parent[first] += _parent[second];
        _parent[second] = first;
        return -_parent[first];
    }
}
