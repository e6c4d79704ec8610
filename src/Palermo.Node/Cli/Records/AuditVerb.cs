using System.CommandLine;
using Palermo.Kernel;
using Palermo.Storage;

namespace Palermo.Node.Cli;

/// <summary><c>palermo audit verify</c>, <c>list</c>, <c>heads</c> and <c>prune</c>.</summary>
internal static class AuditVerb
{
    private sealed record Chain(Compartment Compartment, long Entries, long Unsealed, string Head, AuditFault? Fault);

    public static Command Create() => new("audit", "The log of every read, change, export and exchange.") { Verify(), List(), Heads(), Prune() };

    private static Command Verify() => NodeOptions.On(
        new("verify", "Walk the hash chains and name the first entry that was altered or removed. Exit code 1 when there is one."), Purpose.Administration,
        async (words, node, session, json, cancel) =>
        {
            node.Store.Identity = node.Exchange.Identity; // where entries were pruned, the chain begins at a head that this node signed
            List<Chain> chains = [];
            foreach (var compartment in Enum.GetValues<Compartment>())
            {
                var verdict = await node.Store.Audit.VerifyAsync(compartment, cancel);
                chains.Add(new(compartment, verdict.Entries, verdict.Unsealed, verdict.HeadHash, verdict.Fault));
            }
            var sound = chains.All(c => c.Fault is null);
            if (json) Answer.WriteJson(new { sound, chains });
            else
                foreach (var chain in chains)
                    Console.WriteLine($"{chain.Compartment.ToString().ToLowerInvariant()}: {chain.Entries:N0} entries, {(chain.Fault is { } fault ? $"BROKEN at entry {fault.Sequence}: {fault.What}" : "the chain holds")}, head {chain.Head}{(chain.Unsealed > 0 ? $", {chain.Unsealed:N0} not yet sealed" : "")}");
            return sound ? 0 : 1;
        });

    private static Command List()
    {
        var actor = new Option<string?>("--actor") { Description = "Only what this person did." };
        var verb = new Command("list", "The newest entries. Needs the purpose oversight: --as NAME --purpose oversight.") { actor };
        return NodeOptions.On(verb, Purpose.Oversight, async (words, node, session, json, cancel) =>
        {
            var outcome = await node.Store.Audit.ListAsync(session, words.GetValue(actor), cancel: cancel);
            if (!outcome.TryGet(out var entries)) return NodeOptions.Refuse(outcome.Refusals);
            if (json) Answer.WriteJson(entries);
            else foreach (var e in entries) Console.WriteLine($"{e.Sequence,8}  {e.At:uuuu-MM-dd'T'HH:mm:ss'Z'}  {e.Actor,-16} {e.Purpose,-18} {e.Action,-14} {e.Subject} {e.Detail}");
            return 0;
        });
    }

    private static Command Heads()
    {
        var sign = new Option<bool>("--sign") { Description = "Sign the heads as they are now, and show those." };
        var verb = new Command("heads", "Signed heads of the log: give them to partners, who can tell later whether the log was cut or rewritten. Example: palermo audit heads --sign --data niger --json > heads.json") { sign };
        return NodeOptions.On(verb, Purpose.Administration, async (words, node, session, json, cancel) =>
        {
            List<SignedHead> heads = [];
            foreach (var compartment in Enum.GetValues<Compartment>())
                if (words.GetValue(sign)) heads.Add(await node.Store.SignHeadAsync(session, compartment, node.Exchange.Identity, cancel));
                else heads.AddRange(await node.Store.HeadsAsync(compartment, cancel));
            if (json) Answer.WriteJson(heads);
            else if (heads.Count == 0) Console.WriteLine("no head was signed yet: 'palermo audit heads --sign' signs those of now, and a running node does so each day");
            else foreach (var head in heads) Console.WriteLine($"{head.Compartment.ToString().ToLowerInvariant(),-11} {head.Sequence,10:N0}  {head.Hash}  {head.At:uuuu-MM-dd'T'HH:mm:ss'Z'}  {head.By}");
            return 0;
        });
    }

    private static Command Prune()
    {
        var to = new Option<string>("--to") { Description = "A head that this node signed: its number, or the first digits of its hash.", HelpName = "HEAD", Required = true };
        var verb = new Command("prune", "Remove the entries up to a signed head, when they are older than the log must be kept (five years); the rest still verifies. Needs the purpose oversight (protection: its officer). Example: palermo audit prune --to 120345 --as dpo --purpose oversight --data niger") { to };
        return NodeOptions.On(verb, Purpose.Oversight, async (words, node, session, json, cancel) =>
        {
            var outcome = await node.Store.PruneAuditAsync(session, words.GetValue(to)!, node.Exchange.Identity, cancel);
            if (!outcome.TryGet(out var pruned)) return NodeOptions.Refuse(outcome.Refusals);
            if (json) Answer.WriteJson(pruned);
            else Console.WriteLine($"{pruned.Entries:N0} entries removed; the log begins behind entry {pruned.To:N0}");
            return 0;
        });
    }
}
