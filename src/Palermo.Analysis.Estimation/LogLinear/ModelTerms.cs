using System.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>The terms of a model sorted by what they can be: coefficients to estimate, and sets of lists that share nobody.</summary>
/// <param name="Present">0 (the intercept), the lists, then the sets with a count, in the order given.</param>
/// <param name="Empty">Sets, or lists, that nobody is on: their coefficient is minus infinity and their cells are left out.</param>
internal sealed record ModelTerms(int[] Present, int[] Empty)
{
    public static ModelTerms Of(CaptureTable table, IEnumerable<int> sets)
    {
        List<int> present = [0], empty = [];
        for (var i = 0; i < table.Lists; i++) (table.OnAll(1 << i) > 0 ? present : empty).Add(1 << i);
        foreach (var set in sets)
        {
            if (set <= 0 || set >= 1 << table.Lists || BitOperations.PopCount((uint)set) < 2)
                throw new ArgumentOutOfRangeException(nameof(sets), set, "A term of a model is a set of two or more of the lists.");
            if (present.Contains(set) || empty.Contains(set)) throw new ArgumentException($"The term {table.NameOf(set)} is given twice.", nameof(sets));
            (table.OnAll(set) > 0 ? present : empty).Add(set);
        }
        return new ModelTerms([.. present], [.. empty]);
    }
}
