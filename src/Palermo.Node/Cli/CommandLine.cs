using System.CommandLine;
using System.CommandLine.Help;

namespace Palermo.Node.Cli;

/// <summary>The command line: every verb of <c>palermo</c>, one line each.</summary>
internal static class CommandLine
{
    /// <summary>All verbs, in the order in which <c>--help</c> lists them.</summary>
    private static IEnumerable<Command> Verbs() =>
    [
        DemoVerb.Create(),
        ServeVerb.Create(),
        ImportVerb.Create(),
        SearchVerb.Create(),
        ExportVerb.Create(),
        .. RoomVerbs.Create(),
        AuditVerb.Create(),
        .. KeepingVerbs.Create(),
        RetentionVerb.Create(),
        PeopleVerb.Create(),
        DataSets.DataSetVerb.Create(),
        Exchange.NodeVerb.Create(),
        Exchange.ExchangeVerb.Create(),
        Sharing.ShareVerb.Create(),
        Sharing.RecallVerb.Create(),
        Sharing.HoldVerb.Create(),
        Sharing.DeskVerb.Create(),
        Match.MatchVerb.Create(),
        Graphs.GraphVerb.Create(),
        Sets.SetsVerb.Create(),
        Drift.DriftVerb.Create(),
        Sar.SarVerb.Create(),
        Sar.PositionVerb.Create(),
        Ais.AisVerb.Create(),
        Estimate.EstimateVerb.Create(),
        Conversions.ConvertVerb.Create(),
        Notices.NoticeVerb.Create(),
    ];

    /// <summary>Runs the verb that the words name and gives the process its exit code.</summary>
    /// <returns>0 done; 1 done, and the answer is no (a broken chain, a failed check); 2 the words or the input are wrong.</returns>
    public static async Task<int> RunAsync(string[] words)
    {
        // A plain command, not a RootCommand: that would call itself by the name of the file it lies in.
        var root = new Command("palermo",
            "Palermo: countries working together against migrant smuggling and human trafficking. "
            + "Every verb has --help; those that answer take --json.") { new HelpOption { Recursive = true }, new VersionOption() };
        foreach (var verb in Verbs()) root.Subcommands.Add(verb);
        try
        {
            var parsed = root.Parse(words);
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? 2 : code; // the library answers 1, which here means that the answer is no
        }
        catch (CliProblem problem)
        {
            await Console.Error.WriteLineAsync($"palermo: {problem.Message}");
            return 2;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("palermo: cancelled");
            return 130;
        }
    }
}
