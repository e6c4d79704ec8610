using System.IO.Compression;
using System.Text;

namespace Palermo.Storage.DataSets;

/// <summary>The form of a text table: what separates its fields, and the first line that does not fit.</summary>
internal static class TextForm
{
    private const string Separators = ",;\t|";
    private const int LongestHeading = 1 << 20;

    private static StreamReader Open(string path)
    {
        Stream file = File.OpenRead(path);
        return new(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file, Encoding.UTF8);
    }

    /// <summary>Whichever of comma, semicolon, tab and bar stands most often in the headings, outside quotation marks.</summary>
    public static char SeparatorOf(string path)
    {
        using var text = Open(path);
        Span<int> seen = stackalloc int[Separators.Length];
        var (quoted, best) = (false, 0);
        for (int letter, length = 0; length < LongestHeading && (letter = text.Read()) >= 0; length++)
        {
            if (letter == '"') quoted = !quoted;
            else if (!quoted && letter is '\n' or '\r') break;
            else if (!quoted && Separators.IndexOf((char)letter, StringComparison.Ordinal) is >= 0 and var at) seen[at]++;
        }
        for (var i = 1; i < seen.Length; i++)
            if (seen[i] > seen[best]) best = i;
        return Separators[best];
    }

    /// <summary>The first line whose number of fields is not that of the headings, in words; null when all fit.</summary>
    /// <remarks>Asked only when the table was refused: DuckDB's words name the line of some faults and of others not.</remarks>
    public static string? Misfit(string path, char separator)
    {
        using var text = Open(path);
        var (line, begins, fields, letters, headings, quoted) = (1, 1, 1, 0L, 0, false);
        while (true)
        {
            var letter = text.Read();
            if (letter == '"') quoted = !quoted;
            if (letter >= 0 && (quoted || letter is not ('\n' or '\r')))
            {
                letters++;
                if (letter == '\n') line++;
                if (!quoted && letter == separator) fields++;
                continue;
            }
            if (quoted) return $"A quotation mark in line {begins} is never closed.";
            if (letters > 0 && headings == 0) headings = fields;
            else if (letters > 0 && fields != headings) return $"Line {begins} has {fields} fields, and the headings in the first line are {headings}.";
            if (letter < 0) return null;
            if (letter == '\n') line++;
            (begins, fields, letters) = (line, 1, 0);
        }
    }
}
