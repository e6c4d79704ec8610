using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Graphs;

/// <summary>The fast local move of Leiden: nodes go, one at a time, to the neighbouring community where the quality gains most.</summary>
/// <remarks>
/// <para>Traag, Waltman and van Eck 2019, algorithm A.2, MoveNodesFast: a queue of nodes in random order; who moves
/// puts those of its neighbours that are not in its new community back in the queue. O(arcs visited).</para>
/// <para>Large levels are first moved in <see cref="Regions"/> runs of nodes at once. Within a run only communities that lie
/// wholly inside it take part, so no run sees what another does, and the answer is the same with one thread or many. What touches another
/// run is moved afterwards, in one queue.</para>
/// </remarks>
internal sealed class LocalMove
{
    /// <summary>Fixed, since the number of runs shapes the answer and the number of threads must not.</summary>
    private const int Regions = 4;
    private const int LeastForRegions = 40_000;
    private const int Unowned = -1;
    private const double Tiny = 1e-10;

    private readonly LeidenLevel _level;
    private readonly int[] _part;
    private readonly LeidenWorkspace _space;
    private readonly int _n;

    /// <param name="part">For each node its community, any number below the number of nodes; changed in place.</param>
    public LocalMove(LeidenLevel level, int[] part, LeidenWorkspace space)
    {
        (_level, _part, _space, _n) = (level, part, space, level.NodeCount);
        Array.Clear(space.CommunityMass, 0, _n);
        Array.Clear(space.CommunitySize, 0, _n);
        for (var v = 0; v < _n; v++)
        {
            space.CommunityMass[part[v]] += level.Mass[v];
            space.CommunitySize[part[v]]++;
        }
    }

    /// <summary>Moves until no node gains by moving, as far as the queue tells.</summary>
    /// <param name="settled">True when each node was moved before: then those whose neighbours are all in their own community are not looked at first.</param>
    /// <returns>Whether anything moved.</returns>
    public bool Run(bool settled, ulong seed, ulong round, int threads)
    {
        var random = new SeededRandom(seed, round);
        var all = new Queue { Nodes = _space.Queue, Capacity = _n, Low = 0, High = _n, Region = Unowned };
        if (_n < LeastForRegions)
        {
            all.Count = Candidates(0, _n, settled, all.Nodes, 0);
            random.Shuffle(all.Nodes.AsSpan(0, all.Count));
            all.Free = FreeLabels(1)[0];
            return Drain(all, null);
        }
        var cuts = Cuts();
        SetOwners(cuts);
        var free = FreeLabels(Regions);
        var moved = new bool[Regions];
        var later = new List<int>[Regions];
        Work.InParallel(Regions, threads, () => 0, (region, _) =>
        {
            int low = cuts[region], high = cuts[region + 1];
            var queue = new Queue
            {
                Nodes = _space.Queue.AsMemory(low, high - low).ToArray(),
                Capacity = high - low, Low = low, High = high, Region = region, Free = free[region],
            };
            queue.Count = Candidates(low, high, settled, queue.Nodes, 0);
            var own = new SeededRandom(seed, (round << 8) + (ulong)region + 1);
            own.Shuffle(queue.Nodes.AsSpan(0, queue.Count));
            later[region] = new List<int>(1024);
            moved[region] = Drain(queue, later[region]);
        });
        foreach (var list in later)
        {
            list.CopyTo(_space.Queue, all.Count);
            all.Count += list.Count;
        }
        random.Shuffle(_space.Queue.AsSpan(0, all.Count));
        all.Free = [.. free.SelectMany(labels => labels)];
        return Drain(all, null) | moved.Contains(true);
    }

    private sealed class Queue
    {
        public required int[] Nodes { get; init; }
        public required int Capacity { get; init; }
        public required int Low { get; init; }
        public required int High { get; init; }
        public required int Region { get; init; }
        public int Count { get; set; }
        public List<int> Free { get; set; } = [];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Candidates(int low, int high, bool settled, int[] into, int count)
    {
        var offsets = _level.Offsets;
        var targets = _level.Targets;
        for (var v = low; v < high; v++)
        {
            var wanted = !settled;
            for (var at = offsets[v]; !wanted && at < offsets[v + 1]; at++) wanted = _part[targets[at]] != _part[v];
            if (wanted) into[count++] = v;
        }
        return count;
    }

    private int[] Cuts()
    {
        var cuts = new int[Regions + 1];
        cuts[Regions] = _n;
        var wanted = (_level.Targets.Length + (long)_n) / Regions;
        for (int v = 0, region = 1; v < _n && region < Regions; v++)
            if (_level.Offsets[v] + (long)v >= wanted * region) cuts[region++] = v;
        for (var region = 1; region < Regions; region++) cuts[region] = Math.Max(cuts[region], cuts[region - 1]);
        return cuts;
    }

