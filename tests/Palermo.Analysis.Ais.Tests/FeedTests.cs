using System.Net;
using System.Net.Sockets;
using System.Text;
using Palermo.Analysis.Ais.Feeds;

namespace Palermo.Analysis.Ais.Tests;

/// <summary>Feeds over the loopback interface.</summary>
public class FeedTests
{
    private const string Position = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C";
    private static readonly string[] Voyage =
        ["!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C", "!AIVDM,2,2,1,A,88888888880,2*25"];

    [Fact]
    public async Task A_tcp_feed_is_decoded_as_it_comes_and_connected_again_when_it_breaks()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var got = new Received();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var feed = new AisFeed(got.Take, new QuickClock());
        var running = feed.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, again: true, stop.Token);
        for (var connection = 1; connection <= 2; connection++)
        {
            using var server = await listener.AcceptTcpClientAsync(stop.Token);
            var stream = server.GetStream();
            foreach (var part in new[] { Position[..20], Position[20..] + "\r\n" + Voyage[0] + "\n", Voyage[1] + "\n" })
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(part), stop.Token);
                await Task.Delay(20, stop.Token);
            }
            await got.Wait(connection * 2, stop.Token);
        }
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal([1, 5, 1, 5], got.Types);
        Assert.All(got.Times, time => Assert.Equal(QuickClock.Start.ToUnixTimeMilliseconds(), time));
        Assert.Equal(2, feed.Connections);
        Assert.Equal(4, feed.Counts.Messages);
    }

    [Fact]
    public async Task Datagrams_of_several_senders_do_not_mix()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var to = (IPEndPoint)socket.Client.LocalEndPoint!;
        var got = new Received();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var feed = new AisFeed(got.Take, new QuickClock());
        var running = feed.ReceiveAsync(socket, stop.Token);
        using var one = new UdpClient(AddressFamily.InterNetwork);
        using var two = new UdpClient(AddressFamily.InterNetwork);
        // Both send a message in two parts under the same number, one between the other's parts; none ends in a line end.
        await one.SendAsync(Encoding.ASCII.GetBytes(Voyage[0]), to, stop.Token);
        await two.SendAsync(Encoding.ASCII.GetBytes(Voyage[0]), to, stop.Token);
        await one.SendAsync(Encoding.ASCII.GetBytes(Voyage[1]), to, stop.Token);
        await two.SendAsync(Encoding.ASCII.GetBytes(Voyage[1] + "\r\n" + Position), to, stop.Token);
        await got.Wait(3, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal([5, 5, 1], got.Types);
        Assert.Equal(0, feed.Counts.PartsWithoutBeginning);
    }

    [Fact]
    public async Task A_pipe_ends_when_its_writer_closes_it()
    {
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream();
        using var reader = new System.IO.Pipes.AnonymousPipeClientStream(pipe.GetClientHandleAsString());
        var got = new Received();
        var feed = new AisFeed(got.Take, new QuickClock());
        var running = feed.ReadAsync(reader, CancellationToken.None);
        await pipe.WriteAsync(Encoding.ASCII.GetBytes(Position)); // no line end at all
        pipe.Dispose();
        await running;
        Assert.Equal([1], got.Types);
    }

    [Fact]
    public async Task Nobody_listening_is_told_when_it_is_not_to_be_tried_again()
    {
        int port;
        using (var taken = new TcpListener(IPAddress.Loopback, 0))
        {
            taken.Start();
            port = ((IPEndPoint)taken.LocalEndpoint).Port;
        }
        await Assert.ThrowsAsync<SocketException>(() =>
            new AisFeed((in AisMessage _) => { }, TimeProvider.System).ConnectAsync("127.0.0.1", port, again: false, CancellationToken.None));
    }

    private sealed class Received
    {
        private readonly SemaphoreSlim _count = new(0);

        public List<int> Types { get; } = [];

        public List<long?> Times { get; } = [];

        public void Take(in AisMessage message)
        {
            Types.Add(message.Type);
            Times.Add(message.UnixMilliseconds);
            _count.Release();
        }

        private int _waited;

        public async Task Wait(int messages, CancellationToken cancel)
        {
            for (; _waited < messages; _waited++) await _count.WaitAsync(cancel);
        }
    }

    // Always the same time, and timers that fire at once.
    private sealed class QuickClock : TimeProvider
    {
        public static readonly DateTimeOffset Start = new(2026, 11, 24, 20, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Start;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.FromMilliseconds(1), period);
    }
}
