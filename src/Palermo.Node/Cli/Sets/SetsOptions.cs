using System.CommandLine;
using Palermo.Analysis.PrivateSets;

namespace Palermo.Node.Cli.Sets;

/// <summary>Options that the verbs of private matching share.</summary>
internal sealed class SetsOptions
{
    public Option<bool> Names { get; } = new("--names")
    {
        Description = "Lines are names: compare by canonical keys across spellings and scripts. A match is a reason to ask, not a person found.",
    };

    public Option<bool> BirthYear { get; } = new("--birth-year")
    {
        Description = "Lines are a name, a tab, and a year or date of birth; the year becomes part of every key. Implies --names.",
    };

    public Option<bool> CountOnly { get; } = new("--count-only") { Description = "Learn only how many keys both lists have." };

    public Option<string> Domain { get; } = new("--domain")
    {
        Description = "What is compared, under which agreement; both sides write the same.", DefaultValueFactory = _ => "trial",
    };

    public Option<int?> PadTo { get; } = new("--pad-to")
    {
        Description = "Number of keys that a message always seems to hold, as the parties agreed. Default: the next of 64, 80, 96, 112, 128, 160 ...",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Answer as one JSON document." };

    public ListForm Form(ParseResult result) =>
        result.GetValue(BirthYear) ? ListForm.NamesWithYear : result.GetValue(Names) ? ListForm.Names : ListForm.Lines;

    public SetMode Mode(ParseResult result) => result.GetValue(CountOnly) ? SetMode.CountOnly : SetMode.Identify;

    public SetOptions Preparation(ParseResult result, string side)
    {
        var last = 0;
        return new SetOptions
        {
            PaddedSize = result.GetValue(PadTo),
            Progress = done =>
            {
                if (done - last < 65_536) return;
                last = done;
                Answer.Progress($"{side}: {done:N0} keys blinded");
            },
        };
    }

    /// <summary>Turns what a person can mend into a problem told in words.</summary>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception problem) when (problem is MalformedMessageException or QueryRefusedException or IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{path}: {problem.Message}");
        }
        catch (ArgumentException wrong)
        {
            // The framework adds the name of the parameter in a second part; a person has no use for it.
            throw new CliProblem($"{path}: {wrong.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    /// <summary>Writes a file whole or not at all: a cut message must never be taken for a message.</summary>
    public static void WriteFile(string path, Action<Stream> write)
    {
        var half = path + ".part";
        try
        {
            using (var stream = new FileStream(half, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16)) write(stream);
            File.Move(half, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(half)) File.Delete(half);
        }
    }
}
