using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

/// <summary>The pages of the seizure register and of the document desk, without script.</summary>
public sealed class SeizurePagesTests
{
    private static JsonObject On(string day) => new() { ["from"] = day, ["to"] = day, ["precision"] = "day" };

    private static async Task<RecordId> AddAsync(HttpClient api, string kind, JsonObject body)
    {
        var answer = await api.PostAsJsonAsync("/api/v1/records", new JsonObject { ["kind"] = kind, ["body"] = body, ["legalBasis"] = "a law" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return RecordId.Parse((string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!);
    }

    private static async Task<RecordId> EngineAsync(HttpClient api, string number, string day, JsonObject? more = null)
    {
        var seizure = await AddAsync(api, "seizure", new() { ["when"] = On(day), ["where"] = new JsonObject { ["text"] = "Dirkou" }, ["class"] = "outboard-engine", ["item"] = "Yamaha", ["identifier"] = number, ["authority"] = "Police" });
        var body = more ?? [];
        body["when"] = On(day);
        (body["seizure"], body["class"], body["item"], body["engineNumber"], body["registerNumber"]) = (seizure.ToString(), "outboard-engine", "Yamaha 40 hp", number, "R " + day);
        return await AddAsync(api, "seized-asset", body);
    }

    [Fact]
    public async Task A_hand_over_is_recorded_and_a_gap_is_flagged_and_stays()
    {
        await using var node = await RunningNode.StartAsync();
        using var api = await node.ApiAsync();
        var id = await EngineAsync(api, "6F5S1002345", "2026-05-01");
        using var browser = await node.SignedInAsync();
        var page = $"/borders/seizures/{id}";
        Task<HttpResponseMessage> Hand(string from, string to, string at) => RunningNode.PostAsync(browser, page, page,
            ("_handler", "custody"), ("from", from), ("to", to), ("at", at), ("place", "Agadez"), ("purpose", "storage"), ("seal", "S 1"));
        Assert.Equal(HttpStatusCode.Redirect, (await Hand("patrol 4", "depot A", "2026-05-01T10:00")).StatusCode);
        Assert.DoesNotContain("Where was it between", await browser.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Hand("depot B", "laboratory", "2026-05-09T10:00")).StatusCode);
        var html = await browser.GetStringAsync(page);
        Assert.Contains("Where was it between", html, StringComparison.Ordinal);
        Assert.Contains("Where was it between", await browser.GetStringAsync(page + "/custody"), StringComparison.Ordinal);
        Assert.Contains("Where was it between", await browser.GetStringAsync("/borders/seizures"), StringComparison.Ordinal);
        // What is missing is told, and nothing is stored.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Hand("depot B", "", "2026-05-10T10:00")).StatusCode);
        var stored = await node.Node.Store.Records.ReadAsync(RunningNode.Operator(node.Node), id);
        Assert.Equal(3, stored.Value.Version);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        foreach (var paper in (string[])["report", "receipt", "label", "application"]) Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{page}/{paper}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(page + "/poem")).StatusCode);
    }

    [Fact]
    public async Task The_general_form_leads_to_the_asset_s_page_for_its_custody_and_leaves_it_as_it_is()
    {
        await using var node = await RunningNode.StartAsync();
        using var api = await node.ApiAsync();
        var id = await EngineAsync(api, "6F5S1002345", "2026-05-01");
        using var browser = await node.SignedInAsync();
        var page = $"/borders/seizures/{id}";
        Assert.Equal(HttpStatusCode.Redirect, (await RunningNode.PostAsync(browser, page, page,
            ("_handler", "custody"), ("from", "patrol 4"), ("to", "depot A"), ("at", "2026-05-01T10:00"), ("place", "Agadez"), ("purpose", "storage"), ("seal", "S 1"))).StatusCode);
        var edit = $"/records/seized-asset/{id}/edit";
        var form = await browser.GetStringAsync(edit);
        Assert.DoesNotContain("patrol 4", form, StringComparison.Ordinal);
        Assert.Contains($"href=\"{page}\"", form, StringComparison.Ordinal);
        Assert.Contains($"href=\"{page}\"", await browser.GetStringAsync($"/records/seized-asset/{id}"), StringComparison.Ordinal);
        var before = (await node.Node.Store.Records.ReadAsync(RunningNode.Operator(node.Node), id)).Value;
        // Saved by the general form, whatever somebody puts into it under that name.
        Assert.Equal(HttpStatusCode.Redirect, (await RunningNode.PostAsync(browser, edit, edit, ("_handler", "record"), ("etag", before.ETag), ("when.from", "2026-05-01"), ("when.to", "2026-05-01"), ("when.precision", "day"),
            ("class", "outboard-engine"), ("item", "Yamaha 40 hp, grey"), ("custody", "[]"), ("header.source", "police"), ("header.purposes", "border-management"), ("header.legalBasis", "a law"), ("reason", "colour added"))).StatusCode);
        var after = (await api.GetFromJsonAsync<JsonObject>($"/api/v1/records/{id}"))!["body"]!;
        Assert.Equal("Yamaha 40 hp, grey", (string)after["item"]!);
        Assert.Equal("depot A", (string)Assert.Single((JsonArray)after["custody"]!)!["to"]!);
    }

