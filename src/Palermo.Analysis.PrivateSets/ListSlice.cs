using System.Collections;

namespace Palermo.Analysis.PrivateSets;

/// <summary>A part of a list, without a copy.</summary>
internal sealed class ListSlice<T>(IReadOnlyList<T> list, int start, int count) : IReadOnlyList<T>
{
    public T this[int index] => list[start + index];

    public int Count => count;

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < count; i++) yield return list[start + i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
