using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using NodaTime;
using Palermo.Exchange;
using Palermo.Exchange.Trust;
using Palermo.Kernel;
using Palermo.Node;

namespace Palermo.Bench;

/// <summary>What the workload sends.</summary>
internal sealed record BenchNote(string Text)
{
    public static Kind<BenchNote> Kind { get; } = new KindBuilder<BenchNote>("bench-note", "C04", Words.Same("Note"), Words.Same("Notes"))
        .Field(n => n.Text, Words.Same("Text"), f => f with { Required = true, MaxLength = 20_000 })
        .Title(n => n.Text[..Math.Min(40, n.Text.Length)])
        .Purposes(Purpose.Cooperation).Retention(1, 2, "bench").Categories(SubjectCategory.OtherParty).Build();

    public RecordHeader Header(string owner) => new(default, Kind.Name, owner, Kind.Workflow.Initial.Name, new(Tlp.Green), Kind.DefaultPurposes, default, new("bench"), new LocalDate(2029, 1, 1), [SubjectCategory.OtherParty]);
}

/// <summary>A room that makes a record of each message.</summary>
internal sealed class BenchRoom : ICommitment
{
    public string Id => "C04";
    public string Path => "bench";
    public Words Title => Words.Same("Bench");
    public Words Summary => Words.Same("Bench");

    public void Declare(Declarations room) => room.Kind(BenchNote.Kind).Message(new("note/1", Words.Same("Note"), (message, context, _) =>
    {
        // The record of the copy is small; the message carries the 10 kB, as one with an enclosed file or a long list would.
        var note = new BenchNote(Encoding.UTF8.GetString(message.Payload.Span[..400]));
        return new(new MessageEffect([new RecordChange.Create(note.Header(message.From) with { Id = context.Ids.Next() }, note)], [], ByPartner: true));
    }));
}

/// <summary>
/// Messages of 10 kB between two node processes, the whole path: committed with a record at the sender, sealed, sent by HTTP, opened and checked,
/// in effect as a record at the recipient (a durable commit each), and the receipt back at the sender.
/// </summary>
internal static class ExchangeWorkload
{
    private const int Bytes = 10_000;

