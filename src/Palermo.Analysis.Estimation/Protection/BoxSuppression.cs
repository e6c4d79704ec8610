namespace Palermo.Analysis.Estimation;

/// <summary>Finds, for every suppressed cell, a box of suppressed cells that leaves it a wide enough range (the hypercube method).</summary>
/// <remarks>
/// A move along a box is the product of one move a dimension: either one category up and another down (its total stays), or one
/// category and the total up together. Every sum of the table holds under such a product, whatever its size, so with sign s and count n
/// at each corner the move may be any whole number from -min(n where s is +) to +min(n where s is -). That span is the
/// width no attacker can narrow. Where every corner is + the span has no upper end.
/// </remarks>
internal sealed class BoxSuppression
{
    private const int MostCandidates = 20_000;          // boxes looked at for one cell, before the search is thinned
    private const double MostWork = 200_000_000;        // and for all cells together
    private readonly CountTable _table;
    private readonly CellState[] _states;
    private readonly long[] _values;
    private readonly double[] _cost;
    private readonly int _threshold;
    private readonly int _dimensions;
    private readonly int[] _totals;
    private double _candidates = MostCandidates;

    public BoxSuppression(CountTable table, CellState[] states, int threshold, bool showTotal)
    {
        _table = table;
        _states = states;
        _values = table.Values.ToArray();
        _threshold = threshold;
        _dimensions = table.Dimensions.Count;
        _totals = [.. table.Dimensions.Select(d => d.Categories.Count)];
        _cost = new double[states.Length];
        for (var cell = 0; cell < states.Length; cell++)
        {
            // A margin serves many readers: it costs more than a cell within, and the grand total most of all.
            var margins = 0;
            for (var d = 0; d < _dimensions; d++) if (table.IsTotal(cell, d)) margins++;
            _cost[cell] = (1 + Math.Log(1 + _values[cell])) * (1 + 3 * margins);
        }
        if (showTotal) _cost[^1] = 1e12;
    }

    /// <summary>Adds complementary cells until every suppressed cell has its box.</summary>
    public void Run()
    {
        var open = new List<int>();
        for (var cell = 0; cell < _states.Length; cell++)
            if (_states[cell] != CellState.Shown) open.Add(cell);
        _candidates = Math.Clamp(MostWork / Math.Max(1, open.Count), 1 << Math.Min(_dimensions, 10), MostCandidates);
        // Margins first, for their boxes serve the cells below them; then large counts, which are hardest to move.
        open.Sort((a, b) =>
        {
            var byMargin = MarginsOf(b).CompareTo(MarginsOf(a));
            if (byMargin != 0) return byMargin;
            var byValue = _values[b].CompareTo(_values[a]);
            return byValue != 0 ? byValue : a.CompareTo(b);
        });
        var certain = new bool[_states.Length];
        foreach (var cell in open)
        {
            if (certain[cell]) continue;
            foreach (var corner in Cheapest(cell))
            {
                certain[corner] = true;
                if (_states[corner] == CellState.Shown) _states[corner] = CellState.Complementary;
            }
        }
    }

    private int MarginsOf(int cell)
    {
        var margins = 0;
        for (var d = 0; d < _dimensions; d++) if (_table.IsTotal(cell, d)) margins++;
        return margins;
    }

    /// <summary>Corners of the box of least cost through a cell that is wide enough.</summary>
    private int[] Cheapest(int cell)
    {
        var corners = new int[1 << _dimensions];
        var best = new int[corners.Length];
        var bestCost = double.PositiveInfinity;
        var choices = Choices(cell);
        var pick = new int[_dimensions];
        while (true)
        {
            var cost = Weigh(cell, choices, pick, corners, bestCost);
            if (cost < bestCost)
            {
                bestCost = cost;
                corners.CopyTo(best, 0);
                if (cost == 0) break;
            }
            var d = _dimensions - 1;
            for (; d >= 0; d--)
            {
                if (++pick[d] < choices[d].Length) break;
                pick[d] = 0;
            }
            if (d < 0) break;
        }
        return best;                       // the box of totals alone always fits, so there is one
    }

    /// <summary>The other levels that each dimension of a box may take, thinned when there would be too many boxes.</summary>
    private int[][] Choices(int cell)
    {
        var choices = new int[_dimensions][];
        double product = 1;
        for (var d = 0; d < _dimensions; d++)
        {
            var own = _table.Level(cell, d);
            choices[d] = own == _totals[d]
                ? [.. Enumerable.Range(0, _totals[d])]
                : [.. Enumerable.Range(0, _totals[d] + 1).Where(l => l != own)];
            product *= choices[d].Length;
        }
        if (product <= _candidates) return choices;
        var keep = Math.Max(2, (int)Math.Floor(Math.Pow(_candidates, 1.0 / _dimensions)));
        for (var d = 0; d < _dimensions; d++)
        {
            if (choices[d].Length <= keep) continue;
            int own = _table.Level(cell, d), stride = _table.Strides[d], total = _totals[d];
            // Already suppressed and not small first, then cheap ones of enough people; the total always stays in.
            choices[d] = [.. choices[d]
                .OrderByDescending(l => l == total)
                .ThenByDescending(l => _values[cell + (l - own) * stride] >= _threshold)
                .ThenBy(l => _states[cell + (l - own) * stride] != CellState.Shown ? 0 : _cost[cell + (l - own) * stride])
                .ThenBy(l => l)
                .Take(keep)];
        }
        return choices;
    }

    /// <summary>Cost of the cells that a box would newly suppress; infinite when it is too narrow or dearer than the bound.</summary>
    private double Weigh(int cell, int[][] choices, int[] pick, int[] corners, double bound)
    {
        corners[0] = cell;
        var count = 1;
        var odd = 0;                       // bit d set: the two levels of dimension d move against each other
        for (var d = 0; d < _dimensions; d++)
        {
            int own = _table.Level(cell, d), other = choices[d][pick[d]];
            if (own != _totals[d] && other != _totals[d]) odd |= 1 << d;
            var step = (other - own) * _table.Strides[d];
            for (var i = 0; i < count; i++) corners[count + i] = corners[i] + step;
            count *= 2;
        }
        long up = long.MaxValue, down = long.MaxValue;
        double cost = 0;
        for (var i = 0; i < count; i++)
        {
            var corner = corners[i];
            if (_states[corner] == CellState.Shown && (cost += _cost[corner]) >= bound) return double.PositiveInfinity;
            if ((System.Numerics.BitOperations.PopCount((uint)(i & odd)) & 1) == 0) down = Math.Min(down, _values[corner]);
            else up = Math.Min(up, _values[corner]);
        }
        return up == long.MaxValue || down + up >= _threshold ? cost : double.PositiveInfinity;
    }
}
