using System.Net;
using System.Net.Sockets;

namespace Palermo.Analysis.Ais.Feeds;

/// <summary>Receives AIS as it is sent: over TCP, over UDP, or through a pipe. Each message is handed over at once.</summary>
/// <remarks>
/// Messages that bear no time of their own get that of their arrival, from the clock that was passed in. The handler is called on one
/// thread at a time and should be quick: over UDP the system drops what waits too long.
/// </remarks>
public sealed class AisFeed(AisMessageHandler handler, TimeProvider clock)
{
    private const int BufferBytes = 1 << 16, MostSenders = 256;

    private readonly DecodeCounts _closed = new();
    private readonly Dictionary<EndPoint, AisDecoder> _decoders = [];
    private AisDecoder? _stream;

    /// <summary>What was read and what was not, so far, of all senders.</summary>
    public DecodeCounts Counts
    {
        get
        {
            var total = new DecodeCounts();
            total.Add(_closed);
            if (_stream is not null) total.Add(_stream.Counts);
            foreach (var decoder in _decoders.Values) total.Add(decoder.Counts);
            return total;
        }
    }

    /// <summary>Connections made over TCP, the first one counted.</summary>
    public int Connections { get; private set; }

    /// <summary>Reads a pipe or any stream until it ends or the wish to stop comes.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancel)
    {
        _stream = new AisDecoder(handler);
        var buffer = new byte[BufferBytes];
        try
        {
            while (true)
            {
                var got = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false);
                if (got == 0) break;
                _stream.Add(buffer.AsSpan(0, got), Now());
            }
        }
        finally
        {
            _stream.Finish();
            _closed.Add(_stream.Counts);
            _stream = null;
        }
    }

    /// <summary>Reads from a server. When the connection breaks it is made again, after 1, 2, 4 ... 30 seconds.</summary>
    /// <param name="again">False: ends with the connection, and throws when none can be made.</param>
    /// <exception cref="SocketException">No connection, and it was not to be tried again.</exception>
    public async Task ConnectAsync(string host, int port, bool again, CancellationToken cancel)
    {
        var wait = TimeSpan.FromSeconds(1);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(host, port, cancel).ConfigureAwait(false);
                Connections++;
                wait = TimeSpan.FromSeconds(1);
                await ReadAsync(client.GetStream(), cancel).ConfigureAwait(false);
                if (!again) return;
            }
            catch (Exception broken) when (again && broken is SocketException or IOException)
            {
                // The link is poor by assumption; what matters is that it is tried again.
            }
            await Task.Delay(wait, clock, cancel).ConfigureAwait(false);
            wait = TimeSpan.FromSeconds(Math.Min(30, wait.TotalSeconds * 2));
        }
    }

    /// <summary>Receives datagrams. Each holds whole sentences; parts of one message may come in several, from one sender.</summary>
    /// <param name="socket">Bound to the place to listen at.</param>
    public async Task ReceiveAsync(UdpClient socket, CancellationToken cancel)
    {
        while (true)
        {
            var datagram = await socket.ReceiveAsync(cancel).ConfigureAwait(false);
            if (!_decoders.TryGetValue(datagram.RemoteEndPoint, out var decoder))
            {
                if (_decoders.Count >= MostSenders) Forget(_decoders.Keys.First());
                _decoders[datagram.RemoteEndPoint] = decoder = new AisDecoder(handler);
            }
            var now = Now();
            decoder.Add(datagram.Buffer, now);
            // A sentence that ends with its datagram, without a line end, is whole as well.
            if (datagram.Buffer.Length > 0 && datagram.Buffer[^1] != '\n') decoder.Add("\n"u8, now);
        }
    }

    private void Forget(EndPoint sender)
    {
        if (!_decoders.Remove(sender, out var decoder)) return;
        decoder.Finish();
        _closed.Add(decoder.Counts);
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
