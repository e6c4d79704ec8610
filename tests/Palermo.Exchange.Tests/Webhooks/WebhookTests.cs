using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Palermo.Exchange.Webhooks;
using Palermo.Kernel;

namespace Palermo.Exchange.Tests.Webhooks;

public class WebhookTests
{
    [Fact]
    public async Task Changes_are_told_in_order_signed_and_without_content_until_they_are_heard()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        List<(string Body, string Signature)> heard = [];
        var deaf = true;
        app.MapPost("/hook", async (HttpContext http) =>
        {
            if (deaf) { http.Response.StatusCode = 503; return; }
            using var reader = new StreamReader(http.Request.Body);
            heard.Add((await reader.ReadToEndAsync(), http.Request.Headers[WebhookSender.Signature].ToString()));
        });
        await app.StartAsync();
        var clock = new TestClock();
        await using var niger = await TestNode.OpenAsync("niger", clock);
        var url = app.Urls.First() + "/hook";
        using var hooks = new WebhookSender(niger.Identity, niger.Store.Records, niger.Store.Kept, niger.Reader, [new(url, ["letter"], Private: true)], clock, 1);

        for (var i = 1; i <= 3; i++) await niger.WriteAsync("italy", "boat", i, "the secret name Balde");
        Assert.Equal(0, await hooks.RunAsync());
        deaf = false;
        Assert.Equal(0, await hooks.RunAsync()); // it waits before it tries again
        clock.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(3, await hooks.RunAsync());
        Assert.Equal(0, await hooks.RunAsync());
        Assert.Equal(3, heard.Count);
        foreach (var (body, signature) in heard)
        {
            Assert.DoesNotContain("Balde", body);
            Assert.DoesNotContain("Balde", Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(signature.Split('.')[1])));
            Assert.Equal(["node", "id", "kind", "version", "gone", "sequence"], JsonNode.Parse(body)!.AsObject().Select(m => m.Key));
            Assert.Equal(body, Encoding.UTF8.GetString(niger.Identity.Verify("niger", "webhook", signature).Value.Statement));
        }
        // Another sender, as after a restart, begins where this one ended.
        using var again = new WebhookSender(niger.Identity, niger.Store.Records, niger.Store.Kept, niger.Reader, [new(url, ["letter"], Private: true)], clock, 1);
        Assert.Equal(0, await again.RunAsync());
        // Nobody said that this address may be private.
        using var guarded = new WebhookSender(niger.Identity, niger.Store.Records, niger.Store.Kept, niger.Reader, [new(url + "?other", ["letter"])], clock, 1);
        Assert.Equal(0, await guarded.RunAsync());
        Assert.Equal(3, heard.Count);
    }

    [Fact]
    public void A_webhook_with_a_wrong_address_or_a_kind_behind_the_wall_is_refused()
    {
        Assert.Empty(new Webhook("https://example.org/hook", ["letter"]).Problems([Letter.Kind]));
        Assert.Single(new Webhook("file:///etc/passwd", ["letter"]).Problems([Letter.Kind]));
        Assert.Single(new Webhook("https://example.org", ["asylum-claim"]).Problems([Letter.Kind]));
        Assert.Single(new Webhook("https://example.org", []).Problems([Letter.Kind]));
    }
}
