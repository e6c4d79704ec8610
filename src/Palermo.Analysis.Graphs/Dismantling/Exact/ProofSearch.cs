namespace Palermo.Analysis.Graphs;

/// <summary>Branch and cut for the cheapest set of removals: proves that a set is the best, finds a better one, or at least bounds the cost from below.</summary>
/// <remarks>
/// Linear relaxation over the candidates of the <see cref="ReducedNetwork"/> with <see cref="TreeCuts"/> and dominations as inequalities, depth first, on the node that is neither kept nor removed
/// and weighs most. A branch ends when its proved bound (in whole numbers) reaches the best known cost. The search is cut off after an amount of
/// work, not after a time, so the answer is the same on every machine.
/// </remarks>
internal sealed class ProofSearch
{
    private const int RoundsAtRoot = 200;
    private const int RoundsBelow = 12;
    private const double Integral = 1e-6;

    private readonly Graph _graph;
    private readonly int _target;
    private readonly ReducedNetwork _network;
    private readonly DualSimplex _simplex;
    private readonly TreeCuts _cuts;
    private readonly double[] _cost; // of each candidate
    private readonly int[] _candidates; // the network's node of each variable
    private readonly int[] _variable; // the variable of each node; -1 for the kept
    private readonly double[] _x; // how far each node is removed
    private readonly bool _wholeCosts;
    private double _best;
    private int[] _bestSet;
    private double _work;
    private double _openBound = double.PositiveInfinity;

    /// <param name="known">A set that reaches the target.</param>
    public ProofSearch(Graph graph, int target, double[]? cost, bool[]? untouchable, int[] known)
    {
        (_graph, _target, _bestSet) = (graph, target, known);
        _best = Dismantler.CostOf(known, cost);
        _network = ReducedNetwork.Of(graph, target, cost, untouchable);
        _candidates = [.. Enumerable.Range(0, _network.Count).Where(_network.IsCandidate)];
        _variable = [.. Enumerable.Repeat(-1, _network.Count)];
        for (var i = 0; i < _candidates.Length; i++) _variable[_candidates[i]] = i;
        _cost = [.. _candidates.Select(v => _network.Cost[v])];
        _x = new double[_network.Count];
        _wholeCosts = _cost.All(c => c == Math.Floor(c));
        _simplex = new DualSimplex(_cost);
        _cuts = new TreeCuts(_network, target);
    }

    /// <summary>How many nodes are left after folding, and how many of them may be removed.</summary>
    public (int Nodes, int Candidates) Reduced => (_network.Count, _candidates.Length);

    /// <summary>Runs the search.</summary>
    /// <param name="work">How many multiplications the linear programs may take.</param>
    /// <returns>The best set known, a proved lower bound, and whether both meet.</returns>
    public (int[] Set, double Bound, bool Optimal) Run(double work)
    {
        _work = work;
        Branch(root: true);
        var bound = Math.Min(_openBound, _best);
        return (_bestSet, bound, bound >= _best);
    }

    private bool Spent => _simplex.Work >= _work;

    private bool Ends(double bound) => bound >= Enough;

    // A bound this high means that nothing below the best known cost is left.
    private double Enough => _wholeCosts ? _best - 1 + 1e-6 : _best * (1 - 1e-9);

    private void Branch(bool root)
    {
        var bound = Bound(root);
        if (Ends(bound)) return;
        if (Spent)
        {
            Leave(bound);
            return;
        }
        var v = Choose();
        if (v < 0)
        {
            // Whole: a set that reaches the target, or one that some inequality forbids, or numbers too close to tell.
            if (Accept()) return;
            if (Separate(40) > 0) Branch(root: false);
            else Leave(bound);
            return;
        }
        _simplex.Lower[v] = 1;
        Branch(root: false);
        (_simplex.Lower[v], _simplex.Upper[v]) = (0, 0);
        Branch(root: false);
        _simplex.Upper[v] = 1;
    }

    private void Leave(double bound)
    {
        var whole = _wholeCosts ? Math.Ceiling(bound - 1e-6) : bound;
        _openBound = Math.Min(_openBound, Math.Max(0, whole));
    }

