using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

/// <summary>Entries of the field at a whole node, with its own sign-in and store.</summary>
public class FieldEntryTests
{
    private static (string, string)[] Fields(string place = "Assamaka, well 3", string persons = "12") =>
    [
        ("when.from", "2026-11-20"), ("where.text", place), ("persons", persons), ("header.source", "Patrol 4"), ("header.purposes", "border-management"), ("header.purposes", "statistics"), ("header.reviewDate", "2028-11-20"),
    ];

    private static async Task<(string Name, string Public)> KeyAsync(HttpClient browser)
    {
        var html = WebUtility.HtmlDecode(await browser.GetStringAsync("/entry/detection"));
        var told = JsonNode.Parse(Regex.Match(html, "data-entry=\"(\\{.*?\\})\" data-words", RegexOptions.Singleline).Groups[1].Value)!;
        return ((string)told["key"]!, (string)told["publicKey"]!);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string entry)
    {
        var ready = await browser.GetFromJsonAsync<JsonObject>("/entry/ready.json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/entry/send") { Content = new StringContent(entry, null, "application/json") };
        request.Headers.Add("RequestVerificationToken", (string)ready!["token"]!);
        return await browser.SendAsync(request);
    }

    private static async Task<int> StoredAsync(RunningNode node, string words) => (await node.Node.Store.Records.ListAsync(RunningNode.Operator(node.Node), new(Text: $"\"{words}\""))).Total;

