using Microsoft.Playwright;
using Palermo.Kernel;
using Palermo.Node;
using static Palermo.EndToEnd.Tests.DemoInBrowser;

namespace Palermo.EndToEnd.Tests;

/// <summary>A patrol post with the link cut: nothing is lost and nothing is doubled (issue of Borders, proof 5).</summary>
public sealed class OfflineTests(DemoInBrowser demo) : IClassFixture<DemoInBrowser>, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-phone-").FullName;

    /// <summary>What carries every byte between the telephone and the node.</summary>
    private readonly Link _link = new(demo.Port);

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Address => $"http://niger.localhost:{_link.Port}";

    /// <summary>Cuts the link, and lets the page know it as a telephone does. A page alone that is told so is not enough: its service worker would still reach the node.</summary>
    private Task CutAsync(IBrowserContext context)
    {
        _link.Turn(LinkState.Cut);
        return context.SetOfflineAsync(true);
    }

    private Task JoinAsync(IBrowserContext context)
    {
        _link.Turn(LinkState.On);
        return context.SetOfflineAsync(false);
    }

    private Session Officer => new(demo.Node.Operator, new(Purpose.BorderManagement), Channel.CommandLine);

    /// <summary>How many records hold these words.</summary>
    private async Task<int> StoredAsync(string words) => (await demo.Node.Store.Records.ListAsync(Officer, new(Text: $"\"{words}\""))).Total;

    private static async Task<IPage> PageAsync(IBrowserContext context)
    {
        var page = context.Pages[0];
        page.SetDefaultTimeout(60_000);
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await Task.CompletedTask;
        return page;
    }

    /// <summary>Opens field entry with a link and waits until the device can go on without one.</summary>
    private static async Task PrepareAsync(IPage page)
    {
        await page.GotoAsync("/entry/");
        await page.WaitForSelectorAsync("palermo-entry[data-kept='true']");
    }

    private static async Task OpenAsync(IPage page, string kind)
    {
        await page.GotoAsync("/entry/" + kind);
        await page.WaitForSelectorAsync("palermo-entry[data-ready]");
    }

    private static async Task WaitingAsync(IPage page, int count) => await page.WaitForSelectorAsync($"palermo-entry[data-waiting='{count}']");

    private static async Task FillAsync(IPage page, string kind, string place)
    {
        await page.FillAsync("[name='when.from']", "2026-11-20");
        await page.FillAsync("[name='where.text']", place);
        if (kind is "interception")
        {
            await page.FillAsync("[name='medicalNeeds']", "none");
            await page.FillAsync("[name='protectionNeeds']", "two brought to UNHCR X9");
        }
        if (kind is "seizure")
        {
            await page.SelectOptionAsync("[name='class']", "vehicle");
            await page.FillAsync("[name='item']", "Hilux");
            await page.FillAsync("[name='authority']", "Gendarmerie X7");
        }
    }

    /// <summary>Waits until something holds that a selector cannot say.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await holds()) return;
            await Task.Delay(200);
        }
        Assert.Fail("it did not come about within a minute");
    }

    private static Task SaveAsync(IPage page) => page.ClickAsync("form.entry button.btn-primary");

    /// <summary>Everything that the browser keeps, as text: the database of the queue, both storages, and the kept forms.</summary>
    private static Task<string> KeptAsync(IPage page) => page.EvaluateAsync<string>("""
        async () => {
          const db = await new Promise(done => { const a = indexedDB.open('palermo-entry'); a.onsuccess = () => done(a.result); });
          const entries = await new Promise(done => { const a = db.transaction('entries').objectStore('entries').getAll(); a.onsuccess = () => done(a.result); });
          db.close();
          const bytes = b => new TextDecoder('latin1').decode(b);
          let all = entries.map(e => JSON.stringify(e) + bytes(e.here.data) + atob(e.data.replaceAll('-', '+').replaceAll('_', '/'))).join('\n');
          all += JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) if (!request.url.includes('/_content/')) all += '\n' + request.url + '\n' + await (await cache.match(request)).text();
          }
          return all;
        }
        """);

    [Fact]
    public async Task A_day_without_link_loses_nothing_and_doubles_nothing()
    {
        string[] kinds = ["detection", "interception", "seizure", "rescue"];
        var context = await demo.OpenFolderAsync(_folder, Address);
        var page = await PageAsync(context);
        await SignInAsync(page);
        await PrepareAsync(page);

        await CutAsync(context);
        for (var i = 1; i <= 12; i++)
        {
            var kind = kinds[i % kinds.Length];
            await OpenAsync(page, kind); // from what is kept: there is no link
            if (i is 3 or 8) await page.ReloadAsync();
            if (i is 5)
            {
                // The telephone is switched off and on. What was signed in is signed in no more, and there is no link to sign in by.
                await context.CloseAsync();
                context = await demo.OpenFolderAsync(_folder, Address);
                await CutAsync(context);
                page = await PageAsync(context);
                await OpenAsync(page, kind);
                await WaitingAsync(page, i - 1);
            }
            await FillAsync(page, kind, $"patrol point K{i:00}Z");
            if (i is 2 or 9) await page.DblClickAsync("form.entry button.btn-primary"); // pressed twice
            else await SaveAsync(page);
            await WaitingAsync(page, i);
        }
        Assert.Contains("Link: cut", await page.InnerTextAsync("palermo-entry"), StringComparison.Ordinal);
        Assert.Equal(0, await StoredAsync("patrol point K01Z"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, "entry-queue-en-390.png") });

        // Nothing that was written can be read on the device, and nothing of any record is kept.
        var kept = await KeptAsync(page);
        foreach (var secret in (string[])["patrol point", "K07Z", "Hilux", "Gendarmerie X7", "UNHCR X9", "Amina", "operation-tenere"]) Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        var record = (await demo.Node.Store.Records.ListAsync(Officer, new("detection"), 1)).Rows[0];
        Assert.DoesNotContain(record.Id.ToString(), kept, StringComparison.Ordinal);

        // The link is back; the sign-in ended with the browser. The entries wait for the person who wrote them.
        await JoinAsync(context);
        await page.ClickAsync("palermo-entry a[href^='/sign-in']");
        await page.FillAsync("#name", "amina");
        await page.FillAsync("#password", DemoPeople.Password);
        await page.ClickAsync("form[action='/sign-in'] button");
        await page.CheckAsync("input[value='border-management']");
        await page.FillAsync("#basis", "Loi 2015-36, art. 30");
        await page.ClickAsync("form[action='/work'] button.btn-primary");
        await page.WaitForURLAsync("**/entry/**");
        await WaitingAsync(page, 0);
        for (var i = 1; i <= 12; i++) Assert.Equal((i, 1), (i, await StoredAsync($"patrol point K{i:00}Z")));
        Assert.DoesNotContain("\"enc\"", await KeptAsync(page), StringComparison.Ordinal); // sent is gone from the device
        await context.CloseAsync();
    }

    [Fact]
    public async Task An_entry_whose_answer_was_lost_is_sent_again_and_stored_once()
    {
        await using var context = await demo.OpenFolderAsync(_folder, Address);
        var page = await PageAsync(context);
        await SignInAsync(page);
        await PrepareAsync(page);
        _link.Turn(LinkState.Cut);
        await OpenAsync(page, "detection");
        string[] places = ["lost answer Q1", "lost answer Q2", "lost answer Q3"];
        for (var i = 0; i < places.Length; i++)
        {
            await FillAsync(page, "detection", places[i]);
            await SaveAsync(page);
            await WaitingAsync(page, i + 1);
        }
        // The node gets each entry and stores it; the telephone hears nothing.
        _link.Turn(LinkState.AnswersLost);
        for (var tries = 0; _link.AnswersSwallowed < 2 && tries < 20; tries++)
        {
            await page.ClickAsync("palermo-entry button.btn-primary");
            await page.WaitForTimeoutAsync(300);
        }
        Assert.True(_link.AnswersSwallowed >= 2, "the test never lost an answer");
        Assert.Equal(1, await StoredAsync("lost answer Q1"));
        await WaitingAsync(page, 3); // the telephone does not know
        // Two tabs at once, when the link is back.
        _link.Turn(LinkState.On);
        var second = await context.NewPageAsync();
        await Task.WhenAll(page.ClickAsync("palermo-entry button.btn-primary"), second.GotoAsync("/entry/"));
        await WaitingAsync(page, 0);
        foreach (var place in places) Assert.Equal(1, await StoredAsync(place));
    }

    [Fact]
    public async Task What_is_half_written_comes_back_in_its_tab_and_is_sealed_when_locked()
    {
        await using var context = await demo.OpenFolderAsync(_folder, Address);
        var page = await PageAsync(context);
        await SignInAsync(page);
        await PrepareAsync(page);
        await CutAsync(context);
        await OpenAsync(page, "interception");
        await page.FillAsync("[name='where.text']", "half written W1");
        await page.FillAsync("[name='persons']", "12");
        await page.WaitForSelectorAsync("palermo-entry[data-draft]");
        await page.WaitForTimeoutAsync(600);
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("palermo-entry[data-ready]");
        Assert.Equal("half written W1", await page.InputValueAsync("[name='where.text']"));
        Assert.Contains("is back", await page.InnerTextAsync("palermo-entry"), StringComparison.Ordinal);
        await page.ClickAsync("palermo-entry button:has-text('Lock')");
        await page.WaitForSelectorAsync("palermo-entry .told:has-text('Locked')");
        Assert.Equal("", await page.InputValueAsync("[name='where.text']"));
        Assert.DoesNotContain("half written", await KeptAsync(page), StringComparison.Ordinal);
        // A tab that nobody touched for long locks itself: what it wrote since is as sealed.
        var first = await page.GetAttributeAsync("palermo-entry", "data-draft");
        await page.FillAsync("[name='where.text']", "left alone W2");
        await UntilAsync(async () => await page.GetAttributeAsync("palermo-entry", "data-draft") != first);
        await page.EvaluateAsync("sessionStorage.setItem('palermo-entry-used', String(Date.now() - 121 * 60_000))");
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("palermo-entry[data-ready]");
        Assert.Equal("", await page.InputValueAsync("[name='where.text']"));
        await page.Locator("palermo-entry .draft button:has-text('Remove')").Last.ClickAsync(); // the newer of the two
        // Without a link it stays sealed; with one, and signed in, it opens.
        await page.ClickAsync("palermo-entry .draft button:has-text('Open')");
        await page.WaitForSelectorAsync("palermo-entry .told:has-text('before this tab')");
        await JoinAsync(context);
        await page.ClickAsync("palermo-entry .draft button:has-text('Open')");
        await page.WaitForSelectorAsync("palermo-entry .told:has-text('is back')");
        Assert.Equal(("half written W1", "12"), (await page.InputValueAsync("[name='where.text']"), await page.InputValueAsync("[name='persons']")));
        await FillAsync(page, "interception", "half written W1");
        await SaveAsync(page);
        await page.WaitForSelectorAsync("palermo-entry .told:has-text('Stored by the node')");
        Assert.Equal(1, await StoredAsync("half written W1"));
    }

    [Fact]
    public async Task A_refused_entry_stays_says_why_in_its_language_and_goes_out_when_it_is_mended()
    {
        await using var context = await demo.OpenFolderAsync(_folder, Address, "fr");
        var page = await PageAsync(context);
        await SignInAsync(page);
        await PrepareAsync(page);
        await CutAsync(context);
        await OpenAsync(page, "detection");
        await SaveAsync(page); // plainly empty: said on the device, at once
        await page.WaitForSelectorAsync("palermo-entry .refusals:has-text('Quand : à remplir.')");
        await page.FillAsync("[name='persons']", "beaucoup");
        await FillAsync(page, "detection", "refused R1");
        await SaveAsync(page);
        await page.WaitForSelectorAsync("palermo-entry .refusals:has-text('Personnes')");
        // What only the node can judge: more women than persons.
        await page.FillAsync("[name='persons']", "3");
        await page.FillAsync("[name='women']", "8");
        await SaveAsync(page);
        await WaitingAsync(page, 1);
        await JoinAsync(context);
        await page.WaitForSelectorAsync("palermo-entry li.refused");
        await page.ClickAsync("palermo-entry li.refused button:has-text('Ouvrir')");
        await page.WaitForSelectorAsync("palermo-entry .refusals a[href='#f-persons']");
        Assert.Equal("8", await page.InputValueAsync("[name='women']"));
        await page.FillAsync("[name='women']", "2");
        await SaveAsync(page);
        await page.WaitForSelectorAsync("palermo-entry .told:has-text('Enregistré par le nœud')");
        Assert.Equal(1, await StoredAsync("refused R1"));
    }

    [Fact]
    public async Task One_person_s_entries_are_sealed_from_the_next_and_signing_out_forgets_the_forms()
    {
        await using var context = await demo.OpenFolderAsync(_folder, Address);
        var page = await PageAsync(context);
        await SignInAsync(page);
        await PrepareAsync(page);
        await CutAsync(context);
        await OpenAsync(page, "detection");
        await FillAsync(page, "detection", "sealed from others S1");
        await page.FillAsync("[name='persons']", "3");
        await page.FillAsync("[name='women']", "8");
        await SaveAsync(page);
        await WaitingAsync(page, 1);
        await JoinAsync(context);
        await page.WaitForSelectorAsync("palermo-entry li.refused");
        await page.GotoAsync("/");
        await page.WaitForSelectorAsync("palermo-waiting a"); // every page tells that something waits
        await page.EvaluateAsync("document.querySelector('form[action=\"/sign-out\"]').submit()");
        try { await page.WaitForSelectorAsync("palermo-leave", new() { State = WaitForSelectorState.Attached }); }
        catch (TimeoutException) { throw new InvalidOperationException($"signing out led to {page.Url}: {await page.ContentAsync()}"); }
        await UntilAsync(async () => await page.EvaluateAsync<int>("async () => (await caches.keys()).length") == 0);
        Assert.Null(await page.EvaluateAsync<string?>("sessionStorage.getItem('palermo-entry-key')"));
        // Without a link there is no form now, and no page of anybody.
        await CutAsync(context);
        Assert.Equal(503, (await page.GotoAsync("/entry/detection"))!.Status);
        await JoinAsync(context);
        await SignInAsync(page, "ibrahim", "investigation");
        await OpenAsync(page, "detection");
        var seen = await page.InnerTextAsync("palermo-entry");
        Assert.Contains("1 of other people, sealed", seen, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("palermo-entry li").CountAsync());
        // Nor by hand, with everything that the device holds.
        var answer = await page.EvaluateAsync<int>("""
            async () => {
              const db = await new Promise(done => { const a = indexedDB.open('palermo-entry'); a.onsuccess = () => done(a.result); });
              const [e] = await new Promise(done => { const a = db.transaction('entries').objectStore('entries').getAll(); a.onsuccess = () => done(a.result); });
              const { token } = await (await fetch('/entry/ready.json')).json();
              const send = async address => (await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', RequestVerificationToken: token }, body: JSON.stringify({ id: e.id, key: e.key, enc: e.enc, data: e.data }) })).status;
              return await send('/entry/open') * 1000 + await send('/entry/send');
            }
            """);
        Assert.Equal(404_404, answer);
        Assert.Equal(0, await StoredAsync("sealed from others S1"));
    }

    [Theory]
    [InlineData("ar", 390)]
    [InlineData("fr", 1280)]
    public async Task The_queue_reads_well_and_axe_finds_nothing(string language, int width)
    {
        await using var context = await demo.OpenFolderAsync(_folder, Address, language, width);
        var page = await PageAsync(context);
        await SignInAsync(page);
        await PrepareAsync(page);
        await CutAsync(context);
        await OpenAsync(page, "seizure");
        Assert.Empty(await AxeAsync(page));
        await context.GrantPermissionsAsync(["geolocation"], new() { Origin = Address });
        await context.SetGeolocationAsync(new() { Latitude = 16.97342f, Longitude = 7.98712f, Accuracy = 35 });
        await page.ClickAsync($"form.entry button:has-text('{(language == "ar" ? "تحديد موقعي" : "Prendre ma position")}')");
        await UntilAsync(async () => await page.InputValueAsync("[name='where.latitude']") is not "");
        Assert.Equal(language == "fr" ? "16,97342" : "16.97342", await page.InputValueAsync("[name='where.latitude']"));
        Assert.Equal(language == "fr" ? "0,04" : "0.04", await page.InputValueAsync("[name='where.radiusKm']"));
        await page.ClickAsync($"form.entry button:has-text('{(language == "ar" ? "الآن" : "Maintenant")}')");
        Assert.Equal("minute", await page.InputValueAsync("[name='when.precision']"));
        await FillAsync(page, "seizure", "أغاديز");
        await SaveAsync(page);
        await WaitingAsync(page, 1);
        await FillAsync(page, "seizure", "Dirkou");
        await SaveAsync(page);
        await WaitingAsync(page, 2);
        await page.FillAsync("[name='item']", "Land Cruiser");
        await page.WaitForSelectorAsync("palermo-entry[data-draft]");
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("palermo-entry[data-ready]");
        await page.ClickAsync("form.entry button.btn-primary"); // the draft lacks its day: said above
        Assert.Empty(await AxeAsync(page));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth + 1"), "wider than the screen");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"entry-{language}-{width}.png"), FullPage = true });
        await page.GotoAsync("/entry/");
        await page.WaitForSelectorAsync("palermo-entry[data-ready]");
        Assert.Empty(await AxeAsync(page));
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"entry-all-{language}-{width}.png"), FullPage = true });
    }
}
