using System.Net;
using NodaTime;
using Palermo.Exchange.Links;
using Palermo.Exchange.Post;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Exchange.Tests.Links;

public class AddressTests
{
    /// <summary>Rows of the IANA special-purpose address registries (RFC 6890), and forms that hide one address in another.</summary>
    [Theory]
    [InlineData("127.0.0.1"), InlineData("10.1.2.3"), InlineData("172.31.255.255"), InlineData("192.168.0.1"), InlineData("169.254.169.254"), InlineData("100.64.0.1"), InlineData("0.0.0.0"), InlineData("224.0.0.1"), InlineData("255.255.255.255")]
    [InlineData("::1"), InlineData("::"), InlineData("fe80::1"), InlineData("fd00::1"), InlineData("ff02::1"), InlineData("::ffff:10.0.0.1"), InlineData("64:ff9b::7f00:1"), InlineData("2002:7f00:1::"), InlineData("2001:db8::1")]
    public void Addresses_of_ones_own_network_are_private(string address) => Assert.True(Addresses.IsPrivate(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8"), InlineData("172.32.0.1"), InlineData("192.167.255.255"), InlineData("100.128.0.1"), InlineData("2606:4700::1111"), InlineData("::ffff:8.8.8.8"), InlineData("2002:808:808::")]
    public void Addresses_of_the_internet_are_not(string address) => Assert.False(Addresses.IsPrivate(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1:9"), InlineData("http://localhost:9"), InlineData("http://niger.localhost:9"), InlineData("http://[::1]:9"), InlineData("http://169.254.169.254"), InlineData("http://0x7f000001:9"), InlineData("http://2130706433:9")]
    public async Task A_partner_that_nobody_called_private_is_not_looked_for_in_ones_own_network(string address)
    {
        using var link = new HttpLink();
        var answer = await link.SendAsync(new Partner("italy", Words.Same("Italy"), "Italy", null, address, false, [], default, "directory:romalyon"), "x"u8.ToArray(), default);
        Assert.Equal("exchange.unreachable", answer.Refusals[0].Code);
        Assert.Contains("private network", answer.Refusals[0].Message);
    }

    [Fact]
    public void Pauses_double_to_their_bound_and_are_never_in_step()
    {
        var clock = new TestClock();
        Backoff one = new(clock, 1), other = new(clock, 2), same = new(clock, 1);
        List<double> pauses = [];
        for (var i = 0; i < 14; i++)
        {
            var pause = one.Failed("italy");
            Assert.Equal(pause, same.Failed("italy"));
            Assert.NotEqual(pause, other.Failed("italy"));
            var whole = Math.Min(300, 0.5 * Math.Pow(2, i));
            Assert.InRange(pause.TotalSeconds, whole / 2, whole);
            Assert.False(one.MayTry("italy"));
            Assert.True(one.MayTry("france"));
            clock.Pass(pause);
            Assert.True(one.MayTry("italy"));
        }
        Assert.True(one.Worked("italy"));
        Assert.InRange(one.Failed("italy").TotalSeconds, 0.25, 0.5);
    }
}