    private static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    /// <summary>A clock that tests put forward.</summary>
    private sealed class Clock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }

    [Fact]
    public async Task The_same_entry_weeks_later_and_at_the_same_moment_is_one_record()
    {
        var clock = new Clock();
        await using var node = await RunningNode.StartAsync(time: clock);
        using var browser = await node.SignedInAsync();
        var (name, key) = await KeyAsync(browser);
        var id = NewId();
        string Entry() => Sealer.Entry(id, name, key, "detection", "en", Fields());
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(browser, Entry())));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(1, await StoredAsync(node, "Assamaka, well 3"));
        // The store forgets its keys of repeated calls after a week; the entry's own name does not go. A new shift, signed in anew.
        clock.Ahead = TimeSpan.FromDays(20);
        using var later = await node.SignedInAsync();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(later, Entry())).StatusCode);
        Assert.Equal(1, await StoredAsync(node, "Assamaka, well 3"));
    }

    [Fact]
    public async Task Another_content_under_the_same_name_is_said_and_never_dropped()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = await node.SignedInAsync();
        var (name, key) = await KeyAsync(browser);
        var id = NewId();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(browser, Sealer.Entry(id, name, key, "detection", "en", Fields()))).StatusCode);
        var twice = await SendAsync(browser, Sealer.Entry(id, name, key, "detection", "en", Fields(persons: "14")));
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Contains(">12<", await browser.GetStringAsync((string)(await twice.Content.ReadFromJsonAsync<JsonObject>())!["address"]!), StringComparison.Ordinal); // what is stored can be looked at beside it
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(browser, Sealer.Entry(id, name, key, "detection", "en", Fields()))).StatusCode);
        Assert.Equal(1, await StoredAsync(node, "Assamaka, well 3"));
    }

    [Fact]
    public async Task An_entry_that_bears_the_id_of_another_record_does_not_land_on_it()
    {
        await using var node = await RunningNode.StartAsync();
        using var other = await node.ApiAsync("hadiza", Purpose.Protection);
        var secret = await node.CreateAsync(other, new JsonObject { ["note"] = "Zeynabou" }, WalledRoom.Kind.Name);
        using var browser = await node.SignedInAsync();
        var (name, key) = await KeyAsync(browser);
        var answer = await SendAsync(browser, Sealer.Entry(secret.ToString(), name, key, "detection", "en", Fields("under a protected name")));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(secret.ToString(), await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var inside = await node.SignedInAsync("hadiza", Purpose.Protection);
        Assert.Contains("Zeynabou", await inside.GetStringAsync($"/records/shelter/{secret}"), StringComparison.Ordinal);
        Assert.Equal(1, await StoredAsync(node, "under a protected name"));
    }

    [Fact]
    public async Task An_entry_waits_for_its_person_through_the_end_of_a_sign_in()
    {
        await using var node = await RunningNode.StartAsync();
        using var morning = await node.SignedInAsync();
        var (name, key) = await KeyAsync(morning);
        var entry = Sealer.Entry(NewId(), name, key, "detection", "en", Fields("written in the morning"));
        await RunningNode.PostAsync(morning, "/", "/sign-out");
        Assert.Equal(HttpStatusCode.Unauthorized, (await morning.GetAsync("/entry/ready.json")).StatusCode);
        using var other = await node.SignedInAsync("hadiza", Purpose.Protection);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(other, entry)).StatusCode);
        Assert.Equal(0, await StoredAsync(node, "written in the morning"));
        using var evening = await node.SignedInAsync();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(evening, entry)).StatusCode);
        Assert.Equal(1, await StoredAsync(node, "written in the morning"));
    }

    [Fact]
    public async Task Another_site_sends_nothing_even_with_the_cookies_of_the_person()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = await node.SignedInAsync();
        var (name, key) = await KeyAsync(browser);
        var entry = Sealer.Entry(NewId(), name, key, "detection", "en", Fields("from another site"));
        foreach (var media in (string[])["application/json", "text/plain", "application/x-www-form-urlencoded"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/entry/send") { Content = new StringContent(entry, null, media) };
            request.Headers.Add("Origin", "https://evil.example");
            var answer = await browser.SendAsync(request);
            Assert.False(answer.IsSuccessStatusCode);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
        // The token of one person's session is worth nothing in another's.
        using var hadiza = await node.SignedInAsync("hadiza", Purpose.Protection);
        var foreign = (string)(await hadiza.GetFromJsonAsync<JsonObject>("/entry/ready.json"))!["token"]!;
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/entry/send") { Content = new StringContent(entry, null, "application/json") };
        forged.Headers.Add("RequestVerificationToken", foreign);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(forged)).StatusCode);
        Assert.Equal(0, await StoredAsync(node, "from another site"));
    }

    [Fact]
    public async Task Keys_are_out_of_reach_of_the_pages_own_small_things()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = await node.SignedInAsync();
        var (name, _) = await KeyAsync(browser);
        await RunningNode.PostAsync(browser, "/entry/detection", "/kept/remove", ("sort", "entry-key"), ("name", name), ("return", "/"));
        await RunningNode.PostAsync(browser, "/entry/detection", "/kept/save", ("sort", "device"), ("name", "x"), ("return", "/"));
        Assert.Equal(name, (await KeyAsync(browser)).Name);
        Assert.Single(await node.Service<Devices>().ListAsync("amina", default));
        var pages = await browser.GetStringAsync("/entry/detection") + await browser.GetStringAsync("/account");
        Assert.DoesNotContain("\"private\"", pages, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_node_restored_from_its_backup_still_opens_what_waits_on_a_phone()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = await node.SignedInAsync();
        var (name, key) = await KeyAsync(browser);
        var folder = Directory.CreateTempSubdirectory("palermo-restored-").FullName;
        var backup = Path.Combine(folder, "backup");
        await node.Node.Store.BackupAsync(backup);
        var options = new Palermo.Storage.StoreOptions { DataFolder = Path.Combine(folder, "node"), NodeName = "niger", PostgresSchema = "niger" };
        await Palermo.Storage.NodeStore.RestoreAsync(options, backup, node.Node.Rooms.Kinds, NameTextKeys.Instance, TimeProvider.System);
        await using (var store = await Palermo.Storage.NodeStore.OpenAsync(options, node.Node.Rooms.Kinds, NameTextKeys.Instance, TimeProvider.System))
        {
            var kept = Assert.Single(await store.Kept.ListAsync("amina", "entry-key"));
            Assert.Equal(name, kept.Name);
            using var restored = System.Security.Cryptography.ECDiffieHellman.Create();
            restored.ImportPkcs8PrivateKey(Convert.FromBase64String((string)JsonNode.Parse(kept.Json)!["private"]!), out _);
            var point = restored.ExportParameters(false).Q;
            Assert.Equal(key, System.Buffers.Text.Base64Url.EncodeToString([4, .. point.X!, .. point.Y!]));
        }
        Directory.Delete(folder, recursive: true);
    }
}
