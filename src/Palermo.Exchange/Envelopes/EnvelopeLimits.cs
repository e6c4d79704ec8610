using NodaTime;

namespace Palermo.Exchange.Envelopes;

/// <summary>How large and how old things may be. Both sides know them: what exceeds one is refused before anything is unpacked.</summary>
public static class EnvelopeLimits
{
    /// <summary>A sealed envelope, in characters.</summary>
    public const int Sealed = 4 << 20;
    /// <summary>One message's content, in bytes; what is larger travels as an attachment.</summary>
    public const int Payload = Kernel.OutgoingMessage.MostBytes;
    /// <summary>The contents of one envelope together. Sealed they grow by 16/9.</summary>
    public const int Payloads = 2 << 20;
    /// <summary>One stretch of a file, in bytes.</summary>
    public const int Part = 768 << 10;
    /// <summary>One file, in bytes; a node may take less.</summary>
    public const long File = 16L << 30;
    /// <summary>The list of what an envelope holds, in bytes.</summary>
    public const int Manifest = 256 << 10;
    public const int Messages = 256, Receipts = 1000, Asks = 500, Statements = 8, Parts = 64, Progress = 1000, FilesOfMessage = 20;
    /// <summary>One signed statement about keys in the header, in characters.</summary>
    public const int Statement = 8 << 10;
    /// <summary>Name of a conversation, in letters.</summary>
    public const int Conversation = Kernel.OutgoingMessage.LongestConversation;

    /// <summary>How long an envelope over a link is good for.</summary>
    public static readonly Duration LinkLife = Duration.FromDays(2);
    /// <summary>How long a bundle is good for: a stick travels by post.</summary>
    public static readonly Duration BundleLife = Duration.FromDays(60);
    /// <summary>The longest life that is believed: so long the names of envelopes are remembered.</summary>
    public static readonly Duration LongestLife = Duration.FromDays(61);
}
