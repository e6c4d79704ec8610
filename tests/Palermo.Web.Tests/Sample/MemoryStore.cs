using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Web.Tests.Sample;

/// <summary>The smallest store that keeps the rules which pages show: access, versions, steps, tags. For tests alone.</summary>
internal sealed partial class MemoryStore(Declarations declared, IClock clock) : IRecords, IAuditLog, IKeptThings
{
    private sealed record Stored(RecordHeader Header, Kind Kind, object Body, int Version, Instant At, string By, string? Reason, long Sequence, bool Withdrawn);

    private readonly Lock _gate = new();
    private readonly Dictionary<RecordId, List<Stored>> _records = [];
    private readonly ConcurrentDictionary<(string Actor, string Sort, string Name), string> _kept = new();
    private readonly List<AuditEntry> _log = [];
    private long _sequence;

    private IClock Clock => clock;

    private static bool May(Session session, Stored record, AccessAction action, Instant now) =>
        Access.Decide(session, record.Header.ClassIn(record.Kind.Compartment), action, now).Allowed;

    private RecordView View(Session session, Stored stored, Stored first)
    {
        var now = clock.GetCurrentInstant();
        var body = stored.Kind.Redact(stored.Body, h => Access.Decide(session, stored.Header.ClassIn(stored.Kind.Compartment).ForStatement(h), AccessAction.Read, now).Allowed);
        var tag = Convert.ToHexString(SHA256.HashData([.. stored.Kind.Write(body), .. Encoding.UTF8.GetBytes(JsonSerializer.Serialize(stored.Header, BodyJson.Options)), (byte)(stored.Withdrawn ? 1 : 0)]))[..16];
        return new(stored.Header, stored.Kind, body, stored.Kind.Index(body).Title, stored.Version, first.At, first.By, stored.At, stored.By, stored.Reason,
            stored.Kind.MarkingOf(stored.Header.Handling, body), tag, stored.Sequence, stored.Withdrawn);
    }

    private void Log(Session session, string action, string? subject, string detail = "{}") => _log.Add(new(_log.Count + 1, clock.GetCurrentInstant(), session.Actor.Id, action,
        session.Work.Purpose, session.Work.LegalBasis, session.Work.CaseReference, session.Channel, subject, detail, ""));

