namespace Palermo.Analysis.Matching;

/// <summary>Precision, recall and their harmonic mean.</summary>
/// <param name="Precision">Share of what was said that is right; 1 when nothing was said.</param>
/// <param name="Recall">Share of what is right that was said; 1 when nothing was to be said.</param>
public readonly record struct Accuracy(double Precision, double Recall)
{
    /// <summary>2PR / (P + R), 0 when both are 0.</summary>
    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    internal static Accuracy Of(double right, double said, double true_) => new(said > 0 ? right / said : 1, true_ > 0 ? right / true_ : 1);
}

/// <summary>How good links and clusters are, where the truth is known.</summary>
/// <remarks>Sources: pairwise measures as usual; B-cubed of Bagga and Baldwin (1998); entity-matching 6.</remarks>
public static class Measures
{
    /// <summary>Accuracy of a set of pairs against true clusters.</summary>
    /// <param name="pairs">Distinct pairs said to match.</param>
    /// <param name="truth">True entity of each record.</param>
    /// <param name="split">Records before it are the first file, and only pairs across count; 0 for one file.</param>
    public static Accuracy Pairwise(IEnumerable<(int Left, int Right)> pairs, ReadOnlySpan<int> truth, int split = 0)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        double said = 0, right = 0;
        foreach (var (left, other) in pairs)
        {
            said++;
            if (truth[left] == truth[other]) right++;
        }
        return Accuracy.Of(right, said, TruePairs(truth, split));
    }

    /// <summary>Accuracy of clusters, over all pairs within them.</summary>
    public static Accuracy ClusterPairs(ReadOnlySpan<int> clusters, ReadOnlySpan<int> truth, int split = 0)
    {
        if (clusters.Length != truth.Length) throw new ArgumentException($"{clusters.Length} cluster numbers for {truth.Length} records", nameof(clusters));
        var both = new int[truth.Length];
        var cells = new Dictionary<(int, int), int>();
        for (var r = 0; r < both.Length; r++)
        {
            var cell = (clusters[r], truth[r]);
            if (!cells.TryGetValue(cell, out both[r])) cells[cell] = both[r] = cells.Count;
        }
        return Accuracy.Of(TruePairs(both, split), TruePairs(clusters, split), TruePairs(truth, split));
    }

    /// <summary>B-cubed: for each record, how much of its cluster is its entity and how much of its entity is in its cluster; averaged.</summary>
    public static Accuracy BCubed(ReadOnlySpan<int> clusters, ReadOnlySpan<int> truth)
    {
        if (clusters.Length != truth.Length) throw new ArgumentException($"{clusters.Length} cluster numbers for {truth.Length} records", nameof(clusters));
        if (clusters.Length == 0) return new(1, 1);
        var sizes = Sizes(clusters);
        var trueSizes = Sizes(truth);
        var cells = new Dictionary<(int, int), int>();
        for (var r = 0; r < truth.Length; r++) cells[(clusters[r], truth[r])] = cells.GetValueOrDefault((clusters[r], truth[r])) + 1;
        double precision = 0, recall = 0;
        foreach (var ((cluster, entity), count) in cells.OrderBy(c => c.Key))
        {
            precision += (double)count * count / sizes[cluster];
            recall += (double)count * count / trueSizes[entity];
        }
        return new(precision / truth.Length, recall / truth.Length);
    }

    /// <summary>Pairs within the clusters; with a split, those across the two files.</summary>
    public static double TruePairs(ReadOnlySpan<int> clusters, int split = 0)
    {
        if (split == 0) return Sizes(clusters).Values.Sum(s => s * (s - 1.0) / 2);
        var first = Sizes(clusters[..split]);
        var second = Sizes(clusters[split..]);
        return first.Sum(f => (double)f.Value * second.GetValueOrDefault(f.Key));
    }

    private static Dictionary<int, int> Sizes(ReadOnlySpan<int> clusters)
    {
        var sizes = new Dictionary<int, int>();
        foreach (var c in clusters) sizes[c] = sizes.GetValueOrDefault(c) + 1;
        return sizes;
    }

    /// <summary>Share of the possible pairs that blocking spared: 1 - scored / possible.</summary>
    public static double ReductionRatio(long scored, double possible) => possible > 0 ? 1 - scored / possible : 0;

    /// <summary>Share of the true pairs that blocking holds.</summary>
    public static double PairCompleteness(Linkage linkage, ReadOnlySpan<int> truth)
    {
        ArgumentNullException.ThrowIfNull(linkage);
        var byEntity = new Dictionary<int, List<int>>();
        for (var r = 0; r < truth.Length; r++)
        {
            if (!byEntity.TryGetValue(truth[r], out var list)) byEntity[truth[r]] = list = [];
            list.Add(r);
        }
        double held = 0, all = 0;
        var split = linkage.Table.Split;
        foreach (var records in byEntity.Values)
            for (var x = 0; x < records.Count; x++)
                for (var y = x + 1; y < records.Count; y++)
                {
                    if (split > 0 && records[x] < split == records[y] < split) continue;
                    all++;
                    if (linkage.IsBlocked(records[x], records[y])) held++;
                }
        return all > 0 ? held / all : 1;
    }
}
