namespace Palermo.Kernel;

/// <summary>A fault in a file: where, what, and how to mend it.</summary>
/// <param name="Line">Line or row, from 1; 0 for the file as a whole.</param>
/// <param name="Field">Name of the column or element; null for the whole row.</param>
/// <param name="Rejected">True when the row was left out; false for something noticed in a row that was taken.</param>
public sealed record ImportProblem(int Line, string? Field, string Message, bool Rejected = true);

/// <summary>One row of a file, read: a body under its name in the source, or problems, or both.</summary>
/// <param name="Body">The body; null when the row is rejected.</param>
/// <param name="Rows">Rows of the file that it stands for: more than one where several make one record.</param>
public readonly record struct ImportRow(int Line, string Reference, object? Body, IReadOnlyList<ImportProblem> Problems, int Rows = 1);

/// <summary>A reader of one outside format, made for one kind.</summary>
/// <param name="Name">The verb, such as <c>missing-migrants</c>.</param>
/// <param name="Source">The publisher, as cited wherever its figures are shown.</param>
/// <param name="Read">Reads text row by row without loading it; never throws for what is in the file.</param>
/// <param name="Handling">Marking of what it brings; null: the kind's default.</param>
public sealed record ImportReader(
    string Name,
    Words Title,
    Kind Kind,
    string Source,
    Func<TextReader, IEnumerable<ImportRow>> Read,
    Handling? Handling = null);
