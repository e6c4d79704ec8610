using NodaTime;

namespace Palermo.Kernel;

/// <summary>
/// Does what partners' recalls ask of this node: applies them to the copies, forwards them to those who had a copy from here, and answers with a
/// signed log entry. Each step is committed before the next, so that a crash between two leaves nothing undone.
/// </summary>
public sealed class RecallDuties(IRecords records, IAuditLog audit, INodeIdentity identity, RecallDesk recalls, SharingDesk desk)
{
    private Actor Account { get; } = new("exchange", "Exchange", identity.Node, identity.Node, [Role.Exchange.Name, Role.DataProtectionOfficer.Name]);

    /// <summary>The account of the exchange at its work.</summary>
    public Session Session => new(Account, new(Purpose.Cooperation, "Palermo: recall"), Channel.Exchange);

    /// <summary>Looks at any copy, whatever purpose it serves: a recall must reach it.</summary>
    private Session Looking => Session with { Work = new(Purpose.Oversight, "Palermo: recall") };

    private static Session PartnerSession(string from, string purpose) =>
        new(new("partner:" + from, from, from, from, [Role.Partner.Name]), new(purpose, "Palermo: recall"), Channel.Exchange);

    /// <summary>Takes in a recall. It is done afterwards, by <see cref="RunAsync"/>: its proof is an entry of the log that must be committed first.</summary>
    public static async ValueTask<Outcome<MessageEffect>> ReceiveAsync(IncomingMessage message, MessageContext context, CancellationToken cancel)
    {
        var read = Payloads.Read<RecallNotice>(message.Payload);
        if (!read.TryGet(out var notice)) return Outcome<MessageEffect>.Refused(read.Refusals);
        if (!RecordId.TryParse(notice.Copy, null, out _) || notice.Recall.Length > 80) return new Refusal("message.malformed", "A recall names its number and a copy.");
        var number = RecallDuty.NumberOf(message.From, notice.Recall);
        var before = await context.Records.ListAsync(context.Session, new(RecallDuty.Kind.Name, Identifier: (RecallDuty.NumberIdentifier, number)), 1, cancel: cancel);
        if (before.Rows.Count > 0)
        {
            // Chased: who has answered says it again.
            if (!(await context.Records.ReadAsync(context.Session, before.Rows[0].Id, cancel: cancel)).TryGet(out var view) || view.As<RecallDuty>() is not { Answer: not RecallAnswer.Silent } done) return MessageEffect.None;
            return new MessageEffect([], [AnswerOf(done, context.Node)]);
        }
        var today = context.Now.InUtc().Date;
        var duty = new RecallDuty(number, message.From, notice.Recall, notice.Copy, notice.What, notice.Why, notice.Words, today.PlusDays(Recall.DaysToAnswer), notice.ContentHash);
        var problems = RecallDuty.Kind.Validate(duty).ToArray();
        if (problems.Length > 0) return problems;
        var header = new RecordHeader(context.Ids.Next(), RecallDuty.Kind.Name, context.Node, RecallDuty.Received, RecallDuty.Kind.DefaultHandling, RecallDuty.Kind.DefaultPurposes, default,
            new(message.From, notice.Recall), RecallDuty.Kind.Retention.ReviewDate(today), []);
        return new MessageEffect([new RecordChange.Create(header, duty)], []);
    }

    private static OutgoingMessage AnswerOf(RecallDuty duty, string node) =>
        new(duty.From, "recall/" + duty.Theirs, RecallReply.Message, Payloads.Write(new RecallReply(duty.Theirs, node, duty.Answer, duty.Reason, duty.Proof, duty.PassedOnTo)), null);

    /// <summary>Does what is to be done now.</summary>
    /// <returns>Recalls that were answered.</returns>
    public async ValueTask<int> RunAsync(Instant now, CancellationToken cancel = default)
    {
        List<RecordView> waiting = [];
        await foreach (var view in records.ScanAsync(Session, new(RecallDuty.Kind.Name, State: RecallDuty.Received, Order: RecordOrder.Oldest), cancel: cancel)) waiting.Add(view);
        var answered = 0;
        foreach (var view in waiting) if (await DoAsync(view, now, cancel)) answered++;
        return answered;
    }

    private async ValueTask<bool> DoAsync(RecordView view, Instant now, CancellationToken cancel)
    {
        var duty = view.As<RecallDuty>();
        var copy = RecordId.Parse(duty.Copy);
        // A person said no, with the reason: that is the answer.
        if (duty is { Decided: true, Reason: not null }) return await AnswerAsync(view.Id, duty, RecallAnswer.Refused, duty.Reason, now, cancel);
        var read = await records.ReadAsync(Looking, copy, cancel: cancel);
        if (!read.TryGet(out var found))
        {
            var erased = read.Refusals.Any(r => r.Code == "record.erased");
            return await AnswerAsync(view.Id, duty, erased ? RecallAnswer.Applied : RecallAnswer.NotFound, null, now, cancel);
        }
        // Only what that partner sent can be recalled by it; of anything else it learns nothing.
        if (found.Header.Owner != duty.From) return await AnswerAsync(view.Id, duty, RecallAnswer.NotFound, null, now, cancel);
        var takesAway = duty.What is RecallKind.Withdraw or RecallKind.Erase;
        if (takesAway)
        {
            var held = await HeldAsync(found, now.InUtc().Date, cancel);
            if (held.Count > 0) return await AnswerAsync(view.Id, duty, RecallAnswer.Refused, string.Join(" ", held.Select(h => h.Message)), now, cancel);
            if (!duty.Decided && await UsedAsync(found, cancel))
            {
                await records.WriteAsync(Session, [new RecordChange.Step(view.Id, "ask") { Reason = "records of this node rest on the copy" }], cancel: cancel);
                return false;
            }
        }
        if (duty.Forwarded is null)
        {
            var forwarded = await ForwardAsync(view, duty, found, now, cancel);
            if (!forwarded.TryGet(out var next)) return false; // tried again with the next round: nobody who had it from here is forgotten
            duty = next;
        }
        if (!takesAway && duty.ContentHash is { } hash && ReleasedRecord.ContentHash(found.Kind, found.Body, found.Header.Handling) != hash)
            return await AnswerAsync(view.Id, duty, RecallAnswer.Refused, "The corrected record did not arrive whole: send it again.", now, cancel);
        if (takesAway && !(duty.What == RecallKind.Withdraw && found.Withdrawn))
        {
            var session = PartnerSession(duty.From, found.Header.Purposes.First());
            RecordChange change = duty.What == RecallKind.Erase ? new RecordChange.Erase(copy) { Reason = $"recalled by {duty.From}" } : new RecordChange.Withdraw(copy) { Reason = $"recalled by {duty.From}" };
            var written = await records.WriteAsync(session, [change], cancel: cancel);
            if (!written.Done) return await AnswerAsync(view.Id, duty, RecallAnswer.Refused, string.Join(" ", written.Refusals.Select(r => r.Message)), now, cancel);
        }
        return await AnswerAsync(view.Id, duty, RecallAnswer.Applied, null, now, cancel);
    }

