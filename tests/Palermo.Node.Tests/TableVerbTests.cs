using System.Text.Json.Nodes;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

/// <summary>Tables in and out by the command line.</summary>
public sealed class TableVerbTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("palermo-table-").FullName;
    private string At(string name) => Path.Combine(_home, name);
    public void Dispose() => Directory.Delete(_home, recursive: true);

    private const string Patrols = """
        No;Jour;Lat;Long;Vus;Heures;Remarque
        M-1;03/05/2026;22,1;13,6;14;6,5;convoi
        M-2;17/05/2026;21,95;13,65;3;8;à pied
        M-3;31/05/2026;22,3;14,0;beaucoup;8;illisible
        """;

    private string[] Import(params string[] more) =>
        ["import", "table", At("patrols.csv"), "--kind", "detection", "--source", "Post Madama", "--map", "No=@reference", "--map", "Jour=when.from", "--map", "Lat=where.latitude", "--map", "Long=where.longitude",
            "--map", "Vus=persons", "--map", "Heures=patrolHours", "--map", "Remarque=description", "--data", At("niger"), .. more];

    private async Task<IReadOnlyList<RecordRow>> DetectionsAsync()
    {
        await using var node = await OpenedNode.OpenAsync(At("niger"), TimeProvider.System);
        return (await node.Store.Records.ListAsync(RunningNode.Operator(node), new("detection"))).Rows;
    }

    [Fact]
    public async Task A_table_is_tried_imported_once_and_taken_back()
    {
        await File.WriteAllTextAsync(At("patrols.csv"), Patrols);
        Assert.Equal(0, await CommandLine.RunAsync(Import("--dry-run", "--keep-plan", At("plan.json"))));
        Assert.Empty(await DetectionsAsync());
        Assert.Equal(0, await CommandLine.RunAsync(Import()));
        Assert.Equal(2, (await DetectionsAsync()).Count); // the row that cannot be read is told of, and the others are kept
        Assert.Equal(0, await CommandLine.RunAsync(["import", "table", At("patrols.csv"), "--plan", At("plan.json"), "--data", At("niger")]));
        Assert.Equal(2, (await DetectionsAsync()).Count);
        RecordId import;
        await using (var node = await OpenedNode.OpenAsync(At("niger"), TimeProvider.System))
        {
            var imports = await node.Store.Records.ListAsync(RunningNode.Operator(node), new("import-file", Order: RecordOrder.Oldest));
            import = imports.Rows[0].Id;
        }
        Assert.Equal(0, await CommandLine.RunAsync(["import", "undo", import.ToString(), "--reason", "wrong post", "--data", At("niger")]));
        Assert.Empty(await DetectionsAsync());
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_before_anything_is_stored()
    {
        await File.WriteAllTextAsync(At("patrols.csv"), Patrols);
        foreach (var wrong in (string[][])[["--map", "Jour=nothing"], ["--map", "Absent=persons"], ["--map", "broken"], ["--purpose", "holidays"]])
        {
            var refused = await CommandLine.RunAsync(["import", "table", At("patrols.csv"), "--kind", "detection", "--source", "x", "--data", At("niger"), .. wrong]);
            Assert.Equal(2, refused);
        }
        Assert.Equal(2, await CommandLine.RunAsync(["import", "table", At("absent.csv"), "--kind", "detection", "--source", "x", "--data", At("niger")]));
        Assert.Equal(2, await CommandLine.RunAsync(["import", "table", At("patrols.csv"), "--kind", "no-kind", "--source", "x", "--data", At("niger")]));
        Assert.Empty(await DetectionsAsync());
    }

    [Fact]
    public async Task Records_leave_with_their_marking_and_no_half_file_stays()
    {
        await File.WriteAllTextAsync(At("patrols.csv"), Patrols);
        Assert.Equal(0, await CommandLine.RunAsync(Import()));
        foreach (var format in (string[])["csv", "xlsx", "jsonl", "geojson"])
        {
            Assert.Equal(0, await CommandLine.RunAsync(["export", "detection", "--out", At("out." + format), "--where", "from=2026-05-10", "--data", At("niger")]));
            Assert.Equal(2, await CommandLine.RunAsync(["export", "detection", "--out", At("out." + format), "--data", At("niger")])); // it is there already
        }
        var lines = await File.ReadAllLinesAsync(At("out.jsonl"));
        Assert.Equal(2, lines.Length);
        Assert.Equal(3, (int)JsonNode.Parse(lines[0])!["body"]!["persons"]!);
        Assert.Equal("TLP:AMBER", (string?)JsonNode.Parse(lines[1])!["export"]!["marking"]);
        Assert.Single(JsonNode.Parse(await File.ReadAllTextAsync(At("out.geojson")))!["features"]!.AsArray());
        Assert.Equal(2, await CommandLine.RunAsync(["export", "detection", "--out", At("out.pdf"), "--data", At("niger")]));
        Assert.Equal(2, await CommandLine.RunAsync(["export", "detection", "--out", At("again.csv"), "--where", "from=yesterday", "--data", At("niger")]));
        Assert.Equal(2, await CommandLine.RunAsync(["export", "detection", "--out", At("again.csv"), "--purpose", "administration", "--as", "nobody", "--data", At("niger")]));
        Assert.DoesNotContain(Directory.GetFiles(_home), f => f.EndsWith(".part", StringComparison.Ordinal) || f.Contains("again", StringComparison.Ordinal));
    }
}
