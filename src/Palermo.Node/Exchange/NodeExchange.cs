using Palermo.Exchange;
using Palermo.Exchange.Bundles;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Links;
using Palermo.Exchange.Post;
using Palermo.Exchange.Webhooks;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>The exchange of an opened node: identity, post office and bundles over the node's own store.</summary>
internal sealed class NodeExchange : IDisposable
{
    private readonly HttpLink _link = new();

    public NodeExchange(OpenedNode node)
    {
        Identity = IdentityOf(node);
        // The jitter needs no secret, only that nodes which started together do not knock together.
        Post = new(Identity, node.Store.Exchange, node.Store.Records, node.Store.Audit, node.Rooms, node.Ids, _link, node.Time, seed: node.Settings.Name.Sum(c => c));
        Bundles = new(Identity, node.Store.Exchange, Post.Receiver, node.Time);
    }

    public NodeIdentity Identity { get; }
    public PostOffice Post { get; }
    public Bundles Bundles { get; }

    /// <summary>Opens keys and trust of a node's folder; the first start makes the keys.</summary>
    /// <exception cref="CliProblem">The key file cannot be used; the message says why.</exception>
    public static NodeIdentity IdentityOf(OpenedNode node)
    {
        var settings = node.Settings;
        try
        {
            return NodeIdentity.Open(node.Folder, new(settings.Name, settings.Title, settings.Organisation, settings.Country, settings.ExchangeAddress), node.Time,
                Environment.GetEnvironmentVariable(KeyFile.PassphraseVariable) is { Length: > 0 } passphrase ? passphrase : null);
        }
        catch (KeyProblem problem) { throw new CliProblem(problem.Message); }
    }

    public void Dispose() => _link.Dispose();
}

/// <summary>Tells the webhooks of the node's settings what changed, as its operator may see it.</summary>
internal sealed class WebhookWork(OpenedNode node, NodeExchange exchange, ILogger<WebhookWork> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (node.Settings.Webhooks is not { Count: > 0 } hooks) return;
        foreach (var problem in hooks.SelectMany(h => h.Problems(node.Rooms.Kinds))) log.LogError("node.json: webhooks: {Problem}", problem.Message);
        using var sender = new WebhookSender(exchange.Identity, node.Store.Records, node.Store.Kept, new(node.Operator, new(Purpose.BorderManagement, "webhook"), Kernel.Channel.Job),
            [.. hooks.Where(h => !h.Problems(node.Rooms.Kinds).Any())], node.Time, seed: node.Settings.Name.Sum(c => c));
        while (!stopping.IsCancellationRequested)
        {
            try { await sender.RunAsync(stopping); }
            catch (Exception fault) when (fault is not OperationCanceledException) { log.LogError(fault, "webhooks failed"); }
            await Task.Delay(WebhookSender.Look, node.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>Keeps the post office at work while the node runs.</summary>
internal sealed class ExchangeWork(NodeExchange exchange, ILogger<ExchangeWork> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stopping)
    {
        exchange.Post.OnFault = (what, fault) => log.LogError(fault, "exchange: {What} failed", what);
        return exchange.Post.RunAsync(stopping);
    }
}
