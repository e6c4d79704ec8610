namespace Palermo.Analysis.Graphs;

/// <summary>A shortest way from one node to another.</summary>
/// <param name="Nodes">The nodes on it, both ends included.</param>
/// <param name="Length">Its length: steps, or the sum of 1 / weight.</param>
/// <param name="Count">How many ways of that length there are (as a floating-point number; it can be huge).</param>
public sealed record ShortestPath(IReadOnlyList<int> Nodes, double Length, double Count)
{
    private const double Equal = 1e-12;

    /// <summary>Finds a shortest path. Among several the one that goes over the smaller numbers, seen from its end.</summary>
    /// <param name="byStrength">When true a strong tie is a short way: length 1 / weight (domain page, section 3.1). When false every edge is one step.</param>
    /// <returns>The path, or null when there is none.</returns>
    /// <remarks>Breadth-first search, O(edges); by strength Dijkstra's method, O(edges log nodes).</remarks>
    public static ShortestPath? Find(Graph graph, int from, int to, bool byStrength = false)
    {
        Check(graph, from, nameof(from));
        Check(graph, to, nameof(to));
        var (distance, count, before) = byStrength && graph.Weighted ? Dijkstra(graph, from, to) : Breadth(graph, from, to);
        if (double.IsPositiveInfinity(distance[to])) return null;
        var nodes = new List<int>();
        for (var v = to; v >= 0; v = before[v]) nodes.Add(v);
        nodes.Reverse();
        return new ShortestPath(nodes, distance[to], count[to]);
    }

    /// <summary>The distance in steps from a node to every node; -1 where there is no way.</summary>
    public static int[] Steps(Graph graph, int from)
    {
        Check(graph, from, nameof(from));
        var steps = new int[graph.NodeCount];
        steps.AsSpan().Fill(-1);
        steps[from] = 0;
        var queue = new int[graph.NodeCount];
        queue[0] = from;
        for (int head = 0, tail = 1; head < tail; head++)
            foreach (var u in graph.Neighbours(queue[head]))
            {
                if (steps[u] >= 0) continue;
                steps[u] = steps[queue[head]] + 1;
                queue[tail++] = u;
            }
        return steps;
    }

    private static (double[] Distance, double[] Count, int[] Before) Start(Graph graph, int from)
    {
        var distance = new double[graph.NodeCount];
        distance.AsSpan().Fill(double.PositiveInfinity);
        var count = new double[graph.NodeCount];
        var before = new int[graph.NodeCount];
        before.AsSpan().Fill(-1);
        distance[from] = 0;
        count[from] = 1;
        return (distance, count, before);
    }

    private static (double[] Distance, double[] Count, int[] Before) Breadth(Graph graph, int from, int to)
    {
        var (distance, count, before) = Start(graph, from);
        var queue = new int[graph.NodeCount];
        queue[0] = from;
        for (int head = 0, tail = 1; head < tail; head++)
        {
            var v = queue[head];
            if (distance[v] >= distance[to]) break;
            foreach (var u in graph.Neighbours(v))
            {
                if (double.IsPositiveInfinity(distance[u]))
                {
                    distance[u] = distance[v] + 1;
                    queue[tail++] = u;
                }
                if (distance[u] != distance[v] + 1) continue;
                count[u] += count[v];
                if (before[u] < 0 || v < before[u]) before[u] = v;
            }
        }
        return (distance, count, before);
    }

    private static (double[] Distance, double[] Count, int[] Before) Dijkstra(Graph graph, int from, int to)
    {
        var (distance, count, before) = Start(graph, from);
        var done = new bool[graph.NodeCount];
        var queue = new PriorityQueue<int, (double, int)>();
        queue.Enqueue(from, (0, from));
        while (queue.TryDequeue(out var v, out _))
        {
            if (done[v]) continue;
            done[v] = true;
            if (v == to) break;
            var neighbours = graph.Neighbours(v);
            var weights = graph.Weights(v);
            for (var i = 0; i < neighbours.Length; i++)
            {
                var u = neighbours[i];
                var length = distance[v] + 1 / weights[i];
                if (done[u] || length > distance[u] * (1 + Equal)) continue;
                if (length < distance[u] * (1 - Equal))
                {
                    distance[u] = length;
                    count[u] = 0;
                    before[u] = v;
                    queue.Enqueue(u, (length, u));
                }
                count[u] += count[v];
                if (v < before[u]) before[u] = v;
            }
        }
        return (distance, count, before);
    }

    private static void Check(Graph graph, int node, string name)
    {
        if ((uint)node >= (uint)graph.NodeCount)
            throw new ArgumentOutOfRangeException(name, node, $"nodes are numbered 0 to {graph.NodeCount - 1}");
    }
}
