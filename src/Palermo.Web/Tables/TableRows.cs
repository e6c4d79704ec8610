using System.Security.Cryptography;
using System.Text;
using Palermo.Kernel;
using Palermo.Web.Entry;
using Palermo.Web.Texts;

namespace Palermo.Web.Tables;

/// <summary>Makes bodies of a kind from the rows of a table, or says of each row what is wrong: line, field and mend.</summary>
public static class TableRows
{
    /// <summary>The rows as bodies.</summary>
    /// <param name="file">The file from its beginning; must be able to seek.</param>
    /// <param name="language">Language of the messages.</param>
    /// <exception cref="TableFault">The file as a whole cannot be read further.</exception>
    public static IEnumerable<ImportRow> Read(Stream file, Kind kind, TablePlan plan, string language, TableLimits? limits = null)
    {
        using var table = TableFile.Open(file, plan.Form, limits);
        using var rows = table.Rows.GetEnumerator();
        if (!rows.MoveNext()) yield break;
        var headings = TableFile.Headings(rows.Current);
        if (plan.Columns.Keys.FirstOrDefault(c => !headings.Contains(c)) is { } missing)
            throw new TableFault(rows.Current.Line, $"The file has no column '{missing}'. Its columns are: {string.Join(", ", headings)}.");
        var columns = plan.Columns.Select(c => (Index: headings.ToList().IndexOf(c.Key), Heading: c.Key, Path: c.Value)).Where(c => c.Path.Length > 0).ToArray();
        var byField = columns.ToLookup(c => c.Path.Split('.')[0], c => c.Heading, StringComparer.Ordinal);
        var conventions = new EntryConventions(plan.Form.Dates, plan.Form.DecimalComma, ';');
        var texts = new EntryTexts();
        while (rows.MoveNext())
        {
            var row = rows.Current;
            texts.Clear();
            string? reference = null;
            foreach (var (index, _, path) in columns)
            {
                var cell = CsvWriter.Unguarded(row[index].Trim());
                if (cell.Length == 0) continue;
                if (path == ColumnMapping.Reference) reference = cell;
                else if (path.EndsWith(ColumnMapping.Coordinates, StringComparison.Ordinal)) Coordinates(path[..^ColumnMapping.Coordinates.Length], cell, texts);
                else if (kind.Field(path) is { IsSourced: true })
                {
                    texts.Set(path + "[0].value", cell);
                    texts.Set(path + "[0].source", plan.Source);
                }
                else texts.Set(path, cell);
            }
            var parsed = kind.Parse(FieldReader.Read(kind, texts, conventions));
            if (parsed.TryGet(out var body))
            {
                yield return new(row.Line, reference ?? ReferenceOf(row), body, []);
                continue;
            }
            yield return new(row.Line, reference ?? "", null,
            [
                .. parsed.Refusals.Select(r => new ImportProblem(row.Line, Column(r.Field), RefusalSay.In(r, language, kind).Text)),
            ]);
        }

        string? Column(string? field)
        {
            if (field is null) return null;
            var name = field.Split('.', '[')[0];
            return byField[name].FirstOrDefault() is { } heading ? heading : kind.Field(name)?.Label.In(language) ?? name;
        }
    }

    /// <summary>A name for a row that has none: a hash of its cells. The same row in a later file is the same record; a row twice in one file is one record.</summary>
    private static string ReferenceOf(TableRow row) =>
        "row-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', row.Cells.Select(c => c.Trim()).ToArray()).TrimEnd('\u001F'))))[..24];

    private static void Coordinates(string field, string cell, EntryTexts texts)
    {
        // "35.5, 12.6", "35,5; 12,6" or "POINT (12.6 35.5)": in well-known text the longitude comes first (OGC 06-103r4).
        var wkt = cell.StartsWith("POINT", StringComparison.OrdinalIgnoreCase);
        var bare = wkt ? cell[5..].Trim(' ', '(', ')') : cell.Trim('(', ')', '[', ']');
        var parts = bare.Contains(';', StringComparison.Ordinal) ? bare.Split(';') : bare.Contains(", ", StringComparison.Ordinal) ? bare.Split(", ")
            : wkt || !bare.Contains(',', StringComparison.Ordinal) ? bare.Split(' ', StringSplitOptions.RemoveEmptyEntries) : bare.Split(',');
        if (parts.Length == 2)
        {
            texts.Set(field + ".latitude", parts[wkt ? 1 : 0].Trim());
            texts.Set(field + ".longitude", parts[wkt ? 0 : 1].Trim());
        }
        else texts.Set(field + ".latitude", cell);
    }
}
