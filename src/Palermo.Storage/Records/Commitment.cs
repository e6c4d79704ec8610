using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Palermo.Kernel;

namespace Palermo.Storage.Records;

/// <summary>
/// What the audit log knows of a version: SHA-256 over a secret salt, the header and the body as stored. With the salt it proves what was there;
/// when salt and body are erased, nothing can be learnt from it.
/// </summary>
internal static class Commitment
{
    public const int SaltLength = 16;

    public const int Length = 32;
    private const int Fixed = 40;

    public static byte[] Of(
        ReadOnlySpan<byte> salt, ReadOnlySpan<byte> head, RecordId id, int number, string state, RecordFlags flags, long review, string? reference, int? line,
        int bodyVersion, ReadOnlySpan<byte> body)
    {
        var commitment = new byte[Length];
        Write(salt, head, id, number, state, flags, review, reference, line, bodyVersion, body, commitment);
        return commitment;
    }

    /// <summary>Writes the 32 bytes of a commitment.</summary>
    /// <remarks>The parts are laid behind one another and hashed in one call: a dozen calls into the library's hash cost more than the hashing.</remarks>
    public static void Write(
        ReadOnlySpan<byte> salt, ReadOnlySpan<byte> head, RecordId id, int number, string state, RecordFlags flags, long review, string? reference, int? line,
        int bodyVersion, ReadOnlySpan<byte> body, Span<byte> into)
    {
        reference ??= "";
        var most = salt.Length + head.Length + body.Length + Fixed + 5 * sizeof(int) + Encoding.UTF8.GetMaxByteCount(state.Length) + Encoding.UTF8.GetMaxByteCount(reference.Length);
        var rented = ArrayPool<byte>.Shared.Rent(most);
        var bytes = rented.AsSpan();
        salt.CopyTo(bytes);
        // Each part with its length before it, so that no two headers run together into the same bytes.
        var at = Part(bytes, salt.Length, head);
        Span<byte> numbers = stackalloc byte[Fixed];
        id.Value.TryWriteBytes(numbers, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(numbers[16..], number);
        BinaryPrimitives.WriteInt32BigEndian(numbers[20..], (int)(flags & (RecordFlags.Withdrawn | RecordFlags.Erased)));
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], review);
        BinaryPrimitives.WriteInt32BigEndian(numbers[32..], line ?? -1);
        BinaryPrimitives.WriteInt32BigEndian(numbers[36..], bodyVersion);
        at = Part(bytes, at, numbers);
        at = Words(bytes, at, state);
        at = Words(bytes, at, reference);
        at = Part(bytes, at, body);
        SHA256.HashData(bytes[..at], into[..Length]);
        bytes[..at].Clear();
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static int Words(Span<byte> bytes, int at, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, bytes[(at + sizeof(int))..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[at..], length);
        return at + sizeof(int) + length;
    }

    private static int Part(Span<byte> bytes, int at, ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes[at..], part.Length);
        part.CopyTo(bytes[(at + sizeof(int))..]);
        return at + sizeof(int) + part.Length;
    }
}
