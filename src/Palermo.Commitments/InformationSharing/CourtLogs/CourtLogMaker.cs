using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>
/// Makes the log of a thread or a record for a court. Everything is read as the asker may see it, statement by statement; making it leaves an
/// entry in the node's log, whose hash stands behind all that the document says.
/// </summary>
/// <remarks>Cost: the shared copies and messages of the thread or record, and one pass over the recalls of the node.</remarks>
internal sealed class CourtLogMaker(IRecords records, LogPorts logs, Session session, CancellationToken cancel)
{
    private readonly List<CourtLogLine> _lines = [];
    private readonly List<Refusal> _warnings = [];
    private Handling _marking = Handling.Open;

    /// <summary>The strictest marking of anything in it.</summary>
    public Handling Marking => _marking;

    private string Node => logs.Identity.Node;

    /// <summary>The log of a request thread with everything that was shared in it.</summary>
    public async ValueTask<Outcome<CourtLog>> OfThreadAsync(RecordId id)
    {
        var read = await records.ReadAsync(session, id, cancel: cancel);
        if (!read.TryGet(out var view)) return Outcome<CourtLog>.Refused(read.Refusals);
        if (view.Kind.Name != RequestKind.Kind.Name) return Refusal.NotFound;
        Mark(view.Marking);
        var thread = view.As<RequestThread>();
        await MovesAsync(view, thread);
        List<RecordId> shared = [];
        if (thread.Theirs is { } key)
            await foreach (var share in records.ScanAsync(session, new(Share.Kind.Name, Identifier: (RequestKind.Identifier, key)), cancel: cancel))
                if (await SharedAsync(share)) shared.Add(share.As<Share>().Record);
        foreach (var record in shared.Distinct()) await PermissionsAsync(record);
        await RecallsAsync(shared.ToHashSet());
        return await SealAsync(view.Id, view.Kind.Name, view.Title, view.Version, [view.Id, .. shared.Distinct()]);
    }

    /// <summary>The log of a record: how it came, with whom it was shared, and what was taken back. An erased record has its log still.</summary>
    public async ValueTask<Outcome<CourtLog>> OfRecordAsync(RecordId id)
    {
        var read = await records.ReadAsync(session, id, cancel: cancel);
        var erased = read.Refusals.Any(r => r.Code == "record.erased");
        if (!read.Done && !erased) return Outcome<CourtLog>.Refused(read.Refusals);
        var view = read.Done ? read.Value : null;
        if (view is not null)
        {
            Mark(view.Marking);
            if (view.Header.Owner != Node)
                _lines.Add(new(CourtLogEvent.Received, view.CreatedAt, view.Header.Owner, Node, Record: id.ToString(), RecordKind: view.Kind.Name, Handling: view.Marking.ToString(),
                    Purpose: view.Header.Purposes.ToString(), LegalBasis: view.Header.LegalBasis, By: view.CreatedBy));
        }
        await foreach (var share in records.ScanAsync(session, new(Share.Kind.Name, Identifier: (Share.ItemIdentifier, id.ToString())), cancel: cancel)) await SharedAsync(share);
        await PermissionsAsync(id);
        await RecallsAsync([id]);
        await DutiesAsync(id);
        return await SealAsync(id, view?.Kind.Name ?? "record", view?.Title ?? "", view?.Version, [id]);
    }

    private void Mark(Handling handling) => _marking = Handling.Strictest(_marking, handling);

