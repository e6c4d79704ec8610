using System.Diagnostics;
using System.Text.Json;

namespace Palermo.Node.Tests;

public class ChangePointsVerbTests
{
    private static async Task<(int Code, JsonElement Answer, string Errors)> Run(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Palermo.Node.dll"), .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.StartsWith('{') ? JsonDocument.Parse(output).RootElement : default, await errors);
    }

    private static string Example(string name) => Path.Combine(RealData.Root(), "docs", "guides", "examples", name);

    /// <summary>The worked series of border-routes 5.1 from a file.</summary>
    [Fact]
    public async Task The_worked_series_is_answered_as_the_domain_page_says()
    {
        var (code, answer, _) = await Run("borders", "change-points", Example("counts.csv"), "--cost", "poisson", "--min-segment", "2", "--json");
        Assert.Equal(0, code);
        Assert.Equal([10, 20], answer.GetProperty("changePoints").EnumerateArray().Select(c => c.GetInt32()));
        Assert.Equal(-2101.749702, answer.GetProperty("objective").GetDouble(), 6);
        Assert.Equal([(0, 10, 11.0), (10, 20, 31.1), (20, 26, 14.5)], answer.GetProperty("segments").EnumerateArray()
            .Select(s => (s.GetProperty("from").GetInt32(), s.GetProperty("to").GetInt32(), Math.Round(s.GetProperty("mean").GetDouble(), 9))));
        (_, answer, _) = await Run("borders", "change-points", Example("counts.csv"), "--cost", "poisson", "--penalty", "9.774289614", "--json");
        Assert.Equal(-2095.233509, answer.GetProperty("objective").GetDouble(), 5);
    }

    [Fact]
    public async Task More_patrols_are_no_change_where_the_file_states_the_hours()
    {
        var (code, answer, _) = await Run("borders", "change-points", Example("patrol-counts.csv"), "--cost", "poisson", "--json");
        Assert.Equal(0, code);
        Assert.Equal(38, Assert.Single(answer.GetProperty("changePoints").EnumerateArray().ToArray()).GetInt32());
    }

    [Theory]
    [InlineData("negative-binomial")]
    [InlineData("gaussian")]
    public async Task Every_cost_answers(string cost)
    {
        var (code, answer, _) = await Run("borders", "change-points", Example("counts.csv"), "--cost", cost, "--json");
        Assert.Equal(0, code);
        Assert.Equal([10, 20], answer.GetProperty("changePoints").EnumerateArray().Select(c => c.GetInt32()));
        Assert.Equal(cost, answer.GetProperty("cost").GetString());
    }

    [Fact]
    public async Task Wrong_words_and_wrong_files_end_with_code_2_and_the_mend()
    {
        var (code, _, errors) = await Run("borders", "change-points", Example("counts.csv"), "--cost", "poisson", "--penalty", "-3", "--json");
        Assert.Equal(2, code);
        Assert.Contains("'-3' is no penalty above 0", errors);
        (code, _, errors) = await Run("borders", "change-points", Example("counts.csv"), "--cost", "student");
        Assert.Equal(2, code);
        var file = Path.Combine(Path.GetTempPath(), $"palermo-series-{Environment.ProcessId}.csv");
        await File.WriteAllTextAsync(file, "date,count\n2016-01,many\n");
        (code, _, errors) = await Run("borders", "change-points", file, "--cost", "poisson", "--json");
        Assert.Equal(2, code);
        Assert.Contains("Line 2, column count", errors);
        File.Delete(file);
    }
}
