using NodaTime;

namespace Palermo.Kernel;

/// <summary>What a node says of a message that it got.</summary>
/// <param name="Id">The sender's name for the message.</param>
/// <param name="State">Delivered (stored, will not be lost), in effect, or refused.</param>
/// <param name="Code">Why it was refused; null otherwise. Never content.</param>
public sealed record Receipt(string Id, MessageState State, string? Code = null);

/// <summary>A message that was given its place in its conversation and waits to be delivered.</summary>
/// <param name="Position">Order in which messages leave.</param>
/// <param name="Id">Its name between the nodes: 32 hexadecimal digits, random, since a guessable one could be occupied by another.</param>
/// <param name="Number">Place in the conversation, from 1.</param>
/// <param name="Files">Files that go with it, in parts of their own.</param>
public sealed record NumberedMessage(long Position, string To, string Id, string Conversation, long Number, string Kind, byte[] Payload, Instant QueuedAt, IReadOnlyList<IncomingFile> Files);

/// <summary>A file that the partner waits for, since a message of it was delivered or is about to be.</summary>
/// <param name="Message">The message that it goes with.</param>
/// <param name="Address">Where it lies in this node; null when its record was erased meanwhile: the partner is told that it will not come.</param>
public sealed record FileToSend(string Message, string? Address, string Sha256, long Size);

/// <summary>A stretch of a file.</summary>
/// <param name="Offset">Where in the file it begins.</param>
/// <param name="Gone">True instead of content: the file will not come.</param>
public sealed record FilePart(string Message, string Sha256, long Offset, ReadOnlyMemory<byte> Content, bool Gone = false);

/// <summary>How much of a file a node has: the next part begins there.</summary>
public sealed record FileProgress(string Message, string Sha256, long Have);

/// <summary>An envelope whose signature, recipient and dates were checked, as it goes into the store.</summary>
/// <param name="Id">The envelope's own name: the same again is a replay.</param>
/// <param name="Sequence">The sender's count of envelopes to this node.</param>
/// <param name="Asks">Messages whose state the sender wants to know again.</param>
/// <param name="Parts">Stretches of files of messages, of this envelope or an earlier one.</param>
/// <param name="Have">What the sender has of files of this node's messages.</param>
public sealed record ArrivedEnvelope(
    string From, string Id, long Sequence, Instant Expires, IReadOnlyList<IncomingMessage> Messages, IReadOnlyList<Receipt> Receipts, IReadOnlyList<string> Asks,
    IReadOnlyList<FilePart> Parts, IReadOnlyList<FileProgress> Have);

/// <summary>A message in the inbox whose turn has come.</summary>
/// <param name="Attempts">How often its effect was tried.</param>
/// <param name="Followed">True when the next message of its conversation has come too.</param>
public sealed record ReadyMessage(long Position, IncomingMessage Message, int Attempts, bool Followed = false);

/// <summary>What a message is to do, and under whose name.</summary>
public sealed record WantedEffect(Session Session, ReadyMessage Ready, MessageEffect Effect);

/// <summary>What taking an envelope in came to.</summary>
/// <param name="Receipts">What to tell the sender of each message, and of each that it asked about.</param>
/// <param name="Fresh">Messages that were not here before.</param>
public sealed record TakenIn(IReadOnlyList<Receipt> Receipts, int Fresh);

/// <summary>Something that was refused, kept apart with the reason.</summary>
/// <param name="From">The partner it says to come from; null when that is not known.</param>
/// <param name="Code">Stable; what the sender is told.</param>
/// <param name="Content">The sealed bytes or the payload; null when it was too large to keep, or its time is over.</param>
public sealed record Quarantined(long Id, Instant At, string? From, string? Message, string Code, string Reason, long Size, byte[]? Content);

/// <summary>How the exchange with one partner stands.</summary>
/// <param name="Queued">Messages not yet at the partner.</param>
/// <param name="OldestQueued">Since when the oldest of them waits.</param>
/// <param name="Open">Delivered, and the partner has not said what became of them.</param>
/// <param name="Waiting">Messages from the partner that have not taken effect: not understood yet, or an earlier one is missing.</param>
/// <param name="ReachedAt">When the partner last answered.</param>
/// <param name="HeardAt">When an envelope of the partner last arrived.</param>
/// <param name="Fault">What the last attempt failed by; null when it did not.</param>
public sealed record PartnerTraffic(
    string Partner, long Queued, Instant? OldestQueued, long Open, long InEffect, long Refused, long Waiting, long Received, long EnvelopesSent, long EnvelopesReceived,
    Instant? ReachedAt, Instant? HeardAt, string? Fault);

/// <summary>Where the exchange keeps its place: numbers of what goes out, what came in, receipts, quarantine. Each method is one transaction.</summary>
public interface IExchangeStore
{
    /// <summary>Gives newly committed messages their place in their conversations.</summary>
    /// <returns>How many there were.</returns>
    ValueTask<int> NumberAsync(CancellationToken cancel = default);

    /// <summary>Partners for whom something waits: messages, receipts, or questions about what was delivered before <paramref name="deliveredBefore"/>.</summary>
    ValueTask<IReadOnlyList<string>> PartnersWithWorkAsync(Instant deliveredBefore, CancellationToken cancel = default);

