using System.Text;

namespace Palermo.Analysis.Estimation;

/// <summary>Reads people from text, a row each, into coded columns.</summary>
/// <remarks>
/// UTF-8; the first line names the columns; comma, semicolon or tab, found from that line; fields may stand in double quotes. Only the columns asked for
/// are kept. Categories come out in order: as numbers when all are whole numbers, else by their letters. Files without quotation marks
/// are read on all cores. Cost: one pass over the bytes.
/// </remarks>
public static class RecordsCsv
{
    private const int MostCategories = 1 << 20;

    /// <summary>Reads the columns of some names.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="names">Columns to keep, in this order; null for all.</param>
    /// <param name="file">What errors call the file.</param>
    /// <exception cref="FormatException">The message names file, line, what was found and what would do.</exception>
    public static CodedTable Read(ReadOnlyMemory<byte> bytes, IReadOnlyList<string>? names, string file)
    {
        var start = bytes.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        var headEnd = bytes.Span[start..].IndexOf((byte)'\n');
        headEnd = headEnd < 0 ? bytes.Length : start + headEnd;
        var head = bytes.Span[start..headEnd];
        if (head.Trim(" \r\t"u8).Length == 0) throw new FormatException($"{file}: the first line is empty; it should name the columns.");
        byte separator = (byte)',';
        foreach (var candidate in ";\t"u8)
            if (head.Count(candidate) > head.Count(separator)) separator = candidate;

        var header = new List<string>();
        var heading = new RowReader(bytes[..headEnd], start, separator, file, 1);
        while (heading.Field(out var field)) header.Add(Decode(field, file, 1).Trim());
        names ??= header;
        var keep = new int[header.Count];
        Array.Fill(keep, -1);
        for (var i = 0; i < names.Count; i++)
        {
            var at = header.IndexOf(names[i]);
            if (at < 0) throw new FormatException($"{file}, line 1: there is no column '{names[i]}'; there are {string.Join(", ", header)}.");
            if (header.LastIndexOf(names[i]) != at) throw new FormatException($"{file}, line 1: two columns are called '{names[i]}'.");
            if (keep[at] >= 0) throw new ArgumentException($"The column '{names[i]}' is asked for twice.", nameof(names));
            keep[at] = i;
        }

        var body = Math.Min(bytes.Length, headEnd + 1);
        var quoted = bytes.Span[body..].Contains((byte)'"');
        var chunks = quoted || bytes.Length < 1 << 20 ? 1 : Environment.ProcessorCount;
        var cuts = new int[chunks + 1];
        cuts[0] = body;
        cuts[chunks] = bytes.Length;
        for (var c = 1; c < chunks; c++)
        {
            var at = Math.Max(cuts[c - 1], (int)(body + (long)(bytes.Length - body) * c / chunks));
            var line = bytes.Span[at..].IndexOf((byte)'\n');
            cuts[c] = line < 0 ? bytes.Length : at + line + 1;
        }
        var parts = new Part[chunks];
        Parallel.For(0, chunks, c => parts[c] = new Part(bytes[..cuts[c + 1]], cuts[c], separator, file, keep, names.Count, c == 0 ? 2 : 0));
        foreach (var part in parts)
            if (part.Problem is { } problem)
                throw new FormatException(chunks == 1 || part == parts[0] ? problem
                    // Lines are counted only when something is wrong.
                    : new Part(bytes, body, separator, file, keep, names.Count, 2).Problem ?? problem);
        return Join(parts, names, file);
    }

    private static CodedTable Join(Part[] parts, IReadOnlyList<string> names, string file)
    {
        var rows = parts.Sum(p => p.Rows);
        var columns = new CodedColumn[names.Count];
        for (var i = 0; i < names.Count; i++)
        {
            var words = parts.Select(p => p.Categories[i].Words(w => Decode(w, file, 0))).ToArray();
            var all = words.SelectMany(w => w).Distinct(StringComparer.Ordinal).ToArray();
            if (all.All(w => w.Length < 18 && long.TryParse(w, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _)))
                Array.Sort(all.Select(w => long.Parse(w, System.Globalization.CultureInfo.InvariantCulture)).ToArray(), all);
            else Array.Sort(all, StringComparer.Ordinal);
            var place = all.Select((w, at) => (w, at)).ToDictionary(x => x.w, x => x.at, StringComparer.Ordinal);
            var codes = new int[rows];
            var offset = 0;
            for (var p = 0; p < parts.Length; p++)
            {
                var turn = words[p].Select(w => place[w]).ToArray();
                var from = parts[p].Codes[i];
                for (var r = 0; r < parts[p].Rows; r++) codes[offset + r] = turn[from[r]];
                offset += parts[p].Rows;
            }
            columns[i] = new CodedColumn(names[i], all, codes);
        }
        return new CodedTable(columns);
    }

    private static string Decode(ReadOnlySpan<byte> field, string file, int line)
    {
        try { return Strict.GetString(field); }
        catch (DecoderFallbackException)
        {
            throw new FormatException($"{file}{(line > 0 ? $", line {line}" : "")}: a value is not UTF-8 text ('{Encoding.Latin1.GetString(field[..Math.Min(20, field.Length)])}'); save the file as UTF-8.");
        }
    }

    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>A stretch of whole lines, read by one worker.</summary>
    private sealed class Part
    {
        public int Rows { get; private set; }
        public int[][] Codes { get; }
        public ByteDictionary[] Categories { get; }
        public string? Problem { get; }

        public Part(ReadOnlyMemory<byte> bytes, int start, byte separator, string file, int[] keep, int kept, int line)
        {
            Codes = new int[kept][];
            Categories = new ByteDictionary[kept];
            for (var i = 0; i < kept; i++) { Codes[i] = new int[1024]; Categories[i] = new ByteDictionary(); }
            var reader = new RowReader(bytes, start, separator, file, line);
            try
            {
                while (!reader.AtEnd)
                {
                    if (reader.SkipBlankLine()) continue;
                    var fields = 0;
                    if (Rows == Codes.Length || kept > 0 && Rows == Codes[0].Length)
                        for (var i = 0; i < kept; i++) Array.Resize(ref Codes[i], Rows * 2);
                    while (reader.Field(out var field))
                    {
                        if (fields < keep.Length && keep[fields] is >= 0 and var k)
                        {
                            if (Categories[k].Count >= MostCategories)
                                throw new FormatException($"{file}, line {reader.Line}: a column to count by has more than {MostCategories:N0} different values; it looks like a number of each person. Leave it out.");
                            Codes[k][Rows] = Categories[k].Code(field);
                        }
                        fields++;
                    }
                    if (fields != keep.Length)
                        throw new FormatException($"{file}, line {reader.Line}: {fields} fields where the first line has {keep.Length}.");
                    Rows++;
                    reader.NextLine();
                }
            }
            catch (FormatException problem) { Problem = problem.Message; }
        }
    }
}
