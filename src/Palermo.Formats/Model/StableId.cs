using System.Security.Cryptography;
using System.Text;

namespace Palermo.Formats;

/// <summary>Ids that are the same whenever the same thing is read: UUIDs of version 5 (RFC 9562, 5.5).</summary>
public static class StableId
{
    /// <summary>Namespace of all ids made here: itself a UUID of version 5 of "palermo.exchange" under the RFC's namespace for names of hosts.</summary>
    private static readonly Guid Ours = Version5(Guid.Parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "palermo.exchange");

    /// <summary>The UUID of version 5 of a name in a namespace.</summary>
    public static Guid Version5(Guid space, string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var input = new byte[16 + text.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        text.CopyTo(input, 16);
        Span<byte> hash = stackalloc byte[20];
        SHA1.HashData(input, hash); // the RFC says SHA-1: a name, not a seal
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The id of something that a format names: the UUID in the name where there is one, else one made from format and name.</summary>
    /// <param name="name">The name, or the part of it that may be a UUID.</param>
    public static Guid Of(string format, string name) => Guid.TryParseExact(name, "D", out var uuid) ? uuid : Version5(Ours, format + ":" + name);

    /// <summary>An id made from other ids and words, for what has no name of its own.</summary>
    public static Guid Made(params ReadOnlySpan<string> parts) => Version5(Ours, string.Join('\n', parts));
}
