using NodaTime;

namespace Palermo.Kernel;

/// <summary>A new request, or information without being asked, as it goes: the payload of <c>request/1</c>.</summary>
public sealed record RequestNotice(
    string Number, string Subject, string Question, Urgency Urgency, bool DirectlyAccessible, string Purpose, string? LegalBasis, string? CaseReference, IReadOnlyList<string>? About, int? AgreedHours, bool Information)
{
    public const string Message = "request/1";
}

/// <summary>A move in a thread: the payload of <c>request-move/1</c>.</summary>
/// <param name="Thread">The number by which both find it.</param>
public sealed record RequestMove(string Thread, ThreadMove Move, string Words, Usefulness? Usefulness = null)
{
    public const string Message = "request-move/1";
}

/// <summary>What somebody wants to ask, or to tell.</summary>
public sealed record RequestOrder(string Partner, string Subject, string Question, string Purpose, Urgency Urgency = Urgency.Normal, bool DirectlyAccessible = false, IReadOnlyList<string>? About = null, bool Information = false);

/// <summary>Requests, answers and all between: each move is checked as a sharing is, and commits with its message.</summary>
public sealed class RequestDesk(IRecords records, SharingDesk desk, string node, RecordIdSource ids)
{
    /// <summary>Everything that stands in the way of words to a partner.</summary>
    public async ValueTask<IReadOnlyList<Refusal>> CheckAsync(Session session, string partner, string purpose, IEnumerable<(string Field, string Words)> texts, Instant now, CancellationToken cancel = default)
    {
        List<Refusal> refusals = [];
        var profile = await desk.PartnerAsync(session, partner, cancel);
        if (!profile.TryGet(out var known)) return profile.Refusals;
        var today = now.InUtc().Date;
        if (known.Barred is { Length: > 0 } barred) refusals.Add(new("release.barred", $"{known.Name} is barred: {barred.TrimEnd('.')}.", "INTERPOL RPD, Art. 58", "partner"));
        if (purpose == Purpose.Protection || !known.Purposes.Contains(purpose)) refusals.Add(new("release.partner-purpose", $"{known.Name} receives nothing for {purpose}.", "the agreement with the partner", "purpose"));
        else if (known.GatewayFor(purpose, today) is null) refusals.Add(new("release.gateway", $"No legal gateway to {known.Name} for {purpose} is in force on {today:uuuu-MM-dd}.", "Directive (EU) 2016/680, Art. 35(1)(b)", "partner"));
        foreach (var (field, words) in texts) refusals.AddRange(await desk.WordsAsync(session, known, words, field, today, cancel));
        return [.. refusals.Distinct()];
    }

    /// <summary>Asks a partner, or informs it: at once, or as a draft for a second person where the partner's profile asks for four eyes.</summary>
    public async ValueTask<Outcome<RecordView>> AskAsync(Session session, RequestOrder order, Instant now, CancellationToken cancel = default)
    {
        var refusals = await CheckAsync(session, order.Partner, order.Purpose, [("subject", order.Subject), ("question", order.Question), .. (order.About ?? []).Select(a => ("about", a))], now, cancel);
        var id = ids.Next();
        var thread = new RequestThread(id.ToString(), RequestThread.KeyOf(node, id.ToString()), node, order.Partner, order.Question, order.Urgency, order.DirectlyAccessible, [],
            order.Subject, order.Purpose, session.Work.LegalBasis, session.Work.CaseReference, order.About, Information: order.Information);
        var faults = RequestKind.Kind.Validate(thread).ToArray();
        if (refusals.Count + faults.Length > 0) return Outcome<RecordView>.Refused([.. faults, .. refusals]);
        var partner = (await desk.PartnerAsync(session, order.Partner, cancel)).Value;
        if (!order.Information) thread = thread with { AgreedHours = partner.AgreedHours(order.Urgency, order.DirectlyAccessible) };
        var header = HeaderOf(id, node, session.Actor.Organisation, order.Purpose, now);
        var draft = new RecordChange.Create(header, thread);
        if (partner.FourEyes) return (await records.WriteAsync(session, [draft], cancel: cancel)).Then(w => w[0]);
        var first = thread.With(new(order.Information ? ThreadMove.Inform : ThreadMove.Request, node, now, order.Question));
        if (!first.TryGet(out var sent)) return Outcome<RecordView>.Refused(first.Refusals);
        return (await records.WriteAsync(session, [draft, new RecordChange.Edit(id, sent) { Reason = "sent" }, new RecordChange.Step(id, "to-" + RequestKind.Sent) { Reason = "sent" }], [MessageOf(sent)], cancel: cancel)).Then(w => w[^1]);
    }

