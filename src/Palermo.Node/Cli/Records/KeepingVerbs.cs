using System.CommandLine;
using Palermo.Exchange.Keys;
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

    private static Option<FileInfo?> Passphrase(string what) => new("--passphrase-file")
    {
        Description = $"File whose first line is the passphrase {what}; else the variable {IdentityBackup.PassphraseVariable}.", HelpName = "FILE",
    };

    private static Command Backup()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write it; must not exist." };
        var secret = Passphrase("that seals the node's keys");
        return NodeOptions.On(new("backup",
                "Write everything that the node owns into one file, while it goes on working. The keys by which partners know the node go in only under a passphrase: without them a restored node must be paired anew. "
                + "Example: palermo backup niger.backup --passphrase-file /secure/niger.passphrase --data niger") { file, secret }, Purpose.Administration,
            async (words, node, session, json, cancel) =>
            {
                var path = words.GetValue(file)!;
                if (File.Exists(path)) throw new CliProblem($"{path} is there already: name a new file.");
                List<(string, byte[])> parts = [(IdentityBackup.SettingsPart, IdentityBackup.SettingsPartOf(node.Settings))];
                var passphrase = IdentityBackup.PassphraseOf(words.GetValue(secret));
                if (passphrase is not null) parts.Add((IdentityBackup.IdentityPart, IdentityBackup.Seal(node.Exchange.Identity, passphrase)));
                try { await node.Store.BackupAsync(path, parts, cancel); }
                catch (StoreProblem problem) { throw new CliProblem(problem.Message); }
                await node.Store.Audit.AppendAsync(session, "backup", null, new { file = Path.GetFileName(path), keys = passphrase is not null }, cancel);
                var bytes = new FileInfo(path).Length;
                if (json) Answer.WriteJson(new { file = Path.GetFullPath(path), bytes, keys = passphrase is not null });
                else Console.WriteLine($"{path}: {bytes:N0} bytes, {(passphrase is not null ? "with the node's keys, sealed under the passphrase" : "without the node's keys")}");
                if (passphrase is null)
                    Answer.Progress($"The node's keys are not in it: a node restored from it opens nothing that is on its way, and partners must pair with it anew. Give --passphrase-file or {IdentityBackup.PassphraseVariable} to seal them in.");
                return 0;
            });
    }

    private static Command Restore()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file that 'palermo backup' wrote." };
        var data = new Option<string>("--data") { Description = "The node's folder. What it holds is replaced; what was erased since the backup is erased again. Keys that it has stay.", HelpName = "DIR", DefaultValueFactory = _ => "palermo-data" };
        var secret = Passphrase("under which the keys were sealed");
        var without = new Option<bool>("--without-keys") { Description = "Leave the keys in the backup aside: the node makes new ones, and partners pair with it anew." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on standard output." };
        var verb = new Command("restore", "Make a node's folder what a backup holds. Example: palermo restore niger.backup --passphrase-file /secure/niger.passphrase --data niger") { file, data, secret, without, json };
        verb.SetAction(async (words, cancel) =>
        {
            var (path, folder) = (words.GetValue(file)!, words.GetValue(data)!);
            if (!path.Exists) throw new CliProblem($"{path}: there is no such file.");
            try
            {
                // The keys are opened before anything is written: a wrong passphrase leaves nothing half restored.
                var name = NodeStore.NodeOfBackup(path.FullName);
                var part = words.GetValue(without) ? null : NodeStore.PartOfBackup(path.FullName, IdentityBackup.IdentityPart);
                IdentityBackup.Identity? identity = null;
                if (part is not null)
                    identity = IdentityBackup.Open(part, name, IdentityBackup.PassphraseOf(words.GetValue(secret))
                        ?? throw new CliProblem($"{path} holds the node's keys, sealed: give --passphrase-file or {IdentityBackup.PassphraseVariable}, or --without-keys to restore the records alone. Nothing was changed."));
                // A new folder becomes the node whose backup it is; one that is a node already takes only its own.
                var settings = NodeSettings.ReadOrCreate(folder, () => name, IdentityBackup.SettingsOf(path.FullName));
                var report = await NodeStore.RestoreAsync(OpenedNode.OptionsOf(folder, settings), path.FullName, Rooms.All.Kinds, NameTextKeys.Instance, TimeProvider.System, cancel);
                var keys = identity is null ? "none" : IdentityBackup.Put(identity, folder) ? "restored" : "kept";
                if (words.GetValue(json)) Answer.WriteJson(new { report.Records, report.ErasuresReplayed, keys });
                else
                {
                    Console.WriteLine($"{report.Records:N0} records restored; {report.ErasuresReplayed:N0} erasures made since were made again");
                    Console.WriteLine(keys switch
                    {
                        "restored" => "The node's keys and the partners that it trusts are restored.",
                        "kept" => "The folder has keys of its own: these stay.",
                        _ => "No keys were restored: without keys in the folder the node makes new ones, and partners pair with it anew.",
                    });
                }
                return 0;
            }
            catch (StoreProblem problem) { throw new CliProblem(problem.Message); }
            catch (KeyProblem problem) { throw new CliProblem(problem.Message); }
        });
        return verb;
    }
}
