using NodaTime.Text;

namespace Palermo.Commitments.Borders;

/// <summary>A figure as written: its unit beside it, always.</summary>
internal sealed record FigureLine(string Unit, double Count);

/// <summary>A segment as one line of the list.</summary>
/// <param name="Origin">Why it was looked at: known, stated, track, co-movement.</param>
/// <param name="Events">Independent events of the span; <paramref name="RecentEvents"/> of the last 180 days of it, from <paramref name="Sources"/> sources.</param>
/// <param name="EventsYearly">A year, with a 95 % interval.</param>
/// <param name="Evidence">The records behind it, newest first, at most 20.</param>
internal sealed record SegmentLine(
    string Segment, string From, string To, string Medium, string Status, int Events, int RecentEvents, int Sources, string First, string Last, double Weight,
    double EventsYearly, double Low, double High, double? Chance, double Kilometres, int? LagWeeks, double? LagP, IReadOnlyList<string> Origin, IReadOnlyList<string> Routes, IReadOnlyList<FigureLine> Figures, IReadOnlyList<string> Evidence);

internal static class RoutesList
{
    public const int MostEvidence = 20;

    public static SegmentLine Of(Segment s) => new(
        s.Leg.Id, s.Leg.From.Name, s.Leg.To.Name, Code(s.Leg.Medium), Code(s.Status), s.Independent, s.Recent, s.Sources, LocalDatePattern.Iso.Format(s.First), LocalDatePattern.Iso.Format(s.Last),
        Math.Round(s.Weight, 3), Math.Round(s.Yearly.Value, 2), Math.Round(s.Yearly.Low, 2), Math.Round(s.Yearly.High, 2), s.Chance is { } p ? Math.Round(p, 5) : null, Math.Round(s.Corridor.Kilometres, 1),
        s.Moves?.LagWeeks, s.Moves is { } m ? Math.Round(m.P, 4) : null, OriginsOf(s.Leg.Origin), s.Leg.Routes, FiguresOf(s.Figures),
        [.. s.Events.Where(e => e.Record is not null).Take(MostEvidence).Select(e => e.Record!.Value.ToString())]);

    public static IReadOnlyList<FigureLine> FiguresOf(IReadOnlyList<UnitCount> figures) => [.. figures.Select(f => new FigureLine(Code(f.Unit), f.Count))];

    public static IReadOnlyList<string> OriginsOf(LegOrigin origin) =>
        [.. Enum.GetValues<LegOrigin>().Where(o => o != LegOrigin.None && origin.HasFlag(o)).Select(o => Code(o))];

    public static string Code<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
