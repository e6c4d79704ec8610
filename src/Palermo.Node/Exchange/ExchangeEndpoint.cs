using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Links;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>Where partners deliver envelopes. It knows no cookies and no sessions: an envelope proves itself, or is refused by a code.</summary>
internal static class ExchangeEndpoint
{

    public static void MapExchange(this WebApplication app) =>
        app.MapPost(HttpLink.Path, TakeAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(Limits.Exchange).ExcludeFromDescription();

    private static async Task TakeAsync(HttpContext http, NodeExchange exchange)
    {
        if (http.Request.Headers.ContentEncoding.Count > 0)
        {
            await RefuseAsync(http, StatusCodes.Status415UnsupportedMediaType, "exchange.compressed");
            return;
        }
        if (http.Request.ContentType != HttpLink.MediaType)
        {
            await RefuseAsync(http, StatusCodes.Status415UnsupportedMediaType, "exchange.media-type");
            return;
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = EnvelopeLimits.Sealed;
        if (http.Request.ContentLength is > EnvelopeLimits.Sealed)
        {
            await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, "exchange.too-large");
            return;
        }
        byte[] content;
        try { content = await ReadAsync(http.Request.Body, http.Request.ContentLength, http.RequestAborted); }
        catch (BadHttpRequestException fault)
        {
            await RefuseAsync(http, fault.StatusCode, fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? "exchange.too-large" : "exchange.malformed");
            return;
        }
        // What has arrived whole is taken in whole, whether or not the sender still waits.
        var answer = await exchange.Post.TakeAsync(content, CancellationToken.None);
        if (answer.TryGet(out var reply))
        {
            http.Response.ContentType = HttpLink.MediaType;
            http.Response.ContentLength = reply.Length;
            await http.Response.Body.WriteAsync(reply, http.RequestAborted);
            return;
        }
        var code = answer.Refusals[0].Code;
        await RefuseAsync(http, StatusOf(code), code);
    }

    private static async Task<byte[]> ReadAsync(Stream body, long? length, CancellationToken cancel)
    {
        if (length is { } known)
        {
            // The server gives no more than was announced, and fails when it is less.
            var whole = GC.AllocateUninitializedArray<byte>((int)known);
            await body.ReadExactlyAsync(whole, cancel);
            return whole;
        }
        var content = new ArrayBufferWriter<byte>(64 << 10);
        while (await body.ReadAsync(content.GetMemory(64 << 10), cancel) is > 0 and var read) content.Advance(read);
        return content.WrittenSpan.ToArray();
    }

    private static int StatusOf(string code) => code switch
    {
        "exchange.too-large" => StatusCodes.Status413PayloadTooLarge,
        "exchange.replayed" => StatusCodes.Status409Conflict,
        "exchange.malformed" or "exchange.altered" or "exchange.compressed" => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status403Forbidden,
    };

    private static Task RefuseAsync(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(JsonSerializer.Serialize(new { code }), http.RequestAborted);
    }
}
