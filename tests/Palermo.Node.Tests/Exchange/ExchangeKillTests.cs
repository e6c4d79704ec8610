using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Palermo.Exchange;
using Palermo.Exchange.Tests;
using Palermo.Exchange.Trust;
using Palermo.Kernel;
using Palermo.Storage;

namespace Palermo.Node.Tests.Exchange;

/// <summary>
/// Law 8, shown on two real node processes: the link is cut, delayed and truncated, and either side is killed with kill -9 at random, while both
/// write to each other without pause. At the end every message was in effect exactly once and in the order of its conversation.
/// </summary>
public sealed class ExchangeKillTests
{
    private const string FolderVariable = "PALERMO_KILL_NODE", PortVariable = "PALERMO_KILL_PORT";
    private const int Conversations = 5;

    private static readonly string Scratch = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "palermo-exchange-kill");

    private static Task<OpenedNode> OpenAsync(string folder, string? postgres = null) => OpenedNode.OpenAsync(folder, TimeProvider.System, rooms: Declarations.Of(new LetterRoom()), postgres: postgres);

    private static Session Writer(OpenedNode node) => new(new("ann", "Ann", node.Settings.Name, "test", [Role.LiaisonOfficer.Name]), new(Purpose.Cooperation, "test"), Channel.Page);

    private static async Task<List<Letter>> LettersAsync(OpenedNode node, bool own)
    {
        List<(long Sequence, Letter Letter)> letters = [];
        await foreach (var view in node.Store.Records.ScanAsync(Writer(node), new(Letter.Kind.Name)))
            if (view.As<Letter>().From == node.Settings.Name == own) letters.Add((view.Sequence, view.As<Letter>()));
        return [.. letters.OrderBy(l => l.Sequence).Select(l => l.Letter)];
    }

    /// <summary>The victim: a node that serves and writes until it is killed. Runs only when started by the test below.</summary>
    [Fact(Explicit = true)]
    public async Task Victim()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "runs only as a victim of the kill test");
        await using var node = await OpenAsync(folder);
        await using var app = NodeHost.Build(node, $"http://127.0.0.1:{Environment.GetEnvironmentVariable(PortVariable)}");
        await app.StartAsync();
        await File.WriteAllTextAsync(folder + ".started", "");
        var number = (await LettersAsync(node, own: true)).Count;
        var to = node.Settings.Name == "niger" ? "italy" : "niger";
        while (true)
        {
            await Task.Delay(number % 7 == 0 ? 60 : 15);
            if (File.Exists(folder + ".stop")) continue; // goes on serving, writes no more
            number++;
            var letter = new Letter($"letter {number} {new string('x', number % 3 * 4000)}", node.Settings.Name, "c" + number % Conversations, number);
            var written = await node.Store.Records.WriteAsync(Writer(node), [new RecordChange.Create(letter.Header(node.Settings.Name), letter)],
                [new(to, letter.Conversation, "letter/1", letter.ToBytes(), null)]);
            Assert.True(written.Done);
        }
    }

    public static TheoryData<bool> BothDatabases { get; } = [false, true];

    [Theory, MemberData(nameof(BothDatabases))]
    public async Task Killed_and_cut_at_random_every_message_is_in_effect_once_and_in_order(bool postgres)
    {
        var connection = Environment.GetEnvironmentVariable("PALERMO_TEST_POSTGRES");
        if (postgres && string.IsNullOrEmpty(connection))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "PostgreSQL is not configured: set PALERMO_TEST_POSTGRES, or run ./palermo test");
            Assert.Fail("In CI the tests run on PostgreSQL too: PALERMO_TEST_POSTGRES is not set.");
        }
        var root = Directory.CreateDirectory(Path.Combine(Scratch, Path.GetRandomFileName())).FullName;
        // Schemas are named for nodes: each run has a database of its own.
        var database = "kill_" + Path.GetFileName(root).Replace(".", "", StringComparison.Ordinal);
        if (postgres) await SqlAsync(connection!, $"CREATE DATABASE {database}");
        var server = postgres ? new NpgsqlConnectionStringBuilder(connection) { Database = database }.ToString() : null;
        string[] names = ["niger", "italy"];
        var (folders, ports) = (names.Select(n => Path.Combine(root, n)).ToArray(), new[] { FreePort(), FreePort() });
        await using var toNiger = new BadLink(ports[0], 1);
        await using var toItaly = new BadLink(ports[1], 2);
        BadLink[] links = [toNiger, toItaly];
        var running = new Process?[2];
        var draw = new Random(17);
        try
        {
            Pair(names, folders, links);
            for (var i = 0; i < 2; i++) running[i] = await StartAsync(folders[i], ports[i], server);
            var rounds = LongForm.Rounds(postgres ? 4 : 12, 500);
            for (var round = 0; round < rounds; round++)
            {
                await Task.Delay(draw.Next(30, 500));
                if (draw.Next(4) == 0)
                {
                    var link = links[draw.Next(2)];
                    link.Down = true;
                    await Task.Delay(draw.Next(300));
                    link.Down = false;
                }
                var victim = draw.Next(2);
                running[victim]!.Kill();
                await running[victim]!.WaitForExitAsync();
                running[victim]!.Dispose();
                running[victim] = null; // a start that fails is then what the test tells of
                running[victim] = await StartAsync(folders[victim], ports[victim], server);
            }
            foreach (var folder in folders) await File.WriteAllTextAsync(folder + ".stop", "");
            foreach (var link in links) link.Good = true;
            await SettledAsync(folders, names, server);
            foreach (var process in running) { process!.Kill(); await process.WaitForExitAsync(); }

            List<Letter>[] wrote = new List<Letter>[2], came = new List<Letter>[2];
            for (var i = 0; i < 2; i++)
            {
                await using var node = await OpenAsync(folders[i], server);
                (wrote[i], came[i]) = (await LettersAsync(node, own: true), await LettersAsync(node, own: false));
                Assert.Null((await node.Store.Audit.VerifyAsync(Compartment.General)).Fault);
                var check = await node.Store.CheckAsync();
                Assert.True(check.Sound, string.Join('\n', check.Faults));
            }
            for (var i = 0; i < 2; i++)
            {
                Assert.True(wrote[i].Count > rounds, $"{names[i]} wrote only {wrote[i].Count}");
                Assert.Equal(wrote[i].Select(l => l.Number).Order(), came[1 - i].Select(l => l.Number).Order()); // each exactly once
                foreach (var conversation in came[1 - i].GroupBy(l => l.Conversation))
                    Assert.Equal(conversation.Select(l => l.Number).Order(), conversation.Select(l => l.Number)); // and in order
            }
            Assert.True(links.Sum(l => l.Cuts) > 0, "no connection was ever cut: the test shows nothing");
        }
        finally
        {
            foreach (var process in running)
                if (process is { HasExited: false }) process.Kill();
            if (postgres)
            {
                NpgsqlConnection.ClearAllPools();
                await SqlAsync(connection!, $"DROP DATABASE {database} WITH (FORCE)");
            }
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task SqlAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes both nodes and lets them trust each other, each under the address of the bad link to it.</summary>
    private static void Pair(string[] names, string[] folders, BadLink[] links)
    {
        var cards = new NodeCard[2];
        for (var i = 0; i < 2; i++)
        {
            var settings = new NodeSettings { Name = names[i], Title = Words.Same(names[i]), Organisation = "test", ExchangeAddress = $"http://127.0.0.1:{links[i].Port}" };
            settings.Write(folders[i]);
            cards[i] = NodeIdentity.Open(folders[i], new(names[i], settings.Title, "test", null, settings.ExchangeAddress), TimeProvider.System, null).Card();
        }
        for (var i = 0; i < 2; i++)
        {
            var card = cards[1 - i];
            new TrustFile(folders[i]).Change(book => book.With(TrustRules.Introduced(card, card.Made) with { Private = true }));
        }
    }

    private static async Task<Process> StartAsync(string folder, int port, string? server)
    {
        File.Delete(folder + ".started");
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])["-noLogo", "-noColor", "-explicit", "only", "-method", "Palermo.Node.Tests.Exchange.ExchangeKillTests.Victim"]) start.ArgumentList.Add(word);
        start.Environment[FolderVariable] = folder;
        start.Environment[PortVariable] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PALERMO_POSTGRES"] = server;
        var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!File.Exists(folder + ".started"))
        {
            Assert.False(process.HasExited, "a node ended by itself: " + (process.HasExited ? await said + await wrong : ""));
            await Task.Delay(10);
        }
        return process;
    }

    /// <summary>Waits until nothing is on the way any more.</summary>
    private static async Task SettledAsync(string[] folders, string[] names, string? server)
    {
        var waited = Stopwatch.StartNew();
        for (var quiet = 0; quiet < 3;)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(4), "messages did not arrive");
            await Task.Delay(400);
            var open = 0L;
            for (var i = 0; i < 2; i++)
            {
                await using var store = await NodeStore.OpenAsync(new() { DataFolder = folders[i], NodeName = names[i], PostgresConnectionString = server, PostgresSchema = names[i] }, [Letter.Kind], NameTextKeys.Instance, TimeProvider.System);
                await store.Exchange.NumberAsync();
                open += (await store.Exchange.TrafficAsync()).Sum(t => t.Queued + t.Open + t.Waiting);
            }
            quiet = open == 0 ? quiet + 1 : 0;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