    /// <summary>Each move with who made it here and how far its message came. Moves and messages of this side go in the same order, one for one.</summary>
    private async ValueTask MovesAsync(RecordView view, RequestThread thread)
    {
        var other = thread.Asker == Node ? thread.Answerer : thread.Asker;
        var sent = thread.Theirs is null ? [] : await logs.Exchange.ConversationAsync(other, RequestDesk.ConversationOf(thread), cancel);
        var history = (await records.HistoryAsync(session, view.Id, cancel)).TryGet(out var versions) ? versions : [];
        // One version for each move: the steps of the workflow change no field. The first version may hold the first move.
        var moved = history.Where(v => v.Version > 1 && v.ChangedFields.Contains("entries")).ToList();
        while (moved.Count < thread.Entries.Count && history.Count > 0) moved.Insert(0, history[0]);
        var (first, mine) = (moved.Count - thread.Entries.Count, 0);
        for (var i = 0; i < thread.Entries.Count; i++)
        {
            var entry = thread.Entries[i];
            var by = first + i < moved.Count ? moved[first + i].By : null;
            var own = entry.By == Node;
            var message = own && mine < sent.Count ? sent[mine++] : null;
            // A draft that somebody else sent passed four eyes.
            IReadOnlyList<Approval>? approvals = i == 0 && own && by is not null && by != view.CreatedBy ? [new(by, ApprovalAs.SecondPerson, entry.At)] : null;
            _lines.Add(new(CourtLogEvent.Message, entry.At, entry.By, own ? other : Node, Code(entry.Move), entry.Words, Purpose: thread.Purpose, LegalBasis: thread.LegalBasis, Handling: view.Marking.ToString(),
                By: i == 0 && own ? view.CreatedBy : by, Approvals: approvals, Receipt: message is null ? null : ReceiptOf(message)));
        }
    }

    private static CourtLogReceipt ReceiptOf(SentMessage sent) => new(sent.State, sent.QueuedAt, sent.DeliveredAt, sent.EndedAt, sent.Code, sent.Id);

    private async ValueTask<bool> SharedAsync(RecordView view)
    {
        var share = view.As<Share>();
        if (share.SentAt is not { } at || view.Header.State is not (Share.Sent or Share.Recalled)) return false;
        Mark(view.Marking);
        var item = (await records.ReadAsync(session, share.Record, cancel: cancel)).TryGet(out var read) ? read : null;
        // A provider's "not for judicial proceedings" keeps back even the names of fields; the hash tells nothing and stays.
        var withheld = share.Origin is not null && (item is null || item.Header.Handling.Codes.HasFlag(SienaCodes.H1)) && !await PermittedAsync(share.Record);
        if (withheld) _warnings.Add(new("court-log.h1", $"What {share.Origin} provided is not shown here: its permission to disclose it in judicial proceedings (H1) is not on file. Ask {share.Origin}.", "EU manual 6261/18", share.Item));
        var messages = await logs.Exchange.ConversationAsync(share.Partner, ReleasedRecord.Conversation(RecordId.Parse(share.Copy)), cancel);
        var message = messages.Where(m => ReleasedRecord.IsCarriedBy(m.Kind)).OrderBy(m => Duration.Max(m.QueuedAt - at, at - m.QueuedAt)).FirstOrDefault();
        _lines.Add(new(CourtLogEvent.Shared, at, Node, share.Partner, view.Header.State, withheld ? null : share.Why, share.Item, share.ItemKind, withheld ? null : share.Left, withheld ? null : share.KeptBack,
            share.Sha256, share.Marking ?? item?.Marking.ToString(), share.Purpose, share.Gateway.Length > 0 ? share.Gateway : null, share.RuleSet, view.CreatedBy, share.Approvals, message is null ? null : ReceiptOf(message)));
        return true;
    }

    private async ValueTask<IReadOnlyList<RecordView>> PermissionViewsAsync(RecordId record) =>
        (await records.LinksAsync(session, record, cancel)).TryGet(out var links)
            ? await records.ReadManyAsync(session, [.. links.Where(l => !l.Outgoing && l.Other.Kind == Permission.Kind.Name && !l.Other.Withdrawn).Select(l => l.Other.Id).Distinct()], cancel) : [];

    private async ValueTask<bool> PermittedAsync(RecordId record) =>
        (await PermissionViewsAsync(record)).Any(p => p.Header.Owner != Node && p.As<Permission>() is { Decision: PermissionDecision.Granted } given && given.Codes.Contains("H1"));

    private async ValueTask PermissionsAsync(RecordId record)
    {
        foreach (var view in await PermissionViewsAsync(record))
        {
            var permission = view.As<Permission>();
            Mark(view.Marking);
            var decided = permission.Decision != PermissionDecision.Asked;
            _lines.Add(new(decided ? CourtLogEvent.PermissionDecided : CourtLogEvent.PermissionAsked, view.ChangedAt, decided ? view.Header.Owner : permission.AskedBy, decided ? permission.AskedBy : view.Header.Owner,
                Code(permission.Decision), decided ? permission.Conditions : permission.Words, record.ToString(), Purpose: permission.Purpose, LegalBasis: string.Join(' ', permission.Codes), By: view.ChangedBy));
        }
    }

