using NodaTime;

namespace Palermo.Kernel;

/// <summary>Taking back what was shared: starts recalls, takes in the answers, chases who is silent.</summary>
public sealed class RecallDesk(IRecords records, SharingDesk desk, string node, RecordIdSource ids)
{
    /// <summary>For whom a recall is forwarded, and its number there.</summary>
    internal sealed record Behalf(string Node, string Recall);

    /// <summary>Recalls a record from every partner that got a copy, as the entries of sharing have it.</summary>
    /// <param name="words">The reason in words; the partners read them.</param>
    /// <returns>The recall, or why there is nothing to recall.</returns>
    public ValueTask<Outcome<RecordView>> StartAsync(Session session, RecordId record, RecallKind what, RecallReason why, string words, Instant now, CancellationToken cancel = default) =>
        StartAsync(session, record, what, why, words, now, null, [], cancel);

    internal async ValueTask<Outcome<RecordView>> StartAsync(
        Session session, RecordId record, RecallKind what, RecallReason why, string words, Instant now, Behalf? behalf, IReadOnlyList<RecordChange> with, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(words)) return new Refusal("recall.words", "Say why in words: the partners read them.", "Directive (EU) 2016/680, Art. 16(6)", "reason");
        var shares = (await desk.SharesOfAsync(session, record, cancel)).Where(s => s.Header.State is Share.Sent or Share.Recalled).ToArray();
        if (shares.Length == 0)
        {
            // Whether the record exists is not told here: nothing of that number was shared, as far as the asker may see.
            var seen = await records.ReadAsync(session, record, cancel: cancel);
            return seen.Done ? new Refusal("recall.not-shared", "No partner got a copy of this record: there is nothing to recall.") : Outcome<RecordView>.Refused(seen.Refusals);
        }
        var today = now.InUtc().Date;
        var latest = shares.GroupBy(s => s.As<Share>().Partner).Select(g => g.First()).OrderBy(s => s.As<Share>().Partner, StringComparer.Ordinal).ToArray();
        // The words go to partners like any others. Those of another node's recall are that node's.
        if (behalf is null)
        {
            List<Refusal> refusals = [.. FreeText.Problems(words, "reason")];
            foreach (var partner in latest.Select(s => s.As<Share>().Partner))
                if ((await desk.PartnerAsync(session, partner, cancel)).TryGet(out var profile)) refusals.AddRange(await desk.WordsAsync(session, profile, words, "reason", today, cancel));
            if (refusals.Count > 0) return refusals.Distinct().ToArray();
        }
        var recall = Recall.Start(record, what, why, words, latest.Select(s => s.As<Share>().Partner), today) with { OnBehalfOf = behalf?.Node, Theirs = behalf?.Recall };
        var header = new RecordHeader(ids.Next(), Recall.Kind.Name, node, Recall.Kind.Workflow.Initial.Name, Recall.Kind.DefaultHandling,
            Recall.Kind.DefaultPurposes.With(session.Work.Purpose), default, new(session.Actor.Organisation), Recall.Kind.Retention.ReviewDate(today), []);
        List<RecordChange> changes = [new RecordChange.Create(header, recall), .. with];
        List<OutgoingMessage> messages = [];
        foreach (var view in latest)
        {
            var share = view.As<Share>();
            var (asked, hash) = (what, (string?)null);
            if (what is RecallKind.Correct or RecallKind.Narrow)
            {
                // The copy becomes what may leave now. Where nothing may, the partner loses it.
                var preview = await desk.PreviewAsync(session, new(record, share.Partner, share.Purpose, share.RuleSet, share.Why ?? words), now, share.Approvals, RecordId.Parse(share.Copy), cancel: cancel);
                if (preview.TryGet(out var seen) && seen.Leaves)
                {
                    messages.Add(SharingDesk.MessageOf(seen));
                    var kind = seen.Question.Item.Record.Kind;
                    hash = ReleasedRecord.ContentHash(kind, kind.Parse((System.Text.Json.Nodes.JsonObject)seen.Released!.Body.DeepClone()).Value, seen.Released.Handling);
                }
                else asked = RecallKind.Withdraw;
            }
            messages.Add(MessageOf(share.Partner, share.Copy, new(header.Id.ToString(), share.Copy, asked, why, words, today.PlusDays(Recall.DaysToAnswer), hash)));
            if (asked is RecallKind.Withdraw or RecallKind.Erase)
                changes.AddRange(shares.Where(s => s.As<Share>().Partner == share.Partner && s.Header.State == Share.Sent).Select(s => new RecordChange.Step(s.Id, "recall") { Reason = "recalled" }));
        }
        return (await records.WriteAsync(session, changes, messages, cancel: cancel)).Then(w => w[0]);
    }

    private static OutgoingMessage MessageOf(string partner, string copy, RecallNotice notice) =>
        // It is about no record of the outbox: erasing the record here must not take the recall back.
        new(partner, ReleasedRecord.Conversation(RecordId.Parse(copy)), RecallNotice.Message, Payloads.Write(notice), null);

    /// <summary>Asks silent partners again, past their day.</summary>
    /// <returns>Recalls in which somebody was chased.</returns>
    public async ValueTask<int> ChaseAsync(Session session, Instant now, CancellationToken cancel = default)
    {
        var today = now.InUtc().Date;
        var chased = 0;
        List<RecordView> running = [];
        await foreach (var view in records.ScanAsync(session, new(Recall.Kind.Name, State: "running"), cancel: cancel)) running.Add(view);
        foreach (var view in running)
        {
            var recall = view.As<Recall>();
            // Those who had it from another are chased by that other: this node may not even know them.
            var copies = (await desk.SharesOfAsync(session, recall.Record, cancel)).Select(s => s.As<Share>()).GroupBy(s => s.Partner).ToDictionary(g => g.Key, g => g.First().Copy);
            var silent = recall.ToChase(today).Where(copies.ContainsKey).ToArray();
            if (silent.Length == 0) continue;
            var next = recall.Chased(silent, today);
            var messages = silent.Select(p => MessageOf(p, copies[p], new(view.Id.ToString(), copies[p], recall.What, recall.Why, recall.Words, today.PlusDays(Recall.DaysToAnswer)))).ToArray();
            if ((await records.WriteAsync(session, [new RecordChange.Edit(view.Id, next, view.ETag) { Reason = "silent partners are chased" }], messages, cancel: cancel)).Done) chased++;
        }
        return chased;
    }

    /// <summary>Takes in a partner's answer; where this recall forwards another node's, that node is told.</summary>
    public static async ValueTask<Outcome<MessageEffect>> ReceiveAnswerAsync(IncomingMessage message, MessageContext context, CancellationToken cancel)
    {
        var read = Payloads.Read<RecallReply>(message.Payload);
        if (!read.TryGet(out var reply)) return Outcome<MessageEffect>.Refused(read.Refusals);
        if (!RecordId.TryParse(reply.Recall, null, out var id) || !(await context.Records.ReadAsync(context.Session, id, cancel: cancel)).TryGet(out var view) || view.Kind.Name != Recall.Kind.Name)
            return new Refusal("recall.unknown", "There is no such recall.");
        var recall = view.As<Recall>();
        // Each speaks for itself, or for those to whom it says that it passed the copy on.
        if (reply.Partner != message.From && recall.Outcomes.FirstOrDefault(o => o.Partner == message.From)?.PassedOnTo?.Contains(reply.Partner) != true)
            return new Refusal("recall.partner", "That node does not answer for this one.");
        if (recall.Outcomes.FirstOrDefault(o => o.Partner == reply.Partner) is { Answer: not RecallAnswer.Silent }) return MessageEffect.None;
        if (reply.Proof is { } proof && reply.Partner == message.From && context.Identity is { } identity)
        {
            var said = RecallProof.Check(identity, message.From, proof);
            if (!said.TryGet(out var statement)) return new Refusal("recall.proof", "The signature of the proof does not hold.");
            if (statement.Recall != reply.Recall || statement.Answer != reply.Answer) return new Refusal("recall.proof", "The proof says something else than the answer.");
        }
        var today = context.Now.InUtc().Date;
        var answered = recall.Answered(reply.Partner, reply.Answer, today, reply.Reason, reply.Proof, reply.PassedOnTo);
        if (!answered.TryGet(out var next)) return Outcome<MessageEffect>.Refused(answered.Refusals);
        List<RecordChange> changes = [new RecordChange.Edit(id, next) { Reason = $"{reply.Partner} answered" }];
        if (next.Ended) changes.Add(new RecordChange.Step(id, "end") { Reason = "everybody answered" });
        OutgoingMessage[] told = recall is { OnBehalfOf: { } behalf, Theirs: { } theirs }
            ? [new(behalf, "recall/" + theirs, RecallReply.Message, Payloads.Write(reply with { Recall = theirs }), null)] : [];
        return new MessageEffect(changes, told);
    }
}
