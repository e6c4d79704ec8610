using System.CommandLine;

namespace Palermo.Node.Cli.Match;

/// <summary><c>palermo match</c>: find the same person, vessel or other thing in records, across spellings and scripts.</summary>
internal static class MatchVerb
{
    public static Command Create()
    {
        var match = new Command("match", "Find records of the same person, vessel, vehicle, phone, document, account or organisation, across spellings and scripts.");
        match.Subcommands.Add(DedupeVerb.Create());
        match.Subcommands.Add(LinkVerb.Create());
        match.Subcommands.Add(NamesVerb.Create());
        match.Subcommands.Add(ExplainVerb.Create());
        return match;
    }
}
