namespace Palermo.Analysis.Graphs;

/// <summary>A network that does not change: nodes 0 to n-1 and, for each, the sorted list of its neighbours.</summary>
/// <remarks>
/// Compressed rows: one array of offsets, one of neighbours, one of weights when there are any. An undirected edge stands
/// in the rows of both its ends, so 4 bytes a node and 8 an edge without weights (24 with). A graph has no self-loops and no double edges: see
/// <see cref="GraphBuilder"/>, which removes and counts them.
/// </remarks>
public sealed class Graph
{
    private readonly int[] _offsets;
    private readonly int[] _targets;
    private readonly double[]? _weights;

    internal Graph(int[] offsets, int[] targets, double[]? weights, bool directed)
    {
        _offsets = offsets;
        _targets = targets;
        _weights = weights;
        Directed = directed;
    }

    /// <summary>How many nodes there are; they are numbered from 0.</summary>
    public int NodeCount => _offsets.Length - 1;

    /// <summary>How many entries the rows have: edges, counted at both ends when the graph is undirected.</summary>
    public int ArcCount => _targets.Length;

    /// <summary>How many edges there are.</summary>
    public int EdgeCount => Directed ? _targets.Length : _targets.Length / 2;

    /// <summary>Whether an edge leads only from its first end to its second.</summary>
    public bool Directed { get; }

    /// <summary>Whether edges have weights; without, each counts 1.</summary>
    public bool Weighted => _weights is not null;

    /// <summary>The neighbours of a node (those it leads to, when directed), in rising order.</summary>
    public ReadOnlySpan<int> Neighbours(int node) => _targets.AsSpan(_offsets[node], _offsets[node + 1] - _offsets[node]);

    /// <summary>The weights of the edges to <see cref="Neighbours"/>, in the same order. Empty when the graph has no weights.</summary>
    public ReadOnlySpan<double> Weights(int node) =>
        _weights is null ? default : _weights.AsSpan(_offsets[node], _offsets[node + 1] - _offsets[node]);

    /// <summary>How many neighbours a node has (out-neighbours, when directed).</summary>
    public int Degree(int node) => _offsets[node + 1] - _offsets[node];

    /// <summary>The sum of the weights of a node's edges: its degree, when there are no weights.</summary>
    public double Strength(int node)
    {
        if (_weights is null) return Degree(node);
        double sum = 0;
        foreach (var weight in Weights(node)) sum += weight;
        return sum;
    }

    /// <summary>The sum of the weights of all edges: their number, when there are no weights.</summary>
    public double TotalWeight
    {
        get
        {
            if (_weights is null) return EdgeCount;
            double sum = 0;
            foreach (var weight in _weights) sum += weight;
            return Directed ? sum : sum / 2;
        }
    }

    /// <summary>Whether there is an edge between two nodes (from the first to the second, when directed). O(log degree).</summary>
    public bool HasEdge(int from, int to) => Neighbours(from).BinarySearch(to) >= 0;

    /// <summary>The weight of the edge from one node to another: 1 when the graph has no weights, 0 when there is no edge.</summary>
    public double WeightBetween(int from, int to)
    {
        var place = Neighbours(from).BinarySearch(to);
        return place < 0 ? 0 : _weights is null ? 1 : _weights[_offsets[from] + place];
    }

    /// <summary>Every edge once: for an undirected graph with the smaller end first.</summary>
    public IEnumerable<(int From, int To, double Weight)> Edges()
    {
        for (var v = 0; v < NodeCount; v++)
            for (var i = _offsets[v]; i < _offsets[v + 1]; i++)
                if (Directed || v < _targets[i])
                    yield return (v, _targets[i], _weights is null ? 1 : _weights[i]);
    }

    /// <summary>A graph of the given edges. Self-loops are dropped; doubled edges become one whose weight is their sum (or 1, without weights).</summary>
    /// <param name="nodeCount">How many nodes, those without edges included.</param>
    /// <param name="edges">Pairs of node numbers.</param>
    public static Graph FromEdges(int nodeCount, IEnumerable<(int From, int To)> edges, bool directed = false)
    {
        var builder = new GraphBuilder(nodeCount, directed);
        foreach (var (from, to) in edges) builder.Add(from, to);
        return builder.Build();
    }

    /// <summary>The same edges, read backwards. For an undirected graph, the graph itself.</summary>
    public Graph Reversed()
    {
        if (!Directed) return this;
        var builder = new GraphBuilder(NodeCount, directed: true);
        foreach (var (from, to, weight) in Edges())
            if (_weights is null) builder.Add(to, from);
            else builder.Add(to, from, weight);
        return builder.Build();
    }

    /// <summary>The same nodes with every edge two-way; the weights of both ways are added.</summary>
    public Graph Undirected()
    {
        if (!Directed) return this;
        var builder = new GraphBuilder(NodeCount);
        foreach (var (from, to, weight) in Edges())
            if (_weights is null) builder.Add(from, to);
            else builder.Add(from, to, weight);
        return builder.Build();
    }

    /// <summary>What remains when nodes are taken out: the kept nodes, renumbered in their order.</summary>
    /// <param name="keep">For each node, whether it stays.</param>
    /// <returns>The smaller graph and, for each of its nodes, the number it had before.</returns>
    public (Graph Graph, int[] Original) Subgraph(ReadOnlySpan<bool> keep)
    {
        if (keep.Length != NodeCount)
            throw new ArgumentException($"keep has {keep.Length} entries for {NodeCount} nodes", nameof(keep));
        var renumbered = new int[NodeCount];
        var original = new List<int>();
        for (var v = 0; v < NodeCount; v++)
        {
            renumbered[v] = keep[v] ? original.Count : -1;
            if (keep[v]) original.Add(v);
        }
        var offsets = new int[original.Count + 1];
        var targets = new List<int>();
        var weights = _weights is null ? null : new List<double>();
        for (var i = 0; i < original.Count; i++)
        {
            var v = original[i];
            for (var at = _offsets[v]; at < _offsets[v + 1]; at++)
            {
                if (renumbered[_targets[at]] < 0) continue;
                targets.Add(renumbered[_targets[at]]);
                weights?.Add(_weights![at]);
            }
            offsets[i + 1] = targets.Count;
        }
        return (new Graph(offsets, [.. targets], weights?.ToArray(), Directed), [.. original]);
    }

    /// <summary>The rows as they lie in memory, for the inner loops of this library.</summary>
    internal (int[] Offsets, int[] Targets, double[]? Weights) Rows => (_offsets, _targets, _weights);
}
