namespace Palermo.Kernel;

/// <summary>Taking in copies of partners' records: the message <c>record/1</c>.</summary>
public static class RecordMessages
{
    /// <summary>
    /// Stores the copy as a record of the same kind that the sender owns, or as a new version of the copy that is here. Unknown kinds, kinds of
    /// protection and bodies that break a rule are refused with the reason.
    /// </summary>
    public static async ValueTask<Outcome<MessageEffect>> ReceiveAsync(Declarations declared, IncomingMessage message, MessageContext context, CancellationToken cancel)
    {
        var read = ReleasedRecord.Read(message.Payload);
        if (!read.TryGet(out var released)) return Outcome<MessageEffect>.Refused(read.Refusals);
        // A kind of protection is no kind here: who asks by sending learns nothing of this node.
        if (declared.FindKind(released.Kind) is not { Compartment: Compartment.General } kind || kind.Room == "shared")
            return new Refusal("record.kind", $"This node takes no records of the kind '{released.Kind}'.", Field: "kind");
        if (released.BodyVersion > kind.BodyVersion) return new Refusal("record.version", "This node knows only earlier versions of the kind.", Field: "bodyVersion");
        var body = released.Body;
        if (released.BodyVersion < kind.BodyVersion)
        {
            if (released.BodyVersion < 1) return new Refusal("record.version", "There is no such version of the kind.", Field: "bodyVersion");
            for (var version = released.BodyVersion; version < kind.BodyVersion; version++) body = kind.Upgrades[version](body);
        }
        var parsed = kind.Parse(body);
        var today = context.Now.InUtc().Date;
        List<Refusal> refusals = [.. parsed.Refusals];
        if (released.Purposes.Count != 1 || released.Purposes.First() is not { } purpose || purpose is Purpose.Protection or Purpose.Oversight or Purpose.Administration)
            return new Refusal("record.purpose", "A record is shared for one purpose, and never for that of protection.", Field: "purposes");
        var header = released.HeaderOf(message.From, kind.Workflow.Initial.Name);
        refusals.AddRange(header.Problems(kind, today));
        if (refusals.Count > 0) return refusals.ToArray();
        var session = context.Session with { Work = new(purpose, released.LegalBasis ?? released.Gateway) };
        string[] looks = [purpose, .. Purpose.All.Keys.Where(p => p != purpose && Role.Exchange.Purposes.Contains(p))];
        foreach (var looked in looks)
        {
            var before = await context.Records.ReadAsync(session with { Work = session.Work with { Purpose = looked } }, released.Copy, cancel: cancel);
            if (before.Refusals.Any(r => r.Code == "record.erased")) return new Refusal("record.erased", "The copy was erased here: send it under a new name.");
            if (!before.TryGet(out var view)) continue;
            if (view.Header.Owner != message.From || view.Kind.Name != kind.Name) return new Refusal("record.id", "This name cannot be used here.");
            // It may now be used for both purposes: each was released.
            var next = header with { State = view.Header.State, Purposes = [.. view.Header.Purposes, purpose], NeedToKnow = view.Header.NeedToKnow };
            return new MessageEffect([new RecordChange.Edit(released.Copy, parsed.Value, Header: next) { Reason = $"sent anew by {message.From}" }], [], ByPartner: true, Purpose: looked);
        }
        return new MessageEffect([new RecordChange.Create(header, parsed.Value)], [], ByPartner: true, Purpose: purpose);
    }
}
