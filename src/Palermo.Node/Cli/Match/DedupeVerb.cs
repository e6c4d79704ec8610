using System.CommandLine;

namespace Palermo.Node.Cli.Match;

/// <summary><c>palermo match dedupe</c>: which records of one file are the same entity.</summary>
internal static class DedupeVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "CSV with a header line (comma, semicolon or tab; .gz is read as it is)" };
        var options = new MatchOptions();
        var dedupe = new Command("dedupe",
            "Find which records of one file are the same entity. Links are proposals: nothing is merged.\n\n"
            + "Example:\n  palermo match dedupe arrivals.csv --id case_no --map surname=family --out groups.csv --json");
        dedupe.Arguments.Add(file);
        options.AddTo(dedupe);
        dedupe.SetAction(words => MatchRun.Run(options.Request(words, [words.GetValue(file)!])));
        return dedupe;
    }
}
