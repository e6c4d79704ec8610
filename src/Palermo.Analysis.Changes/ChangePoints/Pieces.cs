using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Palermo.Analysis.Changes;

/// <summary>
/// Pieces along the axis of rates, each with the start whose curve is least there: columns of figures, in the middle of their buffers,
/// since pieces come and go at both ends.
/// </summary>
/// <param name="length">Room in all.</param>
/// <remarks>Piece i reaches from border i to border i + 1. The figures of the last piece stand once more behind it, so that the last border is reckoned like the others.</remarks>
internal sealed class Pieces(int length)
{
    /// <summary>So many pieces are looked at together.</summary>
    public const int Block = 56;

    /// <summary>Vectors read up to this far behind the last piece.</summary>
    private const int Behind = 12;

    public int Length => length;
    public int Head, Tail;
    public readonly double[] Rate = new double[length], First = new double[length], Second = new double[length];     // at the border
    public readonly double[] Base = new double[length], Exposure = new double[length], Sum = new double[length];     // of the start: F + beta, and what came before it
    public readonly int[] Start = new int[length];

    public int Count => Tail - Head;
    public bool HasRoom => Head >= 2 && Tail + Behind < length;

    /// <summary>Empties it.</summary>
    public void Begin() => Head = Tail = length / 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Crossing border, int start, double level, double e, double s)
    {
        SetBorder(Tail, border);
        SetPiece(Tail++, start, level, e, s);
    }

    /// <summary>Adds a piece, unless the last one has the same start: then that goes on.</summary>
    public void AddOnce(Crossing border, int start, double level, double e, double s)
    {
        if (Tail == Head || Start[Tail - 1] != start) Add(border, start, level, e, s);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Close(Crossing highest)
    {
        SetBorder(Tail, highest);
        SetPiece(Tail, Start[Tail - 1], Base[Tail - 1], Exposure[Tail - 1], Sum[Tail - 1]);
    }

    /// <summary>Pieces below i give way to a new start, and piece i up to a rate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CutLeft(int i, Crossing at, Crossing lowest, int start, double level, double e, double s)
    {
        SetBorder(i, at);
        Head = i - 1;
        SetBorder(Head, lowest);
        SetPiece(Head, start, level, e, s);
    }

    /// <summary>Pieces above i give way to a new start, and piece i from a rate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CutRight(int i, Crossing at, Crossing highest, int start, double level, double e, double s)
    {
        Tail = i + 1;
        Add(at, start, level, e, s);
        Close(highest);
    }

    /// <summary>The curve of a piece at a border.</summary>
    public double ValueAt(int border, int piece, double e, double s) =>
        Base[piece] + (e - Exposure[piece]) * First[border] + (s - Sum[piece]) * Second[border];

    /// <summary>Which borders from one on lie above a level; the lowest bit is the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Above(int from, double e, double s, double level)
    {
        ulong mask = 0;
        Vector512<double> es = Vector512.Create(e), ss = Vector512.Create(s), levels = Vector512.Create(level);
        for (var i = from; i <= Tail; i += Vector512<double>.Count)
        {
            var value = Load(Base, i) + (es - Load(Exposure, i)) * Load(First, i) + (ss - Load(Sum, i)) * Load(Second, i);
            mask |= (ulong)Vector512.GreaterThan(value, levels).ExtractMostSignificantBits() << (i - from);
        }
        return mask & ((2UL << (Tail - from)) - 1);
    }

    /// <summary>Which pieces of a block have the least of their curve within them; the lowest bit is the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Within(int from, double e, double s, double slack)
    {
        ulong mask = 0;
        var to = Math.Min(Tail, from + Block);
        Vector512<double> es = Vector512.Create(e), ss = Vector512.Create(s), slacks = Vector512.Create(slack);
        for (var i = from; i < to; i += Vector512<double>.Count)
        {
            Vector512<double> de = es - Load(Exposure, i), ds = ss - Load(Sum, i);
            var inside = Vector512.GreaterThanOrEqual(ds, (Load(Rate, i) - slacks) * de) & Vector512.LessThanOrEqual(ds, (Load(Rate, i + 1) + slacks) * de);
            mask |= (ulong)inside.ExtractMostSignificantBits() << (i - from);
        }
        return mask & ((1UL << (to - from)) - 1);
    }

    private static Vector512<double> Load(double[] column, int i) => Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)i);

    private void SetBorder(int i, Crossing at) => (Rate[i], First[i], Second[i]) = (at.Rate, at.First, at.Second);

    private void SetPiece(int i, int start, double level, double e, double s) => (Start[i], Base[i], Exposure[i], Sum[i]) = (start, level, e, s);
}
