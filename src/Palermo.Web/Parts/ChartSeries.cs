namespace Palermo.Web.Parts;

/// <summary>One series of a chart; values stand in the order of the labels, null where there is none.</summary>
/// <param name="Bars">True for bars, false for a line.</param>
/// <param name="Low">Lower ends of intervals, drawn as a band.</param>
/// <param name="High">Upper ends.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values, bool Bars = false, IReadOnlyList<double?>? Low = null, IReadOnlyList<double?>? High = null);
