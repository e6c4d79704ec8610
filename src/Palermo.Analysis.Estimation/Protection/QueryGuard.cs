using System.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>Watches the questions that one analyst asks, and refuses those whose difference from an earlier one is a small group.</summary>
/// <remarks>
/// For dashboards inside the house (domain page, 3.6); for publication use <see cref="SmallCounts"/> and <see cref="Differencing"/>. It compares
/// pairs of questions only. Cost: people over 64 for each earlier question.
/// </remarks>
public sealed class QueryGuard
{
    private readonly List<(string Name, ulong[] Set)> _asked = [];
    private readonly int _people, _threshold;

    /// <param name="people">Number of people in the file.</param>
    /// <param name="threshold">Smallest group that may be asked about; 3 is the house's for internal use.</param>
    public QueryGuard(int people, int threshold = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(people);
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 2);
        (_people, _threshold) = (people, threshold);
    }

    /// <summary>Asks about a set of people.</summary>
    /// <param name="name">What the question was, for the log and later refusals.</param>
    /// <param name="rows">Rows of the people it is about.</param>
    /// <returns>null when it may be answered, which is remembered; else the reason of the refusal.</returns>
    public string? Ask(string name, IEnumerable<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var set = new ulong[_people + 63 >> 6];
        foreach (var row in rows)
        {
            if ((uint)row >= _people) throw new ArgumentOutOfRangeException(nameof(rows), row, $"Rows run from 0 to {_people - 1}.");
            set[row >> 6] |= 1UL << row;
        }
        var size = set.Sum(w => BitOperations.PopCount(w));
        if (size > 0 && size < _threshold) return $"fewer than {_threshold} people";
        if (size < _people && _people - size < _threshold) return $"all but fewer than {_threshold} people";
        foreach (var (earlier, other) in _asked)
        {
            var difference = 0;
            for (var w = 0; w < set.Length; w++) difference += BitOperations.PopCount(set[w] ^ other[w]);
            if (difference > 0 && difference < _threshold) return $"differs by fewer than {_threshold} people from '{earlier}'";
        }
        _asked.Add((name, set));
        return null;
    }
}
