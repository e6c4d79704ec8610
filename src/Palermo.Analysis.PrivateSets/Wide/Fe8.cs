using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Palermo.Analysis.PrivateSets.Wide;

/// <summary>Eight numbers modulo p = 2^255 - 19, side by side: lane k of every limb belongs to number k.</summary>
/// <remarks>
/// <para>Five signed limbs of 51 bits. Products are taken in floating point, where these processors are widest: two fused
/// multiply-adds give the upper and the lower half of a product exactly (N. Emmart and others, "Faster Modular Exponentiation Using
/// Double Precision Floating Point Arithmetic on the GPU", ARITH 2018). Rounding is always downwards, so that it works for signed limbs:
/// with C = 1.5 * 2^104, where a unit in the last place is 2^52, C + ab rounds to C + 2^52 floor(ab / 2^52); what is left is
/// from 0 to 2^52 - 1, and 2^52 more brings its bits to the end of a double.</para>
/// <para>Bounds. "Carried" means limbs of at most u = 2^50 + 2. C + ab must stay from 2^104 to 2^105, so |ab| is below 2^103: the factors of
/// a product may have 2u each (2^102), a square is taken of at most 2u. Columns stay below 2^56, folded below 2^61.
/// No step branches or addresses memory by a value.</para>
/// <para>The columns stand in each method again: shared through a method with results by reference they ran a third slower (.NET 10.0, measured).</para>
/// </remarks>
internal unsafe struct Fe8
{
    /// <summary>Bits of a limb.</summary>
    public const int Width = 51;

    /// <summary>Limbs of a number.</summary>
    public const int Limbs = 5;

    public Vector512<long> L0, L1, L2, L3, L4;

    /// <summary>1.5 * 2^104 as a double and as its bits.</summary>
    private const double High104 = 30423614405477505635920876929024.0;
    private const long HighBits = 0x4678_0000_0000_0000;

    /// <summary>2^52 as a double and as its bits.</summary>
    private const double Low52 = 4503599627370496.0;
    private const long LowBits = 0x4330_0000_0000_0000;

    /// <summary>h = f * g, carried. All three may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mul(Fe8* h, Fe8* f, Fe8* g)
    {
        unchecked
        {
            Vector512<double> f0 = Double(f->L0), f1 = Double(f->L1), f2 = Double(f->L2), f3 = Double(f->L3), f4 = Double(f->L4);
            Vector512<double> g0 = Double(g->L0), g1 = Double(g->L1), g2 = Double(g->L2), g3 = Double(g->L3), g4 = Double(g->L4);
            Vector512<double> p;
            Vector512<long> low, high, above;
            p = High(f0, g0); high = p.AsInt64(); low = Low(f0, g0, p);
            var h0 = low - Vector512.Create(LowBits); above = high + high - Vector512.Create(2 * HighBits);
            p = High(f0, g1); high = p.AsInt64(); low = Low(f0, g1, p);
            p = High(f1, g0); high += p.AsInt64(); low += Low(f1, g0, p);
            var h1 = low + above - Vector512.Create(LowBits * 2); above = high + high - Vector512.Create(2 * HighBits * 2);
            p = High(f0, g2); high = p.AsInt64(); low = Low(f0, g2, p);
            p = High(f1, g1); high += p.AsInt64(); low += Low(f1, g1, p);
            p = High(f2, g0); high += p.AsInt64(); low += Low(f2, g0, p);
            var h2 = low + above - Vector512.Create(LowBits * 3); above = high + high - Vector512.Create(2 * HighBits * 3);
            p = High(f0, g3); high = p.AsInt64(); low = Low(f0, g3, p);
            p = High(f1, g2); high += p.AsInt64(); low += Low(f1, g2, p);
            p = High(f2, g1); high += p.AsInt64(); low += Low(f2, g1, p);
            p = High(f3, g0); high += p.AsInt64(); low += Low(f3, g0, p);
            var h3 = low + above - Vector512.Create(LowBits * 4); above = high + high - Vector512.Create(2 * HighBits * 4);
            p = High(f0, g4); high = p.AsInt64(); low = Low(f0, g4, p);
            p = High(f1, g3); high += p.AsInt64(); low += Low(f1, g3, p);
            p = High(f2, g2); high += p.AsInt64(); low += Low(f2, g2, p);
            p = High(f3, g1); high += p.AsInt64(); low += Low(f3, g1, p);
            p = High(f4, g0); high += p.AsInt64(); low += Low(f4, g0, p);
            var h4 = low + above - Vector512.Create(LowBits * 5); above = high + high - Vector512.Create(2 * HighBits * 5);
            p = High(f1, g4); high = p.AsInt64(); low = Low(f1, g4, p);
            p = High(f2, g3); high += p.AsInt64(); low += Low(f2, g3, p);
            p = High(f3, g2); high += p.AsInt64(); low += Low(f3, g2, p);
            p = High(f4, g1); high += p.AsInt64(); low += Low(f4, g1, p);
            var h5 = low + above - Vector512.Create(LowBits * 4); above = high + high - Vector512.Create(2 * HighBits * 4);
            p = High(f2, g4); high = p.AsInt64(); low = Low(f2, g4, p);
            p = High(f3, g3); high += p.AsInt64(); low += Low(f3, g3, p);
            p = High(f4, g2); high += p.AsInt64(); low += Low(f4, g2, p);
            var h6 = low + above - Vector512.Create(LowBits * 3); above = high + high - Vector512.Create(2 * HighBits * 3);
            p = High(f3, g4); high = p.AsInt64(); low = Low(f3, g4, p);
            p = High(f4, g3); high += p.AsInt64(); low += Low(f4, g3, p);
            var h7 = low + above - Vector512.Create(LowBits * 2); above = high + high - Vector512.Create(2 * HighBits * 2);
            p = High(f4, g4); high = p.AsInt64(); low = Low(f4, g4, p);
            var h8 = low + above - Vector512.Create(LowBits); above = high + high - Vector512.Create(2 * HighBits);
            h0 += Times19(h5);
            h1 += Times19(h6);
            h2 += Times19(h7);
            h3 += Times19(h8);
            h4 += Times19(above);
            Carry(h, h0, h1, h2, h3, h4);
        }
    }

