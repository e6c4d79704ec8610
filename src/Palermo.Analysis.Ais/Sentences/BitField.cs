using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Palermo.Analysis.Ais.Sentences;

/// <summary>Reads fields out of the packed bits of a message: bit 0 is the most significant bit of the first byte.</summary>
/// <remarks>Bits beyond the end of the message read as zero; that is how a short message is understood by ITU-R M.1371-5 receivers too.</remarks>
public readonly ref struct BitField
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <param name="bytes">The packed bits. May be longer than the message; what lies beyond <paramref name="bitCount"/> is not read.</param>
    public BitField(ReadOnlySpan<byte> bytes, int bitCount)
    {
        _bytes = bytes;
        BitCount = Math.Min(bitCount, bytes.Length * 8);
    }

    /// <summary>Bits in the message, fill bits not counted.</summary>
    public int BitCount { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>An unsigned field of 0 to 56 bits.</summary>
    public ulong Unsigned(int start, int length)
    {
        if (length == 0 || start >= BitCount) return 0;
        var missing = start + length - BitCount;
        var at = start >> 3;
        ulong word;
        if (at + 8 <= _bytes.Length)
        {
            word = BinaryPrimitives.ReadUInt64BigEndian(_bytes[at..]);
        }
        else
        {
            word = 0;
            for (var i = 0; i < 8; i++) word = word << 8 | (at + i < _bytes.Length ? _bytes[at + i] : (byte)0);
        }
        word = word << (start & 7) >> 64 - length;
        return missing <= 0 ? word : word >> missing << missing;
    }

    /// <summary>A two's-complement field of 1 to 56 bits.</summary>
    public long Signed(int start, int length) => (long)(Unsigned(start, length) << 64 - length) >> 64 - length;

    /// <summary>One bit.</summary>
    public bool Flag(int start) => Unsigned(start, 1) != 0;

    /// <summary>Six-bit text without its end mark and the blanks before that; characters beyond the message are left out.</summary>
    public string Text(int start, int characters)
    {
        Span<byte> ascii = stackalloc byte[Math.Clamp((BitCount - start) / 6, 0, Math.Min(characters, 256))];
        return System.Text.Encoding.ASCII.GetString(SixBit.Trim(Letters(start, ascii)));
    }

    internal ReadOnlySpan<byte> Letters(int start, Span<byte> ascii)
    {
        for (var i = 0; i < ascii.Length; i++)
            ascii[i] = (byte)((Unsigned(start + 6 * i, 6) ^ 0x20) + 0x20);
        return ascii;
    }

    /// <summary>An unsigned field read without a check: the buffer must have eight bytes from the field's first byte on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Fast(ref byte bits, int start, int length)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bits, start >> 3));
        return (uint)(BinaryPrimitives.ReverseEndianness(word) << (start & 7) >> 64 - length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int FastSigned(ref byte bits, int start, int length)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bits, start >> 3));
        return (int)((long)(BinaryPrimitives.ReverseEndianness(word) << (start & 7)) >> 64 - length);
    }

    internal static ref byte Start(Span<byte> bits) => ref MemoryMarshal.GetReference(bits);
}
