using System.Text;

namespace Palermo.Analysis.Graphs;

/// <summary>Gives each distinct name a number, in order of first appearance, and finds either from the other.</summary>
/// <remarks>
/// Names lie as UTF-8 in one pool with an open table of numbers over it: a million names cost their own bytes and 12 more
/// each, and no object. Case and accents count: two names are one only when their bytes are.
/// </remarks>
public sealed class NameTable
{
    private byte[] _pool = new byte[1024];
    private int[] _starts = new int[64];
    private int[] _slots = CreateSlots(128);

    /// <summary>How many distinct names there are.</summary>
    public int Count { get; private set; }

    /// <summary>The name of a number.</summary>
    public string this[int number] => Encoding.UTF8.GetString(Bytes(number));

    /// <summary>The UTF-8 bytes of the name of a number.</summary>
    public ReadOnlySpan<byte> Bytes(int number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)number, (uint)Count, nameof(number));
        return _pool.AsSpan(_starts[number], _starts[number + 1] - _starts[number]);
    }

    /// <summary>The number of a name; the next free one when it is new.</summary>
    public int Add(ReadOnlySpan<byte> name)
    {
        var slot = Find(name);
        if (_slots[slot] >= 0) return _slots[slot];
        var number = Count++;
        var start = _starts[number];
        while (start + (long)name.Length > _pool.Length) Array.Resize(ref _pool, checked(_pool.Length * 2));
        name.CopyTo(_pool.AsSpan(start));
        if (number + 1 >= _starts.Length) Array.Resize(ref _starts, _starts.Length * 2);
        _starts[number + 1] = start + name.Length;
        _slots[slot] = number;
        if (Count * 2 > _slots.Length) Grow();
        return number;
    }

    /// <summary>The number of a name; the next free one when it is new.</summary>
    public int Add(string name) => Add(Encoding.UTF8.GetBytes(name));

    /// <summary>The number of a name, or -1 when it is not there.</summary>
    public int IndexOf(string name) => _slots[Find(Encoding.UTF8.GetBytes(name))];

    /// <summary>
    /// The numbers in the order of their names: by value when every name is a whole number (9 before 10), else by bytes.
    /// </summary>
    /// <remarks>Answers that break ties by the smaller number so do not depend on the order of lines in a file.</remarks>
    public int[] InOrder()
    {
        var order = new int[Count];
        for (var i = 0; i < Count; i++) order[i] = i;
        var values = new long[Count];
        var whole = true;
        for (var i = 0; i < Count && whole; i++) whole = IsWhole(Bytes(i), out values[i]);
        if (whole) Array.Sort(values, order);
        else Array.Sort(order, (a, b) => Bytes(a).SequenceCompareTo(Bytes(b)));
        return order;
    }

    // Only the plain form, so that 7 and 007 stay two names with a fixed order between them.
    private static bool IsWhole(ReadOnlySpan<byte> name, out long value)
    {
        value = 0;
        if (name.Length is 0 or > 18 || (name[0] == '0' && name.Length > 1)) return false;
        foreach (var digit in name)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + (digit - '0');
        }
        return true;
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        var mask = _slots.Length - 1;
        var slot = Hash(name) & mask;
        while (_slots[slot] >= 0 && !Bytes(_slots[slot]).SequenceEqual(name)) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        _slots = CreateSlots(_slots.Length * 2);
        for (var i = 0; i < Count; i++) _slots[Find(Bytes(i))] = i;
    }

    private static int[] CreateSlots(int count)
    {
        var slots = new int[count];
        slots.AsSpan().Fill(-1);
        return slots;
    }

    // Keyed by a secret of the process: nobody can send names that all fall into one slot.
    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        return hash.ToHashCode();
    }
}
