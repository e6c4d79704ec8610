using System.CommandLine;

namespace Palermo.Node.Cli.Match;

/// <summary><c>palermo match link</c>: which record of one file is which of another.</summary>
internal static class LinkVerb
{
    public static Command Create()
    {
        var first = new Argument<string>("A") { Description = "first CSV" };
        var second = new Argument<string>("B") { Description = "second CSV; its columns may have other names" };
        var options = new MatchOptions();
        var link = new Command("link",
            "Find which records of two files are the same entity. Only pairs across the files are compared.\n\n"
            + "Example:\n  palermo match link ours.csv theirs.csv --id id --links hits.csv --json");
        link.Arguments.Add(first);
        link.Arguments.Add(second);
        options.AddTo(link);
        link.SetAction(words => MatchRun.Run(options.Request(words, [words.GetValue(first)!, words.GetValue(second)!])));
        return link;
    }
}
