using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Palermo.Analysis.Ais.Sentences;

/// <summary>The two six-bit codes of AIS: the armour of the payload, and the letters within it.</summary>
/// <remarks>Armour: IEC 61162-1, table for VDM. Letters: ITU-R M.1371-5, annex 8, table 47.</remarks>
public static class SixBit
{
    /// <summary>Room that a bit buffer must have behind its last byte, so that fields can be read eight bytes at a time.</summary>
    public const int Padding = 32;

    private static readonly byte[] Values = MakeValues();

    /// <summary>Bytes that <paramref name="characters"/> armoured characters become.</summary>
    public static int BytesFor(int characters) => (characters * 6 + 7) / 8;

    /// <summary>Takes the armour off: six bits a character, packed from the most significant bit on.</summary>
    /// <param name="armoured">Characters '0' to 'W' and '`' to 'w'.</param>
    /// <param name="bits">Receives the bits; must have <see cref="BytesFor"/> and <see cref="Padding"/> bytes, which are overwritten.</param>
    /// <returns>False when a character is none of the 64; the content of <paramref name="bits"/> is then of no use.</returns>
    public static bool Unarmour(ReadOnlySpan<byte> armoured, Span<byte> bits)
    {
        if (bits.Length < BytesFor(armoured.Length) + Padding)
            throw new ArgumentException("the bit buffer is too small for the payload and its padding", nameof(bits));
        var at = 0;
        if (Avx2.IsSupported)
        {
            ref var from = ref MemoryMarshal.GetReference(armoured);
            ref var to = ref MemoryMarshal.GetReference(bits);
            for (; at + 32 <= armoured.Length; at += 32)
                if (!Unarmour32(Vector256.LoadUnsafe(ref from, (nuint)at), ref Unsafe.Add(ref to, at / 4 * 3)))
                    return false;
        }
        if (at == armoured.Length) return true;
        if (Avx2.IsSupported)
        {
            // '0' stands for six zero bits: the rest is filled up to a whole block with it.
            var rest = Vector256.Create((byte)'0');
            armoured[at..].CopyTo(MemoryMarshal.AsBytes(new Span<Vector256<byte>>(ref rest)));
            return Unarmour32(rest, ref bits[at / 4 * 3]);
        }
        return UnarmourRest(armoured, bits, at);
    }

    // For machines without these vectors: four characters at a time.
    private static bool UnarmourRest(ReadOnlySpan<byte> armoured, Span<byte> bits, int at)
    {
        var target = at / 4 * 3;
        bits.Slice(target, BytesFor(armoured.Length) - target + Padding).Clear();
        for (; at < armoured.Length; at += 4)
        {
            var word = 0;
            for (var k = 0; k < 4; k++)
            {
                var value = at + k < armoured.Length ? Values[armoured[at + k]] : (byte)0;
                if (value > 63) return false;
                word = word << 6 | value;
            }
            bits[target] = (byte)(word >> 16);
            bits[target + 1] = (byte)(word >> 8);
            bits[target + 2] = (byte)word;
            target += 3;
        }
        return true;
    }

    /// <summary>Takes the armour off 32 characters and stores 24 bytes (and touches 28).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Unarmour32(Vector256<byte> letters, ref byte bits)
    {
        var value = letters - Vector256.Create((byte)48);
        var high = Vector256.GreaterThan(value, Vector256.Create((byte)47));
        // 'X' to '_' lie between the two runs of letters; below '0' wraps round to above 71
        var between = Vector256.GreaterThan(value, Vector256.Create((byte)39)) & ~high;
        var bad = between | Vector256.GreaterThan(value, Vector256.Create((byte)71));
        value -= high & Vector256.Create((byte)8);
        // a*64+b twice, then pairs*4096: four six-bit values become 24 bits in the low bytes of each 32-bit lane
        var twelve = Avx2.MultiplyAddAdjacent(value, Vector256.Create((short)0x0140).AsSByte());
        var words = Avx2.MultiplyAddAdjacent(twelve, Vector256.Create(0x0001_1000).AsInt16());
        var packed = Avx2.Shuffle(words.AsByte(), Vector256.Create(
            (byte)2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 0x80, 0x80, 0x80, 0x80,
            2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 0x80, 0x80, 0x80, 0x80));
        packed.GetLower().StoreUnsafe(ref bits);
        packed.GetUpper().StoreUnsafe(ref bits, 12);
        return bad == Vector256<byte>.Zero;
    }

    /// <summary>Puts the armour on: the characters of a payload for so many bits, with the fill bits that the last one holds.</summary>
    public static (string Payload, int FillBits) Armour(ReadOnlySpan<byte> bits, int bitCount)
    {
        var letters = new char[(bitCount + 5) / 6];
        var field = new BitField(bits, bitCount);
        for (var i = 0; i < letters.Length; i++)
        {
            var length = Math.Min(6, bitCount - i * 6);
            var value = (int)field.Unsigned(i * 6, length) << 6 - length;
            letters[i] = (char)(value < 40 ? value + 48 : value + 56);
        }
        return (new string(letters), letters.Length * 6 - bitCount);
    }

    /// <summary>Writes so many six-bit letters as ASCII, '@' and all.</summary>
    /// <param name="bits">Packed bits with <see cref="Padding"/> readable bytes behind them.</param>
    internal static void Letters(ReadOnlySpan<byte> bits, int start, Span<byte> ascii)
    {
        var done = 0;
        if (Bmi2.X64.IsSupported)
        {
            for (; done + 8 <= ascii.Length; done += 8, start += 48)
            {
                var window = BinaryPrimitives.ReadUInt64BigEndian(bits[(start >> 3)..]) << (start & 7) >> 16;
                var spread = Bmi2.X64.ParallelBitDeposit(window, 0x3F3F3F3F3F3F3F3FUL);
                // 0-31 become '@' to '_', 32-63 stay: flip bit 5 and add 32, in eight bytes at once
                BinaryPrimitives.WriteUInt64BigEndian(ascii[done..],
                    (spread ^ 0x2020202020202020UL) + 0x2020202020202020UL);
            }
        }
        for (; done < ascii.Length; done++, start += 6)
        {
            var value = BinaryPrimitives.ReadUInt64BigEndian(bits[(start >> 3)..]) << (start & 7) >> 58;
            ascii[done] = (byte)((value ^ 0x20) + 0x20);
        }
    }

    /// <summary>The text without what follows the first '@' (the end mark) and without blanks at the end.</summary>
    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> ascii)
    {
        var end = ascii.IndexOf((byte)'@');
        return (end < 0 ? ascii : ascii[..end]).TrimEnd((byte)' ');
    }

    private static byte[] MakeValues()
    {
        var values = new byte[256];
        Array.Fill(values, byte.MaxValue);
        for (var i = 0; i < 40; i++) values[48 + i] = (byte)i;
        for (var i = 40; i < 64; i++) values[56 + i] = (byte)i;
        return values;
    }
}
