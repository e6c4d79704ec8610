using Microsoft.Playwright;
using Palermo.Web.Tests.Sample;

namespace Palermo.Web.Tests;

public class BrowserTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>Where to put screenshots for a person to look at; unset: none are made.</summary>
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("PALERMO_SCREENSHOTS");

    private (string Name, string Address)[] Pages =>
    [
        ("kinds", "/records"), ("list", "/records/sighting?f.means=lorry&q=people"), ("record", $"/records/sighting/{browser.Ids[6]}"), ("edit", $"/records/sighting/{browser.Ids[6]}/edit"),
        ("new", "/records/sighting/new"), ("history", $"/records/sighting/{browser.Ids[6]}/history"), ("readers", $"/records/sighting/{browser.Ids[6]}/readers"),
        ("access", $"/records/sighting/{browser.Ids[6]}/access"), ("search", "/search?q=boat"), ("map", "/map?kind=sighting"), ("timeline", "/timeline?kind=sighting"),
        ("graph", $"/graph/{browser.Ids[3]}?depth=3"), ("import", "/import"), ("chart", "/sample/chart"), ("not-found", "/not-found"),
        ("entry", "/entry/"), ("entry-form", "/entry/sighting"),
    ];

    public static TheoryData<string, int, bool> Readers()
    {
        var readers = new TheoryData<string, int, bool> { { "en", 1280, false }, { "ar", 390, false } };
        if (LongForm.Wanted || Screenshots is not null) foreach (var more in ((string, int, bool)[])[("fr", 1280, false), ("fr", 390, false), ("ar", 1280, false), ("en", 390, false), ("en", 1280, true)]) readers.Add(more.Item1, more.Item2, more.Item3);
        return readers;
    }

    [Theory, MemberData(nameof(Readers))]
    public async Task Axe_and_the_browser_find_nothing_to_complain_of(string language, int width, bool night)
    {
        List<string> found = [];
        var (page, complaints) = await browser.OpenAsync(language, width, night: night);
        foreach (var (name, address) in Pages)
        {
            complaints.Clear();
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
            if (name is "map" or "graph" or "chart") await page.WaitForSelectorAsync("[data-ready]", new() { State = WaitForSelectorState.Attached });
            if (Screenshots is not null) await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, $"{name}-{language}-{width}{(night ? "-night" : "")}.png"), FullPage = name != "list" || width > 500 });
            found.AddRange((await Browser.AxeAsync(page)).Select(v => $"{name}: {v}"));
            found.AddRange(complaints.Select(c => $"{name}: browser: {c}"));
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 1) found.Add($"{name}: the page is {overflow} px wider than the screen");
        }
        await page.Context.CloseAsync();
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }
}
