using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Palermo.Analysis.PrivateSets.Wide.Fe8Operations;

namespace Palermo.Analysis.PrivateSets.Wide;

/// <summary>From numbers to points, eight at once, step by step as RFC 9496 writes it.</summary>
internal static unsafe class RistrettoDecoding
{
    /// <summary>4.3.1: P from its encoding s (in A, carried; that s is canonical and even was checked on the bytes).</summary>
    /// <returns>Ones where s encodes an element.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<long> Decode(Workspace* w)
    {
        var k = CurveConstants.Shared;
        Fe8* s = &w->A, u1 = &w->B, u2 = &w->C, u2Squared = &w->D, v = &w->E, root = &w->F, denX = &w->G, t = &w->H;
        Fe8.Sq(t, s);
        Sub(u1, &k->One, t);
        Fe8Operations.Add(u2, &k->One, t);
        Fe8.Sq(u2Squared, u2);
        Fe8.Sq(v, u1);
        Fe8.Mul(v, v, &k->D);
        Neg(v, v);
        Sub(v, v, u2Squared);
        Fe8.Mul(t, v, u2Squared);
        var isSquare = SquareRoot.OfRatio(root, &k->One, t, &w->Root);
        Fe8.Mul(denX, root, u2);
        Fe8.Mul(t, root, denX);
        Fe8.Mul(t, t, v);                           // den_y
        Fe8.Mul(&w->P.Y, u1, t);
        Fe8Operations.Add(t, s, s);
        Fe8.Mul(t, t, denX);
        Abs(&w->P.X, t);
        Fe8.Mul(&w->P.T, &w->P.X, &w->P.Y);
        w->P.Z = k->One;
        return isSquare & ~IsNegative(&w->P.T) & ~IsZero(&w->P.Y);
    }

    /// <summary>4.3.4, MAP: P from eight uniform numbers (in A, carried).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map(Workspace* w)
    {
        var k = CurveConstants.Shared;
        Fe8* t = &w->A, r = &w->B, u = &w->C, v = &w->D, s = &w->E, c = &w->F, n = &w->G, x = &w->H;
        Fe8.Sq(r, t);
        Fe8.Mul(r, r, &k->SqrtMinusOne);
        Fe8Operations.Add(u, r, &k->One);
        Fe8.Mul(u, u, &k->OneMinusDSquared);
        Fe8.Mul(v, r, &k->D);
        Fe8Operations.Add(v, v, &k->One);
        Neg(v, v);
        Fe8Operations.Add(x, r, &k->D);
        Fe8.Mul(v, v, x);
        var isSquare = SquareRoot.OfRatio(s, u, v, &w->Root);
        Fe8.Mul(x, s, t);
        Abs(x, x);
        Neg(x, x);
        Select(s, isSquare, s, x);
        Neg(c, &k->One);
        Select(c, isSquare, c, r);
        Sub(x, r, &k->One);
        Fe8.Mul(n, c, x);
        Fe8.Mul(n, n, &k->DMinusOneSquared);
        Sub(n, n, v);
        // w0 = 2sv, w1 = n sqrt(ad - 1), w2 = 1 - s^2, w3 = 1 + s^2
        Fe8Operations.Add(x, s, s);
        Fe8.Mul(x, x, v);
        Fe8.Mul(n, n, &k->SqrtAdMinusOne);
        Fe8.Sq(s, s);
        Sub(c, &k->One, s);
        Fe8Operations.Add(s, s, &k->One);
        Fe8.Mul(&w->P.X, x, s);
        Fe8.Mul(&w->P.Y, c, n);
        Fe8.Mul(&w->P.Z, n, s);
        Fe8.Mul(&w->P.T, x, c);
    }
}
