using System.Numerics;
using System.Runtime.InteropServices;
using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>A model found by search, with its weight among all that were fitted.</summary>
/// <param name="Sets">Pairs of lists in the model, as bits.</param>
/// <param name="Pairs">The pairs in words; empty for main effects only.</param>
/// <param name="AicWeight">Its weight when models are averaged by Akaike's criterion.</param>
/// <param name="BicWeight">Its weight when models are averaged by Bayes' criterion.</param>
public sealed record WeighedModel(IReadOnlyList<int> Sets, string Pairs, double Population, Interval Interval, double Aic, double Bic, double AicWeight, double BicWeight);

/// <summary>An estimate averaged over models, with an interval that holds the models' disagreement.</summary>
public sealed record AveragedEstimate(double Population, Interval Interval);

/// <summary>All models of pairs of lists, side by side.</summary>
/// <param name="Fitted">Models that could be estimated.</param>
/// <param name="NotEstimable">Models without a finite or a single answer.</param>
/// <param name="Complete">Whether all models of pairs were fitted; else only those of the pairs that matter most.</param>
/// <param name="Best">The best by Akaike's criterion, best first.</param>
/// <param name="ByAic">Averaged with Akaike weights.</param>
/// <param name="ByBic">Averaged with Bayes weights.</param>
/// <param name="Near">Smallest and largest population among models within 2 of the best by AIC, and how many they are.</param>
public sealed record ModelSearchResult(int Fitted, int NotEstimable, bool Complete, IReadOnlyList<WeighedModel> Best,
    AveragedEstimate ByAic, AveragedEstimate ByBic, (double Least, double Most, int Models) Near);

/// <summary>Fits every model of pairs of lists and shows how far the good ones disagree.</summary>
/// <remarks>
/// Weights: Burnham and Anderson (2002). Intervals: model-averaged tail areas on the log of the unseen (Turek and Fletcher 2012,
/// Computational Statistics and Data Analysis 56). Cost: 2^pairs fits, a fifth of a second of a core for six lists. Beyond <see cref="MostPairs"/>
/// pairs, only subsets of the pairs that by themselves lower AIC most are fitted, and the result says so.
/// </remarks>
public static class ModelSearch
{
    /// <summary>Pairs of which all subsets are fitted: six lists.</summary>
    public const int MostPairs = 15;

    /// <summary>Fits them all.</summary>
    /// <returns>null when no model at all can be estimated.</returns>
    public static ModelSearchResult? Run(CaptureTable table, int top = 10, double level = 0.95, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        Interval.RequireLevel(level);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        var pairs = Pairs(table, level);
        var complete = pairs.Length == table.Lists * (table.Lists - 1) / 2;
        var models = 1 << pairs.Length;
        double constant = 0;
        for (var c = 1; c < table.Counts.Length; c++) constant += SpecialFunctions.LogFactorial(table.Counts[c]);
        var found = new (double LogUnseen, double StandardError, double Aic, double Bic)[models];
        var logObserved = Math.Log(Math.Max(1, table.Observed));
        // Each worker takes all models that agree in the first few pairs, and walks the rest from a model to those with one pair more.
        var heads = 1 << Math.Min(5, pairs.Length);
        Parallel.For(0, table.Observed == 0 ? 0 : heads, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
            head => new Walk(table, pairs, found, constant, logObserved).From(head, BitOperations.Log2((uint)heads)));
        if (table.Observed == 0) return null;

        var fitted = Enumerable.Range(0, models).Where(m => double.IsFinite(found[m].Aic)).ToArray();
        if (fitted.Length == 0) return null;
        double bestAic = fitted.Min(m => found[m].Aic), bestBic = fitted.Min(m => found[m].Bic);
        var aic = Weights(fitted.Select(m => found[m].Aic - bestAic));
        var bic = Weights(fitted.Select(m => found[m].Bic - bestBic));
        var z = Quantiles.Normal(0.5 + level / 2);
        var best = Enumerable.Range(0, fitted.Length).OrderBy(i => found[fitted[i]].Aic).ThenBy(i => fitted[i]).Take(top).Select(i =>
        {
            var (b, se, a, y) = found[fitted[i]];
            int[] sets = [.. pairs.Where((_, k) => (fitted[i] >> k & 1) == 1)];
            return new WeighedModel(sets, string.Join(' ', sets.Select(table.NameOf)), table.Observed + Math.Exp(b),
                new Interval(table.Observed + Math.Exp(b - z * se), table.Observed + Math.Exp(b + z * se), level, "Wald on the log of the unseen"), a, y, aic[i], bic[i]);
        }).ToArray();
        var near = fitted.Where(m => found[m].Aic <= bestAic + 2).Select(m => table.Observed + Math.Exp(found[m].LogUnseen)).ToArray();
        var fits = fitted.Select(m => (found[m].LogUnseen, found[m].StandardError)).ToArray();
        return new ModelSearchResult(fitted.Length, models - fitted.Length, complete, best,
            Average(table.Observed, fits, aic, level, "AIC"), Average(table.Observed, fits, bic, level, "BIC"), (near.Min(), near.Max(), near.Length));
    }

