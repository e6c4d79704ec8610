namespace Palermo.Analysis.Graphs;

/// <summary>Looks at one component: its nodes, and what each node's removal would leave of it.</summary>
/// <remarks>One depth-first search without recursion, O(edges of the component). Arrays are made once and used again.</remarks>
internal sealed class CutSearch
{
    private readonly int[] _offsets, _targets, _found, _low, _parent, _next, _below, _cutLargest, _cutSum;
    private readonly Stack<int> _path = new();
    private readonly List<int> _searched = [];
    private int _time;

    public CutSearch(Graph graph)
    {
        (_offsets, _targets, _) = graph.Rows;
        var n = graph.NodeCount;
        _found = new int[n];
        _low = new int[n];
        _parent = new int[n];
        _next = new int[n];
        _below = new int[n];
        _cutLargest = new int[n];
        _cutSum = new int[n];
    }

    /// <summary>The nodes of the component, in the order in which they were found.</summary>
    public List<int> Nodes { get; } = [];

    /// <summary>Lists the component of a node and marks its nodes as seen.</summary>
    public void Mark(int root, bool[] removed, bool[] seen)
    {
        Nodes.Clear();
        Nodes.Add(root);
        seen[root] = true;
        for (var i = 0; i < Nodes.Count; i++)
        {
            var v = Nodes[i];
            for (var at = _offsets[v]; at < _offsets[v + 1]; at++)
            {
                var u = _targets[at];
                if (removed[u] || seen[u]) continue;
                seen[u] = true;
                Nodes.Add(u);
            }
        }
    }

    /// <summary>Lists the component of a node and marks its nodes as not seen.</summary>
    public void Unmark(int root, bool[] removed, bool[] seen)
    {
        Nodes.Clear();
        Nodes.Add(root);
        seen[root] = false;
        for (var i = 0; i < Nodes.Count; i++)
        {
            var v = Nodes[i];
            for (var at = _offsets[v]; at < _offsets[v + 1]; at++)
            {
                var u = _targets[at];
                if (removed[u] || !seen[u]) continue;
                seen[u] = false;
                Nodes.Add(u);
            }
        }
    }

    /// <summary>Searches the component of a node, leaving out what is removed.</summary>
    public void From(int root, bool[] removed)
    {
        foreach (var v in _searched) _found[v] = 0;
        Nodes.Clear();
        _time = 0;
        Begin(root, -1);
        while (_path.TryPeek(out var v))
        {
            if (_next[v] < _offsets[v + 1])
            {
                var u = _targets[_next[v]++];
                if (removed[u]) continue;
                if (_found[u] == 0) Begin(u, v);
                else if (u != _parent[v]) _low[v] = Math.Min(_low[v], _found[u]);
                continue;
            }
            _path.Pop();
            var up = _parent[v];
            if (up < 0) break;
            _low[up] = Math.Min(_low[up], _low[v]);
            _below[up] += _below[v];
            if (_low[v] < _found[up]) continue;
            // Without `up`, the nodes below v are cut off.
            _cutLargest[up] = Math.Max(_cutLargest[up], _below[v]);
            _cutSum[up] += _below[v];
        }
        _path.Clear();
        _searched.Clear();
        _searched.AddRange(Nodes);
    }

    /// <summary>The size of the largest part that the component would fall into without a node of it.</summary>
    public int LargestPartWithout(int node) => Math.Max(_cutLargest[node], Nodes.Count - 1 - _cutSum[node]);

    private void Begin(int v, int parent)
    {
        (_found[v], _parent[v], _next[v], _below[v], _cutLargest[v], _cutSum[v]) = (++_time, parent, _offsets[v], 1, 0, 0);
        _low[v] = _found[v];
        Nodes.Add(v);
        _path.Push(v);
    }
}
