namespace Palermo.Analysis.Graphs;

/// <summary>What a set of key players is wanted for.</summary>
public enum KeyPlayerMeasure
{
    /// <summary>Removal: the share of pairs that can no longer reach each other (Borgatti's F).</summary>
    Fragmentation,

    /// <summary>Removal: as above, and pairs that are further apart count in part (Borgatti's distance-weighted F).</summary>
    DistanceFragmentation,

    /// <summary>Watching or telling: how near the set is to everybody, 1 when everybody is in it or next to it.</summary>
    Reach,
}

/// <summary>A set of nodes that is best for a purpose.</summary>
/// <param name="Nodes">The set, in rising order.</param>
/// <param name="Value">The measure for it.</param>
/// <param name="Exact">Whether every set of that size was tried.</param>
public sealed record KeyPlayerSet(int[] Nodes, double Value, bool Exact);

/// <summary>The key player problem: the k nodes that matter most together, which need not be the k that matter most each.</summary>
/// <remarks>S. Borgatti, Computational and Mathematical Organization Theory 12 (2006); domain page, section 3.4. Direction and weight do not count.</remarks>
public static class KeyPlayers
{
    private const double MostSets = 2e6;
    private const double MostWork = 2e10;
    private const double MostClimb = 1e9;
    private const int MostRestarts = 50;
    private const int FewestCandidates = 20;
    private const double Better = 1e-12;

    /// <summary>Finds the best set of some size.</summary>
    /// <param name="size">How many nodes, 0 to all.</param>
    /// <param name="untouchable">Nodes that must not be suggested; empty for none.</param>
    /// <remarks>
    /// Every set is tried when there are fewer than 2 million (and the work is bounded); else greedy choice and swaps from 50 starts. Among equals
    /// the set whose numbers are smaller. On large networks the climb looks only at the nodes of highest degree and starts less often, so that its work stays bounded.
    /// </remarks>
    /// <exception cref="ArgumentException">The network is too large for this measure at all.</exception>
    public static KeyPlayerSet Find(
        Graph graph, int size, KeyPlayerMeasure measure, ulong seed = 1, ReadOnlySpan<bool> untouchable = default, int? threads = null)
    {
        graph = graph.Undirected();
        var allowed = new List<int>();
        for (var v = 0; v < graph.NodeCount; v++)
            if (untouchable.IsEmpty || !untouchable[v]) allowed.Add(v);
        if (size < 0 || size > allowed.Count)
            throw new ArgumentOutOfRangeException(nameof(size), size, $"between 0 and {allowed.Count}, the nodes that may be suggested");
        if (size == 0) return new KeyPlayerSet([], new KeyPlayerScore(graph, measure).Of([]), true);
        double sets = 1;
        for (var i = 0; i < size; i++) sets *= (double)(allowed.Count - i) / (i + 1);
        double each = measure == KeyPlayerMeasure.Fragmentation
            ? graph.NodeCount + graph.ArcCount
            : (double)graph.NodeCount * (graph.NodeCount + graph.ArcCount) / (measure == KeyPlayerMeasure.Reach ? graph.NodeCount : 1);
        var workers = Work.Threads(threads);
        return sets < MostSets && sets * each < MostWork
            ? All(graph, allowed, size, measure, workers)
            : Climb(graph, allowed, size, measure, each, seed, workers);
    }

    /// <summary>The measure for a set.</summary>
    public static double Score(Graph graph, IEnumerable<int> nodes, KeyPlayerMeasure measure) =>
        new KeyPlayerScore(graph.Undirected(), measure).Of([.. nodes]);

    private static KeyPlayerSet All(Graph graph, List<int> allowed, int size, KeyPlayerMeasure measure, int threads)
    {
        var firsts = allowed.Count - size + 1;
        var best = new (double Value, int[] Set)[firsts];
        Work.InParallel(firsts, threads, () => new KeyPlayerScore(graph, measure), (first, score) =>
        {
            var at = new int[size];
            for (var i = 0; i < size; i++) at[i] = first + i;
            var set = new int[size];
            (double Value, int[] Set) mine = (double.NegativeInfinity, []);
            while (true)
            {
                for (var i = 0; i < size; i++) set[i] = allowed[at[i]];
                var value = score.Of(set);
                if (value > mine.Value + Better) mine = (value, (int[])set.Clone());
                var move = size - 1;
                while (move > 0 && at[move] == allowed.Count - size + move) move--;
                if (move == 0) break;
                at[move]++;
                for (var i = move + 1; i < size; i++) at[i] = at[i - 1] + 1;
            }
            best[first] = mine;
        });
        var winner = best[0];
        foreach (var one in best)
            if (one.Value > winner.Value + Better) winner = one;
        return new KeyPlayerSet(winner.Set, winner.Value, true);
    }

    private static KeyPlayerSet Climb(Graph graph, List<int> allowed, int size, KeyPlayerMeasure measure, double each, ulong seed, int threads)
    {
        // One round of swaps looks at every candidate for every place.
        var candidates = Math.Min(allowed.Count, MostClimb / (each * size * 2));
        if (candidates < Math.Min(allowed.Count, FewestCandidates))
            throw new ArgumentException(
                $"{measure} of a network of {graph.NodeCount} nodes is too much work: take a part of it, or Fragmentation or Reach, or a smaller set", nameof(measure));
        if (candidates < allowed.Count)
            allowed = [.. allowed.OrderByDescending(graph.Degree).ThenBy(v => v).Take(Math.Max(size, (int)candidates)).Order()];
        var restarts = (int)Math.Clamp(MostClimb / (each * size * allowed.Count * 2), 1, MostRestarts);
        var found = new (double Value, int[] Set)[restarts];
        Work.InParallel(restarts, threads, () => new KeyPlayerScore(graph, measure), (start, score) =>
        {
            var random = new SeededRandom(seed, (ulong)start);
            var set = new List<int>();
            // The first start is greedy throughout; the others begin with some nodes drawn.
            while (set.Count < size && start > 0 && set.Count < (start - 1) % size + 1)
                if (allowed[random.Below(allowed.Count)] is var drawn && !set.Contains(drawn)) set.Add(drawn);
            double value = set.Count == 0 ? double.NegativeInfinity : score.Of([.. set]);
            while (set.Count < size)
            {
                set.Add(-1);
                value = BestAt(set, set.Count - 1, allowed, score, double.NegativeInfinity);
            }
            value = score.Of([.. set]);
            for (var improved = true; improved;)
            {
                improved = false;
                for (var i = 0; i < size; i++)
                {
                    var swapped = BestAt(set, i, allowed, score, value);
                    improved |= swapped > value + Better;
                    value = Math.Max(value, swapped);
                }
            }
            set.Sort();
            found[start] = (value, [.. set]);
        });
        var best = found[0];
        foreach (var one in found)
            if (one.Value > best.Value + Better
                || (one.Value > best.Value - Better && one.Set.AsSpan().SequenceCompareTo(best.Set) < 0)) best = one;
        return new KeyPlayerSet(best.Set, best.Value, false);
    }

    // Puts the best node at a place of the set, if it beats what is there.
    private static double BestAt(List<int> set, int place, List<int> allowed, KeyPlayerScore score, double toBeat)
    {
        var (best, bestValue) = (set[place], toBeat);
        foreach (var v in allowed)
        {
            if (v == set[place] || set.Contains(v)) continue;
            var before = set[place];
            set[place] = v;
            var value = score.Of([.. set.Where(u => u >= 0)]);
            set[place] = before;
            if (value > bestValue + Better) (best, bestValue) = (v, value);
        }
        set[place] = best;
        return bestValue;
    }
}
