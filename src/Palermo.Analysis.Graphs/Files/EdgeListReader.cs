using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Palermo.Analysis.Graphs;

/// <summary>Reads edges from text: one a line, as <c>a b</c> or <c>a b weight</c>, or as CSV with a header.</summary>
/// <remarks>
/// Lines that are empty or begin with # or % are skipped. Separators: blanks or tabs; a comma or semicolon makes it CSV
/// (RFC 4180 quotes, no line ends inside them). A CSV header may name, in any order: source or from, target or to, weight,
/// time or start or date, duration, end, layer or type, evidence. Other columns are ignored. Bytes are read as they come: memory is
/// what the edges need.
/// </remarks>
public static class EdgeListReader
{
    private static readonly (string Name, Field Field)[] Known =
    [
        ("source", Field.From), ("from", Field.From), ("sender", Field.From), ("caller", Field.From),
        ("target", Field.To), ("to", Field.To), ("receiver", Field.To), ("callee", Field.To),
        ("weight", Field.Weight), ("time", Field.Time), ("start", Field.Time), ("date", Field.Time), ("firstseen", Field.Time),
        ("duration", Field.Duration), ("end", Field.End), ("lastseen", Field.End),
        ("layer", Field.Layer), ("type", Field.Layer), ("evidence", Field.Evidence), ("evidenceid", Field.Evidence),
    ];

    private enum Field { Ignored, From, To, Weight, Time, Duration, End, Layer, Evidence }

    /// <summary>Reads all edges.</summary>
    /// <exception cref="GraphFileException">A line cannot be read; nothing is returned in part.</exception>
    public static EdgeTable Read(Stream text)
    {
        var lines = new LineReader(text);
        var table = new EdgeTableBuilder();
        Field[]? columns = null;
        var separator = (byte)0;
        var cells = new List<(int Start, int Length)>();
        var unquoted = new byte[256];
        while (lines.Next(out var line))
        {
            line = line.Trim((byte)' ');
            if (line.IsEmpty || line[0] is (byte)'#' or (byte)'%') continue;
            var first = columns is null;
            if (first) separator = SeparatorOf(line);
            var cellsFrom = Split(line, separator, cells, ref unquoted, lines.Number);
            if (first)
            {
                columns = HeaderOf(cellsFrom, cells, lines.Number, separator != ' ');
                if (columns is not null) continue;
                columns = cells.Count switch
                {
                    2 => [Field.From, Field.To],
                    3 => [Field.From, Field.To, Field.Weight],
                    _ => throw new GraphFileException(lines.Number,
                        $"{cells.Count} fields, and no header that names them: give `a b`, `a b weight`, or a CSV header such as source,target,weight,time,layer"),
                };
            }
            if (cells.Count != columns!.Length)
                throw new GraphFileException(lines.Number, $"{cells.Count} fields where the lines before have {columns.Length}");
            AddLine(table, columns, cellsFrom, cells, lines.Number);
        }
        return table.Build();
    }

    private static byte SeparatorOf(ReadOnlySpan<byte> line) =>
        line.Contains((byte)',') ? (byte)',' : line.Contains((byte)';') ? (byte)';' : (byte)' ';

    private static Field[]? HeaderOf(ReadOnlySpan<byte> line, List<(int Start, int Length)> cells, int number, bool csv)
    {
        var fields = new Field[cells.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var name = Encoding.UTF8.GetString(line.Slice(cells[i].Start, cells[i].Length))
                .Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            foreach (var (known, field) in Known)
                if (name.Equals(known, StringComparison.OrdinalIgnoreCase)) fields[i] = field;
        }
        var from = Array.IndexOf(fields, Field.From) >= 0;
        var to = Array.IndexOf(fields, Field.To) >= 0;
        if (from && to)
        {
            foreach (var field in fields)
                if (field != Field.Ignored && fields.Count(other => other == field) > 1)
                    throw new GraphFileException(number, $"two columns mean {field.ToString().ToLowerInvariant()}: rename one of them");
            return fields;
        }
        if (csv && (from || to || fields.Length > 3))
            throw new GraphFileException(number, "the header names only one end of an edge: name both, as source and target");
        return null;
    }

