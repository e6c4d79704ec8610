using NodaTime;

namespace Palermo.Kernel;

/// <summary>A measure for a span of time and, where it is broken down, a part of the whole.</summary>
/// <param name="Part">The part, such as a route; null for the whole.</param>
/// <param name="Value">The value; null when it is suppressed or cannot be estimated, and <paramref name="Note"/> says which.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Evidence">How many records it rests on.</param>
public sealed record IndicatorValue(
    LocalDate From, LocalDate To, string? Part, double? Value, double? Low, double? High,
    double? Numerator, double? Denominator, int Evidence, string? Note = null);

/// <summary>A named measure that a room computes from its records: all that Implementation (C15) knows of a room.</summary>
/// <param name="Id">Such as <c>C06-I3</c>.</param>
/// <param name="Definition">What is counted and how, shown next to every number.</param>
/// <param name="Compute">The values of a span: with uncertainty, small counts suppressed (law 9).</param>
public sealed record Indicator(
    string Id,
    Words Title,
    Words Definition,
    string Unit,
    Func<AnalysisContext, DateInterval, CancellationToken, ValueTask<IReadOnlyList<IndicatorValue>>> Compute);
