using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>The interval of populations that the likelihood of one model finds acceptable.</summary>
/// <param name="Population">Where the multinomial likelihood is greatest; close to the Poisson estimate.</param>
public sealed record ProfileEstimate(double Population, Interval Interval);

/// <summary>Profile-likelihood intervals, which need no symmetry and never fall below the observed.</summary>
/// <remarks>
/// For each possible number of the unseen the model is fitted again with that number as the count of the empty pattern; the interval is
/// where twice the fall of the multinomial log-likelihood stays within the chi-square quantile. Source: Cormack (1992),
/// Biometrics 48, "Interval estimation for mark-recapture studies of closed populations". Cost: about a hundred fits.
/// </remarks>
public static class ProfileInterval
{
    private const double Largest = 1e12;

    /// <summary>Profile of a model with main effects and the given sets of lists.</summary>
    /// <returns>null when the model cannot be estimated from this table.</returns>
    public static ProfileEstimate? Of(CaptureTable table, IEnumerable<int> sets, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        Interval.RequireLevel(level);
        var terms = ModelTerms.Of(table, sets);
        var fitter = new LogLinearFitter(table.Lists);
        fitter.Load(table.Counts);
        if (table.Observed == 0 || fitter.Fit(terms.Present, terms.Empty) != FitState.Fitted) return null;
        var start = Math.Max(fitter.Intercept, Math.Log(0.01));
        var counts = table.Counts.ToArray();
        double Likelihood(double logUnseen) => LogLikelihood(fitter, counts, terms, table.Observed, Math.Exp(logUnseen));

        double low = start - 3, high = start + 3;
        while (low > -30 && Likelihood(low) > Likelihood(low + 0.5)) low -= 3;
        while (high < Math.Log(Largest) && Likelihood(high) > Likelihood(high - 0.5)) high += 3;
        var golden = (Math.Sqrt(5) - 1) / 2;
        double x1 = high - golden * (high - low), x2 = low + golden * (high - low), f1 = Likelihood(x1), f2 = Likelihood(x2);
        while (high - low > 1e-7)
            if (f1 < f2) { low = x1; x1 = x2; f1 = f2; x2 = low + golden * (high - low); f2 = Likelihood(x2); }
            else { high = x2; x2 = x1; f2 = f1; x1 = high - golden * (high - low); f1 = Likelihood(x1); }
        var mode = (low + high) / 2;
        var floor = Likelihood(mode) - Quantiles.ChiSquare(1, level) / 2;

        double Edge(double direction, double end)
        {
            double inside = mode, outside = mode, step = 0.1;
            while (Likelihood(outside) > floor)
            {
                if (direction * (outside - end) >= 0) return direction > 0 ? double.PositiveInfinity : double.NegativeInfinity;
                inside = outside;
                outside += direction * step;
                step *= 2;
            }
            while (Math.Abs(outside - inside) > 1e-9)
            {
                var middle = (inside + outside) / 2;
                if (Likelihood(middle) > floor) inside = middle; else outside = middle;
            }
            return (inside + outside) / 2;
        }
        return new ProfileEstimate(table.Observed + Math.Exp(mode),
            new Interval(table.Observed + Math.Exp(Edge(-1, -30)), table.Observed + Math.Exp(Edge(1, Math.Log(Largest))), level, "multinomial profile likelihood"));
    }

    /// <summary>ln of N!/n0! times the product of (mean/N)^count over all patterns, the unseen included; constants left out.</summary>
    internal static double LogLikelihood(LogLinearFitter fitter, double[] counts, ModelTerms terms, double observed, double unseen)
    {
        counts[0] = unseen;
        fitter.Load(counts);
        counts[0] = 0;
        fitter.Fit(terms.Present, terms.Empty, unseenCell: true);
        double total = observed + unseen, sum = 0;
        for (var j = 0; j < terms.Present.Length; j++) sum += fitter.Coefficients[j] * fitter.CountSums[terms.Present[j]];
        return SpecialFunctions.LogGamma(total + 1) - SpecialFunctions.LogGamma(unseen + 1) + sum - total * Math.Log(total);
    }
}
