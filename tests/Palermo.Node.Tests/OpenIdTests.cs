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
}
