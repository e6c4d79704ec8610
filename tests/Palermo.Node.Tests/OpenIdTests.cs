using System.Net;
using System.Security.Claims;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

public class OpenIdTests
{
    private static readonly OpenIdSettings Provider = new("https://provider.example", "palermo", "groups",
        new Dictionary<string, string[]> { ["border-analysts"] = ["analyst"], ["liaison"] = ["liaison-officer", "no-such-role"] });

    private static ClaimsPrincipal Of(params string[] groups) =>
        new(new ClaimsIdentity([new("sub", "17"), new("preferred_username", "amina@police.example"), .. groups.Select(g => new Claim("groups", g))]));

    [Fact]
    public async Task The_provider_s_groups_give_roles_at_each_sign_in_and_take_them_again()
    {
        await using var node = await RunningNode.StartAsync();
        var first = await OpenIdSignIn.AdmitAsync(node.Node, Provider, Of("border-analysts", "canteen"), default);
        Assert.Equal(["analyst"], first.Value.Roles);
        var more = await OpenIdSignIn.AdmitAsync(node.Node, Provider, Of("border-analysts", "liaison"), default);
        Assert.Equal(first.Value.Id, more.Value.Id);
        Assert.Equal(["analyst", "liaison-officer"], more.Value.Roles);
        var less = await OpenIdSignIn.AdmitAsync(node.Node, Provider, Of("liaison"), default);
        Assert.Equal(["liaison-officer"], less.Value.Roles);
    }

    [Fact]
    public async Task Nobody_comes_in_without_a_role_or_with_a_disabled_account()
    {
        await using var node = await RunningNode.StartAsync();
        Assert.False((await OpenIdSignIn.AdmitAsync(node.Node, Provider, Of("canteen"), default)).Done);
        var known = (await OpenIdSignIn.AdmitAsync(node.Node, Provider, Of("liaison"), default)).Value;
        Assert.True((await node.Node.Store.People.SaveAsync(RunningNode.Operator(node.Node), known with { Disabled = true }, known.Stamp, "left")).Done);
        Assert.False((await OpenIdSignIn.AdmitAsync(node.Node, Provider, Of("liaison"), default)).Done);
    }

    private static async Task<(HttpClient Browser, HttpResponseMessage Back)> ThroughAsync(RunningNode node)
    {
        var browser = node.Browser(out _);
        var sent = await RunningNode.PostAsync(browser, "/sign-in", "/sign-in/provider", ("return", "/records"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        using var elsewhere = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var answered = await elsewhere.GetAsync(sent.Headers.Location); // the provider knows the person already and sends the browser straight back
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        return (browser, await browser.GetAsync(answered.Headers.Location));
    }

    [Fact]
    public async Task A_person_signs_in_at_the_provider_and_comes_back_with_the_roles_of_the_groups()
    {
        await using var provider = await Tests.Provider.StartAsync();
        provider.Groups = ["border-analysts"];
        await using var node = await RunningNode.StartAsync(settled: s => s with { OpenId = Provider with { Authority = provider.Authority } });
        var (browser, back) = await ThroughAsync(node);
        Assert.Equal((HttpStatusCode.Redirect, "/records"), (back.StatusCode, back.Headers.Location?.OriginalString));
        Assert.Equal(HttpStatusCode.Redirect, (await RunningNode.PostAsync(browser, "/work", "/work", ("purpose", Purpose.BorderManagement), ("basis", "a law"))).StatusCode);
        Assert.Contains("Amina Oumarou", await browser.GetStringAsync("/records"), StringComparison.Ordinal);
        Assert.Equal(["analyst"], (await node.Node.Store.People.FindAsync("oidc-17"))!.Roles);
    }

    [Fact]
    public async Task A_token_signed_by_another_key_or_without_a_role_opens_nothing()
    {
        await using var provider = await Tests.Provider.StartAsync();
        provider.Groups = ["border-analysts"];
        provider.Forges = true;
        await using var node = await RunningNode.StartAsync(settled: s => s with { OpenId = Provider with { Authority = provider.Authority } });
        async Task RefusedAsync()
        {
            var (browser, back) = await ThroughAsync(node);
            Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
            Assert.Equal("/sign-in?fault=provider", back.Headers.Location?.OriginalString);
            Assert.Contains("role=\"alert\"", await browser.GetStringAsync("/sign-in?fault=provider"), StringComparison.Ordinal);
            Assert.Contains("/sign-in?return=", (await browser.GetAsync("/records")).Headers.Location?.OriginalString, StringComparison.Ordinal);
        }
        await RefusedAsync();
        (provider.Forges, provider.Groups) = (false, ["canteen"]);
        await RefusedAsync();
        Assert.Null(await node.Node.Store.People.FindAsync("oidc-17"));
    }
}
