using System.CommandLine;
using Palermo.Exchange.Bundles;
using Palermo.Kernel;

namespace Palermo.Node.Cli.Exchange;

/// <summary><c>palermo exchange</c>: bundles for nodes without a link, and how the exchange stands.</summary>
internal static class ExchangeVerb
{
    public static Command Create() => new("exchange", "Exchange with other nodes: bundles on a stick, and how it stands.") { Export(), Import(), Status() };

    private static Command Export()
    {
        var file = new Argument<string>("FILE") { Description = "The bundle to be written; it must not exist.", HelpName = "FILE" };
        var to = new Option<string>("--to") { Description = "Name of the partner.", HelpName = "NODE", Required = true };
        return NodeOptions.On(new("export", "Write everything that a partner has not acknowledged into a file, with the receipts for what it sent. Example: palermo exchange export stick/niger-1.bundle --to italy --data niger") { file, to },
            Purpose.Administration, async (words, node, session, json, cancel) =>
            {
                Exported exported;
                try { exported = await node.Exchange.Bundles.ExportAsync(words.GetValue(file)!, words.GetValue(to)!, cancel); }
                catch (BundleProblem problem) { throw new CliProblem(problem.Message); }
                await node.Store.Audit.AppendAsync(session, "bundle-exported", null, new { exported.Label.To, exported.Label.Number, exported.Messages, exported.Receipts }, cancel);
                if (json) Answer.WriteJson(new { file = words.GetValue(file), exported.Label.To, exported.Label.Number, exported.Label.Envelopes, exported.Messages, exported.Receipts });
                else Console.WriteLine($"{words.GetValue(file)}: bundle {exported.Label.Number} for {exported.Label.To}, {exported.Messages:N0} messages, {exported.Receipts:N0} receipts. Messages are in the next one again until {exported.Label.To} has acknowledged them.");
                return 0;
            });
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "A bundle that a partner wrote for this node.", HelpName = "FILE" };
        return NodeOptions.On(new("import", "Take a partner's bundle in, and let its messages take effect. The same again does nothing twice. Exit code 1 when part of it was refused. Example: palermo exchange import stick/italy-1.bundle --data niger") { file },
            Purpose.Administration, async (words, node, session, json, cancel) =>
            {
                Imported imported;
                try { imported = await node.Exchange.Bundles.ImportAsync(words.GetValue(file)!, cancel); }
                catch (BundleProblem problem) { throw new CliProblem(problem.Message); }
                var done = 0;
                while (await node.Exchange.Post.Effects.RunAsync(cancel) is > 0 and var some) done += some;
                await node.Store.Audit.AppendAsync(session, "bundle-imported", null,
                    new { imported.Label.From, imported.Label.Number, imported.Fresh, imported.Known, imported.Repeated, Refused = imported.Refused.Select(r => r.Code) }, cancel);
                if (json)
                    Answer.WriteJson(new { file = words.GetValue(file), imported.Label.From, imported.Label.Number, imported.Label.Envelopes, imported.Fresh, imported.Known, imported.Repeated, imported.Receipts, ended = done, refused = imported.Refused });
                else
                {
                    Console.WriteLine(imported.Repeated == imported.Label.Envelopes
                        ? $"{words.GetValue(file)}: bundle {imported.Label.Number} of {imported.Label.From} was taken in before; nothing is new in it."
                        : $"{words.GetValue(file)}: bundle {imported.Label.Number} of {imported.Label.From}: {imported.Fresh:N0} new messages, {imported.Known:N0} known, {imported.Receipts:N0} receipts; {done:N0} came to their end.");
                    foreach (var refusal in imported.Refused) Console.Error.WriteLine($"palermo: an envelope was refused ({refusal.Code}): {refusal.Message}");
                }
                return imported.Refused.Count == 0 ? 0 : 1;
            });
    }

    private static Command Status() => NodeOptions.On(
        new("status", "How the exchange stands, by partner: what waits, since when, what failed; and what lies in quarantine, by code. Example: palermo exchange status --data niger --json"), Purpose.Administration,
        async (words, node, session, json, cancel) =>
        {
            var identity = node.Exchange.Identity;
            await node.Store.Exchange.NumberAsync(cancel);
            var traffic = (await node.Store.Exchange.TrafficAsync(cancel)).ToDictionary(t => t.Partner, StringComparer.Ordinal);
            var quarantine = await node.Store.Exchange.QuarantineAsync(100, cancel);
            var book = identity.Trust.Book;
            var partners = book.Partners.Select(p => p.Name).Concat(traffic.Keys).Distinct().Order(StringComparer.Ordinal).Select(name =>
            {
                var (partner, t) = (book.Find(name), traffic.GetValueOrDefault(name));
                return new
                {
                    name, trusted = partner?.IsMember(node.Clock.GetCurrentInstant()) == true, link = partner?.Address, queued = t?.Queued ?? 0, oldestQueued = t?.OldestQueued?.ToString(), open = t?.Open ?? 0,
                    inEffect = t?.InEffect ?? 0, refused = t?.Refused ?? 0, waiting = t?.Waiting ?? 0, received = t?.Received ?? 0, envelopesSent = t?.EnvelopesSent ?? 0, envelopesReceived = t?.EnvelopesReceived ?? 0,
                    reachedAt = t?.ReachedAt?.ToString(), heardAt = t?.HeardAt?.ToString(), fault = t?.Fault,
                };
            }).ToArray();
            if (json)
            {
                Answer.WriteJson(new
                {
                    node = identity.Node, code = identity.Card().Code(), partners,
                    quarantine = quarantine.Select(q => new { q.Id, at = q.At.ToString(), q.From, q.Message, q.Code, q.Size }),
                });
                return 0;
            }
            if (partners.Length == 0) Console.WriteLine("No partners: 'palermo node trust' adds one.");
            foreach (var p in partners)
            {
                Console.WriteLine($"{p.name}{(p.trusted ? "" : " (not trusted)")}: {p.queued:N0} to be delivered{(p.oldestQueued is { } since ? $" since {since}" : "")}, {p.open:N0} delivered, {p.inEffect:N0} in effect, {p.refused:N0} refused there; {p.received:N0} received, {p.waiting:N0} of them waiting");
                if (p.fault is { } fault) Console.WriteLine($"  last attempt failed: {fault}");
            }
            if (quarantine.Count > 0) Console.WriteLine($"quarantine: {string.Join(", ", quarantine.GroupBy(q => q.Code).Select(g => $"{g.Count()} {g.Key}"))}{(quarantine.Count == 100 ? ", and older" : "")}");
            return 0;
        });
}
