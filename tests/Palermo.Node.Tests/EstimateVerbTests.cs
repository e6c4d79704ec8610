using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

public class EstimateVerbTests
{
    private const string Lists = "police,ngo,border,count\n1,0,0,100\n0,1,0,80\n0,0,1,60\n1,1,0,20\n1,0,1,15\n0,1,1,12\n1,1,1,5\n";

    private static string Write(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), $"palermo-estimate-{Environment.ProcessId}-{Interlocked.Increment(ref _files)}.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private static int _files;

    /// <summary>Runs the built program and gives its exit code, its standard output as one JSON document, and its errors.</summary>
    private static Task<(int Code, JsonElement Answer, string Errors)> Run(params string[] words) => RunIn(null, words);

    private static async Task<(int Code, JsonElement Answer, string Errors)> RunIn(string? folder, string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Palermo.Node.dll"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.StartsWith('{') ? JsonDocument.Parse(output).RootElement : default, await errors);
    }

    [Fact]
    public async Task Lists_are_answered_with_one_document_that_holds_every_method()
    {
        var (code, answer, _) = await Run("estimate", "lists", Write(Lists), "--bootstrap", "200", "--seed", "5", "--all", "--json");
        Assert.Equal(0, code);
        Assert.Equal(292, answer.GetProperty("observed").GetInt64());
        Assert.Equal(662.254, answer.GetProperty("estimate").GetDouble(), 0.0005);
        Assert.Equal("(Intercept)", answer.GetProperty("terms")[0].GetProperty("name").GetString());
        Assert.Equal(44.65133, answer.GetProperty("fit").GetProperty("aic").GetDouble(), 0.000005);
        Assert.Equal(200, answer.GetProperty("bootstrap").GetProperty("replicates").GetInt32());
        Assert.Equal(["independence", "stepwise", "averageAic", "averageBic", "average", "chaoUnequal", "chao"],
            answer.GetProperty("methods").EnumerateArray().Select(m => m.GetProperty("method").GetString()!));
        Assert.Equal(8, answer.GetProperty("models").GetArrayLength());
        Assert.True(answer.GetProperty("disagreement").GetProperty("ratio").GetDouble() >= 1);
        Assert.Equal(3, answer.GetProperty("twoLists").GetArrayLength());
    }

    [Theory]
    [InlineData("stepwise"), InlineData("independence"), InlineData("chao"), InlineData("average")]
    public async Task Each_method_gives_an_estimate_with_an_interval_around_it(string method)
    {
        var (code, answer, _) = await Run("estimate", "lists", Write(Lists), "--method", method, "--json");
        Assert.Equal(0, code);
        var interval = answer.GetProperty("interval");
        // No method is shown without how far the others lie from it.
        Assert.True(answer.GetProperty("disagreement").GetProperty("most").GetDouble() >= answer.GetProperty("estimate").GetDouble());
        Assert.InRange(answer.GetProperty("estimate").GetDouble(), interval.GetProperty("low").GetDouble(), interval.GetProperty("high").GetDouble());
    }

