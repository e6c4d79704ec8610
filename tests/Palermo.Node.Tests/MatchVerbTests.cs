using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Palermo.Node.Cli;
using Palermo.Node.Cli.Match;

namespace Palermo.Node.Tests;

/// <summary><c>palermo match</c>, driven as a person drives it, on the examples of the guide.</summary>
public sealed class MatchVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("palermo-match-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Example(string name) => Path.Combine(RealData.Root(), "docs", "guides", "examples", name);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<JsonElement> Json(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        start.ArgumentList.Add(typeof(MatchVerb).Assembly.Location);
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Runs a verb that must fail in words, and gives them.</summary>
    private static async Task<string> Problem(params string[] words)
    {
        var before = Console.Error;
        var said = new StringWriter();
        Console.SetError(said);
        try
        {
            Assert.Equal(2, await CommandLine.RunAsync(words));
        }
        finally
        {
            Console.SetError(before);
        }
        return said.ToString();
    }

    [Fact]
    public async Task Dedupe_finds_one_person_under_two_scripts_and_writes_groups()
    {
        var groups = Path.Combine(folder, "groups.csv");
        var model = Path.Combine(folder, "model.json");
        var report = await Json("match", "dedupe", Example("matching-arrivals.csv"), "--id", "case_no", "--map", "givenName=given", "--map", "surname=family",
            "--out", groups, "--save-model", model, "--json");
        Assert.Equal(12, report.GetProperty("records").GetInt32());
        Assert.True(report.GetProperty("pairsScored").GetInt64() > 0);
        foreach (var phase in new[] { "load", "train", "score", "cluster" }) Assert.True(report.GetProperty("seconds").GetProperty(phase).GetDouble() >= 0);
        var cluster = File.ReadLines(groups).Skip(1).Select(l => l.Split(',')).ToDictionary(l => l[0], l => l[1]);
        Assert.Equal(cluster["A-001"], cluster["A-003"]);
        Assert.NotEqual(cluster["A-004"], cluster["A-006"]);                    // sister and brother
        Assert.NotEqual(cluster["A-011"], cluster["A-012"]);
        var again = await Json("match", "dedupe", Example("matching-arrivals.csv"), "--id", "case_no", "--map", "givenName=given,surname=family", "--model", model, "--json");
        Assert.Equal(report.GetProperty("links").GetInt32(), again.GetProperty("links").GetInt32());
    }

    [Fact]
    public async Task With_the_truth_dedupe_reports_accuracy_and_reads_gzip_whatever_its_name()
    {
        var text = "id,surname,given_name,dob,person\n" + string.Concat(Enumerable.Range(0, 60).Select(i =>
            $"{i},Name{(char)('a' + i / 2 % 26)}{(char)('a' + i / 4)},Given{(char)('a' + i / 2 % 26)},{1950 + i / 2}-0{1 + i / 2 % 9}-1{i / 2 % 8 + 1},p{i / 2}\n"));
        var file = Path.Combine(folder, "people.csv");
        using (var zipped = new GZipStream(File.Create(file), CompressionLevel.Fastest)) zipped.Write(Encoding.UTF8.GetBytes(text));
        var report = await Json("match", "dedupe", file, "--id", "id", "--truth", "person", "--json");
        foreach (var measure in new[] { "pairwise", "cluster", "bcubed" })
            foreach (var part in new[] { "precision", "recall", "f1" }) Assert.InRange(report.GetProperty(measure).GetProperty(part).GetDouble(), 0.9, 1);
        Assert.Equal(1, report.GetProperty("pairCompleteness").GetDouble());
    }

    [Fact]
    public async Task Link_compares_across_files_whose_columns_have_other_names()
    {
        var a = Write("a.csv", "id,surname,given_name,date_of_birth\n1,Diallo,Mamadou,1990-03-12\n2,Traore,Awa,1988-07-19\n3,Keita,Salif,1971-02-03\n");
        var b = Write("b.csv", "id;nom;prenom;dob\nx;JALLOW;Mohamed;12/03/1990\ny;Kamara;Isatu;1994-10-05\nz;Keitah;Salif;03/02/1971\n");
        var links = Path.Combine(folder, "links.csv");
        var report = await Json("match", "link", a, b, "--id", "id", "--links", links, "--json");
        Assert.Equal(9, report.GetProperty("pairsPossible").GetDouble());
        Assert.Contains(File.ReadLines(links), l => l.StartsWith("1,x,", StringComparison.Ordinal));
        Assert.DoesNotContain(File.ReadLines(links), l => l.StartsWith("2,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_gives_a_score_a_row_and_accuracy_where_the_truth_is()
    {
        var report = await Json("match", "names", Example("matching-names.csv"), "--json");
        Assert.Equal(8, report.GetProperty("scores").GetArrayLength());
        Assert.Equal(1, report.GetProperty("f1").GetDouble());
        var pairs = Write("pairs.tsv", "محمد\tmohammed\nخالد\tkhaled\nسليمان\tsulayman\nابراهيم\tibrahim\n");
        var random = await Json("match", "names", pairs, "--json");
        Assert.Equal((4, 1.0), (random.GetProperty("pairs").GetInt32(), random.GetProperty("recall").GetDouble()));
    }

    [Fact]
    public async Task Explain_gives_a_waterfall_that_adds_up()
    {
        var report = await Json("match", "explain", Example("matching-a.json"), Example("matching-b.json"), "--json");
        var sum = report.GetProperty("priorWeight").GetDouble() + report.GetProperty("steps").EnumerateArray().Sum(s => s.GetProperty("weight").GetDouble() + s.GetProperty("rarity").GetDouble());
        Assert.Equal(report.GetProperty("weight").GetDouble(), sum, 1e-9);
        Assert.True(report.GetProperty("probability").GetDouble() > 0.99);
        Assert.Contains(report.GetProperty("steps").EnumerateArray(), s => s.GetProperty("level").GetString() == "day and month swapped");
    }

    [Fact]
    public async Task What_is_wrong_is_named_with_its_place_and_its_mend()
    {
        var file = Write("x.csv", "id,surname\n1,Diallo\n2,Jallow,extra\n");
        Assert.Contains("line 3: 3 fields where the header has 2", await Problem("match", "dedupe", file, "--id", "id"));
        Assert.Contains("no column 'nr'; the columns are id, surname", await Problem("match", "dedupe", file, "--id", "nr"));
        Assert.Contains("is no field", await Problem("match", "dedupe", file, "--id", "id", "--map", "shoe=surname"));
        Assert.Contains("no such file", await Problem("match", "dedupe", Path.Combine(folder, "none.csv"), "--id", "id"));
        Assert.Contains("--threshold 7", await Problem("match", "dedupe", file, "--id", "id", "--threshold", "7"));
        Assert.Contains("there is one for person", await Problem("match", "dedupe", file, "--id", "id", "--kind", "ghost"));
        Assert.Contains("left and right", await Problem("match", "names", file));
        Assert.Contains("'shoe_size'", await Problem("match", "explain", Write("a.json", "{\"shoe_size\": 44}"), Example("matching-b.json")));
        Assert.Contains("no JSON", await Problem("match", "explain", Write("b.json", "{"), Example("matching-b.json")));
    }
}
