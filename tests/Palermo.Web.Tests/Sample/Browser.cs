using Microsoft.Playwright;
using Palermo.Kernel;

namespace Palermo.Web.Tests.Sample;

/// <summary>A real browser before the sample host, with 60 sightings in it. The system's own Chromium; tests skip visibly where there is none.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal SampleHost Host { get; private set; } = null!;
    internal IReadOnlyList<RecordId> Ids { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Host = await SampleHost.StartAsync();
        Ids = await SampleRecords.FillAsync(Host, 60);
        if (Array.Find(Programs, File.Exists) is not { } program) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"] });
    }

    /// <summary>A fresh page of a person at work, that notes everything the browser complains of.</summary>
    internal async Task<(IPage Page, List<string> Complaints)> OpenAsync(string language = "en", int width = 1280, bool script = true, bool night = false)
    {
        Assert.SkipWhen(_browser is null, "no Chromium: apt-get install chromium");
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 }, JavaScriptEnabled = script, ColorScheme = night ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce, BaseURL = Host.Address,
        });
        await context.AddCookiesAsync(SampleHost.Cookies(language, Purpose.BorderManagement, "amina").Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Host.Address }));
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000); // a shared machine may be slow: slowness is measured elsewhere
        page.SetDefaultNavigationTimeout(120_000);
        List<string> complaints = [];
        page.Console += (_, message) => { if (message.Type is "error" or "warning" && !message.Text.Contains("GPU stall", StringComparison.Ordinal) && !message.Text.Contains("GL Driver", StringComparison.Ordinal)) complaints.Add(message.Text); };
        page.PageError += (_, fault) => complaints.Add(fault);
        page.Request += (_, request) => { if (!request.Url.StartsWith(Host.Address, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) complaints.Add("left the node: " + request.Url); };
        return (page, complaints);
    }

    /// <summary>What axe finds against WCAG 2.2 A and AA.</summary>
    internal static async Task<string[]> AxeAsync(IPage page)
    {
        var axe = Path.Combine(RealData.Root(), "src", "Palermo.Web", "Client", "node_modules", "axe-core", "axe.min.js");
        // Evaluated through the debugger, which the page's content security policy does not bind.
        await page.EvaluateAsync(await File.ReadAllTextAsync(axe));
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations
                .flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ' -- ' + (n.any[0]?.message ?? v.help)))
            """);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Host.DisposeAsync();
    }
}
