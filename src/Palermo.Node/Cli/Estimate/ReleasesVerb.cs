using System.CommandLine;
using Palermo.Analysis.Estimation;

namespace Palermo.Node.Cli.Estimate;

/// <summary><c>palermo estimate releases</c>: whether published tables give a small group away together.</summary>
internal static class ReleasesVerb
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE.csv") { Description = "Published tables, oldest first: a column for each dimension, Total for sums, the count last and empty where hidden.", Arity = ArgumentArity.OneOrMore };
        var min = new Option<int>("--min") { Description = "Smallest group that may be told.", DefaultValueFactory = _ => SmallCounts.DefaultThreshold };
        var json = Input.Json();
        var command = new Command("releases",
            "Compare published tables as an outsider would who keeps them all: differences and combinations that isolate a small group. A category may join finer ones with a plus sign (0-15+16-17).\n\n"
            + "Example:  palermo estimate releases june.csv july.csv --min 5\n\n"
            + "Exit code 1: something was found; do not publish the newer table.")
        { files, min, json };
        command.SetAction(parsed =>
        {
            var releases = parsed.GetValue(files)!.Select(f => Input.Check(() => PublishedCsv.Read(Input.Read(f), f))).ToList();
            var report = Input.Check(() => Differencing.Check(releases, parsed.GetValue(min)));
            if (parsed.GetValue(json)) Answer.WriteJson(report);
            else
            {
                foreach (var f in report.Findings)
                    Console.Out.WriteLine($"{f.Kind}: {string.Join("  with  ", f.Figures)} tells of a group of {(f.Least == f.Most ? $"{f.Least}" : $"{f.Least} to {f.Most}")}.");
                if (report.Clear) Console.Out.WriteLine("Nothing found.");
                if (report.Incomplete is { } why) Console.Out.WriteLine($"Only pairs of figures were compared: {why}.");
            }
            return report.Clear ? 0 : 1;
        });
        return command;
    }
}
