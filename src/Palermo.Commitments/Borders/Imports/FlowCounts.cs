using System.Globalization;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Reads counts of people passing a flow-monitoring point, one row a point and day or month, as IOM's DTM gathers them.</summary>
/// <remarks>
/// Columns: date (2024-03-31 or 2024-03), point, counted, method; and where known country, latitude, longitude, hours, from, towards. The name
/// of the method is required: counts by different methods are not compared, and none is ever added to detections.
/// </remarks>
internal static class FlowCounts
{
    /// <summary>A monitoring point and the ways past it that it can see. Metres, 95 %.</summary>
    private const double PointRadius = 5_000;

    public static ImportReader Reader { get; } = new(
        "flow-counts",
        new("Counts at flow-monitoring points, CSV", "Comptages aux points de suivi des flux, CSV", "العدّ عند نقاط رصد التدفق، CSV"),
        FlowCount.Kind, "Flow monitoring", Read);

    private static readonly string[][] Layouts = [["date", "point", "counted", "method"]];

    private static readonly (string, string)[] Spellings =
    [
        ("reporting_date", "date"), ("fmp", "point"), ("fmp_name", "point"), ("flow_monitoring_point", "point"), ("individuals", "counted"), ("total", "counted"),
        ("methodology", "method"), ("lat", "latitude"), ("lon", "longitude"), ("observation_hours", "hours"), ("origin", "from"), ("destination", "towards"), ("to", "towards"),
    ];

    public static IEnumerable<ImportRow> Read(TextReader text) => SourceTable.Records(
        SourceTable.Read(text, Layouts, "date, point, counted, method", Spellings), FlowCount.Kind, row =>
        {
            var when = row.When("date");
            var point = row.Text("point");
            if (point is null) row.Fail("point", "No name of the monitoring point.");
            var method = row.Text("method");
            if (method is null) row.Fail("method", "No method. Name how it was counted: counts by different methods are not compared.");
            var counted = row.Count("counted", required: true);
            var hours = row.Number("hours", 0, 100_000);
            var (lat, lon) = row.Point("latitude", "longitude");
            var (from, towards) = (row.Text("from"), row.Text("towards"));
            return ($"{point}/{when?.From.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}/{when?.Precision}/{from}/{towards}/{method}", () => new FlowCount
            {
                When = when!, Where = new(lat, lon, lat is null ? 0 : PointRadius, point, row.Text("country", 100)),
                Counted = counted!.Value, ObservationHours = hours, Methodology = method!, ComingFrom = from, Towards = towards,
            });
        });
}
