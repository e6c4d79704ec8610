using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

public sealed class DataSetVerbTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("palermo-dataset-").FullName;
    private string At(string name) => Path.Combine(_home, name);
    public void Dispose() => Directory.Delete(_home, recursive: true);

    private const string Positions = "vessel;when;speed\n211;2026-01-02 10:00:00;12.5\n212;2026-01-02 10:05:00;3\n211;2026-01-02 10:10:00;0.5\n";

    private static async Task<JsonNode> AnswerAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Palermo.Node.dll"), .. words, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var wrong = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await wrong);
        return JsonNode.Parse(said)!;
    }

    [Fact]
    public async Task A_table_is_imported_queried_and_a_row_of_it_becomes_a_record()
    {
        await File.WriteAllTextAsync(At("positions.csv"), Positions);
        var id = (string)(await AnswerAsync("dataset", "import", At("positions.csv"), "--source", "Coast Guard", "--data", At("niger")))["id"]!;
        var rows = await AnswerAsync("dataset", "query", id, "--where", "vessel = ? AND speed > ?", "--value", "211", "--value", "1.5", "--data", At("niger"));
        Assert.Equal("12.5", rows["rows"]![0]![3]!.ToJsonString());
        var counts = await AnswerAsync("dataset", "query", id, "--sql", "SELECT vessel, count(*) AS n FROM data GROUP BY vessel ORDER BY n DESC", "--data", At("niger"));
        Assert.Equal("[[211,2],[212,1]]", counts["rows"]!.ToJsonString());
        var taken = await AnswerAsync("dataset", "take", id, "--row", "2", "--why", "met the Aurora", "--data", At("niger"));
        Assert.Contains("speed: 3", taken["values"]!.AsArray().Select(v => (string)v!));
        await using (var node = await OpenedNode.OpenAsync(At("niger"), TimeProvider.System))
        {
            var links = (await node.Store.Records.LinksAsync(RunningNode.Operator(node), RecordId.Parse(id))).Value;
            Assert.Equal("met the Aurora", Assert.Single(links).Other.Title);
        }
        Assert.Equal(2, await CommandLine.RunAsync(["dataset", "query", id, "--sql", "SELECT * FROM read_text('/etc/hostname')", "--data", At("niger")]));
        Assert.Equal(2, await CommandLine.RunAsync(["dataset", "query", "no-id", "--data", At("niger")]));
        Assert.Equal(2, await CommandLine.RunAsync(["dataset", "take", id, "--row", "9", "--why", "none", "--data", At("niger")]));
        Assert.Equal(2, await CommandLine.RunAsync(["dataset", "erase", id, "--where", "vessel = 211", "--reason", "mine", "--data", At("niger")]));
        Assert.Equal(2, await CommandLine.RunAsync(["dataset", "import", At("absent.csv"), "--source", "x", "--data", At("niger")]));
    }

    [Fact]
    public async Task Heads_are_signed_listed_and_young_entries_are_not_pruned()
    {
        Assert.Equal(0, await CommandLine.RunAsync(["people", "add", "dpo", "--name", "Officer", "--role", "data-protection-officer", "--data", At("niger")]));
        var heads = (await AnswerAsync("audit", "heads", "--sign", "--data", At("niger"))).AsArray();
        Assert.Equal(["general", "protection"], heads.Select(h => (string)h!["compartment"]!));
        Assert.Equal(2, (await AnswerAsync("audit", "heads", "--data", At("niger"))).AsArray().Count);
        var to = heads[0]!["sequence"]!.ToJsonString();
        Assert.Equal(2, await CommandLine.RunAsync(["audit", "prune", "--to", to, "--as", "dpo", "--purpose", "oversight", "--data", At("niger")]));
        Assert.Equal(2, await CommandLine.RunAsync(["audit", "prune", "--to", to, "--data", At("niger")]));
        Assert.Equal(0, await CommandLine.RunAsync(["audit", "verify", "--data", At("niger")]));
    }

    [Fact]
    public async Task The_page_shows_the_first_rows_and_the_API_answers_the_same()
    {
        await using var node = await RunningNode.StartAsync();
        using var api = await node.ApiAsync();
        var made = await api.PostAsync("/api/v1/datasets?name=positions.csv&source=Coast+Guard&title=January", new ByteArrayContent(Encoding.UTF8.GetBytes(Positions)));
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var id = (string)(await made.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
        var answer = await api.PostAsJsonAsync($"/api/v1/datasets/{id}/query", new JsonObject { ["where"] = "speed < ?", ["values"] = new JsonArray(5) });
        Assert.Equal("[2,212,\"2026-01-02T10:05:00\",3]", (await answer.Content.ReadFromJsonAsync<JsonObject>())!["rows"]![0]!.ToJsonString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await api.PostAsJsonAsync($"/api/v1/datasets/{id}/query", new JsonObject { ["sql"] = "DROP VIEW data" })).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await api.PostAsJsonAsync($"/api/v1/datasets/{id}/rows/1", new JsonObject { ["why"] = "fast" })).StatusCode);
        using var browser = await node.SignedInAsync();
        var page = await browser.GetStringAsync($"/datasets/{id}?where=speed+%3E+10");
        Assert.Contains("12.5", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<bdi>212</bdi>", page, StringComparison.Ordinal);
        Assert.Contains($"/datasets/{id}", await browser.GetStringAsync($"/records/dataset/{id}"), StringComparison.Ordinal);
        using var monitor = await node.SignedInAsync("hadiza", Purpose.Protection);
        Assert.Equal(HttpStatusCode.NotFound, (await monitor.GetAsync($"/datasets/{id}")).StatusCode); // it serves other purposes
    }
}
