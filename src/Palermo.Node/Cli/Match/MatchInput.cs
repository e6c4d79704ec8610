using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Palermo.Analysis.Matching;

namespace Palermo.Node.Cli.Match;

/// <summary>Files of records for <c>match dedupe</c> and <c>match link</c>: columns understood by name or by --map, gzip read as it is.</summary>
internal sealed partial class MatchInput
{
    private readonly List<string> ids = [];
    private readonly List<int> truth = [];
    private readonly Dictionary<string, int> entities = [];

    private MatchInput(RecordTable table) => Table = table;

    public RecordTable Table { get; private set; }

    /// <summary>The id column of every record.</summary>
    public IReadOnlyList<string> Ids => ids;

    /// <summary>True entity of every record; empty when no truth was named.</summary>
    public int[] Truth { get; private set; } = [];

    /// <summary>Which column was taken for which field, file by file.</summary>
    public List<string> Understood { get; } = [];

    /// <summary>Reads one file, or two that are to be linked.</summary>
    public static MatchInput Read(string[] files, string idColumn, string? truthColumn, string[] maps)
    {
        var map = Maps(maps);
        var headers = files.Select(f => Header(f, idColumn, truthColumn, map)).ToList();
        var fields = headers.SelectMany(h => h.Fields).OfType<string>().Distinct().ToList();
        var builder = new RecordTableBuilder(fields);
        var input = new MatchInput(RecordTable.Of());
        for (var f = 0; f < files.Length; f++)
        {
            if (f == 1) builder.EndFirstFile();
            input.Fill(files[f], headers[f], fields, builder);
            input.Understood.Add($"{Path.GetFileName(files[f])}: " + string.Join(", ", headers[f].Fields.Select((field, c) => field is null ? null : $"{headers[f].Columns[c]} as {field}").OfType<string>()));
        }
        input.Table = builder.Build();
        if (truthColumn is not null) input.Truth = [.. input.truth];
        input.entities.Clear();
        input.entities.TrimExcess();
        return input;
    }

    /// <summary>Opens a text file, gzip or plain, whatever its name; UTF-8 unless it says otherwise.</summary>
    public static StreamReader Open(string file)
    {
        if (!File.Exists(file)) throw new CliProblem($"{file}: there is no such file");
        Stream stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var zipped = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        if (zipped) stream = new GZipStream(stream, CompressionMode.Decompress);
        return new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
    }

    /// <summary>The separator of a header line: the one of comma, semicolon and tab that it has most of.</summary>
    public static char Separator(string line) => new[] { ',', ';', '\t' }.MaxBy(s => line.Count(c => c == s));

    private sealed record Layout(string[] Columns, string?[] Fields, int Id, int Truth, char Separator);

    private static Dictionary<string, string> Maps(string[] maps)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in maps.SelectMany(m => m.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            var sides = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides.Length != 2) throw new CliProblem($"--map {entry}: write field=column, for example --map surname=family");
            var field = FieldNames.All.FirstOrDefault(f => f.Equals(sides[0], StringComparison.OrdinalIgnoreCase)) ?? FieldNames.FieldOf(sides[0])
                ?? throw new CliProblem($"--map {entry}: '{sides[0]}' is no field; the fields are {string.Join(", ", FieldNames.All)}");
            map[sides[1]] = field;
        }
        return map;
    }

    private static Layout Header(string file, string idColumn, string? truthColumn, Dictionary<string, string> map)
    {
        using var text = Open(file);
        var line = text.ReadLine();
        if (string.IsNullOrWhiteSpace(line)) throw new CliProblem($"{file} line 1: the file is empty; a line of column names is expected");
        var separator = Separator(line);
        var reader = new DelimitedReader(new StringReader(line), separator, file);
        reader.Read();
        var columns = Enumerable.Range(0, reader.Count).Select(c => reader[c].ToString().Trim()).ToArray();
        int Find(string name)
        {
            var at = Array.FindIndex(columns, c => c.Equals(name, StringComparison.OrdinalIgnoreCase));
            return at >= 0 ? at : throw new CliProblem($"{file} line 1: there is no column '{name}'; the columns are {string.Join(", ", columns)}");
        }
        foreach (var mapped in map.Keys) Find(mapped);
        var id = Find(idColumn);
        var truth = truthColumn is null ? -1 : Find(truthColumn);
        var fields = columns.Select((c, i) => map.TryGetValue(c, out var field) ? field : i == id || i == truth ? null : FieldNames.FieldOf(c)).ToArray();
        if (fields.All(f => f is null))
            throw new CliProblem($"{file} line 1: no column is understood ({string.Join(", ", columns)}); say which is which with --map field=column, fields being {string.Join(", ", FieldNames.All)}");
        return new Layout(columns, fields, id, truth, separator);
    }

    private void Fill(string file, Layout header, List<string> fields, RecordTableBuilder builder)
    {
        using var text = Open(file);
        var reader = new DelimitedReader(text, header.Separator, file);
        var columnsOf = fields.Select(field => Enumerable.Range(0, header.Fields.Length).Where(c => header.Fields[c] == field).ToArray()).ToArray();
        try
        {
            reader.Read();
            while (reader.Read())
            {
                if (reader.Count != header.Columns.Length)
                    throw new CliProblem($"{file} line {reader.Line}: {reader.Count} fields where the header has {header.Columns.Length}; mend the line, or quote fields that hold '{header.Separator}'");
                foreach (var columns in columnsOf)
                {
                    var at = -1;
                    foreach (var c in columns)
                        if (at < 0 && !reader[c].IsWhiteSpace()) at = c;
                    builder.Add(at < 0 ? default : reader[at]);
                }
                builder.EndRecord();
                ids.Add(reader[header.Id].Trim().ToString());
                if (header.Truth >= 0) truth.Add(Entity(reader[header.Truth].Trim().ToString()));
            }
        }
        catch (FormatException wrong)
        {
            throw new CliProblem(wrong.Message);
        }
        catch (InvalidDataException wrong)
        {
            throw new CliProblem($"{file}: damaged gzip data after line {reader.Line} ({wrong.Message})");
        }
    }

    /// <summary>A blank truth is an entity of its own; Febrl's rec-12-org and rec-12-dup-3 are one.</summary>
    private int Entity(string value)
    {
        if (value.Length == 0) return -1 - truth.Count;
        var febrl = Febrl().Match(value);
        if (febrl.Success) value = febrl.Groups[1].Value;
        if (!entities.TryGetValue(value, out var entity)) entities[value] = entity = entities.Count;
        return entity;
    }

    [GeneratedRegex(@"^(rec-\d+)-(org|dup-\d+)$")]
    private static partial Regex Febrl();
}
