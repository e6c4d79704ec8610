using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Palermo.Node.Tests;

/// <summary><c>palermo borders mrz</c> and <c>palermo borders seizures</c>, driven as a person drives them.</summary>
public sealed class MrzVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-borders-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public async Task A_zone_is_answered_as_the_issue_has_it()
    {
        // ICAO Doc 9303-4, appendix; then the same with one sign misread.
        var file = File("zones.txt", """
            P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
            L898902C36UTO7408122F1204159ZE184226B<<<<<10

            P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
            L898902C36UTO7A08122F1204159ZE184226B<<<<<10
            """);
        var (code, output, _) = await Program("borders", "mrz", file, "--json");
        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output);
        var zones = document.RootElement.EnumerateArray().ToArray();
        Assert.Equal(2, zones.Length);
        Assert.Equal("TD3", zones[0].GetProperty("format").GetString());
        Assert.True(zones[0].GetProperty("valid").GetBoolean());
        Assert.Empty(zones[0].GetProperty("problems").EnumerateArray());
        Assert.Equal("ERIKSSON", zones[0].GetProperty("fields").GetProperty("surname").GetString());
        Assert.Equal(["number", "birth", "expiry", "personal", "composite"], zones[0].GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.Equal(["6", "2", "9", "1", "0"], zones[0].GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("expected").GetString()));
        Assert.All(zones[0].GetProperty("checks").EnumerateArray(), c => Assert.True(c.GetProperty("ok").GetBoolean() && c.GetProperty("found").GetString() == c.GetProperty("expected").GetString()));
        Assert.False(zones[1].GetProperty("valid").GetBoolean());
        Assert.Contains(zones[1].GetProperty("problems").EnumerateArray(), p => p.GetProperty("code").GetString() == "date.birth-sign" && p.GetProperty("from").GetInt32() == 14);
        Assert.Contains(zones[1].GetProperty("suggestions").EnumerateArray(), s => s.GetProperty("allHold").GetBoolean());
    }

    [Fact]
    public async Task A_table_is_read_and_other_columns_are_ignored()
    {
        var file = File("zones.csv", "note,line1,line2,line3\nx,I<UTOD231458907<<<<<<<<<<<<<<<,7408122F1204159UTO<<<<<<<<<<<6,ERIKSSON<<ANNA<MARIA<<<<<<<<<<\ny,V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<,L8988901C4XXX4009078F9612109<<<<<<<<,\n");
        var (code, output, _) = await Program("borders", "mrz", file, "--json");
        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output);
        Assert.Equal(["TD1", "MRV-B"], document.RootElement.EnumerateArray().Select(z => z.GetProperty("format").GetString()));
    }

    [Fact]
    public async Task The_collected_specimens_verify_as_their_publishers_say()
    {
        var (code, output, _) = await Program("borders", "mrz", RealData.File("mrz/mrz_samples.csv"), "--json");
        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output);
        Assert.Equal(34, document.RootElement.GetArrayLength());
        Assert.Equal(26, document.RootElement.EnumerateArray().Count(z => z.GetProperty("valid").GetBoolean()));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_its_place()
    {
        var (code, output, error) = await Program("borders", "mrz", File("none.txt", "\n\n"), "--json");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("no machine readable zone", error, StringComparison.Ordinal);
        (code, _, error) = await Program("borders", "mrz", Path.Combine(_folder, "missing.txt"));
        Assert.Equal(2, code);
        Assert.Contains("no such file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seizures_are_counted_by_what_was_asked()
    {
        var (code, output, _) = await Program("borders", "seizures", "--by", "route", "--data", Path.Combine(_folder, "node"), "--json");
        Assert.Equal((0, "[]"), (code, output.Trim()));
        (code, _, var error) = await Program("borders", "seizures", "--by", "route", "--rates", "EUR=655.957", "--data", Path.Combine(_folder, "node"));
        Assert.Equal(2, code);
        Assert.Contains("currency", error, StringComparison.Ordinal);
        (code, _, _) = await Program("borders", "seizures", "--by", "owner", "--data", Path.Combine(_folder, "node"));
        Assert.Equal(2, code);
    }

    private static async Task<(int Code, string Output, string Error)> Program(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8 };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Palermo.Node.dll"));
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
