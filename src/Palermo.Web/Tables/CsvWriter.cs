using System.Text;

namespace Palermo.Web.Tables;

/// <summary>Writes comma-separated text (RFC 4180) that a spreadsheet may open without harm.</summary>
public static class CsvWriter
{
    /// <summary>Writes a row.</summary>
    /// <remarks>
    /// A text that a spreadsheet would take for a formula (it begins with =, +, -, @, tab or return) gets an apostrophe before it
    /// (OWASP, "CSV Injection"); numbers do not. <see cref="Unguarded"/> takes it off again on import.
    /// </remarks>
    public static void Write(TextWriter output, IReadOnlyList<string?> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0) output.Write(',');
            var cell = Guarded(cells[i] ?? "");
            // A row of one empty cell is quoted, or it would be an empty line, which readers pass over.
            if (cell.AsSpan().IndexOfAny("\",;\t\r\n") >= 0 || (cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]))) || (cells.Count == 1 && cell.Length == 0))
            {
                output.Write('"');
                output.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
                output.Write('"');
            }
            else output.Write(cell);
        }
        output.Write("\r\n");
    }

    /// <summary>The text with an apostrophe before it where a spreadsheet would compute it.</summary>
    public static string Guarded(string cell) =>
        cell.Length > 0 && (IsRisky(cell[0]) || (cell[0] == '\'' && cell.Length > 1 && (IsRisky(cell[1]) || cell[1] == '\''))) && !IsNumber(cell) ? "'" + cell : cell;

    /// <summary>The text that <see cref="Guarded"/> was given.</summary>
    public static string Unguarded(string cell) => cell.Length > 1 && cell[0] == '\'' && (IsRisky(cell[1]) || cell[1] == '\'') ? cell[1..] : cell;

    private static bool IsRisky(char c) => c is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';

    private static bool IsNumber(string cell) =>
        double.TryParse(cell, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowExponent, System.Globalization.CultureInfo.InvariantCulture, out _);

    /// <summary>UTF-8 with a byte order mark: without it Excel reads Arabic and accents wrongly.</summary>
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
}
