using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Palermo.Analysis.Estimation;

/// <summary>How a fit ended.</summary>
internal enum FitState
{
    /// <summary>The maximum was found, and a certificate that it exists.</summary>
    Fitted,

    /// <summary>The likelihood rises without end in some direction, or that could not be excluded: ask <see cref="ModelCheck"/>.</summary>
    NoMaximum,

    /// <summary>Several sets of coefficients explain the counts equally well.</summary>
    NotIdentified,
}

/// <summary>Fits Poisson log-linear models to counts of capture patterns: one worker's buffers, used again and again.</summary>
/// <remarks>
/// <para>
/// A term is a set of lists and stands in every cell whose pattern holds that set. So the linear predictor is the subset sum of the
/// coefficients, and score and information are superset sums of counts and means: information between terms S and T is the sum
/// of means over all patterns holding S or T together. A Newton step costs lists times cells for the sums and the cube of
/// the terms over six for Cholesky: about a microsecond for six lists.
/// </para>
/// <para>
/// The step is its own proof that a maximum exists. Let the step change the linear predictor of a cell by d; then the point
/// mean (1 + d) has exactly the observed sufficient statistics, and when every d is above -1 it is positive everywhere, which
/// is the condition of Fienberg and Rinaldo (2012, theorem 1). In a direction without maximum some d stays near -1, so a
/// step with every d above -1/2 settles it, rounding included.
/// </para>
/// </remarks>
internal sealed class LogLinearFitter
{
    private const int MostSteps = 60;
    private readonly int _lists;
    private readonly int _cells;
    private readonly double[] _counts, _countSums, _keep, _eta, _mu, _sums, _delta;
    private double[] _beta = [], _step = [], _information = [], _score = [];
    private int[] _terms = [];
    private int _termCount;

    public LogLinearFitter(int lists)
    {
        _lists = lists;
        _cells = 1 << lists;
        _counts = new double[_cells];
        _countSums = new double[_cells];
        _keep = new double[_cells];
        _eta = new double[_cells];
        _mu = new double[_cells];
        _sums = new double[_cells];
        _delta = new double[_cells];
        Reserve(1 + lists + lists * (lists - 1) / 2);
    }

    /// <summary>Sum of counts over all patterns that hold a set of lists.</summary>
    public ReadOnlySpan<double> CountSums => _countSums;

    /// <summary>Sum of fitted means over all kept patterns that hold a set of lists.</summary>
    public ReadOnlySpan<double> MeanSums => _sums;

    /// <summary>Fitted means; 0 where the cell is left out.</summary>
    public ReadOnlySpan<double> Means => _mu;

    /// <summary>Coefficients in the order of the terms given.</summary>
    public ReadOnlySpan<double> Coefficients => _beta.AsSpan(0, _termCount);

    /// <summary>The intercept: the logarithm of the estimated unseen.</summary>
    public double Intercept => _beta[0];

    /// <summary>Newton steps that the last fit took.</summary>
    public int Steps { get; private set; }

    /// <summary>Takes the counts of a table. Cell 0 counts only in fits that include the unseen.</summary>
    public void Load(ReadOnlySpan<double> counts)
    {
        counts.CopyTo(_counts);
        counts.CopyTo(_countSums);
        SumSupersets(_countSums, _cells);
    }

    /// <summary>Fits from a cold start.</summary>
    /// <param name="terms">Sets of lists; the first is 0, the intercept.</param>
    /// <param name="empties">Sets of lists of which no pattern holds all: every cell with such a set is left out (coefficient minus infinity).</param>
    /// <param name="unseenCell">Count cell 0 as observed, as the profile likelihood does.</param>
    public FitState Fit(ReadOnlySpan<int> terms, ReadOnlySpan<int> empties, bool unseenCell = false)
    {
        Take(terms);
        Keep(empties, unseenCell);
        // Start as R's glm does: means of count + 0.1, then one weighted regression.
        for (var c = 0; c < _cells; c++)
        {
            _mu[c] = _keep[c] * (_counts[c] + 0.1);
            _eta[c] = Math.Log(_counts[c] + 0.1);
            _delta[c] = _mu[c] * _eta[c] - _keep[c] * 0.1;
        }
        _mu.CopyTo(_sums, 0);
        SumSupersets(_sums, _cells);
        SumSupersets(_delta, _cells);
        for (var j = 0; j < _termCount; j++) _score[j] = _delta[_terms[j]];
        if (!Factor()) return FitState.NotIdentified;
        Solve(_score, _beta);
        Predict();
        return Climb();
    }

