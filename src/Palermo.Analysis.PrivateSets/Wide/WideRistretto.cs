using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static Palermo.Analysis.PrivateSets.Wide.Fe8Operations;

namespace Palermo.Analysis.PrivateSets.Wide;

/// <summary>Our own arithmetic of ristretto255 for processors with AVX-512: eight elements at once, in constant time.</summary>
/// <remarks>
/// A second implementation beside libsodium, which stays in use on other processors and for single elements; tests compare
/// the two on random and on hostile input.
/// </remarks>
internal static unsafe class WideRistretto
{
    /// <summary>Elements in one step.</summary>
    public const int Lanes = 8;

    private const int Size = Ristretto255.ElementSize;

    /// <summary>Whether this processor can do it.</summary>
    public static bool IsSupported => Avx512F.IsSupported && Avx512DQ.IsSupported && Vector512.IsHardwareAccelerated;

    /// <summary>The encoding of the generator: fills lanes that have no element.</summary>
    private static ReadOnlySpan<byte> Generator =>
    [
        0xe2, 0xf2, 0xae, 0x0a, 0x6a, 0xbc, 0x4e, 0x71, 0xa8, 0x84, 0xa9, 0x61, 0xc5, 0x00, 0x51, 0x5f,
        0x58, 0xe3, 0x0b, 0x6a, 0xa5, 0x82, 0xdd, 0x8d, 0xb6, 0xa6, 0x59, 0x45, 0xe0, 0x8d, 0x2d, 0x76,
    ];

    /// <summary>Multiplies each element by the scalar; the product of what is no element, or the identity, is zeros.</summary>
    /// <returns>The place of the first that is none, or -1.</returns>
    public static int Multiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> elements, Span<byte> products)
    {
        Span<sbyte> digits = stackalloc sbyte[PointArithmetic.Digits];
        HalfDigits(scalar, digits);
        var w = Workspace.Create();
        try
        {
            using var output = new EncodedOutput(products);
            for (var start = 0; start < output.Count; start += Lanes)
            {
                var lanes = Math.Min(Lanes, output.Count - start);
                var bad = 0;
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var element = lane < lanes ? elements.Slice((start + lane) * Size, Size) : Generator;
                    if (!IsCanonical(element)) bad |= 1 << lane;
                    SetLane(&w->A, lane, element);
                }
                Fe8.Reduce(&w->A);
                bad |= (int)(~RistrettoDecoding.Decode(w)).ExtractMostSignificantBits();
                PointArithmetic.Multiply(w, digits);
                output.Add(&w->P, bad);
            }
            output.Flush();
            return output.FirstBad;
        }
        finally
        {
            digits.Clear();
            Workspace.Free(w);
        }
    }

    /// <summary>Derives an element from each 64 uniform bytes and multiplies it by the scalar, without encoding it in between.</summary>
    /// <returns>The place of the first product that is the identity, or -1.</returns>
    public static int DeriveAndMultiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> uniform, Span<byte> products)
    {
        Span<sbyte> digits = stackalloc sbyte[PointArithmetic.Digits];
        HalfDigits(scalar, digits);
        var w = Workspace.Create();
        try
        {
            using var output = new EncodedOutput(products);
            for (var start = 0; start < output.Count; start += Lanes)
            {
                var lanes = Math.Min(Lanes, output.Count - start);
                Map(w, uniform, start, lanes, half: 0);
                w->Q = w->P;
                Map(w, uniform, start, lanes, half: 1);
                PointArithmetic.Add(w);
                PointArithmetic.Multiply(w, digits);
                output.Add(&w->P, bad: 0);
            }
            output.Flush();
            return output.FirstBad;
        }
        finally
        {
            digits.Clear();
            Workspace.Free(w);
        }
    }

    private static void Map(Workspace* w, ReadOnlySpan<byte> uniform, int start, int lanes, int half)
    {
        for (var lane = 0; lane < Lanes; lane++)
            SetLane(&w->A, lane, uniform.Slice((start + Math.Min(lane, lanes - 1)) * Ristretto255.UniformSize + half * 32, 32));
        Fe8.Reduce(&w->A);
        RistrettoDecoding.Map(w);
    }

    /// <summary>The digits of half the scalar modulo the order of the group: the encoding doubles (<see cref="DoubledEncoding"/>).</summary>
    private static void HalfDigits(ReadOnlySpan<byte> scalar, Span<sbyte> digits)
    {
        // The order, 2^252 + 27742317777372353535851937790883648493, is odd: an odd scalar plus the order is even. Both are below 2^253.
        UInt128 orderLow = UInt128.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture), orderHigh = UInt128.One << 124;
        UInt128 low = BinaryPrimitives.ReadUInt128LittleEndian(scalar), high = BinaryPrimitives.ReadUInt128LittleEndian(scalar[16..]);
        var odd = UInt128.Zero - (low & UInt128.One);
        var sum = low + (orderLow & odd);
        // Carry without a comparison: set where both top bits were, or one was and the sum's is not.
        var carry = ((low & orderLow & odd) | ((low | (orderLow & odd)) & ~sum)) >> 127;
        high += (orderHigh & odd) + carry;
        Span<byte> half = stackalloc byte[32];
        BinaryPrimitives.WriteUInt128LittleEndian(half, (sum >> 1) | (high << 127));
        BinaryPrimitives.WriteUInt128LittleEndian(half[16..], high >> 1);
        PointArithmetic.Recode(half, digits);
        half.Clear();
    }

    /// <summary>Whether the bytes are a number below p, even: what arrives is open, so this may branch.</summary>
    private static bool IsCanonical(ReadOnlySpan<byte> s)
    {
        if ((s[0] & 1) != 0 || s[31] > 0x7f) return false;
        if (s[31] < 0x7f || s[1..31].IndexOfAnyExcept((byte)0xff) >= 0) return true;
        return s[0] < 0xed;
    }
}
