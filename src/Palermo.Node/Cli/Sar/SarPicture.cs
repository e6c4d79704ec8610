using Palermo.Analysis.Charts;
using Palermo.Analysis.Drift;
using Palermo.Analysis.Drift.Search;
using Palermo.Analysis.Geo;
using Palermo.Node.Cli.Drift;

namespace Palermo.Node.Cli.Sar;

/// <summary>Draws search plans and patterns.</summary>
internal static class SarPicture
{
    public static MapChart Route(SearchRoute route)
    {
        var box = Around(route.Waypoints.Select(p => (p.Latitude, p.Longitude)));
        return DriftPicture.Frame($"{route.Name}, {route.LengthNm:0} NM", DriftPicture.Framed(box)).Track(route.Name, Line(route), waypoints: true);
    }

    public static MapChart Plan(SearchPlan plan, ProbabilityGrid map, string title)
    {
        var f = plan.Frame;
        var half = f.CellNm * f.Size / 2 * 1852;
        var box = new GeoBox(f.Latitude, f.Longitude, f.Latitude, f.Longitude).Widened(half);
        var chart = DriftPicture.Frame(title, box);
        chart.Cells("probability in a cell (%)",
            [.. Enumerable.Range(0, map.Columns + 1).Select(c => map.West + c * map.CellWidth)],
            [.. Enumerable.Range(0, map.Rows + 1).Select(r => map.South + r * map.CellHeight)],
            [.. map.P.Select(p => p > 2e-5 ? p * 100 : double.NaN)]);
        foreach (var task in plan.Tasks)
        {
            chart.Polygon(FormattableString.Invariant($"{task.Asset.Name}: success {task.Pos * 100:0} %"), [.. task.Corners.Select(c => new LonLat(c.Longitude, c.Latitude))]);
            chart.Track(null, Line(task.Route));
        }

        return chart;
    }

    private static LonLat[] Line(SearchRoute route) => [.. route.Waypoints.Select(p => new LonLat(p.Longitude, p.Latitude))];

    private static GeoBox Around(IEnumerable<(double Latitude, double Longitude)> places)
    {
        var box = new GeoBox(90, double.MaxValue, -90, double.MinValue);
        foreach (var (lat, lon) in places) box = box.With(new GeoBox(lat, lon, lat, lon));
        return box;
    }
}
