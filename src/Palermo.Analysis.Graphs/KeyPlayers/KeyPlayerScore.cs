namespace Palermo.Analysis.Graphs;

/// <summary>Measures of a set of nodes; arrays are kept, one of these for each thread.</summary>
internal sealed class KeyPlayerScore(Graph graph, KeyPlayerMeasure measure)
{
    private readonly int[] _steps = new int[graph.NodeCount];
    private readonly int[] _queue = new int[graph.NodeCount];
    private readonly bool[] _gone = new bool[graph.NodeCount];

    public double Of(ReadOnlySpan<int> set)
    {
        foreach (var v in set)
        {
            if ((uint)v >= (uint)_gone.Length) throw new ArgumentOutOfRangeException(nameof(set), v, $"nodes are numbered 0 to {_gone.Length - 1}");
            _gone[v] = true;
        }
        var value = measure switch
        {
            KeyPlayerMeasure.Fragmentation => Fragmentation(graph.NodeCount - set.Length),
            KeyPlayerMeasure.DistanceFragmentation => DistanceFragmentation(graph.NodeCount - set.Length),
            _ => Reach(set),
        };
        foreach (var v in set) _gone[v] = false;
        return value;
    }

    // F = 1 - sum of s(s-1) over components / n'(n'-1)
    private double Fragmentation(int left)
    {
        if (left < 2) return 1;
        _steps.AsSpan().Fill(-1);
        double together = 0;
        for (var v = 0; v < _steps.Length; v++)
        {
            if (_gone[v] || _steps[v] >= 0) continue;
            double size = Walk([v], avoidGone: true);
            together += size * (size - 1);
        }
        return 1 - together / ((double)left * (left - 1));
    }

    // DF = 1 - 2 * sum over pairs of 1/d / n'(n'-1), 1/infinity = 0
    private double DistanceFragmentation(int left)
    {
        if (left < 2) return 1;
        double near = 0;
        for (var v = 0; v < _steps.Length; v++)
        {
            if (_gone[v]) continue;
            _steps.AsSpan().Fill(-1);
            var reached = Walk([v], avoidGone: true);
            for (var i = 1; i < reached; i++) near += 1.0 / _steps[_queue[i]];
        }
        return 1 - near / ((double)left * (left - 1));
    }

    // R = (sum over nodes of 1/d from the set) / n; members count as if next to it (Borgatti 2006), so 1 means that the set dominates.
    private double Reach(ReadOnlySpan<int> set)
    {
        _steps.AsSpan().Fill(-1);
        var reached = Walk(set, avoidGone: false);
        double sum = set.Length;
        for (var i = set.Length; i < reached; i++) sum += 1.0 / _steps[_queue[i]];
        return _steps.Length == 0 ? 0 : sum / _steps.Length;
    }

    private int Walk(ReadOnlySpan<int> roots, bool avoidGone)
    {
        var tail = 0;
        foreach (var v in roots)
        {
            _steps[v] = 0;
            _queue[tail++] = v;
        }
        for (var head = 0; head < tail; head++)
            foreach (var u in graph.Neighbours(_queue[head]))
            {
                if (_steps[u] >= 0 || (avoidGone && _gone[u])) continue;
                _steps[u] = _steps[_queue[head]] + 1;
                _queue[tail++] = u;
            }
        return tail;
    }
}
