using System.Globalization;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Reads patrol logs: one row a patrol, with its hours and how often it detected, nought as well.</summary>
/// <remarks>Columns: date, area, hours, detections; and where known country, latitude, longitude, radius_km, interceptions, km, forces (with semicolons between), reference.</remarks>
internal static class PatrolLogs
{
    public static ImportReader Reader { get; } = new(
        "patrol-logs",
        new("Patrol logs with hours and detections, CSV", "Journaux de patrouille avec heures et détections, CSV", "سجلات الدوريات بالساعات وعمليات الرصد، CSV"),
        PatrolLog.Kind, "Patrol logs", Read);

    private static readonly string[][] Layouts = [["date", "area", "hours", "detections"]];

    private static readonly (string, string)[] Spellings = [("place", "area"), ("patrol_hours", "hours"), ("lat", "latitude"), ("lon", "longitude"), ("distance_km", "km"), ("id", "reference")];

    public static IEnumerable<ImportRow> Read(TextReader text) => SourceTable.Records(
        SourceTable.Read(text, Layouts, "date, area, hours, detections", Spellings), PatrolLog.Kind, row =>
        {
            var when = row.When("date");
            var area = row.Text("area");
            if (area is null) row.Fail("area", "No area. Name where the patrol was.");
            var hours = row.Number("hours", 0, 1_000_000, required: true);
            var detections = row.Count("detections", required: true);
            var interceptions = row.Count("interceptions");
            var kilometres = row.Number("km", 0, 1_000_000);
            var (lat, lon) = row.Point("latitude", "longitude");
            var radius = row.Number("radius_km", 0, 5_000);
            List<string> forces = [];
            foreach (var name in row["forces"].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (PatrolLog.FindForce(name) is { } code) forces.Add(code);
                else row.Fail("forces", $"'{SourceRow.Short(name)}' is no force known here. Write army, air-force, navy, other-defence, border-guard, police, gendarmerie, national-guard, coast-guard or customs, with semicolons between.");
            }
            var reference = row.Text("reference", 100) ?? string.Create(CultureInfo.InvariantCulture, $"{when?.From:uuuu-MM-dd}/{area}/{hours}/{string.Join('+', forces)}");
            return (reference, () => new PatrolLog
            {
                When = when!, Where = new(lat, lon, (radius ?? (lat is null ? 0 : 10)) * 1000, area, row.Text("country", 100)),
                Hours = hours!.Value, Detections = detections!.Value, Interceptions = interceptions, Kilometres = kilometres, Forces = forces.Count > 0 ? forces : null,
            });
        });
}
