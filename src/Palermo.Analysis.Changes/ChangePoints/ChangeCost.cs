namespace Palermo.Analysis.Changes;

/// <summary>How far a run of points is from having one rate.</summary>
public enum ChangeCost
{
    /// <summary>Counts that vary as chance alone makes them: variance equal to the mean. 2(S - S ln(S/E)).</summary>
    Poisson,
    /// <summary>Counts that vary more than chance: variance rate + rate²/size for each unit of exposure.</summary>
    NegativeBinomial,
    /// <summary>Measurements of constant variance: the sum of squares about the mean.</summary>
    Gaussian,
}

/// <summary>What is asked of <see cref="ChangePoints.Find"/>.</summary>
/// <param name="Penalty">Price of a change, above 0; null: 2 ln n, for squares times the variance between neighbours.</param>
/// <param name="MinSegment">Least number of points between two changes, 1 or more.</param>
/// <param name="Size">Size of the negative binomial for each unit of exposure; null: estimated. Without meaning for other costs.</param>
/// <remarks>A penalty of 3 ln n finds fewer changes (Killick, Fearnhead and Eckley 2012; Zhang and Siegmund 2007).</remarks>
public sealed record ChangeOptions(ChangeCost Cost = ChangeCost.Poisson, double? Penalty = null, int MinSegment = 2, double? Size = null);

/// <summary>A run of points with one rate.</summary>
/// <param name="From">Index of its first point, from 0.</param>
/// <param name="To">Index after its last point: where the next one begins.</param>
/// <param name="Sum">Sum of the counts.</param>
/// <param name="Exposure">Sum of the exposure; the number of points when none was given.</param>
/// <param name="Mean">Sum for each unit of exposure.</param>
public sealed record Segment(int From, int To, double Sum, double Exposure, double Mean)
{
    public int Length => To - From;
}

/// <summary>The best split of a series.</summary>
/// <param name="Changes">Where new segments begin: 10 says that the change is after the tenth point.</param>
/// <param name="Objective">Cost of all segments and the penalty of each change: F(n) with F(0) = -penalty.</param>
/// <param name="Penalty">The penalty used.</param>
/// <param name="Size">Size of the negative binomial used, for each unit of exposure; null for other costs.</param>
/// <param name="Dispersion">Variance against chance, looked at between neighbours; null for squares.</param>
public sealed record ChangePointResult(
    IReadOnlyList<int> Changes, IReadOnlyList<Segment> Segments, double Objective,
    ChangeCost Cost, double Penalty, double? Size, Dispersion? Dispersion);
