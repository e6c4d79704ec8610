using System.Net;
using System.Text.RegularExpressions;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

public class DeviceTests
{
    private static readonly string Phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36";

    private static async Task<HttpClient> OnPhoneAsync(RunningNode node, string person = "amina")
    {
        var phone = node.Browser(out _);
        phone.DefaultRequestHeaders.UserAgent.ParseAdd(Phone);
        await RunningNode.PostAsync(phone, "/sign-in", "/sign-in", ("name", person), ("password", RunningNode.Password));
        await RunningNode.PostAsync(phone, "/work", "/work", ("purpose", Purpose.BorderManagement));
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/records")).StatusCode);
        return phone;
    }

    [Fact]
    public async Task A_lost_phone_is_signed_out_from_afar_and_the_desk_stays()
    {
        await using var node = await RunningNode.StartAsync();
        using var phone = await OnPhoneAsync(node);
        using var desk = await node.SignedInAsync();
        var page = await desk.GetStringAsync("/account");
        Assert.Contains("Chrome, Android", page, StringComparison.Ordinal);
        var id = Regex.Match(page, "name=\"id\" value=\"([^\"]+)\" />\\s*<bdi>Chrome, Android").Groups[1].Value;
        Assert.Contains("done=device", (await RunningNode.PostAsync(desk, "/account", "/account/device/remove", ("id", id))).Headers.Location!.ToString());
        var next = await phone.GetAsync("/records");
        Assert.Contains("/sign-in", next.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/entry/ready.json")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync("/records")).StatusCode);
        Assert.DoesNotContain("Chrome, Android", await desk.GetStringAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_signs_another_person_s_device_out_but_an_administrator()
    {
        await using var node = await RunningNode.StartAsync();
        using var phone = await OnPhoneAsync(node);
        using var hadiza = await node.SignedInAsync("hadiza", Purpose.Protection);
        var id = (await node.Service<Devices>().ListAsync("amina", default))[0].Id;
        Assert.Contains("fault=device", (await RunningNode.PostAsync(hadiza, "/account", "/account/device/remove", ("id", id))).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await RunningNode.PostAsync(hadiza, "/account", "/administration/sign-out", ("id", "amina"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/records")).StatusCode);
        using var admin = await node.SignedInAsync("admin", Purpose.Administration);
        Assert.Contains("Chrome, Android", await admin.GetStringAsync("/administration?id=amina"), StringComparison.Ordinal);
        Assert.Contains("done=device", (await RunningNode.PostAsync(admin, "/administration?id=amina", "/administration/sign-out", ("id", "amina"))).Headers.Location!.ToString());
        Assert.Contains("/sign-in", (await phone.GetAsync("/records")).Headers.Location!.ToString());
    }

    [Fact]
    public async Task Signing_out_takes_the_device_off_and_a_copied_cookie_is_worth_nothing()
    {
        await using var node = await RunningNode.StartAsync();
        using var browser = node.Browser(out var cookies);
        await RunningNode.PostAsync(browser, "/sign-in", "/sign-in", ("name", "amina"), ("password", RunningNode.Password));
        await RunningNode.PostAsync(browser, "/work", "/work", ("purpose", Purpose.BorderManagement));
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = node.Address };
        thief.DefaultRequestHeaders.Add("Cookie", cookies.GetCookieHeader(node.Address));
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/records")).StatusCode);
        await RunningNode.PostAsync(browser, "/", "/sign-out");
        Assert.Contains("/sign-in", (await thief.GetAsync("/records")).Headers.Location!.ToString());
        Assert.Empty(await node.Service<Devices>().ListAsync("amina", default));
    }

    [Fact]
    public async Task A_new_password_keeps_the_device_at_hand_and_ends_the_others()
    {
        await using var node = await RunningNode.StartAsync();
        using var desk = await node.SignedInAsync();
        var before = Assert.Single(await node.Service<Devices>().ListAsync("amina", default)).Id;
        Assert.Contains("done=password", (await RunningNode.PostAsync(desk, "/account", "/account/password", ("old", RunningNode.Password), ("password", "quite another long password"))).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync("/records")).StatusCode);
        Assert.Equal(before, Assert.Single(await node.Service<Devices>().ListAsync("amina", default)).Id);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox, Linux")]
    [InlineData("", "?, ?")]
    public void A_device_is_named_by_browser_and_system(string userAgent, string name) => Assert.Equal(name, Devices.ProgramOf(userAgent));

    [Fact]
    public async Task An_administrator_sees_what_a_role_may_do_and_no_record_and_no_protected_kind()
    {
        await using var node = await RunningNode.StartAsync();
        using var amina = await node.ApiAsync();
        await node.CreateAsync(amina, RunningNode.FlowCount(words: "Diallo's yard"));
        using var admin = await node.SignedInAsync("admin", Purpose.Administration);
        var page = WebUtility.HtmlDecode(await admin.GetStringAsync("/administration/as-role?role=monitor&purpose=statistics&tlp=Green"));
        string RowOf(string html, string kind) => Regex.Match(html, $"<td class=\"main\">{kind}</td>.*?</tr>", RegexOptions.Singleline).Value;
        Assert.Contains("Read and Export", RowOf(page, "Detection").Replace("read, export", "Read and Export", StringComparison.OrdinalIgnoreCase).Replace("read and export", "Read and Export", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
        Assert.Contains("None of the roles serving 'statistics' may do this.", RowOf(page, "Detection"), StringComparison.Ordinal);
        Assert.DoesNotContain("Diallo", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Shelter", page, StringComparison.Ordinal);
        var outside = WebUtility.HtmlDecode(await admin.GetStringAsync("/administration/as-role?role=analyst&purpose=border-management&list=off"));
        Assert.Contains("Does not learn that it exists", RowOf(outside, "Detection"), StringComparison.Ordinal);
        using var other = await node.SignedInAsync();
        Assert.NotEqual(HttpStatusCode.OK, (await other.GetAsync("/administration/as-role")).StatusCode);
    }
}
