using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
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

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _open = GuardedHttp.Make(guarded: false, Patience, EnvelopeLimits.Sealed), _guarded = GuardedHttp.Make(guarded: true, Patience, EnvelopeLimits.Sealed);

    public async ValueTask<Outcome<byte[]>> SendAsync(Partner partner, ReadOnlyMemory<byte> sealedEnvelope, CancellationToken cancel)
    {
        if (partner.Address is null) return new Refusal("exchange.no-address", $"'{partner.Name}' has no address: exchange by files.");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(partner.Address.TrimEnd('/') + Path)) { Content = new ReadOnlyMemoryContent(sealedEnvelope) };
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
