namespace Palermo.Analysis.Graphs;

/// <summary>Brandes's sweep by length 1 / weight.</summary>
/// <remarks>Two ways whose lengths differ by less than 1e-12 of themselves are equally long, since sums of reciprocals round. O(edges log nodes).</remarks>
internal sealed class DijkstraSweep(Graph graph) : ISourceSweep
{
    private const double Equal = 1e-12;

    private readonly double[] _distance = Filled(graph.NodeCount);
    private readonly double[] _paths = new double[graph.NodeCount];
    private readonly double[] _share = new double[graph.NodeCount];
    private readonly double[] _dependency = new double[graph.NodeCount];
    private readonly bool[] _done = new bool[graph.NodeCount];
    private readonly int[] _order = new int[graph.NodeCount];
    private readonly PriorityQueue<int, (double, int)> _queue = new();
    private int _reached;

    public ReadOnlySpan<int> Reached => _order.AsSpan(0, _reached);

    public ReadOnlySpan<double> Dependencies => _dependency.AsSpan(0, _reached);

    public void Run(int source, double[] targetWeight)
    {
        foreach (var v in Reached) (_distance[v], _paths[v], _share[v], _done[v]) = (double.PositiveInfinity, 0, 0, false);
        _reached = 0;
        (_distance[source], _paths[source]) = (0, 1);
        _queue.Enqueue(source, (0, source));
        while (_queue.TryDequeue(out var v, out _))
        {
            if (_done[v]) continue;
            _done[v] = true;
            _order[_reached++] = v;
            var neighbours = graph.Neighbours(v);
            var weights = graph.Weights(v);
            for (var i = 0; i < neighbours.Length; i++)
            {
                var u = neighbours[i];
                var length = _distance[v] + 1 / weights[i];
                if (_done[u] || length > _distance[u] * (1 + Equal)) continue;
                if (length < _distance[u] * (1 - Equal))
                {
                    (_distance[u], _paths[u]) = (length, 0);
                    _queue.Enqueue(u, (length, u));
                }
                _paths[u] += _paths[v];
            }
        }
        for (var head = _reached - 1; head >= 0; head--)
        {
            var v = _order[head];
            double worth = 0;
            var neighbours = graph.Neighbours(v);
            var weights = graph.Weights(v);
            for (var i = 0; i < neighbours.Length; i++)
            {
                var length = _distance[v] + 1 / weights[i];
                var there = _distance[neighbours[i]];
                // Further by just this edge: the same comparison as on the way out.
                if (there > _distance[v] && length <= there * (1 + Equal)) worth += _share[neighbours[i]];
            }
            _dependency[head] = head == 0 ? 0 : _paths[v] * worth;
            _share[v] = (targetWeight[v] + _paths[v] * worth) / _paths[v];
        }
    }

    private static double[] Filled(int n)
    {
        var distance = new double[n];
        distance.AsSpan().Fill(double.PositiveInfinity);
        return distance;
    }
}
