using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Links;
using Palermo.Kernel;

namespace Palermo.Node.Tests.Exchange;

/// <summary>The door at which partners knock: it says codes, and nothing else.</summary>
public class ExchangeEndpointTests
{
    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpClient client, byte[] content, string type = HttpLink.MediaType, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, HttpLink.Path) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        using var answer = await client.SendAsync(request);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Rubbish_is_refused_by_code_and_kept_apart()
    {
        await using var node = await RunningNode.StartAsync();
        using var client = new HttpClient { BaseAddress = node.Address };
        Assert.Equal((HttpStatusCode.BadRequest, "{\"code\":\"exchange.malformed\"}"), await PostAsync(client, Encoding.UTF8.GetBytes("hello <script>")));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "{\"code\":\"exchange.compressed\"}"), await PostAsync(client, [1, 2, 3], encoding: "gzip"));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "{\"code\":\"exchange.media-type\"}"), await PostAsync(client, [1, 2, 3], "application/json"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.GetAsync(HttpLink.Path)).StatusCode);
        Assert.Equal("exchange.malformed", Assert.Single(await node.Node.Store.Exchange.QuarantineAsync(10)).Code);
    }

    [Fact]
    public async Task What_is_too_large_is_not_read()
    {
        await using var node = await RunningNode.StartAsync();
        using var client = new HttpClient { BaseAddress = node.Address };
        try { Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(client, new byte[EnvelopeLimits.Sealed + 1])).Status); }
        catch (HttpRequestException) { /* the server hung up while we were sending */ }
        Assert.Empty(await node.Node.Store.Exchange.QuarantineAsync(10));
    }

    [Fact]
    public async Task Who_knocks_without_end_is_told_to_wait()
    {
        await using var node = await RunningNode.StartAsync();
        using var client = new HttpClient { BaseAddress = node.Address };
        var statuses = await Task.WhenAll(Enumerable.Range(0, 1500).Select(async _ => (await PostAsync(client, [1], "application/json")).Status));
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task The_page_of_partners_is_an_administrator_s_and_pairs_by_the_code()
    {
        await using var niger = await RunningNode.StartAsync();
        await using var italy = await RunningNode.StartAsync("italy");
        using var officer = await niger.SignedInAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/administration/partners")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/administration/card")).StatusCode);
        using var admin = await niger.SignedInAsync("admin", Purpose.Administration);
        var identity = italy.Node.Exchange.Identity;
        var page = PartnersAdministration.Page;
        Assert.EndsWith("fault=trust.code", (await RunningNode.PostAsync(admin, page, page + "/trust", ("card", identity.SignedCard()), ("code", "AAAA-BBBB-CCCC"))).Headers.Location!.ToString());
        Assert.EndsWith("done=trust", (await RunningNode.PostAsync(admin, page, page + "/trust", ("card", identity.SignedCard()), ("code", identity.Card().Code()))).Headers.Location!.ToString());
        var html = await admin.GetStringAsync(page);
        Assert.Contains(niger.Node.Exchange.Identity.Card().Code(), html);
        Assert.Contains("<code>italy</code>", html);
        Assert.Equal("italy", Assert.Single(niger.Node.Exchange.Identity.Partners).Name);
        await RunningNode.PostAsync(admin, page, page + "/rotate");
        Assert.Equal(4, niger.Node.Exchange.Identity.Keys.Pairs.Count);
        await RunningNode.PostAsync(admin, page, page + "/distrust", ("name", "italy"));
        Assert.Empty(niger.Node.Exchange.Identity.Partners);
    }

    [Fact]
    public async Task The_nodes_of_the_demo_trust_each_other_and_their_messages_arrive()
    {
        await using var niger = await RunningNode.StartAsync();
        await using var hub = await RunningNode.StartAsync(DemoFederation.Hub);
        await using var italy = await RunningNode.StartAsync("italy");
        DemoTrust.Join([niger.Node, italy.Node, hub.Node]);
        DemoTrust.Join([niger.Node, italy.Node, hub.Node]); // another start
        Assert.Equal(["italy", "romalyon"], niger.Node.Exchange.Identity.Partners.Select(p => p.Name));
        Assert.Equal(["italy", "niger"], hub.Node.Exchange.Identity.Partners.Select(p => p.Name));
    }
}
