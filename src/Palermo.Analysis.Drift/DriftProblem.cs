namespace Palermo.Analysis.Drift;

/// <summary>
/// The input does not allow a forecast: a file that is broken, forcing that ends too soon, a table row with a number
/// missing. The message names the place and the mend, in words for the person who gave the input.
/// </summary>
public sealed class DriftProblem : Exception
{
    public DriftProblem(string message) : base(message) { }

    public DriftProblem(string message, Exception inner) : base(message, inner) { }
}
