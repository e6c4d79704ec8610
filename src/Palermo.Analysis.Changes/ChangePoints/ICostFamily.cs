namespace Palermo.Analysis.Changes;

/// <summary>
/// A cost of one parameter, the mean rate: a run of points with exposure e and sum s costs e·First(rate) + s·Second(rate), which is
/// convex (after a change of scale) and least at rate s / e.
/// </summary>
/// <remarks>
/// All one-parameter exponential families are of this form; it is what functional pruning rests on. Costs here are differences to the
/// cost at rate 1, so that sums over a million points keep their digits.
/// </remarks>
internal interface ICostFamily
{
    double First(double rate);
    double Second(double rate);
    /// <summary>The least cost, at rate s / e.</summary>
    double Least(double e, double s);
    /// <summary>The rate between two others at which the cost equals a level; the cost crosses it there once.</summary>
    /// <param name="level">At least the least cost.</param>
    /// <param name="rising">True for the crossing above s / e, false for the one below.</param>
    Crossing Cross(double e, double s, double level, bool rising, double low, double high);
}

/// <summary>A rate with the two terms of the cost there.</summary>
internal readonly record struct Crossing(double Rate, double First, double Second);