    /// <summary>Messages not yet delivered to a partner, in order, from behind a position.</summary>
    /// <param name="bytes">Payloads up to so many bytes in all; the first is given whatever its size.</param>
    ValueTask<IReadOnlyList<NumberedMessage>> QueuedAsync(string partner, long after, int limit, long bytes, CancellationToken cancel = default);

    /// <summary>Messages that were delivered before a moment and whose end is not known, oldest first.</summary>
    ValueTask<IReadOnlyList<string>> OpenAsync(string partner, Instant deliveredBefore, int limit, CancellationToken cancel = default);

    /// <summary>Receipts that the partner has not been told.</summary>
    ValueTask<IReadOnlyList<Receipt>> UntoldAsync(string partner, int limit, CancellationToken cancel = default);

    /// <summary>The partner was told these.</summary>
    ValueTask ToldAsync(string partner, IReadOnlyList<Receipt> receipts, CancellationToken cancel = default);

    /// <summary>The partner is to be told these, since the way they came has no way back.</summary>
    ValueTask UntellAsync(string partner, IReadOnlyList<Receipt> receipts, CancellationToken cancel = default);

    /// <summary>The number of the next envelope to a partner.</summary>
    ValueTask<long> NextSequenceAsync(string partner, CancellationToken cancel = default);

    /// <summary>Notes that a partner answered, or did not.</summary>
    ValueTask ReachedAsync(string partner, string? fault, CancellationToken cancel = default);

    /// <summary>Stores what an envelope brought: messages once each, receipts for what this node had sent.</summary>
    /// <returns>Refused when the envelope was here before.</returns>
    ValueTask<Outcome<TakenIn>> TakeInAsync(Session session, ArrivedEnvelope envelope, CancellationToken cancel = default);

    /// <summary>Files that a partner waits for, oldest first.</summary>
    /// <param name="queuedToo">Those of messages that are not delivered yet as well: a bundle carries both at once.</param>
    ValueTask<IReadOnlyList<FileToSend>> FilesToSendAsync(string partner, bool queuedToo, int limit, CancellationToken cancel = default);

    /// <summary>Reads a stretch of a file of this node; empty when it is no longer there.</summary>
    ValueTask<byte[]> ReadPartAsync(string address, long offset, int length, CancellationToken cancel = default);

    /// <summary>Stores a stretch of a file, when it goes on where the file ends so far; the last one is followed by a check of the whole.</summary>
    ValueTask TakePartAsync(string from, FilePart part, CancellationToken cancel = default);

    /// <summary>What is here of the files of messages.</summary>
    ValueTask<IReadOnlyList<FileProgress>> ProgressAsync(string from, IReadOnlyList<string> messages, CancellationToken cancel = default);

    /// <summary>Messages whose turn has come: the next of their conversations, with all their files. A file that was lost on its way has the size 0.</summary>
    ValueTask<IReadOnlyList<ReadyMessage>> ReadyAsync(int limit, CancellationToken cancel = default);

    /// <summary>The next message of the conversation of another, when it has come with all its files; null otherwise. Its turn comes when the other has ended.</summary>
    ValueTask<ReadyMessage?> FollowingAsync(ReadyMessage before, CancellationToken cancel = default);

    /// <summary>Makes the changes of a message and queues its answers, and notes the message as in effect, all in one transaction: once, whatever happens.</summary>
    /// <returns>Refused with every reason, and nothing changed. A message in effect already is done.</returns>
    ValueTask<Outcome<IReadOnlyList<RecordView>>> TakeEffectAsync(Session session, ReadyMessage message, MessageEffect effect, CancellationToken cancel = default);

    /// <summary>The same for several messages, in this order, in one transaction: all of them, or none. For effects that erase nothing and bring no files.</summary>
    /// <returns>False when one of them would be refused: nothing was changed, and each is to be tried by itself.</returns>
    ValueTask<bool> TakeEffectsAsync(IReadOnlyList<WantedEffect> run, CancellationToken cancel = default);

    /// <summary>Ends a message without effect, when it is its turn; it goes to quarantine with the reasons, and its conversation goes on.</summary>
    ValueTask RefuseAsync(Session session, ReadyMessage message, IReadOnlyList<Refusal> refusals, CancellationToken cancel = default);

    /// <summary>Leaves a message where it is, to be tried again later.</summary>
    ValueTask PostponeAsync(ReadyMessage message, Instant until, string code, CancellationToken cancel = default);

    /// <summary>Makes everything that was postponed ready at once: for the start of a program that may understand more than the one before.</summary>
    ValueTask HurryAsync(CancellationToken cancel = default);

    /// <summary>Keeps what was refused apart, within limits: the oldest goes when there is too much.</summary>
    ValueTask KeepApartAsync(Session session, string? from, string code, string reason, ReadOnlyMemory<byte> content, CancellationToken cancel = default);

    /// <summary>What lies in quarantine, newest first, without content.</summary>
    ValueTask<IReadOnlyList<Quarantined>> QuarantineAsync(int limit, CancellationToken cancel = default);

    /// <summary>How the exchange stands, by partner.</summary>
    ValueTask<IReadOnlyList<PartnerTraffic>> TrafficAsync(CancellationToken cancel = default);
}
