using NodaTime;

namespace Palermo.Kernel;

/// <summary>A parameter of an analysis, for its form, its endpoint and its verb.</summary>
/// <param name="Name">kebab-case, such as <c>year</c>; as an option <c>--year</c>.</param>
/// <param name="Allowed">The values it may have; null: any text.</param>
/// <param name="Shape">How it is written on the command line.</param>
public sealed record AnalysisParameter(string Name, Words Title, bool Required = false, IReadOnlyList<string>? Allowed = null, ParameterShape Shape = ParameterShape.Option);

/// <summary>How a parameter is written on the command line: <c>--name value</c>, <c>--name</c> alone (its value is then <c>true</c>), or a value without a name.</summary>
public enum ParameterShape { Option, Flag, Positional }

/// <summary>What an analysis works with: the records as the session may see them, and its parameters.</summary>
public sealed record AnalysisContext(IRecords Records, Session Session, IReadOnlyDictionary<string, string> Parameters, LocalDate Today)
{
    /// <summary>The log and what lies beside the records, where it runs on a node: each asks <see cref="Access.Decide"/> for itself.</summary>
    public LogPorts? Logs { get; init; }

    /// <summary>A parameter's value, or null when it was not given.</summary>
    public string? this[string name] => Parameters.GetValueOrDefault(name);
}

/// <summary>What an analysis answers.</summary>
/// <param name="Document">The result, written as JSON by endpoint and verb.</param>
/// <param name="Notes">What a reader must know of it: sources, what was left out, how unsure. Shown beside it, never in it.</param>
/// <param name="Text">The answer as a person reads it on the command line; null: the document as a table.</param>
/// <param name="Rows">The answer as rows of cells, the first of them the heads, to be taken away as a table; null: it is none.</param>
public sealed record AnalysisAnswer(object Document, IReadOnlyList<Words> Notes, string? Text = null, IReadOnlyList<IReadOnlyList<string?>>? Rows = null);

/// <summary>A computation over records. From the declaration come an endpoint, a verb and a page to run it.</summary>
/// <param name="Name">kebab-case, such as <c>totals</c>: the path under the room, and the verb.</param>
/// <param name="Run">The answer, or why there is none.</param>
/// <param name="Produces">The ending of the file, where the answer is a <see cref="ProducedFile"/>; null: it is none.</param>
public sealed record RoomAnalysis(
    string Name,
    Words Title,
    Words Summary,
    IReadOnlyList<AnalysisParameter> Parameters,
    Func<AnalysisContext, CancellationToken, ValueTask<Outcome<AnalysisAnswer>>> Run,
    string? Produces = null)
{
    /// <summary>True when the answer holds counts and nothing of a record: who may have it may take it away as a file.</summary>
    public bool CountsOnly { get; init; }
}

/// <summary>What a computation over a file works with: the file and the parameters, and nothing of the node.</summary>
/// <param name="Content">The file from its beginning; a <c>.gz</c> comes unpacked. It may end early with an <see cref="IOException"/> when it is larger than the node takes.</param>
public sealed record FileContext(Stream Content, string FileName, IReadOnlyDictionary<string, string> Parameters, LocalDate Today)
{
    /// <summary>A parameter's value, or null when it was not given.</summary>
    public string? this[string name] => Parameters.GetValueOrDefault(name);
}

/// <summary>A computation over a file that stores nothing: from the declaration come an endpoint that takes the file and a verb <c>palermo ROOM NAME FILE</c>.</summary>
/// <param name="File">What the file is, for the help.</param>
/// <param name="Run">The answer, or why there is none; a refusal names line and field.</param>
public sealed record FileAnalysis(
    string Name,
    Words Title,
    Words Summary,
    Words File,
    IReadOnlyList<AnalysisParameter> Parameters,
    Func<FileContext, CancellationToken, ValueTask<Outcome<AnalysisAnswer>>> Run);
