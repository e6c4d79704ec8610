namespace Palermo.Analysis.Graphs;

/// <summary>What to do with an edge that is given more than once.</summary>
public enum DoubledEdges
{
    /// <summary>The weights are added: three calls are a stronger tie than one.</summary>
    Add,

    /// <summary>The largest weight stays: items of one origin count once (domain page, section 2).</summary>
    KeepLargest,
}

/// <summary>Collects edges and lays them out as a <see cref="Graph"/>.</summary>
/// <remarks>O(nodes + edges) by two counting sorts. Self-loops are dropped and doubles merged; both are counted, never an error.</remarks>
public sealed class GraphBuilder(int nodeCount, bool directed = false, DoubledEdges doubled = DoubledEdges.Add)
{
    private readonly List<int> _from = [];
    private readonly List<int> _to = [];
    private List<double>? _weight;

    /// <summary>How many nodes the graph will have.</summary>
    public int NodeCount { get; } = nodeCount >= 0
        ? nodeCount
        : throw new ArgumentOutOfRangeException(nameof(nodeCount), nodeCount, "a graph has 0 nodes or more");

    /// <summary>How many edges from a node to itself were given and dropped.</summary>
    public int SelfLoops { get; private set; }

    /// <summary>How many edges were given again and merged; known after <see cref="Build"/>.</summary>
    public int Doubles { get; private set; }

    /// <summary>Adds an edge of weight 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An end is not a node.</exception>
    public void Add(int from, int to)
    {
        Check(from);
        Check(to);
        if (from == to)
        {
            SelfLoops++;
            return;
        }
        _from.Add(from);
        _to.Add(to);
        _weight?.Add(1);
    }

    /// <summary>Adds an edge with a weight.</summary>
    /// <param name="weight">More than 0 and finite: how strong the tie is.</param>
    /// <exception cref="ArgumentOutOfRangeException">An end is not a node, or the weight is not a positive finite number.</exception>
    public void Add(int from, int to, double weight)
    {
        if (!(weight > 0) || double.IsInfinity(weight))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "the weight of an edge is a finite number above 0");
        if (_weight is null)
        {
            _weight = new List<double>(_from.Count + 1);
            for (var i = 0; i < _from.Count; i++) _weight.Add(1);
        }
        var before = _from.Count;
        Add(from, to);
        if (_from.Count > before) _weight[^1] = weight;
    }

    /// <summary>The graph of the edges so far.</summary>
    public Graph Build()
    {
        var given = _from.Count;
        if (!directed && given > int.MaxValue / 2)
            throw new InvalidOperationException($"{given} edges: a graph holds at most {int.MaxValue / 2}");
        var arcs = directed ? given : 2 * given;
        var heads = new int[arcs];
        var tails = new int[arcs];
        var weights = _weight is null ? null : new double[arcs];
        var at = 0;
        for (var i = 0; i < given; i++)
        {
            Put(_from[i], _to[i], i);
            if (!directed) Put(_to[i], _from[i], i);
        }
        // Sorted by target first and by source second, each stable: rows come out in rising order.
        Sort(ref heads, ref tails, ref weights, NodeCount);
        Sort(ref tails, ref heads, ref weights, NodeCount);
        return Merge(tails, heads, weights);

        void Put(int from, int to, int edge)
        {
            tails[at] = from;
            heads[at] = to;
            if (weights is not null) weights[at] = _weight![edge];
            at++;
        }
    }

    private static void Sort(ref int[] keys, ref int[] others, ref double[]? weights, int range)
    {
        var starts = new int[range + 1];
        foreach (var key in keys) starts[key + 1]++;
        for (var i = 0; i < range; i++) starts[i + 1] += starts[i];
        var sortedKeys = new int[keys.Length];
        var sortedOthers = new int[keys.Length];
        var sortedWeights = weights is null ? null : new double[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var place = starts[keys[i]]++;
            sortedKeys[place] = keys[i];
            sortedOthers[place] = others[i];
            if (weights is not null) sortedWeights![place] = weights[i];
        }
        (keys, others, weights) = (sortedKeys, sortedOthers, sortedWeights);
    }

    private Graph Merge(int[] tails, int[] heads, double[]? weights)
    {
        var offsets = new int[NodeCount + 1];
        var kept = 0;
        for (var i = 0; i < heads.Length; i++)
        {
            if (i > 0 && tails[i] == tails[i - 1] && heads[i] == heads[i - 1])
            {
                if (weights is not null)
                    weights[kept - 1] = doubled == DoubledEdges.Add
                        ? weights[kept - 1] + weights[i]
                        : Math.Max(weights[kept - 1], weights[i]);
                continue;
            }
            heads[kept] = heads[i];
            if (weights is not null) weights[kept] = weights[i];
            offsets[tails[i] + 1]++;
            kept++;
        }
        for (var v = 0; v < NodeCount; v++) offsets[v + 1] += offsets[v];
        Doubles = directed ? heads.Length - kept : (heads.Length - kept) / 2;
        Array.Resize(ref heads, kept);
        if (weights is not null) Array.Resize(ref weights, kept);
        return new Graph(offsets, heads, weights, directed);
    }

    private void Check(int node)
    {
        if ((uint)node >= (uint)NodeCount)
            throw new ArgumentOutOfRangeException(nameof(node), node, $"nodes are numbered 0 to {NodeCount - 1}");
    }
}
