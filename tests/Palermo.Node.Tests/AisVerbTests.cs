using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Palermo.Node.Tests;

/// <summary>The verbs <c>ais …</c>, run as a program on the examples of the guide.</summary>
public class AisVerbTests
{
    private static readonly string Exercise = Path.Combine(RealData.Root(), "docs", "guides", "examples", "ais-exercise.nmea");

    [Fact]
    public async Task Decode_writes_one_json_object_a_line()
    {
        var (code, output, error) = await Run("ais", "decode", Exercise);
        Assert.Equal(0, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(723, lines.Length);
        var first = JsonNode.Parse(lines[0])!;
        Assert.Equal((4, 2001000, "2026-03-01T00:00:00Z", "rLAMPEDUSA"),
            ((int)first["type"]!, (int)first["mmsi"]!, (string)first["time"]!, (string)first["station"]!));
        Assert.Contains("723 messages in 731 lines", error);
    }

    [Fact]
    public async Task Decode_reads_a_pipe_and_its_table_feeds_the_other_verbs()
    {
        var (_, table, _) = await Feed(File.ReadAllText(Exercise), "ais", "decode", "-", "--out", "csv");
        Assert.StartsWith("vessel,timestamp,type,channel,lat,lon,", table);
        var (code, output, _) = await Feed(table, "ais", "encounters", "-", "--json");
        Assert.Equal(0, code);
        var encounters = JsonNode.Parse(output)!["encounters"]!.AsArray();
        Assert.Equal(2, encounters.Count);
        Assert.Equal(("200100005", "200100006", 40.0, false), Meeting(encounters[0]!));
        Assert.Equal(("200100003", "200100004", 180.0, true), Meeting(encounters[1]!));
        Assert.Equal(4, JsonNode.Parse(output)!["views"]!.AsArray().Count);

        (code, output, _) = await Feed(table, "ais", "gaps", "-", "--json");
        Assert.Equal(0, code);
        var gap = Assert.Single(JsonNode.Parse(output)!["gaps"]!.AsArray())!;
        Assert.Equal(("200100007", "unknown"), ((string)gap["vessel"]!, (string)gap["likelyDisabling"]!));
        Assert.Equal(13.25, (double)gap["hours"]!, 1e-9);

        (code, output, _) = await Feed(table, "ais", "check", "-", "--json");
        Assert.Equal(1, code);      // the answer is: no, not all of it can be true
        Assert.Equal(["strayPosition", "twoPlaces"], JsonNode.Parse(output)!["findings"]!.AsArray().Select(f => (string)f!["fault"]!));

        (code, output, _) = await Feed(table, "ais", "loitering", "-", "--json");
        Assert.Equal(0, code);
        Assert.Contains("200100005", JsonNode.Parse(output)!["loitering"]!.AsArray().Select(l => (string)l!["vessel"]!));

        static (string, string, double, bool) Meeting(JsonNode e) =>
            ((string)e["vessel1"]!, (string)e["vessel2"]!, (double)e["minutes"]!, (bool)e["meetsDefinition"]!);
    }

    [Theory]
    [InlineData("simple")]
    [InlineData("dateline")]
    [InlineData("multi")]
    [InlineData("fastsep")]
    public async Task Encounters_with_no_option_are_those_of_the_reference(string name)
    {
        var expected = JsonNode.Parse(File.ReadAllText(RealData.File("ais/gfw_encounter_expected.json")))![name]!.AsArray();
        var (code, output, _) = await Run("ais", "encounters", RealData.File($"ais/gfw_encounter_{name}_tracks.csv"), "--json");
        Assert.Equal(0, code);
        var views = JsonNode.Parse(output)!["views"]!.AsArray();
        Assert.Equal(expected.Count, views.Count);
        foreach (var (e, v) in expected.Zip(views))
        {
            Assert.Equal(((string)e!["vessel_1"]!, (string)e["vessel_2"]!), ((string)v!["vessel1"]!, (string)v["vessel2"]!));
            Assert.Equal(DateTimeOffset.Parse((string)e["start_time"]!), DateTimeOffset.Parse((string)v["startTime"]!));
            Assert.Equal((double)e["median_distance_km"]!, (double)v["medianDistanceKm"]!, 1e-9);
        }
    }

    [Fact]
    public async Task Near_ranks_by_time_and_draws_a_picture()
    {
        var picture = Path.Combine(Path.GetTempPath(), $"palermo-near-{Environment.ProcessId}.svg");
        try
        {
            var (code, output, _) = await Run("ais", "near", Exercise, "--lat", "34.10", "--lon", "12.60",
                "--drift-towards", "120", "--drift-knots", "0.8", "--json", "--picture", picture);
            Assert.Equal(0, code);
            var assets = JsonNode.Parse(output)!["assets"]!.AsArray();
            Assert.Equal(111200001, (int)assets[0]!["mmsi"]!);                       // the aircraft
            Assert.DoesNotContain(970012345, assets.Select(a => (int)a!["mmsi"]!));   // who is in distress is not sent
            var hours = assets.Select(a => (double)a!["hours"]!).ToList();
            Assert.Equal(hours.Order(), hours);
            Assert.Contains("EXERCISE TRAWLER", File.ReadAllText(picture));
        }
        finally
        {
            File.Delete(picture);
        }
    }

    [Fact]
    public async Task Listen_decodes_datagrams_as_they_come()
    {
        int port;
        using (var free = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0))) port = ((IPEndPoint)free.Client.LocalEndPoint!).Port;
        using var process = Start(["ais", "listen", $"udp://127.0.0.1:{port}", "--seconds", "20"]);
        Assert.StartsWith("listening at", await process.StandardError.ReadLineAsync());
        using var sender = new UdpClient();
        await sender.SendAsync(Encoding.ASCII.GetBytes("!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C"), "127.0.0.1", port);
        var message = JsonNode.Parse((await process.StandardOutput.ReadLineAsync())!)!;
        process.Kill();
        Assert.Equal(477553000, (int)message["mmsi"]!);
        Assert.NotNull(message["time"]);
    }

    [Theory]
    [InlineData("cannot be opened", "decode", "no-such-file")]
    [InlineData("no column named vessel", "encounters", "EXERCISE")]
    [InlineData("--lat 95", "near", "EXERCISE", "--lat", "95", "--lon", "1")]
    [InlineData("tcp://HOST:PORT", "listen", "ftp://somewhere")]
    [InlineData("must end in .svg or .png", "near", "EXERCISE", "--lat", "34", "--lon", "12", "--picture", "x.bmp")]
    public async Task What_cannot_be_done_is_said_with_code_2(string said, params string[] words)
    {
        var (code, output, error) = await Run(["ais", .. words.Select(w => w == "EXERCISE" ? Exercise : w)]);
        Assert.Equal(2, code);
        Assert.Contains(said, error);
        Assert.Empty(output);
    }

    private static Task<(int Code, string Output, string Error)> Run(params string[] words) => Feed(null, words);

    private static async Task<(int Code, string Output, string Error)> Feed(string? input, params string[] words)
    {
        using var process = Start(words);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    // The program lies beside the tests, put there by the reference to its project.
    private static Process Start(string[] words) => Process.Start(new ProcessStartInfo("dotnet",
        [Path.Combine(AppContext.BaseDirectory, "Palermo.Node.dll"), .. words])
        { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
}