    /// <summary>h = f * f, carried.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sq(Fe8* h, Fe8* f)
    {
        unchecked
        {
            Vector512<double> f0 = Double(f->L0), f1 = Double(f->L1), f2 = Double(f->L2), f3 = Double(f->L3), f4 = Double(f->L4);
            Vector512<double> p;
            Vector512<long> low, high, above;
            p = High(f0, f0); high = p.AsInt64(); low = Low(f0, f0, p);
            var h0 = low - Vector512.Create(LowBits); above = high + high - Vector512.Create(2 * HighBits);
            p = High(f0, f1); high = p.AsInt64(); low = Low(f0, f1, p);
            high += high; low += low;
            var h1 = low + above - Vector512.Create(LowBits * 2); above = high + high - Vector512.Create(2 * HighBits * 2);
            p = High(f0, f2); high = p.AsInt64(); low = Low(f0, f2, p);
            high += high; low += low;
            p = High(f1, f1); high += p.AsInt64(); low += Low(f1, f1, p);
            var h2 = low + above - Vector512.Create(LowBits * 3); above = high + high - Vector512.Create(2 * HighBits * 3);
            p = High(f0, f3); high = p.AsInt64(); low = Low(f0, f3, p);
            p = High(f1, f2); high += p.AsInt64(); low += Low(f1, f2, p);
            high += high; low += low;
            var h3 = low + above - Vector512.Create(LowBits * 4); above = high + high - Vector512.Create(2 * HighBits * 4);
            p = High(f0, f4); high = p.AsInt64(); low = Low(f0, f4, p);
            p = High(f1, f3); high += p.AsInt64(); low += Low(f1, f3, p);
            high += high; low += low;
            p = High(f2, f2); high += p.AsInt64(); low += Low(f2, f2, p);
            var h4 = low + above - Vector512.Create(LowBits * 5); above = high + high - Vector512.Create(2 * HighBits * 5);
            p = High(f1, f4); high = p.AsInt64(); low = Low(f1, f4, p);
            p = High(f2, f3); high += p.AsInt64(); low += Low(f2, f3, p);
            high += high; low += low;
            var h5 = low + above - Vector512.Create(LowBits * 4); above = high + high - Vector512.Create(2 * HighBits * 4);
            p = High(f2, f4); high = p.AsInt64(); low = Low(f2, f4, p);
            high += high; low += low;
            p = High(f3, f3); high += p.AsInt64(); low += Low(f3, f3, p);
            var h6 = low + above - Vector512.Create(LowBits * 3); above = high + high - Vector512.Create(2 * HighBits * 3);
            p = High(f3, f4); high = p.AsInt64(); low = Low(f3, f4, p);
            high += high; low += low;
            var h7 = low + above - Vector512.Create(LowBits * 2); above = high + high - Vector512.Create(2 * HighBits * 2);
            p = High(f4, f4); high = p.AsInt64(); low = Low(f4, f4, p);
            var h8 = low + above - Vector512.Create(LowBits); above = high + high - Vector512.Create(2 * HighBits);
            h0 += Times19(h5);
            h1 += Times19(h6);
            h2 += Times19(h7);
            h3 += Times19(h8);
            h4 += Times19(above);
            Carry(h, h0, h1, h2, h3, h4);
        }
    }

