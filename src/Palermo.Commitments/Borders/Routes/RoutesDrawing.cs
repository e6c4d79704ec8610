using NodaTime;
using Palermo.Analysis.Geo;
using Palermo.Kernel;
using Palermo.Web.Texts;

namespace Palermo.Commitments.Borders;

/// <summary>A map of routes as its island draws it: lines with their events by month, hubs, and the cells of clusters.</summary>
internal static class RoutesDrawing
{
    /// <summary>Months that a slider can hold: a longer span is drawn by its last ones.</summary>
    private const int MostMonths = 120;

    /// <returns>The drawing as JSON, and the first days of its months.</returns>
    /// <param name="span">The query of the span, for the addresses of segments.</param>
    public static (string Json, IReadOnlyList<LocalDate> Months) Of(RouteMap map, Shown shown, string span)
    {
        var first = new LocalDate(map.From.Year, map.From.Month, 1);
        var last = new LocalDate(map.To.Year, map.To.Month, 1);
        if (Period.Between(first, last, PeriodUnits.Months).Months >= MostMonths) first = last.PlusMonths(1 - MostMonths);
        List<LocalDate> months = [];
        for (var month = first; month <= last; month = month.PlusMonths(1)) months.Add(month);
        var grid = RouteFinder.PublishedCells;
        var json = System.Text.Json.JsonSerializer.Serialize(new
        {
            months = months.Select(m => shown.Time(EventTime.InMonth(m.Year, m.Month))),
            segments = map.Segments.Select(s => new
            {
                name = $"{s.Leg.From.Name} – {s.Leg.To.Name}", address = $"/borders/routes/{s.Leg.Id}?{span}", status = RoutesList.Code(s.Status),
                counts = ByMonth(s.Events, months), path = s.Corridor.Path.Select(p => new[] { Math.Round(p.Longitude, 3), Math.Round(p.Latitude, 3) }),
            }),
            hubs = map.Segments.SelectMany(s => new[] { s.Leg.From, s.Leg.To }).Distinct().Select(h => new { name = h.Name, at = new[] { h.Longitude, h.Latitude } }),
            cells = map.Clusters.Select(c => grid.At(c.Latitude, c.Longitude)).Distinct().Select(c => Ring(grid.Box(c))),
        }, BodyJson.Options);
        return (json, months);
    }

    /// <summary>Events by the month in which they begin.</summary>
    public static int[] ByMonth(IReadOnlyList<RouteEvidence> events, IReadOnlyList<LocalDate> months)
    {
        var counts = new int[months.Count];
        foreach (var e in events)
            if ((e.When.From.Year - months[0].Year) * 12 + e.When.From.Month - months[0].Month is var at and >= 0 && at < counts.Length) counts[at]++;
        return counts;
    }

    private static double[][] Ring(GeoBox box) => [[box.West, box.South], [box.East, box.South], [box.East, box.North], [box.West, box.North], [box.West, box.South]];
}
