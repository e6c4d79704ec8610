using System.CommandLine;

namespace Palermo.Node.Cli.Estimate;

/// <summary>What the verbs of <c>estimate</c> share: reading a file and saying what is wrong with it.</summary>
internal static class Input
{
    /// <summary>A file argument.</summary>
    public static Argument<string> File(string name, string description) => new(name) { Description = description };

    public static Option<bool> Json() => new("--json") { Description = "Answer with one JSON document." };

    public static Option<double> Level() => new("--level")
    {
        Description = "Level of the intervals, between 0 and 1.",
        DefaultValueFactory = _ => 0.95,
    };

    /// <summary>The whole file.</summary>
    public static byte[] Read(string path)
    {
        try
        {
            return System.IO.File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{path}: cannot be read ({e.Message.TrimEnd('.')}). Give the path of a CSV file.");
        }
    }

    /// <summary>Writes a file, or says why it cannot be written.</summary>
    public static void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, byte[] bytes)
    {
        try
        {
            System.IO.File.WriteAllBytes(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{path}: cannot be written ({e.Message.TrimEnd('.')}).");
        }
    }

    /// <summary>Column names parted by commas.</summary>
    public static string[] Columns(string? words, string option)
    {
        var columns = (words ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return columns.Length > 0 ? columns : throw new CliProblem($"{option} names no column: give one or more, parted by commas.");
    }

    /// <summary>Runs a step of reading or checking, and turns what it says of wrong input into a problem for the person.</summary>
    public static T Check<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (FormatException e)
        {
            throw new CliProblem(e.Message);
        }
        catch (ArgumentException e)
        {
            // The name of a parameter of ours means nothing at the keyboard.
            var message = e.Message;
            var tail = message.IndexOf(" (Parameter", StringComparison.Ordinal);
            throw new CliProblem((tail < 0 ? message : message[..tail]).ReplaceLineEndings(" "));
        }
    }

    /// <summary>A number of people for a person to read: a thousand separator, no decimals.</summary>
    public static string People(double? value) => value is not { } v ? "none"
        : double.IsPositiveInfinity(v) ? "no limit" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{v:N0}");
}
