using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Palermo.Kernel;
using Palermo.Web.Tests.Sample;

namespace Palermo.Web.Tests.Offline;

/// <summary>Field entry through HTTP: what the script of the page sends, and what an attacker might.</summary>
public class EntryTests : IAsyncLifetime
{
    private SampleHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await SampleHost.StartAsync();
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static readonly (string, string)[] Good =
    [
        ("title", "Zodiac without lights"), ("when.from", "2026-11-20"), ("where.text", "Sabratha"), ("persons", "17"), ("header.source", "Patrol 4"), ("header.purposes", "border-management"),
        ("header.purposes", "rescue"), ("header.reviewDate", "2028-11-20"), ("flags", "distress"), ("flags", "children"),
    ];

    private static string NewId() => Guid.CreateVersion7(SampleHost.Now.ToDateTimeOffset()).ToString();

    /// <summary>What a page tells its script: name of the key and the key.</summary>
    private static async Task<(string Name, string Public)> KeyAsync(HttpClient client, string kind = "sighting")
    {
        var html = WebUtility.HtmlDecode(await client.GetStringAsync("/entry/" + kind));
        var told = JsonNode.Parse(Regex.Match(html, "data-entry=\"(\\{.*?\\})\" data-words", RegexOptions.Singleline).Groups[1].Value)!;
        return ((string)told["key"]!, (string)told["publicKey"]!);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, string entry, string? token = null)
    {
        token ??= (string)(await client.GetFromJsonAsync<JsonObject>("/entry/ready.json"))!["token"]!;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(entry, null, "application/json") };
        if (token.Length > 0) request.Headers.Add("RequestVerificationToken", token);
        return await client.SendAsync(request);
    }

    private static async Task<JsonObject> BodyAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonObject>())!;

    private async Task<int> CountAsync() => (await _host.Records.ListAsync(SampleHost.Session, new("sighting"))).Total;

    [Fact]
    public async Task An_entry_is_stored_under_its_own_name_as_the_form_would_store_it()
    {
        using var client = _host.Client("fr");
        var (name, key) = await KeyAsync(client);
        var id = NewId();
        var answer = await PostAsync(client, "/entry/send", Sealer.Entry(id, name, key, "sighting", "fr", [.. Good, ("speed", "3,5")]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var record = RecordId.Parse(((string)(await BodyAsync(answer))["address"]!).Split('/')[^1]);
        Assert.Equal((7, id[..13]), (record.Value.Version, record.ToString()[..13])); // when it was written, as the device says; the rest is not for the device to choose
        Assert.NotEqual(id, record.ToString());
        var view = (await _host.Records.ReadAsync(SampleHost.Session, record)).Value;
        var body = view.As<Sighting>();
        Assert.Equal(("Zodiac without lights", 17, 3.5), (body.Title, body.Persons, body.Speed));
        Assert.Equal(["distress", "children"], body.Flags);
        Assert.Equal(("Patrol 4", ImmutableSet.Of("border-management", "rescue"), "amina"), (view.Header.Provenance.Source, view.Header.Purposes, view.CreatedBy));
    }

    [Fact]
    public async Task The_same_entry_however_often_it_comes_makes_one_record()
    {
        using var client = _host.Client();
        var (name, key) = await KeyAsync(client);
        var (id, before) = (NewId(), await CountAsync());
        // Sealed anew each time, as after a lost answer and a new start of the browser.
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, "/entry/send", Sealer.Entry(id, name, key, "sighting", "en", Good))).StatusCode);
        Assert.Equal(before + 1, await CountAsync());
    }

    [Fact]
    public async Task What_is_wrong_comes_back_in_the_language_of_the_form_with_its_fields_and_nothing_is_stored()
    {
        using var client = _host.Client("en");
        var (name, key) = await KeyAsync(client);
        var before = await CountAsync();
        var entry = Sealer.Entry(NewId(), name, key, "sighting", "fr", ("title", "x"), ("persons", "beaucoup"), ("header.source", "P"), ("header.purposes", "rescue"));
        var answer = await PostAsync(client, "/entry/send", entry);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var refusals = (await BodyAsync(answer))["refusals"]!.AsArray();
        Assert.Contains(refusals, r => (string)r!["field"]! == "when" && (string)r["text"]! == "Quand : à remplir.");
        Assert.Contains(refusals, r => (string)r!["field"]! == "persons" && ((string)r["text"]!).StartsWith("Personnes :", StringComparison.Ordinal));
        Assert.Equal(before, await CountAsync());
        // The one who wrote it opens it to mend it: every word is there.
        var opened = await BodyAsync(await PostAsync(client, "/entry/open", entry));
        Assert.Equal("sighting", (string)opened["kind"]!);
        Assert.Contains(opened["fields"]!.AsArray(), f => (string)f!["name"]! == "persons" && (string)f["value"]! == "beaucoup");
        Assert.True(opened["refusals"]!.AsArray().Count >= 2);
    }

    [Fact]
    public async Task Another_person_can_neither_send_nor_open_what_waits()
    {
        using var amina = _host.Client();
        using var paolo = _host.Client(person: "paolo", purpose: Purpose.Rescue);
        var (name, key) = await KeyAsync(amina);
        var (id, before) = (NewId(), await CountAsync());
        var entry = Sealer.Entry(id, name, key, "sighting", "en", Good);
        foreach (var address in (string[])["/entry/send", "/entry/open"])
        {
            var answer = await PostAsync(paolo, address, entry);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("Zodiac", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            // A key that never was is answered alike.
            Assert.Equal(await answer.Content.ReadAsStringAsync(), await (await PostAsync(paolo, address, entry.Replace(name, "AAAAAAAAAAAA", StringComparison.Ordinal))).Content.ReadAsStringAsync());
        }
        // Nor by naming his own key: the name is bound into the seal.
        var (own, _) = await KeyAsync(paolo);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(paolo, "/entry/open", entry.Replace(name, own, StringComparison.Ordinal))).StatusCode);
        Assert.Equal(before, await CountAsync());
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(amina, "/entry/send", entry)).StatusCode);
    }

    [Fact]
    public async Task Nothing_comes_in_without_the_token_of_this_session_or_before_sign_in_and_purpose()
    {
        using var client = _host.Client();
        var (name, key) = await KeyAsync(client);
        var before = await CountAsync();
        var entry = Sealer.Entry(NewId(), name, key, "sighting", "en", Good);
        // What another site could make the browser send: the cookies, and no token.
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, "/entry/send", entry, token: "")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, "/entry/send", entry, token: "CfDJ8forged")).StatusCode);
        // As a form, which is all that a page without script of ours can send without asking first.
        Assert.False((await client.PostAsync("/entry/send", new FormUrlEncodedContent([new("id", NewId())]))).IsSuccessStatusCode);
        using var stranger = _host.Client(person: "nobody");
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/entry/ready.json")).StatusCode);
        using var idle = _host.Client(purpose: "");
        Assert.Equal(HttpStatusCode.Forbidden, (await idle.GetAsync("/entry/ready.json")).StatusCode);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_damaged_entry_is_told_from_one_to_be_mended()
    {
        using var client = _host.Client();
        var (name, key) = await KeyAsync(client);
        var entry = JsonNode.Parse(Sealer.Entry(NewId(), name, key, "sighting", "en", Good))!.AsObject();
        var before = await CountAsync();
        (string, JsonNode?)[] harm =
        [
            ("id", NewId()), ("id", "not-an-id"), ("id", Guid.Empty.ToString()), ("id", ((string)entry["id"]!).ToUpperInvariant()), ("data", ""), ("data", "AAAA"), ("data", "***"), ("enc", ""), ("enc", (string)entry["data"]!), ("data", new string('A', 1_500_000)), ("data", null), ("enc", null), ("id", null),
        ];
        foreach (var (field, value) in harm)
        {
            var bad = entry.DeepClone().AsObject();
            bad[field] = value?.DeepClone();
            var answer = await PostAsync(client, "/entry/send", bad.ToJsonString());
            Assert.Equal((field, HttpStatusCode.BadRequest), (field, answer.StatusCode));
        }
        foreach (var nonsense in (string[])["", "[]", "{}", "{\"id\":5}", "null", new string('[', 5000)])
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, "/entry/send", nonsense)).StatusCode);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_sealed_text_that_is_no_entry_is_refused_whatever_it_holds()
    {
        using var client = _host.Client();
        var (name, key) = await KeyAsync(client);
        foreach (var kind in (string[])["referral", "task", "no-such-kind", "../sighting", ""])
        {
            // Protected kinds, kinds that are not for the field and kinds that are none: one answer.
            var answer = await PostAsync(client, "/entry/send", Sealer.Entry(NewId(), name, key, kind, "en", ("need", "x")));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal("There is no such record, or it is not available for this purpose.", (string)(await BodyAsync(answer))["refusals"]![0]!["text"]!);
        }
        var random = new Random(20261124);
        for (var i = 0; i < LongForm.Rounds(200, 5_000); i++)
        {
            // Fuzz behind the seal: names and values of every sort, many times the same.
            var fields = Enumerable.Range(0, random.Next(12)).Select(_ => (Noise(random, Good[random.Next(Good.Length)].Item1), Noise(random, "2026-11-20"))).ToArray();
            var answer = await PostAsync(client, "/entry/send", Sealer.Entry(NewId(), name, key, "sighting", Noise(random, "fr"), fields));
            Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.OK, $"round {i}: {answer.StatusCode}");
        }

        static string Noise(Random random, string good)
        {
            if (random.Next(3) > 0) return good;
            var text = new char[random.Next(20)];
            for (var i = 0; i < text.Length; i++) text[i] = (char)(random.Next(4) == 0 ? random.Next(0x20, 0x700) : "[].0123456789,-~{}\"\n_"[random.Next(21)]);
            return new(text);
        }
    }

    [Fact]
    public async Task The_copy_that_a_device_keeps_is_empty()
    {
        await SampleRecords.FillAsync(_host, 12);
        using var client = _host.Client();
        foreach (var address in (string[])["/entry/?copy", "/entry/sighting?copy"])
        {
            var html = WebUtility.HtmlDecode(await client.GetStringAsync(address));
            // No person, no case, no notice, no token, no id of a request, and nothing of a record.
            foreach (var secret in (string[])["Amina", "Diallo", "NE-2026-114", "A task is due", "__RequestVerificationToken", "name=\"key\"", "Boat in distress", "Étoile", "/records/sighting/"])
                Assert.DoesNotContain(secret, html, StringComparison.Ordinal);
            Assert.Contains("A. D.", html, StringComparison.Ordinal);
            Assert.DoesNotContain("referral", html, StringComparison.OrdinalIgnoreCase); // protected kinds are not named outside protection
        }
        using var inside = _host.Client(purpose: Purpose.Protection);
        Assert.Contains("/entry/referral", await inside.GetStringAsync("/entry/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/entry/referral")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/entry/task")).StatusCode);
    }

    [Fact]
    public async Task Without_script_it_is_an_ordinary_form()
    {
        using var client = _host.Client();
        var html = await client.GetStringAsync("/entry/sighting");
        string Value(string name) => WebUtility.HtmlDecode(Regex.Match(html, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value);
        var (token, id) = (Value("__RequestVerificationToken"), Value("key"));
        List<KeyValuePair<string, string>> form = [new("_handler", "record"), new("__RequestVerificationToken", token), new("key", id), .. Good.Select(g => KeyValuePair.Create(g.Item1, g.Item2))];
        var refused = await client.PostAsync("/entry/sighting", new FormUrlEncodedContent(form.Where(f => f.Key != "title")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("What was seen is missing.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var saved = await client.PostAsync("/entry/sighting", new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains($"/records/sighting/{RecordId.Parse(id).DrawnFor(SampleHost.Session.Actor.Id)}", saved.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var again = await client.PostAsync("/entry/sighting", new FormUrlEncodedContent(form)); // pressed twice: one record
        Assert.Equal(saved.Headers.Location, again.Headers.Location);
    }

    [Fact]
    public async Task The_worker_rules_its_own_folder_and_no_more()
    {
        using var client = _host.Client();
        var answer = await client.GetAsync("/entry/worker.js");
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.False(answer.Headers.Contains("Service-Worker-Allowed"));
        Assert.Contains("worker-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = await client.GetAsync("/entry/sighting");
        Assert.Contains("geolocation=(self)", page.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("geolocation=()", (await client.GetAsync("/records/sighting")).Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_made_anew_each_month_and_old_ones_still_open()
    {
        var kept = _host.Services.GetRequiredService<IKeptThings>();
        var clock = new MovingClock(SampleHost.Now);
        var keys = new Palermo.Web.Offline.EntryKeys(kept, clock);
        var first = (await keys.ReadyAsync("zara", default))[0];
        Assert.Equal(first.Id, (await keys.ReadyAsync("zara", default))[0].Id);
        clock.Now += NodaTime.Duration.FromDays(31);
        var ready = await keys.ReadyAsync("zara", default);
        Assert.Equal(2, ready.Count);
        Assert.NotEqual(first.Id, ready[0].Id);
        Assert.Equal(first.Id, ready[1].Id);
        clock.Now += NodaTime.Duration.FromDays(61);
        Assert.DoesNotContain(await keys.ReadyAsync("zara", default), k => k.Id == first.Id); // nothing that old waits anywhere
        Assert.Empty(await keys.ListAsync("somebody-else", default));
    }

    private sealed class MovingClock(NodaTime.Instant now) : NodaTime.IClock
    {
        public NodaTime.Instant Now { get; set; } = now;
        public NodaTime.Instant GetCurrentInstant() => Now;
    }
}
