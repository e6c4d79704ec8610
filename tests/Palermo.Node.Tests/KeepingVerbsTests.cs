using System.Text;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Tests;
using Palermo.Kernel;
using Palermo.Node.Cli;
using Palermo.Storage;

namespace Palermo.Node.Tests;

public class KeepingVerbsTests
{
    [Fact]
    public async Task A_backup_is_restored_into_a_new_folder_and_into_no_other_node()
    {
        var home = Directory.CreateTempSubdirectory("palermo-keeping-").FullName;
        string At(string name) => Path.Combine(home, name);
        try
        {
            Assert.Equal(0, await CommandLine.RunAsync(["check", "--data", At("niger")]));
            Assert.Equal(0, await CommandLine.RunAsync(["backup", At("niger.backup"), "--data", At("niger")]));
            Assert.Equal(0, await CommandLine.RunAsync(["restore", At("niger.backup"), "--data", At("another-machine")]));
            Assert.Equal("niger", NodeSettings.ReadOrCreate(At("another-machine")).Name);
            Assert.Equal(0, await CommandLine.RunAsync(["check", "--data", At("another-machine")]));
            Assert.Equal(0, await CommandLine.RunAsync(["audit", "verify", "--data", At("another-machine")]));
            Assert.Equal(0, await CommandLine.RunAsync(["check", "--data", At("italy")]));
            Assert.Equal(2, await CommandLine.RunAsync(["restore", At("niger.backup"), "--data", At("italy")]));
            await File.WriteAllTextAsync(At("no.backup"), "no zip");
            Assert.Equal(2, await CommandLine.RunAsync(["restore", At("no.backup"), "--data", At("nowhere")]));
        }
        finally { Directory.Delete(home, recursive: true); }
    }

    private const string Passphrase = "four dry wells and a lorry";

    /// <summary>Two nodes that trust each other, and a letter from italy to niger in a bundle, sealed to the keys that niger has now.</summary>
    private static async Task PairedAsync(Func<string, string> at)
    {
        foreach (var name in (string[])["niger", "italy"])
            Assert.Equal(0, await CommandLine.RunAsync(["node", "init", "--name", name, "--data", at(name)]));
        foreach (var (name, other) in ((string, string)[])[("niger", "italy"), ("italy", "niger")])
        {
            await using var node = await OpenedNode.OpenAsync(at(other), TimeProvider.System);
            await File.WriteAllTextAsync(at(other + ".card"), node.Exchange.Identity.SignedCard());
            Assert.Equal(0, await CommandLine.RunAsync(["node", "trust", at(other + ".card"), "--code", node.Exchange.Identity.Card().Code(), "--private", "--data", at(name)]));
        }
        await using (var italy = await OpenedNode.OpenAsync(at("italy"), TimeProvider.System, rooms: Declarations.Of(new LetterRoom())))
        {
            var by = new Session(new("ann", "Ann", "italy", "italy", [Role.LiaisonOfficer.Name]), new(Purpose.Cooperation, "test"), Kernel.Channel.CommandLine);
            var letter = new Letter("hello", "italy", "boat", 1);
            Assert.True((await italy.Store.Records.WriteAsync(by, [new RecordChange.Create(letter.Header("italy"), letter)], [new("niger", "boat", "letter/1", letter.ToBytes(), null)])).Done);
        }
        Assert.Equal(0, await CommandLine.RunAsync(["exchange", "export", at("1.bundle"), "--to", "niger", "--data", at("italy")]));
    }

