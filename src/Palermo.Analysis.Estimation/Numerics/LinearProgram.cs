namespace Palermo.Analysis.Estimation.Numerics;

/// <summary>How a linear programme ended.</summary>
internal enum LinearProgramState { Optimal, Unbounded, Infeasible, GaveUp }

/// <summary>
/// Maximises linear functions of x over A x = b, x at least 0: a dense simplex tableau that keeps its basis from one
/// question to the next.
/// </summary>
/// <remarks>
/// Two phases; largest coefficient first, and Bland's rule once progress stalls, so it cannot cycle. Rows that only repeat others are dropped.
/// Cost: rows times columns for each pivot.
/// </remarks>
internal sealed class LinearProgram
{
    private const double Zero = 1e-9;
    private readonly double[][] _rows;          // each: coefficients, then the right-hand side
    private readonly int[] _basis;
    private readonly int _columns;

    /// <param name="coefficients">Rows of A.</param>
    /// <param name="right">b, of any sign.</param>
    public LinearProgram(IReadOnlyList<double[]> coefficients, IReadOnlyList<double> right, int columns)
    {
        _columns = columns;
        var rows = new List<double[]>(coefficients.Count);
        for (var i = 0; i < coefficients.Count; i++)
        {
            var row = new double[columns + coefficients.Count + 1];
            var sign = right[i] < 0 ? -1 : 1;
            for (var j = 0; j < columns; j++) row[j] = sign * coefficients[i][j];
            row[columns + i] = 1;
            row[^1] = sign * right[i];
            rows.Add(row);
        }
        var basis = Enumerable.Range(columns, rows.Count).ToList();
        _rows = [.. rows];
        _basis = [.. basis];
        // Phase one: minimise the sum of the artificial columns.
        var objective = new double[columns + coefficients.Count];
        for (var j = columns; j < objective.Length; j++) objective[j] = -1;
        var state = Solve(objective, columns + coefficients.Count, out var value);
        double scale = 1;
        foreach (var b in right) scale = Math.Max(scale, Math.Abs(b));
        if (state == LinearProgramState.GaveUp) { State = state; return; }
        if (value < -Zero * scale * 10) { State = LinearProgramState.Infeasible; return; }
        // Artificial columns still in the basis stand at zero: turn them out, or drop the row that only repeats others.
        var keepRows = new List<double[]>();
        var keepBasis = new List<int>();
        for (var i = 0; i < _rows.Length; i++)
        {
            if (_basis[i] >= columns)
            {
                var j = 0;
                while (j < columns && Math.Abs(_rows[i][j]) <= 1e-7) j++;
                if (j == columns) continue;
                Pivot(i, j);
            }
            keepRows.Add(_rows[i]);
            keepBasis.Add(_basis[i]);
        }
        // Artificial columns are done with: cut them off.
        _rows = [.. keepRows.Select(r => { var cut = new double[columns + 1]; Array.Copy(r, cut, columns); cut[columns] = r[^1]; return cut; })];
        _basis = [.. keepBasis];
        State = LinearProgramState.Optimal;
    }

    /// <summary>Optimal when there is any feasible x at all.</summary>
    public LinearProgramState State { get; }

    /// <summary>Maximises the objective from the basis that the last question left.</summary>
    public LinearProgramState Maximise(ReadOnlySpan<double> objective, out double value)
    {
        if (State != LinearProgramState.Optimal) { value = double.NaN; return State; }
        return Solve(objective.ToArray(), _columns, out value);
    }

    /// <summary>The point found last.</summary>
    public double[] Point()
    {
        var x = new double[_columns];
        for (var i = 0; i < _basis.Length; i++) if (_basis[i] < _columns) x[_basis[i]] = _rows[i][^1];
        return x;
    }

    private LinearProgramState Solve(double[] objective, int columns, out double value)
    {
        // Reduced costs are kept as a row of their own.
        var reduced = new double[columns + 1];
        Array.Copy(objective, reduced, columns);
        for (var i = 0; i < _rows.Length; i++)
        {
            var c = objective[_basis[i]];
            if (c == 0) continue;
            for (var j = 0; j < columns; j++) reduced[j] -= c * _rows[i][j];
            reduced[columns] -= c * _rows[i][^1];
        }
        int stalled = 0, limit = 50_000;
        while (limit-- > 0)
        {
            var enter = -1;
            var bland = stalled > 2 * _rows.Length + 20;
            var best = Zero;
            for (var j = 0; j < columns; j++)
                if (reduced[j] > best)
                {
                    enter = j;
                    if (bland) break;
                    best = reduced[j];
                }
            if (enter < 0) { value = -reduced[columns]; return LinearProgramState.Optimal; }
            var leave = -1;
            var least = double.PositiveInfinity;
            for (var i = 0; i < _rows.Length; i++)
            {
                var a = _rows[i][enter];
                if (a <= Zero) continue;
                var ratio = Math.Max(0, _rows[i][^1]) / a;
                if (ratio < least - 1e-12 || ratio <= least + 1e-12 && leave >= 0 && _basis[i] < _basis[leave]) { least = Math.Min(least, ratio); leave = i; }
            }
            if (leave < 0) { value = double.PositiveInfinity; return LinearProgramState.Unbounded; }
            stalled = least > 1e-12 ? 0 : stalled + 1;
            Pivot(leave, enter);
            var factor = reduced[enter];
            var row = _rows[leave];
            for (var j = 0; j < columns; j++) reduced[j] -= factor * row[j];
            reduced[columns] -= factor * row[^1];
            reduced[enter] = 0;
        }
        value = double.NaN;
        return LinearProgramState.GaveUp;
    }

    private void Pivot(int leave, int enter)
    {
        var row = _rows[leave];
        var inverse = 1 / row[enter];
        for (var j = 0; j < row.Length; j++) row[j] *= inverse;
        row[enter] = 1;
        for (var i = 0; i < _rows.Length; i++)
        {
            if (i == leave) continue;
            var factor = _rows[i][enter];
            if (factor == 0) continue;
            var other = _rows[i];
            for (var j = 0; j < other.Length; j++)
                if (row[j] != 0) other[j] -= factor * row[j];
            other[enter] = 0;
            if (Math.Abs(other[^1]) < 1e-11) other[^1] = 0;
        }
        _basis[leave] = enter;
    }
}
