namespace Palermo.Analysis.Graphs;

/// <summary>One run of Leiden: the graph, the partition so far, and the arrays in use.</summary>
internal sealed class LeidenRun
{
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
        for (var i = 0; i < _options.Iterations && Iterate((ulong)i); i++)
            if (i == 0) LayByCommunity();
        if (_order is null) return _part;
        var labels = new int[_part.Length];
        for (var v = 0; v < labels.Length; v++) labels[_order[v]] = _part[v];
        return labels;
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

    private bool Iterate(ulong iteration)
    {
        var levels = new List<(LeidenLevel Level, int[] Part, int[] Refined)>();
        var level = _ground;
        var part = _part;
        var changed = false;
        while (true)
        {
            var round = iteration * 128 + (ulong)levels.Count;
            changed |= new LocalMove(level, part, _space).Run(iteration > 0, _options.Seed, round, _threads);
            var parts = Renumber(part);
            if (parts == level.NodeCount) break;
            var (refined, count) = Refinement.Run(level, part, parts, _options.Theta, _options.Seed, round, _space, _threads);
            // When nothing merges, the communities themselves are aggregated: else the levels would never end.
            if (count == level.NodeCount) (refined, count) = ((int[])part.Clone(), parts);
            var upper = level.Aggregate(refined, count, _space, _threads);
            var upperPart = new int[count];
            for (var v = 0; v < part.Length; v++) upperPart[refined[v]] = part[v];
            levels.Add((level, part, refined));
            level = upper;
            part = upperPart;
        }
        // Back down: at each level the nodes, finer than above, may leave the community in which they were carried along.
        for (var depth = levels.Count - 1; depth >= 0; depth--)
        {
            var (lower, lowerPart, refined) = levels[depth];
            for (var v = 0; v < lowerPart.Length; v++) lowerPart[v] = part[refined[v]];
            part = lowerPart;
            if (depth == 0) break;
            var round = iteration * 128 + 64 + (ulong)depth;
            changed |= new LocalMove(lower, lowerPart, _space).Run(settled: true, _options.Seed, round, _threads);
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
