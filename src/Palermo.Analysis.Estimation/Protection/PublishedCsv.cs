using System.Globalization;
using System.Text;

namespace Palermo.Analysis.Estimation;

/// <summary>Published tables as text: a column for each dimension, "Total" for a sum, the count last and empty where hidden.</summary>
/// <remarks>
/// A category may join finer ones with a plus sign, "0-15+16-17" or "north+south"; so two releases with different bands or of
/// different areas can be compared.
/// </remarks>
public static class PublishedCsv
{
    /// <summary>What stands for a sum over a dimension.</summary>
    public const string Total = "Total";

    /// <summary>Writes what may be published of a table: no reason, no hidden count.</summary>
    /// <exception cref="ArgumentException">A category is called "Total", which would be read as a sum.</exception>
    public static string Write(ProtectedTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (var dimension in table.Dimensions)
            if (dimension.Categories.Contains(Total)) throw new ArgumentException($"A category of '{dimension.Name}' is called '{Total}', which stands for sums: rename it.", nameof(table));
        var text = new StringBuilder(string.Join(',', table.Dimensions.Select(d => Quote(d.Name)))).Append(",count\n");
        foreach (var cell in table.Cells())
            text.Append(string.Join(',', cell.Key.Select(k => Quote(k ?? Total)))).Append(',')
                .Append(cell.Count?.ToString(CultureInfo.InvariantCulture)).Append('\n');
        return text.ToString();
    }

    /// <summary>Reads a published table.</summary>
    /// <param name="bytes">The whole file, UTF-8; the last column is the count.</param>
    /// <param name="name">What findings and errors call it.</param>
    /// <exception cref="FormatException">The message names file, line and mend.</exception>
    public static Release Read(ReadOnlyMemory<byte> bytes, string name)
    {
        var rows = RecordsCsv.Read(bytes, null, name);
        if (rows.Columns.Count < 2) throw new FormatException($"{name}: a published table has at least one column of categories, and the count last.");
        CodedColumn[] sides = [.. rows.Columns.Take(rows.Columns.Count - 1)];
        var counts = rows.Columns[^1];
        var cells = new List<ProtectedCell>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < rows.Rows; row++)
        {
            string?[] key = [.. sides.Select(s => s.Categories[s.Codes[row]]).Select(c => c == Total ? null : c)];
            var text = counts.Categories[counts.Codes[row]];
            long count = 0;
            if (text.Length > 0 && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count))
                throw new FormatException($"{name}, row {row + 1} of figures, column '{counts.Name}': '{text}' found; a whole number, or nothing where hidden, is needed.");
            if (!seen.Add(string.Join('\u001f', key.Select(k => k ?? "\u001e"))))
                throw new FormatException($"{name}, row {row + 1} of figures: the cell {string.Join(", ", key.Select(k => k ?? Total))} appears twice.");
            cells.Add(new ProtectedCell(key, text.Length == 0 ? null : count, text.Length == 0 ? CellState.Complementary : CellState.Shown));
        }
        TableDimension[] dimensions = [.. sides.Select(s => new TableDimension(s.Name, [.. s.Categories.Where(c => c != Total)]))];
        var meaning = dimensions.ToDictionary(d => d.Name, d => (IReadOnlyDictionary<string, IReadOnlyList<string>>)d.Categories
            .Where(c => c.Contains('+')).ToDictionary(c => c, c => (IReadOnlyList<string>)c.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
        return new Release(name, dimensions, cells, meaning);
    }

    private static string Quote(string field) => field.AsSpan().ContainsAny(",;\t\"\n\r") ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
}
