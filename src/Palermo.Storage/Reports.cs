using NodaTime;
using Palermo.Kernel;

namespace Palermo.Storage;

/// <summary>The store cannot be used as asked; the message says why, and how to mend it.</summary>
public sealed class StoreProblem(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What an examination found.</summary>
/// <param name="Records">Records examined.</param>
/// <param name="Versions">Versions whose bodies were hashed.</param>
/// <param name="Files">Attachments whose bytes were hashed.</param>
/// <param name="AuditEntries">Entries walked in both chains.</param>
/// <param name="Faults">What is wrong, each naming its place; empty when all is well. At most 100 are listed.</param>
public sealed record CheckReport(long Records, long Versions, long Files, long AuditEntries, IReadOnlyList<string> Faults)
{
    public bool Sound => Faults.Count == 0;
}

/// <summary>What a restore did.</summary>
/// <param name="ErasuresReplayed">Records erased since the backup, and now erased again.</param>
public sealed record RestoreReport(long Records, int ErasuresReplayed);

/// <summary>What retention goes by of a record.</summary>
/// <param name="Place">Its place in the order of recording, to go on from.</param>
/// <param name="FirstReview">The review date with which it was recorded.</param>
/// <param name="RecordedBy">The actor who recorded it.</param>
public sealed record AgedRecord(long Place, RecordId Id, Kind Kind, AccessClass Class, LocalDate Recorded, LocalDate FirstReview, LocalDate Review, string RecordedBy);

/// <summary>How many records of a kind somebody recorded in a span of days, and the first day.</summary>
public sealed record AgedCount(Kind Kind, string RecordedBy, long Count, LocalDate First);

/// <summary>A record that links to another.</summary>
public sealed record LinkedRecord(RecordId Id, string Kind, AccessClass Class);

/// <summary>How the store is.</summary>
/// <param name="Database">Name and version of the database.</param>
/// <param name="Bytes">Size of the databases on disk; null where it is not known.</param>
/// <param name="UnsealedAuditEntries">Entries committed and not yet chained.</param>
/// <param name="WaitingMessages">Messages not yet sent.</param>
/// <param name="JobsWaiting">Jobs not yet begun.</param>
public sealed record StoreStatus(string Database, int SchemaVersion, long? Bytes, long UnsealedAuditEntries, long WaitingMessages, long JobsWaiting);

/// <summary>A head of the audit log with a signature: whoever keeps it can tell later whether the log was cut or rewritten.</summary>
/// <param name="Sequence">Number of the last entry it stands for.</param>
/// <param name="Hash">Hash of that entry, hex: it depends on every entry before.</param>
/// <param name="By">The node that signed.</param>
/// <param name="Signature">A statement signed by the node, as a compact JWS; for a partner's head, as the partner gave it.</param>
public sealed record SignedHead(Compartment Compartment, long Sequence, string Hash, string By, Instant At, string Signature);

/// <summary>What a pruning of the log removed.</summary>
/// <param name="To">The last entry that went; the log now begins behind it.</param>
public sealed record Pruned(long To, long Entries);
