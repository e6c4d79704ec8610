using System.Buffers.Binary;

namespace Palermo.Analysis.PrivateSets;

/// <summary>Reads the parts of a message and says at which byte one is missing or wrong.</summary>
internal sealed class MessageReader(Stream stream)
{
    public long Position { get; private set; }

    public void Fill(Span<byte> buffer, string what)
    {
        var got = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        Position += got;
        if (got < buffer.Length)
            throw new MalformedMessageException($"The message ends at byte {Position}, within its {what}: {buffer.Length - got} bytes more were announced. Ask for it again.");
    }

    public byte[] Bytes(int length, string what)
    {
        var bytes = new byte[length];
        Fill(bytes, what);
        return bytes;
    }

    public void Magic(ReadOnlySpan<byte> wanted, string what)
    {
        Span<byte> head = stackalloc byte[5];
        Fill(head, "first bytes");
        if (!head[..4].SequenceEqual(wanted)) throw new MalformedMessageException($"This is not {what} of private sets: its first four bytes are {Convert.ToHexString(head[..4])}.");
        if (head[4] != MessageCodec.Version)
            throw new MalformedMessageException($"This is {what} in version {head[4]}; only version {MessageCodec.Version} is known here.");
    }

    public SetMode Mode()
    {
        Span<byte> one = stackalloc byte[1];
        Fill(one, "mode");
        return (SetMode)one[0] is var mode and (SetMode.Identify or SetMode.CountOnly) ? mode
            : throw new MalformedMessageException($"The mode at byte {Position - 1} is {one[0]}; 1 (identify) and 2 (count only) are known.");
    }

    public int Length(string what)
    {
        Span<byte> two = stackalloc byte[2];
        Fill(two, $"length of the {what}");
        var length = BinaryPrimitives.ReadUInt16LittleEndian(two);
        return length <= MessageCodec.TextLimit ? length
            : throw new MalformedMessageException($"The {what} is announced with {length} bytes; at most {MessageCodec.TextLimit} are allowed.");
    }

    public int Count(string what, int largest)
    {
        Span<byte> four = stackalloc byte[4];
        Fill(four, what);
        var count = BinaryPrimitives.ReadInt32LittleEndian(four);
        return count >= 0 && count <= largest ? count
            : throw new MalformedMessageException($"The {what} at byte {Position - 4} is {count}; 0 to {largest} are allowed.");
    }

    /// <summary>Reads many small parts without trusting the announced count with memory: it grows as bytes arrive.</summary>
    public byte[] Many(int count, int size, string what)
    {
        const int Step = 1 << 20;
        var wanted = checked(count * (long)size);
        if (wanted > Array.MaxLength) throw new MalformedMessageException($"The message announces {count} {what}, more than this machine can hold.");
        var bytes = new byte[(int)Math.Min(wanted, Step)];
        for (var have = 0; have < wanted;)
        {
            if (have == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(wanted, bytes.Length * 2L));
            Fill(bytes.AsSpan(have), what);
            have = bytes.Length;
        }
        return bytes;
    }

    public void End()
    {
        if (stream.ReadByte() >= 0) throw new MalformedMessageException($"The message goes on after its end at byte {Position}.");
    }
}
