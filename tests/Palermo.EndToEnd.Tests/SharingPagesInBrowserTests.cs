using Microsoft.Playwright;
using Palermo.Kernel;
using static Palermo.EndToEnd.Tests.DemoInBrowser;

namespace Palermo.EndToEnd.Tests;

/// <summary>Sharing, notices, threads, and the documents about them in a real browser, in every language, on a desk and on a phone.</summary>
public class SharingPagesInBrowserTests(DemoInBrowser demo) : IClassFixture<DemoInBrowser>
{
    [Theory, MemberData(nameof(MainPathsTests.Readers), MemberType = typeof(MainPathsTests))]
    public async Task The_pages_are_whole_and_nobody_is_shut_out(string language, int width, bool night)
    {
        var (page, complaints) = await demo.OpenAsync(language, width, night: night);
        async Task Look(string address, string name)
        {
            Assert.Equal(200, (await page.GotoAsync(address))!.Status);
            Assert.Equal(language == "ar" ? "rtl" : "ltr", await page.GetAttributeAsync("html", "dir"));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth + 1"), $"{address} is wider than the screen at {width}");
            Assert.Empty(await AxeAsync(page));
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"sharing-{name}-{language}-{width}{(night ? "-night" : "")}.png"), FullPage = true });
        }
        await SignInAsync(page, "ibrahim", "investigation");
        foreach (var (address, name) in new[] { ("/sharing", "inbox"), ("/sharing/ask", "ask"), ("/sharing/share", "share"), ("/sharing/recalls", "recalls"), ("/sharing/notices", "notices") }) await Look(address, name);
        await page.GotoAsync("/sharing");
        var thread = (await page.GetAttributeAsync("main a[href^='/sharing/requests/']", "href"))!;
        await Look(thread, "thread");
        await Look("/sharing/court-log?thread=" + thread.Split('/')[^1], "court-log-thread");

        // The seizure that the demo shared with Italy is named so in its list, and found by it.
        await Look("/records/seizure?shared=italy", "list-shared");
        var record = (await page.GetAttributeAsync("table.rows td.main a", "href"))!.Split('/')[^1];
        Assert.Contains("italy", await page.InnerTextAsync("table.rows td a[href$='shared=italy']"));
        await Look("/sharing/share?record=" + record + "&partner=italy&purpose=investigation", "preview");
        await Look("/sharing/court-log?record=" + record, "court-log-record");
        Assert.Contains("palermo audit verify", await page.InnerTextAsync("main"));

        // A draft of a red notice that says too little: what stands in its way, in the reader's language.
        await Look("/sharing/notices?notice=" + await DraftAsync(), "notice-check");
        if (language == "fr") Assert.Contains("mandat d'arrêt", await page.InnerTextAsync("main"));
        if (language == "ar") Assert.Contains("مذكرة توقيف", await page.InnerTextAsync("main"));

        await page.GotoAsync("/");
        await page.EvaluateAsync("document.querySelector('form[action=\"/sign-out\"]').submit()");
        await page.WaitForURLAsync("**/sign-in?out=1");
        await SignInAsync(page, "moussa", "oversight");
        foreach (var (address, name) in new[] { ("/sharing/rights", "rights"), ("/sharing/readers", "readers"), ("/sharing/annual-report", "annual-report") }) await Look(address, name);
        Assert.Empty(complaints);
    }

    private async Task<RecordId> DraftAsync()
    {
        var node = demo.Node;
        var kind = node.Rooms.FindKind("notice")!;
        var body = kind.Parse(new() { ["colour"] = "red", ["subject"] = "X. Y.", ["requestingCountry"] = "NER", ["familyName"] = "Y.", ["status"] = "suspect", ["recordedOn"] = node.Today.ToString("uuuu-MM-dd", null), ["expiresOn"] = node.Today.PlusYears(2).ToString("uuuu-MM-dd", null) });
        Assert.True(body.Done, string.Join(" ", body.Refusals.Select(r => r.Message)));
        var by = new Session(new("ibrahim", "Ibrahim", "niger", "Police", [Role.LiaisonOfficer.Name, Role.Investigator.Name]), new(Purpose.Investigation, "test"), Channel.Page);
        var written = await node.Store.Records.WriteAsync(by, [new RecordChange.Create(new(node.Ids.Next(), kind.Name, "niger", kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default, new("test"), node.Today.PlusYears(1), [], "RPD Art. 82"), body.Value)]);
        Assert.True(written.Done, string.Join(" ", written.Refusals.Select(r => r.Message)));
        return written.Value[0].Id;
    }

    [Fact]
    public async Task The_officer_says_what_became_of_a_flag_and_the_report_counts_it_and_goes_out_as_CSV()
    {
        var (page, complaints) = await demo.OpenAsync();
        // Somebody looked for the name of a colleague.
        await demo.Node.Store.Audit.AppendAsync(new(new("ibrahim", "Ibrahim", "niger", "Police", [Role.LiaisonOfficer.Name]), new(Purpose.Investigation), Channel.Page), "list", null, new { Query = new { Text = "Moussa Abdou" } });
        await SignInAsync(page, "moussa", "oversight");
        await page.GotoAsync("/sharing/readers");
        var flag = page.Locator("section[aria-labelledby=flagged] li", new() { HasText = "colleague" });
        await flag.Locator("button[value=followed-up]").ClickAsync();
        Assert.Contains("followed up with the person", await page.Locator("section[aria-labelledby=flagged] li", new() { HasText = "colleague" }).InnerTextAsync());
        await page.GotoAsync("/sharing/annual-report");
        Assert.Equal("1", (await page.Locator("section[aria-labelledby=part-UnusualReading] tr", new() { HasText = "followed up" }).Locator("td.num").InnerTextAsync()).Trim());
        var text = await page.EvaluateAsync<string>("fetch(document.querySelector('a[href*=\"format=csv\"]').href).then(r => r.text())");
        Assert.StartsWith("part,group,item,count,unit,list", text.TrimStart('\ufeff'), StringComparison.Ordinal);
        Assert.Contains("Reading out of the ordinary,What became of it,followed up with the person,1", text, StringComparison.Ordinal);
        Assert.Empty(complaints);
    }
}
