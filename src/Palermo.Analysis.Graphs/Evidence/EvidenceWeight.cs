namespace Palermo.Analysis.Graphs;

/// <summary>How strong a tie is, from the grading of what speaks for it and from its age.</summary>
/// <remarks>
/// Domain page, section 2 (NATO 6x6 "Admiralty" grading). The numbers of the scale are a choice of policy, not a finding:
/// print them with any result. "Cannot be judged" counts one half.
/// </remarks>
public static class EvidenceWeight
{
    /// <summary>The strength of a source: A 1.0, B .8, C .6, D .4, E .1, F (cannot be judged) .5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a letter from A to F.</exception>
    public static double Reliability(char grade) => grade switch
    {
        'A' => 1.0, 'B' => .8, 'C' => .6, 'D' => .4, 'E' => .1, 'F' => .5,
        _ => throw new ArgumentOutOfRangeException(nameof(grade), grade, "reliability is a letter from A to F"),
    };

    /// <summary>The strength of a piece of information: 1 1.0, 2 .8, 3 .6, 4 .4, 5 .1, 6 (cannot be judged) .5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number from 1 to 6.</exception>
    public static double Credibility(int grade) => grade switch
    {
        1 => 1.0, 2 => .8, 3 => .6, 4 => .4, 5 => .1, 6 => .5,
        _ => throw new ArgumentOutOfRangeException(nameof(grade), grade, "credibility is a number from 1 to 6"),
    };

    /// <summary>The strength of one item: reliability of the source times credibility of the information.</summary>
    public static double Strength(char reliability, int credibility) => Reliability(reliability) * Credibility(credibility);

    /// <summary>
    /// The probability of a tie for which several items speak: 1 - product of (1 - s), where items of one origin count once, the strongest.
    /// </summary>
    /// <param name="items">For each item, its origin (the witness, the seizure) and its strength, 0 to 1.</param>
    /// <exception cref="ArgumentException">A strength that is not between 0 and 1.</exception>
    public static double Together(IEnumerable<(string Origin, double Strength)> items)
    {
        var strongest = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (origin, strength) in items)
        {
            if (!(strength is >= 0 and <= 1)) throw new ArgumentException($"strength {strength} is not between 0 and 1", nameof(items));
            strongest[origin] = Math.Max(strength, strongest.GetValueOrDefault(origin));
        }
        var against = 1.0;
        foreach (var strength in strongest.Values) against *= 1 - strength;
        return 1 - against;
    }

    /// <summary>What is left of a weight after a time: w * 2^(-age / half-life).</summary>
    /// <param name="halfLife">In the unit of <paramref name="age"/>, above 0; infinity for what does not fade.</param>
    public static double Faded(double weight, double age, double halfLife)
    {
        if (!(halfLife > 0)) throw new ArgumentOutOfRangeException(nameof(halfLife), halfLife, "a half-life is above 0");
        return double.IsPositiveInfinity(halfLife) ? weight : weight * Math.Pow(2, -age / halfLife);
    }
}