    /// <summary>Fits from the last fit after one more pair: its coefficient starts where it makes the overlap right.</summary>
    /// <param name="terms">The terms of the last fit, and possibly one more at the end.</param>
    public FitState FitOnward(ReadOnlySpan<int> terms, ReadOnlySpan<int> empties)
    {
        var before = _termCount;
        Take(terms);
        if (terms.Length > before)
        {
            var added = terms[^1];
            _beta[_termCount - 1] = Math.Log(_countSums[added] / _sums[added]);
        }
        Keep(empties, false);
        Predict();
        return Climb();
    }

    /// <summary>Saves coefficients so that a trial can be undone.</summary>
    public void CopyCoefficients(double[] to) => Coefficients.CopyTo(to);

    /// <summary>Puts saved coefficients of a fit back, with its means.</summary>
    public void Restore(ReadOnlySpan<int> terms, ReadOnlySpan<int> empties, ReadOnlySpan<double> coefficients)
    {
        Take(terms);
        Keep(empties, false);
        coefficients[..terms.Length].CopyTo(_beta);
        Predict();
        Raise();
        _mu.CopyTo(_sums, 0);
        SumSupersets(_sums, _cells);
    }

    /// <summary>Log-likelihood of the fit without the factorials of the counts.</summary>
    public double Likelihood()
    {
        double value = -_sums[0];
        for (var j = 0; j < _termCount; j++) value += _beta[j] * _countSums[_terms[j]];
        return value;
    }

    /// <summary>Variance of each coefficient at the fit: the diagonal of the inverse information.</summary>
    public double[] Variances(int firstTerms)
    {
        var variances = new double[firstTerms];
        if (!Factor()) throw new InvalidOperationException("Variances are asked of a model that was not fitted.");
        var unit = new double[_termCount];
        for (var j = 0; j < firstTerms; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            Solve(unit, _step);
            variances[j] = _step[j];
        }
        return variances;
    }

    private void Take(ReadOnlySpan<int> terms)
    {
        Reserve(terms.Length);
        terms.CopyTo(_terms);
        _termCount = terms.Length;
    }

    private void Reserve(int terms)
    {
        if (terms <= _terms.Length) return;
        Array.Resize(ref _terms, terms);
        Array.Resize(ref _beta, terms);
        Array.Resize(ref _step, terms);
        Array.Resize(ref _score, terms);
        _information = new double[terms * terms];
    }

    private void Keep(ReadOnlySpan<int> empties, bool unseenCell)
    {
        _keep.AsSpan().Fill(1);
        if (!unseenCell) _keep[0] = 0;
        foreach (var empty in empties)
            for (var c = empty; c < _cells; c = (c + 1) | empty) _keep[c] = 0;
    }

    /// <summary>Linear predictor of every cell from the coefficients: a subset sum.</summary>
    private void Predict()
    {
        Array.Clear(_eta);
        for (var j = 0; j < _termCount; j++) _eta[_terms[j]] += _beta[j];
        SumSubsets(_eta, _cells);
    }

    private void Raise()
    {
        var eta = MemoryMarshal.Cast<double, Vector256<double>>(_eta.AsSpan());
        var keep = MemoryMarshal.Cast<double, Vector256<double>>(_keep.AsSpan());
        var mu = MemoryMarshal.Cast<double, Vector256<double>>(_mu.AsSpan());
        for (var v = 0; v < eta.Length; v++) mu[v] = keep[v] * Vector256.Exp(Vector256.Min(eta[v], Vector256.Create(700.0)));
    }

