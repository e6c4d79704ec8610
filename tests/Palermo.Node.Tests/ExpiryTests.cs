using System.Text.Json.Nodes;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

public sealed class ExpiryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-expiry-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;
        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Fact]
    public async Task A_published_notice_expires_on_its_day_and_its_body_is_erased()
    {
        var clock = new Clock(new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        await using var node = await OpenedNode.OpenAsync(_folder, clock);
        Session As(string id) => new(new(id, id, node.Settings.Name, "NCB", [Role.LiaisonOfficer.Name]), new(Purpose.Cooperation), Kernel.Channel.Page);
        var kind = node.Rooms.FindKind("notice")!;
        var body = kind.Parse(new JsonObject
        {
            ["colour"] = "yellow", ["subject"] = "Senait T.", ["requestingCountry"] = "ITA", ["familyName"] = "T.", ["firstName"] = "Senait", ["minor"] = true, ["status"] = "missing",
            ["birthDate"] = new JsonObject { ["year"] = 2013 }, ["conditions"] = new JsonArray("police-report", "privacy-considered"), ["recordedOn"] = "2026-11-24", ["expiresOn"] = "2027-11-24",
        });
        Assert.True(body.Done, string.Join(" ", body.Refusals.Select(r => r.Message)));
        var id = node.Ids.Next();
        var header = new RecordHeader(id, kind.Name, node.Settings.Name, kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default, new("test"), kind.Retention.ReviewDate(node.Today), [], "RPD Art. 90");
        async Task Write(string by, RecordChange change)
        {
            var written = await node.Store.Records.WriteAsync(As(by), [change]);
            Assert.True(written.Done, string.Join(" ", written.Refusals.Select(r => r.Message)));
        }
        await Write("first", new RecordChange.Create(header, body.Value));
        foreach (var (step, by) in new[] { ("review", "first"), ("submit", "second"), ("take-up", "first"), ("publish", "second") })
            await Write(by, new RecordChange.Step(id, step) { Reason = "test" });

        clock.Now = new(2027, 11, 24, 23, 0, 0, TimeSpan.Zero);
        Assert.Equal(0, await Expiry.RunAsync(node, default));
        clock.Now = new(2027, 11, 25, 1, 0, 0, TimeSpan.Zero);
        Assert.Equal(1, await Expiry.RunAsync(node, default));
        Assert.Equal(0, await Expiry.RunAsync(node, default));
        var history = await node.Store.Records.HistoryAsync(As("first"), id);
        Assert.True(history.Done);
        Assert.All(history.Value, v => Assert.True(v.Erased));
        Assert.Contains("RPD Art. 49", history.Value[^1].Reason, StringComparison.Ordinal);
    }
}
