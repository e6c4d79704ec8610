using Palermo.Exchange.Bundles;
using Palermo.Kernel;

namespace Palermo.Exchange.Tests.Bundles;

/// <summary>Two nodes that never meet on a network.</summary>
public class BundleTests
{
    private readonly TestClock _clock = new();

    private static Palermo.Exchange.Bundles.Bundles Of(TestNode node) => new(node.Identity, node.Store.Exchange, node.Post.Receiver, node.Time);

    private async Task<(TestNode, TestNode)> TwoAsync(Backend backend)
    {
        var niger = await TestNode.OpenAsync("niger", _clock, backend, address: null);
        var italy = await TestNode.OpenAsync("italy", _clock, backend, address: null);
        TestNode.Pair(niger, italy);
        return (niger, italy);
    }

    private static async Task<Imported> ImportAsync(TestNode node, string file)
    {
        var imported = await Of(node).ImportAsync(file);
        while (await node.Post.Effects.RunAsync() > 0) { }
        return imported;
    }

    [Theory, OnEachDatabase]
    public async Task Sticks_that_are_lost_doubled_and_late_lose_nothing_and_do_nothing_twice(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        var folder = Directory.CreateDirectory(Path.Combine(TestNode.Scratch, Path.GetRandomFileName())).FullName;
        try
        {
            var draw = new Random(3);
            Dictionary<string, int> written = new() { ["niger"] = 0, ["italy"] = 0 };
            List<(TestNode To, string File)> onTheWay = [];
            var (round, rounds) = (0, LongForm.Rounds(25, 400));
            while (true)
            {
                _clock.Pass(TimeSpan.FromHours(5));
                foreach (var (from, to) in ((TestNode, TestNode)[])[(niger, italy), (italy, niger)])
                {
                    if (round < rounds)
                        for (var i = draw.Next(4); i > 0; i--) await from.WriteAsync(to.Name, "c" + draw.Next(3), ++written[from.Name], kind: "letter/1");
                    var file = Path.Combine(folder, $"{from.Name}-{round}");
                    await Of(from).ExportAsync(file, to.Name);
                    // A third is lost, a third comes, a third comes late or twice. At the end all come.
                    var fate = round < rounds ? draw.Next(6) : 2;
                    if (fate >= 2) onTheWay.Add((to, file));
                    if (fate == 5) onTheWay.Add((to, file));
                }
                foreach (var stick in onTheWay.ToArray())
                {
                    if (round < rounds && draw.Next(2) == 0) continue;
                    onTheWay.Remove(stick);
                    var imported = await ImportAsync(stick.To, stick.File);
                    Assert.Empty(imported.Refused);
                }
                round++;
                if (round >= rounds + 4) break;
            }
            foreach (var (from, to) in ((TestNode, TestNode)[])[(niger, italy), (italy, niger)])
            {
                var came = await to.CameAsync();
                Assert.Equal(Enumerable.Range(1, written[from.Name]), came.Select(l => l.Number).Order());
                foreach (var conversation in came.GroupBy(l => l.Conversation)) Assert.Equal(conversation.Select(l => l.Number).Order(), conversation.Select(l => l.Number)); // in order
                var traffic = Assert.Single(await from.Store.Exchange.TrafficAsync());
                Assert.Equal((0L, 0L, (long)written[from.Name]), (traffic.Queued, traffic.Open, traffic.InEffect));
                Assert.Null((await to.Store.Audit.VerifyAsync(Compartment.General)).Fault);
            }
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [Fact]
    public async Task A_partial_a_damaged_or_a_foreign_file_is_refused_whole()
    {
        var (niger, italy) = await TwoAsync(Backend.Sqlite);
        await using var a = niger;
        await using var b = italy;
        for (var i = 1; i <= 150; i++) await niger.WriteAsync("italy", "boat", i); // two envelopes
        var file = Path.Combine(niger.Options.DataFolder, "good");
        var exported = await Of(niger).ExportAsync(file, "italy");
        Assert.Equal((150, 2), (exported.Messages, exported.Label.Envelopes));
        var whole = await File.ReadAllBytesAsync(file);
        var draw = new Random(9);
        var broken = Path.Combine(niger.Options.DataFolder, "broken");
        for (var i = 0; i < LongForm.Rounds(40, 2000); i++)
        {
            var bytes = whole.ToArray();
            if (i % 2 == 0) bytes = bytes[..draw.Next(bytes.Length)];
            else bytes[draw.Next(bytes.Length)] ^= (byte)(1 << draw.Next(7));
            await File.WriteAllBytesAsync(broken, bytes);
            await Assert.ThrowsAsync<BundleProblem>(() => Of(italy).ImportAsync(broken));
        }
        await File.WriteAllBytesAsync(broken, [.. whole, .. whole]);
        await Assert.ThrowsAsync<BundleProblem>(() => Of(italy).ImportAsync(broken));
        await Assert.ThrowsAsync<BundleProblem>(() => Of(niger).ImportAsync(file)); // its own
        await Assert.ThrowsAsync<BundleProblem>(() => Of(niger).ExportAsync(file, "italy")); // overwrites nothing
        await Assert.ThrowsAsync<BundleProblem>(() => Of(niger).ExportAsync(file + "2", "nobody"));
        Assert.Empty(await italy.CameAsync());
        Assert.Equal(150, (await ImportAsync(italy, file)).Fresh);
        Assert.Equal(2, (await ImportAsync(italy, file)).Repeated);
        Assert.Equal(150, (await italy.CameAsync()).Count);
    }
}
