using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

/// <summary><c>palermo graph</c>, driven as a person drives it.</summary>
public sealed class GraphVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-graph-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Example(string file) => Path.Combine(RealData.Root(), "docs", "guides", "examples", "networks", file);

    [Fact]
    public async Task Dismantle_answers_order_largest_component_robustness_and_whether_it_is_proved()
    {
        // The worked network of the domain page: without both hubs, the broker and his banker are the largest part left.
        var (code, root) = await Json("graph", "dismantle", Edges(), "--target", "2", "--seed", "7");
        Assert.Equal(0, code);
        Assert.True(root.GetProperty("optimal").GetBoolean());
        Assert.Equal(2, root.GetProperty("removals").GetInt32());
        Assert.Equal(2, root.GetProperty("lowerBound").GetDouble());
        Assert.Equal(["H1", "H2"], root.GetProperty("order").EnumerateArray().Select(e => e.GetString()).Order());
        Assert.Equal(10, root.GetProperty("largestBefore").GetInt32());
        Assert.Equal([6, 2], root.GetProperty("largestAfter").EnumerateArray().Select(e => e.GetInt32()));
        Assert.True(root.GetProperty("robustness").GetDouble() > 0);
        Assert.Equal(7, root.GetProperty("provenance").GetProperty("seed").GetInt32());
    }

    [Fact]
    public async Task The_protected_are_not_suggested_and_an_impossible_target_ends_in_1()
    {
        var protectedOnes = Write("p.txt", "H1\nH2\nB\n");
        var (code, root) = await Json("graph", "dismantle", Edges(), "--target", "2", "--untouchable", protectedOnes);
        Assert.Equal(1, code);
        Assert.False(root.GetProperty("reached").GetBoolean());
        Assert.False(root.GetProperty("optimal").GetBoolean());
        Assert.DoesNotContain("H1", root.GetProperty("order").EnumerateArray().Select(e => e.GetString()));
    }

    [Fact]
    public async Task Communities_betweenness_pagerank_and_core_answer_one_document_each()
    {
        var (_, communities) = await Json("graph", "communities", Example("ties.csv"), "--stability", "5");
        Assert.True(communities.GetProperty("modularity").GetDouble() > 0.5);
        Assert.Equal(communities.GetProperty("count").GetInt32(), communities.GetProperty("communities").GetArrayLength());
        Assert.True(communities.GetProperty("communities")[0].TryGetProperty("publish", out _));
        var (_, betweenness) = await Json("graph", "betweenness", Edges(), "--top", "1");
        Assert.Equal("B", betweenness.GetProperty("values")[0].GetProperty("node").GetString());
        Assert.Equal(24, betweenness.GetProperty("values")[0].GetProperty("value").GetDouble(), 9);
        var (_, sampled) = await Json("graph", "betweenness", Edges(), "--samples", "50");
        Assert.True(sampled.GetProperty("values")[0].GetProperty("error").GetDouble() > 0);
        var (_, rank) = await Json("graph", "pagerank", Edges());
        Assert.Equal(1, rank.GetProperty("sum").GetDouble(), 9);
        var (_, core) = await Json("graph", "core", Edges());
        Assert.Equal(1, core.GetProperty("max").GetDouble());
    }

    [Fact]
    public async Task Paths_respect_time_when_asked()
    {
        var file = Write("t.csv", "source,target,time\na,b,5\nb,c,3\n");
        var (found, plain) = await Json("graph", "paths", file, "--from", "a", "--to", "c");
        Assert.Equal(0, found);
        Assert.Equal(["a", "b", "c"], plain.GetProperty("nodes").EnumerateArray().Select(e => e.GetString()));
        var (none, inTime) = await Json("graph", "paths", file, "--from", "a", "--to", "c", "--respect-time");
        Assert.Equal(1, none);
        Assert.False(inTime.GetProperty("found").GetBoolean());
        var (back, way) = await Json("graph", "paths", file, "--from", "c", "--to", "a", "--respect-time");
        Assert.Equal(0, back);
        Assert.Equal(5, way.GetProperty("arrival").GetDouble());
    }

    [Fact]
    public async Task The_other_verbs_answer_and_draw()
    {
        var plot = Path.Combine(_folder, "p.svg");
        var (_, players) = await Json("graph", "keyplayers", Edges(), "--size", "2");
        Assert.Equal(["H1", "H2"], players.GetProperty("nodes").EnumerateArray().Select(e => e.GetString()));
        var (_, resilience) = await Json("graph", "resilience", Example("ties.csv"), "--remove", "hawala-A,hawala-B", "--stage", Example("stage.csv"), "--runs", "5", "--plot", plot);
        Assert.Equal(13, resilience.GetProperty("months").GetArrayLength());
        Assert.StartsWith("<svg", File.ReadAllText(plot), StringComparison.Ordinal);
        var (_, links) = await Json("graph", "links", Example("ties.csv"), "--top", "3");
        Assert.Equal("hypothesis", links.GetProperty("status").GetString());
        var (_, stability) = await Json("graph", "stability", Example("ties.csv"), "--doubt", "source", "--top", "3");
        Assert.Equal(3, stability.GetProperty("answer").GetArrayLength());
    }

    [Fact]
    public async Task Out_writes_the_result_in_the_format_of_its_ending()
    {
        foreach (var (ending, holds) in ((string, string)[])[("csv", "node,core"), ("graphml", "<graphml"), ("json", "\"measure\": \"core\"")])
        {
            var path = Path.Combine(_folder, "o." + ending);
            Assert.Equal(0, await CommandLine.RunAsync(["graph", "core", Edges(), "--out", path]));
            Assert.Contains(holds, File.ReadAllText(path), StringComparison.Ordinal);
        }
        var again = Path.Combine(_folder, "again.graphml");
        Assert.Equal(0, await CommandLine.RunAsync(["graph", "convert", Edges(), "--out", again]));
        Assert.Equal(0, await CommandLine.RunAsync(["graph", "betweenness", again]));
        Assert.Empty(Directory.GetFiles(_folder, "*.part"));
    }

    [Theory]
    [InlineData("a b x\n", "line 1", "core")]
    [InlineData("a b -2\n", "weight", "pagerank")]
    [InlineData("<graphml><graph>", "XML", "core")]
    [InlineData("", "no edge", "communities")]
    public async Task A_file_that_cannot_be_read_ends_in_2_and_says_where(string text, string says, string verb)
    {
        var (code, output, error) = await Program("graph", verb, Write("bad.txt", text), "--json");
        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_out_of_range_end_in_2()
    {
        foreach (var words in (string[][])[
            ["core", "nowhere.txt"], ["dismantle", Edges(), "--target", "0"], ["dismantle", Edges(), "--target", "half"], ["dismantle", Edges(), "--untouchable", "nowhere.txt"],
            ["paths", Edges(), "--from", "nobody", "--to", "B"], ["paths", Edges(), "--from", "B", "--to", "H1", "--respect-time"], ["betweenness", Edges(), "--samples", "1"],
            ["pagerank", Edges(), "--damping", "1"], ["communities", Edges(), "--stability", "1"], ["core", Edges(), "--layer", "calls"], ["core", Edges(), "--out", "x.pdf"],
            ["keyplayers", Edges(), "--size", "11"], ["resilience", Edges(), "--remove", "nobody"], ["stability", Edges(), "--doubt", "source"], ["convert", Edges()]])
            Assert.Equal(2, await CommandLine.RunAsync(["graph", .. words]));
    }

    [Fact]
    public async Task A_cut_off_gzip_file_is_named_as_such()
    {
        var whole = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(whole, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i} {i * 7919 % 20_011}\n"))));
        var path = Path.Combine(_folder, "cut.gz");
        File.WriteAllBytes(path, whole.ToArray()[..(int)(whole.Length / 2)]);
        var (code, _, error) = await Program("graph", "core", path);
        Assert.Equal(2, code);
        Assert.Contains("cut.gz", error, StringComparison.Ordinal);
    }

    private string Edges() => Write("edges.txt", "R1 H1\nR2 H1\nR3 H1\nH1 B\nB H2\nH2 D1\nH2 D2\nH2 D3\nW B\n");

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, JsonElement Root)> Json(params string[] words)
    {
        var (code, output, error) = await Program([.. words, "--json"]);
        Assert.True(output.Length > 0, error);
        using var document = JsonDocument.Parse(output);
        return (code, document.RootElement.Clone());
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
