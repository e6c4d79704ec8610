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

    public static byte[] Of(
        ReadOnlySpan<byte> salt, ReadOnlySpan<byte> head, RecordId id, int number, string state, RecordFlags flags, long review, string? reference, int? line,
        int bodyVersion, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Each part with its length before it, so that no two headers run together into the same bytes.
        Span<byte> numbers = stackalloc byte[64];
        hash.AppendData(salt);
        Part(hash, head);
        id.Value.TryWriteBytes(numbers, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(numbers[16..], number);
        BinaryPrimitives.WriteInt32BigEndian(numbers[20..], (int)(flags & (RecordFlags.Withdrawn | RecordFlags.Erased)));
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], review);
        BinaryPrimitives.WriteInt32BigEndian(numbers[32..], line ?? -1);
        BinaryPrimitives.WriteInt32BigEndian(numbers[36..], bodyVersion);
        Part(hash, numbers[..40]);
        Words(hash, state);
        Words(hash, reference ?? "");
        Part(hash, body);
        return hash.GetHashAndReset();
    }

    private static void Words(IncrementalHash hash, string text)
    {
        Span<byte> bytes = text.Length <= 128 ? stackalloc byte[384] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        Part(hash, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private static void Part(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
