using System.Net;
using System.Net.Sockets;

namespace Palermo.Exchange.Links;

/// <summary>Clients that go where they are told and nowhere else: no redirects, no cookies, no proxy, nothing unpacked, and into private networks only when a person said so.</summary>
internal static class GuardedHttp
{
    /// <param name="guarded">True: addresses of private networks are refused.</param>
    /// <param name="mostBytes">The longest answer that is read.</param>
    public static HttpClient Make(bool guarded, TimeSpan patience, int mostBytes)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5), MaxResponseHeadersLength = 16,
            ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, guarded, cancel),
        };
        return new(handler) { Timeout = patience, MaxResponseContentBufferSize = mostBytes };
    }

    /// <summary>Connects to what the name means now: the address that is looked at is the one that is used, so a name that changes its meaning gains nothing.</summary>
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint place, bool guarded, CancellationToken cancel)
    {
        var addresses = await Addresses.OfAsync(place.Host, cancel);
        if (guarded && addresses.FirstOrDefault(Addresses.IsPrivate) is { } inside)
            throw new HttpRequestException($"{place.Host} is {inside}, an address of a private network, and nobody of this node said that this is right ('private').");
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
}
