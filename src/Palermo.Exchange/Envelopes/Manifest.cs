using NodaTime;
using Palermo.Kernel;

namespace Palermo.Exchange.Envelopes;

/// <summary>What an envelope says it holds: the JSON at the beginning of its content. The contents follow, one behind the other, in the same order.</summary>
/// <param name="V">Version of the format, 1.</param>
/// <param name="Id">The envelope's own name, 32 hexadecimal digits.</param>
/// <param name="Seq">The sender's count of envelopes to this recipient.</param>
/// <param name="Receipts">What became of messages that the recipient had sent.</param>
/// <param name="Asks">Messages of the sender whose state it wants to know again.</param>
/// <param name="Parts">Stretches of files, whose bytes follow those of the messages.</param>
/// <param name="Have">What the sender has of files of the recipient's messages.</param>
internal sealed record Manifest(
    int V, string Id, string From, string To, long Seq, Instant Sent, Instant Expires,
    IReadOnlyList<MessageEntry> Messages, IReadOnlyList<Receipt> Receipts, IReadOnlyList<string> Asks, IReadOnlyList<PartEntry> Parts, IReadOnlyList<FileProgress> Have)
{
    public const int Version = 1;
}

/// <summary>One message of an envelope.</summary>
/// <param name="Length">Bytes of its content.</param>
internal sealed record MessageEntry(string Id, string Conversation, long Number, string Kind, Instant Queued, int Length, IReadOnlyList<IncomingFile>? Files = null);

/// <summary>One stretch of a file.</summary>
/// <param name="Message">The message that the file goes with.</param>
/// <param name="Length">Bytes of the stretch.</param>
/// <param name="Gone">True with a length of 0: the file will not come.</param>
internal sealed record PartEntry(string Message, string Sha256, long Offset, int Length, bool Gone = false);
