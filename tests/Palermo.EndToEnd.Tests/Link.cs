using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Palermo.EndToEnd.Tests;

/// <summary>What happens to bytes on the way.</summary>
public enum LinkState
{
    On,
    /// <summary>Every connection is closed as soon as it is made.</summary>
    Cut,
    /// <summary>What the browser sends arrives, and no answer comes back.</summary>
    AnswersLost,
}

/// <summary>The link between a patrol post and its node: it can be cut, also in the middle of an answer.</summary>
public sealed class Link : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<TcpClient> _open = [];
    private readonly int _node;
    private readonly Task _accepting;

    public Link(int nodePort)
    {
        _node = nodePort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public LinkState State { get; private set; }

    /// <summary>Answers to entries that the node gave and that never arrived.</summary>
    public int AnswersSwallowed { get; private set; }

    public void Turn(LinkState state)
    {
        State = state;
        if (state == LinkState.On) return;
        lock (_open)
        {
            foreach (var client in _open) client.Dispose();
            _open.Clear();
        }
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            TcpClient browser;
            try { browser = await _listener.AcceptTcpClientAsync(_end.Token); }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException) { return; }
            if (State == LinkState.Cut) { browser.Dispose(); continue; }
            lock (_open) _open.Add(browser);
            _ = CarryAsync(browser);
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        try
        {
            using (browser)
            using (var node = new TcpClient())
            {
                await node.ConnectAsync(IPAddress.Loopback, _node, _end.Token);
                var sends = new StrongBox<bool>();
                await Task.WhenAny(CopyAsync(browser.GetStream(), node.GetStream(), up: true, sends), CopyAsync(node.GetStream(), browser.GetStream(), up: false, sends));
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException) { }
    }

    /// <param name="sends">Whether the browser is sending an entry on this connection.</param>
    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool up, StrongBox<bool> sends)
    {
        var buffer = new byte[64 << 10];
        while (await from.ReadAsync(buffer, _end.Token) is var read and > 0)
        {
            if (up && buffer.AsSpan(0, read).StartsWith("POST /entry/send"u8)) sends.Value = true;
            if (!up && sends.Value && State == LinkState.AnswersLost)
            {
                // The node has done its work: this was its answer.
                AnswersSwallowed++;
                return;
            }
            await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        Turn(LinkState.Cut);
        await _accepting;
        _end.Dispose();
    }
}
