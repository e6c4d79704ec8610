using System.Text;

namespace Palermo.Commitments.Borders;

/// <summary>A row of a CSV file (RFC 4180) with the line on which it begins.</summary>
/// <param name="Fault">What is wrong with the row; null when it was read.</param>
internal readonly record struct CsvRow(int Line, string[] Fields, string? Fault = null);

/// <summary>Reads comma-separated text row by row, in memory bounded by the longest row allowed.</summary>
internal static class CsvRows
{
    private const int LongestField = 1_000_000, MostFields = 500;

    public static IEnumerable<CsvRow> Read(TextReader text)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        int line = 1, begin = 1;
        bool quoted = false, closed = false, any = false;
        string? fault = null;
        while (text.Read() is var read and >= 0)
        {
            var c = (char)read;
            any = true;
            if (quoted)
            {
                if (c == '"')
                {
                    if (text.Peek() == '"') { text.Read(); Add('"'); }
                    else (quoted, closed) = (false, true);
                }
                else
                {
                    if (c == '\n') line++;
                    Add(c);
                }
                continue;
            }
            switch (c)
            {
                case '"' when field.Length == 0 && !closed: quoted = true; break;
                case ',': End(); break;
                case '\r' when text.Peek() == '\n': break;
                case '\n' or '\r':
                    End();
                    yield return Row();
                    line++;
                    begin = line;
                    break;
                default: Add(c); break;
            }
        }
        if (quoted) fault ??= $"A quotation mark opened in line {begin} is never closed.";
        if (any && (fields.Count > 0 || field.Length > 0 || closed || fault is not null))
        {
            End();
            yield return Row();
        }

        void Add(char c)
        {
            if (field.Length < LongestField) field.Append(c);
            else fault ??= $"A field has more than {LongestField:N0} characters. Is a quotation mark missing?";
        }

        void End()
        {
            if (fields.Count < MostFields) fields.Add(field.ToString());
            else fault ??= $"The row has more than {MostFields} fields.";
            field.Clear();
            closed = false;
        }

        CsvRow Row()
        {
            var row = new CsvRow(begin, [.. fields], fault);
            fields.Clear();
            fault = null;
            return row;
        }
    }
}
