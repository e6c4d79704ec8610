using System.CommandLine;
using Palermo.Kernel;

namespace Palermo.Node.Cli.Sharing;

/// <summary><c>palermo recall</c>: takes back what was shared, and shows what became of it.</summary>
internal static class RecallVerb
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "Number of the record to be taken back; or of a recall, to see how it stands." };
        var reason = new Option<string?>("--reason") { Description = "Why, in words that the partners read. Needed to start a recall.", HelpName = "TEXT" };
        var kind = new Option<RecallKind>("--kind") { Description = "correct, narrow, withdraw or erase the copies.", DefaultValueFactory = _ => RecallKind.Erase };
        var because = new Option<RecallReason>("--because") { Description = "The sort of reason, as partners record it.", DefaultValueFactory = _ => RecallReason.Wrong };
        var verb = new Command("recall",
            "Take a record back from every partner that got a copy, and from those to whom they passed it on. Each answers with a signed entry of its log, refuses with its reason, or is chased after seven days. "
            + "Example: palermo recall 01890a5d-ac96-774b-bcce-b302099a8057 --reason \"wrong person\" --data niger") { id, reason, kind, because };
        return NodeOptions.On(verb, Purpose.BorderManagement, async (words, node, session, json, cancel) =>
        {
            if (!RecordId.TryParse(words.GetValue(id), null, out var number)) throw new CliProblem($"'{words.GetValue(id)}' is no number of a record: it looks like 01890a5d-ac96-774b-bcce-b302099a8057.");
            var desks = new SharingDesks(node);
            RecordView view;
            if (string.IsNullOrWhiteSpace(words.GetValue(reason)))
            {
                var read = await node.Store.Records.ReadAsync(session, number, cancel: cancel);
                if (!read.TryGet(out view!)) return NodeOptions.Refuse(read.Refusals);
                if (view.Kind.Name != Recall.Kind.Name) throw new CliProblem("--reason is missing: say why the record is taken back, in words that the partners read.");
            }
            else
            {
                var started = await desks.Recalls.StartAsync(session, number, words.GetValue(kind), words.GetValue(because), words.GetValue(reason)!, node.Clock.GetCurrentInstant(), cancel);
                if (!started.TryGet(out view!)) return NodeOptions.Refuse(started.Refusals);
            }
            var recall = view.As<Recall>();
            var outcomes = recall.Outcomes.Select(o => new
            {
                o.Partner, answer = o.Answer, due = o.Due.ToString("uuuu-MM-dd", null), answeredOn = o.AnsweredOn?.ToString("uuuu-MM-dd", null), o.Reason, o.PassedOnTo, o.Chased,
                proof = o.Proof is { } jws ? ProofOf(node, o.Partner, jws) : null,
            }).ToArray();
            if (json) Answer.WriteJson(new { recall = view.Id.ToString(), record = recall.Record.ToString(), what = recall.What, why = recall.Why, recall.Words, state = view.Header.State, outcomes });
            else
            {
                Console.WriteLine($"recall {view.Id} of {recall.Record}: {recall.What.ToString().ToLowerInvariant()}, {view.Header.State}");
                foreach (var o in outcomes)
                    Console.WriteLine($"  {o.Partner}: {o.answer.ToString().ToLowerInvariant()}{(o.Reason is null ? "" : ": " + o.Reason)}{(o.answer == RecallAnswer.Silent ? $", due {o.due}, chased {o.Chased} times" : "")}{(o.proof is { } proof ? $", log entry {proof.Sequence} ({(proof.Holds ? "signature holds" : proof.Fault)})" : "")}");
            }
            return 0;
        });
    }

    private sealed record ProofDocument(bool Holds, long? Sequence, string? Hash, string? Action, string? At, string? Fault);

    private static ProofDocument ProofOf(OpenedNode node, string partner, string jws)
    {
        var check = RecallProof.Check(node.Exchange.Identity, partner, jws);
        return check.TryGet(out var proof) ? new(true, proof.Sequence, proof.Hash, proof.Action, proof.At.ToString(), null) : new(false, null, null, null, null, check.Refusals[0].Message);
    }
}
