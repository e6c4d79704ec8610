using System.Net;
using Palermo.Kernel;
using Palermo.Web.Tests.Sample;

namespace Palermo.Web.Tests;

public class PageTests
{
    private static string Field(string html, string name)
    {
        var at = html.IndexOf($"name=\"{name}\" value=\"", StringComparison.Ordinal);
        Assert.True(at >= 0, $"no input {name}");
        at += name.Length + 15;
        return WebUtility.HtmlDecode(html[at..html.IndexOf('"', at)]);
    }

    [Fact]
    public async Task The_pages_of_a_kind_come_from_its_declaration_alone()
    {
        await using var host = await SampleHost.StartAsync();
        var ids = await SampleRecords.FillAsync(host, 120);
        using var client = host.Client();
        foreach (var address in (string[])["/records", "/records/sighting", $"/records/sighting/{ids[3]}", $"/records/sighting/{ids[3]}/edit", "/records/sighting/new", $"/records/sighting/{ids[3]}/history", $"/records/sighting/{ids[3]}/readers", $"/records/sighting/{ids[3]}/access"])
        {
            var answer = await client.GetAsync(address);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}\n{html[..Math.Min(3000, html.Length)]}");
            Assert.DoesNotContain("style=\"", html, StringComparison.Ordinal);
            Assert.True(html.Length < 150_000, $"{address} has {html.Length} characters");
        }
    }
}
