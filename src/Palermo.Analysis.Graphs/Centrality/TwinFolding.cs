using System.Runtime.InteropServices;

namespace Palermo.Analysis.Graphs;

/// <summary>A connected graph in which nodes that have the same neighbours are folded into one.</summary>
/// <remarks>
/// <para>Twins are nodes with equal neighbourhoods, themselves left out (not adjacent) or counted in (adjacent): two leaves of the same two
/// hubs, say. A sweep from one of them is a sweep from each, but for the twins themselves as targets, and for every other source
/// they carry alike. Sariyüce, Saule, Kaya and Çatalyürek, "Shattering and compressing networks for betweenness centrality" (2013).</para>
/// <para>Two twins that are not adjacent send what they owe each other evenly over their common neighbours; adjacent ones need nobody.</para>
/// </remarks>
internal sealed class TwinFolding
{
    /// <summary>For each node of the given graph, its folded node.</summary>
    public required int[] Of { get; init; }

    public required int[] Offsets { get; init; }
    public required int[] Targets { get; init; }

    /// <summary>How many nodes a folded node stands for.</summary>
    public required double[] Copies { get; init; }

    /// <summary>The summed weight of these nodes, as targets and as sources.</summary>
    public required double[] Weight { get; init; }

    /// <summary>For twins that are not adjacent: what they owe each other, both ways: (sum of weights)^2 - sum of squares. Else 0.</summary>
    public required double[] Mutual { get; init; }

    /// <summary>Folds the twins of a graph given by its rows, each in rising order; folded nodes with many neighbours come first.</summary>
    public static TwinFolding Fold(int[] offsets, int[] targets, double[] weight)
    {
        var n = offsets.Length - 1;
        var leader = new int[n];
        for (var v = 0; v < n; v++) leader[v] = v;
        Group(offsets, targets, leader, closed: false);
        var copies = new int[n];
        foreach (var l in leader) copies[l]++;
        Group(offsets, targets, leader, closed: true, copies);
        return Build(offsets, targets, weight, leader);
    }

    // Sorts by a hash of the neighbourhood, then compares neighbourhoods that share a hash.
    private static void Group(int[] offsets, int[] targets, int[] leader, bool closed, int[]? copies = null)
    {
        var n = leader.Length;
        var byHash = new Dictionary<(int Degree, ulong Hash), List<int>>();
        for (var v = 0; v < n; v++)
        {
            if (leader[v] != v || (copies is not null && copies[v] > 1)) continue;
            ulong hash = closed ? Scatter(v) : 0;
            for (var at = offsets[v]; at < offsets[v + 1]; at++) hash += Scatter(targets[at]);
            var key = (offsets[v + 1] - offsets[v], hash);
            ref var leaders = ref CollectionsMarshal.GetValueRefOrAddDefault(byHash, key, out _);
            leaders ??= [];
            var found = -1;
            foreach (var other in leaders)
                if (Same(offsets, targets, v, other, closed))
                {
                    found = other;
                    break;
                }
            if (found >= 0) leader[v] = found;
            else leaders.Add(v);
        }
    }

    private static ulong Scatter(int v)
    {
        var z = ((ulong)(uint)v + 1) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        return z ^ (z >> 27);
    }

    private static bool Same(int[] offsets, int[] targets, int a, int b, bool closed)
    {
        var first = targets.AsSpan(offsets[a], offsets[a + 1] - offsets[a]);
        var second = targets.AsSpan(offsets[b], offsets[b + 1] - offsets[b]);
        if (!closed) return first.SequenceEqual(second);
        if (first.BinarySearch(b) < 0) return false;
        for (int i = 0, j = 0; ; i++, j++)
        {
            if (i < first.Length && first[i] == b) i++;
            if (j < second.Length && second[j] == a) j++;
            if (i >= first.Length || j >= second.Length) return i >= first.Length && j >= second.Length;
            if (first[i] != second[j]) return false;
        }
    }

    private static TwinFolding Build(int[] offsets, int[] targets, double[] weight, int[] leader)
    {
        var n = leader.Length;
        var leaders = new List<int>();
        for (var v = 0; v < n; v++)
            if (leader[v] == v) leaders.Add(v);
        // Hubs are met most often: side by side, they stay in the fast memory.
        leaders.Sort((a, b) => (offsets[b + 1] - offsets[b]) != (offsets[a + 1] - offsets[a])
            ? (offsets[b + 1] - offsets[b]).CompareTo(offsets[a + 1] - offsets[a]) : a.CompareTo(b));
        var number = new int[n];
        for (var i = 0; i < leaders.Count; i++) number[leaders[i]] = i;
        var of = new int[n];
        for (var v = 0; v < n; v++) of[v] = number[leader[v]];
        var newOffsets = new int[leaders.Count + 1];
        var newTargets = new List<int>(targets.Length);
        for (var i = 0; i < leaders.Count; i++)
        {
            for (var at = offsets[leaders[i]]; at < offsets[leaders[i] + 1]; at++)
            {
                var u = targets[at];
                if (leader[u] == u && u != leaders[i]) newTargets.Add(number[u]);
            }
            newOffsets[i + 1] = newTargets.Count;
        }
        var folded = new TwinFolding
        {
            Of = of,
            Offsets = newOffsets,
            Targets = [.. newTargets],
            Copies = new double[leaders.Count],
            Weight = new double[leaders.Count],
            Mutual = new double[leaders.Count],
        };
        for (var i = 0; i < leaders.Count; i++) folded.Targets.AsSpan(newOffsets[i], newOffsets[i + 1] - newOffsets[i]).Sort();
        var squares = new double[leaders.Count];
        for (var v = 0; v < n; v++)
        {
            folded.Copies[of[v]]++;
            folded.Weight[of[v]] += weight[v];
            squares[of[v]] += weight[v] * weight[v];
        }
        for (var v = 0; v < n; v++)
        {
            if (leader[v] == v || folded.Mutual[of[v]] != 0) continue;
            // Adjacent twins need nobody between them.
            var adjacent = targets.AsSpan(offsets[v], offsets[v + 1] - offsets[v]).BinarySearch(leader[v]) >= 0;
            if (!adjacent) folded.Mutual[of[v]] = folded.Weight[of[v]] * folded.Weight[of[v]] - squares[of[v]];
        }
        return folded;
    }
}
