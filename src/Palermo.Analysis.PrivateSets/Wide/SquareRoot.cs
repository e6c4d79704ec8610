using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Palermo.Analysis.PrivateSets.Wide.Fe8Operations;

namespace Palermo.Analysis.PrivateSets.Wide;

/// <summary>Room for the steps of a square root; lives in a workspace so that it is aligned and not allocated anew.</summary>
internal struct SquareRootRoom
{
    public Fe8 T0, T1, T2, V3, Check, Other;
}

/// <summary>SQRT_RATIO_M1 of RFC 9496, section 3.1.3, eight at once.</summary>
internal static unsafe class SquareRoot
{
    /// <summary>r = the non-negative root of u / v where there is one (ones are returned), else of sqrt(-1) * u / v.</summary>
    /// <remarks>u and v carried; r may be neither of them.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<long> OfRatio(Fe8* r, Fe8* u, Fe8* v, SquareRootRoom* w)
    {
        var constants = CurveConstants.Shared;
        Fe8* v3 = &w->V3, check = &w->Check, other = &w->Other;
        Fe8.Sq(v3, v);
        Fe8.Mul(v3, v3, v);
        Fe8.Sq(r, v3);
        Fe8.Mul(r, r, v);
        Fe8.Mul(r, r, u);
        Power(r, r, w);                         // (u v^7)^((p-5)/8)
        Fe8.Mul(r, r, v3);
        Fe8.Mul(r, r, u);

        Fe8.Sq(check, r);
        Fe8.Mul(check, check, v);
        var right = AreEqual(check, u);
        Neg(other, u);
        var flipped = AreEqual(check, other);
        Fe8.Mul(other, other, &constants->SqrtMinusOne);
        var flippedByI = AreEqual(check, other);
        Fe8.Mul(other, r, &constants->SqrtMinusOne);
        Select(r, flipped | flippedByI, other, r);
        Abs(r, r);
        return right | flipped;
    }

    /// <summary>r = z^((p-5)/8) = z^(2^252 - 3), by the chain of 254 squarings and 11 products of ref10.</summary>
    public static void Power(Fe8* r, Fe8* z, SquareRootRoom* w)
    {
        Fe8* t0 = &w->T0, t1 = &w->T1, t2 = &w->T2;
        Fe8.Sq(t0, z);
        Squares(t1, t0, 2);
        Fe8.Mul(t1, z, t1);                     // z^9
        Fe8.Mul(t0, t0, t1);                    // z^11
        Fe8.Sq(t0, t0);
        Fe8.Mul(t0, t1, t0);                    // z^(2^5 - 1)
        Squares(t1, t0, 5);
        Fe8.Mul(t0, t1, t0);                    // 2^10 - 1
        Squares(t1, t0, 10);
        Fe8.Mul(t1, t1, t0);                    // 2^20 - 1
        Squares(t2, t1, 20);
        Fe8.Mul(t1, t2, t1);                    // 2^40 - 1
        Squares(t1, t1, 10);
        Fe8.Mul(t0, t1, t0);                    // 2^50 - 1
        Squares(t1, t0, 50);
        Fe8.Mul(t1, t1, t0);                    // 2^100 - 1
        Squares(t2, t1, 100);
        Fe8.Mul(t1, t2, t1);                    // 2^200 - 1
        Squares(t1, t1, 50);
        Fe8.Mul(t0, t1, t0);                    // 2^250 - 1
        Squares(t0, t0, 2);
        Fe8.Mul(r, t0, z);                      // 2^252 - 3
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Squares(Fe8* h, Fe8* f, int times)
    {
        Fe8.Sq(h, f);
        for (var i = 1; i < times; i++) Fe8.Sq(h, h);
    }
}