    private static OutgoingMessage MessageOf(RequestThread thread) => new(thread.Answerer, ConversationOf(thread), RequestNotice.Message,
        Payloads.Write(new RequestNotice(thread.Ours, thread.Subject, thread.Question, thread.Urgency, thread.DirectlyAccessible, thread.Purpose, thread.LegalBasis, thread.CaseReference, thread.About, thread.AgreedHours, thread.Information)), null);

    /// <summary>The conversation in which the messages of a thread go.</summary>
    public static string ConversationOf(RequestThread thread) => "request/" + thread.Theirs;

    private static RecordHeader HeaderOf(RecordId id, string owner, string source, string purpose, Instant now) => new(
        id, RequestKind.Kind.Name, owner, RequestKind.Draft, RequestKind.Kind.DefaultHandling, RequestKind.Kind.DefaultPurposes.With(purpose), default, new(source), RequestKind.Kind.Retention.ReviewDate(now.InUtc().Date), []);

    /// <summary>A second person sends a draft.</summary>
    public async ValueTask<Outcome<RecordView>> ApproveAsync(Session session, RecordId id, Instant now, CancellationToken cancel = default)
    {
        var read = await ThreadAsync(session, id, cancel);
        if (!read.TryGet(out var view)) return Outcome<RecordView>.Refused(read.Refusals);
        var thread = view.As<RequestThread>();
        if (view.Header.State != RequestKind.Draft) return new Refusal("thread.state", "It was sent before.");
        if (view.CreatedBy == session.Actor.Id || view.ChangedBy == session.Actor.Id) return new Refusal("workflow.four-eyes", "A second person must approve: you wrote it.");
        var refusals = await CheckAsync(session, thread.Answerer, thread.Purpose, [("subject", thread.Subject), ("question", thread.Question), .. (thread.About ?? []).Select(a => ("about", a))], now, cancel);
        if (refusals.Count > 0) return Outcome<RecordView>.Refused(refusals);
        var moved = thread.With(new(thread.Information ? ThreadMove.Inform : ThreadMove.Request, node, now, thread.Question));
        if (!moved.TryGet(out var sent)) return Outcome<RecordView>.Refused(moved.Refusals);
        return (await records.WriteAsync(session, [new RecordChange.Edit(id, sent, view.ETag) { Reason = "approved" }, new RecordChange.Step(id, "to-" + RequestKind.Sent) { Reason = "approved" }], [MessageOf(sent)], cancel: cancel)).Then(w => w[^1]);
    }

    /// <summary>A thread, as the session may see it.</summary>
    internal async ValueTask<Outcome<RecordView>> ThreadAsync(Session session, RecordId id, CancellationToken cancel)
    {
        var read = await records.ReadAsync(session, id, cancel: cancel);
        if (read.TryGet(out var view) && view.Kind.Name != RequestKind.Kind.Name) return Refusal.NotFound;
        return read;
    }

    /// <summary>Makes a move of this side and tells the other.</summary>
    public async ValueTask<Outcome<RecordView>> MoveAsync(Session session, RecordId id, ThreadMove move, string words, Instant now, Usefulness? usefulness = null, CancellationToken cancel = default)
    {
        var prepared = await PrepareMoveAsync(session, id, move, words, now, usefulness, cancel);
        if (!prepared.TryGet(out var made)) return Outcome<RecordView>.Refused(prepared.Refusals);
        return (await records.WriteAsync(session, made.Changes, [made.Message], cancel: cancel)).Then(w => w[^1]);
    }

