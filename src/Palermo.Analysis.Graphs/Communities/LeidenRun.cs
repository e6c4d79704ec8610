namespace Palermo.Analysis.Graphs;

/// <summary>One run of Leiden: the graph, the partition so far, and the arrays in use.</summary>
internal sealed class LeidenRun
{
    /// <summary>Further runs on the first level above, which cost little, in each iteration.</summary>
    private const int InnerIterations = 4;

    private readonly LeidenOptions _options;
    private readonly int _threads;
    private readonly LeidenWorkspace _space;
    private LeidenLevel _ground;
    private int[] _part;
    private int[]? _order; // for each node of the ground as it lies now, its number in the caller's graph

    public LeidenRun(Graph graph, LeidenOptions options)
    {
        _options = options;
        _threads = Work.Threads(options.Threads);
        _ground = LeidenLevel.Of(graph, options.Quality, options.Resolution);
        _space = new LeidenWorkspace(graph.NodeCount, graph.ArcCount);
        _part = new int[graph.NodeCount];
        for (var v = 0; v < _part.Length; v++) _part[v] = v;
    }

    /// <summary>Runs the iterations and gives each node's community.</summary>
    public int[] Labels()
    {
        for (var i = 0; i < _options.Iterations; i++)
        {
            var rounds = new SeededRounds((ulong)i);
            var changed = Iterate(_ground, _part, rounds, settled: i > 0, out var above, out var abovePart, out var refined);
            for (var inner = 0; inner < InnerIterations && refined is not null; inner++)
            {
                if (!Iterate(above, abovePart, rounds, settled: true, out _, out _, out _)) break;
                changed = true;
            }
            if (refined is not null)
                for (var v = 0; v < _part.Length; v++) _part[v] = abovePart[refined[v]];
            if (!changed) break;
            if (i == 0) LayByCommunity();
        }
        if (_order is null) return _part;
        var labels = new int[_part.Length];
        for (var v = 0; v < labels.Length; v++) labels[_order[v]] = _part[v];
        return labels;
    }

    /// <summary>Counts the random streams in use, so that no two steps share one.</summary>
    private sealed class SeededRounds(ulong iteration)
    {
        private ulong _count = iteration << 16;

        public ulong Next() => _count++;
    }

    // Once communities are roughly known, their nodes are laid side by side: later iterations read memory in order.
    private void LayByCommunity()
    {
        var (_, members) = LeidenLevel.Grouped(_part, Renumber(_part));
        _ground = _ground.Reordered(members, _threads);
        var part = new int[_part.Length];
        for (var v = 0; v < part.Length; v++) part[v] = _part[members[v]];
        _order = members;
        _part = part;
    }

    // Up through the levels, then down again. Gives the first level above, with its partition, and for each node of the lowest its node there;
    // null when the lowest is the only one.
    private bool Iterate(
        LeidenLevel lowest, int[] lowestPart, SeededRounds rounds, bool settled, out LeidenLevel above, out int[] abovePart, out int[]? refinedOfLowest)
    {
        var levels = new List<(LeidenLevel Level, int[] Part, int[] Refined)>();
        var level = lowest;
        var part = lowestPart;
        var changed = false;
        while (true)
        {
            changed |= new LocalMove(level, part, _space).Run(settled, _options.Seed, rounds.Next(), _threads);
            var parts = Renumber(part);
            if (parts == level.NodeCount) break;
            var (refined, count) = Refinement.Run(level, part, parts, _options.Theta, _options.Seed, rounds.Next(), _space, _threads);
            // When nothing merges, the communities themselves are aggregated: else the levels would never end.
            if (count == level.NodeCount) (refined, count) = ((int[])part.Clone(), parts);
            var upper = level.Aggregate(refined, count, _space, _threads);
            var upperPart = new int[count];
            for (var v = 0; v < part.Length; v++) upperPart[refined[v]] = part[v];
            levels.Add((level, part, refined));
            level = upper;
            part = upperPart;
        }
        (above, abovePart) = levels.Count > 1 ? (levels[1].Level, levels[1].Part) : (level, part);
        refinedOfLowest = levels.Count > 0 ? levels[0].Refined : null;
        // Down: at each level the nodes, finer than above, may leave the community in which they were carried along.
        for (var depth = levels.Count - 1; depth >= 0; depth--)
        {
            var (lower, lowerPart, refined) = levels[depth];
            for (var v = 0; v < lowerPart.Length; v++) lowerPart[v] = part[refined[v]];
            part = lowerPart;
            if (depth > 0) changed |= new LocalMove(lower, lowerPart, _space).Run(settled: true, _options.Seed, rounds.Next(), _threads);
        }
        return changed;
    }

    // Numbers the communities in use from 0, in order of first node.
    private static int Renumber(int[] part)
    {
        var number = new int[part.Length];
        number.AsSpan().Fill(-1);
        var count = 0;
        for (var v = 0; v < part.Length; v++)
        {
            ref var mine = ref number[part[v]];
            if (mine < 0) mine = count++;
            part[v] = mine;
        }
        return count;
    }
}
