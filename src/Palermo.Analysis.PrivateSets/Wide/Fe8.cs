using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Palermo.Analysis.PrivateSets.Wide;

/// <summary>Eight numbers modulo p = 2^255 - 19, side by side: lane k of every limb belongs to number k.</summary>
/// <remarks>
/// Ten signed limbs of 26 and 25 bits in turn (radix 2^25.5), as in Bernstein's ref10 of Curve25519 (2006) and Ed25519
/// (Bernstein, Duif, Lange, Schwabe and Yang, 2012), with their bounds. "Carried" means limbs of at most 1.01 * 2^25 and 2^24; a
/// sum or difference of up to three carried numbers may enter a product (1.65 * 2^26 and 2^25). No step branches or
/// addresses memory by a value.
/// </remarks>
internal unsafe struct Fe8
{
    public Vector512<long> L0, L1, L2, L3, L4, L5, L6, L7, L8, L9;

    private static Vector512<long> Nineteen => Vector512.Create(19L);

    private static Vector512<long> ThirtyEight => Vector512.Create(38L);

    /// <summary>h = f * g, carried. All three may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mul(Fe8* h, Fe8* f, Fe8* g)
    {
        Vector512<long> f0 = f->L0, f1 = f->L1, f2 = f->L2, f3 = f->L3, f4 = f->L4, f5 = f->L5, f6 = f->L6, f7 = f->L7, f8 = f->L8, f9 = f->L9;
        Vector512<long> g0 = g->L0, g1 = g->L1, g2 = g->L2, g3 = g->L3, g4 = g->L4, g5 = g->L5, g6 = g->L6, g7 = g->L7, g8 = g->L8, g9 = g->L9;
        Vector512<long> n1 = M(g1, Nineteen), n2 = M(g2, Nineteen), n3 = M(g3, Nineteen), n4 = M(g4, Nineteen), n5 = M(g5, Nineteen);
        Vector512<long> n6 = M(g6, Nineteen), n7 = M(g7, Nineteen), n8 = M(g8, Nineteen), n9 = M(g9, Nineteen);
        Vector512<long> d1 = f1 + f1, d3 = f3 + f3, d5 = f5 + f5, d7 = f7 + f7, d9 = f9 + f9;
        var h0 = M(f0, g0) + M(d1, n9) + M(f2, n8) + M(d3, n7) + M(f4, n6)
            + M(d5, n5) + M(f6, n4) + M(d7, n3) + M(f8, n2) + M(d9, n1);
        var h1 = M(f0, g1) + M(f1, g0) + M(f2, n9) + M(f3, n8) + M(f4, n7)
            + M(f5, n6) + M(f6, n5) + M(f7, n4) + M(f8, n3) + M(f9, n2);
        var h2 = M(f0, g2) + M(d1, g1) + M(f2, g0) + M(d3, n9) + M(f4, n8)
            + M(d5, n7) + M(f6, n6) + M(d7, n5) + M(f8, n4) + M(d9, n3);
        var h3 = M(f0, g3) + M(f1, g2) + M(f2, g1) + M(f3, g0) + M(f4, n9)
            + M(f5, n8) + M(f6, n7) + M(f7, n6) + M(f8, n5) + M(f9, n4);
        var h4 = M(f0, g4) + M(d1, g3) + M(f2, g2) + M(d3, g1) + M(f4, g0)
            + M(d5, n9) + M(f6, n8) + M(d7, n7) + M(f8, n6) + M(d9, n5);
        var h5 = M(f0, g5) + M(f1, g4) + M(f2, g3) + M(f3, g2) + M(f4, g1)
            + M(f5, g0) + M(f6, n9) + M(f7, n8) + M(f8, n7) + M(f9, n6);
        var h6 = M(f0, g6) + M(d1, g5) + M(f2, g4) + M(d3, g3) + M(f4, g2)
            + M(d5, g1) + M(f6, g0) + M(d7, n9) + M(f8, n8) + M(d9, n7);
        var h7 = M(f0, g7) + M(f1, g6) + M(f2, g5) + M(f3, g4) + M(f4, g3)
            + M(f5, g2) + M(f6, g1) + M(f7, g0) + M(f8, n9) + M(f9, n8);
        var h8 = M(f0, g8) + M(d1, g7) + M(f2, g6) + M(d3, g5) + M(f4, g4)
            + M(d5, g3) + M(f6, g2) + M(d7, g1) + M(f8, g0) + M(d9, n9);
        var h9 = M(f0, g9) + M(f1, g8) + M(f2, g7) + M(f3, g6) + M(f4, g5)
            + M(f5, g4) + M(f6, g3) + M(f7, g2) + M(f8, g1) + M(f9, g0);
        Carry(h, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
    }

    /// <summary>h = f * f, carried.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sq(Fe8* h, Fe8* f)
    {
        Vector512<long> f0 = f->L0, f1 = f->L1, f2 = f->L2, f3 = f->L3, f4 = f->L4, f5 = f->L5, f6 = f->L6, f7 = f->L7, f8 = f->L8, f9 = f->L9;
        Vector512<long> d0 = f0 + f0, d1 = f1 + f1, d2 = f2 + f2, d3 = f3 + f3, d4 = f4 + f4, d5 = f5 + f5, d6 = f6 + f6, d7 = f7 + f7;
        Vector512<long> n5 = M(f5, ThirtyEight), n6 = M(f6, Nineteen), n7 = M(f7, ThirtyEight), n8 = M(f8, Nineteen), n9 = M(f9, ThirtyEight);
        var h0 = M(f0, f0) + M(d1, n9) + M(d2, n8) + M(d3, n7) + M(d4, n6) + M(f5, n5);
        var h1 = M(d0, f1) + M(f2, n9) + M(d3, n8) + M(f4, n7) + M(d5, n6);
        var h2 = M(d0, f2) + M(d1, f1) + M(d3, n9) + M(d4, n8) + M(d5, n7) + M(f6, n6);
        var h3 = M(d0, f3) + M(d1, f2) + M(f4, n9) + M(d5, n8) + M(f6, n7);
        var h4 = M(d0, f4) + M(d1, d3) + M(f2, f2) + M(d5, n9) + M(d6, n8) + M(f7, n7);
        var h5 = M(d0, f5) + M(d1, f4) + M(d2, f3) + M(f6, n9) + M(d7, n8);
        var h6 = M(d0, f6) + M(d1, d5) + M(d2, f4) + M(d3, f3) + M(d7, n9) + M(f8, n8);
        var h7 = M(d0, f7) + M(d1, f6) + M(d2, f5) + M(d3, f4) + M(f8, n9);
        var h8 = M(d0, f8) + M(d1, d7) + M(d2, f6) + M(d3, d5) + M(f4, f4) + M(f9, n9);
        var h9 = M(d0, f9) + M(d1, f8) + M(d2, f7) + M(d3, f6) + M(d4, f5);
        Carry(h, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
    }

    /// <summary>h = 2 * f * f, carried.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SqTwice(Fe8* h, Fe8* f)
    {
        Vector512<long> f0 = f->L0, f1 = f->L1, f2 = f->L2, f3 = f->L3, f4 = f->L4, f5 = f->L5, f6 = f->L6, f7 = f->L7, f8 = f->L8, f9 = f->L9;
        Vector512<long> d0 = f0 + f0, d1 = f1 + f1, d2 = f2 + f2, d3 = f3 + f3, d4 = f4 + f4, d5 = f5 + f5, d6 = f6 + f6, d7 = f7 + f7;
        Vector512<long> n5 = M(f5, ThirtyEight), n6 = M(f6, Nineteen), n7 = M(f7, ThirtyEight), n8 = M(f8, Nineteen), n9 = M(f9, ThirtyEight);
        var h0 = M(f0, f0) + M(d1, n9) + M(d2, n8) + M(d3, n7) + M(d4, n6) + M(f5, n5);
        var h1 = M(d0, f1) + M(f2, n9) + M(d3, n8) + M(f4, n7) + M(d5, n6);
        var h2 = M(d0, f2) + M(d1, f1) + M(d3, n9) + M(d4, n8) + M(d5, n7) + M(f6, n6);
        var h3 = M(d0, f3) + M(d1, f2) + M(f4, n9) + M(d5, n8) + M(f6, n7);
        var h4 = M(d0, f4) + M(d1, d3) + M(f2, f2) + M(d5, n9) + M(d6, n8) + M(f7, n7);
        var h5 = M(d0, f5) + M(d1, f4) + M(d2, f3) + M(f6, n9) + M(d7, n8);
        var h6 = M(d0, f6) + M(d1, d5) + M(d2, f4) + M(d3, f3) + M(d7, n9) + M(f8, n8);
        var h7 = M(d0, f7) + M(d1, f6) + M(d2, f5) + M(d3, f4) + M(f8, n9);
        var h8 = M(d0, f8) + M(d1, d7) + M(d2, f6) + M(d3, d5) + M(f4, f4) + M(f9, n9);
        var h9 = M(d0, f9) + M(d1, f8) + M(d2, f7) + M(d3, f6) + M(d4, f5);
        Carry(h, h0 + h0, h1 + h1, h2 + h2, h3 + h3, h4 + h4, h5 + h5, h6 + h6, h7 + h7, h8 + h8, h9 + h9);
    }

    /// <summary>Carries a number whose limbs are below 2^27.</summary>
    public static void Reduce(Fe8* h) => Carry(h, h->L0, h->L1, h->L2, h->L3, h->L4, h->L5, h->L6, h->L7, h->L8, h->L9);

    /// <summary>The signed product of the low halves of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> M(Vector512<long> x, Vector512<long> y) => Avx512F.Multiply(x.AsInt32(), y.AsInt32());

    /// <summary>Moves what is above 26 or 25 bits to the next limb, rounding to nearest; the last wraps round times 19.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Carry(Fe8* h, Vector512<long> h0, Vector512<long> h1, Vector512<long> h2, Vector512<long> h3, Vector512<long> h4,
        Vector512<long> h5, Vector512<long> h6, Vector512<long> h7, Vector512<long> h8, Vector512<long> h9)
    {
        // Two chains, from 0 and from 4 (5), run beside each other.
        Vector512<long> half26 = Vector512.Create(1L << 25), half25 = Vector512.Create(1L << 24), c;
        c = (h0 + half26) >> 26; h1 += c; h0 -= c << 26;
        c = (h4 + half26) >> 26; h5 += c; h4 -= c << 26;
        c = (h1 + half25) >> 25; h2 += c; h1 -= c << 25;
        c = (h5 + half25) >> 25; h6 += c; h5 -= c << 25;
        c = (h2 + half26) >> 26; h3 += c; h2 -= c << 26;
        c = (h6 + half26) >> 26; h7 += c; h6 -= c << 26;
        c = (h3 + half25) >> 25; h4 += c; h3 -= c << 25;
        c = (h7 + half25) >> 25; h8 += c; h7 -= c << 25;
        c = (h4 + half26) >> 26; h5 += c; h4 -= c << 26;
        c = (h8 + half26) >> 26; h9 += c; h8 -= c << 26;
        c = (h9 + half25) >> 25; h0 += c + (c << 1) + (c << 4); h9 -= c << 25;
        c = (h0 + half26) >> 26; h1 += c; h0 -= c << 26;
        (h->L0, h->L1, h->L2, h->L3, h->L4) = (h0, h1, h2, h3, h4);
        (h->L5, h->L6, h->L7, h->L8, h->L9) = (h5, h6, h7, h8, h9);
    }
}