    private static void AddLine(
        EdgeTableBuilder table, Field[] columns, ReadOnlySpan<byte> line, List<(int Start, int Length)> cells, int number)
    {
        int from = -1, to = -1;
        double? weight = null, time = null, duration = null, end = null;
        string? layer = null, evidence = null;
        for (var i = 0; i < columns.Length; i++)
        {
            var cell = line.Slice(cells[i].Start, cells[i].Length);
            switch (columns[i])
            {
                case Field.From: from = table.Node(cell, number); break;
                case Field.To: to = table.Node(cell, number); break;
                case Field.Weight: weight = Number(cell, "weight", number); break;
                case Field.Time: time = Time(cell, "time", number); break;
                case Field.End: end = Time(cell, "end", number); break;
                case Field.Duration: duration = Number(cell, "duration", number); break;
                case Field.Layer: layer = Encoding.UTF8.GetString(cell); break;
                case Field.Evidence: evidence = Encoding.UTF8.GetString(cell); break;
            }
        }
        if (duration is null && end is not null && time is not null) duration = end - time;
        table.Edge(from, to, new EdgeValues(weight, time, duration, layer, evidence), number);
    }

    /// <summary>A number, or null for an empty cell.</summary>
    internal static double? Number(ReadOnlySpan<byte> cell, string field, int line)
    {
        if (cell.IsEmpty) return null;
        if (Utf8Parser.TryParse(cell, out double value, out var used) && used == cell.Length) return value;
        throw new GraphFileException(line, $"field {field}: \"{Shown(cell)}\" is not a number (write 1234.5)");
    }

    /// <summary>A time: a number as it is, or an ISO 8601 date as seconds since 1970 UTC.</summary>
    internal static double? Time(ReadOnlySpan<byte> cell, string field, int line)
    {
        if (cell.IsEmpty) return null;
        if (Utf8Parser.TryParse(cell, out double value, out var used) && used == cell.Length) return value;
        if (cell.Length <= 40 && DateTimeOffset.TryParse(Encoding.UTF8.GetString(cell), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            && cell.Length >= 10 && cell[4] == '-')
            return (date - DateTimeOffset.UnixEpoch).TotalSeconds;
        throw new GraphFileException(line, $"field {field}: \"{Shown(cell)}\" is neither a number nor a date such as 2026-03-01T14:30:00Z");
    }

    // Cells may be quoted: then the line is copied without its quotes. Positions are into the span returned.
    private static ReadOnlySpan<byte> Split(
        ReadOnlySpan<byte> line, byte separator, List<(int Start, int Length)> cells, ref byte[] unquoted, int number)
    {
        cells.Clear();
        if (separator == ' ')
        {
            var at = 0;
            while (true)
            {
                while (at < line.Length && line[at] is (byte)' ' or (byte)'\t') at++;
                if (at == line.Length) return line;
                var start = at;
                while (at < line.Length && line[at] is not ((byte)' ' or (byte)'\t')) at++;
                cells.Add((start, at - start));
            }
        }
        if (!line.Contains((byte)'"'))
        {
            var at = 0;
            while (true)
            {
                var stop = line[at..].IndexOf(separator);
                var cell = stop < 0 ? line[at..] : line.Slice(at, stop);
                var trimmed = cell.TrimStart(" \t"u8);
                cells.Add((at + cell.Length - trimmed.Length, trimmed.TrimEnd(" \t"u8).Length));
                if (stop < 0) return line;
                at += stop + 1;
            }
        }
        if (unquoted.Length < line.Length) unquoted = new byte[line.Length * 2];
        int written = 0, begun = 0;
        var inside = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                if (inside && i + 1 < line.Length && line[i + 1] == '"') unquoted[written++] = line[i++];
                else inside = !inside;
            }
            else if (line[i] == separator && !inside)
            {
                cells.Add((begun, written - begun));
                begun = written;
            }
            else unquoted[written++] = line[i];
        }
        if (inside) throw new GraphFileException(number, "a quote is opened and not closed on this line");
        cells.Add((begun, written - begun));
        return unquoted.AsSpan(0, written);
    }

    internal static string Shown(ReadOnlySpan<byte> cell) =>
        Encoding.UTF8.GetString(cell.Length > 40 ? cell[..40] : cell);
}
