namespace Palermo.Analysis.Graphs;

/// <summary>Exact betweenness of an undirected graph in steps, by taking it apart first.</summary>
/// <remarks>
/// <para>A shortest path crosses a chain of blocks. In a block, each node stands for itself and for all who can reach the block only through
/// it; pairs within a block then carry those weights. At a cut node, pairs of two different sides are added in closed form: with
/// sides of sizes b in a component of N, ((N-1)^2 - sum of b^2) / 2. Trees consist of blocks of two, which need no sweep at all.
/// (Puzis et al., "Heuristics for speeding up betweenness centrality computation", 2012; Sariyüce et al. 2013.)</para>
/// <para>In each block, twins are folded (<see cref="TwinFolding"/>) and one sweep is made for each folded node.</para>
/// </remarks>
internal static class BlockBetweenness
{
    public static double[] Of(Graph graph, int threads)
    {
        var n = graph.NodeCount;
        var result = new double[n];
        var blocks = BiconnectedBlocks.Of(graph);
        var component = Components.Of(graph);
        var behind = Behind(component, blocks);
        AddCutNodes(component, blocks, behind, result);
        // Large blocks use all threads each; small ones are spread.
        var small = new List<int>();
        var local = new int[n];
        local.AsSpan().Fill(-1);
        for (var b = 0; b < blocks.Count; b++)
        {
            if (blocks[b].Length <= 2) continue;
            if (blocks[b].Length < 500) small.Add(b);
            else Add(blocks[b], InBlock(graph, blocks[b], Of(b), local, threads), result);
        }
        var values = new double[small.Count][];
        Work.InParallel(small.Count, threads, () => Unset(n), (i, own) =>
            values[i] = InBlock(graph, blocks[small[i]], Of(small[i]), own, 1));
        for (var i = 0; i < small.Count; i++) Add(blocks[small[i]], values[i], result);
        return result;

        double[] Of(int block) => behind[blocks.Starts[block]..blocks.Starts[block + 1]];
    }

    private static int[] Unset(int n)
    {
        var local = new int[n];
        local.AsSpan().Fill(-1);
        return local;
    }

    private static void Add(ReadOnlySpan<int> members, double[] values, double[] result)
    {
        for (var i = 0; i < members.Length; i++) result[members[i]] += values[i];
    }

    // For each block and member: how many nodes it stands for, seen from the block. The blocks come children first, and each
    // hangs on its first member, so one pass adds up what hangs below and a second knows what is above.
    private static double[] Behind(Partition component, BiconnectedBlocks blocks)
    {
        var hanging = new double[component.Of().Length]; // of each node: itself and all below it so far
        hanging.AsSpan().Fill(1);
        var behind = new double[blocks.Members.Length];
        for (var b = 0; b < blocks.Count; b++)
        {
            var first = blocks.Starts[b];
            double below = 0;
            for (var i = first + 1; i < blocks.Starts[b + 1]; i++) below += behind[i] = hanging[blocks.Members[i]];
            behind[first] = component.Sizes[component[blocks.Members[first]]] - below;
            hanging[blocks.Members[first]] += below;
        }
        return behind;
    }

    private static void AddCutNodes(Partition component, BiconnectedBlocks blocks, double[] behind, double[] result)
    {
        var squares = new double[result.Length];
        for (var i = 0; i < behind.Length; i++)
        {
            var v = blocks.Members[i];
            var side = component.Sizes[component[v]] - behind[i];
            squares[v] += side * side;
        }
        for (var v = 0; v < result.Length; v++)
        {
            if (!blocks.IsCutNode[v]) continue;
            var others = component.Sizes[component[v]] - 1.0;
            result[v] += (others * others - squares[v]) / 2;
        }
    }

    private static double[] InBlock(Graph graph, ReadOnlySpan<int> members, double[] weight, int[] local, int threads)
    {
        for (var i = 0; i < members.Length; i++) local[members[i]] = i;
        var offsets = new int[members.Length + 1];
        var targets = new List<int>();
        for (var i = 0; i < members.Length; i++)
        {
            foreach (var u in graph.Neighbours(members[i]))
                if (local[u] >= 0) targets.Add(local[u]);
            offsets[i + 1] = targets.Count;
        }
        foreach (var v in members) local[v] = -1;
        var rows = targets.ToArray();
        for (var i = 0; i < members.Length; i++) rows.AsSpan(offsets[i], offsets[i + 1] - offsets[i]).Sort();
        var folded = TwinFolding.Fold(offsets, rows, weight);
        var sums = Sweep(folded, threads);
        var values = new double[members.Length];
        for (var i = 0; i < values.Length; i++) values[i] = sums[folded.Of[i]] / 2;
        return values;
    }

    private static double[] Sweep(TwinFolding graph, int threads)
    {
        var n = graph.Copies.Length;
        var sources = new int[n];
        for (var v = 0; v < n; v++) sources[v] = v;
        var parts = SourceParts.For(n, n);
        Work.InParallel(parts.Count, threads,
            () => (Sweep: new BreadthSweep(graph.Offsets, graph.Targets, graph.Copies), Targets: (double[])graph.Weight.Clone()), (part, own) =>
        {
            var sum = parts.Sum(part);
            foreach (var source in parts.Of(sources, part))
            {
                // One twin sweeps for all of them; what they owe each other is added by itself.
                own.Targets[source] = 0;
                own.Sweep.Run(source, own.Targets);
                own.Targets[source] = graph.Weight[source];
                var reached = own.Sweep.Reached;
                var dependencies = own.Sweep.Dependencies;
                var factor = graph.Weight[source];
                for (var i = 1; i < reached.Length; i++) sum[reached[i]] += factor * dependencies[i];
                if (graph.Mutual[source] == 0) continue;
                double neighbours = 0;
                for (var at = graph.Offsets[source]; at < graph.Offsets[source + 1]; at++) neighbours += graph.Copies[graph.Targets[at]];
                for (var at = graph.Offsets[source]; at < graph.Offsets[source + 1]; at++) sum[graph.Targets[at]] += graph.Mutual[source] / neighbours;
            }
        });
        return parts.Total();
    }
}
