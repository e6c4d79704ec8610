using System.Buffers;
using System.Text;

namespace Palermo.Web.Tables;

/// <summary>Reads comma-separated text row by row, without loading it (RFC 4180, and what spreadsheets make of it).</summary>
/// <remarks>
/// A quoted field may hold separators, line ends and doubled quotes; a quote inside an unquoted field stands for itself. Lines end
/// with CR, LF or both. Lines that are wholly empty are passed over. Time is linear in the text, memory that of one row.
/// </remarks>
public static class CsvReader
{
    /// <summary>The rows.</summary>
    /// <param name="separator">Between the fields: a comma, semicolon, tab or bar.</param>
    /// <exception cref="TableFault">A limit was passed, or a quoted field has no end. Thrown when the row is asked for.</exception>
    public static IEnumerable<TableRow> Read(TextReader text, char separator, TableLimits? limits = null)
    {
        limits ??= new();
        var buffer = ArrayPool<char>.Shared.Rent(1 << 16);
        try
        {
            var cell = new StringBuilder();
            List<string> cells = [];
            int length = 0, at = 0, line = 1, rowLine = 1, rows = 0;
            bool quoted = false, wasQuoted = false, begun = false, skipLineFeed = false, quoteSeen = false;
            while (true)
            {
                if (at == length)
                {
                    length = text.Read(buffer, 0, buffer.Length);
                    at = 0;
                    if (length == 0) break;
                }
                var c = buffer[at++];
                if (skipLineFeed)
                {
                    skipLineFeed = false;
                    if (c == '\n') continue;
                }
                if (quoted && !quoteSeen)
                {
                    if (c == '"') { quoteSeen = true; continue; }
                    if (c == '\n' || (c == '\r' && !NextIs('\n'))) line++;
                    Append(c);
                    continue;
                }
                if (quoteSeen)
                {
                    quoteSeen = false;
                    if (c == '"') { Append('"'); continue; } // doubled
                    quoted = false;
                }
                if (c == separator)
                {
                    EndCell();
                    begun = true;
                }
                else if (c is '\r' or '\n')
                {
                    skipLineFeed = c == '\r';
                    if (begun || cell.Length > 0 || wasQuoted)
                    {
                        EndCell();
                        yield return EndRow();
                    }
                    line++;
                    rowLine = line;
                }
                else if (c == '"' && cell.Length == 0 && !wasQuoted)
                {
                    quoted = wasQuoted = true;
                }
                else Append(c);
            }
            if (quoted && !quoteSeen)
                throw new TableFault(rowLine, $"Line {rowLine}: a quoted field begins here and has no closing quote. Close it, or double the quotes inside it.");
            if (begun || cell.Length > 0 || wasQuoted)
            {
                EndCell();
                yield return EndRow();
            }

            bool NextIs(char wanted) => at < length ? buffer[at] == wanted : text.Peek() == wanted;

            void Append(char c)
            {
                if (cell.Length >= limits.CellCharacters)
                    throw new TableFault(rowLine, $"Line {rowLine}: a field has more than {limits.CellCharacters:N0} characters. Is a quote not closed, or the separator another one?");
                if (c == '\0') throw new TableFault(line, $"Line {line}: there is a zero byte. Is the file in another encoding, or no text at all?");
                cell.Append(c);
            }

            void EndCell()
            {
                if (cells.Count >= limits.Columns) throw new TableFault(rowLine, $"Line {rowLine}: more than {limits.Columns:N0} columns. Is the separator another one?");
                cells.Add(cell.ToString());
                cell.Clear();
                wasQuoted = quoted = false;
            }

            TableRow EndRow()
            {
                if (++rows > limits.Rows) throw new TableFault(rowLine, $"Line {rowLine}: more than {limits.Rows:N0} rows. Divide the file.");
                var row = new TableRow(rowLine, cells.ToArray());
                cells.Clear();
                begun = false;
                return row;
            }
        }
        finally { ArrayPool<char>.Shared.Return(buffer); }
    }
}
