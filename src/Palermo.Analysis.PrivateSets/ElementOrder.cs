namespace Palermo.Analysis.PrivateSets;

/// <summary>Rising order of fixed-size byte strings: it leaves no trace of the order in which they were made.</summary>
internal static class ElementOrder
{
    /// <summary>The places of the elements in rising order of their bytes.</summary>
    public static int[] Rising(ReadOnlyMemory<byte> elements, int size)
    {
        var order = new int[elements.Length / size];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var heads = new ulong[order.Length];
        for (var i = 0; i < order.Length; i++) heads[i] = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(elements.Span[(i * size)..]);
        // The first eight bytes decide nearly always; equal heads are settled by the whole.
        Array.Sort(heads, order);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && heads[end] == heads[start]) end++;
            if (end - start > 1)
                Array.Sort(order, start, end - start, Comparer<int>.Create((a, b) =>
                    elements.Span.Slice(a * size, size).SequenceCompareTo(elements.Span.Slice(b * size, size))));
            start = end;
        }
        return order;
    }

    /// <summary>Copies the elements in an order.</summary>
    public static byte[] Take(ReadOnlySpan<byte> elements, int size, ReadOnlySpan<int> order)
    {
        var taken = new byte[order.Length * size];
        for (var i = 0; i < order.Length; i++) elements.Slice(order[i] * size, size).CopyTo(taken.AsSpan(i * size));
        return taken;
    }

    /// <summary>The place of the first element that is not above the one before it, or -1.</summary>
    public static int FirstNotRising(ReadOnlySpan<byte> elements, int size)
    {
        for (var at = size; at < elements.Length; at += size)
            if (elements.Slice(at, size).SequenceCompareTo(elements.Slice(at - size, size)) <= 0) return at / size;
        return -1;
    }
}
