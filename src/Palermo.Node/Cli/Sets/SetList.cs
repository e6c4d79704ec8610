using System.Globalization;
using System.IO.Compression;
using System.Text;
using Palermo.Analysis.PrivateSets;

namespace Palermo.Node.Cli.Sets;

/// <summary>How the lines of a list become keys.</summary>
internal enum ListForm
{
    /// <summary>A line is one exact identifier.</summary>
    Lines,

    /// <summary>A line is a name.</summary>
    Names,

    /// <summary>A line is a name, a tab, and a date or year of birth.</summary>
    NamesWithYear,
}

/// <summary>A list of identifiers or names, one a line, plain or gzip.</summary>
internal sealed class SetList
{
    private const int LongestLine = 1 << 20;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private SetList(string path, ListForm form) => (Path, Form) = (path, form);

    public string Path { get; }
    public ListForm Form { get; }

    /// <summary>The distinct lines, in the order of the file.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>The keys of each line.</summary>
    public List<IReadOnlyList<string>> Keys { get; } = [];

    /// <summary>Lines from which no key could be made: they meet nothing.</summary>
    public int WithoutKey { get; private set; }

    public KeySet ToKeySet() => KeySet.OfElements(Keys);

    public IEnumerable<string> AllKeys() => Keys.SelectMany(keys => keys);

    public static SetList Read(string path, ListForm form)
    {
        var list = new SetList(path, form);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        try
        {
            using var file = File.OpenRead(path);
            using var reader = new StreamReader(Plain(file), Strict);
            while (ReadLine(reader, path, ++number) is { } raw)
            {
                // One form of Unicode, so that an accent typed in two ways is one line.
                var line = raw.Trim().Normalize(NormalizationForm.FormC);
                if (line.Length == 0 || !seen.Add(line)) continue;
                var keys = list.KeysOf(line, number);
                if (keys.Count == 0) list.WithoutKey++;
                list.Lines.Add(line);
                list.Keys.Add(keys);
            }
        }
        catch (DecoderFallbackException)
        {
            throw new CliProblem($"{path}, line {number} or after: not UTF-8. Save the list as UTF-8 text.");
        }
        catch (InvalidDataException damaged)
        {
            throw new CliProblem($"{path}: the compressed file is damaged ({damaged.Message}).");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{path}: {problem.Message}");
        }
        return list;
    }

    private static Stream Plain(FileStream file)
    {
        var gzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return gzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private IReadOnlyList<string> KeysOf(string line, int number)
    {
        if (Form is ListForm.Lines) return [line];
        if (Form is ListForm.Names) return NameSetKeys.Of(line, null);
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        var date = tab < 0 ? "" : line[(tab + 1)..].Trim();
        if (date.Length == 0) return [];
        if (date.Length < 4 || !int.TryParse(date.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1850 or > 2100)
            throw new CliProblem($"{Path}, line {number}: '{date}' after the tab does not begin with a year. Write 1990 or 1990-05-31.");
        return NameSetKeys.Of(line[..tab], year);
    }

    /// <summary>A line of bounded length, so that a file without line ends cannot fill the memory.</summary>
    private static string? ReadLine(StreamReader reader, string path, int number)
    {
        var first = reader.Read();
        if (first < 0) return null;
        var line = new StringBuilder();
        for (var c = first; c >= 0 && c != '\n'; c = reader.Read())
        {
            if (line.Length == LongestLine) throw new CliProblem($"{path}, line {number}: longer than {LongestLine} characters; a list holds one identifier or name a line.");
            line.Append((char)c);
        }
        return line.ToString();
    }
}
