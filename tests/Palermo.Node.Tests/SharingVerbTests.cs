using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

/// <summary>The verbs share, recall and hold, and sharing over the API: what may not leave leaves by none of them.</summary>
public sealed class SharingVerbTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-share-").FullName;
    private OpenedNode _node = null!;
    private Session _officer = null!;

    public async ValueTask InitializeAsync()
    {
        new NodeSettings { Name = "niger", Title = Words.Same("niger"), Organisation = "police" }.Write(_folder);
        _node = await OpenedNode.OpenAsync(_folder, TimeProvider.System);
        var person = new Person("ibrahim", "ibrahim", "Ibrahim", "police", [Role.LiaisonOfficer.Name], default, null, Tlp.Amber, "en", "", "");
        Assert.True((await _node.Store.People.SaveAsync(new(_node.Operator, new(Purpose.Administration), Channel.CommandLine), person, null, "test")).Done);
        _officer = new(person.ToActor("niger"), new(Purpose.Investigation, "a law"), Channel.CommandLine);
        await AddAsync(PartnerProfile.Kind, new PartnerProfile("italy", "Italy", "ITA", "Interno", [Purpose.Investigation, Purpose.BorderManagement], Gateways: ["investigation: Agreement, 2020-01-01", "border-management: Agreement, 2020-01-01"], TransferBasis: TransferBasis.Safeguards, TransferWords: "assessment"));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<RecordId> AddAsync(Kind kind, object body, Handling? handling = null)
    {
        var header = new RecordHeader(_node.Ids.Next(), kind.Name, "niger", kind.Workflow.Initial.Name, handling ?? kind.DefaultHandling, kind.DefaultPurposes, default, new("police"), _node.Today.PlusYears(1), [], "a law");
        var written = await _node.Store.Records.WriteAsync(_officer, [new RecordChange.Create(header, body)]);
        Assert.True(written.Done, string.Join(' ', written.Refusals.Select(r => r.Message)));
        return written.Value[0].Id;
    }

    private Task<RecordId> InterceptionAsync(string needs = "None referred.", Handling? handling = null)
    {
        var kind = _node.Rooms.FindKind("interception")!;
        var json = new JsonObject
        {
            ["when"] = new JsonObject { ["from"] = "2026-05-01", ["to"] = "2026-05-01", ["precision"] = "day" }, ["where"] = new JsonObject { ["text"] = "Assamaka", ["country"] = "NER" },
            ["persons"] = 12, ["medicalNeeds"] = "None stated.", ["protectionNeeds"] = needs,
        };
        return AddAsync(kind, kind.Parse(json).Value, handling);
    }

    private async Task<string[]> OutboxAsync() => [.. (await _node.Store.Outbox.PendingAsync(100)).Select(m => m.Message.Kind + " " + Encoding.UTF8.GetString(m.Message.Payload))];

    private Task<int> RunAsync(params string[] words) => CommandLine.RunAsync([.. words, "--data", _folder]);

    [Fact]
    public async Task Share_shows_and_sends_only_when_told_to_and_recall_takes_it_back()
    {
        var id = (await InterceptionAsync()).ToString();
        Assert.Equal(0, await RunAsync("share", id, "--to", "italy", "--as", "ibrahim"));
        Assert.Empty(await OutboxAsync());
        Assert.Equal(2, await RunAsync("recall", id, "--reason", "nothing was shared"));
        Assert.Equal(0, await RunAsync("share", id, "--to", "italy", "--as", "ibrahim", "--send", "--json"));
        Assert.StartsWith("record/1 ", Assert.Single(await OutboxAsync()));
        Assert.Equal(2, await RunAsync("recall", id));
        Assert.Equal(0, await RunAsync("recall", id, "--reason", "the place was wrong", "--json"));
        Assert.StartsWith("recall/1 ", (await OutboxAsync())[1]);
        RecordId recall = default;
        await foreach (var view in _node.Store.Records.ScanAsync(_officer, new(Recall.Kind.Name))) recall = view.Id;
        Assert.Equal(0, await RunAsync("recall", recall.ToString()));
    }

    [Fact]
    public async Task What_may_not_leave_leaves_by_no_verb_and_no_call()
    {
        var red = (await InterceptionAsync(handling: new(Tlp.Red, Recipients: ["police"]))).ToString();
        var words = (await InterceptionAsync("Family XK-7741 referred to the asylum desk.")).ToString();
        Assert.Equal(1, await RunAsync("share", red, "--to", "italy", "--as", "ibrahim", "--send"));
        Assert.Equal(2, await RunAsync("share", red, "--to", "spain", "--as", "ibrahim", "--send")); // no profile
        Assert.Equal(2, await RunAsync("share", words, "--to", "italy", "--send")); // the folder's operator shares nothing
        Assert.Empty(await OutboxAsync());
        await RunAsync("share", words, "--to", "italy", "--as", "ibrahim", "--send");
        Assert.All(await OutboxAsync(), m => Assert.DoesNotContain("XK-7741", m));
        Assert.Equal(2, await RunAsync("share", "not-a-number", "--to", "italy"));
        Assert.Equal(2, await RunAsync("hold", "set", words, "--step", "sharing", "--ask", "the asylum office", "--review", "2030-01-01", "--as", "ibrahim"));
        Assert.Equal(0, await RunAsync("hold", "set", words, "--step", "sharing", "--ask", "the duty desk", "--review", "2030-01-01", "--as", "ibrahim"));
        var sent = (await OutboxAsync()).Count(m => m.StartsWith("record/1", StringComparison.Ordinal));
        Assert.Equal(1, await RunAsync("share", words, "--to", "italy", "--as", "ibrahim", "--send"));
        Assert.Equal(sent, (await OutboxAsync()).Count(m => m.StartsWith("record/1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_API_asks_the_same_desk()
    {
        await using var app = NodeHost.Build(_node, "http://127.0.0.1:0");
        await app.StartAsync();
        var token = await ApiTokenScope.IssueAsync(_node, new(_node.Operator, new(Purpose.Administration), Channel.CommandLine), (await _node.Store.People.FindAsync("ibrahim"))!, "test", Purpose.Investigation, null, Enum.GetValues<AccessAction>(), _node.Today.PlusDays(1), default);
        using var api = new HttpClient { BaseAddress = new(app.Urls.First()) };
        api.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var red = await InterceptionAsync(handling: new(Tlp.Red, Recipients: ["police"]));
        var order = new JsonObject { ["record"] = red.ToString(), ["partner"] = "italy", ["purpose"] = "investigation" };
        var preview = await (await api.PostAsJsonAsync("/api/v1/sharing/preview", order)).Content.ReadFromJsonAsync<JsonObject>();
        Assert.False((bool)preview!["leaves"]!);
        Assert.Null(preview["message"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await api.PostAsJsonAsync("/api/v1/sharing/send", order)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await api.PostAsJsonAsync("/api/v1/sharing/requests", new JsonObject { ["partner"] = "italy", ["subject"] = "s", ["question"] = "Did she seek asylum?", ["purpose"] = "investigation" })).StatusCode);
        // A hand-made entry says that something was shared, and sends nothing.
        var forged = await api.PostAsJsonAsync("/api/v1/records", new JsonObject { ["kind"] = "share", ["body"] = new JsonObject { ["record"] = red.ToString(), ["item"] = red.ToString(), ["copy"] = red.ToString(), ["itemKind"] = "interception", ["partner"] = "italy", ["purpose"] = "investigation", ["gateway"] = "x", ["left"] = new JsonArray(), ["keptBack"] = new JsonArray(), ["sha256"] = "x" } });
        if (forged.IsSuccessStatusCode) await api.PostAsync($"/api/v1/records/{(string)(await forged.Content.ReadFromJsonAsync<JsonObject>())!["id"]!}/steps/send?reason=x", null);
        Assert.Empty(await OutboxAsync());
        order["record"] = (await InterceptionAsync()).ToString();
        Assert.True((await api.PostAsJsonAsync("/api/v1/sharing/send", order)).IsSuccessStatusCode);
        await app.StopAsync();
    }
}
