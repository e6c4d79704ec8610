using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>Ranges in tables of three dimensions or more: linear programmes, with branching until whole numbers settle it.</summary>
/// <remarks>
/// Outside two dimensions a linear programme may allow a fraction where no whole table goes, so ranges are rounded inwards and branched on
/// fractional cells; <c>Exact</c> tells whether that ended. Cost: one simplex each way for each cell; parts beyond
/// <see cref="MostCells"/> cells are given the widest range that is always true.
/// </remarks>
internal sealed class ProgrammeRanges : IHiddenRanges
{
    /// <summary>Hidden cells, bound together, beyond which no programme is solved.</summary>
    public const int MostCells = 160;

    private const int MostBranches = 300;
    private readonly CountTable _table;
    private readonly int[] _cells;
    private readonly List<double[]> _rows = [];
    private readonly List<double> _right = [];
    private readonly LinearProgram? _programme;

    public ProgrammeRanges(CountTable table, int[] cells, HiddenSystem.Line[] lines)
    {
        (_table, _cells) = (table, cells);
        if (cells.Length > MostCells) return;
        foreach (var line in lines)
        {
            var row = new double[cells.Length];
            double right = 0;
            for (var i = 0; i < line.Cells.Length; i++)
            {
                row[Array.IndexOf(cells, line.Cells[i])] = line.Signs[i];
                right += line.Signs[i] * table.Values[line.Cells[i]];
            }
            _rows.Add(row);
            _right.Add(right);
        }
        _programme = new LinearProgram(_rows, _right, cells.Length);
    }

    public (long Least, long? Most, bool Exact) Of(int cell)
    {
        if (_programme is not { State: LinearProgramState.Optimal }) return (0, null, false);
        var objective = new double[_cells.Length];
        var place = Array.IndexOf(_cells, cell);
        var truth = _table.Values[cell];
        objective[place] = 1;
        var (most, exactMost) = Best(objective, truth);
        objective[place] = -1;
        var (least, exactLeast) = Best(objective, -truth);
        return (-(least ?? 0), most, exactMost && exactLeast && least is not null);
    }

    /// <summary>Greatest whole value of an objective; null when unbounded.</summary>
    private (long? Value, bool Exact) Best(double[] objective, long known)
    {
        var state = _programme!.Maximise(objective, out var value);
        if (state == LinearProgramState.Unbounded) return (null, true);
        if (state != LinearProgramState.Optimal) return (null, false);
        var relaxed = (long)Math.Floor(value + 1e-6);
        if (Fraction(_programme.Point()) < 0 || relaxed <= known) return (relaxed, true);

        // Depth first, the more promising side first; the true table is the first bound.
        var best = known;
        var branches = 0;
        var open = new Stack<List<(int Cell, double Limit, bool AtMost)>>();
        open.Push([]);
        while (open.Count > 0)
        {
            if (++branches > MostBranches) return (relaxed, false);
            var limits = open.Pop();
            if (!Solve(limits, objective, out var bound, out var point) || (long)Math.Floor(bound + 1e-6) <= best) continue;
            var f = Fraction(point);
            if (f < 0)
            {
                best = (long)Math.Round(bound);
                if (best >= relaxed) break;
                continue;
            }
            open.Push([.. limits, (f, Math.Floor(point[f]), true)]);
            open.Push([.. limits, (f, Math.Ceiling(point[f]), false)]);
        }
        return (best, true);
    }

    private bool Solve(List<(int Cell, double Limit, bool AtMost)> limits, double[] objective, out double value, out double[] point)
    {
        var width = _cells.Length + limits.Count;
        var rows = new List<double[]>();
        foreach (var row in _rows) { var r = new double[width]; row.CopyTo(r, 0); rows.Add(r); }
        var right = new List<double>(_right);
        for (var l = 0; l < limits.Count; l++)
        {
            var r = new double[width];
            r[limits[l].Cell] = 1;
            r[_cells.Length + l] = limits[l].AtMost ? 1 : -1;
            rows.Add(r);
            right.Add(limits[l].Limit);
        }
        var programme = new LinearProgram(rows, right, width);
        var wide = new double[width];
        objective.CopyTo(wide, 0);
        var state = programme.Maximise(wide, out value);
        point = state == LinearProgramState.Optimal ? programme.Point()[.._cells.Length] : [];
        return state == LinearProgramState.Optimal;
    }

    private static int Fraction(double[] point)
    {
        for (var i = 0; i < point.Length; i++) if (Math.Abs(point[i] - Math.Round(point[i])) > 1e-6) return i;
        return -1;
    }
}
