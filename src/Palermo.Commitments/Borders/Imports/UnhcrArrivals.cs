using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Reads UNHCR's sea arrivals by province and year: persons registered, counted from January to the month named.</summary>
internal static class UnhcrArrivals
{
    public const string Source = "UNHCR, sea arrivals in the Mediterranean";
    /// <summary>A province is no point: half the width of one of Italy or Greece, roughly. Metres, 95 %.</summary>
    private const double ProvinceRadius = 60_000;

    public static ImportReader Reader { get; } = new(
        "unhcr-arrivals",
        new("UNHCR, sea arrivals by province and year, CSV", "HCR, arrivées par mer par province et année, CSV", "المفوضية، الوصول بحراً حسب المقاطعة والسنة، CSV"),
        ArrivalCount.Kind, Source, Read);

    private static readonly string[][] Layouts = [["geomaster_name", "country_name", "year", "month", "individuals"]];

    public static IEnumerable<ImportRow> Read(TextReader text) => SourceTable.Records(
        SourceTable.Read(text, Layouts, "geomaster_name, country_name, year, month, individuals"), ArrivalCount.Kind, row =>
        {
            var province = row.Text("geomaster_name");
            if (province is null) row.Fail("geomaster_name", "No name of the province.");
            var country = row.Text("country_name", 100);
            if (country is null) row.Fail("country_name", "No country.");
            var year = row.Number("year", 1950, 2100, required: true);
            var month = row.Number("month", 1, 12, required: true);
            var arrivals = row.Count("individuals", required: true);
            var (lat, lon) = row.Point("centroid_lat", "centroid_lon");
            LocalDate? asOf = null;
            if (row["last_update"] is { Length: > 0 } update)
            {
                if (LocalDatePattern.Iso.Parse(update) is { Success: true } day) asOf = day.Value;
                else row.Note("last_update", $"'{SourceRow.Short(update)}' is not a date as 2016-12-22: left out.");
            }
            if (month is < 12) row.Note("month", $"Counted from January to month {month} only.");
            var group = row.Text("population_groups_concat");
            return ($"{country}/{province}/{year}/{group}", () => new ArrivalCount
            {
                When = new(new((int)year!, 1, 1), new LocalDate((int)year, (int)month!, 1).PlusMonths(1).PlusDays(-1), TimePrecision.Year),
                Where = new(lat, lon, lat is null ? 0 : ProvinceRadius, province, country),
                Route = RouteOf(country!), Arrivals = arrivals!.Value, Group = group, AsOf = asOf,
            });
        });

    /// <summary>The route by the country of arrival: only where all sea arrivals of a country come by one.</summary>
    private static string? RouteOf(string country) => country switch
    {
        "Italy" or "Malta" => "central-mediterranean",
        "Greece" or "Cyprus" => "eastern-mediterranean",
        _ => null,
    };
}
