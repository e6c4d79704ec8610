using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Palermo.EndToEnd.Tests.DemoInBrowser;

namespace Palermo.EndToEnd.Tests;

public partial class MainPathsTests(DemoInBrowser demo) : IClassFixture<DemoInBrowser>
{
    /// <summary>Language, width and night: a sample always, every pairing in the long form.</summary>
    public static TheoryData<string, int, bool> Readers()
    {
        var readers = new TheoryData<string, int, bool> { { "en", 1280, false }, { "fr", 390, false }, { "ar", 390, true } };
        if (LongForm.Wanted)
            foreach (var language in (string[])["en", "fr", "ar"])
                foreach (var width in (int[])[1280, 390])
                    foreach (var night in (bool[])[false, true])
                        if ((language, width, night) is not (("en", 1280, false) or ("fr", 390, false) or ("ar", 390, true))) readers.Add(language, width, night);
        return readers;
    }

    [Theory, MemberData(nameof(Readers))]
    public async Task The_host_s_pages_and_the_room_are_whole_in_every_language(string language, int width, bool night)
    {
        var (page, complaints) = await demo.OpenAsync(language, width, night: night);
        async Task Look(string address)
        {
            var answer = await page.GotoAsync(address);
            Assert.Equal(200, answer!.Status);
            Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            Assert.Equal(language == "ar" ? "rtl" : "ltr", await page.GetAttributeAsync("html", "dir"));
            Assert.True((await answer.BodyAsync()).Length < 150_000, $"{address} is too heavy");
            // Nothing stands out of the page at phone width.
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth + 1"), $"{address} is wider than the screen at {width}");
            Assert.Empty(await AxeAsync(page));
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{(address == "/" ? "home" : address.Trim('/').Split('?')[0].Replace('/', '-'))}-{language}-{width}{(night ? "-night" : "")}.png"), FullPage = true });
        }
        await Look("/sign-in");
        await Look("/sign-in/recover");
        await SignInAsync(page);
        foreach (var address in (string[])["/", "/work", "/account", "/jobs", "/borders", "/borders/routes", "/borders/bulletin", "/borders/shifts", "/borders/control-effects", "/borders/forecast", "/borders/seizures", "/borders/documents",
            "/sharing/notices", "/records/detection", "/search?q=Assamaka", "/entry/", "/entry/interception"]) await Look(address);
        await SignOutAsync(page);
        await SignInAsync(page, "admin", "administration");
        await Look("/administration?id=amina");
        await Look("/administration/as-role?role=investigator&purpose=investigation&list=off");
        Assert.Empty(complaints);
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/"); // field entry has a frame of its own, without it
        await page.EvaluateAsync("document.querySelector('form[action=\"/sign-out\"]').submit()");
        await page.WaitForURLAsync("**/sign-in?out=1");
    }

    [Fact]
    public async Task An_event_is_recorded_found_changed_and_its_history_read_without_script()
    {
        var (page, complaints) = await demo.OpenAsync(script: false);
        await SignInAsync(page);
        await page.GotoAsync("/records/flow-count/new");
        await page.FillAsync("[name='methodology']", "hub survey");
        await page.FillAsync("[name='counted']", "-5");
        await page.FillAsync("[name='where.text']", "garage of Mahamane Jallow");
        await page.ClickAsync("main form button.btn-primary");
        Assert.Contains("outside 0", await page.InnerTextAsync("#refusals"));
        Assert.Contains("When", await page.InnerTextAsync("#refusals")); // all faults at once, and nothing typed is lost
        Assert.Equal("garage of Mahamane Jallow", await page.InputValueAsync("[name='where.text']"));
        await page.FillAsync("[name='counted']", "73");
        await page.FillAsync("[name='when.from']", "2026-10-03");
        await page.ClickAsync("main form button.btn-primary");
        await page.WaitForURLAsync(RecordAddress());
        var record = page.Url.Split('?')[0];
        await page.GotoAsync("/search?q=" + Uri.EscapeDataString("Diallo"));
        Assert.Contains("Mahamane Jallow", await page.InnerTextAsync("main"));
        await page.GotoAsync(record + "/edit");
        await page.FillAsync("[name='counted']", "75");
        await page.FillAsync("[name='reason']", "recount");
        await page.ClickAsync("main form button.btn-primary");
        await page.WaitForURLAsync(RecordAddress());
        await page.GotoAsync(record + "/history");
        Assert.Contains("recount", await page.InnerTextAsync("main"));
        Assert.DoesNotContain(complaints, c => !c.Contains("422", StringComparison.Ordinal)); // the refused form answers 422, and the browser says so
    }

    [GeneratedRegex("/records/flow-count/[0-9a-f-]{36}")]
    private static partial Regex RecordAddress();

    [Fact]
    public async Task A_passkey_is_added_and_signs_in()
    {
        var (page, complaints) = await demo.OpenAsync();
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable");
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true },
        });
        await SignInAsync(page, "ibrahim", "investigation");
        await page.GotoAsync("/account");
        await page.FillAsync("#label", "service telephone");
        await page.ClickAsync("palermo-passkey button");
        await page.WaitForURLAsync("**/account?done=passkey");
        Assert.Contains("service telephone", await page.InnerTextAsync("main"));
        await SignOutAsync(page);
        await page.ClickAsync("palermo-passkey button");
        await page.WaitForURLAsync("**/work?**");
        await StateWorkAsync(page, "investigation");
        Assert.Contains("Ibrahim Maman", await page.InnerTextAsync("header"));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_main_paths_work_by_keyboard()
    {
        var (page, _) = await demo.OpenAsync();
        await SignInAsync(page);
        await page.GotoAsync("/borders");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await page.EvaluateAsync<string>("document.activeElement.className"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await page.EvaluateAsync<string>("document.activeElement.id"));
        for (var i = 0; i < 4; i++) await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)"));
    }
}
