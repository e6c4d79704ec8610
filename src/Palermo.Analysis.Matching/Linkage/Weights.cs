namespace Palermo.Analysis.Matching;

/// <summary>The arithmetic of Fellegi and Sunter: weights in bits, and probabilities.</summary>
/// <remarks>Source: Fellegi and Sunter, JASA 64 (1969); notation of entity-matching 1.1.</remarks>
public static class Weights
{
    /// <summary>The probability of a total weight: 2^M / (1 + 2^M), without overflow.</summary>
    public static double ToProbability(double weight) => weight >= 0 ? 1 / (1 + Math.Pow(2, -weight)) : Math.Pow(2, weight) / (1 + Math.Pow(2, weight));

    /// <summary>The weight of a probability, log2 of its odds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 1.</exception>
    public static double FromProbability(double probability)
    {
        if (!(probability is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "0 to 1");
        return Math.Log2(probability / (1 - probability));
    }

    /// <summary>What a value's rarity adds to the weight of agreeing on it (entity-matching 1.2).</summary>
    /// <param name="exactRate">u of the exact level, the average over values.</param>
    /// <param name="frequency">Relative frequency of the value, of the commoner value where the two differ.</param>
    /// <param name="floor">Least frequency believed, such as 1/N.</param>
    /// <param name="share">1 for the whole adjustment.</param>
    public static double TermFrequency(double exactRate, double frequency, double floor, double share) =>
        share * Math.Log2(exactRate / Math.Max(frequency, floor));
}