    [Fact]
    public async Task A_node_restored_with_its_keys_opens_what_was_sealed_to_it_before_and_one_without_does_not()
    {
        var home = Directory.CreateTempSubdirectory("palermo-keys-").FullName;
        string At(string name) => Path.Combine(home, name);
        try
        {
            await PairedAsync(At);
            await File.WriteAllTextAsync(At("passphrase"), Passphrase + "\n");
            await File.WriteAllTextAsync(At("wrong"), "another passphrase of five words");
            await File.WriteAllTextAsync(At("short"), "short");
            Assert.Equal(0, await CommandLine.RunAsync(["backup", At("niger.backup"), "--passphrase-file", At("passphrase"), "--data", At("niger")]));
            Assert.Equal(2, await CommandLine.RunAsync(["backup", At("other.backup"), "--passphrase-file", At("short"), "--data", At("niger")]));
            Assert.False(File.Exists(At("other.backup")));
            // Nothing of a private key lies open in the file.
            var sealedPart = Encoding.UTF8.GetString(NodeStore.PartOfBackup(At("niger.backup"), IdentityBackup.IdentityPart)!);
            foreach (var line in new KeyFile(At("niger"), null).Read().Pairs) Assert.DoesNotContain(line.Id, sealedPart);
            Directory.Delete(At("niger"), recursive: true);

            // No passphrase, and a wrong one: told, and nothing half restored.
            foreach (var words in (string[][])[[], ["--passphrase-file", At("wrong")], ["--passphrase-file", At("none")]])
            {
                Assert.Equal(2, await CommandLine.RunAsync(["restore", At("niger.backup"), "--data", At("half"), .. words]));
                Assert.False(Directory.Exists(At("half")));
            }
            Assert.Equal(0, await CommandLine.RunAsync(["restore", At("niger.backup"), "--data", At("whole"), "--passphrase-file", At("passphrase")]));
            Assert.Equal(0, await CommandLine.RunAsync(["exchange", "import", At("1.bundle"), "--data", At("whole")]));
            Assert.Equal(0, await CommandLine.RunAsync(["check", "--data", At("whole")]));
            await using (var whole = await OpenedNode.OpenAsync(At("whole"), TimeProvider.System)) Assert.Contains(whole.Exchange.Identity.Partners, p => p.Name == "italy");
            // The other node never paired anew: it takes what the restored one signs.
            Assert.Equal(0, await CommandLine.RunAsync(["exchange", "export", At("2.bundle"), "--to", "italy", "--data", At("whole")]));
            Assert.Equal(0, await CommandLine.RunAsync(["exchange", "import", At("2.bundle"), "--data", At("italy")]));

            Assert.Equal(0, await CommandLine.RunAsync(["restore", At("niger.backup"), "--data", At("bare"), "--without-keys"]));
            Assert.NotEqual(0, await CommandLine.RunAsync(["exchange", "import", At("1.bundle"), "--data", At("bare")]));
        }
        finally { Directory.Delete(home, recursive: true); }
    }

    [Fact]
    public async Task Keys_that_are_newer_than_the_backup_stay_and_settings_come_with_it()
    {
        var home = Directory.CreateTempSubdirectory("palermo-keys-").FullName;
        string At(string name) => Path.Combine(home, name);
        try
        {
            new NodeSettings { Name = "niger", Title = new("Niger", "Niger", "النيجر"), Organisation = "Police nationale, Niamey", Country = "NER" }.Write(At("niger"));
            await File.WriteAllTextAsync(At("passphrase"), Passphrase);
            Assert.Equal(0, await CommandLine.RunAsync(["backup", At("niger.backup"), "--passphrase-file", At("passphrase"), "--data", At("niger")]));
            Assert.Equal(0, await CommandLine.RunAsync(["node", "rotate", "--data", At("niger")]));
            var rotated = new KeyFile(At("niger"), null).Read();
            Assert.Equal(0, await CommandLine.RunAsync(["restore", At("niger.backup"), "--passphrase-file", At("passphrase"), "--data", At("niger")]));
            Assert.Equal(rotated.Pairs.Select(p => p.Id), new KeyFile(At("niger"), null).Read().Pairs.Select(p => p.Id));
            Assert.Equal(0, await CommandLine.RunAsync(["restore", At("niger.backup"), "--passphrase-file", At("passphrase"), "--data", At("elsewhere")]));
            Assert.Equal(("Police nationale, Niamey", "NER"), (NodeSettings.ReadOrCreate(At("elsewhere")).Organisation, NodeSettings.ReadOrCreate(At("elsewhere")).Country));
            // Keys of one node are not those of another, whatever somebody writes into the file.
            var part = NodeStore.PartOfBackup(At("niger.backup"), IdentityBackup.IdentityPart)!;
            Assert.Throws<CliProblem>(() => IdentityBackup.Open(part, "italy", Passphrase));
            var renamed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(part).Replace("\"niger\"", "\"italy\"", StringComparison.Ordinal));
            Assert.Throws<CliProblem>(() => IdentityBackup.Open(renamed, "italy", Passphrase));
            Assert.Throws<CliProblem>(() => IdentityBackup.Open("{}"u8.ToArray(), "niger", Passphrase));
        }
        finally { Directory.Delete(home, recursive: true); }
    }
}