    private FitState Climb()
    {
        var certified = false;
        var last = double.NegativeInfinity;
        var halvings = 0;
        for (Steps = 0; Steps < MostSteps; Steps++)
        {
            Raise();
            _mu.CopyTo(_sums, 0);
            SumSupersets(_sums, _cells);
            var likelihood = Likelihood();
            if (!(likelihood >= last - 1e-9 * Math.Abs(last)) && halvings < 30)
            {
                // Too far: go half the way back.
                halvings++;
                for (var j = 0; j < _termCount; j++) _beta[j] -= _step[j] /= 2;
                for (var c = 0; c < _cells; c++) _eta[c] -= _delta[c] /= 2;
                continue;
            }
            halvings = 0;
            last = likelihood;
            for (var j = 0; j < _termCount; j++) _score[j] = _countSums[_terms[j]] - _sums[_terms[j]];
            if (!Factor()) return FitState.NotIdentified;
            Solve(_score, _step);
            Array.Clear(_delta);
            for (var j = 0; j < _termCount; j++) _delta[_terms[j]] += _step[j];
            SumSubsets(_delta, _cells);
            double least = 0, most = 0;
            for (var c = 0; c < _cells; c++)
            {
                var d = _delta[c] * _keep[c];
                least = Math.Min(least, d);
                most = Math.Max(most, d);
            }
            if (least > -0.5) certified = true;
            if (most > 4)
            {
                var shrink = 4 / most;
                for (var j = 0; j < _termCount; j++) _step[j] *= shrink;
                for (var c = 0; c < _cells; c++) _delta[c] *= shrink;
            }
            for (var j = 0; j < _termCount; j++) _beta[j] += _step[j];
            for (var c = 0; c < _cells; c++) _eta[c] += _delta[c];
            if (certified && Math.Max(most, -least) < 1e-8)
            {
                Predict();                              // once from the coefficients, so that no rounding is carried on
                Raise();
                _mu.CopyTo(_sums, 0);
                SumSupersets(_sums, _cells);
                Steps++;
                return FitState.Fitted;
            }
            if (!certified && Steps > 25 && -least > 0.9) break;
        }
        return certified ? FitState.Fitted : FitState.NoMaximum;
    }

    /// <summary>Cholesky factor of the information at the present means; false when it is singular.</summary>
    private bool Factor()
    {
        int p = _termCount;
        var a = _information;
        for (var i = 0; i < p; i++)
        {
            var row = a.AsSpan(i * p, p);
            var diagonal = _sums[_terms[i]];
            for (var j = 0; j <= i; j++)
            {
                var sum = _sums[_terms[i] | _terms[j]];
                var other = a.AsSpan(j * p, j);
                for (var l = 0; l < other.Length; l++) sum -= row[l] * other[l];
                if (j < i) { row[j] = sum / a[j * p + j]; continue; }
                if (!(sum > 1e-13 * diagonal) || !(diagonal > 0)) return false;
                row[i] = Math.Sqrt(sum);
            }
        }
        return true;
    }

    private void Solve(ReadOnlySpan<double> right, double[] x)
    {
        int p = _termCount;
        var a = _information;
        for (var i = 0; i < p; i++)
        {
            var sum = right[i];
            for (var j = 0; j < i; j++) sum -= a[i * p + j] * x[j];
            x[i] = sum / a[i * p + i];
        }
        for (var i = p - 1; i >= 0; i--)
        {
            var sum = x[i];
            for (var j = i + 1; j < p; j++) sum -= a[j * p + i] * x[j];
            x[i] = sum / a[i * p + i];
        }
    }

    /// <summary>Each cell becomes the sum over all patterns that hold its own.</summary>
    internal static void SumSupersets(double[] values, int cells)
    {
        for (var bit = 1; bit < cells; bit <<= 1)
            for (var start = 0; start < cells; start += 2 * bit)
                Add(values.AsSpan(start, bit), values.AsSpan(start + bit, bit));
    }

    /// <summary>Each cell becomes the sum over all patterns that it holds.</summary>
    internal static void SumSubsets(double[] values, int cells)
    {
        for (var bit = 1; bit < cells; bit <<= 1)
            for (var start = 0; start < cells; start += 2 * bit)
                Add(values.AsSpan(start + bit, bit), values.AsSpan(start, bit));
    }

    private static void Add(Span<double> to, ReadOnlySpan<double> from)
    {
        if (to.Length >= 4)
        {
            var a = MemoryMarshal.Cast<double, Vector256<double>>(to);
            var b = MemoryMarshal.Cast<double, Vector256<double>>(from);
            for (var i = 0; i < a.Length; i++) a[i] += b[i];
            return;
        }
        for (var i = 0; i < to.Length; i++) to[i] += from[i];
    }
}