    /// <summary>h = f * f - s, carried. The subtraction before the carry costs nearly nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SqMinus(Fe8* h, Fe8* f, Fe8* s)
    {
        unchecked
        {
            Vector512<double> f0 = Double(f->L0), f1 = Double(f->L1), f2 = Double(f->L2), f3 = Double(f->L3), f4 = Double(f->L4);
            Vector512<double> p;
            Vector512<long> low, high, above;
            p = High(f0, f0); high = p.AsInt64(); low = Low(f0, f0, p);
            var h0 = low - Vector512.Create(LowBits); above = high + high - Vector512.Create(2 * HighBits);
            p = High(f0, f1); high = p.AsInt64(); low = Low(f0, f1, p);
            high += high; low += low;
            var h1 = low + above - Vector512.Create(LowBits * 2); above = high + high - Vector512.Create(2 * HighBits * 2);
            p = High(f0, f2); high = p.AsInt64(); low = Low(f0, f2, p);
            high += high; low += low;
            p = High(f1, f1); high += p.AsInt64(); low += Low(f1, f1, p);
            var h2 = low + above - Vector512.Create(LowBits * 3); above = high + high - Vector512.Create(2 * HighBits * 3);
            p = High(f0, f3); high = p.AsInt64(); low = Low(f0, f3, p);
            p = High(f1, f2); high += p.AsInt64(); low += Low(f1, f2, p);
            high += high; low += low;
            var h3 = low + above - Vector512.Create(LowBits * 4); above = high + high - Vector512.Create(2 * HighBits * 4);
            p = High(f0, f4); high = p.AsInt64(); low = Low(f0, f4, p);
            p = High(f1, f3); high += p.AsInt64(); low += Low(f1, f3, p);
            high += high; low += low;
            p = High(f2, f2); high += p.AsInt64(); low += Low(f2, f2, p);
            var h4 = low + above - Vector512.Create(LowBits * 5); above = high + high - Vector512.Create(2 * HighBits * 5);
            p = High(f1, f4); high = p.AsInt64(); low = Low(f1, f4, p);
            p = High(f2, f3); high += p.AsInt64(); low += Low(f2, f3, p);
            high += high; low += low;
            var h5 = low + above - Vector512.Create(LowBits * 4); above = high + high - Vector512.Create(2 * HighBits * 4);
            p = High(f2, f4); high = p.AsInt64(); low = Low(f2, f4, p);
            high += high; low += low;
            p = High(f3, f3); high += p.AsInt64(); low += Low(f3, f3, p);
            var h6 = low + above - Vector512.Create(LowBits * 3); above = high + high - Vector512.Create(2 * HighBits * 3);
            p = High(f3, f4); high = p.AsInt64(); low = Low(f3, f4, p);
            high += high; low += low;
            var h7 = low + above - Vector512.Create(LowBits * 2); above = high + high - Vector512.Create(2 * HighBits * 2);
            p = High(f4, f4); high = p.AsInt64(); low = Low(f4, f4, p);
            var h8 = low + above - Vector512.Create(LowBits); above = high + high - Vector512.Create(2 * HighBits);
            h0 += Times19(h5);
            h1 += Times19(h6);
            h2 += Times19(h7);
            h3 += Times19(h8);
            h4 += Times19(above);
            Carry(h, h0 - s->L0, h1 - s->L1, h2 - s->L2, h3 - s->L3, h4 - s->L4);
        }
    }

