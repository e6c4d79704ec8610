using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

/// <summary>Imports of movements and <c>palermo borders routes</c>, driven as a person drives them, on the examples of the guide.</summary>
public sealed class BordersVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-borders-").FullName;
    private string Data => Path.Combine(_folder, "niger");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Example(string name) => Path.Combine(RealData.Root(), "docs", "guides", "examples", "borders", name);

    private static async Task<string> Said(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    private static async Task<JsonElement> Json(params string[] words) => JsonDocument.Parse(await Said([.. words, "--json"])).RootElement;

    [Fact]
    public async Task Detections_come_in_once_and_the_second_run_stores_nothing()
    {
        var first = await Json("import", "frontex", Example("invented-detections.csv"), "--data", Data);
        Assert.Equal((144, 48, 0), (first.GetProperty("read").GetInt32(), first.GetProperty("stored").GetInt32(), first.GetProperty("rejected").GetInt32()));
        var second = await Json("import", "frontex", Example("invented-detections.csv"), "--data", Data);
        Assert.Equal((144, 0, 48), (second.GetProperty("read").GetInt32(), second.GetProperty("stored").GetInt32(), second.GetProperty("unchanged").GetInt32()));
    }

    [Fact]
    public async Task Routes_are_answered_as_a_list_as_GeoJSON_and_as_KML_with_their_units()
    {
        foreach (var (reader, file) in new[] { ("frontex", "invented-detections.csv"), ("flow-counts", "flow-counts.csv"), ("patrol-logs", "patrols.csv") })
            Assert.Equal(0, await CommandLine.RunAsync(["import", reader, Example(file), "--data", Data]));
        string[] span = ["--from", "2024-01-01", "--to", "2024-06-30", "--data", Data];
        var list = await Json(["borders", "routes", .. span]);
        var segments = list.EnumerateArray().ToDictionary(s => s.GetProperty("segment").GetString()!);
        // Six monthly counts from one source state the way: probable, never confirmed by one source alone.
        Assert.Equal(("probable", 6, 1), (segments["agadez--dirkou"].GetProperty("status").GetString(), segments["agadez--dirkou"].GetProperty("events").GetInt32(), segments["agadez--dirkou"].GetProperty("sources").GetInt32()));
        Assert.Equal("people-counted-passing", Assert.Single(segments["agadez--dirkou"].GetProperty("figures").EnumerateArray()).GetProperty("unit").GetString());

        var map = JsonDocument.Parse(await Said(["borders", "routes", .. span, "--geojson"])).RootElement;
        Assert.Equal("FeatureCollection", map.GetProperty("type").GetString());
        var route = map.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("properties")).Single(p => p.GetProperty("feature").GetString() == "route" && p.GetProperty("route").GetString() == "western-african-atlantic");
        Assert.Equal("detections", Assert.Single(route.GetProperty("figures").EnumerateArray()).GetProperty("unit").GetString());
        Assert.Equal("kml", XDocument.Parse(await Said(["borders", "routes", .. span, "--kml"])).Root!.Name.LocalName);

        var flows = await Json(["borders", "flows", .. span]);
        Assert.Contains(flows.EnumerateArray(), f => f.GetProperty("from").GetString() == "Agadez" && f.GetProperty("perDay").GetDouble() is > 40 and < 90);
        var effort = await Json("borders", "effort", "--from", "2024-01-01", "--to", "2024-12-31", "--data", Data);
        Assert.Equal(12, effort.GetArrayLength());
    }

    [Theory]
    [InlineData("--from", "2024-01-01", "--to", "soon")]
    [InlineData("--from", "2024-02-01", "--to", "2024-01-01")]
    [InlineData("--from", "1951-01-01", "--to", "2024-01-01")]
    [InlineData("--from", "2024-01-01")]
    public async Task Wrong_words_are_refused_with_code_2(params string[] words) => Assert.Equal(2, await CommandLine.RunAsync(["borders", "routes", .. words, "--data", Data]));

    [Fact]
    public async Task On_the_public_files_the_known_routes_of_their_years_are_found()
    {
        Assert.Equal(0, await CommandLine.RunAsync(["import", "missing-migrants", RealData.File("missing-migrants/mmp_incidents_2014_2022.csv.gz"), "--data", Data]));
        Assert.Equal(0, await CommandLine.RunAsync(["import", "frontex", RealData.File("flows/frontex_ibc_2009_2022.csv.gz"), "--data", Data]));
        async Task<Dictionary<string, string>> StatusAsync(int year) =>
            (await Json("borders", "routes", "--from", $"{year}-01-01", "--to", $"{year}-12-31", "--data", Data)).EnumerateArray().ToDictionary(s => s.GetProperty("segment").GetString()!, s => s.GetProperty("status").GetString()!);
        var (old, canaries) = (await StatusAsync(2016), await StatusAsync(2020));
        // The Libyan coast to Italy in 2016; the ways to the Canary Islands in 2020, which 2016 hardly had.
        Assert.Contains(old, s => s.Key.EndsWith("--lampedusa", StringComparison.Ordinal) && s.Value == "confirmed");
        string[] atlantic = ["nouadhibou--el-hierro", "saint-louis--el-hierro", "mbour--el-hierro", "dakhla--gran-canaria", "laayoune--lanzarote"];
        Assert.True(atlantic.Count(s => canaries.GetValueOrDefault(s) == "confirmed") >= 4);
        Assert.True(atlantic.Count(s => old.GetValueOrDefault(s) == "confirmed") <= 1);
        // What a publisher counts for a route as a whole stands beside it, in its own unit.
        var map = JsonDocument.Parse(await Said("borders", "routes", "--from", "2016-01-01", "--to", "2016-12-31", "--data", Data, "--geojson")).RootElement;
        var central = map.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("properties")).Single(p => p.GetProperty("feature").GetString() == "route" && p.GetProperty("route").GetString() == "central-mediterranean");
        var figures = central.GetProperty("figures").EnumerateArray().ToDictionary(f => f.GetProperty("unit").GetString()!, f => f.GetProperty("count").GetDouble());
        Assert.Equal((181_376, 4_574), (figures["detections"], figures["dead-and-missing"]));
    }

    [Fact]
    public async Task The_monthly_bulletin_is_written_as_a_document_and_overwrites_nothing()
    {
        foreach (var (reader, file) in new[] { ("frontex", "invented-detections.csv"), ("patrol-logs", "patrols.csv") })
            Assert.Equal(0, await CommandLine.RunAsync(["import", reader, Example(file), "--data", Data]));
        var target = Path.Combine(_folder, "bulletin.docx");
        string[] words = ["borders", "bulletin", "--month", "2024-03", "--language", "fr", "--data", Data, "--out"];
        var written = await Json([.. words, target]);
        Assert.Equal(new FileInfo(target).Length, written.GetProperty("bytes").GetInt64());
        await using (var zip = await System.IO.Compression.ZipFile.OpenReadAsync(target))
        using (var text = new StreamReader(await zip.GetEntry("word/document.xml")!.OpenAsync()))
            Assert.Contains("Bulletin des routes, mars 2024", await text.ReadToEndAsync());
        Assert.Equal(2, await CommandLine.RunAsync([.. words, target]));
        Assert.Equal(2, await CommandLine.RunAsync(["borders", "bulletin", "--month", "March", "--data", Data, "--out", Path.Combine(_folder, "b.docx")]));
        Assert.Equal(2, await CommandLine.RunAsync(["borders", "bulletin", "--month", "1960-03", "--data", Data, "--out", Path.Combine(_folder, "b.docx")])); // nothing is recorded
        Assert.Equal(2, await CommandLine.RunAsync(["borders", "bulletin", "--month", "2024-03", "--data", Data]));
    }
}
