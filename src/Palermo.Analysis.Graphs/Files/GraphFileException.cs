namespace Palermo.Analysis.Graphs;

/// <summary>A file of edges that cannot be read. The message names line and field, and says what would be right.</summary>
/// <param name="line">The line, from 1; 0 when the fault is in the file as a whole.</param>
/// <param name="message">What is wrong, and the mend.</param>
public sealed class GraphFileException(int line, string message)
    : FormatException(line > 0 ? $"line {line}: {message}" : message)
{
    /// <summary>The line, from 1; 0 when the fault is in the file as a whole.</summary>
    public int Line { get; } = line;
}
