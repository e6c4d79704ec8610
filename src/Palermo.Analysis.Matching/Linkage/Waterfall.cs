namespace Palermo.Analysis.Matching;

/// <summary>Why a pair has its weight: the prior, then what each comparison adds, in bits. The steps add up to the total.</summary>
/// <param name="PriorWeight">Weight before anything is compared, log2 of the odds that two random records match.</param>
/// <param name="Steps">One a comparison, in the model's order.</param>
public sealed record Waterfall(double PriorWeight, IReadOnlyList<WaterfallStep> Steps)
{
    /// <summary>Total weight in bits.</summary>
    public double Weight => PriorWeight + Steps.Sum(s => s.Weight + s.Rarity);

    /// <summary>The chance that the two are one entity.</summary>
    public double Probability => Weights.ToProbability(Weight);
}

/// <summary>What one comparison adds.</summary>
/// <param name="Left">Value of the first record, as compared.</param>
/// <param name="Level">The level reached; "missing" where either side has no value: an omission counts neither way, a difference counts against.</param>
/// <param name="M">How often one entity reaches the level; null when missing.</param>
/// <param name="U">How often two entities reach it by chance.</param>
/// <param name="Weight">log2(M/U), 0 when missing.</param>
/// <param name="Rarity">What the rarity of the value adds, or its commonness takes off.</param>
public sealed record WaterfallStep(string Comparison, string Left, string Right, string Level, double? M, double? U, double Weight, double Rarity)
{
    internal static WaterfallStep Of(PairScorer scorer, int comparison, int left, int right)
    {
        var model = scorer.Comparisons.Models[comparison];
        var comparer = scorer.Comparisons.Comparers[comparison];
        var (a, b) = comparer.Values(left, right);
        var level = comparer.Level(left, right);
        if (level == Comparer.Missing) return new(model.Name, a, b, "missing", null, null, 0, 0);
        var rates = model.Levels[level];
        var rarity = level + 1 < model.Levels.Count ? scorer.Adjustment(comparison, left, right, level) : 0;
        return new(model.Name, a, b, rates.Name, rates.M, rates.U, rates.Weight, rarity);
    }
}
