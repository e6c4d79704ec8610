namespace Palermo.Analysis.Estimation;

/// <summary>Exact ranges in tables of one or two dimensions, where the equations are those of a network and ranges are greatest flows.</summary>
/// <remarks>
/// With rows and the column of totals counted positively, columns and the row of totals negatively, every cell, margin or not, joins one
/// equation of each sign: a network arc. A cell can grow by as much as can flow back around it, arcs grow without limit and shrink to 0.
/// Flows of whole numbers are whole, so the ranges are exact (Gusfield 1988, SIAM Journal on Computing 17). Cost: a few shortest
/// augmentations a cell.
/// </remarks>
internal sealed class FlowRanges : IHiddenRanges
{
    /// <summary>Hidden cells, bound together, beyond which full ranges take too long; that they are wide enough is still checked.</summary>
    public const int MostCells = 8_000;

    private const long Endless = long.MaxValue / 4;
    private readonly CountTable _table;
    private readonly int[] _cells;
    private readonly long _enough;
    private readonly int[] _from, _to;                   // end points of each arc
    private readonly int[] _firstArc, _arcs;             // arcs at each node: arc index, twice for the two directions
    private readonly long[] _flow;                       // change of each arc in the present question
    private readonly int[] _reached, _queue;
    private readonly Dictionary<int, int> _place = [];

    public FlowRanges(CountTable table, int[] cells, long enough)
    {
        (_table, _cells, _enough) = (table, cells, enough);
        var two = table.Dimensions.Count == 2;
        var nodes = new Dictionary<(bool Column, int Level), int>();
        int Node(bool column, int level)
        {
            if (!nodes.TryGetValue((column, level), out var node)) nodes[(column, level)] = node = nodes.Count;
            return node;
        }
        _from = new int[cells.Length];
        _to = new int[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            _place[cells[i]] = i;
            int a, b;
            bool turned;
            if (two)
            {
                int row = table.Level(cells[i], 0), column = table.Level(cells[i], 1);
                (a, b) = (Node(false, row), Node(true, column));
                turned = table.IsTotal(cells[i], 0) ^ table.IsTotal(cells[i], 1);
            }
            else
            {
                (a, b) = (Node(false, 0), Node(true, 0));
                turned = table.IsTotal(cells[i], 0);
            }
            (_from[i], _to[i]) = turned ? (b, a) : (a, b);
        }
        _firstArc = new int[nodes.Count + 1];
        for (var i = 0; i < cells.Length; i++) { _firstArc[_from[i] + 1]++; _firstArc[_to[i] + 1]++; }
        for (var n = 0; n < nodes.Count; n++) _firstArc[n + 1] += _firstArc[n];
        _arcs = new int[2 * cells.Length];
        var next = _firstArc.ToArray();
        for (var i = 0; i < cells.Length; i++) { _arcs[next[_from[i]]++] = i; _arcs[next[_to[i]]++] = i; }
        _flow = new long[cells.Length];
        _reached = new int[nodes.Count];
        _queue = new int[nodes.Count];
    }

    public (long Least, long? Most, bool Exact) Of(int cell)
    {
        var arc = _place[cell];
        var value = _table.Values[cell];
        var down = Flow(arc, _from[arc], _to[arc], value);          // the cell shrinks, others carry its part forward
        var up = Flow(arc, _to[arc], _from[arc], Endless);
        return (value - Math.Min(value, down), up >= Endless ? null : value + up, true);
    }

    /// <summary>Greatest flow between two nodes without the arc itself, or as soon as it is enough.</summary>
    private long Flow(int except, int source, int target, long limit)
    {
        Array.Clear(_flow);
        long total = 0;
        limit = Math.Min(limit, _enough);
        while (total < limit)
        {
            Array.Fill(_reached, -1);
            int head = 0, tail = 0;
            _queue[tail++] = source;
            _reached[source] = -2;
            while (head < tail && _reached[target] == -1)
            {
                var node = _queue[head++];
                for (var k = _firstArc[node]; k < _firstArc[node + 1]; k++)
                {
                    var a = _arcs[k];
                    if (a == except) continue;
                    var other = _from[a] == node ? _to[a] : _from[a];
                    if (_reached[other] != -1 || Room(a, node) == 0) continue;
                    _reached[other] = a;
                    _queue[tail++] = other;
                }
            }
            if (_reached[target] == -1) return total;
            var push = Endless;
            for (var n = target; n != source;)
            {
                var a = _reached[n];
                var before = _from[a] == n ? _to[a] : _from[a];
                push = Math.Min(push, Room(a, before));
                n = before;
            }
            if (push >= Endless) return Endless;
            for (var n = target; n != source;)
            {
                var a = _reached[n];
                var before = _from[a] == n ? _to[a] : _from[a];
                _flow[a] += _from[a] == before ? push : -push;
                n = before;
            }
            total += push;
        }
        return total;
    }

    /// <summary>How much more can go along an arc from a node: without end forward, down to a cell of 0 backward.</summary>
    private long Room(int arc, int node) => _from[arc] == node ? Endless : _table.Values[_cells[arc]] + _flow[arc];
}
