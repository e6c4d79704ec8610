namespace Palermo.Analysis.Graphs;

/// <summary>A division of the nodes into groups that do not overlap, numbered from 0, the largest first.</summary>
public sealed class Partition
{
    private readonly int[] _of;

    private Partition(int[] of, int[] sizes)
    {
        _of = of;
        Sizes = sizes;
    }

    /// <summary>How many groups there are.</summary>
    public int Count => Sizes.Count;

    /// <summary>How many nodes each group has, largest first.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>For each node, its group.</summary>
    public ReadOnlySpan<int> Of() => _of;

    /// <summary>The group of a node.</summary>
    public int this[int node] => _of[node];

    /// <summary>The nodes of each group, in rising order.</summary>
    public int[][] Groups()
    {
        var groups = new int[Count][];
        for (var g = 0; g < Count; g++) groups[g] = new int[Sizes[g]];
        var filled = new int[Count];
        for (var v = 0; v < _of.Length; v++) groups[_of[v]][filled[_of[v]]++] = v;
        return groups;
    }

    /// <summary>A partition from any labels: equal labels, same group. Groups are numbered by size, then by their smallest node.</summary>
    public static Partition Of(ReadOnlySpan<int> labels)
    {
        var number = new Dictionary<int, int>();
        var of = new int[labels.Length];
        var sizes = new List<int>();
        for (var v = 0; v < of.Length; v++)
        {
            if (!number.TryGetValue(labels[v], out var group))
            {
                number[labels[v]] = group = sizes.Count;
                sizes.Add(0);
            }
            of[v] = group;
            sizes[group]++;
        }
        var order = new int[sizes.Count];
        for (var g = 0; g < order.Length; g++) order[g] = g;
        Array.Sort(order, (a, b) => sizes[a] != sizes[b] ? sizes[b] - sizes[a] : a - b);
        var rank = new int[order.Length];
        var sorted = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
            sorted[i] = sizes[order[i]];
        }
        for (var v = 0; v < of.Length; v++) of[v] = rank[of[v]];
        return new Partition(of, sorted);
    }

    /// <summary>
    /// Modularity of this partition: sum over groups of e/m - gamma * (K/2m)^2, e the weight inside, K the summed strength, m the weight of all.
    /// </summary>
    /// <returns>0 when the graph has no edges.</returns>
    /// <remarks>Newman and Girvan 2004; domain page, section 3.2.</remarks>
    public double Modularity(Graph graph, double resolution = 1)
    {
        Check(graph);
        double all = graph.TotalWeight, quality = 0;
        if (all == 0) return 0;
        var (inside, strength) = Sums(graph);
        for (var g = 0; g < Count; g++)
        {
            var share = strength[g] / (2 * all);
            quality += inside[g] / all - resolution * share * share;
        }
        return quality;
    }

    /// <summary>Quality of this partition in the constant Potts model: sum over groups of e - gamma * n(n-1)/2.</summary>
    /// <remarks>Traag, Van Dooren and Nesterov 2011; domain page, section 3.2.</remarks>
    public double ConstantPotts(Graph graph, double resolution)
    {
        Check(graph);
        var (inside, _) = Sums(graph);
        double quality = 0;
        for (var g = 0; g < Count; g++) quality += inside[g] - resolution * Sizes[g] * (Sizes[g] - 1.0) / 2;
        return quality;
    }

    /// <summary>How alike two partitions are, 0 to 1: normalised mutual information (arithmetic mean; 1 when both are one single group).</summary>
    public double NormalisedMutualInformation(Partition other)
    {
        if (other._of.Length != _of.Length) throw new ArgumentException("the partitions are of different nodes", nameof(other));
        double n = _of.Length;
        var joint = new Dictionary<(int, int), int>();
        for (var v = 0; v < _of.Length; v++)
            joint[(_of[v], other._of[v])] = joint.GetValueOrDefault((_of[v], other._of[v])) + 1;
        double mine = Entropy(Sizes, n), theirs = Entropy(other.Sizes, n), mutual = 0;
        if (mine + theirs == 0) return 1;
        foreach (var ((a, b), count) in joint) mutual += count / n * Math.Log(count * n / ((double)Sizes[a] * other.Sizes[b]));
        return Math.Clamp(2 * mutual / (mine + theirs), 0, 1);
    }

    private static double Entropy(IReadOnlyList<int> sizes, double n)
    {
        double sum = 0;
        foreach (var size in sizes) sum -= size / n * Math.Log(size / n);
        return sum;
    }

    private (double[] Inside, double[] Strength) Sums(Graph graph)
    {
        var inside = new double[Count];
        var strength = new double[Count];
        for (var v = 0; v < _of.Length; v++)
        {
            var neighbours = graph.Neighbours(v);
            var weights = graph.Weights(v);
            for (var i = 0; i < neighbours.Length; i++)
            {
                var weight = weights.IsEmpty ? 1 : weights[i];
                strength[_of[v]] += weight;
                if (_of[neighbours[i]] == _of[v]) inside[_of[v]] += weight / 2;
            }
        }
        return (inside, strength);
    }

    private void Check(Graph graph)
    {
        if (graph.NodeCount != _of.Length)
            throw new ArgumentException($"the graph has {graph.NodeCount} nodes and the partition {_of.Length}", nameof(graph));
        if (graph.Directed) throw new ArgumentException("the quality of communities is defined here for undirected graphs", nameof(graph));
    }
}