    public static int Run(string[] args)
    {
        if (args is ["--serve", var folder, var port]) return ServeAsync(folder, port).GetAwaiter().GetResult();
        var messages = args.SkipWhile(a => a != "--messages").Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).FirstOrDefault(10_000);
        var runs = args.SkipWhile(a => a != "--runs").Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).FirstOrDefault(3);
        var writers = args.SkipWhile(a => a != "--writers").Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).FirstOrDefault(4);
        return RunAsync(messages, runs, writers).GetAwaiter().GetResult();
    }

    private static Task<OpenedNode> OpenAsync(string folder) => OpenedNode.OpenAsync(folder, TimeProvider.System, rooms: Declarations.Of(new BenchRoom()));

    private static async Task<int> ServeAsync(string folder, string port)
    {
        await using var node = await OpenAsync(folder);
        await using var app = NodeHost.Build(node, "http://127.0.0.1:" + port);
        await app.StartAsync();
        Console.WriteLine("ready");
        // Asked at the beginning and the end of each run; an empty line ends it.
        while (await Console.In.ReadLineAsync() is { Length: > 0 })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ProcessorSeconds()} {Process.GetCurrentProcess().PeakWorkingSet64}"));
        await app.StopAsync();
        return 0;
    }

    /// <summary>Processor time of this process, user and system, in seconds.</summary>
    private static double ProcessorSeconds() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    private static async Task<(double Processor, long Peak)> AskAsync(Process recipient)
    {
        await recipient.StandardInput.WriteLineAsync("how much");
        var told = (await recipient.StandardOutput.ReadLineAsync())!.Split(' ');
        return (double.Parse(told[0], CultureInfo.InvariantCulture), long.Parse(told[1], CultureInfo.InvariantCulture));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<int> RunAsync(int messages, int runs, int writers)
    {
        var root = Directory.CreateTempSubdirectory("palermo-bench-exchange-").FullName;
        try
        {
            string[] names = ["niger", "italy"];
            int[] ports = [FreePort(), FreePort()];
            var cards = new NodeCard[2];
            for (var i = 0; i < 2; i++)
            {
                var settings = new NodeSettings { Name = names[i], Title = Words.Same(names[i]), Organisation = "bench", ExchangeAddress = $"http://127.0.0.1:{ports[i]}" };
                settings.Write(Path.Combine(root, names[i]));
                cards[i] = NodeIdentity.Open(Path.Combine(root, names[i]), new(names[i], settings.Title, "bench", null, settings.ExchangeAddress), TimeProvider.System, null).Card();
            }
            for (var i = 0; i < 2; i++)
            {
                var card = cards[1 - i];
                new TrustFile(Path.Combine(root, names[i])).Change(book => book.With(TrustRules.Introduced(card, card.Made) with { Private = true }));
            }
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
            foreach (var word in (string[])["exchange", "--serve", Path.Combine(root, "italy"), ports[1].ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(word);
            using var italy = Process.Start(start)!;
            await italy.StandardOutput.ReadLineAsync();
            await using var niger = await OpenAsync(Path.Combine(root, "niger"));
            await using var app = NodeHost.Build(niger, "http://127.0.0.1:" + ports[0]);
            await app.StartAsync();

            await RoundAsync(niger, 2000, writers); // warm
            List<double> rates = [], costs = [];
            for (var run = 1; run <= runs; run++)
            {
                var machine = MachineLoad.Begin();
                var (senders, recipients) = (ProcessorSeconds(), (await AskAsync(italy)).Processor);
                var watch = Stopwatch.StartNew();
                var wrote = await RoundAsync(niger, messages, writers);
                rates.Add(messages / watch.Elapsed.TotalSeconds);
                (senders, recipients) = (ProcessorSeconds() - senders, (await AskAsync(italy)).Processor - recipients);
                costs.Add((senders + recipients) * 1000 / messages);
                Console.WriteLine($"  run {run}: {messages:N0} messages of {Bytes:N0} bytes by {writers} people in effect, receipts back, in {watch.Elapsed.TotalSeconds:N1} s: {rates[^1]:N0} a second (the last was committed at {wrote.TotalSeconds:N1} s)");
                Console.WriteLine($"    processor time a message: {costs[^1]:N2} ms, of which sender with its writer {senders * 1000 / messages:N2}, recipient {recipients * 1000 / messages:N2}; {machine.End()}");
            }
            var peak = (await AskAsync(italy)).Peak;
            await italy.StandardInput.WriteLineAsync();
            await italy.WaitForExitAsync();
            await app.StopAsync();
            rates.Sort();
            costs.Sort();
            Console.WriteLine($"  messages a second: min {rates[0]:N0}, median {rates[rates.Count / 2]:N0}, max {rates[^1]:N0}; goal 1,000 on two cores, both nodes and the writer together");
            Console.WriteLine($"  processor time a message, both nodes and the writer: min {costs[0]:N2}, median {costs[costs.Count / 2]:N2}, max {costs[^1]:N2} ms; two cores have 2 ms for each of 1,000 messages a second");
            Console.WriteLine($"  peak memory: sender {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0} MiB, recipient {peak >> 20:N0} MiB");
            return 0;
        }
        finally { Directory.Delete(root, recursive: true); }
    }

    /// <summary>Writes messages and waits until each is in effect and its receipt is here.</summary>
    /// <param name="writers">People at work at the same time: each waits for the commit of a message before the next.</param>
    /// <returns>When the last was committed.</returns>
    private static async Task<TimeSpan> RoundAsync(OpenedNode node, int messages, int writers)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            var by = new Session(new("ann" + w, "Ann", node.Settings.Name, "bench", [Role.LiaisonOfficer.Name]), new(Purpose.Cooperation, "bench"), Channel.Job);
            var draw = new Random(5 + w);
            for (var i = w; i < messages; i += writers)
            {
                var payload = new byte[Bytes];
                draw.NextBytes(payload);
                for (var k = 0; k < payload.Length; k++) payload[k] = (byte)('a' + payload[k] % 26);
                var note = new BenchNote(Encoding.ASCII.GetString(payload, 0, 400));
                var written = await node.Store.Records.WriteAsync(by, [new RecordChange.Create(note.Header(node.Settings.Name), note)], [new("italy", $"c{i % 500}", "note/1", payload, null)]);
                if (!written.Done) throw new InvalidOperationException(written.Refusals[0].Message);
            }
        })));
        var wrote = watch.Elapsed;
        while (true)
        {
            var traffic = (await node.Store.Exchange.TrafficAsync()).Single();
            if (traffic.Queued + traffic.Open == 0 && await node.Store.Exchange.NumberAsync() == 0) return wrote;
            await Task.Delay(50); // the question itself counts rows
        }
    }
}
