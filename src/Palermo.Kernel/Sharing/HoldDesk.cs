using NodaTime;

namespace Palermo.Kernel;

/// <summary>A hold as it goes to other nodes: the payload of <c>hold/1</c>. There is no field for a reason, and none for the authority behind it.</summary>
public sealed record HoldNotice(RecordId Hold, string Subject, IReadOnlyList<HeldStep> Blocks, string Ask, LocalDate Since, LocalDate ReviewOn)
{
    public const string Message = "hold/1";
}

/// <summary>The end of a hold: the payload of <c>hold-lifted/1</c>.</summary>
public sealed record HoldLifted(RecordId Hold, LocalDate On)
{
    public const string Message = "hold-lifted/1";
}

/// <summary>Sets and lifts holds, here and at the partners that have a copy. A hold is in force here with the commit, and there when the message arrives.</summary>
public sealed class HoldDesk(IRecords records, SharingDesk desk, string node, RecordIdSource ids)
{
    /// <summary>Sets a hold on a record.</summary>
    /// <param name="ask">Whom others are told to ask: it must not say why.</param>
    public async ValueTask<Outcome<RecordView>> SetAsync(Session session, RecordId record, IReadOnlyList<HeldStep> blocks, string ask, LocalDate reviewOn, Instant now, CancellationToken cancel = default)
    {
        var read = await records.ReadAsync(session, record, cancel: cancel);
        if (!read.TryGet(out var view)) return Outcome<RecordView>.Refused(read.Refusals);
        HashSet<string> partners = [.. (await desk.SharesOfAsync(session, record, cancel)).Where(s => s.Header.State is Share.Sent or Share.Recalled).Select(s => s.As<Share>().Partner)];
        if (view.Header.Owner != node) partners.Add(view.Header.Owner);
        return await SetAsync(session, HoldReference.Of(record), blocks, ask, reviewOn, partners, now, cancel);
    }

    /// <summary>Sets a hold under a reference, such as one that lies behind the wall, here and at partners.</summary>
    public async ValueTask<Outcome<RecordView>> SetAsync(
        Session session, string subject, IReadOnlyList<HeldStep> blocks, string ask, LocalDate reviewOn, IReadOnlyCollection<string> partners, Instant now, CancellationToken cancel = default)
    {
        var today = now.InUtc().Date;
        // Whom to ask must not say why.
        var telling = FreeText.Problems(ask, "ask").ToArray();
        if (telling.Length > 0) return telling;
        var hold = new Hold(subject, blocks, session.Actor.Organisation, ask, today, reviewOn);
        var header = new RecordHeader(ids.Next(), Hold.Kind.Name, node, Hold.Kind.Workflow.Initial.Name, Hold.Kind.DefaultHandling, Hold.Kind.DefaultPurposes, default, new(node), Hold.Kind.Retention.ReviewDate(today), []);
        var notice = Payloads.Write(new HoldNotice(header.Id, subject, blocks, ask, today, reviewOn));
        return (await records.WriteAsync(session, [new RecordChange.Create(header, hold)], MessagesTo(partners, subject, HoldNotice.Message, notice), cancel: cancel)).Then(w => w[0]);
    }

    private static OutgoingMessage[] MessagesTo(IEnumerable<string> partners, string subject, string message, byte[] payload) =>
        [.. partners.Order(StringComparer.Ordinal).Select(p => new OutgoingMessage(p, "hold/" + subject, message, payload, null))];

    /// <summary>Lifts a hold: only who set it may.</summary>
    /// <param name="partners">Partners that were told of it.</param>
    public async ValueTask<Outcome<RecordView>> LiftAsync(Session session, RecordId hold, IReadOnlyCollection<string> partners, Instant now, CancellationToken cancel = default)
    {
        var read = await records.ReadAsync(session, hold, cancel: cancel);
        if (!read.TryGet(out var view)) return Outcome<RecordView>.Refused(read.Refusals);
        if (view.Kind.Name != Hold.Kind.Name) return Refusal.NotFound;
        var body = view.As<Hold>();
        var today = now.InUtc().Date;
        if (view.Header.Owner != node || session.Actor.Organisation != body.SetBy)
            return new Refusal("hold.only-who-set-it", $"Only the authority that set the hold may lift it: ask {body.Ask}.");
        // The reason of a version is read by everybody who sees the hold: it says no more than that.
        const string Why = "lifted by the authority that set it";
        return (await records.WriteAsync(session, [new RecordChange.Edit(hold, body with { LiftedOn = today }, view.ETag) { Reason = Why }, new RecordChange.Step(hold, "lift") { Reason = Why }],
            MessagesTo(partners, body.Subject, HoldLifted.Message, Payloads.Write(new HoldLifted(hold, today))), cancel: cancel)).Then(w => w[^1]);
    }

    /// <summary>Partners that may have to be told when a hold on a record is lifted: those that have a copy, and its owner.</summary>
    public async ValueTask<IReadOnlyCollection<string>> PartnersOfAsync(Session session, RecordId record, CancellationToken cancel = default)
    {
        HashSet<string> partners = [.. (await desk.SharesOfAsync(session, record, cancel)).Select(s => s.As<Share>().Partner)];
        if ((await records.ReadAsync(session, record, cancel: cancel)).TryGet(out var view) && view.Header.Owner != node) partners.Add(view.Header.Owner);
        return partners;
    }

    /// <summary>Takes in a partner's hold: from then on it blocks here, whoever asks.</summary>
    public static ValueTask<Outcome<MessageEffect>> ReceiveAsync(IncomingMessage message, MessageContext context, CancellationToken cancel)
    {
        var read = Payloads.Read<HoldNotice>(message.Payload);
        if (!read.TryGet(out var notice)) return ValueTask.FromResult(Outcome<MessageEffect>.Refused(read.Refusals));
        var hold = new Hold(notice.Subject, notice.Blocks, message.From, notice.Ask, notice.Since, notice.ReviewOn);
        var problems = Hold.Kind.Validate(hold).ToArray();
        if (problems.Length > 0) return ValueTask.FromResult<Outcome<MessageEffect>>(problems);
        var header = new RecordHeader(notice.Hold, Hold.Kind.Name, message.From, Hold.Kind.Workflow.Initial.Name, Hold.Kind.DefaultHandling, Hold.Kind.DefaultPurposes, default,
            new(message.From), Hold.Kind.Retention.ReviewDate(context.Now.InUtc().Date), []);
        return ValueTask.FromResult<Outcome<MessageEffect>>(new MessageEffect([new RecordChange.Create(header, hold)], [], ByPartner: true));
    }

    /// <summary>Takes in that a partner lifted its hold.</summary>
    public static async ValueTask<Outcome<MessageEffect>> ReceiveLiftAsync(IncomingMessage message, MessageContext context, CancellationToken cancel)
    {
        var read = Payloads.Read<HoldLifted>(message.Payload);
        if (!read.TryGet(out var lifted)) return Outcome<MessageEffect>.Refused(read.Refusals);
        if (!(await context.Records.ReadAsync(context.Session, lifted.Hold, cancel: cancel)).TryGet(out var view) || view.Kind.Name != Hold.Kind.Name || view.Header.Owner != message.From)
            return new Refusal("hold.unknown", "There is no such hold of that node.");
        return new MessageEffect([new RecordChange.Edit(lifted.Hold, view.As<Hold>() with { LiftedOn = lifted.On }) { Reason = "lifted by the authority that set it" }], [], ByPartner: true);
    }
}