    [Fact]
    public async Task The_same_engine_is_noticed_again_and_so_is_that_it_had_been_sold()
    {
        await using var node = await RunningNode.StartAsync();
        using var api = await node.ApiAsync();
        var first = await EngineAsync(api, "6F5S-100-2345", "2025-03-01");
        var again = await EngineAsync(api, "6f5s 1002345", "2026-05-01");
        var other = await EngineAsync(api, "6F5S1002399", "2026-05-01");
        using var browser = await node.SignedInAsync();
        var html = await browser.GetStringAsync($"/borders/seizures/{again}");
        Assert.Contains($"/borders/seizures/{first}", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/borders/seizures/{other}", html, StringComparison.Ordinal);
        Assert.DoesNotContain("seen again after", html, StringComparison.Ordinal);
        Assert.Contains("No other record", await browser.GetStringAsync($"/borders/seizures/{other}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_a_register_is_noted_with_nothing_else()
    {
        await using var node = await RunningNode.StartAsync();
        using var api = await node.ApiAsync();
        var id = await EngineAsync(api, "6F5S1002345", "2026-05-01");
        using var browser = await node.SignedInAsync();
        var page = $"/borders/seizures/{id}";
        Assert.Equal(HttpStatusCode.Redirect, (await RunningNode.PostAsync(browser, page, page, ("_handler", "stolen"), ("register", "INTERPOL SMV"), ("result", "no-hit"), ("reference", "Q 7"))).StatusCode);
        var html = await browser.GetStringAsync(page);
        Assert.Contains("INTERPOL SMV", html, StringComparison.Ordinal);
        Assert.Contains("Q 7", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await RunningNode.PostAsync(browser, page, page, ("_handler", "stolen"), ("register", "x"), ("result", "perhaps"))).StatusCode);
    }

    [Fact]
    public async Task A_zone_is_read_a_claim_to_protection_is_referred_and_only_the_check_is_kept()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = await node.SignedInAsync();
        const string zone = "P<NGAERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36NGA7408132F1204159ZE184226B<<<<<10";
        var read = await (await RunningNode.PostAsync(browser, "/borders/documents", "/borders/documents", ("_handler", "read"), ("zone", zone), ("protection", "true"))).Content.ReadAsStringAsync();
        Assert.Contains("Refer now", read, StringComparison.Ordinal);
        Assert.Contains("The zone is not in order", read, StringComparison.Ordinal);
        Assert.Contains("keeps no register of losses", read, StringComparison.Ordinal);
        var key = System.Text.RegularExpressions.Regex.Match(read, "name=\"key\" value=\"([^\"]+)\"").Groups[1].Value;
        for (var twice = 0; twice < 2; twice++)
            Assert.Equal(HttpStatusCode.Redirect, (await RunningNode.PostAsync(browser, "/borders/documents", "/borders/documents",
                ("_handler", "keep"), ("zone", zone), ("key", key), ("place", "Assamaka"), ("basis", "a law"), ("outcome", "doubtful"))).StatusCode);
        var session = RunningNode.Operator(node.Node);
        List<RecordView> kept = [];
        await foreach (var record in node.Node.Store.Records.ScanAsync(session, new("travel-document-check"))) kept.Add(record);
        var body = System.Text.Encoding.UTF8.GetString(Assert.Single(kept).Kind.Write(kept[0].Body));
        Assert.Contains("L898902C3", body, StringComparison.Ordinal);
        Assert.Contains("check.birth", body, StringComparison.Ordinal);
        foreach (var no in (string[])["ERIKSSON", "ANNA", "740813", "1974", "protection"]) Assert.DoesNotContain(no, body, StringComparison.OrdinalIgnoreCase);
        // Nothing of the claim is anywhere in what the node may search.
        Assert.Empty((await node.Node.Store.Records.ListAsync(session, new(Text: "protection"), 10)).Rows);
    }

    [Fact]
    public async Task Pages_of_what_one_may_not_see_are_not_there()
    {
        await using var node = await RunningNode.StartAsync();
        using var api = await node.ApiAsync();
        var id = await EngineAsync(api, "6F5S1002345", "2026-05-01");
        using var protection = await node.SignedInAsync("hadiza", Purpose.Protection);
        Assert.Equal(HttpStatusCode.NotFound, (await protection.GetAsync($"/borders/seizures/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await protection.GetAsync($"/borders/seizures/{id}/label")).StatusCode);
        using var browser = await node.SignedInAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/borders/seizures/not-an-id")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/borders/documents/fraud/{id}")).StatusCode);
    }
}
