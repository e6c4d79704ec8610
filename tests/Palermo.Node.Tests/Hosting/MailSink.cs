using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Palermo.Node.Tests;

/// <summary>A mail server of a few lines (RFC 5321): takes what it is given and sends nothing on.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly System.Threading.Channels.Channel<(string To, string Text)> _mails = System.Threading.Channels.Channel.CreateUnbounded<(string, string)>();
    private readonly Task _accepting;

    public MailSink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public SmtpSettings Settings => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, "palermo@node.example", Tls: false);

    /// <summary>The next mail: to whom, and everything that went over the wire.</summary>
    public async Task<(string To, string Text)> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await _mails.Reader.ReadAsync(patience.Token);
    }

    public bool Empty => !_mails.Reader.TryPeek(out _);

    private async Task AcceptAsync()
    {
        try { while (true) await TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token)); }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException) { }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        using (var reader = new StreamReader(client.GetStream(), Encoding.UTF8))
        await using (var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true })
        {
            await writer.WriteLineAsync("220 sink");
            var (to, text, inside) = ("", new StringBuilder(), false);
            while (await reader.ReadLineAsync(_end.Token) is { } line)
            {
                if (inside)
                {
                    if (line != ".") { text.AppendLine(line); continue; }
                    inside = false;
                    _mails.Writer.TryWrite((to, text.ToString()));
                    await writer.WriteLineAsync("250 kept");
                    continue;
                }
                text.AppendLine(line);
                if (line.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase)) to = line[8..].Trim('<', '>', ' ');
                inside = line.Equals("DATA", StringComparison.OrdinalIgnoreCase);
                await writer.WriteLineAsync(inside ? "354 go on" : line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 sink");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }
}
