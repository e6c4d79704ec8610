using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Palermo.Analysis.Ais.Sentences;

/// <summary>The checksum of NMEA 0183 and of tag blocks: exclusive-or of all bytes between the start mark and the star.</summary>
/// <remarks>NMEA 0183 section 5.2.7; IEC 61162-1. 64 bytes are folded at a time.</remarks>
public static class NmeaChecksum
{
    private static readonly ushort[] HexPairs = MakeHexPairs();

    /// <summary>The checksum of the bytes, in 0 to 255.</summary>
    public static byte Of(ReadOnlySpan<byte> text)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var sum = Vector128<byte>.Zero;
        var at = 0;
        for (; at + 16 <= text.Length; at += 16) sum ^= Vector128.LoadUnsafe(ref start, (nuint)at);
        var folded = Fold(sum);
        for (; at < text.Length; at++) folded ^= text[at];
        return folded;
    }

    /// <summary>Whether two hexadecimal digits, in either case, name the checksum.</summary>
    public static bool Matches(byte checksum, byte first, byte second) =>
        (ushort)(first | second << 8) == HexPairs[checksum]
        || (Digit(first) << 4 | Digit(second)) == checksum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte Fold(Vector512<byte> bytes)
    {
        var half = bytes.GetLower() ^ bytes.GetUpper();
        return Fold(half.GetLower() ^ half.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Fold(Vector128<byte> bytes)
    {
        var words = bytes.AsUInt64();
        var x = words[0] ^ words[1];
        x ^= x >> 32;
        x ^= x >> 16;
        return (byte)(x ^ x >> 8);
    }

    // -256 for what is no digit, so that no checksum equals it.
    private static int Digit(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        _ => -256,
    };

    private static ushort[] MakeHexPairs()
    {
        const string digits = "0123456789ABCDEF";
        var pairs = new ushort[256];
        for (var i = 0; i < 256; i++) pairs[i] = (ushort)(digits[i >> 4] | digits[i & 15] << 8);
        return pairs;
    }
}
