using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>A drafted answer as verbs and the API give it: the text, and by record what leaves, what stays and why.</summary>
internal sealed record AnswerDocument(string Thread, string Partner, string Language, string Text, IReadOnlyList<AnswerDocument.Source> Records)
{
    /// <param name="Number">Its number in the text; null when nothing of it leaves.</param>
    /// <param name="Sha256">To be sent back with the answer: what was seen is what goes.</param>
    internal sealed record Source(string Record, string Kind, int? Number, bool Leaves, bool PartnerHasIt, string? Sha256, IReadOnlyList<Refusal> Refusals, IReadOnlyList<PreviewDocument.Line> Fields);

    public static AnswerDocument Of(AnswerDraft draft, string? language)
    {
        var chosen = language ?? draft.PartnersLanguage;
        var number = 0;
        return new(draft.Thread.Theirs ?? draft.Thread.Ours, draft.Partner.Node, chosen, draft.Write(chosen, Web.Entry.FieldText.Of),
        [
            .. draft.Sources.Select(s => new Source(s.Record.Id.ToString(), s.Record.Kind.Name, s.Leaves ? ++number : null, s.Leaves, s.Already, s.Leaves ? s.Preview.Sha256 : null, s.Preview.Refusals,
                [.. s.Preview.Fields.Select(f => new PreviewDocument.Line(f.Field.Name, f.Statement, f.Leaves, f.Kept))])),
        ]);
    }
}

/// <summary>What waits at the desk, as verbs and the API give it: numbers and what is needed to decide, no bodies of records.</summary>
internal sealed record InboxDocument(
    IReadOnlyList<InboxDocument.Thread> ToAnswer, IReadOnlyList<InboxDocument.Thread> WaitsForOthers, IReadOnlyList<InboxDocument.Thread> DraftsToApprove,
    IReadOnlyList<InboxDocument.Waiting> SharesToApprove, IReadOnlyList<InboxDocument.Question> PermissionsAsked, IReadOnlyList<InboxDocument.Duty> RecallsToDecide)
{
    internal sealed record Thread(string Id, string Subject, string From, string To, Urgency Urgency, string State, NodaTime.Instant? Due);
    internal sealed record Waiting(string Id, string Record, string Kind, string Partner, string Purpose, string PreparedBy, IReadOnlyList<string> Leaves, IReadOnlyList<string> Stays, IReadOnlyList<ApprovalAs> Approved);
    internal sealed record Question(string Id, string Record, string AskedBy, string Recipient, string Purpose, IReadOnlyList<string> Codes, string Words);
    internal sealed record Duty(string Id, string From, RecallKind What, string Words);

    public static InboxDocument Of(SharingInbox inbox) => new(
        [.. inbox.Mine.Select(Of)], [.. inbox.Theirs.Select(Of)], [.. inbox.Drafts.Select(Of)],
        [.. inbox.Shares.Select(v => v.As<Share>() is var s ? new Waiting(v.Id.ToString(), s.Item, s.ItemKind, s.Partner, s.Purpose, v.CreatedBy, s.Left, s.KeptBack, [.. (s.Approvals ?? []).Select(a => a.As)]) : null!)],
        [.. inbox.Questions.Select(v => v.As<Permission>() is var p ? new Question(v.Id.ToString(), p.Item.ToString(), p.AskedBy, p.Recipient, p.Purpose, p.Codes, p.Words) : null!)],
        [.. inbox.Duties.Select(v => v.As<RecallDuty>() is var d ? new Duty(v.Id.ToString(), d.From, d.What, d.Words) : null!)]);

    private static Thread Of(RecordView view)
    {
        var thread = view.As<RequestThread>();
        return new(view.Id.ToString(), thread.Subject, thread.Asker, thread.Answerer, thread.Urgency, view.Header.State, thread.Due());
    }
}
