using System.Net;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

public class SignInTests
{
    [Fact]
    public async Task One_node_s_cookies_open_no_page_of_another()
    {
        await using var niger = await RunningNode.StartAsync("niger");
        await using var italy = await RunningNode.StartAsync("italy");
        using var browser = niger.Browser(out var cookies);
        await RunningNode.PostAsync(browser, "/sign-in", "/sign-in", ("name", "amina"), ("password", RunningNode.Password));
        await RunningNode.PostAsync(browser, "/work", "/work", ("purpose", Purpose.BorderManagement));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/records")).StatusCode);
        // Cookies ignore ports: what a browser would send to 127.0.0.1 on another port is sent here by hand, under both names.
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = italy.Address };
        var all = cookies.GetCookies(niger.Address).Select(c => $"{c.Name}={c.Value}; {c.Name.Replace("niger", "italy", StringComparison.Ordinal)}={c.Value}");
        thief.DefaultRequestHeaders.Add("Cookie", string.Join("; ", all));
        var answer = await thief.GetAsync("/records");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_nobody_is_told()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = node.Browser(out _);
        var faults = new HashSet<string>();
        for (var i = 0; i < 5; i++) faults.Add((await RunningNode.PostAsync(browser, "/sign-in", "/sign-in", ("name", "amina"), ("password", "wrong"))).Headers.Location!.ToString());
        faults.Add((await RunningNode.PostAsync(browser, "/sign-in", "/sign-in", ("name", "amina"), ("password", RunningNode.Password))).Headers.Location!.ToString());
        faults.Add((await RunningNode.PostAsync(browser, "/sign-in", "/sign-in", ("name", "nobody"), ("password", "wrong"))).Headers.Location!.ToString());
        Assert.Single(faults);
        Assert.Contains("fault=sign-in", faults.Single());
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = await node.SignedInAsync();
        var answer = await browser.PostAsync("/work", new FormUrlEncodedContent([new("purpose", Purpose.Statistics)]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_shown_before_a_purpose_is_stated()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = node.Browser(out _);
        await RunningNode.PostAsync(browser, "/sign-in", "/sign-in", ("name", "amina"), ("password", RunningNode.Password));
        Assert.Contains("/work", (await browser.GetAsync("/records")).Headers.Location!.ToString());
        var refused = await RunningNode.PostAsync(browser, "/work", "/work", ("purpose", Purpose.Protection));
        Assert.Contains("fault=purpose", refused.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_disabled_person_is_out_with_the_next_click()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = await node.SignedInAsync();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/records")).StatusCode);
        var person = (await node.Node.Store.People.FindAsync("amina"))!;
        Assert.True((await node.Node.Store.People.SaveAsync(RunningNode.Operator(node.Node), person with { Disabled = true }, person.Stamp, "left")).Done);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/records")).StatusCode);
    }

    [Fact]
    public async Task A_second_officer_lets_a_person_back_in_and_nobody_himself()
    {
        await using var node = await RunningNode.StartAsync();
        using var admin = await node.SignedInAsync("admin", Purpose.Administration);
        Assert.Contains("fault=own", (await RunningNode.PostAsync(admin, "/administration", "/administration/code", ("id", "admin"))).Headers.Location!.ToString());
        await RunningNode.PostAsync(admin, "/administration", "/administration/code", ("id", "amina"));
        var page = await admin.GetStringAsync("/administration");
        var code = System.Text.RegularExpressions.Regex.Match(page, "<code>([A-Z2-9]{5}-[A-Z2-9]{5}-[A-Z2-9]{5})</code>").Groups[1].Value;
        Assert.NotEmpty(code);
        Assert.DoesNotContain(code, await admin.GetStringAsync("/administration")); // shown once
        using var browser = node.Browser(out _);
        Assert.Contains("fault=recovery", (await RunningNode.PostAsync(browser, "/sign-in/recover", "/sign-in/recover", ("name", "amina"), ("code", "AAAAA-AAAAA-AAAAA"), ("password", "another long password"))).Headers.Location!.ToString());
        Assert.Contains("fault=password", (await RunningNode.PostAsync(browser, "/sign-in/recover", "/sign-in/recover", ("name", "amina"), ("code", code), ("password", "short"))).Headers.Location!.ToString());
        Assert.Contains("done", (await RunningNode.PostAsync(browser, "/sign-in/recover", "/sign-in/recover", ("name", "amina"), ("code", code.ToLowerInvariant()), ("password", "another long password"))).Headers.Location!.ToString());
        Assert.Contains("fault=recovery", (await RunningNode.PostAsync(browser, "/sign-in/recover", "/sign-in/recover", ("name", "amina"), ("code", code), ("password", "a third long password"))).Headers.Location!.ToString()); // once
        Assert.Contains("/work", (await RunningNode.PostAsync(browser, "/sign-in", "/sign-in", ("name", "amina"), ("password", "another long password"))).Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_stranger_s_address_is_no_way_back()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = node.Browser(out _);
        var answer = await RunningNode.PostAsync(browser, "/sign-in", "/sign-in", ("name", "amina"), ("password", RunningNode.Password), ("return", "//evil.example/"));
        Assert.DoesNotContain("evil", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Every_page_bears_the_strict_policy_and_no_inline_script()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = await node.SignedInAsync();
        foreach (var path in (string[])["/", "/records", "/records/detection", "/records/detection/new", "/borders", "/jobs", "/account", "/work", "/sign-in"])
        {
            var answer = await browser.GetAsync(path);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains("default-src 'none'", string.Join("", answer.Headers.GetValues("Content-Security-Policy")));
            Assert.DoesNotMatch("<script(?![^>]*src=)[^>]*>", page);
            Assert.DoesNotMatch(" style=\"", page);
            Assert.DoesNotMatch(" on(click|load|error|submit)=", page);
        }
    }

    [Fact]
    public async Task An_emergency_opening_is_logged_and_told_to_those_who_oversee()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = await node.SignedInAsync();
        await RunningNode.PostAsync(browser, "/work", "/work", ("purpose", Purpose.BorderManagement), ("glass", "a child is in danger"));
        var oversight = new Session(new("dpo", "dpo", "niger", "police", [Role.DataProtectionOfficer.Name]), new(Purpose.Oversight), Channel.Page);
        var log = await node.Node.Store.Audit.ListAsync(oversight);
        Assert.Contains(log.Value, e => e.Action == "break-glass" && e.Actor == "amina");
        var tasks = await node.Node.Store.Records.ListAsync(RunningNode.Operator(node.Node), new("task"));
        Assert.Contains(tasks.Rows, t => t.Title.Contains("emergency opening", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_has_a_page_for_people_and_a_status_for_programs()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = await node.SignedInAsync();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/no/such/page") { Headers = { { "Accept", "text/html" } } };
        var page = await browser.SendAsync(asked);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("<main", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await (await browser.GetAsync("/no/such/file.js")).Content.ReadAsStringAsync());
    }
}
