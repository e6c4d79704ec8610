using NodaTime;

namespace Palermo.Kernel;

/// <summary>A message from another node, after signature, recipient, replay and size were checked (law 7): its content is still a claim of the sender.</summary>
/// <param name="From">Name of the node that signed it.</param>
/// <param name="Id">The sender's name for it: the same id again is the same message.</param>
/// <param name="Conversation">Messages of one conversation take effect in order.</param>
/// <param name="Number">Its place in the conversation, from 1.</param>
/// <param name="Kind">Name and version, such as <c>request/1</c>.</param>
public sealed record IncomingMessage(string From, string Id, string Conversation, long Number, string Kind, ReadOnlyMemory<byte> Payload, Instant SentAt);

/// <summary>What a message does here: changes and answers that commit together, once.</summary>
/// <param name="ByPartner">
/// True when the partner's own records are changed (a copy that it sent, a recall of it): the changes are then made by an actor of the
/// partner's node, which owns them. False when this node's records are changed: by its exchange account.
/// </param>
public sealed record MessageEffect(IReadOnlyList<RecordChange> Changes, IReadOnlyList<OutgoingMessage> Answers, bool ByPartner = false)
{
    /// <summary>Nothing to change and nothing to say.</summary>
    public static MessageEffect None { get; } = new([], []);
}

/// <summary>What the receiver of a message works with.</summary>
/// <param name="Session">The exchange account of this node, for the purpose of cooperation.</param>
/// <param name="Node">Name of this node.</param>
public sealed record MessageContext(IRecords Records, Session Session, string Node, RecordIdSource Ids, Instant Now);

/// <summary>A kind of message that a room understands. A node that does not know the kind or its version keeps the message until it does.</summary>
/// <param name="Name">Name and version, such as <c>request/1</c>.</param>
/// <param name="Receive">What it does; or why it is refused, which is kept with it and told to the sender by code.</param>
public sealed record MessageKind(
    string Name,
    Words Title,
    Func<IncomingMessage, MessageContext, CancellationToken, ValueTask<Outcome<MessageEffect>>> Receive);
