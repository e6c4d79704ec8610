using System.Globalization;

namespace Palermo.Analysis.Estimation;

/// <summary>Reads a table of lists from text: a column of 0 and 1 for each list, and the count last.</summary>
/// <remarks>
/// The first line names the lists; its last name, whatever it is, is the count. Fields are parted by comma, semicolon or tab and may
/// stand in double quotes. Patterns that appear twice are added up; patterns that do not appear count 0.
/// </remarks>
public static class CaptureCsv
{
    /// <summary>Reads the text of a file.</summary>
    /// <param name="file">What errors call the file.</param>
    /// <exception cref="FormatException">The message names file, line, column, what was found and what would do.</exception>
    public static CaptureTable Read(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var first = Array.FindIndex(lines, l => l.Trim().Length > 0);
        if (first < 0) throw new FormatException($"{file}: the file is empty; the first line should name the lists and then the count, such as LA,NG,PF,count.");
        var separator = ",;\t".MaxBy(c => lines[first].Count(x => x == c));
        var names = Fields(lines[first], separator, file, first + 1);
        if (names.Count < 3)
            throw new FormatException($"{file}, line {first + 1}: {names.Count} column(s) found; at least two lists and a count are needed, parted by comma, semicolon or tab.");
        if (names.Count - 1 > CaptureTable.MostLists)
            throw new FormatException($"{file}, line {first + 1}: {names.Count - 1} lists; at most {CaptureTable.MostLists} are taken. Merge lists that are alike.");
        if (names.All(n => n is "0" or "1" || long.TryParse(n, out _)))
            throw new FormatException($"{file}, line {first + 1}: the first line should name the lists; it holds numbers.");
        for (var i = 0; i < names.Count - 1; i++)
        {
            if (names[i].Length == 0) throw new FormatException($"{file}, line {first + 1}: column {i + 1} has no name.");
            if (names.IndexOf(names[i]) != i) throw new FormatException($"{file}, line {first + 1}: two columns are called '{names[i]}'; give each list its own name.");
        }
        var counts = new long[1 << names.Count - 1];
        for (var l = first + 1; l < lines.Length; l++)
        {
            if (lines[l].Trim().Length == 0) continue;
            var fields = Fields(lines[l], separator, file, l + 1);
            if (fields.Count != names.Count) throw new FormatException($"{file}, line {l + 1}: {fields.Count} fields where the first line has {names.Count}.");
            var pattern = 0;
            for (var i = 0; i < fields.Count - 1; i++)
            {
                if (fields[i] is not ("0" or "1")) throw new FormatException($"{file}, line {l + 1}, column '{names[i]}': '{Short(fields[i])}' found; write 1 for on the list, 0 for not.");
                if (fields[i] == "1") pattern |= 1 << i;
            }
            if (!long.TryParse(fields[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) || count < 0 || count > 1L << 40)
                throw new FormatException($"{file}, line {l + 1}, column '{names[^1]}': '{Short(fields[^1])}' found; a whole number of people, 0 or more, is needed.");
            if (pattern == 0 && count > 0)
                throw new FormatException($"{file}, line {l + 1}: {count} people on no list. Nobody can have counted those: they are what is estimated. Remove the line.");
            counts[pattern] += count;
        }
        return new CaptureTable([.. names.Take(names.Count - 1)], counts);
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static List<string> Fields(string line, char separator, string file, int number)
    {
        if (line.Length > 10_000) throw new FormatException($"{file}, line {number}: the line has {line.Length} characters; this is not a table of lists.");
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            while (at < line.Length && line[at] == ' ') at++;
            if (at < line.Length && line[at] == '"')
            {
                var field = new System.Text.StringBuilder();
                for (at++; ; at++)
                {
                    if (at >= line.Length) throw new FormatException($"{file}, line {number}: a quotation mark is opened and not closed.");
                    if (line[at] != '"') field.Append(line[at]);
                    else if (at + 1 < line.Length && line[at + 1] == '"') { field.Append('"'); at++; }
                    else break;
                }
                fields.Add(field.ToString());
                at++;
                while (at < line.Length && line[at] == ' ') at++;
                if (at < line.Length && line[at] != separator) throw new FormatException($"{file}, line {number}: text follows a closing quotation mark.");
            }
            else
            {
                var end = line.IndexOf(separator, at);
                if (end < 0) end = line.Length;
                fields.Add(line[at..end].Trim());
                at = end;
            }
            if (at >= line.Length) return fields;
            at++;
        }
    }
}
