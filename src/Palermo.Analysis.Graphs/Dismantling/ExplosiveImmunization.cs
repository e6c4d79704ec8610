namespace Palermo.Analysis.Graphs;

/// <summary>Explosive immunization, score 1: start with everybody removed and put back, again and again, who blocks least.</summary>
/// <remarks>
/// P. Clusella, P. Grassberger, F. Perez-Reche and A. Politi, PRL 117 (2016). sigma_i = k_eff_i + sum over distinct kept clusters C that touch i of
/// (sqrt|C| - 1); k_eff_i counts the neighbours that are neither leaves nor hubs (k_eff above K = 6), to a fixed point from the degree; it need not exist, so at most 100 rounds.
/// </remarks>
public static class ExplosiveImmunization
{
    private const int Hub = 6;
    private const int MostRounds = 100;

    /// <summary>What has to stay removed so that no cluster exceeds a size, the most important first.</summary>
    /// <param name="candidates">How many of the removed are looked at for each return, drawn with the seed; all when null. The authors use 1,000.</param>
    /// <param name="untouchable">Nodes that may not be removed: they are put back first.</param>
    public static int[] Blockers(Graph graph, int target, int? candidates = null, ulong seed = 1, ReadOnlySpan<bool> untouchable = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target, 1);
        var n = graph.NodeCount;
        var effective = EffectiveDegrees(graph);
        var sets = new DisjointSets(n);
        var removed = new bool[n];
        removed.AsSpan().Fill(true);
        var left = new List<int>();
        var roots = new HashSet<int>();
        for (var v = 0; v < n; v++)
            if (!untouchable.IsEmpty && untouchable[v]) Return(v);
            else left.Add(v);
        var random = new SeededRandom(seed);
        while (left.Count > 0)
        {
            int best = -1, bestAt = -1, bestSize = 0;
            double bestScore = double.PositiveInfinity;
            var looks = candidates is { } wanted && wanted < left.Count ? wanted : left.Count;
            for (var look = 0; look < looks; look++)
            {
                var at = looks == left.Count ? look : random.Below(left.Count);
                var (score, size) = Score(left[at]);
                if (score > bestScore || (score == bestScore && left[at] > best)) continue;
                (best, bestAt, bestSize, bestScore) = (left[at], at, size, score);
            }
            if (bestSize > target) break;
            left[bestAt] = left[^1];
            left.RemoveAt(left.Count - 1);
            Return(best);
        }
        return Reinsertion.Reduce(graph, left, target);

        void Return(int v)
        {
            removed[v] = false;
            foreach (var u in graph.Neighbours(v))
                if (!removed[u]) sets.Join(u, v);
        }

        (double Score, int Size) Score(int v)
        {
            roots.Clear();
            double score = effective[v];
            var size = 1;
            foreach (var u in graph.Neighbours(v))
            {
                if (removed[u]) continue;
                var root = sets.Find(u);
                if (!roots.Add(root)) continue;
                score += Math.Sqrt(sets.Size(root)) - 1;
                size += sets.Size(root);
            }
            return (score, size);
        }
    }

    /// <summary>For each node, how many of its neighbours are neither leaves nor hubs, hubs being judged by the same number.</summary>
    internal static int[] EffectiveDegrees(Graph graph)
    {
        var n = graph.NodeCount;
        var now = new int[n];
        for (var v = 0; v < n; v++) now[v] = graph.Degree(v);
        for (var round = 0; round < MostRounds; round++)
        {
            var next = new int[n];
            var same = true;
            for (var v = 0; v < n; v++)
            {
                foreach (var u in graph.Neighbours(v))
                    if (graph.Degree(u) > 1 && now[u] <= Hub) next[v]++;
                same &= next[v] == now[v];
            }
            now = next;
            if (same) break;
        }
        return now;
    }
}
