using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

/// <summary>Tables and files in and out through the API.</summary>
public class ImportsApiTests
{
    private const string Table = "Reference,When from,Latitude,Longitude,Persons\nA-1,2026-05-02,16.97,7.99,12\nA-2,2026-05-03,17.1,8.05,many\nA-3,2026-05-04,17.2,8.1,4\n";

    private static async Task<JsonObject> Json(HttpResponseMessage answer, HttpStatusCode expected)
    {
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    [Fact]
    public async Task A_table_is_uploaded_looked_at_tried_run_and_taken_back()
    {
        await using var node = await RunningNode.StartAsync();
        using var api = await node.ApiAsync();
        var uploaded = await Json(await api.PostAsync("/api/v1/imports?kind=detection&source=Post+Agadez&name=may.csv", new ByteArrayContent(Encoding.UTF8.GetBytes(Table))), HttpStatusCode.Created);
        var id = (string)uploaded["id"]!;
        var plan = uploaded["plan"]!.AsObject();
        Assert.Equal("persons", (string?)plan["columns"]!["Persons"]);
        plan["columns"]!["When from"] = "when.from";

        var nonsense = plan.DeepClone().AsObject();
        nonsense["columns"]!["Persons"] = "nothing";
        Assert.Equal("import.target", (string?)(await Json(await api.PostAsJsonAsync($"/api/v1/imports/{id}/try", nonsense), HttpStatusCode.UnprocessableEntity))["errors"]![0]!["code"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.PostAsync($"/api/v1/imports/{id}/try", new StringContent("{\"kind\":"))).StatusCode);

        var tried = await Json(await api.PostAsJsonAsync($"/api/v1/imports/{id}/try", plan), HttpStatusCode.OK);
        Assert.Equal((3, 2, 1), ((int)tried["read"]!, (int)tried["stored"]!, (int)tried["rejected"]!));
        Assert.Equal(3, (int)tried["problems"]![0]!["line"]!);
        Assert.Equal(0, (int)(await api.GetFromJsonAsync<JsonObject>("/api/v1/records?kind=detection"))!["total"]!);

        var job = await Json(await api.PostAsJsonAsync($"/api/v1/imports/{id}/run", plan), HttpStatusCode.Accepted);
        for (var i = 0; (string)job["state"]! is "waiting" or "running"; i++)
        {
            Assert.True(i < 200, "the job does not end");
            await Task.Delay(100);
            job = (await api.GetFromJsonAsync<JsonObject>($"/api/v1/jobs/{(string)job["id"]!}"))!;
        }
        Assert.Equal(("done", 2), ((string)job["state"]!, (int)job["result"]!["stored"]!));
        Assert.Equal(2, (int)(await api.GetFromJsonAsync<JsonObject>("/api/v1/records?kind=detection"))!["total"]!);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await api.PostAsJsonAsync($"/api/v1/imports/{id}/run", plan)).StatusCode); // it has run

        Assert.Equal(HttpStatusCode.BadRequest, (await api.PostAsync($"/api/v1/imports/{id}/roll-back", null)).StatusCode);
        var back = await Json(await api.PostAsync($"/api/v1/imports/{id}/roll-back?reason=wrong+file", null), HttpStatusCode.OK);
        Assert.Equal(2, (int)back["withdrawn"]!);
        Assert.Equal(0, (int)(await api.GetFromJsonAsync<JsonObject>("/api/v1/records?kind=detection"))!["total"]!);
    }

    [Fact]
    public async Task What_is_no_table_or_no_kind_for_the_caller_leaves_nothing_behind()
    {
        await using var node = await RunningNode.StartAsync();
        using var api = await node.ApiAsync();
        foreach (var (words, body, status) in ((string, string, HttpStatusCode)[])
            [("kind=detection&source=x", "", HttpStatusCode.UnprocessableEntity), ("kind=detection&source=x", "%PDF-1.7", HttpStatusCode.UnprocessableEntity), ("kind=detection", Table, HttpStatusCode.BadRequest),
             ("kind=nothing&source=x", Table, HttpStatusCode.BadRequest), ("kind=shelter&source=x", Table, HttpStatusCode.BadRequest)])
            Assert.Equal(status, (await api.PostAsync("/api/v1/imports?" + words, new ByteArrayContent(Encoding.UTF8.GetBytes(body)))).StatusCode);
        Assert.Equal(0, (int)(await api.GetFromJsonAsync<JsonObject>("/api/v1/records?kind=import-file"))!["total"]!);
        using var reader = await node.ApiAsync("amina", Purpose.BorderManagement, AccessAction.Read);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync("/api/v1/imports?kind=detection&source=x", new ByteArrayContent(Encoding.UTF8.GetBytes(Table)))).StatusCode);
    }

    [Fact]
    public async Task A_file_is_kept_with_a_record_and_comes_back_byte_for_byte()
    {
        await using var node = await RunningNode.StartAsync();
        using var api = await node.ApiAsync();
        var record = await node.CreateAsync(api);
        var bytes = new byte[100_000];
        new Random(7).NextBytes(bytes);
        var added = await Json(await api.PostAsync($"/api/v1/records/{record}/files?name=photo.jpg", new ByteArrayContent(bytes)), HttpStatusCode.Created);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), (string?)added["sha256"]);
        Assert.Equal(bytes, await api.GetByteArrayAsync($"/api/v1/files/{(string)added["address"]!}"));
        Assert.Single((await api.GetFromJsonAsync<JsonArray>($"/api/v1/records/{record}/files"))!);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await api.PostAsync($"/api/v1/records/{record}/files?name=..%2Fpasswd", new ByteArrayContent(bytes))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync("/api/v1/files/nothing")).StatusCode);
        using var admin = await node.ApiAsync("admin", Purpose.Administration);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/api/v1/files/{(string)added["address"]!}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/api/v1/records/{record}/files")).StatusCode);
    }

    [Fact]
    public async Task An_export_holds_what_the_caller_may_take_out_and_bears_its_marking()
    {
        await using var node = await RunningNode.StartAsync();
        using var api = await node.ApiAsync();
        await node.CreateAsync(api);
        var answer = await api.GetAsync("/api/v1/export?kind=flow-count&format=csv");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("TLP:GREEN", Uri.UnescapeDataString(answer.Headers.GetValues("X-Marking").Single()));
        Assert.Equal(2, (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.GetAsync("/api/v1/export?kind=flow-count&format=pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync("/api/v1/export?kind=shelter&format=csv")).StatusCode);
        using var reader = await node.ApiAsync("amina", Purpose.BorderManagement, AccessAction.Read);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/api/v1/export?kind=flow-count&format=csv")).StatusCode);
    }
}
