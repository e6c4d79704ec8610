using System.Text.Json;
using System.Xml.Linq;
using Palermo.Node.Cli.Sar;

namespace Palermo.Node.Tests;

/// <summary><c>palermo sar</c>, driven as a person drives it.</summary>
public sealed class SarVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("palermo-sar-").FullName;
    private static readonly string Examples = Path.Combine(RealData.Root(), "docs/guides/examples");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_example_of_the_rules_comes_out_of_the_plan()
    {
        var (code, output, _) = await DriftVerbTests.Program("sar", "plan", Path.Combine(Examples, "cells.json"), "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(.45786, json.RootElement.GetProperty("pos").GetDouble(), 5e-6);
        Assert.Equal(.30333, json.RootElement.GetProperty("uniformPos").GetDouble(), 5e-6);
        Assert.Equal(61.023, json.RootElement.GetProperty("cells")[0].GetProperty("trackMiles").GetDouble(), 5e-4);
        Assert.Equal(.27668, json.RootElement.GetProperty("cells")[3].GetProperty("posterior").GetDouble(), 1e-5);
    }

    [Fact]
    public async Task A_plan_from_a_forecast_gives_every_asset_a_rectangle_and_a_route()
    {
        var (gpx, png) = (Path.Combine(folder, "routes.gpx"), Path.Combine(folder, "plan.png"));
        var (code, output, errors) = await DriftVerbTests.Program("sar", "plan", Path.Combine(Examples, "search.json"), "--json", "--out", gpx, "--picture", png);
        Assert.True(code == 0, errors);
        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        var pos = root.GetProperty("pos").GetDouble();
        Assert.InRange(pos, .3, root.GetProperty("bound").GetDouble());
        Assert.Equal(4, root.GetProperty("tasks").GetArrayLength() + root.GetProperty("unused").GetArrayLength());
        Assert.Equal(pos, root.GetProperty("tasks").EnumerateArray().Sum(t => t.GetProperty("pos").GetDouble()), 1e-9);
        Assert.InRange(root.GetProperty("emptySearches")[0].GetProperty("pos").GetDouble(), .05, .5);
        Assert.Equal(3, root.GetProperty("whatIf").GetArrayLength());
        Assert.True(root.GetProperty("whatIf")[0].GetProperty("difference").GetDouble() < 0);
        Assert.True(root.GetProperty("whatIf")[1].GetProperty("difference").GetDouble() < 0);
        Assert.Equal(root.GetProperty("tasks").GetArrayLength(), XDocument.Load(gpx).Root!.Elements().Count());
        Assert.True(new FileInfo(png).Length > 10_000);
    }

    [Theory]
    [InlineData("\"at\": \"2026-09-01T11:00:00Z\",", "", "at is missing")]
    [InlineData("\"target\": \"raft15\"", "\"target\": \"raft\"", "line 6")]
    [InlineData("\"position\": \"Lampedusa\"", "\"position\": \"Lampedusia\"", "Lampedusa")]
    [InlineData("\"without\": [\"helicopter\"]", "\"without\": [\"submarine\"]", "'submarine', which is no asset")]
    [InlineData("\"pod\": 0.5", "\"pod\": 1.5", "emptySearches[0].pod")]
    [InlineData("\"transitKnots\": 24", "\"transitKnots\": 0", "transit speed 0")]
    [InlineData("\"scenario\": \"rubber-boat.json\"", "\"scenario\": \"no-boat.json\"", "no-boat.json")]
    [InlineData("\"at\": \"2026-09-01T09:00:00Z\"", "\"at\": \"2026-08-01T09:00:00Z\"", "outside the run")]
    public async Task What_is_wrong_in_a_plan_is_named(string right, string wrong, string says)
    {
        var text = File.ReadAllText(Path.Combine(Examples, "search.json"));
        Assert.Contains(right, text);
        File.Copy(Path.Combine(Examples, "rubber-boat.json"), Path.Combine(folder, "rubber-boat.json"));
        var path = Path.Combine(folder, "search.json");
        File.WriteAllText(path, text.Replace(right, wrong));
        var (code, output, errors) = await DriftVerbTests.Program("sar", "plan", path, "--json");
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(says, errors);
        Assert.DoesNotContain("   at ", errors);
    }

    [Fact]
    public async Task A_pattern_is_given_as_gpx()
    {
        var (code, output, _) = await DriftVerbTests.Program("sar", "pattern", "square", "--datum", "34°00.0'N 012°30.0'E", "--spacing", "2", "--legs", "8", "--gpx");
        Assert.Equal(0, code);
        var points = XDocument.Parse(output).Descendants().Where(e => e.Name.LocalName == "rtept").ToArray();
        Assert.Equal(9, points.Length);
        Assert.Equal("34.000000", points[0].Attribute("lat")!.Value);
        Assert.StartsWith("34.0333", points[1].Attribute("lat")!.Value);
    }

    [Theory]
    [InlineData("sector", "--radius", "5")]
    [InlineData("parallel", "--length", "20", "--width", "10", "--spacing", "2")]
    [InlineData("creeping", "--length", "20", "--width", "10", "--spacing", "2")]
    [InlineData("track", "--spacing", "2", "--datum", "34.5N 13E")]
    public async Task Every_kind_of_pattern_answers_in_json(string kind, params string[] words)
    {
        var (code, output, errors) = await DriftVerbTests.Program(["sar", "pattern", kind, "--datum", "34N 12.5E", "--speed", "12", "--start", "2026-09-01T06:00:00Z", "--drift", "0.8", "--drift-toward", "120", "--json", .. words]);
        Assert.True(code == 0, errors);
        using var json = JsonDocument.Parse(output);
        Assert.True(json.RootElement.GetProperty("waypoints").GetArrayLength() > 3);
        Assert.True(json.RootElement.GetProperty("hours").GetDouble() > 1);
    }

    [Fact]
    public async Task A_pattern_that_takes_longer_than_the_endurance_answers_no() =>
        Assert.Equal(1, (await DriftVerbTests.Program("sar", "pattern", "sector", "--datum", "34N 12.5E", "--radius", "5", "--speed", "10", "--endurance", "4")).Code);

    [Theory]
    [InlineData("spiral", "not one of square")]
    [InlineData("square", "--spacing is missing")]
    public async Task A_pattern_without_what_it_needs_is_refused(string kind, string says)
    {
        var (code, _, errors) = await DriftVerbTests.Program("sar", "pattern", kind, "--datum", "34N 12.5E");
        Assert.Equal(2, code);
        Assert.Contains(says, errors);
    }

    [Fact]
    public void The_schema_names_exactly_the_words_that_are_read()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealData.Root(), "docs/schemas/search-plan.schema.json")));
        var root = schema.RootElement;
        JsonElement Items(string name) => root.GetProperty("properties").GetProperty(name).GetProperty("items");
        DriftVerbTests.Same<SarPlanFile>(root);
        DriftVerbTests.Same<CellWords>(Items("cells"));
        DriftVerbTests.Same<SearcherWords>(Items("searchers"));
        DriftVerbTests.Same<EmptySearchWords>(Items("emptySearches"));
        DriftVerbTests.Same<WhatIfWords>(Items("whatIf"));
        DriftVerbTests.Same<SurvivalWords>(root.GetProperty("properties").GetProperty("survival"));
        DriftVerbTests.Same<WeatherWords>(root.GetProperty("$defs").GetProperty("weather"));
        DriftVerbTests.Same<AssetWords>(root.GetProperty("$defs").GetProperty("asset"));
    }
}
