using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

/// <summary>A notice or diffusion whose time is near or over.</summary>
/// <param name="Overdue">True when it has expired and is to be closed and deleted.</param>
internal sealed record NoticeTerm(RecordId Id, string Kind, string Subject, LocalDate ReviewDue, LocalDate ExpiresOn, bool Overdue);

/// <summary>A hit that waits for its owner.</summary>
internal sealed record WaitingHit(RecordId Id, string Entry, string Owner, Instant Due, bool Late);

/// <summary>What the page of notices shows at a glance.</summary>
internal sealed record NoticesOverview(IReadOnlyList<(string State, int Count)> ByState, IReadOnlyList<NoticeTerm> Terms, IReadOnlyList<WaitingHit> Hits)
{
    /// <summary>Reads notices, diffusions and hits as the session may see them.</summary>
    public static async Task<NoticesOverview> ReadAsync(IRecords records, Session session, LocalDate today, Instant now, CancellationToken cancel)
    {
        Dictionary<string, int> states = new(StringComparer.Ordinal);
        List<NoticeTerm> terms = [];
        foreach (var kind in (string[])[NoticeRequest.Kind.Name, Diffusion.Kind.Name])
            await foreach (var record in records.ScanAsync(session, new(kind), AccessAction.Read, cancel))
            {
                if (kind == NoticeRequest.Kind.Name) states[record.Header.State] = states.GetValueOrDefault(record.Header.State) + 1;
                var body = (NoticeBody)record.Body;
                if (record.Header.State is "published" or "suspended" or "sent" && body.ReviewDue <= today) terms.Add(new(record.Id, kind, body.Subject, body.ReviewDue, body.ExpiresOn, body.ExpiresOn < today));
            }
        List<WaitingHit> hits = [];
        await foreach (var record in records.ScanAsync(session, new(HitFollowUp.Kind.Name, State: "ncb-notified"), AccessAction.Read, cancel))
            if (record.As<HitFollowUp>() is { NotifiedAt: { } told } body) hits.Add(new(record.Id, body.EntryHit, body.Owner, told + HitFollowUp.TimeToConfirm, told + HitFollowUp.TimeToConfirm < now));
        return new([.. NoticeRequest.Kind.Workflow.States.Select(s => (s.Name, states.GetValueOrDefault(s.Name)))], [.. terms.OrderBy(t => t.ExpiresOn)], [.. hits.OrderBy(h => h.Due)]);
    }
}
