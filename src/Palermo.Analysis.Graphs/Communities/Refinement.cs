using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Graphs;

/// <summary>The refinement of Leiden: splits each community into well connected parts, from which the next level is made.</summary>
/// <remarks>
/// Traag, Waltman and van Eck 2019, algorithm A.2, RefinePartition and MergeNodesSubset. Communities are refined each by itself with a
/// random stream of its own, so both cores work and the answer does not depend on how they share. This step gives the guarantee
/// that every community is connected.
/// </remarks>
internal static class Refinement
{
    /// <param name="part">For each node its community, 0 to <paramref name="parts"/> - 1.</param>
    /// <returns>For each node its refined part, numbered from 0 without gaps, and how many there are.</returns>
    public static (int[] Refined, int Count) Run(
        LeidenLevel level, int[] part, int parts, double theta, ulong seed, ulong round, LeidenWorkspace space, int threads)
    {
        var n = level.NodeCount;
        var (starts, members) = LeidenLevel.Grouped(part, parts);
        var refined = new int[n];
        var (mass, outward, alone) = (space.CommunityMass, space.Outward, space.Alone);
        for (var v = 0; v < n; v++)
        {
            refined[v] = v;
            mass[v] = level.Mass[v];
            alone[v] = true;
        }
        var work = new int[parts + 1];
        for (var c = 0; c < parts; c++)
        {
            work[c + 1] = work[c];
            for (var i = starts[c]; i < starts[c + 1]; i++) work[c + 1] += level.Offsets[members[i] + 1] - level.Offsets[members[i]];
        }
        var chunks = LeidenLevel.Chunks(work, parts);
        Work.InParallel(chunks.Length - 1, threads, () => 0, (chunk, _) =>
        {
            var gather = space.Take();
            for (var c = chunks[chunk]; c < chunks[chunk + 1]; c++)
            {
                if (starts[c + 1] - starts[c] < 2) continue;
                var random = new SeededRandom(seed, (round << 32) + (ulong)c);
                Merge(level, part, c, members.AsSpan(starts[c], starts[c + 1] - starts[c]),
                    new State(refined, mass, outward, alone), gather, theta, ref random);
            }
            space.Return(gather);
        });
        var number = new int[n];
        var count = 0;
        for (var v = 0; v < n; v++)
            if (refined[v] == v) number[v] = count++;
        for (var v = 0; v < n; v++) refined[v] = number[refined[v]];
        return (refined, count);
    }

    // A refined part bears the number of one of its nodes. Every part is merged into by singletons only, so its number stays.
    private readonly record struct State(int[] Refined, double[] Mass, double[] Outward, bool[] Alone);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Merge(
        LeidenLevel level, int[] part, int community, Span<int> members, State state, Gather gather, double theta, ref SeededRandom random)
    {
        double total = 0;
        fixed (int* offsets = level.Offsets, targets = level.Targets, label = part, refined = state.Refined, touched = gather.Touched)
        fixed (double* weights = level.Weights, nodeMass = level.Mass, mass = state.Mass, outward = state.Outward, sum = gather.Sum)
        {
            foreach (var v in members)
            {
                total += nodeMass[v];
                double inside = 0;
                for (var at = offsets[v]; at < offsets[v + 1]; at++)
                    if (label[targets[at]] == community) inside += weights == null ? 1 : weights[at];
                outward[v] = inside;
            }
            random.Shuffle(members);
            var penalty = level.Penalty;
            foreach (var v in members)
            {
                if (!state.Alone[v] || outward[v] < penalty * nodeMass[v] * (total - nodeMass[v])) continue;
                var found = 0;
                for (var at = offsets[v]; at < offsets[v + 1]; at++)
                {
                    if (label[targets[at]] != community) continue;
                    var p = refined[targets[at]];
                    if (sum[p] == 0) touched[found++] = p;
                    sum[p] += weights == null ? 1 : weights[at];
                }
                // Of the well connected parts that lose nothing, one is drawn with weight exp(gain / theta).
                var scaled = penalty * nodeMass[v];
                var most = double.NegativeInfinity;
                for (var i = 0; i < found; i++)
                {
                    var p = touched[i];
                    var gain = sum[p] - scaled * mass[p];
                    if (gain >= 0 && gain > most && outward[p] >= penalty * mass[p] * (total - mass[p])) most = gain;
                }
                var chosen = -1;
                double chosenWeight = 0;
                if (most > 0 || (most == 0 && found > 0))
                {
                    double weightSum = 0;
                    for (var i = 0; i < found; i++)
                    {
                        var p = touched[i];
                        var gain = sum[p] - scaled * mass[p];
                        if (gain < 0 || gain < most - 40 * theta || outward[p] < penalty * mass[p] * (total - mass[p])) continue;
                        var weight = Math.Exp((gain - most) / theta);
                        weightSum += weight;
                        if (weightSum == weight || random.Unit() * weightSum < weight)
                        {
                            chosen = p;
                            chosenWeight = sum[p];
                        }
                    }
                }
                for (var i = 0; i < found; i++) sum[touched[i]] = 0;
                if (chosen < 0 || chosen == v) continue;
                refined[v] = chosen;
                state.Alone[v] = false;
                state.Alone[chosen] = false;
                mass[chosen] += nodeMass[v];
                outward[chosen] += outward[v] - 2 * chosenWeight;
            }
        }
    }
}
