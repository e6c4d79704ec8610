using Palermo.Kernel;
using Palermo.Web.Tables;

namespace Palermo.Commitments.Borders;

/// <summary>A line of a published table: a row with its columns by name, or why reading stopped there.</summary>
internal readonly record struct SourceLine(SourceRow? Row, ImportRow Fault);

/// <summary>What the readers of published tables have in common: the heading is looked for, columns go by name, and nothing that stands in a file throws.</summary>
internal static class SourceTable
{
    /// <summary>The rows, in order; a line with a fault is the last.</summary>
    /// <param name="layouts">The headings that are understood: each a set of columns that must be there, whatever their order.</param>
    /// <param name="wanted">What the heading should have named, for the message when it does not.</param>
    /// <param name="spellings">Other spellings of a column: found under the second name as well.</param>
    public static IEnumerable<SourceLine> Read(TextReader text, IReadOnlyList<string[]> layouts, string wanted, IReadOnlyList<(string Written, string Column)>? spellings = null)
    {
        Dictionary<string, int>? columns = null;
        var layout = -1;
        using var rows = CsvReader.Read(text, ',').GetEnumerator();
        while (true)
        {
            SourceLine? stop = null;
            try
            {
                if (!rows.MoveNext()) break;
            }
            catch (TableFault broken) { stop = Stop(broken.Line, broken.Message); }
            catch (InvalidDataException broken) { stop = Stop(0, "The file is damaged: " + broken.Message); }
            if (stop is { } last)
            {
                yield return last;
                yield break;
            }
            var row = rows.Current;
            if (columns is null)
            {
                columns = Columns(row.Cells, spellings);
                layout = Array.FindIndex([.. layouts], names => names.All(columns.ContainsKey));
                if (layout >= 0) continue;
                yield return Stop(row.Line, $"The first line does not name the columns {wanted}. Is it another file, or is the heading missing?");
                yield break;
            }
            if (!row.IsEmpty) yield return new(new SourceRow(row, columns, layout), default);
        }
        if (columns is null) yield return Stop(1, "The file is empty.");

        static SourceLine Stop(int line, string message) => new(null, new(line, "", null, [new(line, null, message)]));
    }

    /// <summary>Rows that each make one record.</summary>
    /// <param name="make">The record's reference and body; what it fails is rejected.</param>
    public static IEnumerable<ImportRow> Records(IEnumerable<SourceLine> lines, Kind kind, Func<SourceRow, (string Reference, Func<object> Body)> make)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Row is not { } row)
            {
                yield return line.Fault;
                yield break;
            }
            var (reference, body) = make(row);
            if (!row.Failed && seen.TryGetValue(reference, out var first)) row.Fail(null, $"Line {first} already says this of the same place, time and group. Which of the two is right?");
            seen.TryAdd(reference, row.Line);
            yield return Checked(row, reference, row.Failed ? null : body(), kind);
        }
    }

    /// <summary>The row of a body after the kind's own rules.</summary>
    public static ImportRow Checked(SourceRow row, string reference, object? body, Kind kind)
    {
        if (body is not null) foreach (var fault in kind.Validate(body)) row.Fail(fault.Field, fault.Message);
        return new(row.Line, reference, row.Failed ? null : body, row.Problems);
    }

    private static Dictionary<string, int> Columns(IReadOnlyList<string> names, IReadOnlyList<(string Written, string Column)>? spellings)
    {
        var at = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Count; i++) at.TryAdd(names[i].Trim().TrimStart('\uFEFF'), i);
        foreach (var (written, column) in spellings ?? [])
            if (at.TryGetValue(written, out var there)) at.TryAdd(column, there);
        return at;
    }
}
