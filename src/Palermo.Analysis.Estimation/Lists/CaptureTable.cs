using System.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>How many people stand on exactly which lists: the counts from which the unseen are estimated.</summary>
/// <remarks>
/// A pattern is a number whose bit i is set when the people stand on list i. Pattern 0, on no list, is the unknown: it has no count.
/// </remarks>
public sealed class CaptureTable
{
    /// <summary>The most lists taken: every pattern of them is a cell.</summary>
    public const int MostLists = 12;

    private readonly double[] _counts;

    /// <param name="names">Names of the lists, 2 to 12, all different.</param>
    /// <param name="counts">Counts by pattern, 2^lists of them; the first, of pattern 0, must be 0.</param>
    /// <exception cref="ArgumentException">Too few or many lists, a negative count, or people on no list.</exception>
    public CaptureTable(IReadOnlyList<string> names, ReadOnlySpan<long> counts)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count is < 2 or > MostLists)
            throw new ArgumentException($"Estimation needs 2 to {MostLists} lists; {names.Count} were given. Merge lists that are alike.", nameof(names));
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count) throw new ArgumentException("Two lists have the same name.", nameof(names));
        if (counts.Length != 1 << names.Count) throw new ArgumentException($"{names.Count} lists make {1 << names.Count} patterns; {counts.Length} counts were given.", nameof(counts));
        if (counts[0] != 0) throw new ArgumentException("People on no list cannot have been counted: pattern 0 must be 0.", nameof(counts));
        Names = names;
        _counts = new double[counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0) throw new ArgumentException($"The count of pattern {Pattern(i)} is {counts[i]}; counts are 0 or more.", nameof(counts));
            _counts[i] = counts[i];
            Observed = checked(Observed + counts[i]);
        }
        if (Observed > 10_000_000_000) throw new ArgumentException($"The counts add up to {Observed} people, more than there are.", nameof(counts));
    }

    /// <summary>From a list of patterns and counts; patterns that appear twice are added up.</summary>
    public CaptureTable(IReadOnlyList<string> names, IEnumerable<(int Pattern, long Count)> cells) : this(names, Spread(names, cells)) { }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of lists.</summary>
    public int Lists => Names.Count;

    /// <summary>People on at least one list.</summary>
    public long Observed { get; }

    /// <summary>Counts by pattern; pattern 0 is 0.</summary>
    public ReadOnlySpan<double> Counts => _counts;

    /// <summary>People on all lists of a set, whether or not on others.</summary>
    public long OnAll(int lists)
    {
        double sum = 0;
        for (var c = 1; c < _counts.Length; c++) if ((c & lists) == lists) sum += _counts[c];
        return (long)sum;
    }

    /// <summary>People on exactly so many lists.</summary>
    public long SeenTimes(int times)
    {
        double sum = 0;
        for (var c = 1; c < _counts.Length; c++) if (BitOperations.PopCount((uint)c) == times) sum += _counts[c];
        return (long)sum;
    }

    /// <summary>A set of lists in words: "LA:NG".</summary>
    public string NameOf(int lists) =>
        lists == 0 ? "(Intercept)" : string.Join(':', Enumerable.Range(0, Lists).Where(i => (lists >> i & 1) == 1).Select(i => Names[i]));

    private string Pattern(int cell) => string.Concat(Enumerable.Range(0, Lists).Select(i => (cell >> i & 1) == 1 ? '1' : '0'));

    private static long[] Spread(IReadOnlyList<string> names, IEnumerable<(int Pattern, long Count)> cells)
    {
        ArgumentNullException.ThrowIfNull(names);
        var counts = new long[1 << Math.Clamp(names.Count, 0, MostLists + 1)];
        foreach (var (pattern, count) in cells)
        {
            if ((uint)pattern >= counts.Length) throw new ArgumentException($"Pattern {pattern} names a list beyond the {names.Count} given.", nameof(cells));
            if (count < 0) throw new ArgumentException($"A count is {count}; counts are 0 or more.", nameof(cells));
            counts[pattern] = checked(counts[pattern] + count);
        }
        return counts;
    }
}