    private async ValueTask RecallsAsync(HashSet<RecordId> of)
    {
        if (of.Count == 0) return;
        await foreach (var view in records.ScanAsync(session, new(Recall.Kind.Name), cancel: cancel))
        {
            var recall = view.As<Recall>();
            if (!of.Contains(recall.Record)) continue;
            Mark(view.Marking);
            foreach (var outcome in recall.Outcomes)
            {
                _lines.Add(new(CourtLogEvent.Recall, view.CreatedAt, Node, outcome.Partner, Code(recall.What), recall.Words, recall.Record.ToString(), LegalBasis: Code(recall.Why), By: view.CreatedBy));
                if (outcome.AnsweredOn is not { } on) continue;
                var proof = outcome.Proof is { } jws ? ProofOf(outcome.Partner, jws) : null;
                _lines.Add(new(CourtLogEvent.RecallAnswer, proof?.At ?? on.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(), outcome.Partner, Node, Code(outcome.Answer), outcome.Reason, recall.Record.ToString(), Proof: proof));
            }
        }
    }

    private CourtLogProof ProofOf(string partner, string jws)
    {
        var check = RecallProof.Check(logs.Identity, partner, jws);
        return check.TryGet(out var proof)
            ? new(true, proof.Node, proof.Sequence, proof.Hash, proof.Action, proof.At, jws, null)
            : new(false, partner, null, null, null, null, jws, check.Refusals[0].Message);
    }

    private async ValueTask DutiesAsync(RecordId copy)
    {
        await foreach (var view in records.ScanAsync(session, new(RecallDuty.Kind.Name, Identifier: (Share.ItemIdentifier, copy.ToString())), cancel: cancel))
        {
            var duty = view.As<RecallDuty>();
            Mark(view.Marking);
            _lines.Add(new(CourtLogEvent.RecallByPartner, view.CreatedAt, duty.From, Node, Code(duty.What), duty.Words, copy.ToString(), LegalBasis: Code(duty.Why), By: view.CreatedBy));
            if (duty.Answer != RecallAnswer.Silent)
                _lines.Add(new(CourtLogEvent.RecallAnswer, view.ChangedAt, Node, duty.From, Code(duty.Answer), duty.Reason, copy.ToString(), By: view.ChangedBy, Proof: duty.Proof is { } jws ? ProofOf(Node, jws) : null));
        }
    }

    private async ValueTask<Outcome<CourtLog>> SealAsync(RecordId id, string kind, string title, int? version, IReadOnlyList<RecordId> subjects)
    {
        CourtLogLine[] lines = [.. _lines.OrderBy(l => l.At).ThenBy(l => l.Event).Select((l, i) => l with { Number = i + 1 })];
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(lines, BodyJson.Options)));
        // The entry about its making comes after every entry that it names, and its hash depends on all of them.
        await logs.Audit.AppendAsync(session, CourtLog.Statement, id.ToString(), new { Lines = lines.Length, LinesSha256 = hash }, cancel);
        List<AuditEntry> entries = [];
        foreach (var subject in subjects) entries.AddRange(await logs.Audit.AboutAsync(session, subject.ToString(), 500, cancel));
        var made = entries.Where(e => e.Action == CourtLog.Statement && e.Subject == id.ToString() && e.Actor == session.Actor.Id).MaxBy(e => e.Sequence);
        var head = made is { Hash.Length: > 0 } ? new CourtLogHead(made.At, made.Sequence, made.Hash) : null;
        var signature = head is null ? null : logs.Identity.Sign(CourtLog.Statement, JsonSerializer.SerializeToUtf8Bytes(new CourtLogSeal(id.ToString(), hash, head.Sequence, head.Hash, head.At), BodyJson.Options));
        return new CourtLog(Node, id.ToString(), kind, title, version, _marking.ToString(), session.Actor.Name, session.Actor.Id, session.Work.Purpose, session.Work.LegalBasis, lines,
            [.. entries.Where(e => e.Action is not ("audit-about" or "read" or "read-many" or "links" or "history")).DistinctBy(e => e.Sequence).OrderBy(e => e.Sequence).Select(e => new CourtLogEntry(e.Sequence, e.At, e.Actor, e.Action, e.Subject, e.Hash))],
            [.. _warnings.Distinct()], head, hash, signature);
    }

    private static string Code(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
