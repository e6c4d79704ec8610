using System.Diagnostics;
using System.Text.Json.Nodes;
using Palermo.Exchange.Tests;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node.Tests.Exchange;

/// <summary>The verbs as people type them: two nodes are made, paired, and exchange by stick; a directory is signed and accepted.</summary>
public class ExchangeVerbTests
{
    /// <summary>Runs the built program, and gives its code and what it printed.</summary>
    private static async Task<(int Code, string Out, string Error)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Palermo.Node")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await wrong);
    }

    private static async Task<JsonNode> JsonAsync(params string[] words)
    {
        var (code, said, wrong) = await RunAsync([.. words, "--json"]);
        Assert.True(code == 0, $"{string.Join(' ', words)}: {code} {wrong}");
        return JsonNode.Parse(said)!; // exactly one document
    }

    [Fact]
    public async Task Two_nodes_are_made_paired_and_exchange_by_stick()
    {
        var home = Directory.CreateTempSubdirectory("palermo-exchange-").FullName;
        string At(string name) => Path.Combine(home, name);
        try
        {
            var niger = await JsonAsync("node", "init", "--name", "niger", "--country", "NER", "--data", At("niger"));
            var italy = await JsonAsync("node", "init", "--name", "italy", "--address", "http://127.0.0.1:9", "--data", At("italy"));
            Assert.Equal(0, await CommandLine.RunAsync(["node", "show", "--card", At("italy.card"), "--data", At("italy")]));
            Assert.Equal(0, await CommandLine.RunAsync(["node", "show", "--card", At("niger.card"), "--data", At("niger")]));
            // The wrong code, the own card, and a file that is no card: words that are wrong.
            Assert.Equal(2, await CommandLine.RunAsync(["node", "trust", At("italy.card"), "--code", "AAAA-AAAA-AAAA", "--data", At("niger")]));
            Assert.Equal(2, await CommandLine.RunAsync(["node", "trust", At("niger.card"), "--code", (string)niger["code"]!, "--data", At("niger")]));
            await File.WriteAllTextAsync(At("no.card"), "no card");
            Assert.Equal(2, await CommandLine.RunAsync(["node", "trust", At("no.card"), "--code", "AAAA-AAAA-AAAA", "--data", At("niger")]));
            Assert.Equal(0, await CommandLine.RunAsync(["node", "trust", At("italy.card"), "--code", (string)italy["code"]!, "--private", "--data", At("niger")]));
            Assert.Equal(0, await CommandLine.RunAsync(["node", "trust", At("niger.card"), "--code", (string)niger["code"]!, "--data", At("italy")]));

            // Something to send: a letter that italy's program does not understand, so that it waits there.
            await using (var node = await OpenedNode.OpenAsync(At("niger"), TimeProvider.System, rooms: Declarations.Of(new LetterRoom())))
            {
                var by = new Session(new("ann", "Ann", "niger", "niger", [Role.LiaisonOfficer.Name]), new(Purpose.Cooperation, "test"), Kernel.Channel.CommandLine);
                var letter = new Letter("hello", "niger", "boat", 1);
                Assert.True((await node.Store.Records.WriteAsync(by, [new RecordChange.Create(letter.Header("niger"), letter)], [new("italy", "boat", "letter/1", letter.ToBytes(), null)])).Done);
            }
            Assert.Equal(1, (int)(await JsonAsync("exchange", "export", At("1.bundle"), "--to", "italy", "--data", At("niger")))["messages"]!);
            Assert.Equal(2, await CommandLine.RunAsync(["exchange", "export", At("1.bundle"), "--to", "italy", "--data", At("niger")])); // overwrites nothing
            Assert.Equal(1, (int)(await JsonAsync("exchange", "import", At("1.bundle"), "--data", At("italy")))["fresh"]!);
            Assert.Equal(1, (int)(await JsonAsync("exchange", "import", At("1.bundle"), "--data", At("italy")))["repeated"]!);
            Assert.Equal(1, (int)(await JsonAsync("exchange", "export", At("2.bundle"), "--to", "niger", "--data", At("italy")))["receipts"]!);
            Assert.Equal(1, (int)(await JsonAsync("exchange", "import", At("2.bundle"), "--data", At("niger")))["receipts"]!);
            var status = (await JsonAsync("exchange", "status", "--data", At("niger")))["partners"]![0]!;
            Assert.Equal((0, 1), ((int)status["queued"]!, (int)status["open"]!));
            Assert.Equal(1, (int)(await JsonAsync("exchange", "status", "--data", At("italy")))["partners"]![0]!["waiting"]!);
            Assert.Equal(2, await CommandLine.RunAsync(["exchange", "import", At("1.bundle"), "--data", At("niger")])); // for another node

            var old = (await JsonAsync("node", "show", "--data", At("niger")))["keys"]![0]!["id"]!.ToString();
            await JsonAsync("node", "rotate", "--data", At("niger"));
            Assert.Equal(4, (await JsonAsync("node", "show", "--data", At("niger")))["keys"]!.AsArray().Count);
            Assert.False((bool)(await JsonAsync("node", "revoke", old, "--reason", "laptop stolen", "--out", At("revoked"), "--data", At("niger")))["pairAgain"]!);
            Assert.Equal(2, await CommandLine.RunAsync(["node", "revoke", old, "--reason", "again", "--data", At("niger")]));
            Assert.Equal(0, await CommandLine.RunAsync(["node", "distrust", "niger", "--data", At("italy")]));
            Assert.Equal(2, await CommandLine.RunAsync(["node", "distrust", "niger", "--data", At("italy")]));
            Assert.Equal(0, await CommandLine.RunAsync(["audit", "verify", "--data", At("italy")]));
        }
        finally { Directory.Delete(home, recursive: true); }
    }

    [Fact]
    public async Task A_directory_is_signed_by_its_authority_and_accepted_by_its_members()
    {
        var home = Directory.CreateTempSubdirectory("palermo-directory-").FullName;
        string At(string name) => Path.Combine(home, name);
        try
        {
            foreach (var name in (string[])["hub", "niger", "italy"])
                Assert.Equal(0, await CommandLine.RunAsync(["node", "init", "--name", name, "--data", At(name)]));
            foreach (var name in (string[])["hub", "niger", "italy"])
                Assert.Equal(0, await CommandLine.RunAsync(["node", "show", "--card", At(name + ".card"), "--data", At(name)]));
            string[] Sign(int sequence, params string[] nodes) => ["node", "directory", "sign", .. nodes.Select(n => At(n + ".card")), "--sequence", sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), "--out", At(sequence + ".directory"), "--data", At("hub")];
            Assert.Equal(0, await CommandLine.RunAsync(Sign(1, "niger", "italy")));
            Assert.Equal(0, await CommandLine.RunAsync(Sign(2, "niger")));
            Assert.Equal(2, await CommandLine.RunAsync(["node", "directory", "accept", At("1.directory"), "--data", At("niger")])); // a stranger's
            var code = Palermo.Exchange.Trust.NodeCard.Read(await File.ReadAllTextAsync(At("hub.card"))).Value.Code();
            Assert.Equal(0, await CommandLine.RunAsync(["node", "trust", At("hub.card"), "--code", code, "--data", At("niger")]));
            Assert.Equal(0, await CommandLine.RunAsync(["node", "directory", "accept", At("1.directory"), "--data", At("niger")]));
            Assert.Equal(["hub", "italy"], new Palermo.Exchange.Trust.TrustFile(At("niger")).Book.Partners.Select(p => p.Name));
            Assert.Equal(0, await CommandLine.RunAsync(["node", "directory", "accept", At("2.directory"), "--data", At("niger")]));
            Assert.Equal(["hub"], new Palermo.Exchange.Trust.TrustFile(At("niger")).Book.Partners.Select(p => p.Name));
            Assert.Equal(2, await CommandLine.RunAsync(["node", "directory", "accept", At("1.directory"), "--data", At("niger")])); // an old edition
        }
        finally { Directory.Delete(home, recursive: true); }
    }
}
