using System.Text;
using Palermo.Kernel;
using Palermo.Web.Tables;

namespace Palermo.Commitments.Borders;

/// <summary>The lines of one document in a file.</summary>
/// <param name="At">Line of the file where it begins, from 1.</param>
internal readonly record struct MrzBlock(int At, IReadOnlyList<string> Lines);

/// <summary>Takes the zones out of a text: blocks with blank lines between them, or a table with the columns line1, line2 and perhaps line3.</summary>
internal static class MrzFile
{
    /// <summary>Longest line that is read: a zone has 44 signs, one written in a single line 90.</summary>
    private const int LongestLine = 10_000;

    /// <summary>The blocks, one after the other; memory is that of one block.</summary>
    /// <exception cref="TableFault">A line is longer than any text of this sort, or the table cannot be read; names the line.</exception>
    public static IEnumerable<MrzBlock> Read(Stream content)
    {
        using var reader = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        var number = 0;
        string? first;
        do
        {
            first = Line(reader, ++number);
            if (first is null) yield break;
        } while (string.IsNullOrWhiteSpace(first));
        if (TableGuess.Separator(first) is var separator && Columns(first, separator) is { } columns)
        {
            foreach (var row in CsvReader.Read(reader, separator))
                if (!row.IsEmpty) yield return new(number + row.Line, Filled(columns.Select(c => row[c])));
            yield break;
        }
        List<string> block = [];
        var at = number;
        for (var line = first; line is not null; line = Line(reader, ++number))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                if (block.Count == 0) at = number;
                block.Add(line.Trim());
                continue;
            }
            if (block.Count > 0) yield return new(at, Split(block));
            block = [];
        }
        if (block.Count > 0) yield return new(at, Split(block));
    }

    private static int[]? Columns(string heading, char separator)
    {
        var names = heading.TrimStart('\uFEFF').Split(separator).Select(n => n.Trim().Trim('"')).ToList();
        int Of(string name) => names.FindIndex(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        return (Of("line1"), Of("line2"), Of("line3")) switch
        {
            ( >= 0 and var one, >= 0 and var two, >= 0 and var three) => [one, two, three],
            ( >= 0 and var one, >= 0 and var two, _) => [one, two],
            _ => null,
        };
    }

    private static List<string> Filled(IEnumerable<string> cells)
    {
        var lines = cells.Select(c => c.Trim()).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    /// <summary>A zone that a scanner wrote in a single line falls into its lines: 90, 88 and 72 signs belong to one form each.</summary>
    internal static IReadOnlyList<string> Split(IReadOnlyList<string> block) => block is not [var only] ? block : only.Length switch
    {
        90 => [only[..30], only[30..60], only[60..]],
        88 => [only[..44], only[44..]],
        72 => [only[..36], only[36..]],
        _ => block,
    };

    private static string? Line(StreamReader reader, int number)
    {
        if (reader.Peek() < 0) return null;
        var line = new StringBuilder();
        for (int sign; (sign = reader.Read()) >= 0 && sign != '\n';)
        {
            if (sign == '\r') continue;
            if (line.Length >= LongestLine) throw new TableFault(number, $"Line {number} has more than {LongestLine:N0} characters: is this a file of machine readable zones?");
            line.Append((char)sign);
        }
        return line.ToString();
    }
}
