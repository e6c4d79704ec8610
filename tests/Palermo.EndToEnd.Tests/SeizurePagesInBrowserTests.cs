using Microsoft.Playwright;
using static Palermo.EndToEnd.Tests.DemoInBrowser;

namespace Palermo.EndToEnd.Tests;

/// <summary>The seizure register and the document desk in a real browser, in every language, on a desk and on a phone.</summary>
public class SeizurePagesInBrowserTests(DemoInBrowser demo) : IClassFixture<DemoInBrowser>
{
    [Theory]
    [InlineData("en", 1280)]
    [InlineData("fr", 390)]
    [InlineData("ar", 390)]
    public async Task The_pages_are_whole_and_nobody_is_shut_out(string language, int width)
    {
        var (page, complaints) = await demo.OpenAsync(language, width);
        await SignInAsync(page);
        async Task Look(string address)
        {
            Assert.Equal(200, (await page.GotoAsync(address))!.Status);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth + 1"), $"{address} is wider than the screen at {width}");
            Assert.Empty(await AxeAsync(page));
        }
        await Look("/borders/seizures");
        var asset = (await page.GetAttributeAsync("section[aria-labelledby=flags] td a", "href"))!;
        foreach (var address in (string[])[asset, asset + "/report", asset + "/label", asset + "/custody", asset + "/application"]) await Look(address);
        await Look("/borders/documents");
        await Look((await page.GetAttributeAsync("section[aria-labelledby=latest] a", "href"))!);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_zone_is_pasted_and_read_on_a_phone_without_script()
    {
        var (page, complaints) = await demo.OpenAsync(width: 390, script: false);
        await SignInAsync(page);
        await page.GotoAsync("/borders/documents");
        await page.FillAsync("#zone", "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10");
        await page.CheckAsync("[name=protection]");
        await page.ClickAsync("main form.entry button.btn-primary");
        Assert.Contains("Refer now", await page.InnerTextAsync("main"));
        Assert.Contains("The zone is in order", await page.InnerTextAsync("#verdict"));
        Assert.Contains("L898902C3", await page.InnerTextAsync("section[aria-labelledby=fields]"));
        await page.FillAsync("#place", "Assamaka");
        await page.SelectOptionAsync("#outcome", "in-order");
        await page.ClickAsync("main form.entry:has(#place) button.btn-primary");
        Assert.Contains("saved=1", page.Url, StringComparison.Ordinal);
        Assert.Empty(complaints);
    }
}
