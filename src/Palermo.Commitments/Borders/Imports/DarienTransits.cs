using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Reads Panama's register of irregular transits through the Darién: one row a month and nationality, a year in one figure to 2019.</summary>
internal static class DarienTransits
{
    public const string Source = "Panama, Servicio Nacional de Migración, irregular transits through Darién";
    private const string Method = "register of Panama's migration service";

    public static ImportReader Reader { get; } = new(
        "darien",
        new("Irregular transits through Darién by nationality, CSV", "Transits irréguliers par le Darién par nationalité, CSV", "العبور غير النظامي عبر داريين حسب الجنسية، CSV"),
        FlowCount.Kind, Source, Read, Handling.Open);

    private static readonly string[][] Layouts = [["month", "nationality_iso3", "entries"]];

    /// <summary>One record a month, or a year where the register gives none, in the order in which the file first names them.</summary>
    public static IEnumerable<ImportRow> Read(TextReader text)
    {
        var months = new Dictionary<LocalDate, (int Line, SortedDictionary<string, int> By, List<ImportProblem> Problems)>();
        List<ImportRow> unread = [];
        foreach (var line in SourceTable.Read(text, Layouts, "month, nationality_iso3, entries"))
        {
            if (line.Row is not { } row) { unread.Add(line.Fault); break; }
            var when = row.When("month");
            if (when is not null && when.Precision != TimePrecision.Month) row.Fail("month", $"'{SourceRow.Short(row["month"])}' is a day: this table counts by month, such as 2016-03.");
            if (row.Failed) { unread.Add(new(row.Line, "", null, row.Problems)); continue; }
            if (!months.TryGetValue(when!.From, out var month)) months.Add(when.From, month = (row.Line, new(StringComparer.Ordinal), []));
            var (country, count) = (row.Country("nationality_iso3"), row.Count("entries", required: true));
            if (!row.Failed && !month.By.TryAdd(country!, count!.Value)) row.Fail("nationality_iso3", $"{country} stands twice in {when.From:uuuu-MM}. Which of the two is right?");
            month.Problems.AddRange(row.Problems);
        }
        // Where a year has nothing but January, and lies before the register went by month, the figure is that of the year.
        var wholeYears = months.Keys.GroupBy(m => m.Year).Where(g => g.Key <= 2019 && g.All(m => m.Month == 1)).Select(g => g.Key).ToHashSet();
        foreach (var (first, month) in months.OrderBy(m => m.Value.Line))
        {
            var total = month.By.Values.Sum(v => (long)v);
            var failed = month.Problems.Any(p => p.Rejected) || total > int.MaxValue;
            var year = wholeYears.Contains(first.Year);
            yield return new(month.Line, first.ToString(year ? "uuuu" : "uuuu-MM", System.Globalization.CultureInfo.InvariantCulture), failed ? null : new FlowCount
            {
                When = year ? EventTime.InYear(first.Year) : EventTime.InMonth(first.Year, first.Month),
                Where = new(8.37, -77.51, 40_000, "Darién", "PAN"), Route = "darien", Counted = (int)total, Methodology = Method,
                ComingFrom = "Necoclí", Towards = "Bajo Chiquito", Nationalities = month.By,
            }, month.Problems, month.By.Count + month.Problems.Count(p => p.Rejected));
        }
        foreach (var row in unread) yield return row;
    }
}
