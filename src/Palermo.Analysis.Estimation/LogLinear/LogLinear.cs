using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>Estimates a population by one stated Poisson log-linear model.</summary>
/// <remarks>
/// log mean of a pattern = intercept + a term for each list on it + a term for each set of lists in the model. The unseen are
/// exp(intercept). Zero cells count as observations. Source: Cormack (1989), Biometrics 45; sparse tables as in Chan, Silverman and
/// Vincent (2019), arXiv 1902.05156.
/// </remarks>
public static class LogLinear
{
    /// <summary>All lists independent: main effects only.</summary>
    public static LogLinearEstimate Independence(CaptureTable table, double level = 0.95) => Fit(table, [], level);

    /// <summary>Fits main effects and the given sets of lists.</summary>
    /// <param name="sets">Sets of two lists or more, as bits: lists 0 and 2 are 0b101.</param>
    /// <exception cref="ArgumentException">A set that is no set of these lists, or given twice.</exception>
    /// <returns>The estimate, or the reason why this model has none.</returns>
    public static LogLinearEstimate Fit(CaptureTable table, IEnumerable<int> sets, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        Interval.RequireLevel(level);
        var terms = ModelTerms.Of(table, sets);
        var fitter = new LogLinearFitter(table.Lists);
        fitter.Load(table.Counts);
        var state = table.Observed == 0 ? FitState.NoMaximum : fitter.Fit(terms.Present, terms.Empty);
        return Describe(table, terms, fitter, state, level);
    }

    /// <summary>Puts a finished fit into words and numbers.</summary>
    internal static LogLinearEstimate Describe(CaptureTable table, ModelTerms terms, LogLinearFitter fitter, FitState state, double level)
    {
        if (state != FitState.Fitted) return Refuse(table, terms);
        var beta = fitter.Coefficients.ToArray();
        var variances = fitter.Variances(beta.Length);
        double unseen = Math.Exp(beta[0]), half = Quantiles.Normal(0.5 + level / 2) * Math.Sqrt(variances[0]);
        double deviance = 0, likelihood = 0;
        var kept = 0;
        for (var c = 1; c < table.Counts.Length; c++)
        {
            double n = table.Counts[c], mu = fitter.Means[c];
            if (Array.Exists(terms.Empty, e => (c & e) == e)) continue;
            kept++;
            deviance += 2 * SpecialFunctions.DeviancePart(n, mu);
            likelihood += (n == 0 ? 0 : n * Math.Log(mu)) - mu - SpecialFunctions.LogFactorial(n);
        }
        var coefficients = beta.Length + terms.Empty.Length;
        return new LogLinearEstimate
        {
            Observed = table.Observed,
            Population = table.Observed + unseen,
            NotEstimable = null,
            Interval = new Interval(table.Observed + Math.Exp(beta[0] - half), table.Observed + Math.Exp(beta[0] + half), level, "Wald on the log of the unseen"),
            Terms =
            [
                .. beta.Select((b, i) => new LogLinearTerm(terms.Present[i], table.NameOf(terms.Present[i]), b, Math.Sqrt(variances[i]))),
                .. terms.Empty.Select(e => new LogLinearTerm(e, table.NameOf(e), null, null)),
            ],
            Deviance = deviance,
            DegreesOfFreedom = kept - beta.Length,
            Aic = 2 * coefficients - 2 * likelihood,
            Bic = coefficients * Math.Log(table.Observed) - 2 * likelihood,
        };
    }

    private static LogLinearEstimate Refuse(CaptureTable table, ModelTerms terms)
    {
        var check = ModelCheck.Check(table.Counts, terms.Present, terms.Empty);
        var reason = table.Observed == 0 ? "nobody is on any list"
            : table.SeenTimes(1) == table.Observed ? "no two lists share a person, so nothing tells how many were missed"
            : !check.Identified ? "the model has more coefficients than these patterns can tell apart"
            : !check.MaximumExists ? "the likelihood of this model rises without end on these counts: some coefficient is infinite"
            : "the fit did not settle";
        return new LogLinearEstimate
        {
            Observed = table.Observed,
            Population = null,
            NotEstimable = reason,
            Interval = null,
            Terms = [.. terms.Present.Concat(terms.Empty).Select(t => new LogLinearTerm(t, table.NameOf(t), null, null))],
            Deviance = 0,
            DegreesOfFreedom = 0,
            Aic = double.PositiveInfinity,
            Bic = double.PositiveInfinity,
        };
    }
}
