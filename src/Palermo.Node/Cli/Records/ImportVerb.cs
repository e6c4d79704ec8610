using System.CommandLine;
using System.Globalization;
using Palermo.Kernel;
using Palermo.Web.Imports;

namespace Palermo.Node.Cli;

/// <summary><c>palermo import READER FILE</c>: a file of a known publisher into the node.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var verb = new Command("import", "Bring a file in. The same file again stores nothing twice; a crash resumes where it stopped.");
        foreach (var reader in Rooms.All.Imports) verb.Subcommands.Add(Of(reader));
        return verb;
    }

    private static Command Of(ImportReader reader)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file; a .gz is read as it is." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read and check everything, store nothing." };
        var verb = new Command(reader.Name, $"{reader.Title.English}. Example: palermo import {reader.Name} FILE.csv.gz --data niger --json") { file, dryRun };
        return NodeOptions.On(verb, Purpose.BorderManagement, async (words, node, session, json, cancel) =>
        {
            var path = words.GetValue(file)!;
            if (!path.Exists) throw new CliProblem($"{path}: there is no such file.");
            await using var content = path.OpenRead();
            var dry = words.GetValue(dryRun);
            var done = await ImportRun.RunAsync(node, session, reader, content, path.Name, dry,
                read => { if (read % 10_000 == 0) Answer.Progress(string.Create(CultureInfo.InvariantCulture, $"{read:N0} rows read")); }, cancel);
            if (!done.TryGet(out var report)) return NodeOptions.Refuse(done.Refusals);
            if (json) Answer.WriteJson(report.ToJson());
            else
            {
                Console.WriteLine($"{report.Read:N0} rows read: {report.Stored:N0} {(dry ? "would be stored" : "stored")}, {report.Changed:N0} changed, {report.Unchanged:N0} unchanged, {report.Rejected:N0} rejected");
                foreach (var problem in report.Problems.Where(p => p.Rejected).Take(20)) Console.WriteLine($"  line {problem.Line}{(problem.Field is null ? "" : ", " + problem.Field)}: {problem.Message}");
                var notes = report.Problems.Count(p => !p.Rejected);
                if (notes > 0) Console.WriteLine($"  and {notes:N0} notes on rows that were taken: --json lists them");
                if (report.Fault is { } fault) Console.WriteLine($"  reading ended before the file did: {fault}");
            }
            // Nothing of it could be taken: the file as a whole is wrong.
            return report.Fault is not null || (report.Read > 0 && report.Rejected == report.Read) ? 2 : 0;
        });
    }
}
