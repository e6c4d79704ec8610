using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Palermo.Analysis.PrivateSets.Wide.Fe8Operations;

namespace Palermo.Analysis.PrivateSets.Wide;

/// <summary>Adding and multiplying eight points at once.</summary>
/// <remarks>
/// Formulas: Hisil, Wong, Carter and Dawson, "Twisted Edwards Curves Revisited" (2008), for a = -1, in the order of ref10. They
/// are complete: no point is a special case.
/// </remarks>
internal static unsafe class PointArithmetic
{
    /// <summary>Signed digits of four bits in a scalar.</summary>
    public const int Digits = 64;

    /// <summary>Writes the scalar as 64 digits from -8 to 8, lowest first. The scalar is below 2^253.</summary>
    public static void Recode(ReadOnlySpan<byte> scalar, Span<sbyte> digits)
    {
        for (var i = 0; i < 32; i++)
        {
            digits[2 * i] = (sbyte)(scalar[i] & 15);
            digits[2 * i + 1] = (sbyte)(scalar[i] >> 4);
        }
        var carry = 0;
        for (var i = 0; i < Digits - 1; i++)
        {
            var digit = digits[i] + carry;
            carry = (digit + 8) >> 4;
            digits[i] = (sbyte)(digit - (carry << 4));
        }
        digits[Digits - 1] += (sbyte)carry;
    }

    /// <summary>P = scalar * P, the same scalar for all eight. Each digit reads the whole table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(Workspace* w, ReadOnlySpan<sbyte> digits)
    {
        var p = &w->P;
        FillTable(w);
        SetIdentity(p);
        for (var i = Digits - 1; i >= 0; i--)
        {
            if (i < Digits - 1)
            {
                Double(w, p, needsT: false);
                Double(w, p, needsT: false);
                Double(w, p, needsT: false);
                Double(w, p, needsT: true);
            }
            Choose(w, digits[i]);
            Add(w, p, &w->Chosen, needsT: i == 0);
        }
    }

    /// <summary>P = P + Q.</summary>
    public static void Add(Workspace* w)
    {
        Cache(&w->Chosen, &w->Q);
        Add(w, &w->P, &w->Chosen, needsT: true);
    }

    private static void FillTable(Workspace* w)
    {
        CachedPoints8* table = &w->Table;
        Points8* multiple = &w->Q;
        *multiple = w->P;
        Cache(table, multiple);
        for (var i = 1; i < Workspace.TableSize; i++)
        {
            Add(w, multiple, table, needsT: true);
            Cache(table + i, multiple);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Cache(CachedPoints8* cached, Points8* p)
    {
        Fe8Operations.Add(&cached->Sum, &p->Y, &p->X);
        Sub(&cached->Difference, &p->Y, &p->X);
        cached->Z = p->Z;
        Fe8.Mul(&cached->T2d, &p->T, &CurveConstants.Shared->TwoD);
    }

    private static void SetIdentity(Points8* p)
    {
        var one = &CurveConstants.Shared->One;
        p->X = default;
        p->T = default;
        p->Y = *one;
        p->Z = *one;
    }

    /// <summary>Chosen = digit * P from the table, without a branch or an address that depends on the digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Choose(Workspace* w, sbyte digit)
    {
        const int Vectors = 4 * Fe8.Limbs;
        long sign = digit >> 7, size = (digit ^ sign) - sign;
        var chosen = (Vector512<long>*)&w->Chosen;
        var table = (Vector512<long>*)&w->Table;
        var wanted = Vector512.Create(size);
        Vector512<long>
            m1 = Vector512.Equals(wanted, Vector512.Create(1L)), m2 = Vector512.Equals(wanted, Vector512.Create(2L)),
            m3 = Vector512.Equals(wanted, Vector512.Create(3L)), m4 = Vector512.Equals(wanted, Vector512.Create(4L)),
            m5 = Vector512.Equals(wanted, Vector512.Create(5L)), m6 = Vector512.Equals(wanted, Vector512.Create(6L)),
            m7 = Vector512.Equals(wanted, Vector512.Create(7L)), m8 = Vector512.Equals(wanted, Vector512.Create(8L));
        for (var i = 0; i < Vectors; i++)
            chosen[i] = ((m1 & table[i]) | (m2 & table[Vectors + i]) | (m3 & table[2 * Vectors + i]) | (m4 & table[3 * Vectors + i]))
                | ((m5 & table[4 * Vectors + i]) | (m6 & table[5 * Vectors + i]) | (m7 & table[6 * Vectors + i]) | (m8 & table[7 * Vectors + i]));
        // Digit 0 chose nothing: the identity has Y + X = Y - X = Z = 1 and T = 0.
        var none = Vector512.Equals(wanted, Vector512<long>.Zero) & Vector512<long>.One;
        w->Chosen.Sum.L0 |= none;
        w->Chosen.Difference.L0 |= none;
        w->Chosen.Z.L0 |= none;
        // -P has Y + X and Y - X exchanged, and T negated.
        var negative = Vector512.Create(sign);
        Vector512<long>* sum = (Vector512<long>*)&w->Chosen.Sum, difference = (Vector512<long>*)&w->Chosen.Difference;
        for (var i = 0; i < Fe8.Limbs; i++)
        {
            var exchange = (sum[i] ^ difference[i]) & negative;
            sum[i] ^= exchange;
            difference[i] ^= exchange;
        }
        NegWhere(&w->Chosen.T2d, negative, &w->Chosen.T2d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Workspace* w, Points8* p, CachedPoints8* q, bool needsT)
    {
        Fe8* a = &w->A, b = &w->B, c = &w->C, d = &w->D;
        Sub(a, &p->Y, &p->X);
        Fe8.Mul(a, a, &q->Difference);
        Fe8Operations.Add(b, &p->Y, &p->X);
        Fe8.Mul(b, b, &q->Sum);
        Fe8.Mul(c, &q->T2d, &p->T);
        Fe8.MulTwice(d, &p->Z, &q->Z);
        Sub(&w->E, b, a);
        Fe8Operations.Add(&w->H, b, a);
        Fe8Operations.Add(&w->G, d, c);
        Sub(&w->F, d, c);
        Finish(w, p, needsT);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Double(Workspace* w, Points8* p, bool needsT)
    {
        Fe8* a = &w->A, b = &w->B, c = &w->C;
        Fe8.Sq(a, &p->X);
        Fe8.Sq(b, &p->Y);
        Fe8Operations.Add(&w->H, b, a);
        Sub(&w->G, b, a);
        Fe8Operations.Add(c, &p->X, &p->Y);
        Fe8.SqMinus(&w->E, c, &w->H);
        Fe8.SqTwiceMinus(&w->F, &p->Z, &w->G);
        Finish(w, p, needsT);
    }

    /// <summary>X = EF, Y = GH, Z = FG, T = EH, none above 2u. T is needed before an addition only.</summary>
    private static void Finish(Workspace* w, Points8* p, bool needsT)
    {
        Fe8.Mul(&p->X, &w->E, &w->F);
        Fe8.Mul(&p->Y, &w->G, &w->H);
        Fe8.Mul(&p->Z, &w->F, &w->G);
        if (needsT) Fe8.Mul(&p->T, &w->E, &w->H);
    }
}