    /// <summary>h = 2 * f * f - s, carried.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SqTwiceMinus(Fe8* h, Fe8* f, Fe8* s)
    {
        unchecked
        {
            Vector512<double> f0 = Double(f->L0), f1 = Double(f->L1), f2 = Double(f->L2), f3 = Double(f->L3), f4 = Double(f->L4);
            Vector512<double> p;
            Vector512<long> low, high, above;
            p = High(f0, f0); high = p.AsInt64(); low = Low(f0, f0, p);
            var h0 = low - Vector512.Create(LowBits); above = high + high - Vector512.Create(2 * HighBits);
            p = High(f0, f1); high = p.AsInt64(); low = Low(f0, f1, p);
            high += high; low += low;
            var h1 = low + above - Vector512.Create(LowBits * 2); above = high + high - Vector512.Create(2 * HighBits * 2);
            p = High(f0, f2); high = p.AsInt64(); low = Low(f0, f2, p);
            high += high; low += low;
            p = High(f1, f1); high += p.AsInt64(); low += Low(f1, f1, p);
            var h2 = low + above - Vector512.Create(LowBits * 3); above = high + high - Vector512.Create(2 * HighBits * 3);
            p = High(f0, f3); high = p.AsInt64(); low = Low(f0, f3, p);
            p = High(f1, f2); high += p.AsInt64(); low += Low(f1, f2, p);
            high += high; low += low;
            var h3 = low + above - Vector512.Create(LowBits * 4); above = high + high - Vector512.Create(2 * HighBits * 4);
            p = High(f0, f4); high = p.AsInt64(); low = Low(f0, f4, p);
            p = High(f1, f3); high += p.AsInt64(); low += Low(f1, f3, p);
            high += high; low += low;
            p = High(f2, f2); high += p.AsInt64(); low += Low(f2, f2, p);
            var h4 = low + above - Vector512.Create(LowBits * 5); above = high + high - Vector512.Create(2 * HighBits * 5);
            p = High(f1, f4); high = p.AsInt64(); low = Low(f1, f4, p);
            p = High(f2, f3); high += p.AsInt64(); low += Low(f2, f3, p);
            high += high; low += low;
            var h5 = low + above - Vector512.Create(LowBits * 4); above = high + high - Vector512.Create(2 * HighBits * 4);
            p = High(f2, f4); high = p.AsInt64(); low = Low(f2, f4, p);
            high += high; low += low;
            p = High(f3, f3); high += p.AsInt64(); low += Low(f3, f3, p);
            var h6 = low + above - Vector512.Create(LowBits * 3); above = high + high - Vector512.Create(2 * HighBits * 3);
            p = High(f3, f4); high = p.AsInt64(); low = Low(f3, f4, p);
            high += high; low += low;
            var h7 = low + above - Vector512.Create(LowBits * 2); above = high + high - Vector512.Create(2 * HighBits * 2);
            p = High(f4, f4); high = p.AsInt64(); low = Low(f4, f4, p);
            var h8 = low + above - Vector512.Create(LowBits); above = high + high - Vector512.Create(2 * HighBits);
            h0 += Times19(h5);
            h1 += Times19(h6);
            h2 += Times19(h7);
            h3 += Times19(h8);
            h4 += Times19(above);
            Carry(h, h0 + h0 - s->L0, h1 + h1 - s->L1, h2 + h2 - s->L2, h3 + h3 - s->L3, h4 + h4 - s->L4);
        }
    }

