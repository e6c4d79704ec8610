using NodaTime;

namespace Palermo.Kernel;

/// <summary>Asking the originator whether a copy may be passed on: the payload of <c>permission-request/1</c>.</summary>
/// <param name="Number">Number of the question at the asker.</param>
public sealed record PermissionAsked(string Number, string Copy, IReadOnlyList<string> Codes, string Recipient, string Purpose, string Words)
{
    public const string Message = "permission-request/1";
}

/// <summary>The originator's decision: the payload of <c>permission/1</c>.</summary>
public sealed record PermissionGivenNotice(string Number, RecordId Id, RecordId Copy, IReadOnlyList<string> Codes, string Recipient, string Purpose, string Words, PermissionDecision Decision, LocalDate DecidedOn, LocalDate? ValidUntil, string? Conditions)
{
    public const string Message = "permission/1";
}

/// <summary>The originator's consent, asked and given as messages.</summary>
public sealed class PermissionDesk(IRecords records, string node, RecordIdSource ids)
{
    /// <summary>Asks the owner of a copy whether it may go to another partner.</summary>
    public async ValueTask<Outcome<RecordView>> AskAsync(Session session, RecordId copy, IReadOnlyList<string> codes, string recipient, string purpose, string words, Instant now, CancellationToken cancel = default)
    {
        var read = await records.ReadAsync(session, copy, cancel: cancel);
        if (!read.TryGet(out var view)) return Outcome<RecordView>.Refused(read.Refusals);
        if (view.Header.Owner == node) return new Refusal("permission.own", "The record is this node's own: no originator need be asked.");
        var telling = FreeText.Problems(words, "words").ToArray();
        if (telling.Length > 0) return telling;
        var body = new Permission(copy, codes, node, recipient, purpose, words);
        var header = HeaderOf(ids.Next(), node, session.Actor.Organisation, purpose, now);
        var message = new OutgoingMessage(view.Header.Owner, "permission/" + header.Id, PermissionAsked.Message, Payloads.Write(new PermissionAsked(header.Id.ToString(), copy.ToString(), codes, recipient, purpose, words)), null);
        return (await records.WriteAsync(session, [new RecordChange.Create(header, body)], [message], cancel: cancel)).Then(w => w[0]);
    }

    /// <summary>Decides on a question that a partner asked, and tells it.</summary>
    public async ValueTask<Outcome<RecordView>> DecideAsync(Session session, RecordId question, bool granted, LocalDate? validUntil, string? conditions, Instant now, CancellationToken cancel = default)
    {
        var read = await records.ReadAsync(session, question, cancel: cancel);
        if (!read.TryGet(out var view)) return Outcome<RecordView>.Refused(read.Refusals);
        if (view.Kind.Name != Permission.Kind.Name || view.Header.Owner != node || view.As<Permission>() is not { Decision: PermissionDecision.Asked } asked || asked.AskedBy == node || view.Header.Provenance.Reference is not { } number)
            return new Refusal("permission.state", "This is no open question of a partner.");
        var telling = FreeText.Problems(conditions ?? "", "conditions").ToArray();
        if (telling.Length > 0) return telling;
        var today = now.InUtc().Date;
        var next = asked with { Decision = granted ? PermissionDecision.Granted : PermissionDecision.Refused, DecidedOn = today, ValidUntil = granted ? validUntil : null, Conditions = conditions };
        var (theirs, copy) = number.Split(' ') is [var n, var c] && RecordId.TryParse(c, null, out var named) ? (n, named) : ("", asked.Item);
        var notice = new PermissionGivenNotice(theirs, ids.Next(), copy, next.Codes, next.Recipient, next.Purpose, next.Words, next.Decision, today, next.ValidUntil, conditions);
        var message = new OutgoingMessage(asked.AskedBy, "permission/" + theirs, PermissionGivenNotice.Message, Payloads.Write(notice), null);
        return (await records.WriteAsync(session, [new RecordChange.Edit(question, next, view.ETag) { Reason = granted ? "granted" : "refused" }], [message], cancel: cancel)).Then(w => w[0]);
    }

    private static RecordHeader HeaderOf(RecordId id, string owner, string source, string purpose, Instant now, string? reference = null) => new(
        id, Permission.Kind.Name, owner, Permission.Kind.Workflow.Initial.Name, Permission.Kind.DefaultHandling, Permission.Kind.DefaultPurposes.With(purpose), default,
        new(source, reference), Permission.Kind.Retention.ReviewDate(now.InUtc().Date), []);

    /// <summary>Takes in a partner's question. Who never got the record is told what one is told of a record that does not exist.</summary>
    public static async ValueTask<Outcome<MessageEffect>> ReceiveQuestionAsync(IncomingMessage message, MessageContext context, CancellationToken cancel)
    {
        var read = Payloads.Read<PermissionAsked>(message.Payload);
        if (!read.TryGet(out var asked)) return Outcome<MessageEffect>.Refused(read.Refusals);
        if (!Role.Exchange.Purposes.Contains(asked.Purpose) || asked.Number.Length > 80 || asked.Number.Contains(' ', StringComparison.Ordinal)) return new Refusal("message.malformed", "A question names a purpose of the exchange and its own number.");
        var session = context.Session with { Work = new(asked.Purpose) };
        RecordId? item = null;
        await foreach (var share in context.Records.ScanAsync(session, new(Share.Kind.Name, Identifier: (Share.CopyIdentifier, asked.Copy)), cancel: cancel))
            if (share.As<Share>() is var entry && entry.Partner == message.From && share.Header.State == Share.Sent) item = entry.Record;
        if (item is not { } record || !(await context.Records.ReadAsync(session, record, cancel: cancel)).Done) return Refusal.NotFound;
        var body = new Permission(record, asked.Codes, message.From, asked.Recipient, asked.Purpose, asked.Words);
        var problems = Permission.Kind.Validate(body).ToArray();
        if (problems.Length > 0) return problems;
        return new MessageEffect([new RecordChange.Create(HeaderOf(context.Ids.Next(), context.Node, message.From, asked.Purpose, context.Now, $"{asked.Number} {asked.Copy}"), body)], [], Purpose: asked.Purpose);
    }

    /// <summary>Takes in the originator's decision: a record that the originator owns.</summary>
    public static ValueTask<Outcome<MessageEffect>> ReceiveDecisionAsync(IncomingMessage message, MessageContext context, CancellationToken cancel)
    {
        var read = Payloads.Read<PermissionGivenNotice>(message.Payload);
        if (!read.TryGet(out var given)) return ValueTask.FromResult(Outcome<MessageEffect>.Refused(read.Refusals));
        if (given.Decision == PermissionDecision.Asked || !Role.Exchange.Purposes.Contains(given.Purpose)) return ValueTask.FromResult<Outcome<MessageEffect>>(new Refusal("message.malformed", "A permission is granted or refused, for a purpose of the exchange."));
        var body = new Permission(given.Copy, given.Codes, context.Node, given.Recipient, given.Purpose, given.Words, given.Decision, given.DecidedOn, given.ValidUntil, given.Conditions);
        var problems = Permission.Kind.Validate(body).ToArray();
        if (problems.Length > 0) return ValueTask.FromResult<Outcome<MessageEffect>>(problems);
        return ValueTask.FromResult<Outcome<MessageEffect>>(new MessageEffect([new RecordChange.Create(HeaderOf(given.Id, message.From, message.From, given.Purpose, context.Now, given.Number), body)], [], ByPartner: true, Purpose: given.Purpose));
    }
}