    /// <summary>A move with its message, checked and not written: for those who write it together with something else.</summary>
    internal async ValueTask<Outcome<PreparedMove>> PrepareMoveAsync(Session session, RecordId id, ThreadMove move, string words, Instant now, Usefulness? usefulness, CancellationToken cancel)
    {
        var read = await ThreadAsync(session, id, cancel);
        if (!read.TryGet(out var view)) return Outcome<PreparedMove>.Refused(read.Refusals);
        var thread = view.As<RequestThread>();
        var other = thread.Asker == node ? thread.Answerer : thread.Asker;
        if (view.Header.State == RequestKind.Draft) return new Refusal("thread.draft", "It has not been sent: a second person approves it first.");
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(words) && move is ThreadMove.Ask or ThreadMove.Reply or ThreadMove.PartialAnswer or ThreadMove.FinalAnswer or ThreadMove.Refuse) refusals.Add(new("thread.words", "Say it in words.", Field: "words"));
        if (words.Length > 10_000) refusals.Add(new("body.length", "At most 10000 characters are sent.", Field: "words"));
        refusals.AddRange(await CheckAsync(session, other, thread.Purpose, [("words", words)], now, cancel));
        var moved = thread.With(new(move, node, now, words.Trim(), usefulness));
        refusals.AddRange(moved.Refusals);
        if (refusals.Count > 0) return Outcome<PreparedMove>.Refused(refusals);
        var message = new OutgoingMessage(other, ConversationOf(thread), RequestMove.Message, Payloads.Write(new RequestMove(thread.Theirs!, move, words.Trim(), usefulness)), null);
        return new PreparedMove(ChangesOf(view, moved.Value), message);
    }

    /// <summary>What a move changes here, and what it tells the other side.</summary>
    internal sealed record PreparedMove(IReadOnlyList<RecordChange> Changes, OutgoingMessage Message);

    private static List<RecordChange> ChangesOf(RecordView view, RequestThread next)
    {
        List<RecordChange> changes = [new RecordChange.Edit(view.Id, next) { Reason = next.Entries[^1].Move.ToString() }];
        if (next.StateOf() is var state && state != view.Header.State) changes.Add(new RecordChange.Step(view.Id, "to-" + state) { Reason = next.Entries[^1].Move.ToString() });
        return changes;
    }

    /// <summary>Takes in a partner's request.</summary>
    public static ValueTask<Outcome<MessageEffect>> ReceiveAsync(IncomingMessage message, MessageContext context, CancellationToken cancel)
    {
        var read = Payloads.Read<RequestNotice>(message.Payload);
        if (!read.TryGet(out var asked)) return ValueTask.FromResult(Outcome<MessageEffect>.Refused(read.Refusals));
        if (!Role.Exchange.Purposes.Contains(asked.Purpose) || asked.Number.Length > 80) return ValueTask.FromResult<Outcome<MessageEffect>>(new Refusal("message.malformed", "A request names its number and a purpose of the exchange."));
        var id = context.Ids.Next();
        var thread = new RequestThread(id.ToString(), RequestThread.KeyOf(message.From, asked.Number), message.From, context.Node, asked.Question, asked.Urgency, asked.DirectlyAccessible, [],
            asked.Subject, asked.Purpose, asked.LegalBasis, asked.CaseReference, asked.About, asked.AgreedHours, asked.Information)
            .With(new(asked.Information ? ThreadMove.Inform : ThreadMove.Request, message.From, context.Now, asked.Question));
        if (!thread.TryGet(out var received)) return ValueTask.FromResult(Outcome<MessageEffect>.Refused(thread.Refusals));
        var faults = RequestKind.Kind.Validate(received).ToArray();
        if (faults.Length > 0) return ValueTask.FromResult<Outcome<MessageEffect>>(faults);
        return ValueTask.FromResult<Outcome<MessageEffect>>(new MessageEffect(
            [new RecordChange.Create(HeaderOf(id, context.Node, message.From, asked.Purpose, context.Now), received), new RecordChange.Step(id, "to-" + RequestKind.Sent) { Reason = "received" }], []));
    }

    /// <summary>Takes in a partner's move.</summary>
    public static async ValueTask<Outcome<MessageEffect>> ReceiveMoveAsync(IncomingMessage message, MessageContext context, CancellationToken cancel)
    {
        var read = Payloads.Read<RequestMove>(message.Payload);
        if (!read.TryGet(out var made)) return Outcome<MessageEffect>.Refused(read.Refusals);
        if (made.Words.Length > 10_000 || made.Thread.Length > 120) return new Refusal("message.malformed", "The move is longer than any may be.");
        var found = await context.Records.ListAsync(context.Session, new(RequestKind.Kind.Name, Identifier: (RequestKind.Identifier, made.Thread)), 1, cancel: cancel);
        if (found.Rows.Count == 0 || !(await context.Records.ReadAsync(context.Session, found.Rows[0].Id, cancel: cancel)).TryGet(out var view)) return new Refusal("thread.unknown", "There is no such request.");
        var thread = view.As<RequestThread>();
        if (message.From != thread.Asker && message.From != thread.Answerer) return new Refusal("thread.unknown", "There is no such request.");
        // By this node's clock: two clocks that differ must not break a thread.
        var at = thread.Entries.Count > 0 && thread.Entries[^1].At > context.Now ? thread.Entries[^1].At : context.Now;
        var moved = thread.With(new(made.Move, message.From, at, made.Words, made.Usefulness));
        return moved.TryGet(out var next) ? new MessageEffect(ChangesOf(view, next), []) : Outcome<MessageEffect>.Refused(moved.Refusals);
    }
}
