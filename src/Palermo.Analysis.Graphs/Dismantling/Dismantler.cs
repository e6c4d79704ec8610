namespace Palermo.Analysis.Graphs;

/// <summary>Finds few nodes whose removal leaves no large component.</summary>
public static class Dismantler
{
    /// <summary>Networks below this size get a search for the proved optimum.</summary>
    public const int ProofBelow = 1_000;

    private const int ImmunizationCandidates = 200;
    private const double UsualProof = 1e11;

    /// <summary>Finds a set of removals.</summary>
    /// <exception cref="ArgumentException">A target below 1, or costs or flags that do not fit the graph.</exception>
    /// <remarks>Directions and weights of edges do not count. The answer is checked by an independent count of components before it is returned.</remarks>
    public static Dismantling Find(Graph graph, DismantlingOptions options)
    {
        graph = graph.Undirected();
        Check(graph, options);
        var (removals, bound, optimal) = options.Method == DismantlingMethod.Search
            ? Search(graph, options)
            : (ByMethod(graph, options), 0, false);
        var curve = RobustnessCurve.Of(graph, removals);
        if (curve.RemovalsTo(options.Target) is { } enough && enough < removals.Length)
        {
            removals = removals[..enough];
            curve = RobustnessCurve.Of(graph, removals);
        }
        var cost = CostOf(removals, options.Cost);
        var reached = curve.Largest[^1] <= options.Target;
        return new Dismantling(removals, curve, options.Target, reached, cost, reached && (optimal || cost == 0), Math.Min(bound, cost));
    }

    /// <summary>The best that a budget can do: the smallest target for which a set within the budget was found.</summary>
    /// <param name="budget">What may be spent, in the unit of the costs; a number of removals when all cost 1.</param>
    /// <remarks>Halves the range of targets; about log(nodes) runs.</remarks>
    public static Dismantling WithinBudget(Graph graph, double budget, DismantlingOptions options)
    {
        if (!(budget >= 0)) throw new ArgumentOutOfRangeException(nameof(budget), budget, "a budget is 0 or more");
        int low = 1, high = Math.Max(1, RobustnessCurve.Of(graph, []).Largest[0]);
        var best = Find(graph, options with { Target = high, Proof = 0 });
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var tried = Find(graph, options with { Target = middle, Proof = 0 });
            if (tried.Reached && tried.Cost <= budget)
            {
                best = tried;
                high = Math.Max(1, Math.Min(middle, tried.Curve.Largest[^1]));
            }
            else low = middle + 1;
        }
        return best;
    }

    private static (int[] Removals, double Bound, bool Optimal) Search(Graph graph, DismantlingOptions options)
    {
        var best = HeuristicSearch(graph, options);
        var (bound, optimal) = (0.0, false);
        var reached = RobustnessCurve.Of(graph, best).Largest[^1] <= options.Target;
        if (graph.NodeCount < ProofBelow && options.Proof > 0 && reached && best.Length > 0)
            (best, bound, optimal) = new ProofSearch(graph, options.Target, options.Cost, options.Untouchable, best).Run(options.Proof * UsualProof);
        return (Reinsertion.Reduce(graph, best, options.Target, options.Cost), bound, optimal);
    }

    private static int[] HeuristicSearch(Graph graph, DismantlingOptions options)
    {
        var starts = options.Cost is null
            ? new[] { DismantlingMethod.CoreHighDegree, DismantlingMethod.ExplosiveImmunization }
            : [DismantlingMethod.CoreHighDegree, DismantlingMethod.Generalised];
        var found = new int[starts.Length][];
        Work.InParallel(starts.Length, Work.Threads(options.Threads), () => 0, (i, _) =>
        {
            var start = ByMethod(graph, options with { Method = starts[i], Threads = 1 });
            var search = new SwapSearch(graph, options.Target, start, options.Untouchable, options.Cost, options.Seed + (ulong)i);
            search.Run((long)(options.Effort * SwapSearch.UsualWork(graph)));
            found[i] = search.Removals;
        });
        return CostOf(found[1], options.Cost) < CostOf(found[0], options.Cost) ? found[1] : found[0];
    }

    private static int[] ByMethod(Graph graph, DismantlingOptions options)
    {
        var target = options.Target;
        var untouchable = options.Untouchable.AsSpan();
        switch (options.Method)
        {
            case DismantlingMethod.CoreHighDegree:
                return BreakAndReduce(graph, CoreHighDegree.Decycle(graph, untouchable, options.Cost), options);
            case DismantlingMethod.CollectiveInfluence:
                return BreakAndReduce(graph, CollectiveInfluence.Order(graph, 2, false, untouchable), options);
            case DismantlingMethod.ExplosiveImmunization:
                return BreakAndReduce(graph, ExplosiveImmunization.Blockers(
                    graph, target, graph.NodeCount > 2_000 ? ImmunizationCandidates : null, options.Seed, untouchable), options);
            case DismantlingMethod.Generalised:
                return BreakAndReduce(graph, GeneralisedDismantling.Cut(graph, target, options.Cost, untouchable, options.Seed), options);
        }
        var order = options.Method switch
        {
            DismantlingMethod.Degree => RemovalOrders.Degree(graph),
            DismantlingMethod.DegreeAdaptive => RemovalOrders.DegreeAdaptive(graph),
            DismantlingMethod.Betweenness => RemovalOrders.Betweenness(graph),
            DismantlingMethod.BetweennessAdaptive => RemovalOrders.BetweennessAdaptive(graph),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Method, "not a method"),
        };
        return options.Untouchable is null ? order : [.. order.Where(v => !options.Untouchable[v])];
    }

    private static int[] BreakAndReduce(Graph graph, int[] first, DismantlingOptions options)
    {
        var removed = new bool[graph.NodeCount];
        foreach (var v in first) removed[v] = true;
        var broken = ComponentBreaking.Break(graph, options.Target, options.Untouchable, options.Cost, removed);
        return Reinsertion.Reduce(graph, first.Concat(broken), options.Target, options.Cost);
    }

    internal static double CostOf(int[] removals, double[]? cost)
    {
        if (cost is null) return removals.Length;
        double sum = 0;
        foreach (var v in removals) sum += cost[v];
        return sum;
    }

    private static void Check(Graph graph, DismantlingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Target, 1);
        if (!(options.Proof >= 0)) throw new ArgumentOutOfRangeException(nameof(options), options.Proof, "proof is 0 or more");
        if (!(options.Effort >= 0) || double.IsInfinity(options.Effort))
            throw new ArgumentOutOfRangeException(nameof(options), options.Effort, "effort is 0 or more");
        if (options.Untouchable is { } flags && flags.Length != graph.NodeCount)
            throw new ArgumentException($"{flags.Length} flags for {graph.NodeCount} nodes", nameof(options));
        if (options.Cost is not { } cost) return;
        if (cost.Length != graph.NodeCount) throw new ArgumentException($"{cost.Length} costs for {graph.NodeCount} nodes", nameof(options));
        foreach (var one in cost)
            if (!(one > 0) || double.IsInfinity(one)) throw new ArgumentException($"a cost is {one}: costs are above 0", nameof(options));
    }
}
