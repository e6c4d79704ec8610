namespace Palermo.Analysis.Graphs;

/// <summary>A way in which the data may be wrong.</summary>
public enum Doubt
{
    /// <summary>Any tie may not have been seen: each is left out with the same chance (Borgatti, Carley and Krackhardt 2006).</summary>
    Missing,

    /// <summary>Weak ties may not be ties: the chance to be left out falls with the weight, and is the rate on average. Without weights, as <see cref="Missing"/>.</summary>
    Weak,

    /// <summary>Ties may be false, and true ones unseen: each is, with the rate as chance, replaced by a tie of two nodes drawn.</summary>
    Misplaced,
}

/// <summary>Makes copies of a network as it might be if some ties were missing, weak or false.</summary>
public static class Perturbation
{
    /// <summary>One such network.</summary>
    /// <param name="rate">Share of ties affected, 0 to 1.</param>
    public static Graph Of(Graph graph, Doubt doubt, double rate, ulong seed)
    {
        if (!(rate is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "a share is between 0 and 1");
        var random = new SeededRandom(seed);
        var builder = new GraphBuilder(graph.NodeCount, graph.Directed);
        var mean = graph.EdgeCount > 0 ? MeanInverse(graph) : 1;
        foreach (var (from, to, weight) in graph.Edges())
        {
            var chance = doubt == Doubt.Weak && graph.Weighted ? Math.Min(1, rate / weight / mean) : rate;
            var affected = random.Unit() < chance;
            if (!affected) Add(from, to, weight);
            else if (doubt == Doubt.Misplaced) Add(random.Below(graph.NodeCount), random.Below(graph.NodeCount), weight);
        }
        return builder.Build();

        void Add(int from, int to, double weight)
        {
            if (graph.Weighted) builder.Add(from, to, weight);
            else builder.Add(from, to);
        }
    }

    private static double MeanInverse(Graph graph)
    {
        double sum = 0;
        foreach (var (_, _, weight) in graph.Edges()) sum += 1 / weight;
        return sum / graph.EdgeCount;
    }
}
