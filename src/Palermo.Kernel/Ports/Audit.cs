using NodaTime;

namespace Palermo.Kernel;

/// <summary>An entry of the audit log (Directive (EU) 2016/680, Art. 25).</summary>
/// <param name="Sequence">Number within the compartment's chain, from 1.</param>
/// <param name="Action">What was done, such as <c>read</c>, <c>list</c>, <c>create</c>, <c>export</c>, <c>sign-in</c>.</param>
/// <param name="Subject">The record or other thing it was done to, by id; null for none.</param>
/// <param name="Detail">Names and counts as one JSON object: changed fields by name, the query, records shown. Never values of fields.</param>
/// <param name="Hash">SHA-256 over the entry and the hash before, hex.</param>
public sealed record AuditEntry(
    long Sequence, Instant At, string Actor, string Action, string Purpose, string? LegalBasis, string? CaseReference,
    Channel Channel, string? Subject, string Detail, string Hash);

/// <summary>The first place where the chain does not hold, or null where all of it does.</summary>
/// <param name="Entries">Entries examined.</param>
/// <param name="Unsealed">Entries committed and not yet chained (PostgreSQL).</param>
/// <param name="HeadHash">Hash of the last entry.</param>
public sealed record AuditVerdict(long Entries, long Unsealed, string HeadHash, AuditFault? Fault);

/// <summary>What is wrong at an entry.</summary>
public sealed record AuditFault(long Sequence, string What);

/// <summary>The hash-chained log of a compartment.</summary>
public interface IAuditLog
{
    /// <summary>Logs something that is not a change of a record: a sign-in, a search, an export. Returns when it is durable.</summary>
    ValueTask AppendAsync(Session session, string action, string? subject, object? detail = null, CancellationToken cancel = default);

    /// <summary>Entries about a subject, newest first: "who read it". Needs oversight, or the right to read the record itself.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> AboutAsync(Session session, string subject, int limit = 200, CancellationToken cancel = default);

    /// <summary>Entries, newest first, for the purpose of oversight.</summary>
    ValueTask<Outcome<IReadOnlyList<AuditEntry>>> ListAsync(Session session, string? actor = null, long? before = null, int limit = 200, CancellationToken cancel = default);

    /// <summary>Walks the whole chain.</summary>
    ValueTask<AuditVerdict> VerifyAsync(Compartment compartment, CancellationToken cancel = default);
}
