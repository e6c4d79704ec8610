using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>Events for each so many at risk, with an exact interval.</summary>
/// <param name="Value">Events per <paramref name="Per"/> of exposure.</param>
/// <param name="Interval">Exact interval of that rate, in the same unit.</param>
/// <param name="Events">Events counted.</param>
/// <param name="Exposure">Attempts, people or person-years at risk.</param>
/// <param name="Per">Unit of the rate: 1,000 for "per 1,000 attempted crossings".</param>
public sealed record RateEstimate(double Value, Interval Interval, long Events, double Exposure, double Per);

/// <summary>How many times greater one rate is than another.</summary>
/// <param name="Value">First rate divided by the second; infinite when the second has no events.</param>
/// <param name="Interval">Exact conditional interval of the ratio.</param>
/// <param name="PValue">Two-sided exact test of equal rates.</param>
public sealed record RateRatio(double Value, Interval Interval, double PValue);

/// <summary>Exact intervals for counts, rates and proportions, and the exact comparison of two rates.</summary>
/// <remarks>
/// Compare two routes by <see cref="Ratio"/>, never by looking whether their intervals overlap. Counts are taken as complete
/// and events as independent: deaths come by the boat, so an interval of deaths is too narrow; count incidents where you can.
/// Cost: a few hundred steps of the incomplete gamma or beta function.
/// </remarks>
public static class Rates
{
    /// <summary>Exact interval of the mean of a Poisson count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count below 0, or a level not between 0 and 1.</exception>
    /// <remarks>Source: Garwood (1936), Biometrika 28: chi-square quantiles of 2x and 2x+2 degrees, halved.</remarks>
    public static Interval Count(long events, double level = 0.95)
    {
        Interval.RequireLevel(level);
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        var half = (1 - level) / 2;
        return new Interval(events == 0 ? 0 : Quantiles.Gamma(events, half), Quantiles.Gamma(events + 1.0, 1 - half), level, "Garwood exact Poisson");
    }

    /// <summary>Events per so many at risk with their exact interval: 12 deaths among 3,400 attempts are 3.529 (1.824 to 6.165) per 1,000.</summary>
    /// <param name="exposure">Number at risk, above 0, in the unit that <paramref name="per"/> counts.</param>
    public static RateEstimate Rate(long events, double exposure, double per = 1000, double level = 0.95)
    {
        RequireExposure(exposure, nameof(exposure));
        if (!(per > 0) || double.IsInfinity(per)) throw new ArgumentOutOfRangeException(nameof(per), per, "A rate is for each 1, 1,000 or 100,000: a number above 0.");
        var count = Count(events, level);
        var scale = per / exposure;
        return new RateEstimate(events * scale, count with { Low = count.Low * scale, High = count.High * scale }, events, exposure, per);
    }

    /// <summary>Exact interval of a proportion; never covers less often than its level.</summary>
    /// <remarks>Source: Clopper and Pearson (1934), Biometrika 26, by beta quantiles.</remarks>
    public static Interval ClopperPearson(long successes, long trials, double level = 0.95)
    {
        RequireTrials(successes, trials);
        Interval.RequireLevel(level);
        var half = (1 - level) / 2;
        double x = successes, n = trials;
        return new Interval(
            successes == 0 ? 0 : Quantiles.Beta(x, n - x + 1, half),
            successes == trials ? 1 : Quantiles.Beta(x + 1, n - x, 1 - half),
            level, "Clopper-Pearson exact binomial");
    }

    /// <summary>Wilson's score interval of a proportion: shorter than the exact one, covers near its level on average.</summary>
    /// <remarks>Source: Wilson (1927), JASA 22, without continuity correction.</remarks>
    public static Interval Wilson(long successes, long trials, double level = 0.95)
    {
        RequireTrials(successes, trials);
        Interval.RequireLevel(level);
        double z = Quantiles.Normal(1 - (1 - level) / 2), n = trials, p = successes / n, zz = z * z / n;
        var centre = (p + zz / 2) / (1 + zz);
        var half = z / (1 + zz) * Math.Sqrt(p * (1 - p) / n + zz / (4 * n));
        return new Interval(successes == 0 ? 0 : Math.Max(0, centre - half), successes == trials ? 1 : Math.Min(1, centre + half), level, "Wilson score");
    }

