using System.Net;
using System.Net.Sockets;

namespace Palermo.Exchange.Links;

/// <summary>Which addresses lead into a network of one's own.</summary>
public static class Addresses
{
    /// <summary>What a host name means now.</summary>
    /// <exception cref="SocketException">Nothing.</exception>
    public static async ValueTask<IPAddress[]> OfAsync(string host, CancellationToken cancel)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        // RFC 6761, 6.3: localhost and all below it are the loopback, whatever a resolver says.
        if (host == "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)) return [IPAddress.Loopback];
        return await Dns.GetHostAddressesAsync(host, cancel);
    }

    /// <summary>True for everything but addresses of the public internet.</summary>
    /// <remarks>Source: IANA special-purpose address registries (RFC 6890): loopback, private, link-local, shared, benchmarking, documentation, multicast, reserved.</remarks>
    public static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork) return V4.Any(n => n.Contains(address));
        if (V6.Any(n => n.Contains(address))) return true;
        var bytes = address.GetAddressBytes();
        // Addresses that carry one of the old form within them: 6to4 (2002::/16) and NAT64 (64:ff9b::/96).
        if (bytes[0] == 0x20 && bytes[1] == 0x02) return IsPrivate(new IPAddress(bytes.AsSpan(2, 4)));
        if (Nat64.Contains(address)) return IsPrivate(new IPAddress(bytes.AsSpan(12, 4)));
        return false;
    }

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork[] V4 =
    [
        .. ((string[])["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"]).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork[] V6 =
    [
        .. ((string[])["::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"]).Select(IPNetwork.Parse),
    ];
}
