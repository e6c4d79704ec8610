using System.Net;
using System.Text.Json.Nodes;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

/// <summary>The pages of routes over HTTP: what they show, what they refuse, and what leaves as a file.</summary>
public class RoutePagesTests
{
    private const string Span = "from=2026-01-01&to=2026-06-30";

    private static async Task<(RunningNode Node, HttpClient Amina)> StartAsync()
    {
        var node = await RunningNode.StartAsync();
        using var api = await node.ApiAsync();
        for (var day = 1; day <= 3; day++)
        {
            var body = RunningNode.FlowCount(words: "Agadez");
            body["when"] = new JsonObject { ["from"] = $"2026-05-0{day}", ["to"] = $"2026-05-0{day}", ["precision"] = "day" };
            body["towards"] = "Dirkou";
            await node.CreateAsync(api, body);
        }
        return (node, await node.SignedInAsync());
    }

    [Fact]
    public async Task The_list_leads_to_the_segment_and_the_segment_to_its_evidence_and_to_an_assessment()
    {
        var (node, amina) = await StartAsync();
        await using var _ = node;
        var list = await amina.GetStringAsync($"/borders/routes?{Span}&compare=1");
        Assert.Contains($"/borders/routes/agadez--dirkou?{Span}", WebUtility.HtmlDecode(list), StringComparison.Ordinal);
        Assert.Contains("palermo-routes", list, StringComparison.Ordinal);
        var segment = WebUtility.HtmlDecode(await amina.GetStringAsync($"/borders/routes/agadez--dirkou?{Span}"));
        Assert.Contains("/records/flow-count/", segment, StringComparison.Ordinal);
        var assess = segment[segment.IndexOf("/records/route-segment/new?", StringComparison.Ordinal)..];
        var form = await amina.GetStringAsync(assess[..assess.IndexOf('"', StringComparison.Ordinal)]);
        Assert.Contains("value=\"Agadez\"", form, StringComparison.Ordinal);
        Assert.Contains("value=\"Dirkou\"", form, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync($"/borders/routes/agadez--nowhere?{Span}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync("/borders/routes/agadez--dirkou?from=x&to=y")).StatusCode);
    }

    [Fact]
    public async Task Routes_leave_as_GeoJSON_and_KML_and_the_export_is_in_the_log()
    {
        var (node, amina) = await StartAsync();
        await using var _ = node;
        var json = await amina.GetAsync($"/analyses/borders/routes?{Span}&geojson=true");
        Assert.Equal("application/geo+json", json.Content.Headers.ContentType!.MediaType);
        Assert.Equal("FeatureCollection", (string?)JsonNode.Parse(await json.Content.ReadAsStringAsync())!["type"]);
        var kml = await amina.GetAsync($"/analyses/borders/routes?{Span}&kml=true");
        Assert.Equal("application/vnd.google-earth.kml+xml", kml.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<kml", await kml.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.GetAsync("/analyses/borders/routes?from=2026-01-01&to=never&kml=true")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync("/analyses/borders/nothing")).StatusCode);
        using var stranger = node.Browser(out var _);
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync($"/analyses/borders/routes?{Span}&geojson=true")).StatusCode);
    }

    [Theory]
    [InlineData("/borders/routes?from=2026-06-30&to=2026-01-01", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/borders/routes?from=soon&to=later", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/borders/bulletin?month=2026-13", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/borders/bulletin?month=%3Cscript%3E", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/borders/bulletin?month=2026-05", HttpStatusCode.OK)]
    [InlineData("/borders/bulletin", HttpStatusCode.OK)]
    [InlineData("/borders/routes", HttpStatusCode.OK)]
    [InlineData("/borders", HttpStatusCode.OK)]
    public async Task Whatever_the_address_asks_the_page_answers_in_words(string address, HttpStatusCode expected)
    {
        var (node, amina) = await StartAsync();
        await using var _ = node;
        var answer = await amina.GetAsync(address);
        Assert.Equal(expected, answer.StatusCode);
        Assert.DoesNotContain("<script>", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_unanswered_allegation_is_deleted_by_nobody_through_the_API()
    {
        await using var node = await RunningNode.StartAsync();
        using var amina = await node.ApiAsync();
        var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(amina, "/api/v1/records", new JsonObject
        {
            ["kind"] = "pushback-allegation", ["grading"] = new JsonObject { ["scheme"] = "admiralty", ["source"] = "C", ["information"] = "3" },
            ["body"] = new JsonObject
            {
                ["when"] = new JsonObject { ["from"] = "2026-05-01", ["to"] = "2026-05-01", ["precision"] = "day" }, ["where"] = new JsonObject { ["text"] = "Assamaka" }, ["about"] = "a border unit",
            },
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var id = RecordId.Parse((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!);
        var session = RunningNode.Operator(node.Node);
        Assert.Equal("allegation.kept", Assert.Single((await node.Node.Store.Records.WriteAsync(session, [new RecordChange.Withdraw(id) { Reason = "tidying up" }])).Refusals).Code);
        var dpo = new Session(new("dpo", "dpo", node.Node.Settings.Name, "police", [Role.DataProtectionOfficer.Name]), new(Purpose.Oversight), Channel.Page);
        Assert.Equal("allegation.kept", Assert.Single((await node.Node.Store.Records.WriteAsync(dpo, [new RecordChange.Erase(id) { Reason = "asked to" }])).Refusals).Code);
    }
}
