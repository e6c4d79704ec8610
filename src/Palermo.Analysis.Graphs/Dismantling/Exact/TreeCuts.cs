namespace Palermo.Analysis.Graphs;

/// <summary>Finds inequalities that every dismantling set satisfies and a fractional point does not.</summary>
/// <remarks>
/// <para>Take a clique and trees that hang from its members, in all of size s above the target C. Removing a node separates at most its
/// subtree from the rest, so sum over nodes of (size of subtree) * x is at least s - C. Coefficients above s - C can be lowered to it. With a single node as
/// clique this is a rooted tree; with s - C = 1, "one of these must go".</para>
/// <para>For a point x the trees of shortest paths by node weight x are the worst ones for their root: a violated one, if there is any of this shape for that clique, is found (before lowering).
/// O(edges log nodes) a root.</para>
/// </remarks>
internal sealed class TreeCuts(ReducedNetwork network, int target)
{
    private const double Violation = 1e-3;

    private readonly double[] _distance = new double[network.Count];
    private readonly int[] _parent = new int[network.Count];
    private readonly bool[] _done = new bool[network.Count];
    private readonly int[] _subtree = new int[network.Count];
    private readonly PriorityQueue<int, (double, int)> _queue = new();
    private readonly List<int> _order = [];

    /// <summary>The most violated inequality around a node; null when there is none.</summary>
    /// <param name="x">How far each node is removed, 0 to 1.</param>
    public (Cut Cut, double Violation)? Around(int root, double[] x)
    {
        Grow(Clique(root, x), x);
        (Cut Cut, double Violation)? best = null;
        // Every length of the list of nearest nodes gives a tree; lengths are tried in steps that grow.
        var size = 0;
        var next = target + 1;
        for (var i = 0; i < _order.Count; i++)
        {
            size += network.Size[_order[i]];
            var last = i + 1 == _order.Count;
            if (size < next && !(last && size > target)) continue;
            next = size + Math.Max(1, (size - target) / 3);
            var violation = Violated(i + 1, size - target, x);
            if (violation > Violation && (best is null || violation > best.Value.Violation)) best = (Cut(i + 1, size - target), violation);
        }
        return best;
    }

    // A clique that holds the node: the least removed of its neighbours that are all tied to one another.
    private List<int> Clique(int root, double[] x)
    {
        var clique = new List<int> { root };
        foreach (var u in network.Neighbours[root].OrderBy(u => x[u]).ThenByDescending(u => network.Neighbours[u].Length).ThenBy(u => u))
        {
            if (x[u] >= 1) break;
            var tied = true;
            foreach (var w in clique) tied &= w == root || Array.BinarySearch(network.Neighbours[u], w) >= 0;
            if (tied) clique.Add(u);
        }
        return clique;
    }

    private void Grow(List<int> clique, double[] x)
    {
        _order.Clear();
        _queue.Clear();
        _distance.AsSpan().Fill(double.PositiveInfinity);
        Array.Clear(_done);
        foreach (var v in clique)
        {
            _distance[v] = x[v];
            _parent[v] = -1;
            _queue.Enqueue(v, (x[v], v));
        }
        while (_queue.TryDequeue(out var v, out _))
        {
            if (_done[v]) continue;
            if (_distance[v] >= 1) break;
            _done[v] = true;
            _order.Add(v);
            foreach (var u in network.Neighbours[v])
            {
                var distance = _distance[v] + x[u];
                if (_done[u] || distance >= _distance[u]) continue;
                _distance[u] = distance;
                _parent[u] = v;
                _queue.Enqueue(u, (distance, u));
            }
        }
    }

    private double Violated(int count, int need, double[] x)
    {
        Sizes(count);
        double sum = 0;
        for (var i = 0; i < count; i++) sum += Math.Min(_subtree[_order[i]], need) * x[_order[i]];
        return 1 - sum / need;
    }

    private void Sizes(int count)
    {
        for (var i = 0; i < count; i++) _subtree[_order[i]] = network.Size[_order[i]];
        for (var i = count - 1; i >= 0; i--)
            if (_parent[_order[i]] >= 0) _subtree[_parent[_order[i]]] += _subtree[_order[i]];
    }

    private Cut Cut(int count, int need)
    {
        Sizes(count);
        var variables = new List<int>();
        var coefficients = new List<int>();
        for (var i = 0; i < count; i++)
        {
            if (!network.IsCandidate(_order[i])) continue;
            variables.Add(_order[i]);
            coefficients.Add(Math.Min(_subtree[_order[i]], need));
        }
        return new Cut([.. variables], [.. coefficients], need);
    }
}
