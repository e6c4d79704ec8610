using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Exchange.Links;

/// <summary>Envelopes over HTTP: one POST each, no cookies, no redirects, nothing that a server could make it do elsewhere.</summary>
public sealed class HttpLink : ILink, IDisposable
{
    /// <summary>Where every node takes envelopes, below its address.</summary>
    public const string Path = "/exchange/v1/envelopes";

    public const string MediaType = "application/jose";

    private readonly HttpClient _open, _guarded;

    public HttpLink(TimeSpan? patience = null)
    {
        _open = Make(guarded: false, patience ?? TimeSpan.FromSeconds(30));
        _guarded = Make(guarded: true, patience ?? TimeSpan.FromSeconds(30));
    }

    private static HttpClient Make(bool guarded, TimeSpan patience)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5), MaxResponseHeadersLength = 16,
            ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, guarded, cancel),
        };
        return new(handler) { Timeout = patience, MaxResponseContentBufferSize = EnvelopeLimits.Sealed };
    }

    /// <summary>Connects to what the name means now: the address that is looked at is the one that is used, so a name that changes its meaning gains nothing.</summary>
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint place, bool guarded, CancellationToken cancel)
    {
        var addresses = await Addresses.OfAsync(place.Host, cancel);
        if (guarded && addresses.FirstOrDefault(Addresses.IsPrivate) is { } inside)
            throw new HttpRequestException($"{place.Host} is {inside}, an address of a private network: say so when pairing, if that is right ('palermo node trust … --private').");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, place.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask<Outcome<byte[]>> SendAsync(Partner partner, string sealedEnvelope, CancellationToken cancel)
    {
        if (partner.Address is null) return new Refusal("exchange.no-address", $"'{partner.Name}' has no address: exchange by files.");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(partner.Address.TrimEnd('/') + Path)) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(sealedEnvelope)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
            using var answer = await (partner.Private ? _open : _guarded).SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel);
            var content = await answer.Content.ReadAsByteArrayAsync(cancel);
            if (answer.StatusCode == HttpStatusCode.OK) return content;
            return new Refusal("exchange.answer", $"{partner.Address} answered {(int)answer.StatusCode}{CodeIn(content)}.");
        }
        catch (HttpRequestException fault) { return new Refusal("exchange.unreachable", $"{partner.Address}: {fault.Message}"); }
        catch (IOException fault) { return new Refusal("exchange.unreachable", $"{partner.Address}: {fault.Message}"); }
        catch (SocketException fault) { return new Refusal("exchange.unreachable", $"{partner.Address}: {fault.Message}"); }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested) { return new Refusal("exchange.unreachable", $"{partner.Address} did not answer in time."); }
    }

    /// <summary>The code of a refusal, for people to read: at most a word, whatever the server wrote.</summary>
    private static string CodeIn(byte[] content)
    {
        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(content);
            return json.RootElement.TryGetProperty("code", out var code) && code.GetString() is { Length: < 60 } text && text.All(c => char.IsAsciiLetterLower(c) || c is '.' or '-') ? $" ({text})" : "";
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or InvalidOperationException) { return ""; }
    }

    public void Dispose()
    {
        _open.Dispose();
        _guarded.Dispose();
    }
}
