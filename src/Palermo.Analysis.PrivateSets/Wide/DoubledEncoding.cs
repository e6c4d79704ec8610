using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static Palermo.Analysis.PrivateSets.Wide.Fe8Operations;

namespace Palermo.Analysis.PrivateSets.Wide;

/// <summary>Collects points and encodes their doubles: many share one inversion, where each encoding alone needs a square root.</summary>
/// <remarks>
/// Doubling is a square, so the double of a ristretto point is encoded without a root (M. Hamburg, "Decaf", 2015, section 7; the
/// formulas as in curve25519-dalek's double_and_compress_batch). Inversions are shared as by Montgomery (1987): three products each.
/// Who wants s * P encoded multiplies by s / 2 first.
/// </remarks>
internal sealed unsafe class DoubledEncoding : IDisposable
{
    /// <summary>Groups of eight that share an inversion: 64 of them take 164 kB, which stays in the second-level cache.</summary>
    public const int Groups = 64;

    private struct Room
    {
        public Fe8 E, F, G, H, EG, FH, Product, Before;
    }

    private struct Common
    {
        public Fe8 All, Inverse, ZInverse, TInverse, A, B, S;
        public SquareRootRoom Root;
    }

    private readonly Room* _rooms = (Room*)NativeMemory.AlignedAlloc((nuint)(Groups * sizeof(Room)), 64);
    private readonly Common* _common = (Common*)NativeMemory.AlignedAlloc((nuint)sizeof(Common), 64);

    /// <summary>Groups collected and not yet encoded.</summary>
    public int Count { get; private set; }

    /// <summary>Takes eight points in.</summary>
    /// <returns>Ones where the double is the identity (or no point was given): its encoding will be worth nothing.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector512<long> Collect(Points8* p)
    {
        var room = _rooms + Count;
        Fe8* e = &room->E, f = &room->F, g = &room->G, h = &room->H, t = &room->EG;
        var c = _common;
        Fe8Operations.Add(t, &p->Y, &p->Y);
        Fe8.Mul(e, &p->X, t);                           // e = 2XY
        Fe8.Sq(g, &p->X);
        Fe8.Sq(t, &p->Y);
        Fe8Operations.Add(g, g, t);                     // g = Y^2 + X^2
        Fe8.Sq(t, &p->T);
        Fe8.Mul(t, t, &CurveConstants.Shared->D);
        Fe8.Sq(h, &p->Z);
        Fe8Operations.Add(f, h, t);                     // f = Z^2 + d T^2
        Sub(h, h, t);                                   // h = Z^2 - d T^2
        Fe8.Mul(&room->EG, e, g);
        Fe8.Mul(&room->FH, f, h);
        Fe8.Mul(&room->Product, &room->EG, &room->FH);
        // A zero would make all shared inverses zero: one takes its place.
        var none = IsZero(&room->Product);
        Select(&room->Product, none, &CurveConstants.Shared->One, &room->Product);
        if (Count == 0) c->All = room->Product;
        else
        {
            room->Before = c->All;
            Fe8.Mul(&c->All, &c->All, &room->Product);
        }
        Count++;
        return none;
    }

    /// <summary>Begins the encoding of what was collected: one inversion for all.</summary>
    public void Invert()
    {
        // All^(p-2), where p - 2 = 8 (p-5)/8 + 3.
        var c = _common;
        SquareRoot.Power(&c->B, &c->All, &c->Root);
        for (var i = 0; i < 3; i++) Fe8.Sq(&c->B, &c->B);
        Fe8.Sq(&c->S, &c->All);
        Fe8.Mul(&c->S, &c->S, &c->All);
        Fe8.Mul(&c->Inverse, &c->B, &c->S);
    }

    /// <summary>The encodings of the eight points collected last, as canonical limbs, which leave the collection.</summary>
    public Fe8* EncodeLast()
    {
        var c = _common;
        var room = _rooms + --Count;
        if (Count == 0) c->A = c->Inverse;
        else
        {
            Fe8.Mul(&c->A, &c->Inverse, &room->Before);
            Fe8.Mul(&c->Inverse, &c->Inverse, &room->Product);
        }
        EncodeOne(room, c);
        return &c->S;
    }

    public void Dispose()
    {
        NativeMemory.Clear(_rooms, (nuint)(Groups * sizeof(Room)));
        NativeMemory.AlignedFree(_rooms);
        NativeMemory.AlignedFree(_common);
    }

    /// <summary>One encoding, from its rooms and the inverse of efgh (in A), into S.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EncodeOne(Room* room, Common* c)
    {
        var k = CurveConstants.Shared;
        Fe8* e = &room->E, f = &room->F, g = &room->G, h = &room->H, a = &c->A, b = &c->B, s = &c->S;
        Fe8.Mul(&c->ZInverse, &room->EG, a);
        Fe8.Mul(&c->TInverse, &room->FH, a);
        Fe8.Mul(a, &room->EG, &c->ZInverse);
        var rotate = IsNegative(a);
        // Rotated: e becomes g, g becomes -e, h becomes f sqrt(-1), and the factor is sqrt(-1).
        Fe8.Mul(f, f, &k->SqrtMinusOne);
        Select(h, rotate, f, h);
        Neg(b, e);
        Select(e, rotate, g, e);
        Select(g, rotate, b, g);
        Fe8.Mul(a, h, e);
        Fe8.Mul(a, a, &c->ZInverse);
        NegWhere(g, IsNegative(a), g);
        Sub(s, h, g);
        Fe8.Reduce(s);
        Fe8.Mul(a, g, &c->TInverse);
        Select(b, rotate, &k->SqrtMinusOne, &k->InvSqrtAMinusD);
        Fe8.Mul(a, a, b);
        Fe8.Mul(a, a, s);
        Abs(a, a);
        Canonical(s, a);
    }
}