    // Solves and cuts until nothing is gained; the highest bound that was proved, or infinity when nothing satisfies the inequalities.
    private double Bound(bool root)
    {
        double proved = 0, before = -1;
        var stalled = 0;
        for (var round = 0; round < (root ? RoundsAtRoot : RoundsBelow); round++)
        {
            if (!_simplex.Solve(_work)) return Infeasible() ? double.PositiveInfinity : proved;
            proved = Math.Max(proved, _simplex.ProvedBound());
            if (Ends(proved) || Spent) return proved;
            stalled = _simplex.Objective > before + 0.01 ? 0 : stalled + 1;
            before = _simplex.Objective;
            if (stalled > (root ? 15 : 3)) break;
            if (Separate(root ? 40 : 15) == 0) break;
            if (_simplex.CutCount > 400 + 2 * _network.Count) _simplex.Purge(0.5);
        }
        return proved;
    }

    // No point was found by floating-point numbers: believed only when counting agrees. Everything that may be removed is, dominations
    // kept to: if even that leaves too large a part, or keeps what this branch removes, there is no point.
    private bool Infeasible()
    {
        var removed = new bool[_network.Count];
        for (var i = 0; i < _candidates.Length; i++) removed[_candidates[i]] = _simplex.Upper[i] > 0;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (lesser, greater) in _network.Dominations)
            {
                if (!removed[lesser] || removed[greater]) continue;
                removed[lesser] = false;
                changed = true;
            }
        }
        for (var i = 0; i < _candidates.Length; i++)
            if (_simplex.Lower[i] > 0 && !removed[_candidates[i]]) return true;
        return !Reaches(removed);
    }

    private int Separate(int most)
    {
        var x = _x;
        for (var i = 0; i < _candidates.Length; i++) x[_candidates[i]] = _simplex.Solution[i];
        var found = new List<(Cut Cut, double Violation)>();
        foreach (var (lesser, greater) in _network.Dominations)
            if (x[lesser] > x[greater] + 1e-4) found.Add((new Cut([greater, lesser], [1, -1], 0), x[lesser] - x[greater]));
        for (var v = 0; v < _network.Count; v++)
        {
            if (x[v] >= 0.999) continue;
            if (_cuts.Around(v, x) is { } cut) found.Add(cut);
        }
        var given = new HashSet<string>();
        var added = 0;
        foreach (var (cut, _) in found.OrderByDescending(one => one.Violation))
        {
            if (!given.Add(string.Join(',', cut.Variables.Order()))) continue;
            _simplex.Add(cut with { Variables = [.. cut.Variables.Select(v => _variable[v])] });
            if (++added == most) break;
        }
        return added;
    }

    private int Choose()
    {
        var chosen = -1;
        double most = 0;
        for (var v = 0; v < _candidates.Length; v++)
        {
            if (_simplex.Lower[v] == _simplex.Upper[v]) continue;
            var x = _simplex.Solution[v];
            var open = Math.Min(x, 1 - x);
            if (open < Integral) continue;
            var weight = (0.2 + open) * (1 + _network.Neighbours[_candidates[v]].Length);
            if (weight > most) (chosen, most) = (v, weight);
        }
        return chosen;
    }

    private bool Accept()
    {
        var removed = new bool[_network.Count];
        double cost = 0;
        for (var i = 0; i < _candidates.Length; i++)
        {
            if (!(removed[_candidates[i]] = _simplex.Solution[i] > 0.5)) continue;
            cost += _cost[i];
        }
        if (!Reaches(removed)) return false;
        if (cost >= _best) return true;
        _best = cost;
        _bestSet = [.. Enumerable.Range(0, removed.Length).Where(v => removed[v]).Select(v => _network.Original[v])];
        return true;
    }

    private bool Reaches(bool[] removed)
    {
        var sets = new DisjointSets(removed.Length);
        for (var v = 0; v < removed.Length; v++)
            if (!removed[v])
                foreach (var u in _network.Neighbours[v])
                    if (!removed[u]) sets.Join(u, v);
        var size = new int[removed.Length];
        for (var v = 0; v < removed.Length; v++)
            if (!removed[v] && (size[sets.Find(v)] += _network.Size[v]) > _target) return false;
        return true;
    }
}
