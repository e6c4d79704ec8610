using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Reads Frontex's monthly detections of irregular border-crossings, by route, type of border and nationality (one row a nationality).</summary>
/// <remarks>
/// The rows of one month, route and type of border make one record: that is what the publisher counted, and its nationalities stand in it
/// (docs/decisions/monthly-detections-are-one-record-a-route.md). A month that has a row which cannot be read is not stored at all: its total
/// would be too low. The rows are held until the file ends, since a file may be sorted by nationality.
/// </remarks>
internal static class FrontexDetections
{
    public const string Source = "Frontex, detections of irregular border-crossings";
    /// <summary>Months times routes of a century on fifty routes: a file with more is another file.</summary>
    private const int MostMonths = 120_000;

    public static ImportReader Reader { get; } = new(
        "frontex",
        new("Frontex, monthly detections by route and nationality, CSV", "Frontex, détections mensuelles par route et nationalité, CSV", "فرونتكس، عمليات الرصد الشهرية حسب المسار والجنسية، CSV"),
        DetectionCount.Kind, Source, Read);

    private static readonly string[][] Layouts = [["month", "route", "border_type", "nationality_iso3", "detections"]];

    /// <summary>One record a month, route and type of border, in the order in which the file first names them.</summary>
    public static IEnumerable<ImportRow> Read(TextReader text)
    {
        var months = new Dictionary<(LocalDate, string, BorderType), Month>();
        List<Month> order = [];
        List<ImportRow> unread = [];
        foreach (var line in SourceTable.Read(text, Layouts, "month, route, border_type, nationality_iso3, detections"))
        {
            if (line.Row is not { } row) { unread.Add(line.Fault); break; }
            var when = row.When("month");
            var route = row.Text("route");
            if (route is null) row.Fail("route", "No route. Write its name as the publisher does.");
            BorderType? border = Enum.TryParse<BorderType>(row["border_type"], ignoreCase: true, out var type) && Enum.IsDefined(type) && !char.IsDigit(row["border_type"][0]) ? type : null;
            if (border is null) row.Fail("border_type", $"'{SourceRow.Short(row["border_type"])}' is neither Sea nor Land.");
            if (when is not null && when.Precision != TimePrecision.Month) row.Fail("month", $"'{SourceRow.Short(row["month"])}' is a day: this table counts by month, such as 2016-03.");
            if (row.Failed)
            {
                // It belongs to no month that could be named: it stands alone among what was rejected.
                unread.Add(new(row.Line, "", null, row.Problems));
                continue;
            }
            var key = (when!.From, route!, border!.Value);
            if (!months.TryGetValue(key, out var month))
            {
                if (order.Count == MostMonths)
                {
                    unread.Add(new(row.Line, "", null, [new(row.Line, null, $"More than {MostMonths:N0} months of routes: is it another file?")]));
                    break;
                }
                months.Add(key, month = new(row.Line, when, route!, border.Value));
                order.Add(month);
            }
            month.Take(row);
        }
        // In the order of their first lines: an import that goes on after a crash passes over lines, not over records.
        var next = 0;
        foreach (var month in order)
        {
            while (next < unread.Count && unread[next].Line < month.Line) yield return unread[next++];
            yield return month.ToRow();
        }
        while (next < unread.Count) yield return unread[next++];
    }

    /// <summary>The rows of one month, route and type of border.</summary>
    private sealed class Month(int line, EventTime when, string route, BorderType border)
    {
        private readonly SortedDictionary<string, int> _nationalities = new(StringComparer.Ordinal);
        private readonly List<ImportProblem> _problems = [];
        private int _rows;
        private long _total;
        private bool _failed;

        public int Line => line;

        public void Take(SourceRow row)
        {
            _rows++;
            if (row.Country("nationality_iso3") is { } country && row.Count("detections", required: true) is { } count)
            {
                if (_nationalities.TryAdd(country, count)) _total += count;
                else row.Fail("nationality_iso3", $"{country} stands twice in {when.From:uuuu-MM}, {route}, {border}. Which of the two is right?");
            }
            _failed |= row.Failed;
            _problems.AddRange(row.Problems);
        }

        public ImportRow ToRow()
        {
            var code = Routes.Find(route);
            if (code is null) _problems.Add(new(line, "route", $"'{SourceRow.Short(route)}' is no route known here: counted under 'not stated'.", Rejected: false));
            if (_failed) _problems.Add(new(line, null, $"{when.From:uuuu-MM}, {route}, {border} is not stored: without the faulty rows its total would be too low. Correct them and import again."));
            var body = _failed || _total > int.MaxValue ? null : new DetectionCount
            {
                When = when, Where = new(Text: route), Route = code ?? Routes.NotStated, Border = border, Detections = (int)_total,
                Nationalities = _nationalities,
            };
            if (body is not null)
                foreach (var fault in DetectionCount.Kind.Validate(body))
                {
                    _problems.Add(new(line, fault.Field, fault.Message));
                    body = null;
                }
            return new(line, $"{when.From:uuuu-MM} {route} {border}", body, _problems, _rows);
        }
    }
}
