namespace Palermo.Analysis.Ais.Columns;

/// <summary>Growing a column, and moving its last entries forward to their place.</summary>
internal static class Tail
{
    public static void Resize<T>(ref T[] column, int size, int count) where T : unmanaged
    {
        var larger = GC.AllocateUninitializedArray<T>(size);
        column.AsSpan(0, count).CopyTo(larger);
        column = larger;
    }

    public static void Move<T>(T[] column, int tail, int count, int to) where T : unmanaged
    {
        if (to >= tail || tail >= count) return;
        var moved = column.AsSpan(tail, count - tail).ToArray();
        column.AsSpan(to, tail - to).CopyTo(column.AsSpan(to + moved.Length));
        moved.CopyTo(column.AsSpan(to));
    }
}
