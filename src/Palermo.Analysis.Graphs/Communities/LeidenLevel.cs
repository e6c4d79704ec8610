using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Graphs;

/// <summary>
/// One level of the Leiden method: the graph (or an aggregate of it), each node with its mass, and the weight that two masses
/// have to beat. Quality of a partition, up to a constant: sum of inner weight - penalty * (sum of masses)^2 / 2.
/// </summary>
/// <remarks>Mass is strength for modularity (penalty gamma / 2m) and number of nodes for CPM (penalty gamma).</remarks>
internal sealed class LeidenLevel
{
    public required int[] Offsets { get; init; }
    public required int[] Targets { get; init; }

    /// <summary>Weights of arcs; null when each is 1.</summary>
    public required double[]? Weights { get; init; }
    public required double[] Mass { get; init; }
    public required double Penalty { get; init; }

    public int NodeCount => Offsets.Length - 1;

    public static LeidenLevel Of(Graph graph, LeidenQuality quality, double resolution)
    {
        var (offsets, targets, weights) = graph.Rows;
        var mass = new double[graph.NodeCount];
        double total = 0;
        for (var v = 0; v < mass.Length; v++)
        {
            mass[v] = quality == LeidenQuality.Modularity ? graph.Strength(v) : 1;
            total += mass[v];
        }
        return new LeidenLevel
        {
            Offsets = offsets,
            Targets = targets,
            Weights = weights,
            Mass = mass,
            Penalty = quality == LeidenQuality.Modularity ? resolution / Math.Max(total, double.Epsilon) : resolution,
        };
    }

    /// <summary>The same graph with its nodes in another order, so that those that belong together lie together in memory.</summary>
    /// <param name="order">For each new number, the node that gets it.</param>
    public LeidenLevel Reordered(int[] order, int threads)
    {
        var n = NodeCount;
        var number = new int[n];
        var offsets = new int[n + 1];
        var mass = new double[n];
        for (var i = 0; i < n; i++)
        {
            number[order[i]] = i;
            offsets[i + 1] = offsets[i] + Offsets[order[i] + 1] - Offsets[order[i]];
            mass[i] = Mass[order[i]];
        }
        var targets = new int[Targets.Length];
        var weights = Weights is null ? null : new double[Targets.Length];
        const int Block = 8192;
        Work.InParallel((n + Block - 1) / Block, threads, () => 0, (block, _) =>
        {
            for (var i = block * Block; i < Math.Min(n, (block + 1) * Block); i++)
            {
                var to = offsets[i];
                for (var at = Offsets[order[i]]; at < Offsets[order[i] + 1]; at++, to++)
                {
                    targets[to] = number[Targets[at]];
                    if (weights is not null) weights[to] = Weights![at];
                }
            }
        });
        return new LeidenLevel { Offsets = offsets, Targets = targets, Weights = weights, Mass = mass, Penalty = Penalty };
    }

    /// <summary>The graph whose nodes are the parts of this one; weights between parts are added, weights inside dropped.</summary>
    /// <param name="part">For each node its part, 0 to <paramref name="parts"/> - 1.</param>
    /// <remarks>Weights inside a part change no gain, since a node that moves takes them along. Rows do not depend on how they are shared among threads.</remarks>
    public LeidenLevel Aggregate(int[] part, int parts, LeidenWorkspace workspace, int threads)
    {
        var (starts, members) = Grouped(part, parts);
        var mass = new double[parts];
        var room = new int[parts + 1]; // where a part may write: no row is longer than the rows of its members
        for (var p = 0; p < parts; p++)
        {
            var arcs = 0;
            for (var i = starts[p]; i < starts[p + 1]; i++)
            {
                mass[p] += Mass[members[i]];
                arcs += Offsets[members[i] + 1] - Offsets[members[i]];
            }
            room[p + 1] = room[p] + arcs;
        }
        var degrees = new int[parts + 1];
        var chunks = Chunks(room, parts);
        Work.InParallel(chunks.Length - 1, threads, () => 0, (chunk, _) =>
        {
            var gather = workspace.Take();
            for (var p = chunks[chunk]; p < chunks[chunk + 1]; p++)
                degrees[p + 1] = Row(p, members.AsSpan(starts[p], starts[p + 1] - starts[p]), part, room[p], workspace, gather);
            workspace.Return(gather);
        });
        for (var p = 0; p < parts; p++) degrees[p + 1] += degrees[p];
        var targets = GC.AllocateUninitializedArray<int>(degrees[parts]);
        var weights = GC.AllocateUninitializedArray<double>(degrees[parts]);
        for (var p = 0; p < parts; p++)
        {
            var length = degrees[p + 1] - degrees[p];
            workspace.ArcTargets.AsSpan(room[p], length).CopyTo(targets.AsSpan(degrees[p]));
            workspace.ArcWeights.AsSpan(room[p], length).CopyTo(weights.AsSpan(degrees[p]));
        }
        return new LeidenLevel { Offsets = degrees, Targets = targets, Weights = weights, Mass = mass, Penalty = Penalty };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe int Row(int p, ReadOnlySpan<int> members, int[] part, int room, LeidenWorkspace workspace, Gather gather)
    {
        var count = 0;
        fixed (int* offsets = Offsets, targets = Targets, label = part, touched = gather.Touched, outTargets = workspace.ArcTargets)
        fixed (double* weights = Weights, sum = gather.Sum, outWeights = workspace.ArcWeights)
        {
            foreach (var v in members)
                for (var at = offsets[v]; at < offsets[v + 1]; at++)
                {
                    var other = label[targets[at]];
                    if (sum[other] == 0) touched[count++] = other;
                    sum[other] += weights == null ? 1 : weights[at];
                }
            var kept = 0;
            for (var i = 0; i < count; i++)
            {
                var other = touched[i];
                if (other != p)
                {
                    outTargets[room + kept] = other;
                    outWeights[room + kept++] = sum[other];
                }
                sum[other] = 0;
            }
            return kept;
        }
    }

    /// <summary>Nodes listed part by part: where each part begins, and the list.</summary>
    public static (int[] Starts, int[] Members) Grouped(int[] part, int parts)
    {
        var starts = new int[parts + 1];
        foreach (var p in part) starts[p + 1]++;
        for (var p = 0; p < parts; p++) starts[p + 1] += starts[p];
        var next = starts.AsSpan(0, parts).ToArray();
        var members = new int[part.Length];
        for (var v = 0; v < part.Length; v++) members[next[part[v]]++] = v;
        return (starts, members);
    }

    /// <summary>Cuts numbered pieces of work into at most 64 runs of about equal size, the same whatever the number of threads.</summary>
    /// <param name="upTo">The work of all pieces before each: rising, one longer than the pieces.</param>
    public static int[] Chunks(int[] upTo, int pieces)
    {
        var wanted = Math.Max(1024, upTo[pieces] / 64);
        var cuts = new List<int> { 0 };
        for (var p = 1; p <= pieces; p++)
            if (p == pieces || upTo[p] - upTo[cuts[^1]] >= wanted) cuts.Add(p);
        return [.. cuts];
    }
}
