using Microsoft.Playwright;
using Palermo.Web.Tests.Sample;

namespace Palermo.Web.Tests;

public class BrowserTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>Where to put screenshots for a person to look at; unset: none are made.</summary>
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("PALERMO_SCREENSHOTS");

    private (string Name, string Address)[] Pages =>
    [
        ("kinds", "/records"), ("list", "/records/sighting"), ("record", $"/records/sighting/{browser.Ids[6]}"), ("edit", $"/records/sighting/{browser.Ids[6]}/edit"),
        ("new", "/records/sighting/new"), ("history", $"/records/sighting/{browser.Ids[6]}/history"), ("readers", $"/records/sighting/{browser.Ids[6]}/readers"),
        ("access", $"/records/sighting/{browser.Ids[6]}/access"),
    ];

    [Theory]
    [InlineData("en", 1280), InlineData("en", 390), InlineData("fr", 1280), InlineData("ar", 1280), InlineData("ar", 390)]
    public async Task Axe_and_the_browser_find_nothing_to_complain_of(string language, int width)
    {
        List<string> found = [];
        foreach (var (name, address) in Pages)
        {
            var (page, complaints) = await browser.OpenAsync(language, width);
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
            if (Screenshots is not null) await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, $"{name}-{language}-{width}.png"), FullPage = true });
            found.AddRange((await Browser.AxeAsync(page)).Select(v => $"{name}: {v}"));
            found.AddRange(complaints.Select(c => $"{name}: browser: {c}"));
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 1) found.Add($"{name}: the page is {overflow} px wider than the screen");
            await page.Context.CloseAsync();
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
