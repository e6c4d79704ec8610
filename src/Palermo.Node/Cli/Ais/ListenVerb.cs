using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Palermo.Analysis.Ais;
using Palermo.Analysis.Ais.Feeds;
using Palermo.Analysis.Ais.Messages;

namespace Palermo.Node.Cli.Ais;

/// <summary><c>palermo ais listen</c>: a live feed, decoded as it comes.</summary>
internal static class ListenVerb
{
    public static Command Create()
    {
        var from = new Argument<string>("FROM") { Description = "tcp://HOST:PORT to read from a server, udp://ADDRESS:PORT to listen there, or - for standard input." };
        var seconds = new Option<double>("--seconds") { Description = "Stop after so many seconds; 0: when interrupted, or when a pipe ends." };
        var raw = new Option<bool>("--raw") { Description = "Numbers as transmitted." };
        var verb = new Command("listen",
            "Writes each message as one JSON line as soon as it is complete, with the time it came. A TCP connection that breaks is made again.\n\n"
            + "Example:  palermo ais listen udp://127.0.0.1:10110")
        {
            from, seconds, raw,
        };
        verb.SetAction((result, cancel) => Run(result.GetRequiredValue(from), result.GetValue(seconds),
            result.GetValue(raw) ? TextForm.RawJson : TextForm.Json, cancel));
        return verb;
    }

    private static async Task<int> Run(string from, double seconds, TextForm form, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (seconds > 0) stop.CancelAfter(TimeSpan.FromSeconds(seconds));
        var output = Console.Out;
        var feed = new AisFeed((in AisMessage message) =>
        {
            output.WriteLine(AisReader.Describe(message, form));
            output.Flush();
        }, TimeProvider.System);
        try
        {
            if (from == "-")
            {
                await feed.ReadAsync(Console.OpenStandardInput(), stop.Token);
            }
            else
            {
                var (scheme, host, port) = Parse(from);
                if (scheme == "tcp")
                {
                    Answer.Progress($"reading from {host}, port {port}");
                    await feed.ConnectAsync(host, port, again: true, stop.Token);
                }
                else
                {
                    using var socket = Bind(host, port);
                    Answer.Progress($"listening at {socket.Client.LocalEndPoint}");
                    await feed.ReceiveAsync(socket, stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (seconds > 0 && !cancel.IsCancellationRequested)
        {
            // The time that was asked for is over.
        }
        AisInput.Report(feed.Counts);
        return 0;
    }

    private static UdpClient Bind(string host, int port)
    {
        try
        {
            var address = IPAddress.TryParse(host, out var given) ? given : Dns.GetHostAddresses(host)[0];
            return new UdpClient(new IPEndPoint(address, port));
        }
        catch (SocketException problem)
        {
            throw new CliProblem($"udp://{host}:{port}: cannot listen there ({problem.Message}); give an address of this machine and a free port");
        }
    }

    private static (string Scheme, string Host, int Port) Parse(string from)
    {
        if (Uri.TryCreate(from, UriKind.Absolute, out var uri) && uri.Scheme is "tcp" or "udp" && uri.Port is > 0 and < 65536 && uri.Host.Length > 0)
            return (uri.Scheme, uri.Host.Trim('[', ']'), uri.Port);
        throw new CliProblem(string.Create(CultureInfo.InvariantCulture, $"{from}: give tcp://HOST:PORT, udp://ADDRESS:PORT or -"));
    }
}