    private async ValueTask<IReadOnlyList<Refusal>> HeldAsync(RecordView copy, LocalDate today, CancellationToken cancel)
    {
        List<Hold> holds = [];
        foreach (var reference in HoldReference.AllOf(copy.Id, copy.Kind, copy.Body))
            await foreach (var hold in records.ScanAsync(Looking, new(Hold.Kind.Name, Identifier: (HoldReference.IdentifierType, reference)), cancel: cancel)) holds.Add(hold.As<Hold>());
        return Hold.Bars(holds, HeldStep.Disposal, today);
    }

    /// <summary>True when records of this node rest on the copy: a person then decides, since a case may lose its evidence.</summary>
    private async ValueTask<bool> UsedAsync(RecordView copy, CancellationToken cancel) =>
        (await records.LinksAsync(Looking, copy.Id, cancel)).TryGet(out var links)
        && links.Any(l => !l.Outgoing && l.Other.Owner == identity.Node && !l.Other.Withdrawn
            && l.Other.Kind != Share.Kind.Name && l.Other.Kind != Permission.Kind.Name && l.Other.Kind != Recall.Kind.Name);

    /// <summary>Recalls the copy from those who had it from here.</summary>
    /// <returns>The duty, with whom it was forwarded to.</returns>
    private async ValueTask<Outcome<RecallDuty>> ForwardAsync(RecordView view, RecallDuty duty, RecordView copy, Instant now, CancellationToken cancel)
    {
        var shares = (await desk.SharesOfAsync(Session, copy.Id, cancel)).Where(s => s.Header.State is Share.Sent or Share.Recalled).Select(s => s.As<Share>()).ToArray();
        if (shares.Length == 0) return duty;
        // It is noted in the transaction that starts it, so that it is forwarded once.
        var next = duty with { Forwarded = duty.Number, PassedOnTo = [.. shares.Select(s => s.Partner).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
        var session = Session with { Work = new(copy.Header.Purposes.First(), "Palermo: recall") };
        var started = await recalls.StartAsync(session, copy.Id, duty.What, duty.Why, duty.Words, now, new(duty.From, duty.Theirs),
            [new RecordChange.Edit(view.Id, next) { Reason = "forwarded to those who had it from here" }], cancel);
        return started.Then(_ => next);
    }

    private async ValueTask<bool> AnswerAsync(RecordId id, RecallDuty duty, RecallAnswer answer, string? reason, Instant now, CancellationToken cancel)
    {
        // Found anew: what was done before a crash has its entry as well.
        var entry = (await audit.AboutAsync(Looking, duty.Copy, 50, cancel)).FirstOrDefault(e => answer == RecallAnswer.Applied && e.Action is "erase" or "withdraw" or "edit" or "write" or "create");
        var proof = new RecallProof(identity.Node, duty.Theirs, duty.Copy, answer, entry?.Action ?? "none", entry?.Sequence ?? 0, entry?.Hash ?? "", now);
        var done = duty with { Answer = answer, Reason = reason, Proof = proof.Sign(identity) };
        var written = await records.WriteAsync(Session, [new RecordChange.Edit(id, done) { Reason = "recall answered" }, new RecordChange.Step(id, "answer") { Reason = "recall answered" }], [AnswerOf(done, identity.Node)], cancel: cancel);
        return written.Done;
    }

    /// <summary>A person decides on a recall that touches records of this node: it is carried out, or refused with the reason.</summary>
    /// <param name="refusal">Why it is refused; null: it is carried out.</param>
    public async ValueTask<Outcome<RecordView>> DecideAsync(Session session, RecordId duty, string? refusal, CancellationToken cancel = default)
    {
        var read = await records.ReadAsync(session, duty, cancel: cancel);
        if (!read.TryGet(out var view)) return Outcome<RecordView>.Refused(read.Refusals);
        if (view.Kind.Name != RecallDuty.Kind.Name || view.Header.State != RecallDuty.Undecided) return new Refusal("recall.decided", "Nothing is to be decided here.");
        var next = view.As<RecallDuty>() with { Decided = true, Reason = string.IsNullOrWhiteSpace(refusal) ? null : refusal.Trim() };
        return (await records.WriteAsync(session, [new RecordChange.Edit(duty, next, view.ETag) { Reason = "decided" }, new RecordChange.Step(duty, "decide") { Reason = "decided" }], cancel: cancel)).Then(w => w[^1]);
    }
}
