namespace Palermo.Analysis.Graphs;

/// <summary>A tie that nobody has seen and that the shape of the network suggests. A hypothesis to be checked, never an edge.</summary>
/// <param name="Shared">The contacts that both have: the reason.</param>
public sealed record LinkHypothesis(int A, int B, double Score, IReadOnlyList<int> Shared);

/// <summary>How the score of a hypothesis is made.</summary>
public enum LinkScore
{
    /// <summary>Sum over common contacts of 1 / their degree: a contact shared with few says most (Zhou, Lu and Zhang 2009).</summary>
    ResourceAllocation,

    /// <summary>Sum over common contacts of 1 / log of their degree (Adamic and Adar 2003).</summary>
    AdamicAdar,

    /// <summary>The number of common contacts.</summary>
    CommonNeighbours,
}

/// <summary>Suggests ties that may be missing, and says how well that works on this network.</summary>
/// <remarks>Only pairs with a common contact are looked at. What comes out is never added to a graph by this library: a person decides.</remarks>
public static class LinkPrediction
{
    /// <summary>The hypotheses of highest score; ties by the smaller numbers.</summary>
    /// <param name="most">How many to give.</param>
    /// <remarks>O(sum over nodes of degree squared): for hubs of many thousand ties, filter first.</remarks>
    public static IReadOnlyList<LinkHypothesis> Suggest(Graph graph, int most, LinkScore score = LinkScore.ResourceAllocation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        graph = graph.Undirected();
        var best = new PriorityQueue<(int A, int B), (double, int, int)>();
        foreach (var (a, b, value) in Pairs(graph, score))
        {
            if (best.Count < most) best.Enqueue((a, b), (value, -a, -b));
            else if (most > 0) best.EnqueueDequeue((a, b), (value, -a, -b));
        }
        var result = new List<LinkHypothesis>();
        while (best.TryDequeue(out var pair, out var key))
            result.Add(new LinkHypothesis(pair.A, pair.B, key.Item1, Shared(graph, pair.A, pair.B)));
        result.Reverse();
        return result;
    }

    /// <summary>
    /// How well the score tells hidden ties from pairs that are not tied: the chance that a hidden tie scores higher (ties count half); .5 is guessing.
    /// </summary>
    /// <param name="hidden">The share of ties hidden, between 0 and 1.</param>
    /// <param name="draws">How many pairs of a hidden tie and an absent one are compared, drawn with the seed.</param>
    /// <returns>The area under the curve; null when there is nothing to hide or to compare with.</returns>
    public static double? Validate(Graph graph, LinkScore score = LinkScore.ResourceAllocation, double hidden = 0.1, int draws = 10_000, ulong seed = 1)
    {
        if (!(hidden is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(hidden), hidden, "between 0 and 1");
        graph = graph.Undirected();
        var random = new SeededRandom(seed);
        var edges = graph.Edges().Select(edge => (edge.From, edge.To)).ToArray();
        random.Shuffle<(int, int)>(edges);
        var count = (int)Math.Ceiling(edges.Length * hidden);
        var pairs = (double)graph.NodeCount * (graph.NodeCount - 1) / 2;
        if (count == 0 || count == edges.Length || pairs - edges.Length < 1) return null;
        var seen = Graph.FromEdges(graph.NodeCount, edges.Skip(count));
        double better = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            var (a, b) = edges[random.Below(count)];
            int c, d;
            do (c, d) = (random.Below(graph.NodeCount), random.Below(graph.NodeCount));
            while (c == d || graph.HasEdge(c, d));
            var (here, there) = (Score(seen, a, b, score), Score(seen, c, d, score));
            better += here > there ? 1 : here == there ? 0.5 : 0;
        }
        return better / draws;
    }

    /// <summary>The score of one pair.</summary>
    public static double Score(Graph graph, int a, int b, LinkScore score)
    {
        double sum = 0;
        foreach (var v in Shared(graph, a, b)) sum += Weight(graph.Degree(v), score);
        return sum;
    }

    private static double Weight(int degree, LinkScore score) => score switch
    {
        LinkScore.ResourceAllocation => 1.0 / degree,
        LinkScore.AdamicAdar => 1 / Math.Log(degree), // a common contact has two ties at least
        _ => 1,
    };

    private static List<int> Shared(Graph graph, int a, int b)
    {
        var shared = new List<int>();
        var first = graph.Neighbours(a);
        var second = graph.Neighbours(b);
        for (int i = 0, j = 0; i < first.Length && j < second.Length;)
        {
            if (first[i] < second[j]) i++;
            else if (first[i] > second[j]) j++;
            else
            {
                shared.Add(first[i]);
                i++;
                j++;
            }
        }
        return shared;
    }

    private static IEnumerable<(int A, int B, double Value)> Pairs(Graph graph, LinkScore score)
    {
        var sums = new double[graph.NodeCount];
        var touched = new List<int>();
        for (var a = 0; a < graph.NodeCount; a++)
        {
            foreach (var v in graph.Neighbours(a))
            {
                var weight = Weight(graph.Degree(v), score);
                foreach (var b in graph.Neighbours(v))
                {
                    if (b <= a) continue;
                    if (sums[b] == 0) touched.Add(b);
                    sums[b] += weight;
                }
            }
            foreach (var b in touched)
            {
                if (!graph.HasEdge(a, b)) yield return (a, b, sums[b]);
                sums[b] = 0;
            }
            touched.Clear();
        }
    }
}