    /// <summary>Fits the models that begin with the same pairs, each from the fit of the one before it.</summary>
    private sealed class Walk
    {
        private readonly CaptureTable _table;
        private readonly int[] _pairs;
        private readonly (double, double, double, double)[] _found;
        private readonly double _constant, _logObserved;
        private readonly LogLinearFitter _fitter;
        private readonly List<int> _terms = [0], _empties = [];

        public Walk(CaptureTable table, int[] pairs, (double, double, double, double)[] found, double constant, double logObserved)
        {
            (_table, _pairs, _found, _constant, _logObserved) = (table, pairs, found, constant, logObserved);
            _fitter = new LogLinearFitter(table.Lists);
            _fitter.Load(table.Counts);
            for (var i = 0; i < table.Lists; i++) (_fitter.CountSums[1 << i] > 0 ? _terms : _empties).Add(1 << i);
        }

        public void From(int head, int fixedPairs)
        {
            for (var k = 0; k < fixedPairs; k++)
                if ((head >> k & 1) == 1) (_fitter.CountSums[_pairs[k]] > 0 ? _terms : _empties).Add(_pairs[k]);
            Visit(head, fixedPairs, _fitter.Fit(CollectionsMarshal.AsSpan(_terms), CollectionsMarshal.AsSpan(_empties)));
        }

        private void Visit(int model, int next, FitState state)
        {
            _found[model] = (0, 0, double.PositiveInfinity, double.PositiveInfinity);
            var saved = new double[_terms.Count];
            if (state == FitState.Fitted)
            {
                _fitter.CopyCoefficients(saved);
                var deviance = -2 * (_fitter.Likelihood() - _constant);
                var coefficients = _terms.Count + _empties.Count;
                _found[model] = (_fitter.Intercept, Math.Sqrt(_fitter.Variances(1)[0]), deviance + 2 * coefficients, deviance + _logObserved * coefficients);
            }
            for (var k = next; k < _pairs.Length; k++)
            {
                var to = _fitter.CountSums[_pairs[k]] > 0 ? _terms : _empties;
                if (state == FitState.Fitted && k > next)
                    _fitter.Restore(CollectionsMarshal.AsSpan(_terms), CollectionsMarshal.AsSpan(_empties), saved);
                to.Add(_pairs[k]);
                var child = state == FitState.Fitted
                    ? _fitter.FitOnward(CollectionsMarshal.AsSpan(_terms), CollectionsMarshal.AsSpan(_empties))
                    : _fitter.Fit(CollectionsMarshal.AsSpan(_terms), CollectionsMarshal.AsSpan(_empties));
                Visit(model | 1 << k, k + 1, child);
                to.RemoveAt(to.Count - 1);
            }
        }
    }

    private static int[] Pairs(CaptureTable table, double level)
    {
        int[] all = [.. from i in Enumerable.Range(0, table.Lists) from j in Enumerable.Range(i + 1, table.Lists - 1 - i) select 1 << i | 1 << j];
        if (all.Length <= MostPairs) return all;
        return [.. all.OrderBy(p => LogLinear.Fit(table, [p], level).Aic).ThenBy(p => p).Take(MostPairs).Order()];
    }

    private static double[] Weights(IEnumerable<double> differences)
    {
        var weights = differences.Select(d => Math.Exp(-d / 2)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static AveragedEstimate Average(long observed, (double B, double Se)[] fits, double[] weights, double level, string criterion)
    {
        double unseen = 0, low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (var i = 0; i < fits.Length; i++)
        {
            unseen += weights[i] * Math.Exp(fits[i].B);
            if (weights[i] < 1e-12) continue;
            low = Math.Min(low, fits[i].B - 9 * fits[i].Se);
            high = Math.Max(high, fits[i].B + 9 * fits[i].Se);
        }
        double Tail(double theta)
        {
            double sum = 0;
            for (var i = 0; i < fits.Length; i++) if (weights[i] >= 1e-12) sum += weights[i] * Quantiles.NormalCdf((theta - fits[i].B) / fits[i].Se);
            return sum;
        }
        var half = (1 - level) / 2;
        var lower = Quantiles.Solve(t => Tail(t) - half, low, high);
        var upper = Quantiles.Solve(t => Tail(t) - (1 - half), low, high);
        return new AveragedEstimate(observed + unseen, new Interval(observed + Math.Exp(lower), observed + Math.Exp(upper), level, $"model-averaged tail areas, {criterion} weights"));
    }
}
