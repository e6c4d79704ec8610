using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Palermo.Node.Cli;
using Palermo.Node.Cli.Drift;

namespace Palermo.Node.Tests;

/// <summary><c>palermo drift</c>, driven as a person drives it.</summary>
public sealed class DriftVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("palermo-drift-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    internal static async Task<(int Code, string Output, string Errors)> Program(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private string Scenario(string text)
    {
        var path = Path.Combine(folder, "scenario.json");
        File.WriteAllText(path, text);
        return path;
    }

    private const string Skiff = """
        { "object": "SKIFF-2", "seeding": { "lat": 34.0, "lon": 12.5, "radiusKm": 2 }, "start": "2026-09-01T00:00:00Z", "durationHours": 6,
          "particles": 1000, "forcing": { "wind": { "speed": 8, "toward": 135 }, "current": { "speed": 0.1, "toward": 90 } } }
        """;

    [Fact]
    public async Task The_answer_is_one_document_with_all_that_the_issue_names()
    {
        var (geo, csv, png) = (Path.Combine(folder, "o.geojson"), Path.Combine(folder, "p.csv"), Path.Combine(folder, "m.png"));
        var (code, output, _) = await Program("drift", "run", Scenario(Skiff), "--json", "--out", geo, "--particles", csv, "--picture", png);
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        Assert.InRange(root.GetProperty("mean").GetProperty("lat").GetDouble(), 33.95, 33.98);
        Assert.InRange(root.GetProperty("mean").GetProperty("lon").GetDouble(), 12.55, 12.59);
        Assert.True(root.GetProperty("standardDeviation").GetProperty("northKm").GetDouble() > 1);
        Assert.True(root.GetProperty("covariance").GetProperty("eastEastKm2").GetDouble() > 1);
        Assert.Equal(3, root.GetProperty("areas").GetArrayLength());
        Assert.Equal(0, root.GetProperty("stranded").GetInt32());
        Assert.True(root.GetProperty("seconds").GetDouble() > 0);
        Assert.Contains(root.GetProperty("assumptions").EnumerateArray(), a => a.GetString()!.StartsWith("Wind: constant", StringComparison.Ordinal));
        using var features = JsonDocument.Parse(File.ReadAllText(geo));
        Assert.Equal(5, features.RootElement.GetProperty("features").GetArrayLength());
        Assert.Equal(1001, File.ReadAllLines(csv).Length);
        Assert.Equal(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, File.ReadAllBytes(png)[..4]);
    }

    [Theory]
    [InlineData("\"object\": \"SKIFF-2\"", "\"object\": \"SKIFF-99\"", "SKIFF-1")]
    [InlineData("\"durationHours\": 6", "\"duration\": 6", "'duration' is not known")]
    [InlineData("\"durationHours\": 6", "\"durationHours\": \"six\"", "line 1")]
    [InlineData("\"durationHours\": 6", "\"durationHours\": -6", "durationHours -6")]
    [InlineData("\"lat\": 34.0", "\"lat\": 340", "seeding")]
    [InlineData("\"toward\": 135", "\"towards\": 135", "'towards' is not known")]
    [InlineData("\"toward\": 135", "\"toward\": 135, \"from\": 3", "one direction")]
    [InlineData("\"current\": { \"speed\": 0.1, \"toward\": 90 }", "\"current\": \"nowhere.nc\"", "no such file")]
    [InlineData(", \"current\": { \"speed\": 0.1, \"toward\": 90 }", "", "forcing.current is missing")]
    [InlineData("\"start\": \"2026-09-01T00:00:00Z\",", "", "seeding.time is missing")]
    [InlineData("\"particles\": 1000", "\"particles\": 0", "particles: 0")]
    public async Task What_is_wrong_is_named_with_file_and_field(string right, string wrong, string says)
    {
        Assert.Contains(right, Skiff);
        var (code, output, errors) = await Program("drift", "run", Scenario(Skiff.Replace(right, wrong)), "--json");
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("scenario.json", errors);
        Assert.Contains(says, errors);
        Assert.DoesNotContain("   at ", errors);
    }

    [Fact]
    public async Task A_missing_scenario_is_refused() =>
        Assert.Equal(2, await CommandLine.RunAsync(["drift", "run", Path.Combine(folder, "none.json"), "--json"]));

    [Fact]
    public async Task A_time_window_does_not_shift_the_end_of_the_forecast()
    {
        var (_, output, _) = await Program("drift", "run", Scenario(Skiff.Replace("\"radiusKm\": 2", "\"radiusKm\": 2, \"windowHours\": 1.5")), "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal("2026-08-31T22:30:00Z", json.RootElement.GetProperty("start").GetString());
        Assert.Equal("2026-09-01T06:00:00Z", json.RootElement.GetProperty("end").GetString());
    }

    [Fact]
    public async Task The_examples_of_the_guide_run()
    {
        var examples = Directory.GetFiles(Path.Combine(RealData.Root(), "docs/guides/examples"), "*.json")
            .Where(f => File.ReadAllText(f).Contains("drift-scenario.schema.json")).ToArray();
        Assert.NotEmpty(examples);
        foreach (var example in examples) Assert.Equal(0, (await Program("drift", "run", example, "--json")).Code);
    }

    [Fact]
    public void The_schema_names_exactly_the_words_that_are_read()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealData.Root(), "docs/schemas/drift-scenario.schema.json")));
        var root = schema.RootElement;
        JsonElement Def(string name) => root.GetProperty("$defs").GetProperty(name);
        Same<DriftScenario>(root);
        Same<HypothesisWords>(root.GetProperty("properties").GetProperty("hypotheses").GetProperty("items"));
        Same<PointWords>(Def("point"));
        Same<SeedingWords>(Def("seeding"));
        Same<FlowWords>(Def("flow").GetProperty("oneOf")[1]);
        Same<ForcingWords>(root.GetProperty("properties").GetProperty("forcing").GetProperty("oneOf")[1]);
        Same<CapsizingWords>(root.GetProperty("properties").GetProperty("capsizing"));
        Same<UncertaintyWords>(root.GetProperty("properties").GetProperty("uncertainty"));
        Same<AreaWords>(root.GetProperty("properties").GetProperty("areas"));
    }

    internal static void Same<T>(JsonElement schema)
    {
        var read = typeof(T).GetProperties()
            .Select(p => p.GetCustomAttributes(typeof(JsonPropertyNameAttribute), false).Cast<JsonPropertyNameAttribute>().FirstOrDefault()?.Name
                ?? JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order(StringComparer.Ordinal).ToArray();
        var named = schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(read, named);
    }

    [Fact]
    public async Task Objects_are_listed_by_word()
    {
        var (code, output, _) = await Program("drift", "objects", "refugee", "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(2, json.RootElement.GetProperty("objects").GetArrayLength());
        Assert.Equal(1, (await Program("drift", "objects", "submarine-of-glass")).Code);
    }
}
