using NodaTime;

namespace Palermo.Kernel;

/// <summary>How far a message has come.</summary>
public enum MessageState
{
    /// <summary>Committed here, not yet at the partner.</summary>
    Queued,
    /// <summary>Stored at the partner: it will not be lost.</summary>
    Delivered,
    /// <summary>It did there what it was to do.</summary>
    InEffect,
    /// <summary>The partner refused it, and said so by code.</summary>
    Refused,
}

/// <summary>A message that was sent, or is to be.</summary>
/// <param name="Id">Its name between the nodes; null until it was first sent.</param>
/// <param name="Code">Why it was refused; null otherwise.</param>
public sealed record SentMessage(string To, string Conversation, string Kind, string? Id, Instant QueuedAt, Instant? DeliveredAt, Instant? EndedAt, MessageState State, string? Code);

/// <summary>What was exchanged, as the tables of the exchange have it: for "what was shared with whom". Names and times, never content.</summary>
public interface IExchangeLog
{
    /// <summary>Messages that carry a record, oldest first.</summary>
    ValueTask<IReadOnlyList<SentMessage>> AboutAsync(RecordId record, CancellationToken cancel = default);

    /// <summary>Messages of a conversation that were sent to a partner, oldest first.</summary>
    ValueTask<IReadOnlyList<SentMessage>> ConversationAsync(string partner, string conversation, CancellationToken cancel = default);
}
