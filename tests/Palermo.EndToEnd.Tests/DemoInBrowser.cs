using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Palermo.Node;

namespace Palermo.EndToEnd.Tests;

/// <summary>The demo's node of Niger with a real browser before it. The system's own Chromium; the tests skip visibly where there is none.</summary>
public sealed class DemoInBrowser : IAsyncLifetime
{
    private static readonly string[] Arguments = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-demo-").FullName;
    private OpenedNode? _node;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The node by its name: browsers take *.localhost for this machine, and passkeys for safe there.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Where screenshots are put to be looked at.</summary>
    public static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(RealData.Root(), "artifacts", "pictures")).FullName;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Programs, File.Exists) is not { } program) return;
        _node = await DemoFederation.OpenAsync(_folder, DemoFederation.Nodes[0], 2019, TimeProvider.System, default);
        _app = NodeHost.Build(_node, "http://127.0.0.1:0");
        await _app.StartAsync();
        Address = NodeHost.Shown(_app.Urls.First(), "niger");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments });
    }

    /// <summary>A fresh browser that notes every complaint: the console, faults of scripts, and anything asked of another host.</summary>
    public async Task<(IPage Page, List<string> Complaints)> OpenAsync(string language = "en", int width = 1280, bool script = true, bool night = false)
    {
        Assert.SkipWhen(_browser is null, "no Chromium: apt-get install chromium");
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 }, JavaScriptEnabled = script, ColorScheme = night ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce, BaseURL = Address });
        await context.AddCookiesAsync([new() { Name = "palermo-language", Value = language, Url = Address }]);
        var page = await context.NewPageAsync();
        List<string> complaints = [];
        page.Console += (_, message) => { if (message.Type is "error" or "warning" && !message.Text.Contains("GPU stall", StringComparison.Ordinal) && !message.Text.Contains("GL Driver", StringComparison.Ordinal)) complaints.Add(message.Text); };
        page.PageError += (_, fault) => complaints.Add(fault);
        page.Request += (_, request) => { if (!request.Url.StartsWith(Address, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) complaints.Add("left the node: " + request.Url); };
        return (page, complaints);
    }

    /// <summary>The node itself, to see what was stored.</summary>
    internal OpenedNode Node => _node!;

    /// <summary>The port at which the node listens; 0 where there is no browser, and so no node.</summary>
    public int Port => Address is "" ? 0 : new Uri(Address).Port;

    /// <summary>A browser with a folder of its own, as on a telephone: what it keeps outlives its closing.</summary>
    public async Task<IBrowserContext> OpenFolderAsync(string folder, string address, string language = "en", int width = 390)
    {
        Assert.SkipWhen(_browser is null, "no Chromium: apt-get install chromium");
        var context = await _playwright!.Chromium.LaunchPersistentContextAsync(folder, new()
        {
            ExecutablePath = Array.Find(Programs, File.Exists), Args = Arguments, BaseURL = address, ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
        });
        await context.AddCookiesAsync([new() { Name = "palermo-language", Value = language, Url = address }]);
        return context;
    }

    /// <summary>Signs in with a password and states the work.</summary>
    public static async Task SignInAsync(IPage page, string name = "amina", string purpose = "border-management")
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", DemoPeople.Password);
        await page.ClickAsync("form[action='/sign-in'] button");
        await StateWorkAsync(page, purpose);
    }

    public static async Task StateWorkAsync(IPage page, string purpose)
    {
        await page.CheckAsync($"input[value='{purpose}']");
        await page.FillAsync("#basis", "Loi 2015-36, art. 30");
        await page.ClickAsync("form[action='/work'] button.btn-primary");
        await page.WaitForURLAsync("**/");
    }

    /// <summary>What axe finds against WCAG 2.2 A and AA.</summary>
    public static async Task<string[]> AxeAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(RealData.Root(), "src", "Palermo.Web", "Client", "node_modules", "axe-core", "axe.min.js")));
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations
                .flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ' -- ' + (n.any[0]?.message ?? v.help)))
            """);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_app is not null) { await _app.StopAsync(); await _app.DisposeAsync(); }
        if (_node is not null) await _node.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
