namespace Palermo.Analysis.Graphs;

/// <summary>A network without some nodes, to which ties are added.</summary>
internal sealed class GrowingNetwork
{
    private readonly SortedSet<int>?[] _ties;
    private readonly int[] _steps;
    private readonly int[] _queue;

    public GrowingNetwork(Graph graph, bool[] gone)
    {
        _ties = new SortedSet<int>?[graph.NodeCount];
        _steps = new int[graph.NodeCount];
        _queue = new int[graph.NodeCount];
        for (var v = 0; v < _ties.Length; v++)
        {
            if (gone[v]) continue;
            _ties[v] = [];
            foreach (var u in graph.Neighbours(v))
                if (!gone[u]) _ties[v]!.Add(u);
        }
    }

    public bool Tied(int a, int b) => _ties[a]!.Contains(b);

    public int Common(int a, int b)
    {
        var (few, many) = _ties[a]!.Count < _ties[b]!.Count ? (_ties[a]!, _ties[b]!) : (_ties[b]!, _ties[a]!);
        var count = 0;
        foreach (var v in few)
            if (many.Contains(v)) count++;
        return count;
    }

    public void Tie(int a, int b)
    {
        _ties[a]!.Add(b);
        _ties[b]!.Add(a);
    }

    /// <summary>Mean of 1 / distance over pairs of a source and another node, of those that are left.</summary>
    public double Efficiency(int[] sources)
    {
        var left = _ties.Count(row => row is not null);
        double sum = 0, pairs = 0;
        foreach (var source in sources)
        {
            if (_ties[source] is null) continue;
            pairs += left - 1;
            var reached = Walk(source, clear: true);
            for (var i = 1; i < reached; i++) sum += 1.0 / _steps[_queue[i]];
        }
        return pairs > 0 ? sum / pairs : 0;
    }

    public int Largest()
    {
        var largest = 0;
        _steps.AsSpan().Fill(-1);
        for (var v = 0; v < _ties.Length; v++)
            if (_ties[v] is not null && _steps[v] < 0) largest = Math.Max(largest, Walk(v, clear: false));
        return largest;
    }

    /// <summary>The largest number of ways from the lowest stage to the highest that share no tie (Menger), by shortest augmenting paths.</summary>
    public int Flow(int[] stage)
    {
        int first = stage.Min(), last = stage.Max();
        if (first == last) return 0;
        var used = new HashSet<(int, int)>(); // directions in which a tie carries one way
        var flow = 0;
        var before = new int[_ties.Length];
        while (true)
        {
            before.AsSpan().Fill(-1);
            int head = 0, tail = 0, end = -1;
            for (var v = 0; v < _ties.Length; v++)
                if (_ties[v] is not null && stage[v] == first)
                {
                    before[v] = v;
                    _queue[tail++] = v;
                }
            for (; head < tail && end < 0; head++)
                foreach (var u in _ties[_queue[head]]!)
                {
                    if (before[u] >= 0 || used.Contains((_queue[head], u))) continue;
                    before[u] = _queue[head];
                    _queue[tail++] = u;
                    if (stage[u] != last) continue;
                    end = u;
                    break;
                }
            if (end < 0) return flow;
            for (var v = end; before[v] != v; v = before[v])
                if (!used.Remove((v, before[v]))) used.Add((before[v], v));
            flow++;
        }
    }

    private int Walk(int root, bool clear)
    {
        if (clear) _steps.AsSpan().Fill(-1);
        _steps[root] = 0;
        _queue[0] = root;
        var tail = 1;
        for (var head = 0; head < tail; head++)
            foreach (var u in _ties[_queue[head]]!)
            {
                if (_steps[u] >= 0) continue;
                _steps[u] = _steps[_queue[head]] + 1;
                _queue[tail++] = u;
            }
        return tail;
    }
}
