using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using NodaTime;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

/// <summary>The desk at a command line and over the API: what the pages can do they can, and what the pages refuse they refuse.</summary>
public sealed class DeskVerbTests : IAsyncLifetime
{
    private const string Secret = "XK-7741";
    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-desk-").FullName;
    private OpenedNode _node = null!;
    private Session _officer = null!;

    public async ValueTask InitializeAsync()
    {
        new NodeSettings { Name = "niger", Title = Words.Same("niger"), Organisation = "police" }.Write(_folder);
        _node = await OpenedNode.OpenAsync(_folder, TimeProvider.System);
        var clerk = new Session(_node.Operator, new(Purpose.Administration), Channel.CommandLine);
        foreach (var (name, role) in ((string, string)[])[("ibrahim", Role.LiaisonOfficer.Name), ("moussa", Role.Supervisor.Name)])
        {
            var person = new Person(name, name, name, "police", [role], default, null, Tlp.Amber, "en", "", "");
            Assert.True((await _node.Store.People.SaveAsync(clerk, person, null, "test")).Done);
            _officer ??= new(person.ToActor("niger"), new(Purpose.Investigation, "a law"), Channel.CommandLine);
        }
        foreach (var (name, country, eyes) in ((string, string, bool)[])[("italy", "ITA", false), ("france", "FRA", true)])
            await AddAsync(PartnerProfile.Kind, new PartnerProfile(name, name, country, name + " police", [Purpose.Investigation], Gateways: ["investigation: Agreement, 2020-01-01"],
                TransferBasis: TransferBasis.Safeguards, TransferWords: "assessment", FourEyes: eyes, Languages: name == "france" ? ["fr"] : null));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<RecordId> AddAsync(Kind kind, object body, Handling? handling = null, Provenance? from = null, params RecordChange[] then)
    {
        var header = new RecordHeader(_node.Ids.Next(), kind.Name, "niger", kind.Workflow.Initial.Name, handling ?? kind.DefaultHandling, kind.DefaultPurposes, default, from ?? new("police"), _node.Today.PlusYears(1), [], "a law");
        var written = await _node.Store.Records.WriteAsync(_officer, [new RecordChange.Create(header, body), .. then]);
        Assert.True(written.Done, string.Join(' ', written.Refusals.Select(r => r.Message)));
        return written.Value[0].Id;
    }

    private Task<RecordId> InterceptionAsync(string means = "on foot")
    {
        var kind = _node.Rooms.FindKind("interception")!;
        var json = new JsonObject
        {
            ["when"] = new JsonObject { ["from"] = "2026-05-01", ["to"] = "2026-05-01", ["precision"] = "day" }, ["where"] = new JsonObject { ["text"] = "Assamaka", ["country"] = "NER" },
            ["persons"] = 12, ["medicalNeeds"] = "None stated.", ["protectionNeeds"] = "None referred.", ["means"] = means,
        };
        return AddAsync(kind, kind.Parse(json).Value);
    }

    /// <summary>A request of a partner, as it was received.</summary>
    private async Task<RecordId> RequestAsync(string from)
    {
        var thread = new RequestThread("77", RequestThread.KeyOf(from, "77"), from, "niger", "What is known of Assamaka?", Urgency.Normal, false, [], "Assamaka", Purpose.Investigation);
        var id = await AddAsync(RequestKind.Kind, thread, from: new(from));
        var received = thread.With(new(ThreadMove.Request, from, _node.Clock.GetCurrentInstant(), thread.Question)).Value;
        Assert.True((await _node.Store.Records.WriteAsync(_officer, [new RecordChange.Edit(id, received) { Reason = "received" }, new RecordChange.Step(id, "to-" + RequestKind.Sent) { Reason = "received" }])).Done);
        return id;
    }

    private async Task<string[]> OutboxAsync() => [.. (await _node.Store.Outbox.PendingAsync(100)).Select(m => $"{m.Message.To} {m.Message.Kind} {Encoding.UTF8.GetString(m.Message.Payload)}")];

    private Task<int> RunAsync(params string[] words) => CommandLine.RunAsync([.. words, "--data", _folder]);

    private async Task<RecordId> OnlyAsync(Kind kind, string? state = null)
    {
        List<RecordId> found = [];
        await foreach (var view in _node.Store.Records.ScanAsync(_officer, new(kind.Name, State: state))) found.Add(view.Id);
        return Assert.Single(found);
    }

    private async Task<HttpClient> ApiAsync(WebApplication app, string person)
    {
        var token = await ApiTokenScope.IssueAsync(_node, new(_node.Operator, new(Purpose.Administration), Channel.CommandLine), (await _node.Store.People.FindAsync(person))!, "test", Purpose.Investigation, null, Enum.GetValues<AccessAction>(), _node.Today.PlusDays(1), default);
        var api = new HttpClient { BaseAddress = new(app.Urls.First()) };
        api.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return api;
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body, string? ETag)> PostAsync(HttpClient api, string path, JsonObject body, string? key = null, string? match = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sharing/" + path) { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        using var answer = await api.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>())!, answer.Headers.ETag?.Tag);
    }

    private static string CodeOf(JsonObject problem) => (string)problem["errors"]![0]!["code"]!;

    [Fact]
    public async Task The_desk_lists_what_waits_and_a_second_person_approves_at_the_command_line()
    {
        var record = (await InterceptionAsync()).ToString();
        Assert.Equal(0, await RunAsync("share", record, "--to", "france", "--as", "ibrahim", "--send"));
        Assert.Empty(await OutboxAsync());
        var waiting = (await OnlyAsync(Share.Kind)).ToString();
        Assert.Equal(0, await RunAsync("desk", "inbox", "--as", "ibrahim"));
        Assert.Equal(2, await RunAsync("desk", "approve", waiting, "--as", "ibrahim")); // never one's own
        Assert.Equal(2, await RunAsync("desk", "approve", waiting, "--as-role", "dataController", "--as", "ibrahim"));
        Assert.Equal(2, await RunAsync("desk", "approve", record, "--as", "moussa")); // no sharing
        Assert.Equal(2, await RunAsync("desk", "approve", "x", "--as", "moussa"));
        Assert.Empty(await OutboxAsync());
        Assert.Equal(0, await RunAsync("desk", "approve", waiting, "--as", "moussa", "--json"));
        Assert.StartsWith("france record/1 ", Assert.Single(await OutboxAsync()));
        // What is refused is not sent, and says why.
        Assert.Equal(0, await RunAsync("share", (await InterceptionAsync()).ToString(), "--to", "france", "--as", "ibrahim", "--send"));
        var other = (await OnlyAsync(Share.Kind, Share.Waiting)).ToString();
        Assert.Equal(0, await RunAsync("desk", "drop", other, "--reason", "not needed", "--as", "moussa"));
        Assert.Equal(2, await RunAsync("desk", "approve", other, "--as", "moussa"));
        Assert.Single(await OutboxAsync());
    }

    [Fact]
    public async Task A_sharing_over_the_API_is_sent_once_for_its_key_and_approved_by_another_on_what_was_seen()
    {
        await using var app = NodeHost.Build(_node, "http://127.0.0.1:0");
        await app.StartAsync();
        using var ibrahim = await ApiAsync(app, "ibrahim");
        using var moussa = await ApiAsync(app, "moussa");
        JsonObject Order(string partner, RecordId id) => new() { ["record"] = id.ToString(), ["partner"] = partner, ["purpose"] = "investigation" };
        var record = await InterceptionAsync();
        var first = await PostAsync(ibrahim, "send", Order("italy", record), "k1");
        var again = await PostAsync(ibrahim, "send", Order("italy", record), "k1");
        Assert.Equal((HttpStatusCode.OK, (string)first.Body["id"]!), (again.Status, (string)again.Body["id"]!));
        Assert.Equal((HttpStatusCode.Conflict, "write.idempotency"), (await PostAsync(ibrahim, "send", Order("france", record), "k1") is var other ? (other.Status, CodeOf(other.Body)) : default));
        Assert.Single(await OutboxAsync());

        var waiting = await PostAsync(ibrahim, "send", Order("france", record), "k2");
        Assert.Equal("waiting", (string)waiting.Body["state"]!);
        var path = $"shares/{waiting.Body["id"]}/approve";
        var inbox = await ibrahim.GetFromJsonAsync<JsonObject>("/api/v1/sharing/inbox");
        Assert.Equal((string)waiting.Body["id"]!, (string)Assert.Single((JsonArray)inbox!["sharesToApprove"]!)!["id"]!);
        var own = await PostAsync(ibrahim, path, []);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "workflow.four-eyes"), (own.Status, CodeOf(own.Body)));
        var stale = await PostAsync(moussa, path, [], match: "\"another\"");
        Assert.Equal((HttpStatusCode.PreconditionFailed, "record.changed"), (stale.Status, CodeOf(stale.Body)));
        Assert.Single(await OutboxAsync());
        var seen = await moussa.GetAsync($"/api/v1/records/{waiting.Body["id"]}");
        var approved = await PostAsync(moussa, path, [], "k3", seen.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.OK, "sent"), (approved.Status, (string)approved.Body["state"]!));
        Assert.NotNull(approved.ETag);
        // The same call again: the same answer, and nothing leaves twice.
        var repeated = await PostAsync(moussa, path, [], "k3", seen.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.OK, "sent"), (repeated.Status, (string)repeated.Body["state"]!));
        Assert.Equal(2, (await OutboxAsync()).Length);
        Assert.Equal("share.state", CodeOf((await PostAsync(moussa, path, [])).Body));
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(moussa, "shares/x/approve", [])).Status);
        var paths = (JsonObject)(await ibrahim.GetFromJsonAsync<JsonObject>("/api/openapi.json"))!["paths"]!;
        foreach (var known in (string[])["shares/{id}/approve", "shares/{id}/drop", "permissions", "permissions/{id}/decide", "requests/{id}/draft", "requests/{id}/moves", "requests/{id}/approve", "holds", "holds/{id}/lift", "recall-duties/{id}/decide", "inbox"])
            Assert.Contains("/api/v1/sharing/" + known, paths.Select(p => p.Key));
        await app.StopAsync();
    }

    [Fact]
    public async Task An_answer_over_the_API_is_drafted_from_records_and_says_nothing_that_is_kept_back()
    {
        await using var app = NodeHost.Build(_node, "http://127.0.0.1:0");
        await app.StartAsync();
        using var api = await ApiAsync(app, "ibrahim");
        var thread = await RequestAsync("italy");
        var record = await InterceptionAsync($"Family {Secret} referred to the asylum desk.");
        var drafted = await PostAsync(api, $"requests/{thread}/draft", new() { ["records"] = new JsonArray(record.ToString()), ["language"] = "fr" });
        Assert.Equal(HttpStatusCode.OK, drafted.Status);
        Assert.DoesNotContain(Secret, drafted.Body.ToJsonString());
        var text = (string)drafted.Body["text"]!;
        Assert.Contains("Assamaka", text);
        Assert.Contains("En réponse à votre demande", text);
        var source = drafted.Body["records"]![0]!;
        Assert.Contains((JsonArray)source["fields"]!, f => (string)f!["field"]! == "means" && !(bool)f["leaves"]! && (string)f["reasons"]![0]!["code"]! == "release.words");
        JsonObject Answer(string words, string? sha = null) => new()
        {
            ["kind"] = "final-answer", ["words"] = words, ["records"] = new JsonArray(new JsonObject { ["record"] = record.ToString(), ["sha256"] = sha ?? (string)source["sha256"]! }),
        };
        Assert.Equal("answer.changed", CodeOf((await PostAsync(api, $"requests/{thread}/moves", Answer(text, new('0', 64)))).Body));
        var told = (await PostAsync(api, $"requests/{thread}/moves", Answer($"{text}\nThe family with the plate {Secret.Replace("-", " ", StringComparison.Ordinal)}"))).Body;
        Assert.Equal("answer.withheld", CodeOf(told));
        Assert.DoesNotContain(Secret, told.ToJsonString()); // nor does the refusal repeat it
        Assert.Empty(await OutboxAsync());
        var answered = await PostAsync(api, $"requests/{thread}/moves", Answer(text), "a1");
        Assert.Equal((HttpStatusCode.OK, "answered"), (answered.Status, (string)answered.Body["state"]!));
        Assert.Equal((string)answered.Body["id"]!, (string)(await PostAsync(api, $"requests/{thread}/moves", Answer(text), "a1")).Body["id"]!);
        var outbox = await OutboxAsync();
        Assert.Equal(["italy record/1", "italy request-move/1"], outbox.Select(m => string.Join(' ', m.Split(' ')[..2])));
        Assert.All(outbox, m => Assert.DoesNotContain(Secret, m));
        await app.StopAsync();
    }

    [Fact]
    public async Task An_answer_at_the_command_line_is_drafted_edited_in_a_file_and_sent()
    {
        var thread = (await RequestAsync("italy")).ToString();
        var record = (await InterceptionAsync($"Family {Secret} referred to the asylum desk.")).ToString();
        var file = Path.Combine(_folder, "answer.txt");
        Assert.Equal(0, await RunAsync("desk", "move", thread, "acknowledge", "--as", "ibrahim"));
        Assert.Equal(0, await RunAsync("desk", "draft", thread, "--record", record, "--as", "ibrahim"));
        Assert.Equal(2, await RunAsync("desk", "draft", thread, "--record", "x", "--as", "ibrahim"));
        await File.WriteAllTextAsync(file, $"Twelve persons at Assamaka. Family {Secret} referred to the asylum desk.");
        Assert.Equal(1, await RunAsync("desk", "answer", thread, "--record", record, "--words-file", file, "--as", "ibrahim"));
        Assert.Equal(1, await RunAsync("desk", "answer", thread, "--record", record, "--words-file", file, "--send", "--as", "ibrahim"));
        await File.WriteAllTextAsync(file, "Twelve persons at Assamaka.");
        Assert.Equal(0, await RunAsync("desk", "answer", thread, "--record", record, "--words-file", file, "--as", "ibrahim"));
        Assert.Equal(["italy request-move/1"], (await OutboxAsync()).Select(m => string.Join(' ', m.Split(' ')[..2]))); // the acknowledgement alone
        Assert.Equal(0, await RunAsync("desk", "answer", thread, "--record", record, "--words-file", file, "--send", "--as", "ibrahim"));
        Assert.All(await OutboxAsync(), m => Assert.DoesNotContain(Secret, m));
        Assert.Equal(3, (await OutboxAsync()).Length);
    }

    [Fact]
    public async Task Permissions_and_holds_are_asked_given_and_ended_by_verb_and_by_call()
    {
        await using var app = NodeHost.Build(_node, "http://127.0.0.1:0");
        await app.StartAsync();
        using var api = await ApiAsync(app, "ibrahim");
        var record = await InterceptionAsync();
        async Task<RecordId> AskedAsync(string number) => await AddAsync(Permission.Kind, new Permission(record, ["H2"], "italy", "france", Purpose.Investigation, "a joint case"), from: new("italy", $"{number} {record}"));
        var (one, two) = (await AskedAsync("7"), await AskedAsync("8"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(api, $"permissions/{one}/decide", new() { ["granted"] = true })).Status); // until when?
        var granted = await PostAsync(api, $"permissions/{one}/decide", new() { ["granted"] = true, ["validUntil"] = _node.Today.PlusDays(30).ToString("uuuu-MM-dd", null) }, "p1");
        Assert.Equal((HttpStatusCode.OK, "granted"), (granted.Status, (string)granted.Body["body"]!["decision"]!));
        await PostAsync(api, $"permissions/{one}/decide", new() { ["granted"] = true, ["validUntil"] = _node.Today.PlusDays(30).ToString("uuuu-MM-dd", null) }, "p1");
        Assert.Equal(2, await RunAsync("desk", "permit", two.ToString(), "--until", "soon", "--as", "ibrahim"));
        Assert.Equal(0, await RunAsync("desk", "deny", two.ToString(), "--why", "an inquiry is running", "--as", "ibrahim"));
        Assert.Equal(["italy permission/1", "italy permission/1"], (await OutboxAsync()).Select(m => string.Join(' ', m.Split(' ')[..2])));
        // Of an own record nobody need be asked.
        Assert.Equal("permission.own", CodeOf((await PostAsync(api, "permissions", new() { ["record"] = record.ToString(), ["codes"] = new JsonArray("H2"), ["recipient"] = "france", ["purpose"] = "investigation", ["words"] = "x" })).Body));
        Assert.Equal(2, await RunAsync("desk", "ask-permission", record.ToString(), "--to", "france", "--code", "H2", "--why", "x", "--as", "ibrahim"));

        var hold = new JsonObject { ["record"] = record.ToString(), ["blocks"] = new JsonArray("sharing"), ["ask"] = "the duty desk", ["reviewOn"] = "2030-01-01" };
        var set = await PostAsync(api, "holds", hold, "h1");
        Assert.Equal((HttpStatusCode.OK, (string)set.Body["id"]!), (await PostAsync(api, "holds", hold, "h1") is var same ? (same.Status, (string)same.Body["id"]!) : default));
        var order = new JsonObject { ["record"] = record.ToString(), ["partner"] = "italy", ["purpose"] = "investigation" };
        Assert.Equal("hold", CodeOf((await PostAsync(api, "send", order)).Body));
        Assert.Equal("lifted", (string)(await PostAsync(api, $"holds/{set.Body["id"]}/lift", [])).Body["state"]!);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(api, "send", order)).Status);
        await app.StopAsync();
    }
}
