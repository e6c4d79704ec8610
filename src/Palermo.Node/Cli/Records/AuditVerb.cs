using System.CommandLine;
using Palermo.Kernel;

namespace Palermo.Node.Cli;

/// <summary><c>palermo audit verify</c> and <c>palermo audit list</c>.</summary>
internal static class AuditVerb
{
    private sealed record Chain(Compartment Compartment, long Entries, long Unsealed, string Head, AuditFault? Fault);

    public static Command Create() => new("audit", "The log of every read, change, export and exchange.") { Verify(), List() };

    private static Command Verify() => NodeOptions.On(
        new("verify", "Walk the hash chains and name the first entry that was altered or removed. Exit code 1 when there is one."), Purpose.Administration,
        async (words, node, session, json, cancel) =>
        {
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
}
