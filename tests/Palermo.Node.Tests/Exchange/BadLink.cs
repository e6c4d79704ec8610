using System.Net;
using System.Net.Sockets;

namespace Palermo.Node.Tests.Exchange;

/// <summary>A link as it is in the field: carries bytes to a port, and delays, cuts and refuses them by chance.</summary>
internal sealed class BadLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _to;
    private readonly Random _draw;
    private readonly Lock _gate = new();
    private readonly Task _work;

    public BadLink(int to, int seed)
    {
        (_to, _draw) = (to, new(seed));
        _listener.Start();
        _work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Carries everything at once from now on.</summary>
    public bool Good { get; set; }

    /// <summary>No connection at all.</summary>
    public bool Down { get; set; }

    public int Cuts { get; private set; }

    private int Draw(int most) { lock (_gate) return _draw.Next(most); }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try { _ = CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token)); }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException) { return; }
        }
    }

    private async Task CarryAsync(TcpClient from)
    {
        using var to = new TcpClient();
        using var _ = from;
        if (Down || (!Good && Draw(6) == 0)) return;
        try
        {
            await to.ConnectAsync(IPAddress.Loopback, _to, _end.Token);
            // Two in three connections are cut after some bytes, in either direction: an envelope half sent, an answer half read.
            var life = Good || Draw(3) == 0 ? long.MaxValue : Draw(60_000);
            await Task.WhenAny(Pump(from.GetStream(), to.GetStream(), life), Pump(to.GetStream(), from.GetStream(), life));
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException or ObjectDisposedException) { }
    }

    private async Task Pump(NetworkStream from, NetworkStream to, long life)
    {
        var buffer = new byte[16 << 10];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is > 0 and var read)
            {
                if (!Good && Draw(4) == 0) await Task.Delay(Draw(40), _end.Token);
                var part = (int)Math.Min(read, life);
                await to.WriteAsync(buffer.AsMemory(0, part), _end.Token);
                if ((life -= part) > 0) continue;
                lock (_gate) Cuts++;
                return;
            }
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException or ObjectDisposedException) { }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _work;
    }
}
