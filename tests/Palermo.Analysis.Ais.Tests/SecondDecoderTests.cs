using System.Diagnostics;
using System.Text.Json.Nodes;
using Palermo.Analysis.Ais.Messages;

namespace Palermo.Analysis.Ais.Tests;

/// <summary>The samples without a stored reference output, against gpsd's own decoder where it is installed (Debian: gpsd-clients).</summary>
public class SecondDecoderTests
{
    [Theory]
    [InlineData("libais_test.aivdm")]
    [InlineData("pyais_nmea_sample.txt")]
    [InlineData("pyais_mixed.txt")]
    [InlineData("pyais_test_messages.txt")]
    [InlineData("libais_tagblock.nmea")]
    public void Every_message_that_gpsdecode_gives_is_ours_with_the_same_numbers(string file)
    {
        var path = RealData.File("ais/" + file);
        Assert.SkipUnless(File.Exists("/usr/bin/gpsdecode"), "gpsdecode is not installed");
        var theirs = Reference.Lines(Decode(path));
        var ours = Reference.Ours(path, TextForm.RawJson);
        Assert.NotEmpty(theirs);
        List<string> wrong = [];
        foreach (var (message, mine) in Reference.Pairs(theirs, ours))
        {
            if (mine is null) wrong.Add("missing: " + message.ToJsonString());
            else wrong.AddRange(message.Where(f => !Justified(message, mine, f.Key) && !Reference.Same(f.Value, mine[f.Key], 0))
                .Select(f => $"{f.Key} of type {message["type"]}, {message["mmsi"]}: {f.Value} there, {mine[f.Key]} here"));
        }
        Assert.Empty(wrong);
        // Beyond theirs: parts of type 24 (they wait for both), and a last line without line end (which they drop).
        var counts = ours.CountBy(m => (int)m["type"]!).Where(c => c.Key != 24).ToDictionary();
        foreach (var group in theirs.CountBy(m => (int)m["type"]!)) if (counts.ContainsKey(group.Key)) counts[group.Key] -= group.Value;
        Assert.InRange(counts.Values.Sum(), 0, File.ReadAllBytes(path)[^1] == '\n' ? 0 : 1);
    }

    // Reasons in ReferenceDifferences: vendor letters, fields of types 25 and 26 that are not there, a second target of type 16 in under 144 bits.
    private static bool Justified(JsonObject theirs, JsonObject ours, string field) =>
        field is "class" or "device" or "scaled" || field.EndsWith("_text")
        || (int)theirs["type"]! switch
        {
            24 => field is "vendorid" || field == "repeat",
            25 => field is "dest_mmsi" or "app_id" && (int)theirs[field]! == 0 && ours[field] is null,
            26 => field is "radio" || field == "data" && SameBits(theirs, ours) || field is "dest_mmsi" or "app_id" && (int)theirs[field]! == 0 && ours[field] is null,
            16 => field is "mmsi2" or "offset2" or "increment2" && (int)theirs[field]! == 0,

            _ => false,
        };

    private static bool SameBits(JsonObject theirs, JsonObject ours)
    {
        string a = (string)theirs["data"]!, b = (string)ours["data"]!;
        return a.Length == b.Length && a[..^2] == b[..^2];
    }

    private static string Decode(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "gpsdecode -j -u < \"$1\" 2>/dev/null", "sh", path])
            { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd();
    }
}
