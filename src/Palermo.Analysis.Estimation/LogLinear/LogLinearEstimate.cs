namespace Palermo.Analysis.Estimation;

/// <summary>One coefficient of a log-linear model.</summary>
/// <param name="Lists">The set of lists as bits; 0 is the intercept.</param>
/// <param name="Name">The set in words, such as "LA:NG".</param>
/// <param name="Coefficient">Its estimate; null when nobody is on all lists of the set, so that it is minus infinity.</param>
/// <param name="StandardError">Its standard error, or null with the coefficient.</param>
public sealed record LogLinearTerm(int Lists, string Name, double? Coefficient, double? StandardError);

/// <summary>A log-linear model fitted to a table of lists, and the population it estimates.</summary>
public sealed record LogLinearEstimate
{
    /// <summary>People on at least one list.</summary>
    public required long Observed { get; init; }

    /// <summary>Estimated number of people, seen or unseen; null when the model cannot be estimated from this table.</summary>
    public required double? Population { get; init; }

    /// <summary>Why there is no estimate; null when there is one.</summary>
    public required string? NotEstimable { get; init; }

    /// <summary>Interval of the population for this model alone: exp(b0 ± z se) on the unseen part. It ignores that the model was chosen.</summary>
    public required Interval? Interval { get; init; }

    public required IReadOnlyList<LogLinearTerm> Terms { get; init; }

    /// <summary>Residual deviance.</summary>
    public required double Deviance { get; init; }

    /// <summary>Cells less coefficients.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>Akaike's criterion; a pair that shares nobody counts as a coefficient.</summary>
    public required double Aic { get; init; }

    /// <summary>Bayes' criterion with the observed number of people as sample size.</summary>
    public required double Bic { get; init; }

    /// <summary>Estimated number of the unseen.</summary>
    public double? Unseen => Population - Observed;

    /// <summary>The sets of two or more lists in the model, in the order in which they entered.</summary>
    public IEnumerable<string> PairNames => Terms.Where(t => System.Numerics.BitOperations.PopCount((uint)t.Lists) > 1).Select(t => t.Name);
}
