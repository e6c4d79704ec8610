using System.CommandLine;
using System.IO.Compression;
using System.Security.Cryptography;
using Palermo.Analysis.Graphs;

namespace Palermo.Node.Cli.Graphs;

/// <summary>The file of edges that the verbs <c>graph …</c> read, and the options that all of them share.</summary>
internal sealed class GraphInput
{
    /// <summary>A compressed file may not unfold to more than this: 4 GiB.</summary>
    private const long MostBytes = 4L << 30;

    private readonly Argument<string> _edges = new("EDGES")
    {
        Description = "edges: `a b` or `a b weight` a line, CSV with a header (source,target,weight,time,duration,layer,evidence), or GraphML; .gz is read as it is",
    };
    private readonly Option<string?> _layer = new("--layer") { Description = "use only the edges of this layer (CSV column layer)" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "fixes every random choice", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> _threads = new("--threads") { Description = "threads to use; never changes the answer" };
    private readonly Option<bool> _json = new("--json") { Description = "one JSON document on standard output" };
    private readonly Option<string?> _out = new("--out") { Description = "also write the result to this file: .csv, .json or .graphml by its ending" };

    public GraphInput(Command command)
    {
        command.Arguments.Add(_edges);
        foreach (var option in (Option[])[_layer, _seed, _threads, _json, _out]) command.Options.Add(option);
    }

    /// <summary>Reads the file that the words name.</summary>
    public LoadedGraph Load(ParseResult words)
    {
        var path = words.GetValue(_edges)!;
        var threads = words.GetValue(_threads);
        if (threads is < 1) throw new CliProblem($"--threads {threads}: use 1 or more");
        var (table, hash) = Read(path);
        Predicate<int>? keep = null;
        if (words.GetValue(_layer) is { } layer)
        {
            var number = table.LayerNames.ToList().IndexOf(layer);
            if (table.Layer is null || number < 0)
                throw new CliProblem($"{path}: there is no layer {layer}; it has: {(table.LayerNames.Count == 0 ? "none (name a CSV column layer)" : string.Join(", ", table.LayerNames))}");
            keep = i => table.Layer[i] == number;
        }
        return new LoadedGraph(path, hash, table, keep, words.GetValue(_seed), threads, words.GetValue(_json), words.GetValue(_out));
    }

    private static (EdgeTable Table, string Sha256) Read(string path)
    {
        if (!File.Exists(path)) throw new CliProblem($"{path}: no such file");
        try
        {
            using var sha = SHA256.Create();
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            var hash = Convert.ToHexStringLower(sha.ComputeHash(file));
            file.Position = 0;
            var zipped = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            using Stream plain = zipped ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var limited = new LimitedStream(plain, MostBytes);
            return (IsXml(limited) ? GraphMlReader.Read(limited) : EdgeListReader.Read(limited), hash);
        }
        catch (GraphFileException fault)
        {
            throw new CliProblem($"{path}: {fault.Message}");
        }
        catch (InvalidDataException fault)
        {
            throw new CliProblem($"{path}: not a whole gzip file ({fault.Message})");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{path}: cannot be read ({fault.Message})");
        }
    }

    private static bool IsXml(LimitedStream stream)
    {
        var first = stream.Peek(4);
        return first.StartsWith("<"u8) || first.StartsWith("\uFEFF<"u8);
    }
}

/// <summary>A file of edges that was read, and how to go about it.</summary>
internal sealed record LoadedGraph(
    string Path, string Sha256, EdgeTable Table, Predicate<int>? Keep, ulong Seed, int? Threads, bool Json, string? Out)
{
    public IReadOnlyList<string> Names => Table.Names;

    /// <summary>The edges as an undirected graph.</summary>
    public Palermo.Analysis.Graphs.Graph Undirected() => Table.ToGraph(directed: false, keep: Keep);

    /// <summary>The edges as a graph with direction when the words ask for it or the file says so.</summary>
    public Palermo.Analysis.Graphs.Graph Graph(bool directed) => Table.ToGraph(directed || Table.Directed, keep: Keep);

    /// <summary>The number of a node that the words name.</summary>
    public int Node(string name, string option)
    {
        var number = Table.Number(name);
        return number >= 0 ? number : throw new CliProblem($"{option} {name}: no edge of {Path} has that name");
    }

    /// <summary>What a result must say of where it comes from, so that it can be repeated (domain page, section 4).</summary>
    public object Provenance(Palermo.Analysis.Graphs.Graph graph) => new
    {
        input = System.IO.Path.GetFileName(Path),
        sha256 = Sha256,
        nodes = graph.NodeCount,
        edges = graph.EdgeCount,
        directed = graph.Directed,
        weighted = graph.Weighted,
        lines = Table.Count + Table.SelfLoops,
        selfLoopsLeftOut = Table.SelfLoops,
        seed = Seed,
        version = typeof(LoadedGraph).Assembly.GetName().Version!.ToString(3),
    };
}