    // A community belongs to a region when all its members lie there; a free label is given to the region where its number lies.
    private void SetOwners(int[] cuts)
    {
        const int NotSeen = -2;
        var owner = _space.Owner;
        owner.AsSpan(0, _n).Fill(NotSeen);
        for (var region = 0; region < Regions; region++)
            for (var v = cuts[region]; v < cuts[region + 1]; v++)
            {
                ref var mine = ref owner[_part[v]];
                mine = mine == NotSeen || mine == region ? region : Unowned;
            }
        for (var region = 0; region < Regions; region++)
            for (var c = cuts[region]; c < cuts[region + 1]; c++)
                if (owner[c] == NotSeen) owner[c] = region;
    }

    private List<int>[] FreeLabels(int regions)
    {
        var free = new List<int>[regions];
        for (var region = 0; region < regions; region++) free[region] = [];
        for (var c = _n - 1; c >= 0; c--)
            if (_space.CommunitySize[c] == 0) free[regions == 1 ? 0 : _space.Owner[c]].Add(c);
        return free;
    }

    // With `later`, only what lies between Low and High counts, and nodes that have to do with the rest are noted there.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe bool Drain(Queue queue, List<int>? later)
    {
        var gather = _space.Take();
        var moved = false;
        int head = 0, length = queue.Count, capacity = queue.Capacity, tail = length == capacity ? 0 : length;
        int low = queue.Low, high = queue.High, region = queue.Region;
        var penalty = _level.Penalty;
        bool[]? noted = later is null ? null : new bool[high - low];
        fixed (int* offsets = _level.Offsets, targets = _level.Targets, part = _part, size = _space.CommunitySize,
               touched = gather.Touched, nodes = queue.Nodes, owner = _space.Owner)
        fixed (double* weights = _level.Weights, mass = _space.CommunityMass, nodeMass = _level.Mass, sum = gather.Sum)
        fixed (bool* waits = _space.Waiting)
        {
            for (var i = 0; i < length; i++) waits[nodes[i]] = true;
            while (length > 0)
            {
                var v = nodes[head];
                if (++head == capacity) head = 0;
                length--;
                waits[v] = false;
                int begin = offsets[v], end = offsets[v + 1], own = part[v], found = 0;
                if (later is not null)
                {
                    var outside = owner[own] != region;
                    for (var at = begin; at < end; at++)
                    {
                        var u = targets[at];
                        if (u < low || u >= high)
                        {
                            outside = true;
                            continue;
                        }
                        var c = part[u];
                        if (owner[c] != region)
                        {
                            outside = true;
                            continue;
                        }
                        if (sum[c] == 0) touched[found++] = c;
                        sum[c] += weights == null ? 1 : weights[at];
                    }
                    if (outside && !noted![v - low])
                    {
                        noted[v - low] = true;
                        later.Add(v);
                    }
                    if (owner[own] != region)
                    {
                        for (var i = 0; i < found; i++) sum[touched[i]] = 0;
                        continue;
                    }
                }
                else if (weights == null)
                    for (var at = begin; at < end; at++)
                    {
                        var c = part[targets[at]];
                        if (sum[c] == 0) touched[found++] = c;
                        sum[c] += 1;
                    }
                else
                    for (var at = begin; at < end; at++)
                    {
                        var c = part[targets[at]];
                        if (sum[c] == 0) touched[found++] = c;
                        sum[c] += weights[at];
                    }
                var scaled = nodeMass[v] * penalty;
                var best = own;
                var gain = sum[own] - scaled * (mass[own] - nodeMass[v]);
                for (var i = 0; i < found; i++)
                {
                    var c = touched[i];
                    var value = sum[c] - scaled * mass[c];
                    sum[c] = 0;
                    if (c == own || value <= gain + Tiny) continue;
                    best = c;
                    gain = value;
                }
                if (gain < -Tiny && size[own] > 1)
                {
                    // Alone is worth 0: better than any company it has.
                    best = queue.Free[^1];
                    queue.Free.RemoveAt(queue.Free.Count - 1);
                }
                if (best == own) continue;
                moved = true;
                mass[own] -= nodeMass[v];
                mass[best] += nodeMass[v];
                if (--size[own] == 0)
                {
                    mass[own] = 0;
                    queue.Free.Add(own);
                }
                size[best]++;
                part[v] = best;
                for (var at = begin; at < end; at++)
                {
                    var u = targets[at];
                    if (u < low || u >= high || waits[u] || part[u] == best) continue;
                    waits[u] = true;
                    nodes[tail] = u;
                    if (++tail == capacity) tail = 0;
                    length++;
                }
            }
        }
        _space.Return(gather);
        return moved;
    }
}
