using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

/// <summary><c>palermo convert</c> and <c>palermo notice check</c>, driven as a person drives them.</summary>
public sealed class ConvertVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-convert-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Example(string name) => Path.Combine(RealData.Root(), "docs", "guides", "examples", name);

    private static async Task<(int Code, string Out, string Errors)> Run(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    [Fact]
    public async Task The_bundle_of_the_guide_becomes_entities_and_every_drop_is_listed_with_path_and_reason()
    {
        var output = Path.Combine(_folder, "entities.ijson");
        var (code, said, errors) = await Run("convert", Example("formats/boats.stix.json"), "--from", "stix", "--to", "ftm", "--out", output, "--json");
        Assert.True(code == 0, errors);
        var answer = JsonDocument.Parse(said).RootElement;
        Assert.Equal(("stix", "ftm"), (answer.GetProperty("from").GetString(), answer.GetProperty("to").GetString()));
        var dropped = answer.GetProperty("dropped").EnumerateArray().ToArray();
        Assert.NotEmpty(dropped);
        Assert.All(dropped, d => Assert.False(string.IsNullOrWhiteSpace(d.GetProperty("path").GetString()) || string.IsNullOrWhiteSpace(d.GetProperty("reason").GetString())));
        Assert.Contains("\"schema\":\"Person\"", await File.ReadAllTextAsync(output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_palermo_json_nothing_is_dropped_and_it_goes_back_as_it_came()
    {
        var (ours, back) = (Path.Combine(_folder, "ours.json"), Path.Combine(_folder, "back.json"));
        Assert.Equal(0, await CommandLine.RunAsync(["convert", Example("formats/boats.stix.json"), "--from", "stix", "--to", "palermo", "--out", ours]));
        Assert.Equal(0, await CommandLine.RunAsync(["convert", ours, "--from", "palermo", "--to", "stix", "--out", back]));
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Example("formats/boats.stix.json"))), System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(back))));
    }

    [Fact]
    public async Task A_malformed_document_is_refused_with_its_place_and_nothing_is_written()
    {
        var (bad, output) = (Path.Combine(_folder, "bad.json"), Path.Combine(_folder, "out.json"));
        await File.WriteAllTextAsync(bad, (await File.ReadAllTextAsync(Example("formats/boats.stix.json"))).Replace("\"relationship_type\"", "\"relation_type\""));
        var (code, _, errors) = await Run("convert", bad, "--from", "stix", "--to", "misp", "--out", output);
        Assert.Equal(2, code);
        Assert.Matches(@"/objects/\d+: 'relationship_type' is missing", errors);
        Assert.False(File.Exists(output));
        Assert.Equal(2, await CommandLine.RunAsync(["convert", bad, "--from", "word", "--to", "misp", "--out", output]));
    }

    [Fact]
    public async Task A_document_against_its_public_schema_is_told_where()
    {
        var schemas = Path.Combine(_folder, "schemas");
        Directory.CreateDirectory(schemas);
        using (var archive = new System.IO.Compression.GZipStream(File.OpenRead(RealData.File("schemas/stix21_json_schemas.tar.gz")), System.IO.Compression.CompressionMode.Decompress))
            await System.Formats.Tar.TarFile.ExtractToDirectoryAsync(archive, schemas, overwriteFiles: true);
        var output = Path.Combine(_folder, "out.json");
        Assert.Equal(0, await CommandLine.RunAsync(["convert", Example("formats/boats.stix.json"), "--from", "stix", "--to", "palermo", "--out", output, "--schema", schemas]));
        var bad = Path.Combine(_folder, "bad.json");
        await File.WriteAllTextAsync(bad, (await File.ReadAllTextAsync(Example("formats/boats.stix.json"))).Replace("\"confidence\": 77", "\"confidence\": 177"));
        var (code, said, _) = await Run("convert", bad, "--from", "stix", "--to", "palermo", "--out", output, "--schema", schemas, "--json");
        Assert.Equal(1, code);
        Assert.Contains("/confidence", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r1-organiser-passes", 0)]
    [InlineData("r2-no-document", 1, "RN-ID-MIN")]
    [InlineData("r3-four-months-left", 1, "RN-PENALTY")]
    [InlineData("r4-illegal-exit", 1, "RN-EXCLUDED-OFFENCE")]
    [InlineData("r5-refugee", 1, "RN-REFUGEE")]
    [InlineData("r6-steered-own-boat", 0, "RN-VICTIM")]
    public async Task A_notice_is_checked_and_the_exit_code_says_whether_something_blocks(string example, int exit, params string[] codes)
    {
        var (code, said, errors) = await Run("notice", "check", Example($"notices/{example}.json"), "--on", "2026-11-24", "--json");
        Assert.True(code == exit, errors);
        var findings = JsonDocument.Parse(said).RootElement.EnumerateArray().ToArray();
        Assert.Equal(codes, findings.Select(f => f.GetProperty("code").GetString()));
        Assert.All(findings, f => Assert.Contains(f.GetProperty("severity").GetString(), (string[])["Block", "Warn"]));
        Assert.All(findings, f => Assert.False(string.IsNullOrWhiteSpace(f.GetProperty("field").GetString()) || string.IsNullOrWhiteSpace(f.GetProperty("message").GetString())));
    }

    [Fact]
    public async Task An_application_that_is_no_json_is_refused_in_words()
    {
        var bad = Path.Combine(_folder, "bad.json");
        await File.WriteAllTextAsync(bad, "{\n\"colour\": ");
        var (code, _, errors) = await Run("notice", "check", bad);
        Assert.Equal(2, code);
        Assert.Contains("no JSON", errors, StringComparison.Ordinal);
        Assert.Equal(2, await CommandLine.RunAsync(["notice", "check", Path.Combine(_folder, "absent.json")]));
    }
}
