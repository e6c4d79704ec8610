using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>What a line of the log is about.</summary>
internal enum CourtLogEvent { Received, Message, PermissionAsked, PermissionDecided, Shared, Recall, RecallByPartner, RecallAnswer }

/// <summary>How far a message came, as the partner's signed receipts say.</summary>
internal sealed record CourtLogReceipt(MessageState State, Instant QueuedAt, Instant? DeliveredAt, Instant? EndedAt, string? Code, string? Message);

/// <summary>A partner's signed entry of its log, as checked when this log was made.</summary>
/// <param name="Holds">Whether the signature holds.</param>
/// <param name="Jws">The statement as the partner signed it, to be checked again by anybody who has its key.</param>
internal sealed record CourtLogProof(bool Holds, string Node, long? Sequence, string? Hash, string? Action, Instant? At, string Jws, string? Fault);

/// <summary>One thing that went out, came in or was decided.</summary>
/// <param name="Number">From 1, in the order of time.</param>
/// <param name="Detail">The sort of move, decision or answer, by its code.</param>
/// <param name="Words">The words, as far as the reader may see them.</param>
/// <param name="FieldsLeft">Names of the fields that left; null where none did, or where the provider's restriction keeps them back.</param>
/// <param name="Sha256">Hash of the bytes that left.</param>
/// <param name="Handling">The marking that it bore when it left; of others, as it stands now.</param>
/// <param name="By">The actor who did it here; <c>exchange</c> for what a partner's message did.</param>
internal sealed record CourtLogLine(
    CourtLogEvent Event, Instant At, string From, string To, string? Detail = null, string? Words = null, string? Record = null, string? RecordKind = null,
    IReadOnlyList<string>? FieldsLeft = null, IReadOnlyList<string>? FieldsKeptBack = null, string? Sha256 = null, string? Handling = null, string? Purpose = null,
    string? LegalBasis = null, string? RuleSet = null, string? By = null, IReadOnlyList<Approval>? Approvals = null, CourtLogReceipt? Receipt = null, CourtLogProof? Proof = null, int Number = 0);

/// <summary>The point of the node's log that stands behind a court log.</summary>
/// <param name="Sequence">Number of the entry that making the document left.</param>
/// <param name="Hash">Its hash, which depends on every entry before it.</param>
internal sealed record CourtLogHead(Instant At, long Sequence, string Hash);

/// <summary>Entries of the node's log about what the document tells of, by number and hash.</summary>
internal sealed record CourtLogEntry(long Sequence, Instant At, string Actor, string Action, string? Subject, string Hash);

/// <summary>The log of one thread, or of one record: everything that went out, came in or was decided, in order, with what proves it.</summary>
/// <param name="Version">The version of the thread or record that was read.</param>
/// <param name="Lines">In the order of time.</param>
/// <param name="Entries">The node's own entries about it.</param>
/// <param name="LinesSha256">Hash of the lines as JSON.</param>
/// <param name="Signature">The node's statement, signed: hash of the lines, and the head.</param>
internal sealed record CourtLog(
    string Node, string About, string AboutKind, string Title, int? Version, string Marking, string MadeBy, string MadeById, string Purpose, string? LegalBasis,
    IReadOnlyList<CourtLogLine> Lines, IReadOnlyList<CourtLogEntry> Entries, IReadOnlyList<Refusal> Warnings, CourtLogHead? Head, string LinesSha256, string? Signature)
{
    /// <summary>The sort of statement that the node signs.</summary>
    public const string Statement = "court-log";
}

/// <summary>What the node signs of a court log.</summary>
internal sealed record CourtLogSeal(string About, string LinesSha256, long Sequence, string Hash, Instant At);