    [Fact]
    public async Task Lists_without_overlap_end_with_code_1_and_the_reason()
    {
        var (code, answer, _) = await Run("estimate", "lists", Write("a,b,c,n\n1,0,0,40\n0,1,0,30\n0,0,1,20\n"), "--all", "--json");
        Assert.Equal(1, code);
        Assert.False(answer.TryGetProperty("estimate", out _));
        Assert.Contains("no two lists share a person", answer.GetProperty("notEstimable").GetString());
        Assert.Contains("disjoint", answer.GetProperty("diagnostics").EnumerateArray().Select(d => d.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("police,ngo,n\n1,0,10\n1,2,4\n", "line 3, column 'ngo'")]
    [InlineData("police,ngo,n\n0,0,10\n", "people on no list")]
    [InlineData("police,ngo,n\n1,0,-3\n", "whole number of people")]
    [InlineData("police,ngo,n\n1,0\n", "2 fields where the first line has 3")]
    [InlineData("", "the file is empty")]
    public async Task Wrong_lists_are_refused_with_code_2_naming_the_place_and_the_mend(string text, string message)
    {
        var (code, answer, errors) = await Run("estimate", "lists", Write(text), "--json");
        Assert.Equal(2, code);
        Assert.Equal(JsonValueKind.Undefined, answer.ValueKind);
        Assert.Contains(message, errors);
        Assert.DoesNotContain("   at ", errors);
    }

    [Fact]
    public async Task Words_that_do_not_fit_are_refused()
    {
        var file = Write(Lists);
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "lists", file, "--method", "chao", "--bootstrap", "100"]));
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "lists", file, "--bootstrap", "3"]));
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "lists", file, "--level", "2"]));
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "lists", "/nowhere/at-all.csv"]));
        Assert.NotEqual(0, await CommandLine.RunAsync(["estimate", "lists", file, "--method", "magic"]));
    }

    private const string People = "region,age,sex\nnorth,minor,f\nnorth,minor,m\nnorth,adult,f\nnorth,adult,f\nnorth,adult,m\nnorth,adult,m\nnorth,adult,m\n"
        + "south,minor,f\nsouth,minor,f\nsouth,minor,f\nsouth,minor,m\nsouth,minor,m\nsouth,minor,m\nsouth,adult,f\nsouth,adult,f\nsouth,adult,f\nsouth,adult,m\nsouth,adult,m\nsouth,adult,m\nsouth,adult,m\n";

    [Fact]
    public async Task A_protected_table_hides_small_counts_and_says_what_an_attacker_can_derive()
    {
        var output = Path.ChangeExtension(Write(""), ".out.csv");
        var (code, answer, _) = await Run("estimate", "protect", Write(People), "--by", "region,age", "--min", "5", "--out", output, "--json");
        Assert.Equal(0, code);
        Assert.Equal(20, answer.GetProperty("people").GetInt64());
        Assert.True(answer.GetProperty("safe").GetBoolean());
        foreach (var cell in answer.GetProperty("table").EnumerateArray())
            if (cell.TryGetProperty("count", out var count)) Assert.False(count.GetInt64() is > 0 and < 5);
        var attacker = answer.GetProperty("attacker").EnumerateArray().ToList();
        Assert.Equal(answer.GetProperty("hidden").GetInt32(), attacker.Count);
        Assert.All(attacker, a => Assert.True(!a.TryGetProperty("width", out var w) || w.GetInt64() >= 5));
        // The published file holds no reason and no hidden count.
        Assert.Contains("north,minor,\n", File.ReadAllText(output).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Rows_that_stand_for_several_people_are_weighed()
    {
        var (code, answer, _) = await Run("estimate", "protect", Write("region,n\na,30\nb,40\na,5\n"), "--by", "region", "--count", "n", "--json");
        Assert.Equal(0, code);
        Assert.Equal(75, answer.GetProperty("people").GetInt64());
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "protect", Write("region,n\na,x\n"), "--by", "region", "--count", "n"]));
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "protect", Write("region,n\na,1\n"), "--by", "place"]));
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "protect", Write("region,n\na,1\n"), "--by", "region", "--min", "1"]));
    }

    [Fact]
    public async Task Pairs_of_columns_are_protected_together()
    {
        var (code, answer, _) = await Run("estimate", "protect", Write(People), "--by", "region,age,sex", "--pairs", "--json");
        Assert.Equal(0, code);
        Assert.Equal(3, answer.GetProperty("tables").GetArrayLength());
        Assert.Equal(0, answer.GetProperty("narrow").GetArrayLength());
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "protect", Write(People), "--by", "region,age", "--pairs", "--out", "x.csv"]));
    }

    [Fact]
    public async Task A_rate_has_its_exact_interval_and_two_are_compared_exactly()
    {
        var (code, answer, _) = await Run("estimate", "rate", "--events", "12", "--exposure", "3400", "--against-events", "30", "--against-exposure", "15200", "--json");
        Assert.Equal(0, code);
        Assert.Equal(3.529, answer.GetProperty("rate").GetProperty("value").GetDouble(), 0.0005);
        Assert.Equal(6.165, answer.GetProperty("rate").GetProperty("interval").GetProperty("high").GetDouble(), 0.0005);
        Assert.Equal(12.0 / 3400 / (30.0 / 15200), answer.GetProperty("ratio").GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "rate", "--events", "12", "--exposure", "0"]));
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "rate", "--events", "12", "--exposure", "9", "--against-events", "3"]));
    }

    [Fact]
    public async Task Two_releases_that_differ_by_one_person_are_stopped()
    {
        var first = Write("region,count\nnorth,20\nsouth,30\nTotal,50\n");
        var second = Write("region,count\nnorth,20\nsouth,31\nTotal,51\n");
        var (code, answer, _) = await Run("estimate", "releases", first, second, "--json");
        Assert.Equal(1, code);
        Assert.Contains("revision", answer.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("kind").GetString()));
        Assert.Equal(0, await CommandLine.RunAsync(["estimate", "releases", first]));
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "releases", Write("region,count\nnorth,many\n")]));
    }

    [Fact]
    public async Task People_who_stand_out_are_counted_and_hidden()
    {
        var output = Path.ChangeExtension(Write(""), ".out.csv");
        var (code, answer, _) = await Run("estimate", "anonymity", Write(People), "--by", "region,age,sex", "--k", "3", "--out", output, "--json");
        Assert.Equal(1, code);
        Assert.True(answer.GetProperty("peopleAtRisk").GetInt32() > 0);
        Assert.Equal(0, await CommandLine.RunAsync(["estimate", "anonymity", output, "--by", "region", "--k", "3"]));
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "anonymity", Write(People), "--by", "age", "--sensitive", "age"]));
    }

    [Fact]
    public async Task Noise_is_entered_in_the_ledger_and_refused_when_the_budget_is_spent()
    {
        var (file, ledger) = (Write(People), Path.ChangeExtension(Write(""), ".ledger.json"));
        string[] words = ["estimate", "noise", file, "--by", "region", "--epsilon", "0.6", "--ledger", ledger, "--limit", "1", "--query", "regions", "--approver", "board"];
        var (code, answer, _) = await Run([.. words, "--json"]);
        Assert.Equal(0, code);
        Assert.Equal(3, answer.GetProperty("table").GetArrayLength());
        Assert.Equal(0.6, answer.GetProperty("epsilonSpent").GetDouble(), 1e-12);
        Assert.Equal(1, await CommandLine.RunAsync(words));
        Assert.Single(JsonDocument.Parse(File.ReadAllText(ledger)).RootElement.GetProperty("spent").EnumerateArray());
        File.WriteAllText(ledger, "{}");
        Assert.Equal(2, await CommandLine.RunAsync(words));
    }

    [Fact]
    public async Task Pictures_are_drawn_in_the_format_their_name_asks_for()
    {
        var file = Write(Lists);
        string svg = Path.ChangeExtension(file, ".svg"), png = Path.ChangeExtension(file, ".png");
        Assert.Equal(0, await CommandLine.RunAsync(["estimate", "lists", file, "--all", "--plot", svg]));
        Assert.Contains("seen: 292", File.ReadAllText(svg));
        Assert.Equal(0, await CommandLine.RunAsync(["estimate", "lists", file, "--method", "average", "--plot", svg]));
        Assert.Equal(0, await CommandLine.RunAsync(["estimate", "lists", file, "--bootstrap", "100", "--plot", png]));
        Assert.Equal((byte)'P', File.ReadAllBytes(png)[1]);
        Assert.Equal(0, await CommandLine.RunAsync(["estimate", "protect", Write(People), "--by", "region,age", "--plot", svg]));
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "lists", file, "--plot", svg]));
        Assert.Equal(2, await CommandLine.RunAsync(["estimate", "lists", file, "--all", "--plot", "picture.bmp"]));
    }

    [Fact]
    public async Task Commands_of_the_guides_run_as_they_are_typed()
    {
        var folder = Directory.CreateTempSubdirectory("palermo-guides").FullName;
        var examples = Directory.CreateDirectory(Path.Combine(folder, "docs", "guides", "examples")).FullName;
        var guides = Path.Combine(RealData.Root(), "docs", "guides");
        foreach (var example in Directory.GetFiles(Path.Combine(guides, "examples"), "*.csv")) File.Copy(example, Path.Combine(examples, Path.GetFileName(example)));
        var ran = 0;
        foreach (var guide in new[] { "unseen-victims.md", "protecting-counts.md" })
            foreach (var line in File.ReadLines(Path.Combine(guides, guide)).Where(l => l.StartsWith("./palermo estimate ", StringComparison.Ordinal)))
            {
                string[] words = [.. Regex.Matches(line["./palermo ".Length..], "\"([^\"]*)\"|(\\S+)").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value)];
                var (code, _, errors) = await RunIn(folder, words);
                // The guides say that these two find something.
                Assert.True(code == (words[1] is "releases" or "anonymity" ? 1 : 0), $"{line}: {code} {errors}");
                ran++;
            }
        Assert.Equal(8, ran);
        Directory.Delete(folder, true);
    }
}
