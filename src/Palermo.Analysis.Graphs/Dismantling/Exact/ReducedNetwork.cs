namespace Palermo.Analysis.Graphs;

/// <summary>
/// A dismantling problem with what never needs removing folded away: nodes that some best solution keeps are merged with their kept neighbours, so
/// that few candidates are left.
/// </summary>
/// <remarks>
/// <para>Domination. If all neighbours of u, v apart, are neighbours of v or v itself, v is no dearer and no smaller, then in
/// a solution with u and without v the two may be exchanged: what then holds u lies where v's component lay. So some best solution removes u only
/// when it removes v. Ties go to the larger number, so the exchanges end: cost falls or stays, then degree, size or number rises.</para>
/// <para>Then u is never removed at all if its component without all that dominate it is within the target: leaves, and whoever
/// belongs to one clique only. Kept neighbours become one node with their summed size, and the rules are tried again.</para>
/// </remarks>
internal sealed class ReducedNetwork
{
    private readonly double _target;

    private ReducedNetwork(int target) => _target = target;

    /// <summary>For each node left, its neighbours in rising order.</summary>
    public int[][] Neighbours { get; private set; } = [];

    /// <summary>How many nodes of the whole network each stands for.</summary>
    public int[] Size { get; private set; } = [];

    /// <summary>What its removal costs; infinite for those that are kept.</summary>
    public double[] Cost { get; private set; } = [];

    /// <summary>A node of the whole network that it stands for; the one itself, for a candidate.</summary>
    public int[] Original { get; private set; } = [];

    /// <summary>Pairs (u, v): if u is removed, so is v.</summary>
    public List<(int Lesser, int Greater)> Dominations { get; } = [];

    public int Count => Size.Length;

    public bool IsCandidate(int node) => !double.IsPositiveInfinity(Cost[node]);

    /// <summary>Folds a network of at most some thousand nodes. About O(nodes * edges) a round, few rounds.</summary>
    public static ReducedNetwork Of(Graph graph, int target, double[]? cost, bool[]? untouchable)
    {
        var network = new ReducedNetwork(target)
        {
            Neighbours = [.. Enumerable.Range(0, graph.NodeCount).Select(v => graph.Neighbours(v).ToArray())],
            Size = [.. Enumerable.Repeat(1, graph.NodeCount)],
            Cost = [.. Enumerable.Range(0, graph.NodeCount).Select(v => untouchable is not null && untouchable[v] ? double.PositiveInfinity : cost?[v] ?? 1)],
            Original = [.. Enumerable.Range(0, graph.NodeCount)],
        };
        network.DropSmallComponents();
        while (network.KeepUnneeded() | network.MergeKept()) network.DropSmallComponents();
        network.ListDominations();
        return network;
    }

    private bool KeepUnneeded()
    {
        var changed = false;
        var marks = new int[Count];
        for (var u = 0; u < Count; u++)
        {
            if (!IsCandidate(u)) continue;
            var dominators = Dominators(u, marks);
            if (SizeWithout(u, dominators) > _target) continue;
            Cost[u] = double.PositiveInfinity;
            changed = true;
        }
        return changed;
    }

    // Those v among the neighbours of u's neighbours, and its neighbours, that dominate u.
    private List<int> Dominators(int u, int[] marks)
    {
        var dominators = new List<int>();
        if (Neighbours[u].Length == 0) return dominators;
        // v must be a neighbour of all neighbours of u but itself: so it is found around the neighbour with the fewest ties, or is that neighbour.
        var around = new SortedSet<int>(Neighbours[u]);
        var fewest = Neighbours[u].MinBy(w => Neighbours[w].Length);
        foreach (var v in Neighbours[fewest]) around.Add(v);
        around.Remove(u);
        foreach (var w in Neighbours[u]) marks[w] = u + 1;
        foreach (var v in around)
        {
            if (!IsCandidate(v) || Cost[v] > Cost[u] || Size[v] < Size[u]) continue;
            var shared = 0;
            foreach (var w in Neighbours[v])
                if (marks[w] == u + 1) shared++;
            var needed = Neighbours[u].Length - (marks[v] == u + 1 ? 1 : 0);
            if (shared < needed) continue;
            var mutual = Neighbours[v].Length == Neighbours[u].Length && Cost[v] == Cost[u] && Size[v] == Size[u];
            if (!mutual || v > u) dominators.Add(v);
        }
        return dominators;
    }

    private int SizeWithout(int root, List<int> without)
    {
        var seen = new HashSet<int>(without) { root };
        var stack = new Stack<int>([root]);
        var size = 0;
        while (stack.TryPop(out var v))
        {
            size += Size[v];
            if (size > _target) return size;
            foreach (var u in Neighbours[v])
                if (seen.Add(u)) stack.Push(u);
        }
        return size;
    }

    private bool MergeKept()
    {
        var sets = new DisjointSets(Count);
        for (var v = 0; v < Count; v++)
            if (!IsCandidate(v))
                foreach (var u in Neighbours[v])
                    if (!IsCandidate(u)) sets.Join(u, v);
        var labels = new int[Count];
        var merged = false;
        for (var v = 0; v < Count; v++)
        {
            labels[v] = sets.Find(v);
            merged |= labels[v] != v;
        }
        if (merged) Rebuild(labels);
        return merged;
    }

    private void DropSmallComponents()
    {
        var labels = new int[Count];
        var seen = new bool[Count];
        var dropped = false;
        for (var root = 0; root < Count; root++)
        {
            if (seen[root]) continue;
            var members = new List<int> { root };
            seen[root] = true;
            var size = 0;
            for (var i = 0; i < members.Count; i++)
            {
                size += Size[members[i]];
                foreach (var u in Neighbours[members[i]])
                {
                    if (seen[u]) continue;
                    seen[u] = true;
                    members.Add(u);
                }
            }
            foreach (var v in members) labels[v] = size > _target ? v : -1;
            dropped |= size <= _target;
        }
        if (dropped) Rebuild(labels);
    }

    // Nodes of one label become one; those of label -1 vanish.
    private void Rebuild(int[] labels)
    {
        var number = new SortedDictionary<int, int>();
        foreach (var label in labels)
            if (label >= 0) number.TryAdd(label, 0);
        var next = 0;
        foreach (var label in number.Keys.ToArray()) number[label] = next++;
        var neighbours = new SortedSet<int>[next];
        var size = new int[next];
        var cost = new double[next];
        var original = new int[next];
        for (var i = 0; i < next; i++) neighbours[i] = [];
        for (var v = 0; v < labels.Length; v++)
        {
            if (labels[v] < 0) continue;
            var own = number[labels[v]];
            size[own] += Size[v];
            (cost[own], original[own]) = (Cost[v], Original[v]);
            foreach (var u in Neighbours[v])
                if (labels[u] >= 0 && number[labels[u]] != own) neighbours[own].Add(number[labels[u]]);
        }
        (Neighbours, Size, Cost, Original) = ([.. neighbours.Select(set => set.ToArray())], size, cost, original);
    }

    private void ListDominations()
    {
        var marks = new int[Count];
        for (var u = 0; u < Count; u++)
            if (IsCandidate(u))
                foreach (var v in Dominators(u, marks)) Dominations.Add((u, v));
    }
}
