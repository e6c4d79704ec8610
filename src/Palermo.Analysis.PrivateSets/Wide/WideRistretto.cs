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
    public static bool IsSupported => Avx512F.IsSupported && Vector512.IsHardwareAccelerated;

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
        PointArithmetic.Recode(scalar, digits);
        var w = Workspace.Create();
        try
        {
            var (count, firstBad) = (elements.Length / Size, -1);
            for (var start = 0; start < count; start += Lanes)
            {
                var lanes = Math.Min(Lanes, count - start);
                var bad = 0;
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var element = lane < lanes ? elements.Slice((start + lane) * Size, Size) : Generator;
                    if (!IsCanonical(element)) bad |= 1 << lane;
                    SetLane(&w->A, lane, element);
                }
                Fe8.Reduce(&w->A);
                bad |= (int)(~RistrettoCodec.Decode(w)).ExtractMostSignificantBits();
                PointArithmetic.Multiply(w, digits);
                bad |= Write(w, products[(start * Size)..], lanes, bad);
                bad &= (1 << lanes) - 1;
                if (bad != 0 && firstBad < 0) firstBad = start + int.TrailingZeroCount(bad);
            }
            return firstBad;
        }
        finally
        {
            digits.Clear();
            Workspace.Free(w);
        }
    }

    /// <summary>Derives an element from each 64 uniform bytes.</summary>
    public static void Derive(ReadOnlySpan<byte> uniform, Span<byte> elements) => DeriveAndMultiply([], uniform, elements);

    /// <summary>Derives an element from each 64 uniform bytes and multiplies it by the scalar, without encoding it in between.</summary>
    /// <returns>The place of the first product that is the identity, or -1.</returns>
    public static int DeriveAndMultiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> uniform, Span<byte> products)
    {
        Span<sbyte> digits = stackalloc sbyte[PointArithmetic.Digits];
        if (!scalar.IsEmpty) PointArithmetic.Recode(scalar, digits);
        var w = Workspace.Create();
        try
        {
            var (count, firstBad) = (products.Length / Size, -1);
            for (var start = 0; start < count; start += Lanes)
            {
                var lanes = Math.Min(Lanes, count - start);
                Map(w, uniform, start, lanes, half: 0);
                w->Q = w->P;
                Map(w, uniform, start, lanes, half: 1);
                PointArithmetic.Add(w);
                if (!scalar.IsEmpty) PointArithmetic.Multiply(w, digits);
                var bad = Write(w, products[(start * Size)..], lanes, 0);
                if (bad != 0 && firstBad < 0) firstBad = start + int.TrailingZeroCount(bad);
            }
            return firstBad;
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
        RistrettoCodec.Map(w);
    }

    /// <summary>Writes the encodings; zeros for the bad. Returns the lanes whose product is the identity.</summary>
    private static int Write(Workspace* w, Span<byte> products, int lanes, int bad)
    {
        RistrettoCodec.Encode(w);
        var identities = (int)IsZero(&w->A).ExtractMostSignificantBits() & ((1 << lanes) - 1);
        for (var lane = 0; lane < lanes; lane++)
        {
            var product = products.Slice(lane * Size, Size);
            if ((bad >> lane & 1) != 0) product.Clear();
            else GetLane(&w->A, lane, product);
        }
        return identities;
    }

    /// <summary>Whether the bytes are a number below p, even: what arrives is open, so this may branch.</summary>
    private static bool IsCanonical(ReadOnlySpan<byte> s)
    {
        if ((s[0] & 1) != 0 || s[31] > 0x7f) return false;
        if (s[31] < 0x7f || s[1..31].IndexOfAnyExcept((byte)0xff) >= 0) return true;
        return s[0] < 0xed;
    }
}
