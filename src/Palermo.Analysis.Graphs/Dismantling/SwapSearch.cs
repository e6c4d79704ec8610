namespace Palermo.Analysis.Graphs;

/// <summary>Local search on a set of removals that holds: trades one removal for another, and drops those that are no longer needed.</summary>
/// <remarks>
/// A step puts one removed node back. If what it joins is small enough, a removal is saved. Else one depth-first search over what it joined
/// tells every node that could be removed instead; one of them, drawn by luck, is. Such trades cost nothing and wander among sets of equal size, until
/// somebody can be dropped. O(size of what was joined) a step.
/// </remarks>
internal sealed class SwapSearch
{
    /// <summary>How often the trade that leaves the fullest component is preferred: full ones leave others small, and small ones can be joined.</summary>
    private const double Packing = 0.3;

    private readonly Graph _graph;
    private readonly int _target, _largestJoin;
    private readonly bool[] _removed, _untouchable, _seen;
    private readonly int[] _label;
    private readonly List<int> _size = [];
    private readonly List<int> _set = [];
    private readonly int[] _place;
    private readonly CutSearch _search;
    private readonly HashSet<int> _labels = [];
    private readonly List<int> _choices = [];
    private readonly double[]? _cost;
    private SeededRandom _random;
    private long _work;

    public SwapSearch(Graph graph, int target, IEnumerable<int> removals, bool[]? untouchable, double[]? cost, ulong seed)
    {
        (_graph, _target, _cost) = (graph, target, cost);
        _largestJoin = Math.Max(6 * target, 200);
        var n = graph.NodeCount;
        _removed = new bool[n];
        _untouchable = untouchable ?? new bool[n];
        _seen = new bool[n];
        _label = new int[n];
        _place = new int[n];
        _search = new CutSearch(graph);
        _random = new SeededRandom(seed);
        foreach (var v in removals)
        {
            _removed[v] = true;
            _place[v] = _set.Count;
            _set.Add(v);
        }
        for (var v = 0; v < n; v++) Label(v);
    }

    /// <summary>The work that is usual: enough for many trades on a small network, some ten seconds on a large one.</summary>
    public static long UsualWork(Graph graph) => Math.Clamp(6_000L * (graph.NodeCount + graph.ArcCount), 20_000_000, 3_000_000_000);

    /// <summary>The nodes removed now.</summary>
    public int[] Removals => [.. _set];

    /// <summary>Takes steps until so many nodes and arcs have been looked at: a measure of time that is the same on every machine.</summary>
    public void Run(long work)
    {
        for (_work = 0; _work < work && _set.Count > 0; _work += 10) Step(_set[_random.Below(_set.Count)]);
    }

    private void Step(int v)
    {
        _work += 4L * _graph.Degree(v);
        var joined = Joined(v);
        if (joined <= _target)
        {
            PutBack(v);
            return;
        }
        if (joined > _largestJoin) return;
        _removed[v] = false;
        _search.From(v, _removed);
        _work += 8L * _search.Nodes.Count;
        _choices.Clear();
        foreach (var u in _search.Nodes)
            if (u != v && !_untouchable[u] && (_cost is null || _cost[u] <= _cost[v]) && (joined == _target + 1 || _search.LargestPartWithout(u) <= _target)) _choices.Add(u);
        if (_choices.Count == 0)
        {
            _removed[v] = true;
            return;
        }
        var chosen = _choices[_random.Below(_choices.Count)];
        if (_random.Unit() < Packing)
            foreach (var u in _choices)
                if (_search.LargestPartWithout(u) > _search.LargestPartWithout(chosen)) chosen = u;
        _removed[chosen] = true;
        _place[chosen] = _place[v];
        _set[_place[v]] = chosen;
        // What was one component is now several: they get labels, and the removed around them are looked at again.
        int[] nodes = [.. _search.Nodes];
        foreach (var u in nodes) _seen[u] = false;
        foreach (var u in nodes) Label(u);
        DropAround(nodes);
    }

    private void DropAround(int[] nodes)
    {
        foreach (var u in nodes)
        {
            if (_removed[u]) continue;
            _work += _graph.Degree(u);
            foreach (var w in _graph.Neighbours(u))
            {
                if (!_removed[w]) continue;
                _work += 4L * _graph.Degree(w);
                if (Joined(w) <= _target) PutBack(w);
            }
        }
    }

    private int Joined(int v)
    {
        _labels.Clear();
        var size = 1;
        foreach (var u in _graph.Neighbours(v))
            if (!_removed[u] && _labels.Add(_label[u])) size += _size[_label[u]];
        return size;
    }

    private void PutBack(int v)
    {
        _removed[v] = false;
        var last = _set[^1];
        _set[_place[v]] = last;
        _place[last] = _place[v];
        _set.RemoveAt(_set.Count - 1);
        foreach (var u in _graph.Neighbours(v))
            if (!_removed[u]) Forget(u);
        Label(v);
    }

    // The nodes of a component count as not labelled.
    private void Forget(int v)
    {
        if (!_seen[v]) return;
        _seen[v] = false;
        _search.Unmark(v, _removed, _seen);
    }

    private void Label(int v)
    {
        if (_removed[v] || _seen[v]) return;
        _search.Mark(v, _removed, _seen);
        foreach (var u in _search.Nodes) _label[u] = _size.Count;
        _size.Add(_search.Nodes.Count);
    }
}
