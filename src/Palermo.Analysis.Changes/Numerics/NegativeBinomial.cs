namespace Palermo.Analysis.Changes;

/// <summary>The negative binomial distribution by mean and size: variance mean + mean²/size; an infinite size is Poisson.</summary>
public static class NegativeBinomial
{
    /// <summary>Natural logarithm of the probability of a count.</summary>
    public static double LogProbability(double count, double mean, double size)
    {
        if (count < 0) return double.NegativeInfinity;
        if (mean <= 0) return count == 0 ? 0 : double.NegativeInfinity;
        if (double.IsInfinity(size) || size > 1e9 * Math.Max(1, mean)) return count * Math.Log(mean) - mean - SpecialFunctions.LogGamma(count + 1);
        return SpecialFunctions.LogGamma(count + size) - SpecialFunctions.LogGamma(size) - SpecialFunctions.LogGamma(count + 1)
            + size * Math.Log(size / (size + mean)) + (count == 0 ? 0 : count * Math.Log(mean / (size + mean)));
    }

    /// <summary>The least count whose share at or below reaches p.</summary>
    /// <remarks>Adds probabilities from 0: steps in proportion to the quantile.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p outside 0 to 1, mean below 0 or size not above 0.</exception>
    public static double Quantile(double p, double mean, double size)
    {
        if (!(p >= 0 && p < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is asked for a share from 0 to below 1.");
        if (!(mean >= 0 && double.IsFinite(mean))) throw new ArgumentOutOfRangeException(nameof(mean), mean, "A mean is 0 or more.");
        if (!(size > 0)) throw new ArgumentOutOfRangeException(nameof(size), size, "The size is above 0.");
        if (mean == 0) return 0;
        double count = 0, sum = 0;
        var most = mean + 60 * Math.Sqrt(mean + mean * mean / size) + 100;
        while (count < most)
        {
            sum += Math.Exp(LogProbability(count, mean, size));
            if (sum >= p - 1e-12) break;
            count++;
        }
        return count;
    }
}
