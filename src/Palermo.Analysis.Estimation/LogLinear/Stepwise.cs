using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>One pair of lists taken into the model.</summary>
/// <param name="Lists">The pair as bits.</param>
/// <param name="Pair">The pair in words.</param>
/// <param name="Seen">People on both lists.</param>
/// <param name="Expected">People on both that the model before it expected.</param>
/// <param name="PValue">Chance of an overlap at least so far out on its side.</param>
public sealed record StepwiseStep(int Lists, string Pair, long Seen, double Expected, double PValue);

/// <summary>A model chosen step by step, and what each step saw.</summary>
public sealed record StepwiseEstimate(LogLinearEstimate Estimate, IReadOnlyList<StepwiseStep> Steps);

/// <summary>Chooses pairs of lists one after another, in the manner of SparseMSE, and estimates the population.</summary>
/// <remarks>
/// From main effects on: for every pair not in the model, p is the smaller of P(X at most n) and P(X at least n), X Poisson with the
/// overlap that the model expects; the pair of smallest p enters while p is below the threshold and the larger model can be estimated.
/// Source: Chan, Silverman and Vincent (2019), section 3. Cost: about ten microseconds a step for six lists. The interval of the
/// chosen model ignores the choosing:.
/// </remarks>
public static class Stepwise
{
    /// <summary>Threshold of the original work on the United Kingdom's data.</summary>
    public const double UsualThreshold = 0.02;

    /// <summary>Runs the selection.</summary>
    /// <param name="threshold">A pair enters while its p is below this; 0 leaves main effects.</param>
    public static StepwiseEstimate Fit(CaptureTable table, double threshold = UsualThreshold, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        Interval.RequireLevel(level);
        RequireThreshold(threshold);
        var run = new StepwiseRun(table.Lists, threshold);
        var state = run.Select(table.Counts, record: true);
        var terms = new ModelTerms([.. run.Terms], [.. run.Empties]);
        return new StepwiseEstimate(
            LogLinear.Describe(table, terms, run.Fitter, state, level),
            [.. run.Record.Select(s => new StepwiseStep(s.Lists, table.NameOf(s.Lists), (long)s.Seen, s.Expected, s.PValue))]);
    }

    internal static void RequireThreshold(double threshold)
    {
        if (!(threshold >= 0 && threshold < 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The p-value below which a pair enters lies from 0 to below 1; 0.02 is usual.");
    }
}

/// <summary>Stepwise selection with buffers of its own, for one worker.</summary>
internal sealed class StepwiseRun(int lists, double threshold)
{
    private readonly List<int> _terms = [], _empties = [];
    private readonly int[] _pairs = [.. from i in Enumerable.Range(0, lists) from j in Enumerable.Range(i + 1, lists - 1 - i) select 1 << i | 1 << j];
    private readonly bool[] _in = new bool[lists * (lists - 1) / 2], _refused = new bool[lists * (lists - 1) / 2];
    private readonly double[] _saved = new double[1 + lists + lists * (lists - 1) / 2];

    public LogLinearFitter Fitter { get; } = new(lists);

    public ReadOnlySpan<int> Terms => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_terms);

    public ReadOnlySpan<int> Empties => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_empties);

    public List<(int Lists, double Seen, double Expected, double PValue)> Record { get; } = [];

    /// <summary>Selects and fits. The fitter then holds the chosen model.</summary>
    public FitState Select(ReadOnlySpan<double> counts, bool record = false)
    {
        _terms.Clear();
        _empties.Clear();
        Record.Clear();
        Array.Clear(_in);
        Fitter.Load(counts);
        _terms.Add(0);
        for (var i = 0; i < lists; i++) (Fitter.CountSums[1 << i] > 0 ? _terms : _empties).Add(1 << i);
        if (Fitter.CountSums[0] == 0) return FitState.NoMaximum;
        var state = Fitter.Fit(Terms, Empties);
        if (state != FitState.Fitted) return state;

        while (Add(record)) { }
        return FitState.Fitted;
    }

    /// <summary>Adds the pair of least p that gives a model that can be estimated; false when there is none below the threshold.</summary>
    private bool Add(bool record)
    {
        Fitter.CopyCoefficients(_saved);
        Array.Clear(_refused);
        while (true)
        {
            var (pair, p) = (-1, threshold);
            for (var j = 0; j < _pairs.Length; j++)
            {
                if (_in[j] || _refused[j]) continue;
                var mine = PValue(Fitter.CountSums[_pairs[j]], Fitter.MeanSums[_pairs[j]], p);
                if (mine < p) (pair, p) = (j, mine);
            }
            if (pair < 0) return false;
            var lists = _pairs[pair];
            double seen = Fitter.CountSums[lists], expected = Fitter.MeanSums[lists];
            var to = seen > 0 ? _terms : _empties;
            to.Add(lists);
            if (Fitter.FitOnward(Terms, Empties) == FitState.Fitted)
            {
                if (record) Record.Add((lists, seen, expected, p));
                _in[pair] = true;
                return true;
            }
            to.RemoveAt(to.Count - 1);
            _refused[pair] = true;
            Fitter.Restore(Terms, Empties, _saved);
        }
    }

    /// <summary>The smaller Poisson tail of an overlap.</summary>
    /// <param name="bar">As soon as the tail is known to be at least this, its exact size does not matter.</param>
    internal static double PValue(double seen, double expected, double bar = double.PositiveInfinity)
    {
        if (!(expected > 0)) return seen > 0 ? 0 : 1;
        // The tail on the side of the count is the smaller one, but near the middle, where neither is below a third.
        var tail = Tail(seen, expected, Math.Min(bar, 0.3));
        return tail < 0.3 || tail >= bar ? tail : Math.Min(Quantiles.PoissonCdf(seen, expected), Quantiles.PoissonTail(seen, expected));
    }

    /// <summary>The tail from the count outwards, term by term: each is a ratio below 1 of the one before.</summary>
    private static double Tail(double seen, double expected, double bar)
    {
        double term = SpecialFunctions.PoissonProbability(seen, expected), sum = term;
        if (seen <= expected)
            for (var k = seen; k > 0 && sum < bar && term > sum * 1e-17; k--) sum += term *= k / expected;
        else
            for (var k = seen + 1; sum < bar && term > sum * 1e-17; k++) sum += term *= expected / k;
        return sum;
    }
}