    /// <summary>h = 2 * f * g, carried.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MulTwice(Fe8* h, Fe8* f, Fe8* g)
    {
        unchecked
        {
            Vector512<double> f0 = Double(f->L0), f1 = Double(f->L1), f2 = Double(f->L2), f3 = Double(f->L3), f4 = Double(f->L4);
            Vector512<double> g0 = Double(g->L0), g1 = Double(g->L1), g2 = Double(g->L2), g3 = Double(g->L3), g4 = Double(g->L4);
            Vector512<double> p;
            Vector512<long> low, high, above;
            p = High(f0, g0); high = p.AsInt64(); low = Low(f0, g0, p);
            var h0 = low - Vector512.Create(LowBits); above = high + high - Vector512.Create(2 * HighBits);
            p = High(f0, g1); high = p.AsInt64(); low = Low(f0, g1, p);
            p = High(f1, g0); high += p.AsInt64(); low += Low(f1, g0, p);
            var h1 = low + above - Vector512.Create(LowBits * 2); above = high + high - Vector512.Create(2 * HighBits * 2);
            p = High(f0, g2); high = p.AsInt64(); low = Low(f0, g2, p);
            p = High(f1, g1); high += p.AsInt64(); low += Low(f1, g1, p);
            p = High(f2, g0); high += p.AsInt64(); low += Low(f2, g0, p);
            var h2 = low + above - Vector512.Create(LowBits * 3); above = high + high - Vector512.Create(2 * HighBits * 3);
            p = High(f0, g3); high = p.AsInt64(); low = Low(f0, g3, p);
            p = High(f1, g2); high += p.AsInt64(); low += Low(f1, g2, p);
            p = High(f2, g1); high += p.AsInt64(); low += Low(f2, g1, p);
            p = High(f3, g0); high += p.AsInt64(); low += Low(f3, g0, p);
            var h3 = low + above - Vector512.Create(LowBits * 4); above = high + high - Vector512.Create(2 * HighBits * 4);
            p = High(f0, g4); high = p.AsInt64(); low = Low(f0, g4, p);
            p = High(f1, g3); high += p.AsInt64(); low += Low(f1, g3, p);
            p = High(f2, g2); high += p.AsInt64(); low += Low(f2, g2, p);
            p = High(f3, g1); high += p.AsInt64(); low += Low(f3, g1, p);
            p = High(f4, g0); high += p.AsInt64(); low += Low(f4, g0, p);
            var h4 = low + above - Vector512.Create(LowBits * 5); above = high + high - Vector512.Create(2 * HighBits * 5);
            p = High(f1, g4); high = p.AsInt64(); low = Low(f1, g4, p);
            p = High(f2, g3); high += p.AsInt64(); low += Low(f2, g3, p);
            p = High(f3, g2); high += p.AsInt64(); low += Low(f3, g2, p);
            p = High(f4, g1); high += p.AsInt64(); low += Low(f4, g1, p);
            var h5 = low + above - Vector512.Create(LowBits * 4); above = high + high - Vector512.Create(2 * HighBits * 4);
            p = High(f2, g4); high = p.AsInt64(); low = Low(f2, g4, p);
            p = High(f3, g3); high += p.AsInt64(); low += Low(f3, g3, p);
            p = High(f4, g2); high += p.AsInt64(); low += Low(f4, g2, p);
            var h6 = low + above - Vector512.Create(LowBits * 3); above = high + high - Vector512.Create(2 * HighBits * 3);
            p = High(f3, g4); high = p.AsInt64(); low = Low(f3, g4, p);
            p = High(f4, g3); high += p.AsInt64(); low += Low(f4, g3, p);
            var h7 = low + above - Vector512.Create(LowBits * 2); above = high + high - Vector512.Create(2 * HighBits * 2);
            p = High(f4, g4); high = p.AsInt64(); low = Low(f4, g4, p);
            var h8 = low + above - Vector512.Create(LowBits); above = high + high - Vector512.Create(2 * HighBits);
            h0 += Times19(h5);
            h1 += Times19(h6);
            h2 += Times19(h7);
            h3 += Times19(h8);
            h4 += Times19(above);
            Carry(h, h0 + h0, h1 + h1, h2 + h2, h3 + h3, h4 + h4);
        }
    }

    /// <summary>Carries a number whose limbs are below 2^61.</summary>
    public static void Reduce(Fe8* h) => Carry(h, h->L0, h->L1, h->L2, h->L3, h->L4);

    /// <summary>19 x, for what wraps round: 2^255 = 19 modulo p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Times19(Vector512<long> x) => x + (x << 1) + (x << 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Double(Vector512<long> limb) => Avx512DQ.ConvertToVector512Double(limb);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> High(Vector512<double> a, Vector512<double> b) =>
        Avx512F.FusedMultiplyAdd(a, b, Vector512.Create(High104), FloatRoundingMode.ToNegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Low(Vector512<double> a, Vector512<double> b, Vector512<double> high) =>
        Avx512F.FusedMultiplyAdd(a, b, Vector512.Create(High104 + Low52) - high, FloatRoundingMode.ToNegativeInfinity).AsInt64();

    /// <summary>Moves what is above 51 bits to the next limb, rounding to nearest; the last wraps round times 19.</summary>
    /// <remarks>Afterwards limbs 0, 2 and 3 are at most 2^50; limbs 1 and 4 got a last carry of at most 1, which makes u = 2^50 + 2 safe.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Carry(Fe8* h, Vector512<long> h0, Vector512<long> h1, Vector512<long> h2, Vector512<long> h3, Vector512<long> h4)
    {
        Vector512<long> half = Vector512.Create(1L << (Width - 1)), c;
        c = (h0 + half) >> Width; h1 += c; h0 -= c << Width;
        c = (h3 + half) >> Width; h4 += c; h3 -= c << Width;
        c = (h1 + half) >> Width; h2 += c; h1 -= c << Width;
        c = (h4 + half) >> Width; h0 += Times19(c); h4 -= c << Width;
        c = (h2 + half) >> Width; h3 += c; h2 -= c << Width;
        c = (h0 + half) >> Width; h1 += c; h0 -= c << Width;
        c = (h3 + half) >> Width; h4 += c; h3 -= c << Width;
        (h->L0, h->L1, h->L2, h->L3, h->L4) = (h0, h1, h2, h3, h4);
    }
}
