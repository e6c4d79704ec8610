using NodaTime;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Trust;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>Lets the nodes of the demo trust each other: each knows the hub, and the hub signs the directory that names all of them.</summary>
internal static class DemoTrust
{
    /// <summary>Pairs the nodes. Each start signs a new edition, since addresses may have changed.</summary>
    public static void Join(IReadOnlyList<OpenedNode> nodes)
    {
        var hub = nodes.FirstOrDefault(n => n.Settings.Name == DemoFederation.Hub);
        if (hub is null) return;
        var (authority, now, today) = (hub.Exchange.Identity, hub.Clock.GetCurrentInstant(), hub.Today);
        var others = nodes.Where(n => n != hub).ToArray();
        // In the demo one program holds all keys: nobody need read a code out to anybody.
        foreach (var node in others)
        {
            Do(authority, book => book.With(Introduced(book, node.Exchange.Identity.Card(), now)));
            Do(node.Exchange.Identity, book => book.With(Introduced(book, authority.Card(), now)));
        }
        var sequence = 1 + others.SelectMany(n => n.Exchange.Identity.Trust.Book.Directories).Where(d => d.Authority == authority.Node).Select(d => d.Sequence).DefaultIfEmpty(0).Max();
        var signing = authority.Keys.Current(KeyUse.Sign);
        var directory = new FederationDirectory(authority.Node, sequence, now, [.. nodes.Select(n => new DirectoryEntry(n.Exchange.Identity.SignedCard(), today, today.PlusYears(1)))], []).Signed(signing);
        foreach (var node in others) Do(node.Exchange.Identity, book => TrustRules.Accept(book, node.Settings.Name, directory, signing.Public, alone: true, now));
    }

    private static Partner Introduced(TrustBook book, NodeCard card, Instant now) =>
        (book.Find(card.Node) is { } known ? known.With(card, now) : TrustRules.Introduced(card, now)) with { Private = true };

    private static void Do(Palermo.Exchange.NodeIdentity identity, Func<TrustBook, Outcome<TrustBook>> change)
    {
        var changed = identity.Trust.Change(change);
        if (!changed.Done) throw new CliProblem("The demo's nodes could not be paired: " + changed.Refusals[0].Message);
    }
}
