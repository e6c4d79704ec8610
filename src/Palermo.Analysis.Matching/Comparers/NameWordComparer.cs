using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>Compares one name of two persons, given name or surname, and looks for it among the other's names where the fields disagree.</summary>
internal sealed class NameWordComparer(PersonNames names, bool surname) : Comparer
{
    private const byte Exact = 0, SameName = 1, Close = 2, Elsewhere = 3, Similar = 4, Initial = 5, Else = 6;

    private readonly int[] own = surname ? names.Surname : names.Given;
    private readonly float[] frequency = Frequencies(surname ? names.Surname : names.Given, names.Pool.Count);
    private readonly float[] anywhere = names.Frequency;

    public override string[] Names => LevelNames.Name;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Levels(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<byte> to)
    {
        for (var p = 0; p < left.Length; p++)
        {
            int a = own[left[p]], b = own[right[p]];
            if (a == b && a != 0) to[p] = Exact;
            else to[p] = Differing(left[p], right[p], a, b);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte Differing(int left, int right, int a, int b)
    {
        if (a == 0 || b == 0)
        {
            var one = a == 0 ? b : a;
            return one != 0 && names.Has(a == 0 ? left : right, one) ? Elsewhere : Missing;
        }
        var pool = names.Pool;
        if (pool.ClassOf(a) >= 0 && pool.ClassOf(a) == pool.ClassOf(b)) return SameName;
        if (pool.AcrossVowels(a, b))
        {
            var sound = pool.Sound(a, b);
            return sound >= 0.9 ? SameName : sound >= 0.8 ? Close : sound >= 0.65 ? Similar : Else;
        }
        if (pool.Length(a) == 1 || pool.Length(b) == 1) return pool.Letters(a)[0] == pool.Letters(b)[0] ? Initial : Else;
        var likeness = pool.JaroWinklerOf(a, b, 0.8);
        if (likeness >= 0.92 || likeness >= 0.84 && pool.SkeletonOf(a) == pool.SkeletonOf(b) || likeness >= 0.8 && pool.OneEdit(a, b)) return Close;
        if (names.Has(right, a) || names.Has(left, b)) return Elsewhere;
        return likeness >= 0.82 ? Similar : Else;
    }

    public override float Frequency(int left, int right, byte level)
    {
        int a = own[left], b = own[right];
        switch (level)
        {
            case Exact: return frequency[a];
            case SameName or Close or Similar: return Math.Max(frequency[a], frequency[b]);
            case Elsewhere:
                var found = a != 0 && names.Has(right, a) ? anywhere[a] : 0;
                var other = b != 0 && names.Has(left, b) ? anywhere[b] : 0;
                return found == 0 ? other : other == 0 ? found : Math.Min(found, other);
            default: return 0;
        }
    }

    public override double ExactRate(RecordTable table) => SameRate(own, names.Pool.Count, table.Split);

    public override (string Left, string Right) Values(int left, int right) => (names.Text(own[left]), names.Text(own[right]));
}