    public ValueTask<Outcome<RecordView>> ReadAsync(Session session, RecordId id, int? version = null, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            if (!_records.TryGetValue(id, out var versions)) return new(Refusal.NotFound);
            var decision = Access.Decide(session, versions[^1].Header.ClassIn(versions[^1].Kind.Compartment), AccessAction.Read, clock.GetCurrentInstant());
            if (!decision.Allowed) return new(Outcome<RecordView>.Refused(decision.ToTell));
            Log(session, "read", id.ToString());
            var stored = version is { } n ? versions.FirstOrDefault(v => v.Version == n) : versions[^1];
            return new(stored is null ? (Outcome<RecordView>)Refusal.NotFound : View(session, stored, versions[0]));
        }
    }

    public ValueTask<Outcome<IReadOnlyList<RecordView>>> WriteAsync(Session session, IReadOnlyList<RecordChange> changes, IReadOnlyList<OutgoingMessage>? messages = null, IdempotencyKey? idempotencyKey = null, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            var now = clock.GetCurrentInstant();
            List<RecordView> done = [];
            foreach (var change in changes)
            {
                if (change is RecordChange.Create create)
                {
                    var kind = declared.FindKind(create.Header.Kind)!;
                    Refusal[] problems = [.. create.Header.Problems(kind, now.InUtc().Date), .. kind.Validate(create.Body),
                        .. Access.Decide(session, create.Header.ClassIn(kind.Compartment), AccessAction.Create, now).ToTell];
                    if (problems.Length > 0) return new(problems);
                    if (_records.TryGetValue(create.Header.Id, out var twice)) { done.Add(View(session, twice[^1], twice[0])); continue; }
                    var stored = new Stored(create.Header, kind, create.Body, 1, now, session.Actor.Id, null, ++_sequence, false);
                    _records[create.Header.Id] = [stored];
                    Log(session, "create", create.Header.Id.ToString());
                    done.Add(View(session, stored, stored));
                    continue;
                }
                var (id, match) = change switch
                {
                    RecordChange.Edit e => (e.Id, e.IfMatch), RecordChange.Step s => (s.Id, s.IfMatch), RecordChange.Withdraw w => (w.Id, null),
                    _ => throw new NotSupportedException(),
                };
                if (!_records.TryGetValue(id, out var versions)) return new(Refusal.NotFound);
                var last = versions[^1];
                var access = Access.Decide(session, last.Header.ClassIn(last.Kind.Compartment), AccessAction.Change, now);
                if (!access.Allowed) return new(Outcome<IReadOnlyList<RecordView>>.Refused(access.ToTell));
                if (match is not null && match != View(session, last, versions[0]).ETag) return new(new Refusal("record.if-match", "Somebody changed the record since you read it."));
                Stored next;
                switch (change)
                {
                    case RecordChange.Edit edit:
                        var restored = last.Kind.Restore(edit.Body, last.Body, h => Access.Decide(session, last.Header.ClassIn(last.Kind.Compartment).ForStatement(h), AccessAction.Read, now).Allowed);
                        next = last with { Body = restored, Header = edit.Header ?? last.Header };
                        break;
                    case RecordChange.Step step:
                        var transition = last.Kind.Workflow.Transitions.First(t => t.Name == step.Transition);
                        var unmet = last.Kind.Workflow.Unmet(transition, new(last.Body, last.Header, session, now.InUtc().Date), last.By);
                        if (unmet.Count > 0) return new(Outcome<IReadOnlyList<RecordView>>.Refused(unmet));
                        next = last with { Header = last.Header with { State = transition.To } };
                        break;
                    default: next = last with { Withdrawn = true }; break;
                }
                next = next with { Version = last.Version + 1, At = now, By = session.Actor.Id, Reason = change.Reason, Sequence = ++_sequence };
                versions.Add(next);
                Log(session, change.GetType().Name.ToLowerInvariant(), id.ToString());
                done.Add(View(session, next, versions[0]));
            }
            return new(done);
        }
    }

    public ValueTask AppendAsync(Session session, string action, string? subject, object? detail = null, CancellationToken cancel = default)
    {
        lock (_gate) Log(session, action, subject, JsonSerializer.Serialize(detail));
        return default;
    }

    public ValueTask<IReadOnlyList<AuditEntry>> AboutAsync(Session session, string subject, int limit = 200, CancellationToken cancel = default)
    {
        lock (_gate) return new([.. _log.Where(e => e.Subject == subject).Reverse().Take(limit)]);
    }

    public ValueTask<Outcome<IReadOnlyList<AuditEntry>>> ListAsync(Session session, string? actor = null, long? before = null, int limit = 200, CancellationToken cancel = default)
    {
        lock (_gate) return new(Enumerable.Reverse(_log).Take(limit).ToArray());
    }

    public ValueTask<AuditVerdict> VerifyAsync(Compartment compartment, CancellationToken cancel = default) => new(new AuditVerdict(_log.Count, 0, "", null));

    public ValueTask<IReadOnlyList<(string Name, string Json)>> ListAsync(string actor, string sort, CancellationToken cancel = default) =>
        new([.. _kept.Where(k => k.Key.Actor == actor && k.Key.Sort == sort).Select(k => (k.Key.Name, k.Value)).OrderBy(k => k.Name, StringComparer.Ordinal)]);

    public ValueTask SaveAsync(string actor, string sort, string name, string json, CancellationToken cancel = default)
    {
        _kept[(actor, sort, name)] = json;
        return default;
    }

    public ValueTask RemoveAsync(string actor, string sort, string name, CancellationToken cancel = default)
    {
        _kept.TryRemove((actor, sort, name), out _);
        return default;
    }
}
