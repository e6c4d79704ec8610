using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Palermo.Analysis.PrivateSets.Wide;

/// <summary>Sums, choices, canonical form and bytes of eight numbers at once.</summary>
internal static unsafe class Fe8Operations
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Fe8* h, Fe8* f, Fe8* g)
    {
        h->L0 = f->L0 + g->L0;
        h->L1 = f->L1 + g->L1;
        h->L2 = f->L2 + g->L2;
        h->L3 = f->L3 + g->L3;
        h->L4 = f->L4 + g->L4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sub(Fe8* h, Fe8* f, Fe8* g)
    {
        h->L0 = f->L0 - g->L0;
        h->L1 = f->L1 - g->L1;
        h->L2 = f->L2 - g->L2;
        h->L3 = f->L3 - g->L3;
        h->L4 = f->L4 - g->L4;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Neg(Fe8* h, Fe8* f)
    {
        Vector512<long>* a = (Vector512<long>*)f, to = (Vector512<long>*)h;
        for (var i = 0; i < Fe8.Limbs; i++) to[i] = -a[i];
    }

    /// <summary>h = f where the mask is all ones, else g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Select(Fe8* h, Vector512<long> mask, Fe8* f, Fe8* g)
    {
        Vector512<long>* a = (Vector512<long>*)f, b = (Vector512<long>*)g, to = (Vector512<long>*)h;
        for (var i = 0; i < Fe8.Limbs; i++) to[i] = Vector512.ConditionalSelect(mask, a[i], b[i]);
    }

    /// <summary>h = -f where the mask is all ones, else f.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NegWhere(Fe8* h, Vector512<long> mask, Fe8* f)
    {
        // With mask m of ones or zeros, (x ^ m) - m is -x or x.
        Vector512<long>* a = (Vector512<long>*)f, to = (Vector512<long>*)h;
        for (var i = 0; i < Fe8.Limbs; i++) to[i] = (a[i] ^ mask) - mask;
    }

    /// <summary>The absolute value of RFC 9496: the one of f and -f whose canonical form is even.</summary>
    public static void Abs(Fe8* h, Fe8* f) => NegWhere(h, IsNegative(f), f);

    /// <summary>Ones where the number is odd in canonical form, which RFC 9496 calls negative.</summary>
    public static Vector512<long> IsNegative(Fe8* f)
    {
        Fe8 canonical;
        Canonical(&canonical, f);
        return -(canonical.L0 & Vector512<long>.One);
    }

    /// <summary>Ones where the number is zero modulo p.</summary>
    public static Vector512<long> IsZero(Fe8* f)
    {
        Fe8 c;
        Canonical(&c, f);
        return Vector512.Equals(c.L0 | c.L1 | c.L2 | c.L3 | c.L4, Vector512<long>.Zero);
    }

    /// <summary>Ones where two carried numbers are equal modulo p.</summary>
    public static Vector512<long> AreEqual(Fe8* f, Fe8* g)
    {
        Fe8 difference;
        Sub(&difference, f, g);
        return IsZero(&difference);
    }

    /// <summary>The limbs of the number from 0 to p - 1, none negative. f has at most 3u (see <see cref="Fe8"/>).</summary>
    /// <remarks>As ref10: q is how often p fits in, found from the highest limb and carried through; then f + 19q without its top.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Canonical(Fe8* h, Fe8* f)
    {
        Vector512<long>* from = (Vector512<long>*)f, to = (Vector512<long>*)h;
        var q = (Fe8.Times19(from[4]) + Vector512.Create(1L << (Fe8.Width - 1))) >> Fe8.Width;
        for (var i = 0; i < Fe8.Limbs; i++) q = (from[i] + q) >> Fe8.Width;
        var carry = Fe8.Times19(q);
        for (var i = 0; i < Fe8.Limbs; i++)
        {
            var limb = from[i] + carry;
            carry = limb >> Fe8.Width;
            to[i] = limb - (carry << Fe8.Width);
        }
    }

    /// <summary>Reads 32 little-endian bytes (their highest bit left out) as number <paramref name="lane"/>; call <see cref="Fe8.Reduce"/> after all eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SetLane(Fe8* h, int lane, ReadOnlySpan<byte> bytes)
    {
        var limbs = (long*)h;
        UInt128 low = BinaryPrimitives.ReadUInt128LittleEndian(bytes), high = BinaryPrimitives.ReadUInt128LittleEndian(bytes[16..]);
        for (int i = 0, bit = 0; i < Fe8.Limbs; bit += Fe8.Width, i++)
        {
            // 128 bits that begin at the limb's first bit.
            var window = bit switch { 0 => low, < 128 => (low >> bit) | (high << (128 - bit)), 128 => high, _ => high >> (bit - 128) };
            limbs[i * 8 + lane] = (long)((ulong)window & ((1UL << Fe8.Width) - 1));
        }
    }

    /// <summary>Writes number <paramref name="lane"/> of a canonical f as 32 little-endian bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GetLane(Fe8* f, int lane, Span<byte> bytes)
    {
        var limbs = (long*)f;
        UInt128 low = 0, high = 0;
        for (int i = 0, bit = 0; i < Fe8.Limbs; bit += Fe8.Width, i++)
        {
            UInt128 limb = (ulong)limbs[i * 8 + lane];
            if (bit < 128) low |= limb << bit;
            if (bit >= 128) high |= limb << (bit - 128);
            else if (bit + Fe8.Width > 128) high |= limb >> (128 - bit);
        }
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, low);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes[16..], high);
    }

    /// <summary>The same number in all eight lanes.</summary>
    public static void Fill(Fe8* h, BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        for (var lane = 0; lane < 8; lane++) SetLane(h, lane, bytes);
        Fe8.Reduce(h);
    }
}
