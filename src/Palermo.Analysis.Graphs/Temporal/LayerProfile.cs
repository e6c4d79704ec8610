namespace Palermo.Analysis.Graphs;

/// <summary>A network layer by layer: rank within each layer, and ties that several layers bear out.</summary>
/// <remarks>Domain page, section 3.7: report a vector of ranks, not one number; an edge that stands in several layers is corroborated.</remarks>
public static class LayerProfile
{
    /// <summary>For each layer, each node's percentile rank in it, 0 to 1: the share of nodes with a lower value, equals counting half.</summary>
    /// <param name="measure">The value of each node in one layer's graph.</param>
    public static double[][] Ranks(TemporalGraph graph, Func<Graph, double[]> measure)
    {
        var ranks = new double[graph.LayerCount][];
        for (var layer = 0; layer < ranks.Length; layer++)
            ranks[layer] = Percentiles(measure(graph.Slice(double.NegativeInfinity, double.PositiveInfinity, layer)));
        return ranks;
    }

    /// <summary>In how many layers each pair that is tied in some layer is tied, the most first.</summary>
    public static IReadOnlyList<(int A, int B, int Layers)> Corroboration(TemporalGraph graph)
    {
        var layers = new SortedDictionary<(int, int), HashSet<int>>();
        for (var i = 0; i < graph.Count; i++)
        {
            var contact = graph[i];
            if (contact.From == contact.To) continue;
            var pair = (Math.Min(contact.From, contact.To), Math.Max(contact.From, contact.To));
            if (!layers.TryGetValue(pair, out var set)) layers[pair] = set = [];
            set.Add(contact.Layer);
        }
        return [.. layers.Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value.Count)).OrderByDescending(pair => pair.Count)];
    }

    private static double[] Percentiles(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        var ranks = new double[values.Length];
        for (var v = 0; v < ranks.Length; v++)
        {
            int low = First(sorted, values[v], false), high = First(sorted, values[v], true);
            ranks[v] = (low + (high - low) / 2.0) / values.Length;
        }
        return ranks;
    }

    private static int First(double[] sorted, double value, bool above)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (above ? sorted[middle] <= value : sorted[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
