namespace Palermo.Analysis.Graphs;

/// <summary>Generalised network dismantling: cuts the network in two where that is cheap, again and again.</summary>
/// <remarks>
/// <para>X.-L. Ren, N. Gleinig, D. Helbing and N. Antulov-Fantulin, PNAS 116:6554 (2019). In each component that is too large: the second eigenvector of
/// the node-weighted Laplacian D_B - B, B_ij = A_ij (w_i + w_j - 1), by power iteration on c I - L; its signs split the component; of the edges
/// between both halves, ends of least cost that cover them all are removed. For equal costs the cover is the smallest
/// (Koenig: as large as the largest matching, by Hopcroft and Karp); else within twice the least (Bar-Yehuda and Even 1981).</para>
/// <para>For use when removals cost differently. Costs below 1 are scaled so that the least is 1, since B must not be negative.</para>
/// </remarks>
public static class GeneralisedDismantling
{
    private const int MostRounds = 300;

    /// <summary>Nodes to remove, in the order in which the cuts were made.</summary>
    public static int[] Cut(Graph graph, int target, double[]? cost = null, ReadOnlySpan<bool> untouchable = default, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target, 1);
        var n = graph.NodeCount;
        var weight = new double[n];
        var least = cost is null || n == 0 ? 1 : cost.Min();
        for (var v = 0; v < n; v++) weight[v] = cost is null ? 1 : cost[v] / least;
        var removed = new bool[n];
        var order = new List<int>();
        var given = new bool[n];
        var search = new CutSearch(graph);
        var waiting = new Stack<int[]>();
        var random = new SeededRandom(seed);
        for (var v = 0; v < n; v++) Offer(v);
        while (waiting.TryPop(out var part))
        {
            var side = Signs(graph, part, removed, weight, ref random);
            var cover = Cover(graph, part, removed, side, weight, cost is null);
            var before = order.Count;
            foreach (var v in cover)
            {
                if (!untouchable.IsEmpty && untouchable[v]) continue;
                removed[v] = true;
                order.Add(v);
            }
            if (order.Count == before) continue; // one half is empty or untouchable: left for the last step
            foreach (var v in part) given[v] = false;
            foreach (var v in part) Offer(v);
        }
        return [.. order];

        void Offer(int v)
        {
            if (removed[v] || given[v]) return;
            search.Mark(v, removed, given);
            if (search.Nodes.Count > target) waiting.Push([.. search.Nodes]);
        }
    }

    // Which half each node is in; indexed by node.
    private static Dictionary<int, bool> Signs(Graph graph, int[] part, bool[] removed, double[] weight, ref SeededRandom random)
    {
        var k = part.Length;
        var local = new Dictionary<int, int>(k);
        for (var i = 0; i < k; i++) local[part[i]] = i;
        var offsets = new int[k + 1];
        var targets = new List<int>();
        var values = new List<double>();
        var degree = new double[k];
        for (var i = 0; i < k; i++)
        {
            foreach (var u in graph.Neighbours(part[i]))
            {
                if (removed[u]) continue;
                targets.Add(local[u]);
                var value = weight[part[i]] + weight[u] - 1;
                values.Add(value);
                degree[i] += value;
            }
            offsets[i + 1] = targets.Count;
        }
        var shift = 2 * degree.Max(); // no eigenvalue of the Laplacian is larger
        var x = new double[k];
        var next = new double[k];
        for (var i = 0; i < k; i++) x[i] = random.Unit() - 0.5;
        for (var round = 0; round < MostRounds; round++)
        {
            double mean = 0, square = 0, change = 0;
            foreach (var value in x) mean += value;
            mean /= k; // the first eigenvector is constant
            foreach (var value in x) square += (value - mean) * (value - mean);
            var scale = square > 0 ? 1 / Math.Sqrt(square) : 1;
            for (var i = 0; i < k; i++) x[i] = (x[i] - mean) * scale;
            for (var i = 0; i < k; i++)
            {
                var sum = (shift - degree[i]) * x[i];
                for (var at = offsets[i]; at < offsets[i + 1]; at++) sum += values[at] * x[targets[at]];
                next[i] = sum / shift;
                change = Math.Max(change, Math.Abs(next[i] - x[i]));
            }
            (x, next) = (next, x);
            if (change < 1e-7 / Math.Sqrt(k)) break;
        }
        var side = new Dictionary<int, bool>(k);
        for (var i = 0; i < k; i++) side[part[i]] = x[i] > 0;
        return side;
    }

    private static List<int> Cover(Graph graph, int[] part, bool[] removed, Dictionary<int, bool> side, double[] weight, bool equal)
    {
        var edges = new List<(int Left, int Right)>();
        foreach (var v in part)
            if (side[v])
                foreach (var u in graph.Neighbours(v))
                    if (!removed[u] && !side[u]) edges.Add((v, u));
        if (equal) return BipartiteCover.Least(edges);
        // Local ratio: pay both ends of an uncovered edge until one is paid in full.
        var left = new Dictionary<int, double>();
        var cover = new List<int>();
        foreach (var (a, b) in edges)
        {
            var (toPayA, toPayB) = (left.GetValueOrDefault(a, weight[a]), left.GetValueOrDefault(b, weight[b]));
            var pay = Math.Min(toPayA, toPayB);
            if (pay <= 0) continue;
            left[a] = toPayA - pay;
            left[b] = toPayB - pay;
            if (left[a] <= 0) cover.Add(a);
            if (left[b] <= 0) cover.Add(b);
        }
        return cover;
    }
}
