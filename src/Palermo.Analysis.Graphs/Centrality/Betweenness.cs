namespace Palermo.Analysis.Graphs;

/// <summary>Betweenness: for how many pairs of others a node lies on the shortest ways between them.</summary>
/// <remarks>
/// <para>U. Brandes 2001: the sum over pairs s, t of the share of shortest s-t paths through v. For an undirected graph each pair counts once. Values
/// are raw: divide by <see cref="Pairs"/> for a share. High is "brokers", not "guilty" (domain page, section 4).</para>
/// <para>Sums are taken in an order that does not depend on the number of threads, so the last digit does not either.</para>
/// </remarks>
public static class Betweenness
{
    /// <summary>Computes betweenness exactly.</summary>
    /// <param name="byStrength">When true a strong tie is a short way (length 1 / weight); two ways are equally long within 1e-12 of their length.</param>
    /// <remarks>
    /// Undirected and in steps: trees are folded, blocks treated each by itself and twins together (<see cref="BlockBetweenness"/>), then one breadth-first
    /// sweep for each node that is left; at worst O(nodes * edges). Else a sweep for each node.
    /// </remarks>
    public static double[] Exact(Graph graph, bool byStrength = false, int? threads = null)
    {
        var workers = Work.Threads(threads);
        if (byStrength && graph.Weighted) return Sweep(graph, workers, () => new DijkstraSweep(graph), All(graph.NodeCount), null);
        if (!graph.Directed) return BlockBetweenness.Of(graph, workers);
        return Sweep(graph, workers, () => new BreadthSweep(graph.Rows.Offsets, graph.Rows.Targets, null), All(graph.NodeCount), null);
    }

    /// <summary>Counts only pairs whose ends are in different groups: who carries traffic between communities, stages or countries.</summary>
    /// <param name="groups">For each node its group, any numbers.</param>
    /// <remarks>Domain page, section 3.1: bridging form. O(nodes * edges).</remarks>
    public static double[] Bridging(Graph graph, ReadOnlySpan<int> groups, bool byStrength = false, int? threads = null)
    {
        if (groups.Length != graph.NodeCount)
            throw new ArgumentException($"{groups.Length} groups for {graph.NodeCount} nodes", nameof(groups));
        return Sweep(graph, Work.Threads(threads), Sweeps(graph, byStrength), All(graph.NodeCount), groups.ToArray());
    }

    /// <summary>The number of pairs that a node can lie between: (n-1)(n-2)/2, twice that for directed graphs.</summary>
    public static double Pairs(Graph graph) =>
        Math.Max(1, (graph.NodeCount - 1.0) * (graph.NodeCount - 2.0) / (graph.Directed ? 1 : 2));

    internal static Func<ISourceSweep> Sweeps(Graph graph, bool byStrength) =>
        byStrength && graph.Weighted ? () => new DijkstraSweep(graph) : () => new BreadthSweep(graph.Rows.Offsets, graph.Rows.Targets, null);

    /// <summary>Adds up what each source's sweep gives, in a fixed number of parts that are summed in order.</summary>
    private static double[] Sweep(Graph graph, int threads, Func<ISourceSweep> sweep, int[] sources, int[]? groups)
    {
        var n = graph.NodeCount;
        var parts = SourceParts.For(n, sources.Length);
        Work.InParallel(parts.Count, threads, sweep, (part, own) =>
        {
            var sum = parts.Sum(part);
            var targets = new double[n];
            targets.AsSpan().Fill(1);
            foreach (var source in parts.Of(sources, part))
            {
                if (groups is not null)
                    for (var v = 0; v < n; v++) targets[v] = groups[v] == groups[source] ? 0 : 1;
                own.Run(source, targets);
                var reached = own.Reached;
                var dependencies = own.Dependencies;
                for (var i = 0; i < reached.Length; i++) sum[reached[i]] += dependencies[i];
            }
        });
        var total = parts.Total();
        if (!graph.Directed)
            for (var v = 0; v < n; v++) total[v] /= 2;
        return total;
    }

    private static int[] All(int n)
    {
        var all = new int[n];
        for (var v = 0; v < n; v++) all[v] = v;
        return all;
    }
}

/// <summary>A sweep from one source: how much each node carries of what goes from it to the targets.</summary>
internal interface ISourceSweep
{
    /// <summary>Sweeps from a source to targets of given weights.</summary>
    void Run(int source, double[] targetWeight);

    /// <summary>The nodes that the last sweep reached, in the order of their distance; the source first.</summary>
    ReadOnlySpan<int> Reached { get; }

    /// <summary>What the source depends on each of them.</summary>
    ReadOnlySpan<double> Dependencies { get; }
}

/// <summary>Sources cut into a fixed number of parts, each with sums of its own: the total does not depend on threads.</summary>
internal sealed class SourceParts
{
    private readonly double[]?[] _sums;
    private readonly int _n, _sources;

    private SourceParts(int n, int sources, int count) => (_n, _sources, _sums) = (n, sources, new double[]?[count]);

    public static SourceParts For(int n, int sources) => new(n, sources, Math.Max(1, Math.Min(sources, n > 200_000 ? 8 : 32)));

    public int Count => _sums.Length;

    public double[] Sum(int part) => _sums[part] ??= new double[_n];

    /// <summary>The sources of a part: every <see cref="Count"/>-th, so that parts weigh about the same.</summary>
    public IEnumerable<int> Of(int[] sources, int part)
    {
        for (var i = part; i < _sources; i += Count) yield return sources[i];
    }

    public double[] Total()
    {
        var total = new double[_n];
        foreach (var sum in _sums)
            if (sum is not null)
                for (var v = 0; v < _n; v++) total[v] += sum[v];
        return total;
    }
}
