using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Palermo.Exchange.Links;
using Palermo.Exchange.Post;
using Palermo.Kernel;

namespace Palermo.Exchange.Webhooks;

/// <summary>Somebody's program that wants to know when records change.</summary>
/// <param name="Url">Where it is told.</param>
/// <param name="Kinds">Names of the kinds that it is told of.</param>
/// <param name="Private">True when the address may lie in a private network.</param>
public sealed record Webhook(string Url, IReadOnlyList<string> Kinds, bool Private = false)
{
    /// <summary>What is wrong with it; nothing for one that can be used.</summary>
    public IEnumerable<Refusal> Problems(IReadOnlyList<Kind> kinds)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0) yield return new("webhook.url", $"'{Url}' is no http or https address.", Field: "url");
        if (Kinds.Count == 0) yield return new("webhook.kinds", "Name the kinds of record that it is told of.", Field: "kinds");
        foreach (var name in Kinds.Where(n => kinds.All(k => k.Name != n || k.Compartment != Compartment.General))) // a kind behind the wall is no kind here
            yield return new("webhook.kinds", $"There is no kind '{name}' that a webhook may be told of.", Field: "kinds");
    }
}

/// <summary>
/// Tells programs that records changed: id, kind and version, signed by the node, again and again until they answer. Never content: who wants that
/// asks the API, where access is decided and logged.
/// </summary>
/// <remarks>Order of the changes is kept for each address. The same may be told twice after a crash: the sequence number says so.</remarks>
public sealed class WebhookSender(INodeIdentity identity, IRecords records, IKeptThings kept, Session session, IReadOnlyList<Webhook> hooks, TimeProvider time, int seed) : IDisposable
{
    /// <summary>Header with the signature: a compact JWS of the node (type <c>webhook</c>) whose statement is the body.</summary>
    public const string Signature = "Palermo-Signature";

    /// <summary>So often changes are looked for: each look is an entry in the log.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    private const string Sort = "webhook-position";
    private const int AtOnce = 100;

    private readonly Backoff _backoff = new(time, seed);
    private readonly HttpClient _open = GuardedHttp.Make(guarded: false, TimeSpan.FromSeconds(10), 64 << 10), _guarded = GuardedHttp.Make(guarded: true, TimeSpan.FromSeconds(10), 64 << 10);

    private sealed record Told(string Node, string Id, string Kind, int Version, bool Gone, long Sequence);

    /// <summary>Tells what is new.</summary>
    /// <returns>How many changes were told.</returns>
    public async ValueTask<int> RunAsync(CancellationToken cancel = default)
    {
        var told = 0;
        foreach (var hook in hooks.Where(h => _backoff.MayTry(h.Url))) told += await TellAsync(hook, cancel);
        return told;
    }

    private async ValueTask<int> TellAsync(Webhook hook, CancellationToken cancel)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hook.Url)).AsSpan(0, 16));
        var position = (await kept.ListAsync(session.Actor.Id, Sort, cancel)).Where(k => k.Name == name).Select(k => long.Parse(k.Json, CultureInfo.InvariantCulture)).FirstOrDefault();
        var (told, from) = (0, position);
        foreach (var change in await records.ChangedSinceAsync(session, position, AtOnce, cancel))
        {
            if (hook.Kinds.Contains(change.Kind))
            {
                if (!await PostAsync(hook, new(identity.Node, change.Id.ToString(), change.Kind, change.Version, change.Gone, change.Sequence), cancel))
                {
                    _backoff.Failed(hook.Url);
                    break;
                }
                told++;
            }
            position = change.Sequence;
        }
        if (position != from) await kept.SaveAsync(session.Actor.Id, Sort, name, position.ToString(CultureInfo.InvariantCulture), cancel);
        if (told > 0) _backoff.Worked(hook.Url);
        return told;
    }

    private async ValueTask<bool> PostAsync(Webhook hook, Told what, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(what, BodyJson.Options);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.TryAddWithoutValidation(Signature, identity.Sign("webhook", body));
            using var answer = await (hook.Private ? _open : _guarded).SendAsync(request, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is TaskCanceledException && !cancel.IsCancellationRequested)) { return false; }
    }

    public void Dispose()
    {
        _open.Dispose();
        _guarded.Dispose();
    }
}
