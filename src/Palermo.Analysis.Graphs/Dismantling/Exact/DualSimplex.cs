using System.Numerics;
using System.Runtime.InteropServices;

namespace Palermo.Analysis.Graphs;

/// <summary>One inequality: sum of coefficient * x is at least the bound. Whole numbers, so that sums of inequalities are exact.</summary>
internal sealed record Cut(int[] Variables, int[] Coefficients, int AtLeast);

/// <summary>Minimises a linear cost over bounded variables under inequalities that come one after the other.</summary>
/// <remarks>
/// Dual simplex method with bounded variables in dictionary form (Chvatal 1983, chapters 8 and 10): basic variables as linear forms of the others, dense. After a
/// change of bounds or a new inequality it starts from where it was. O(rows * columns) a pivot. Rounding makes the answer inexact, never the
/// bound: that is computed anew from the multipliers in whole numbers (<see cref="ProvedBound"/>).
/// </remarks>
internal sealed class DualSimplex
{
    private const double Tolerance = 1e-7;
    private const double SmallestPivot = 1e-7;
    private const double Spread = 1e-5;

    /// <summary>Multipliers are rounded to this fraction when a bound is proved.</summary>
    private const long One = 1L << 24;

    private readonly int _n;
    private readonly double[] _cost;
    private readonly List<Cut> _cuts = [];
    private readonly List<double[]> _rows = []; // coefficients of the nonbasic variables
    private readonly List<double> _constant = [];
    private readonly List<int> _basic = []; // the variable of each row; n + k is the slack of cut k
    private readonly List<double> _value = [];
    private readonly int[] _nonbasic;
    private readonly double[] _at; // the value of each nonbasic variable
    private readonly double[] _reduced;

    /// <param name="cost">Cost of each variable, 0 or more. Variables start between 0 and 1.</param>
    public DualSimplex(double[] cost)
    {
        _n = cost.Length;
        _cost = cost;
        _nonbasic = [.. Enumerable.Range(0, _n)];
        _at = new double[_n];
        // Equal costs make ties, and ties can make the method go round in circles: costs are lowered by tiny, different amounts.
        var random = new SeededRandom(1);
        _reduced = [.. cost.Select(c => c * (1 - Spread * random.Unit()))];
        Lower = new double[_n];
        Upper = new double[_n];
        Upper.AsSpan().Fill(1);
        Solution = new double[_n];
    }

    public double[] Lower { get; }
    public double[] Upper { get; }

    /// <summary>The values after <see cref="Solve"/>.</summary>
    public double[] Solution { get; }

    public double Objective { get; private set; }

    public int CutCount => _rows.Count;

    /// <summary>Multiplications since the beginning, about: a measure of time that is the same on every machine.</summary>
    public double Work { get; private set; }

    public void Add(Cut cut)
    {
        var slack = _n + _cuts.Count;
        _cuts.Add(cut);
        var row = new double[_n];
        double constant = -cut.AtLeast;
        var place = Places();
        for (var i = 0; i < cut.Variables.Length; i++)
        {
            var at = place[cut.Variables[i]];
            if (at >= 0) row[at] += cut.Coefficients[i];
            else
            {
                var other = ~at;
                constant += cut.Coefficients[i] * _constant[other];
                AddScaled(row, _rows[other], cut.Coefficients[i]);
            }
        }
        _rows.Add(row);
        _constant.Add(constant);
        _basic.Add(slack);
        _value.Add(0);
    }

    /// <summary>Solves with the bounds as they are.</summary>
    /// <returns>False when no point satisfies all inequalities, as far as floating-point numbers tell; true as well when the work ran out before the end.</returns>
    public bool Solve(double mostWork)
    {
        Place();
        while (Work < mostWork)
        {
            var (row, up) = Leaving();
            if (row < 0)
            {
                Read();
                return true;
            }
            var column = Entering(row, up);
            if (column < 0) return false;
            Pivot(row, column, up);
        }
        Read();
        return true;
    }

    /// <summary>Drops inequalities that do not bind.</summary>
    public void Purge(double slackAbove)
    {
        for (var i = _rows.Count - 1; i >= 0; i--)
        {
            if (_basic[i] < _n || _value[i] <= slackAbove) continue;
            _rows.RemoveAt(i);
            _constant.RemoveAt(i);
            _basic.RemoveAt(i);
            _value.RemoveAt(i);
        }
    }

    /// <summary>
    /// A bound on the cost under the present bounds of the variables that holds whatever was rounded: the multipliers, made whole, give one inequality
    /// from all, and each variable is then set to its better end.
    /// </summary>
    public double ProvedBound()
    {
        var left = new Int128[_n];
        for (var v = 0; v < _n; v++) left[v] = (Int128)Math.Floor(_cost[v] * One);
        Int128 bound = 0;
        for (var j = 0; j < _n; j++)
        {
            if (_nonbasic[j] < _n || !(_reduced[j] > 0)) continue;
            var multiplier = (Int128)Math.Floor(Math.Min(_reduced[j], 1e9) * One);
            var cut = _cuts[_nonbasic[j] - _n];
            bound += multiplier * cut.AtLeast;
            for (var i = 0; i < cut.Variables.Length; i++) left[cut.Variables[i]] -= multiplier * cut.Coefficients[i];
        }
        for (var v = 0; v < _n; v++) bound += left[v] > 0 ? left[v] * (int)Lower[v] : left[v] * (int)Upper[v];
        return (double)bound / One;
    }

