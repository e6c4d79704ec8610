using System.Runtime.InteropServices;

namespace Palermo.Analysis.PrivateSets.Wide;

/// <summary>Eight points of the curve -x^2 + y^2 = 1 + d x^2 y^2 in extended coordinates: x = X/Z, y = Y/Z, T = XY/Z.</summary>
internal struct Points8
{
    public Fe8 X, Y, Z, T;
}

/// <summary>Eight points made ready to be added often: Y + X, Y - X, Z, 2dT.</summary>
internal struct CachedPoints8
{
    public Fe8 Sum, Difference, Z, T2d;
}

/// <summary>All that one thread needs to multiply eight elements: one aligned block, used again and again.</summary>
internal unsafe struct Workspace
{
    public const int TableSize = 8;

    public Points8 P, Q;
    public Fe8 A, B, C, D, E, F, G, H;
    public SquareRootRoom Root;
    public CachedPoints8 Chosen;
    public CachedPoints8 Table;
    private fixed byte _rest[(TableSize - 1) * 4 * Fe8.Limbs * 64];

    public static Workspace* Create() => (Workspace*)NativeMemory.AlignedAlloc((nuint)sizeof(Workspace), 64);

    /// <summary>Overwrites what was computed, then gives the memory back.</summary>
    public static void Free(Workspace* w)
    {
        NativeMemory.Clear(w, (nuint)sizeof(Workspace));
        NativeMemory.AlignedFree(w);
    }
}
