namespace Palermo.Analysis.Geo;

/// <summary>The cheapest way from a place to everywhere in a window, and the corridor between two places.</summary>
/// <remarks>
/// Dijkstra (1959) over the eight neighbours of a cell and the eight cells a knight's move away, which keeps lengths on an even plain within
/// 2.8 % of the straight line (8.2 % with eight alone). A knight's move pays for the two cells that it passes between, so that no wall is
/// jumped. Cost of a move: kilometres times the mean cost of a kilometre in the cells it touches. O(n log n).
/// </remarks>
public sealed class LeastCost
{
    // Moves with the cells that are passed between; the first eight are straight and diagonal.
    private static readonly (int Row, int Column)[] Moves =
    [
        (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1),
        (1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2),
    ];

    private readonly CostGrid _grid;
    private readonly double[] _cost;
    private readonly int[] _before;

    private LeastCost(CostGrid grid, double[] cost, int[] before) => (_grid, _cost, _before) = (grid, cost, before);

    /// <summary>Cost of the cheapest way from the start to a cell, in kilometres of plain track; infinity where there is none.</summary>
    public double this[int cell] => _cost[cell];

    /// <summary>Looks from a start to all cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The start lies outside the window.</exception>
    public static LeastCost From(CostGrid grid, int start)
    {
        if (start < 0 || start >= grid.Count) throw new ArgumentOutOfRangeException(nameof(start), start, "The start lies outside the window.");
        var cost = new double[grid.Count];
        Array.Fill(cost, double.PositiveInfinity);
        var before = new int[grid.Count];
        Array.Fill(before, -1);
        var lengths = Lengths(grid);
        var factor = grid.Factors;
        var open = new PriorityQueue<int, double>();
        cost[start] = 0;
        open.Enqueue(start, 0);
        while (open.TryDequeue(out var cell, out var reached))
        {
            if (reached > cost[cell]) continue; // a cheaper way was found since
            var (row, column) = (cell / grid.Columns, cell % grid.Columns);
            for (var m = 0; m < Moves.Length; m++)
            {
                var (r, c) = (row + Moves[m].Row, column + Moves[m].Column);
                if (r < 0 || r >= grid.Rows || c < 0 || c >= grid.Columns) continue;
                var next = r * grid.Columns + c;
                double mean;
                if (m < 8) mean = ((double)factor[cell] + factor[next]) * .5;
                else
                {
                    // The two cells between: the diagonal one and the straight one on the longer side.
                    var (dr, dc) = (Math.Sign(Moves[m].Row), Math.Sign(Moves[m].Column));
                    var diagonal = (row + dr) * grid.Columns + column + dc;
                    var straight = Math.Abs(Moves[m].Row) == 2 ? (row + dr) * grid.Columns + column : row * grid.Columns + column + dc;
                    mean = ((double)factor[cell] + factor[next] + factor[diagonal] + factor[straight]) * .25;
                }
                var through = reached + mean * lengths[row * Moves.Length + m];
                if (!(through < cost[next])) continue;
                cost[next] = through;
                before[next] = cell;
                open.Enqueue(next, through);
            }
        }
        return new(grid, cost, before);
    }

    /// <summary>Kilometres of each move, which depend on the row alone.</summary>
    private static double[] Lengths(CostGrid grid)
    {
        var lengths = new double[grid.Rows * Moves.Length];
        for (var row = 0; row < grid.Rows; row++)
        {
            var lat = grid.Box.South + (row + .5) * grid.Step;
            for (var m = 0; m < Moves.Length; m++)
                lengths[row * Moves.Length + m] = Geodesy.Distance(Math.Clamp(lat, -90, 90), 0, Math.Clamp(lat + Moves[m].Row * grid.Step, -90, 90), Moves[m].Column * grid.Step) / 1000;
        }
        return lengths;
    }

    /// <summary>The cells of the cheapest way, from the start to a cell; empty when there is none.</summary>
    public IReadOnlyList<int> PathTo(int cell)
    {
        if (double.IsPositiveInfinity(_cost[cell])) return [];
        List<int> path = [];
        for (var at = cell; at >= 0; at = _before[at]) path.Add(at);
        path.Reverse();
        return path;
    }

    /// <summary>
    /// For each cell, how much longer than the cheapest way between two places the cheapest way through the cell is: 0 on the way itself, 0.1
    /// where it costs a tenth more. Infinity where no way passes. A corridor is the cells up to some share, such as 0.1.
    /// </summary>
    /// <param name="from">Looked at from the first place.</param>
    /// <param name="to">Looked at from the second, on the same grid.</param>
    /// <param name="end">The cell of the second place.</param>
    public static double[] Detour(LeastCost from, LeastCost to, int end)
    {
        if (from._grid != to._grid) throw new ArgumentException("Both must look at the same window.", nameof(to));
        var least = from[end];
        var detour = new double[from._cost.Length];
        for (var i = 0; i < detour.Length; i++) detour[i] = double.IsPositiveInfinity(least) ? double.PositiveInfinity : least == 0 ? (i == end ? 0 : double.PositiveInfinity) : Math.Max(0, (from._cost[i] + to._cost[i]) / least - 1);
        return detour;
    }
}
