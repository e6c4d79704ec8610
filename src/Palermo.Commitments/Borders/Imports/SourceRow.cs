using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;
using Palermo.Web.Tables;

namespace Palermo.Commitments.Borders;

/// <summary>One row of a published table, its cells by the names of their columns, with what was noticed in it.</summary>
/// <param name="layout">Which of the headings understood the file has.</param>
internal sealed class SourceRow(TableRow row, IReadOnlyDictionary<string, int> columns, int layout)
{
    private static readonly LocalDatePattern IsoMonth = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM");
    private readonly List<ImportProblem> _problems = [];

    public int Line => row.Line;
    public int Layout => layout;
    public bool Failed { get; private set; }
    public IReadOnlyList<ImportProblem> Problems => _problems;
    public IReadOnlyList<string> All => row.Cells;

    /// <summary>A cell without the spaces around it; the empty text when the column or the cell is not there.</summary>
    public string this[string column] => columns.TryGetValue(column, out var i) ? row[i].Trim() : "";

    /// <summary>Something worth knowing of a row that is taken.</summary>
    public void Note(string? field, string message) => _problems.Add(new(Line, field, message, Rejected: false));

    /// <summary>Something for which the row is left out.</summary>
    public void Fail(string? field, string message) { Failed = true; _problems.Add(new(Line, field, message)); }

    /// <summary>Words, or null when there are none; cut, with a note, where they are longer than is kept.</summary>
    public string? Text(string column, int longest = 400)
    {
        var text = this[column];
        if (text.Length == 0) return null;
        if (text.Length <= longest) return text;
        Note(column, $"Cut to {longest} of {text.Length} characters.");
        return text[..longest];
    }

    /// <summary>A count of zero or more; null when blank or wrong. Thousands separators are read.</summary>
    /// <param name="required">Whether a blank cell is a fault.</param>
    public int? Count(string column, bool required = false)
    {
        var text = this[column];
        if (text.Length == 0)
        {
            if (required) Fail(column, "No number. Write a whole number, 0 when there were none.");
            return null;
        }
        if (!int.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
        {
            Fail(column, $"'{Short(text)}' is not a whole number.");
            return null;
        }
        if (count >= 0) return count;
        Fail(column, $"{count} is negative.");
        return null;
    }

    /// <summary>A number within a range; null when blank or wrong.</summary>
    public double? Number(string column, double least, double most, bool required = false)
    {
        var text = this[column];
        if (text.Length == 0)
        {
            if (required) Fail(column, $"No number between {least.ToString(CultureInfo.InvariantCulture)} and {most.ToString(CultureInfo.InvariantCulture)}.");
            return null;
        }
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fail(column, $"'{Short(text)}' is not a number between {least.ToString(CultureInfo.InvariantCulture)} and {most.ToString(CultureInfo.InvariantCulture)}. Use a point before decimals.");
        return null;
    }

    /// <summary>A day as 2016-03-31 or a month as 2016-03; null, with a fault, for anything else.</summary>
    public EventTime? When(string column)
    {
        var text = this[column];
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day && Sane(day.Value.Year)) return EventTime.OnDay(day.Value);
        if (IsoMonth.Parse(text) is { Success: true } month && Sane(month.Value.Year)) return EventTime.InMonth(month.Value.Year, month.Value.Month);
        Fail(column, text.Length == 0 ? "No date. Write it as 2016-03-31, or 2016-03 for a month." : $"'{Short(text)}' is not a date between 1950 and 2100. Write it as 2016-03-31, or 2016-03 for a month.");
        return null;
    }

    /// <summary>A point in two columns; nulls when both are blank or one is wrong.</summary>
    public (double? Latitude, double? Longitude) Point(string latitude, string longitude) =>
        this[latitude].Length == 0 && this[longitude].Length == 0 ? (null, null) : (Number(latitude, -90, 90, true), Number(longitude, -180, 180, true));

    /// <summary>A country as three letters (ISO 3166-1 alpha-3, or a group of the source's own); UNK when blank.</summary>
    public string? Country(string column)
    {
        var text = this[column];
        if (text.Length == 0) return "UNK";
        if (text.Length == 3 && text.AsSpan().IndexOfAnyExceptInRange('A', 'Z') < 0) return text;
        Fail(column, $"'{Short(text)}' is not a country code of three capital letters, such as NGA.");
        return null;
    }

    public static string Short(string text) => text.Length <= 40 ? text : text[..37] + "...";

    private static bool Sane(int year) => year is >= 1950 and <= 2100;
}
