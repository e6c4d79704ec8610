namespace Palermo.Analysis.Graphs;

/// <summary>Collective influence: who holds the giant component together, seen from a few steps around.</summary>
/// <remarks>
/// F. Morone and H. Makse, Nature 524 (2015): CI_l(i) = (k_i - 1) * sum over nodes j at distance exactly l of (k_j - 1). Meant for large sparse
/// networks; on small ones it is poor (domain page, section 3.5).
/// </remarks>
public static class CollectiveInfluence
{
    /// <summary>CI of every node.</summary>
    /// <param name="radius">l, 1 or more; 2 to 4 are usual.</param>
    public static long[] Of(Graph graph, int radius)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(radius, 1);
        var run = new Run(graph, radius);
        var values = new long[graph.NodeCount];
        for (var v = 0; v < values.Length; v++) values[v] = run.Influence(v);
        return values;
    }

    /// <summary>Nodes in order of removal: always the highest CI in what is left, ties by the smaller number.</summary>
    /// <param name="whole">
    /// When false it stops where the method of the paper stops, once lambda = (sum of CI / (N * mean degree))^(1/(l+1)) is 1 or less; when true it goes on to the last node.
    /// </param>
    /// <remarks>A removal changes CI within l + 1 steps: only those are computed again.</remarks>
    public static int[] Order(Graph graph, int radius, bool whole = false, ReadOnlySpan<bool> untouchable = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(radius, 1);
        var n = graph.NodeCount;
        var run = new Run(graph, radius);
        var values = new long[n];
        var queue = new PriorityQueue<int, (long, int)>();
        double sum = 0;
        for (var v = 0; v < n; v++)
        {
            sum += values[v] = run.Influence(v);
            if (untouchable.IsEmpty || !untouchable[v]) queue.Enqueue(v, (-values[v], v));
        }
        var order = new List<int>();
        double ties = graph.ArcCount;
        while (queue.TryDequeue(out var v, out var key))
        {
            if (run.Gone[v] || key.Item1 != -values[v]) continue;
            if (!whole && Math.Pow(sum / ties, 1.0 / (radius + 1)) <= 1) break;
            order.Add(v);
            var around = run.Around(v, radius + 1);
            run.Remove(v);
            sum -= values[v];
            values[v] = -1;
            foreach (var u in around)
            {
                if (run.Gone[u]) continue;
                var now = run.Influence(u);
                if (now == values[u]) continue;
                sum += now - values[u];
                values[u] = now;
                if (untouchable.IsEmpty || !untouchable[u]) queue.Enqueue(u, (-now, u));
            }
        }
        return [.. order];
    }

    private sealed class Run(Graph graph, int radius)
    {
        private readonly int[] _degree = Degrees(graph);
        private readonly int[] _seen = new int[graph.NodeCount];
        private readonly List<int> _ball = [];
        private int _stamp;
        private int _shell;

        public bool[] Gone { get; } = new bool[graph.NodeCount];

        public void Remove(int node)
        {
            Gone[node] = true;
            foreach (var u in graph.Neighbours(node)) _degree[u]--;
        }

        public long Influence(int node)
        {
            if (_degree[node] <= 1) return 0;
            Fill(node, radius);
            long sum = 0;
            for (var i = _shell; i < _ball.Count; i++) sum += _degree[_ball[i]] - 1;
            return (_degree[node] - 1) * sum;
        }

        public int[] Around(int node, int steps)
        {
            Fill(node, steps);
            return [.. _ball];
        }

        // The nodes within some steps; the last shell begins at _shell.
        private void Fill(int node, int steps)
        {
            _stamp++;
            _ball.Clear();
            _ball.Add(node);
            _seen[node] = _stamp;
            _shell = 0;
            for (var step = 0; step < steps; step++)
            {
                var end = _ball.Count;
                for (var i = _shell; i < end; i++)
                    foreach (var u in graph.Neighbours(_ball[i]))
                    {
                        if (Gone[u] || _seen[u] == _stamp) continue;
                        _seen[u] = _stamp;
                        _ball.Add(u);
                    }
                _shell = end;
            }
        }

        private static int[] Degrees(Graph graph)
        {
            var degree = new int[graph.NodeCount];
            for (var v = 0; v < degree.Length; v++) degree[v] = graph.Degree(v);
            return degree;
        }
    }
}
