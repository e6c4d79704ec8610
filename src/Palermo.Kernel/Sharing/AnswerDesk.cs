using NodaTime;

namespace Palermo.Kernel;

/// <summary>What an answer is to rest on.</summary>
/// <param name="Records">Own records, in the order in which the answer numbers them.</param>
/// <param name="RuleSet">Name of a rule set; null: every field that may leave.</param>
/// <param name="Why">For a partner to whom data goes by derogation: why this transfer is needed.</param>
public sealed record AnswerOrder(RecordId Thread, IReadOnlyList<RecordId> Records, string? RuleSet = null, string? Why = null);

/// <summary>
/// Answers from own records: drafts them from what may go to the partner, and sends them together with the copies that they rest on, so that a
/// recall reaches what the words say. The release decision is asked for the draft and again when it is sent.
/// </summary>
public sealed class AnswerDesk(IRecords records, SharingDesk sharing, RequestDesk requests, string node)
{
    /// <summary>Records that one answer rests on at most.</summary>
    public const int MostRecords = 20;

    /// <summary>Looks at what of each record may go to the partner. Nothing is written but the log of reading.</summary>
    public async ValueTask<Outcome<AnswerDraft>> DraftAsync(Session session, AnswerOrder order, Instant now, CancellationToken cancel = default)
    {
        var read = await requests.ThreadAsync(session, order.Thread, cancel);
        if (!read.TryGet(out var view)) return Outcome<AnswerDraft>.Refused(read.Refusals);
        var thread = view.As<RequestThread>();
        if (thread.Answerer != node || thread.Closed || thread.Information || view.Header.State == RequestKind.Draft)
            return new Refusal("answer.thread", "This thread waits for no answer of this node.");
        RecordId[] picked = [.. order.Records.Distinct()];
        if (picked.Length is 0 or > MostRecords) return new Refusal("answer.records", $"Choose 1 to {MostRecords} records that the answer rests on.", Field: "records");
        var profile = await sharing.PartnerAsync(session, thread.Asker, cancel);
        if (!profile.TryGet(out var partner)) return Outcome<AnswerDraft>.Refused(profile.Refusals);
        List<AnswerSource> sources = [];
        List<Refusal> refusals = [];
        foreach (var record in picked)
        {
            var outcome = await SourceAsync(session, ShareOf(order, thread, record), now, cancel);
            if (!outcome.TryGet(out var source)) refusals.AddRange(outcome.Refusals);
            // Of a partner's record its owner decides: it is passed on by itself, with that owner's permission.
            else if (source.Record.Header.Owner != node) refusals.Add(new("answer.own", $"The record {record} belongs to {source.Record.Header.Owner}: an answer rests on own records.", Field: "records"));
            else sources.Add(source);
        }
        return refusals.Count > 0 ? Outcome<AnswerDraft>.Refused([.. refusals.Distinct()]) : new AnswerDraft(thread, partner, sources);
    }

    private static ShareOrder ShareOf(AnswerOrder order, RequestThread thread, RecordId record) => new(record, thread.Asker, thread.Purpose, order.RuleSet, order.Why, thread.Theirs);

    private async ValueTask<Outcome<AnswerSource>> SourceAsync(Session session, ShareOrder order, Instant now, CancellationToken cancel)
    {
        // What was approved and sent stays approved as long as it is the same.
        var sent = (await sharing.SharesOfAsync(session, order.Record, cancel)).FirstOrDefault(s => s.Header.State == Share.Sent && s.As<Share>() is var share && share.Partner == order.Partner && share.Purpose == order.Purpose);
        if (sent?.As<Share>() is { } entry)
        {
            var again = await sharing.PreviewAsync(session, order, now, entry.Approvals, RecordId.Parse(entry.Copy), sent.Header.Provenance.Source, cancel);
            if (again.TryGet(out var same) && same.Leaves && same.Sha256 == entry.Sha256) return new AnswerSource(same, Already: true);
        }
        return (await sharing.PreviewAsync(session, order, now, copy: sent is null ? null : RecordId.Parse(sent.As<Share>().Copy), cancel: cancel)).Then(p => new AnswerSource(p, Already: false));
    }

    /// <summary>Sends an answer with the copies of the records that it rests on, in one transaction, or nothing.</summary>
    /// <param name="move"><see cref="ThreadMove.PartialAnswer"/> or <see cref="ThreadMove.FinalAnswer"/>.</param>
    /// <param name="words">The answer as the officer left it.</param>
    /// <param name="seen">By record the SHA-256 of what was shown to leave: where it differs now, nothing is sent.</param>
    /// <param name="say">Writes values as the draft had them, to find in the words what is kept back.</param>
    public async ValueTask<Outcome<RecordView>> SendAsync(Session session, AnswerOrder order, ThreadMove move, string words, IReadOnlyDictionary<RecordId, string> seen, ValueWords say, Instant now, CancellationToken cancel = default)
    {
        if (move is not (ThreadMove.PartialAnswer or ThreadMove.FinalAnswer)) return new Refusal("answer.move", "Records go with a partial or a final answer.", Field: "move");
        var drafted = await DraftAsync(session, order, now, cancel);
        if (!drafted.TryGet(out var draft)) return Outcome<RecordView>.Refused(drafted.Refusals);
        List<Refusal> refusals = [];
        List<RecordChange> changes = [];
        List<OutgoingMessage> messages = [];
        foreach (var source in draft.Sources)
        {
            var id = source.Record.Id;
            if (!source.Leaves) refusals.AddRange(source.Preview.Refusals);
            else if (!seen.TryGetValue(id, out var sha256) || sha256 != source.Preview.Sha256) refusals.Add(new("answer.changed", $"What would leave of the record {id} is not what was shown: draft the answer anew.", Field: "records"));
            else if (source.Already) continue;
            else if (draft.Partner.FourEyes) refusals.Add(new("answer.second-person", $"A second person approves each sending to {draft.Partner.Name}: share the record {id} first; when it is sent, the answer may rest on it.", "the agreement with the partner", "records"));
            else
            {
                changes.AddRange(sharing.EntryChanges(session, source.Preview, ShareOf(order, draft.Thread, id), now));
                messages.Add(SharingDesk.MessageOf(source.Preview));
            }
        }
        refusals.AddRange(draft.Betrayals(words, say));
        var prepared = await requests.PrepareMoveAsync(session, order.Thread, move, words, now, null, cancel);
        refusals.AddRange(prepared.Refusals);
        if (refusals.Count > 0) return Outcome<RecordView>.Refused([.. refusals.Distinct()]);
        // The copies first: who reads the answer finds what it rests on.
        return (await records.WriteAsync(session, [.. changes, .. prepared.Value.Changes], [.. messages, prepared.Value.Message], cancel: cancel)).Then(w => w[^1]);
    }
}