    /// <summary>The ratio of two Poisson rates with exact conditional interval and test.</summary>
    /// <remarks>
    /// Given the sum of events, the first count is binomial (Przyborowski and Wilenski 1940). The interval is Clopper-Pearson's of
    /// that share; the two-sided p sums all outcomes no likelier than the one seen, as poisson.test of R does.
    /// Cost: logarithmic in the counts.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, an exposure not above 0, or no events at all.</exception>
    public static RateRatio Ratio(long firstEvents, double firstExposure, long secondEvents, double secondExposure, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstEvents);
        ArgumentOutOfRangeException.ThrowIfNegative(secondEvents);
        RequireExposure(firstExposure, nameof(firstExposure));
        RequireExposure(secondExposure, nameof(secondExposure));
        var total = checked(firstEvents + secondEvents);
        if (total == 0) throw new ArgumentOutOfRangeException(nameof(firstEvents), 0, "Two rates without a single event cannot be compared.");
        var share = ClopperPearson(firstEvents, total, level);
        var turn = secondExposure / firstExposure;
        double Odds(double p) => p >= 1 ? double.PositiveInfinity : p / (1 - p) * turn;
        var ratio = secondEvents == 0 ? double.PositiveInfinity : (double)firstEvents / secondEvents * turn;
        var p0 = firstExposure / (firstExposure + secondExposure);
        return new RateRatio(ratio, new Interval(Odds(share.Low), Odds(share.High), level, "exact conditional (Clopper-Pearson)"),
            BinomialTest(firstEvents, total, p0));
    }

    /// <summary>Two-sided exact binomial test: the chance of all outcomes no likelier than the one seen.</summary>
    /// <remarks>The far tail is found by bisection, as probabilities rise to the mode and fall after it.</remarks>
    public static double BinomialTest(long successes, long trials, double probability)
    {
        RequireTrials(successes, trials);
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies from 0 to 1.");
        if (probability is 0 or 1) return successes == (probability == 0 ? 0 : trials) ? 1 : 0;
        double n = trials, mode = Math.Floor((n + 1) * probability);
        // The small factor holds outcomes that tie with the one seen but for the last digit (R uses the same).
        var seen = Quantiles.BinomialProbability(successes, n, probability) * (1 + 1e-7);
        double Below(double k) => k < 0 ? 0 : k >= n ? 1 : SpecialFunctions.BetaRegularised(n - k, k + 1, 1 - probability);
        double Above(double k) => k <= 0 ? 1 : k > n ? 0 : SpecialFunctions.BetaRegularised(k, n - k + 1, probability);
        if (successes == mode) return 1;
        double low, high;
        if (successes < mode)
        {
            low = mode; high = n + 1;                      // first k at or above the mode that is no likelier
            while (high - low > 1)
            {
                var middle = Math.Floor((low + high) / 2);
                if (Quantiles.BinomialProbability(middle, n, probability) <= seen) high = middle; else low = middle;
            }
            if (Quantiles.BinomialProbability(low, n, probability) <= seen) high = low;
            return Math.Min(1, Below(successes) + Above(high));
        }
        low = -1; high = mode;                             // last k at or below the mode that is no likelier
        while (high - low > 1)
        {
            var middle = Math.Floor((low + high) / 2);
            if (Quantiles.BinomialProbability(middle, n, probability) <= seen) low = middle; else high = middle;
        }
        if (Quantiles.BinomialProbability(high, n, probability) <= seen) low = high;
        return Math.Min(1, Below(low) + Above(successes));
    }

    private static void RequireExposure(double exposure, string name)
    {
        if (!(exposure > 0) || double.IsInfinity(exposure))
            throw new ArgumentOutOfRangeException(name, exposure, "The number at risk must be above 0 and finite.");
    }

    private static void RequireTrials(long successes, long trials)
    {
        if (trials <= 0) throw new ArgumentOutOfRangeException(nameof(trials), trials, "A proportion needs at least one trial.");
        if (successes < 0 || successes > trials)
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"Successes lie from 0 to the {trials} trials.");
    }
}
