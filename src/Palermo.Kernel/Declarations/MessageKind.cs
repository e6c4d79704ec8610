using NodaTime;

namespace Palermo.Kernel;

/// <summary>A message from another node, after signature, recipient, replay and size were checked (law 7): its content is still a claim of the sender.</summary>
/// <param name="From">Name of the node that signed it.</param>
/// <param name="Id">The sender's name for it: the same id again is the same message.</param>
/// <param name="Conversation">Messages of one conversation take effect in order.</param>
/// <param name="Number">Its place in the conversation, from 1.</param>
/// <param name="Kind">Name and version, such as <c>request/1</c>.</param>
/// <param name="Files">Files that came with it, whole and checked against their hashes; null: none.</param>
public sealed record IncomingMessage(
    string From, string Id, string Conversation, long Number, string Kind, ReadOnlyMemory<byte> Payload, Instant SentAt, IReadOnlyList<IncomingFile>? Files = null);

/// <summary>A file that came with a message.</summary>
/// <param name="Name">File name as the sender gave it: without a path, and still a claim.</param>
/// <param name="Sha256">Hash of the whole content, hex, which was checked.</param>
public sealed record IncomingFile(string Name, long Size, string Sha256);

/// <summary>A file of a message that becomes an attachment of a record once the effect has committed.</summary>
public sealed record KeptFile(RecordId Record, string Sha256);

/// <summary>What a message does here: changes and answers that commit together, once.</summary>
/// <param name="ByPartner">
/// True when the partner's own records are changed (a copy that it sent, a recall of it): the changes are then made by an actor of the
/// partner's node, which owns them. False when this node's records are changed: by its exchange account.
/// </param>
/// <param name="Purpose">The purpose of the work, which the records must serve: never protection, whose records no message reaches.</param>
/// <param name="Files">Which files of the message are kept with which record.</param>
public sealed record MessageEffect(
    IReadOnlyList<RecordChange> Changes, IReadOnlyList<OutgoingMessage> Answers, bool ByPartner = false, string Purpose = Purpose.Cooperation, IReadOnlyList<KeptFile>? Files = null)
{
    /// <summary>Nothing to change and nothing to say.</summary>
    public static MessageEffect None { get; } = new([], []);
}

/// <summary>What the receiver of a message works with.</summary>
/// <param name="Session">The exchange account of this node, for the purpose of cooperation.</param>
/// <param name="Node">Name of this node.</param>
/// <param name="Identity">Signs statements of this node and checks those of partners.</param>
public sealed record MessageContext(IRecords Records, Session Session, string Node, RecordIdSource Ids, Instant Now, INodeIdentity? Identity = null);

/// <summary>A kind of message that a room understands. A node that does not know the kind or its version keeps the message until it does.</summary>
/// <param name="Name">Name and version, such as <c>request/1</c>.</param>
/// <param name="Receive">What it does; or why it is refused, which is kept with it and told to the sender by code.</param>
public sealed partial record MessageKind(
    string Name,
    Words Title,
    Func<IncomingMessage, MessageContext, CancellationToken, ValueTask<Outcome<MessageEffect>>> Receive)
{
    /// <summary>A message whose content was erased before it left: it holds its place in the conversation and does nothing.</summary>
    public const string Void = "void/1";

    [System.Text.RegularExpressions.GeneratedRegex("^[a-z][a-z0-9-]{0,39}/[1-9][0-9]{0,3}$")]
    private static partial System.Text.RegularExpressions.Regex Form { get; }

    /// <summary>True for a name with a version, such as <c>request/1</c>.</summary>
    public static bool IsName(string text) => Form.IsMatch(text);
}
