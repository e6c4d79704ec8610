using System.Globalization;
using System.Text;
using Palermo.Kernel;
using Palermo.Web.Tables;

namespace Palermo.Commitments.Borders;

/// <summary>A series of counts as it stands in a file.</summary>
/// <param name="Dates">As written; nothing is made of them but labels, and they must not go back.</param>
/// <param name="Exposure">Null when the file has no such column.</param>
internal sealed record SeriesTable(IReadOnlyList<string> Dates, double[] Counts, double[]? Exposure)
{
    /// <summary>Most points of one file.</summary>
    private const int Most = 20_000_000;
    private const string Heading = "date,count[,exposure]";

    /// <summary>Reads the columns date, count and perhaps exposure; others are passed over. Memory is that of the columns.</summary>
    /// <param name="negative">True when figures may be below 0 (the cost of squares).</param>
    public static Outcome<SeriesTable> Read(Stream content, bool negative)
    {
        List<string> dates = [];
        List<double> counts = [], exposures = [];
        int date = -1, count = -1, exposure = -1;
        var headed = false;
        try
        {
            using var reader = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
            var before = "";
            foreach (var row in CsvReader.Read(reader, ','))
            {
                if (row.IsEmpty) continue;
                if (!headed)
                {
                    headed = true;
                    int Of(string name) => Array.FindIndex([.. row.Cells], c => c.Trim().TrimStart('\uFEFF').Equals(name, StringComparison.OrdinalIgnoreCase));
                    (date, count, exposure) = (Of("date"), Of("count"), Of("exposure"));
                    if (date < 0 || count < 0) return Fault(row.Line, null, $"the heading does not name the columns {Heading}. Write them in the first line.");
                    continue;
                }
                if (counts.Count == Most) return Fault(row.Line, null, $"more than {Most:N0} points. Divide the file.");
                var day = row[date].Trim();
                if (day.Length == 0) return Fault(row.Line, "date", "there is no date.");
                if (day.Length == before.Length && string.CompareOrdinal(day, before) <= 0 && char.IsAsciiDigit(day[0]))
                    return Fault(row.Line, "date", $"'{Short(day)}' does not come after '{Short(before)}'. Sort the rows by date, one row a date.");
                before = day;
                if (!Number(row[count], out var figure) || (figure < 0 && !negative))
                    return Fault(row.Line, "count", $"'{Short(row[count])}' is no {(negative ? "figure" : "count of 0 or more")}. Write digits, with a point for decimals; a missing count is no 0: leave the row out.");
                dates.Add(day);
                counts.Add(figure);
                if (exposure < 0) continue;
                if (!Number(row[exposure], out var over) || over <= 0) return Fault(row.Line, "exposure", $"'{Short(row[exposure])}' is no exposure above 0. Leave out rows without exposure.");
                exposures.Add(over);
            }
        }
        catch (TableFault fault) { return new Refusal("series.file", fault.Message); }
        catch (InvalidDataException fault) { return new Refusal("series.file", "The file is damaged: " + fault.Message); }
        if (!headed) return new Refusal("series.empty", $"The file is empty: its first line should name the columns {Heading}.");
        if (counts.Count == 0) return new Refusal("series.empty", "The file has a heading and no row.");
        return new SeriesTable(dates, [.. counts], exposure < 0 ? null : [.. exposures]);
    }

    private static bool Number(string text, out double figure) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out figure)
        && double.IsFinite(figure) && Math.Abs(figure) <= 1e15;

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static Refusal Fault(int line, string? column, string message) => new("series.row", $"Line {line}{(column is null ? "" : $", column {column}")}: {message}", Field: column);
}
