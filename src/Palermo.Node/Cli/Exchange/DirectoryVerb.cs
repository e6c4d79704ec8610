using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Node.Cli.Exchange;

/// <summary><c>palermo node directory</c>: the signed list of a federation's nodes.</summary>
internal static class DirectoryVerb
{
    public static Command Create() => new("directory", "The list of a federation's nodes, signed by the node that keeps it.") { Sign(), Accept() };

    private static Command Sign()
    {
        var cards = new Argument<string[]>("CARD") { Description = "Cards of the nodes.", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "The file to be written.", HelpName = "FILE", Required = true };
        var sequence = new Option<long>("--sequence") { Description = "Number of this edition: one more than the last, since an older one is not accepted again.", Required = true };
        var until = new Option<string?>("--until") { Description = "Last day of membership, such as 2027-12-31; else a year from today." };
        var revoked = new Option<string[]>("--revoked") { Description = "A signed revocation, as 'palermo node revoke --out' wrote it; may be given several times.", HelpName = "FILE", DefaultValueFactory = _ => [] };
        return NodeOptions.On(new("sign", "Sign an edition of the directory with this node's key. Example: palermo node directory sign niger.card italy.card --sequence 1 --out federation.directory --data romalyon") { cards, output, sequence, until, revoked },
            Purpose.Administration, async (words, node, session, json, cancel) =>
            {
                var last = node.Today.PlusYears(1);
                if (words.GetValue(until) is { } text) last = LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : throw new CliProblem($"--until: '{text}' is no day: write 2027-12-31.");
                if (words.GetValue(sequence) < 1) throw new CliProblem("--sequence: editions count from 1.");
                List<DirectoryEntry> entries = [];
                List<string> names = [];
                foreach (var file in words.GetValue(cards)!)
                {
                    var card = NodeCard.Read(await NodeVerb.ReadTextAsync(file, cancel));
                    if (!card.Done) throw new CliProblem($"{file}: {card.Refusals[0].Message}");
                    entries.Add(new(await NodeVerb.ReadTextAsync(file, cancel), node.Today, last));
                    names.Add(card.Value.Node);
                }
                List<Revocation> gone = [];
                foreach (var file in words.GetValue(revoked)!)
                {
                    var read = await NodeVerb.ReadTextAsync(file, cancel);
                    // The authority has paired with its members: it knows the keys that may say so.
                    var book = node.Exchange.Identity.Trust.Book;
                    var taken = TrustRules.Take(book, read, node.Clock.GetCurrentInstant());
                    if (!taken.Done) throw new CliProblem($"{file}: {taken.Refusals[0].Message}");
                    if (taken.Value.Revoked.FirstOrDefault(r => !book.Revoked.Contains(r)) is { } fresh) node.Exchange.Identity.Trust.Change(b => b.After(fresh));
                }
                gone.AddRange(node.Exchange.Identity.Trust.Book.Revoked);
                var directory = new FederationDirectory(node.Settings.Name, words.GetValue(sequence), node.Clock.GetCurrentInstant(), entries, gone);
                await File.WriteAllTextAsync(words.GetValue(output)!, directory.Signed(node.Exchange.Identity.Keys.Current(KeyUse.Sign)) + "\n", cancel);
                await node.Store.Audit.AppendAsync(session, "directory-signed", null, new { directory.Sequence, Nodes = names }, cancel);
                if (json) Answer.WriteJson(new { file = words.GetValue(output), directory.Sequence, nodes = names, until = last.ToString("uuuu-MM-dd", null), revoked = gone.Select(r => r.Key) });
                else Console.WriteLine($"{words.GetValue(output)}: edition {directory.Sequence} with {string.Join(", ", names)}, until {last:uuuu-MM-dd}");
                return 0;
            });
    }

    private static Command Accept()
    {
        var file = new Argument<string>("FILE") { Description = "The directory.", HelpName = "FILE" };
        var alone = new Option<bool>("--private") { Description = "Addresses in it may lie in private networks." };
        return NodeOptions.On(new("accept", "Trust the nodes of a directory whose authority this node trusts already ('palermo node trust'). Example: palermo node directory accept federation.directory --data niger") { file, alone },
            Purpose.Administration, async (words, node, session, json, cancel) =>
            {
                var jws = await NodeVerb.ReadTextAsync(words.GetValue(file)!, cancel);
                var identity = node.Exchange.Identity;
                var id = SignedStatement.KeyIdOf(jws, FederationDirectory.Type);
                if (!id.TryGet(out var keyId)) return NodeOptions.Refuse(id.Refusals);
                if (identity.Trust.Book.OwnerOf(keyId) is not { } authority) throw new CliProblem($"{words.GetValue(file)}: its authority is no partner of this node: pair with it first ('palermo node trust'), so that two people compared its code once.");
                if (authority.Key.RevokedAt is not null) throw new CliProblem($"{words.GetValue(file)}: it is signed with a revoked key of '{authority.Partner.Name}'.");
                var accepted = identity.Trust.Change(book => TrustRules.Accept(book, identity.Node, jws, authority.Key.Public, words.GetValue(alone), node.Clock.GetCurrentInstant()));
                if (!accepted.TryGet(out var after)) return NodeOptions.Refuse(accepted.Refusals);
                var members = after.Partners.Where(p => p.By == "directory:" + authority.Partner.Name).Select(p => p.Name).ToArray();
                await node.Store.Audit.AppendAsync(session, "directory-accepted", null, new { Authority = authority.Partner.Name, Nodes = members }, cancel);
                if (json) Answer.WriteJson(new { authority = authority.Partner.Name, sequence = after.Directories.First(d => d.Authority == authority.Partner.Name).Sequence, nodes = members });
                else Console.WriteLine($"Trusted by the directory of {authority.Partner.Name}: {(members.Length == 0 ? "nobody" : string.Join(", ", members))}");
                return 0;
            });
    }
}
