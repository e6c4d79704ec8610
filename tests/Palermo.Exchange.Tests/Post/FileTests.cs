using System.Security.Cryptography;
using Palermo.Exchange.Bundles;
using Palermo.Kernel;

namespace Palermo.Exchange.Tests.Post;

/// <summary>Files that go with messages: in stretches that go on where the last one ended, whole or not at all.</summary>
public class FileTests
{
    private readonly TestClock _clock = new();

    private static async Task<(RecordId Record, byte[] Content)> DossierAsync(TestNode from, string to, int size, int seed = 4)
    {
        var letter = new Letter("a dossier", from.Name, "dossier", 1);
        var record = (await from.Store.Records.WriteAsync(from.Reader, [new RecordChange.Create(letter.Header(from.Name), letter)])).Value[0].Id;
        var content = new byte[size];
        new Random(seed).NextBytes(content);
        var attached = await from.Store.Attachments.AddAsync(from.Reader, record, "photo.bin", new MemoryStream(content));
        var queued = await from.Store.Records.WriteAsync(from.Reader, [new RecordChange.Edit(record, letter with { Text = "a dossier, sent" }) { Reason = "sent" }],
            [new(to, "dossier", "dossier/1", letter.ToBytes(), record, [attached.Value.Address])]);
        Assert.True(queued.Done, queued.Done ? "" : queued.Refusals[0].Message);
        return (record, content);
    }

    private static async Task ArrivedAsync(TestNode at, byte[] content)
    {
        List<RecordId> records = [];
        await foreach (var view in at.Store.Records.ScanAsync(at.Reader, new(Letter.Kind.Name)))
            if (view.Header.Owner != at.Name) records.Add(view.Id);
        var file = Assert.Single((await at.Store.Attachments.ListAsync(at.Reader, Assert.Single(records))).Value);
        Assert.Equal(("photo.bin", Convert.ToHexStringLower(SHA256.HashData(content))), (file.FileName, file.Sha256));
        await using var stream = (await at.Store.Attachments.OpenAsync(at.Reader, file.Address)).Value.Content;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        Assert.Equal(content, copy.ToArray());
        var incoming = Path.Combine(at.Options.DataFolder, "exchange", "incoming");
        Assert.Empty(Directory.Exists(incoming) ? Directory.GetFiles(incoming) : []);
        var check = await at.Store.CheckAsync();
        Assert.True(check.Sound, string.Join('\n', check.Faults));
    }

    [Theory, OnEachDatabase]
    public async Task A_file_comes_over_a_link_that_breaks_and_goes_on_where_it_was(Backend backend)
    {
        await using var niger = await TestNode.OpenAsync("niger", _clock, backend);
        await using var italy = await TestNode.OpenAsync("italy", _clock, backend);
        TestNode.Pair(niger, italy);
        var (_, content) = await DossierAsync(niger, "italy", 5_000_000);
        var end = niger.Wire.Ends["italy"];
        var (sent, bytes) = (0, 0L);
        niger.Wire.Ends["italy"] = async (text, cancel) =>
        {
            bytes += text.Length;
            // Each third envelope is lost, each fourth arrives and its answer is lost.
            if (++sent % 3 == 0) return new Refusal("exchange.unreachable", "lost");
            var answer = await end(text, cancel);
            return sent % 4 == 0 ? new Refusal("exchange.unreachable", "the answer was lost") : answer;
        };
        for (var i = 0; i < 60 && (await italy.CameAsync()).Count == 0; i++)
        {
            await niger.Sender.RunAsync();
            await italy.Post.Effects.RunAsync();
            _clock.Pass(TimeSpan.FromMinutes(6)); // past every pause after a failure
            if (i == 8) await italy.ReopenAsync(); // a new process goes on with what is on disk
            if (i == 8) TestNode.Pair(italy, niger);
            if (i == 8) niger.Wire.Ends["italy"] = end = (text, cancel) => italy.Post.TakeAsync(System.Text.Encoding.ASCII.GetBytes(text), cancel);
        }
        Assert.True(bytes < 3 * content.Length * 16L / 9, $"{bytes:N0} bytes were sent for a file of {content.Length:N0}");
        await ArrivedAsync(italy, content);
    }

    [Fact]
    public async Task A_file_comes_on_a_stick()
    {
        await using var niger = await TestNode.OpenAsync("niger", _clock, address: null);
        await using var italy = await TestNode.OpenAsync("italy", _clock, address: null);
        TestNode.Pair(niger, italy);
        var (_, content) = await DossierAsync(niger, "italy", 2_000_000);
        var file = Path.Combine(niger.Options.DataFolder, "stick");
        foreach (var name in (string[])["1", "2"]) await new Palermo.Exchange.Bundles.Bundles(niger.Identity, niger.Store.Exchange, niger.Post.Receiver, _clock).ExportAsync(file + name, "italy");
        foreach (var name in (string[])["2", "1", "2"])
        {
            await new Palermo.Exchange.Bundles.Bundles(italy.Identity, italy.Store.Exchange, italy.Post.Receiver, _clock).ImportAsync(file + name);
            await italy.Post.Effects.RunAsync();
        }
        await ArrivedAsync(italy, content);
    }

    [Fact]
    public async Task A_file_whose_record_is_erased_on_the_way_does_not_come_and_its_message_is_refused()
    {
        await using var niger = await TestNode.OpenAsync("niger", _clock);
        await using var italy = await TestNode.OpenAsync("italy", _clock);
        TestNode.Pair(niger, italy);
        var (record, _) = await DossierAsync(niger, "italy", 3_000_000);
        await niger.Sender.RunAsync();
        await niger.Sender.RunAsync(); // a first stretch is there
        var dpo = new Session(new("dpo", "dpo", "niger", "niger", [Role.DataProtectionOfficer.Name]), new(Purpose.Oversight, "test"), Channel.Page);
        var erased = await niger.Store.Records.WriteAsync(dpo, [new RecordChange.Erase(record) { Reason = "court order" }]);
        Assert.True(erased.Done, erased.Done ? "" : erased.Refusals[0].Message);
        for (var i = 0; i < 4; i++)
        {
            await TestNode.SettleAsync(niger, italy);
            _clock.Pass(TimeSpan.FromMinutes(1));
        }
        Assert.Empty(await italy.CameAsync());
        Assert.Equal("exchange.file-lost", Assert.Single(await italy.Store.Exchange.QuarantineAsync(10)).Code);
        Assert.Empty(Directory.GetFiles(Path.Combine(italy.Options.DataFolder, "exchange", "incoming")));
    }
}