    private int[] Places()
    {
        var place = new int[_n + _cuts.Count];
        for (var j = 0; j < _n; j++) place[_nonbasic[j]] = j;
        for (var i = 0; i < _basic.Count; i++) place[_basic[i]] = ~i;
        return place;
    }

    // Puts each nonbasic variable at the end that its reduced cost asks for, and computes the basic ones.
    private void Place()
    {
        for (var j = 0; j < _n; j++)
        {
            var variable = _nonbasic[j];
            if (variable >= _n)
            {
                // A slack has no upper end: a multiplier below 0 can only be rounding.
                if (_reduced[j] < 0) _reduced[j] = 0;
                _at[j] = 0;
            }
            else _at[j] = _reduced[j] >= 0 ? Lower[variable] : Upper[variable];
        }
        for (var i = 0; i < _rows.Count; i++) _value[i] = _constant[i] + Dot(_rows[i], _at);
    }

    private (int Row, bool Up) Leaving()
    {
        var worst = Tolerance;
        var row = -1;
        var up = false;
        for (var i = 0; i < _value.Count; i++)
        {
            var variable = _basic[i];
            var below = (variable < _n ? Lower[variable] : 0) - _value[i];
            var above = variable < _n ? _value[i] - Upper[variable] : double.NegativeInfinity;
            if (below > worst) (worst, row, up) = (below, i, true);
            if (above > worst) (worst, row, up) = (above, i, false);
        }
        return (row, up);
    }

    private int Entering(int row, bool up)
    {
        var coefficients = _rows[row];
        var best = -1;
        double bestRatio = double.PositiveInfinity, bestSize = 0;
        for (var j = 0; j < _n; j++)
        {
            var variable = _nonbasic[j];
            var size = coefficients[j];
            if (Math.Abs(size) < SmallestPivot) continue;
            if (variable < _n && Lower[variable] == Upper[variable]) continue;
            var atLower = variable >= _n || _at[j] == Lower[variable];
            // It may rise from its lower end or fall from its upper one, and must push the row the right way.
            if ((atLower ? size : -size) > 0 != up) continue;
            var ratio = Math.Abs(_reduced[j] / size);
            if (ratio < bestRatio - 1e-12 || (ratio < bestRatio + 1e-12 && Math.Abs(size) > bestSize))
                (best, bestRatio, bestSize) = (j, Math.Min(ratio, bestRatio), Math.Abs(size));
        }
        return best;
    }

    private void Pivot(int row, int column, bool up)
    {
        Work += (double)_rows.Count * _n;
        var pivotRow = _rows[row];
        var size = pivotRow[column];
        var leaving = _basic[row];
        var entering = _nonbasic[column];
        var target = leaving >= _n ? 0 : up ? Lower[leaving] : Upper[leaving];
        var step = (target - _value[row]) / size;
        // entering = (leaving - constant - other terms) / size
        for (var i = 0; i < _rows.Count; i++)
            if (i != row) _value[i] += _rows[i][column] * step;
        var enteringValue = _at[column] + step;
        var scale = 1 / size;
        for (var j = 0; j < _n; j++) pivotRow[j] *= -scale;
        pivotRow[column] = scale;
        var constant = -_constant[row] * scale;
        for (var i = 0; i < _rows.Count; i++)
        {
            if (i == row) continue;
            var factor = _rows[i][column];
            if (factor == 0) continue;
            _rows[i][column] = 0;
            AddScaled(_rows[i], pivotRow, factor);
            _constant[i] += factor * constant;
        }
        var reduced = _reduced[column];
        _reduced[column] = 0;
        AddScaled(_reduced, pivotRow, reduced);
        _constant[row] = constant;
        (_basic[row], _nonbasic[column]) = (entering, leaving);
        _value[row] = enteringValue;
        _at[column] = target;
    }

    private void Read()
    {
        for (var j = 0; j < _n; j++)
            if (_nonbasic[j] < _n) Solution[_nonbasic[j]] = _at[j];
        for (var i = 0; i < _rows.Count; i++)
            if (_basic[i] < _n) Solution[_basic[i]] = Math.Clamp(_value[i], 0, 1);
        Objective = 0;
        for (var v = 0; v < _n; v++) Objective += _cost[v] * Solution[v];
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = Vector<double>.Zero;
        var first = MemoryMarshal.Cast<double, Vector<double>>(a);
        var second = MemoryMarshal.Cast<double, Vector<double>>(b);
        for (var i = 0; i < first.Length; i++) sum += first[i] * second[i];
        var rest = Vector.Sum(sum);
        for (var i = first.Length * Vector<double>.Count; i < a.Length; i++) rest += a[i] * b[i];
        return rest;
    }

    private static void AddScaled(double[] to, double[] from, double factor)
    {
        if (factor == 0) return;
        var scale = new Vector<double>(factor);
        var into = MemoryMarshal.Cast<double, Vector<double>>(to.AsSpan());
        var what = MemoryMarshal.Cast<double, Vector<double>>(from);
        for (var i = 0; i < into.Length; i++) into[i] += what[i] * scale;
        for (var i = into.Length * Vector<double>.Count; i < to.Length; i++) to[i] += from[i] * factor;
    }
}
