using System.CommandLine;
using Palermo.Kernel;
using Palermo.Storage;

namespace Palermo.Node.Cli;

/// <summary><c>palermo check</c>, <c>backup</c> and <c>restore</c>: whether all is well, and that it stays so.</summary>
internal static class KeepingVerbs
{
    public static IEnumerable<Command> Create() => [Check(), Backup(), Restore()];

    private static Command Check() => NodeOptions.On(
        new("check", "Examine everything: bodies against their commitments, indexes against bodies, the audit chains, files against their hashes. Exit code 1 when something is wrong."),
        Purpose.Administration,
        async (words, node, session, json, cancel) =>
        {
            var report = await node.Store.CheckAsync(cancel);
            if (json) Answer.WriteJson(report);
            else
            {
                Console.WriteLine($"{report.Records:N0} records, {report.Versions:N0} versions, {report.Files:N0} files, {report.AuditEntries:N0} audit entries: {(report.Sound ? "all sound" : $"{report.Faults.Count} faults")}");
                foreach (var fault in report.Faults) Console.WriteLine("  " + fault);
            }
            return report.Sound ? 0 : 1;
        });

    private static Command Backup()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write it; must not exist." };
        return NodeOptions.On(new("backup", "Write everything that the node owns into one file, while it goes on working.") { file }, Purpose.Administration,
            async (words, node, session, json, cancel) =>
            {
                var path = words.GetValue(file)!;
                if (File.Exists(path)) throw new CliProblem($"{path} is there already: name a new file.");
                try { await node.Store.BackupAsync(path, cancel); }
                catch (StoreProblem problem) { throw new CliProblem(problem.Message); }
                await node.Store.Audit.AppendAsync(session, "backup", null, new { file = Path.GetFileName(path) }, cancel);
                var bytes = new FileInfo(path).Length;
                if (json) Answer.WriteJson(new { file = Path.GetFullPath(path), bytes });
                else Console.WriteLine($"{path}: {bytes:N0} bytes");
                return 0;
            });
    }

    private static Command Restore()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file that 'palermo backup' wrote." };
        var data = new Option<string>("--data") { Description = "The node's folder. What it holds is replaced; what was erased since the backup is erased again.", HelpName = "DIR", DefaultValueFactory = _ => "palermo-data" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on standard output." };
        var verb = new Command("restore", "Make a node's folder what a backup holds.") { file, data, json };
        verb.SetAction(async (words, cancel) =>
        {
            var (path, folder) = (words.GetValue(file)!, words.GetValue(data)!);
            if (!path.Exists) throw new CliProblem($"{path}: there is no such file.");
            try
            {
                // A new folder becomes the node whose backup it is; one that is a node already takes only its own.
                var settings = NodeSettings.ReadOrCreate(folder, () => NodeStore.NodeOfBackup(path.FullName));
                var report = await NodeStore.RestoreAsync(OpenedNode.OptionsOf(folder, settings), path.FullName, Rooms.All.Kinds, NameTextKeys.Instance, TimeProvider.System, cancel);
                if (words.GetValue(json)) Answer.WriteJson(report);
                else Console.WriteLine($"{report.Records:N0} records restored; {report.ErasuresReplayed:N0} erasures made since were made again");
                return 0;
            }
            catch (StoreProblem problem) { throw new CliProblem(problem.Message); }
        });
        return verb;
    }
}
