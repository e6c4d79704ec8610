namespace Palermo.Kernel;

/// <summary>A message that leaves with a change, or not at all.</summary>
/// <param name="To">Name of the partner node.</param>
/// <param name="Conversation">Messages of one conversation arrive in order.</param>
/// <param name="Kind">Name and version of the message kind, such as <c>request/1</c>.</param>
/// <param name="Payload">The bytes to be sealed.</param>
/// <param name="About">The record it carries, so that a recall knows every partner that got a copy.</param>
/// <param name="Attachments">Addresses of files of the record <paramref name="About"/> that go with it; null: none.</param>
public sealed record OutgoingMessage(string To, string Conversation, string Kind, byte[] Payload, RecordId? About, IReadOnlyList<string>? Attachments = null)
{
    /// <summary>The originator's permission under which a partner's record is passed on: a record of kind <c>permission</c> that the originator owns and that names it.</summary>
    public RecordId? Permission { get; init; }

    /// <summary>The largest payload: what is larger goes as an attachment.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The longest name of a conversation, in letters.</summary>
    public const int LongestConversation = 120;

    /// <summary>What keeps a message from being sent at all, whoever it is for.</summary>
    public IEnumerable<Refusal> Problems()
    {
        if (Payload.Length > MostBytes) yield return new("message.size", $"The message has {Payload.Length:N0} bytes, and {MostBytes:N0} is the most: send large content as an attachment.");
        if (Conversation.Length is 0 or > LongestConversation || Conversation.Any(char.IsControl)) yield return new("message.conversation", $"The name of a conversation has 1 to {LongestConversation} letters.");
        if (!MessageKind.IsName(Kind)) yield return new("message.kind", $"'{Kind}' names no kind of message: write a name and a version, such as request/1.");
    }
}

/// <summary>A message that waits to be sent.</summary>
public sealed record QueuedMessage(long Sequence, OutgoingMessage Message, int Attempts);

/// <summary>Messages committed with the changes they tell of, waiting for the exchange to carry them.</summary>
public interface IOutbox
{
    ValueTask<IReadOnlyList<QueuedMessage>> PendingAsync(int limit, CancellationToken cancel = default);
    ValueTask MarkSentAsync(long sequence, CancellationToken cancel = default);
    ValueTask MarkFailedAsync(long sequence, string reason, CancellationToken cancel = default);
}
