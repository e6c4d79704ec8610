using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using NodaTime;
using Palermo.Exchange.Trust;
using Palermo.Kernel;
using Palermo.Node;

namespace Palermo.EndToEnd.Tests;

/// <summary>Three nodes of the demo that exchange over HTTP, each with a browser before it: shared, passed on, taken back.</summary>
public sealed class SharingStoryTests : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-sharing-").FullName;
    private readonly Dictionary<string, (OpenedNode Node, WebApplication App, string Address)> _nodes = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Programs, File.Exists) is not { } program) return;
        foreach (var settings in DemoFederation.Nodes.Where(n => n.Name is "niger" or "italy" or "france"))
        {
            var address = $"http://127.0.0.1:{FreePort()}";
            var node = await DemoFederation.OpenAsync(_folder, settings with { ExchangeAddress = address }, 2019, TimeProvider.System, default);
            _nodes[settings.Name] = (node, NodeHost.Build(node, address), NodeHost.Shown(address, settings.Name));
        }
        foreach (var from in _nodes.Values)
            foreach (var to in _nodes.Values.Where(t => t != from))
            {
                var card = to.Node.Exchange.Identity.Card();
                var paired = from.Node.Exchange.Identity.Trust.Change(book => book.With(TrustRules.Introduced(card, from.Node.Clock.GetCurrentInstant()) with { Private = true }));
                Assert.True(paired.Done, paired.Done ? "" : paired.Refusals[0].Message);
            }
        foreach (var node in _nodes.Values) await node.App.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<IPage> AtAsync(string node, string person, string purpose = "investigation", string language = "en", int width = 1280)
    {
        var address = _nodes[node].Address;
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, BaseURL = address });
        await context.AddCookiesAsync([new() { Name = "palermo-language", Value = language, Url = address }]);
        var page = await context.NewPageAsync();
        await DemoInBrowser.SignInAsync(page, person, purpose);
        return page;
    }

    /// <summary>Loads a page again until it says something.</summary>
    private static async Task UntilAsync(IPage page, string address, string words)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            await page.GotoAsync(address);
            if ((await page.InnerTextAsync("main")).Contains(words, StringComparison.Ordinal)) return;
            await Task.Delay(500);
        }
        Assert.Fail($"{address} never said '{words}': {await page.InnerTextAsync("main")}");
    }

    private static Session Of(OpenedNode node, string person, string purpose = Purpose.Investigation) =>
        new(DemoPeople.Of(node.Settings.Name).Single(p => p.Id == person).ToActor(node.Settings.Name), new(purpose, "test"), Kernel.Channel.Page);

    private static async Task<List<RecordView>> AllAsync(OpenedNode node, Session session, RecordQuery query)
    {
        List<RecordView> all = [];
        await foreach (var view in node.Store.Records.ScanAsync(session, query)) all.Add(view);
        return all;
    }

    [Fact]
    public async Task A_seizure_is_shared_passed_on_and_recalled_one_refuses_one_is_silent_and_every_log_still_verifies()
    {
        Assert.SkipWhen(_browser is null, "no Chromium: apt-get install chromium");
        var (niger, italy, france) = (_nodes["niger"].Node, _nodes["italy"].Node, _nodes["france"].Node);
        var (ibrahim, luca, claire) = (Of(niger, "ibrahim"), Of(italy, "luca"), Of(france, "claire"));
        // The demo shares a seizure of Niger with Italy when it is made; Roma-Lyon gets it too, and is not running.
        var item = (await AllAsync(niger, ibrahim, new(Share.Kind.Name))).Single().As<Share>().Record;
        var atNiger = await AtAsync("niger", "ibrahim");
        await atNiger.GotoAsync($"/sharing/share?record={item}&partner=romalyon&purpose=investigation&rules=seizures, no free words");
        Assert.Contains("Leaves", await atNiger.InnerTextAsync("table"));
        await atNiger.ScreenshotAsync(new() { Path = Path.Combine(DemoInBrowser.Pictures, "sharing-preview-en-1280.png"), FullPage = true });
        await atNiger.ClickAsync("main form.bar button.btn-primary");
        Assert.Contains("Done", await atNiger.InnerTextAsync(".told"));

        // Italy has it, and passes it on to France.
        var atItaly = await AtAsync("italy", "luca");
        await UntilAsync(atItaly, "/records/seizure?q=", "Seizure");
        for (var tries = 0; tries < 60 && !(await italy.Store.Records.ReadAsync(luca, item)).Done; tries++) await Task.Delay(500);
        await atItaly.GotoAsync($"/sharing/share?record={item}&partner=france&purpose=investigation");
        await atItaly.ClickAsync("main form.bar button.btn-primary");
        Assert.Contains("Done", await atItaly.InnerTextAsync(".told"));
        RecordView? copy = null;
        for (var tries = 0; tries < 60 && copy is null; tries++)
        {
            copy = (await AllAsync(france, claire, new("seizure"))).FirstOrDefault(v => v.Header.Owner == "italy" && v.Header.Provenance.Reference?.Contains("niger", StringComparison.Ordinal) == true);
            await Task.Delay(500);
        }
        Assert.NotNull(copy);
        // France works on it: its copy is not taken away without a person.
        var task = new TaskItem("Compare with the van at Calais", "claire", About: copy.Id);
        Assert.True((await france.Store.Records.WriteAsync(claire, [new RecordChange.Create(new(france.Ids.Next(), TaskItem.Kind.Name, "france", "open", TaskItem.Kind.DefaultHandling, TaskItem.Kind.DefaultPurposes, default, new("test"), france.Today.PlusYears(1), []), task)])).Done);

        await atNiger.GotoAsync($"/sharing/recalls?record={item}");
        await atNiger.FillAsync("#words", "the vehicle was taken for another");
        await atNiger.ClickAsync("form:has(#words) button.btn-primary");
        await UntilAsync(atNiger, "/sharing/recalls", "the signature holds");

        var atFrance = await AtAsync("france", "claire", language: "fr");
        await UntilAsync(atFrance, "/sharing/recalls", "the vehicle was taken for another");
        await atFrance.FillAsync("input[name=reason]", "pièce d'une procédure en cours");
        await atFrance.ScreenshotAsync(new() { Path = Path.Combine(DemoInBrowser.Pictures, "sharing-recall-duty-fr-1280.png"), FullPage = true });
        await atFrance.ClickAsync("button[value=refuse]");
        await UntilAsync(atNiger, "/sharing/recalls", "pièce d'une procédure en cours");

        // Roma-Lyon stays silent past its day.
        var desks = new SharingDesks(niger);
        Assert.Equal(1, await desks.Recalls.ChaseAsync(desks.Duties.Session, niger.Clock.GetCurrentInstant() + Duration.FromDays(8)));
        await UntilAsync(atNiger, "/sharing/recalls", "chased 1 times");
        Assert.Contains("passed on to france", await atNiger.InnerTextAsync("main"));
        await atNiger.ScreenshotAsync(new() { Path = Path.Combine(DemoInBrowser.Pictures, "sharing-recalls-en-1280.png"), FullPage = true });

        // Both logs tell the same story, and hold after the erasure.
        var recall = (await AllAsync(niger, ibrahim, new(Recall.Kind.Name))).Single().As<Recall>();
        Assert.Equal([("france", RecallAnswer.Refused), ("italy", RecallAnswer.Applied), ("romalyon", RecallAnswer.Silent)], recall.Outcomes.Select(o => (o.Partner, o.Answer)).Order());
        var proof = RecallProof.Check(niger.Exchange.Identity, "italy", recall.Outcomes.Single(o => o.Partner == "italy").Proof!).Value;
        var overseer = new Session(new("dpo", "dpo", "italy", "authority", [Role.DataProtectionOfficer.Name]), new(Purpose.Oversight, "test"), Kernel.Channel.Page);
        Assert.Contains((await italy.Store.Audit.ListAsync(overseer, limit: 2_000)).Value, e => e.Sequence == proof.Sequence && e.Hash == proof.Hash && e.Action == "erase" && e.Subject == item.ToString());
        Assert.Contains((await italy.Store.Records.ReadAsync(luca, item)).Refusals, r => r.Code == "record.erased");
        foreach (var node in new[] { niger, italy, france }) Assert.Null((await node.Store.Audit.VerifyAsync(Compartment.General)).Fault);
    }

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("ar", 390)]
    public async Task The_pages_of_the_room_are_whole_in_every_language(string language, int width)
    {
        Assert.SkipWhen(_browser is null, "no Chromium: apt-get install chromium");
        var page = await AtAsync("niger", "ibrahim", language: language, width: width);
        var thread = (await AllAsync(_nodes["niger"].Node, Of(_nodes["niger"].Node, "ibrahim"), new(RequestKind.Kind.Name))).First(v => v.As<RequestThread>().Answerer == "niger");
        foreach (var address in (string[])["/sharing", "/sharing/ask", "/sharing/share", "/sharing/recalls", "/sharing/rights", "/sharing/readers", "/sharing/requests/" + thread.Id, "/records/share", "/records/partner"])
        {
            var answer = await page.GotoAsync(address);
            Assert.Equal(200, answer!.Status);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth + 1"), $"{address} is wider than the screen at {width}");
            await page.ScreenshotAsync(new() { Path = Path.Combine(DemoInBrowser.Pictures, $"{address.Trim('/').Split('/')[^1][..Math.Min(8, address.Trim('/').Split('/')[^1].Length)]}-sharing-{language}-{width}.png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        foreach (var (node, app, _) in _nodes.Values)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            await node.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }
}
