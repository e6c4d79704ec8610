namespace Palermo.Node.Cli;

/// <summary>
/// Something the person at the keyboard can mend: a missing file, a wrong column, a value out of range.
/// The message names the place (file, line, field) and the mend. Ends the verb with exit code 2 and no stack trace.
/// </summary>
internal sealed class CliProblem(string message) : Exception(message);
